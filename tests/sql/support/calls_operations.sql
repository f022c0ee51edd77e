-- Calls of this area's functions, as in calls.sql. The administrator is the owner, Alice. Small pages: a row of a device
-- counts its keys and what waits for it, a row of a quota asks policies.
INSERT INTO test.calls (who, call) VALUES
    ('alice', $$SELECT * FROM api.admin_members('', '', 100)$$),
    ('alice', $$SELECT * FROM api.admin_members('user1', 'user15', 100)$$),
    ('alice', 'SELECT * FROM api.admin_devices(NULL, NULL, 20)'),
    ('alice', 'SELECT * FROM api.admin_devices({bob}, NULL, 20)'),
    ('alice', $$SELECT * FROM api.admin_quotas('', '00000000-0000-0000-0000-000000000000', 10)$$),
    ('alice', 'SELECT * FROM api.admin_audit(NULL, 100, NULL, NULL, false)'),
    ('alice', $$SELECT * FROM api.admin_audit(NULL, 100, 'device', {bob}, false)$$),
    ('alice', $$SELECT * FROM api.admin_security_events(NULL, 100, true, 'low')$$),
    ('alice', 'SELECT * FROM api.admin_usage(current_date - 30, current_date)');

-- The console: what is done, on people of its own, and every view in its own order.
SELECT test.join('eve'), test.join('fred');
INSERT INTO test.places VALUES ('eve', test.account('eve')), ('fred', test.account('fred')), ('fred_device', test.device('fred')),
    ('closing', test.id()), ('event', s.raise_security_event('suspected', 'low')::text);
INSERT INTO tacet.chats (id, chat_type, encrypted_name, owner_id, created_by, max_members)
SELECT value::uuid, 'group', 'sealed', test.account('eve'), test.account('eve'), 200 FROM test.places WHERE name = 'closing';
SELECT test.run('alice', 'SELECT api.begin_administration()');
INSERT INTO test.calls (who, call) VALUES
    ('alice', 'SELECT api.begin_administration()'),
    ('alice', 'SELECT api.touch_administration()'),
    ('alice', 'SELECT * FROM api.administration()'),
    ('carol', 'SELECT api.end_administration()'),
    ('alice', 'SELECT * FROM api.admin_person_effect({eve})'),
    ('alice', 'SELECT api.admin_suspend_person({eve})'),
    ('alice', 'SELECT api.admin_resume_person({eve})'),
    ('alice', 'SELECT api.admin_deactivate_person({eve})'),
    ('alice', 'SELECT api.admin_reactivate_person({eve})'),
    ('alice', 'SELECT api.admin_end_device({fred_device})'),
    ('alice', 'SELECT api.admin_erase_person({fred})'),
    ('alice', $$SELECT * FROM api.admin_create_tokens(ARRAY[sha256('wished')], ARRAY['gina'], 3600)$$),
    ('alice', $$SELECT api.admin_revoke_token(left(encode(sha256('wished'), 'hex'), 32))$$),
    ('alice', $$SELECT api.admin_set_quota('chat', {closing}, 1000000, 10, NULL)$$),
    ('alice', $$SELECT api.admin_set_policy('search_per_second', '6')$$),
    ('alice', $$SELECT api.admin_reset_policy('search_per_second')$$),
    ('alice', $$SELECT api.admin_set_retention('usage_statistics', '', 1000, NULL, NULL)$$),
    ('alice', 'SELECT api.admin_assign_event({event}, {alice})'),
    ('alice', $$SELECT api.admin_resolve_event({event}, 'looked at') WHERE false$$),
    ('alice', $$SELECT api.admin_give_grant({eve}, 'chat', {closing}, ARRAY['watch'], now() + interval '1 day')$$),
    ('alice', $$SELECT api.admin_take_grant({eve}, 'chat', {closing}) WHERE false$$),
    ('alice', 'SELECT * FROM api.admin_chat_effect({closing})'),
    ('alice', 'SELECT api.admin_close_chat({closing}, true)'),
    ('alice', $$SELECT * FROM api.admin_verify_audit('security', 1, 100)$$),
    ('alice', 'SELECT * FROM console.people ORDER BY lower(username) COLLATE "C", id LIMIT 20'),
    ('alice', $$SELECT * FROM console.people WHERE (lower(username) COLLATE "C", id) > (lower('user15'), '00000000-0000-0000-0000-000000000000')
        ORDER BY lower(username) COLLATE "C", id LIMIT 20$$),
    ('alice', 'SELECT * FROM console.people ORDER BY created_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.devices ORDER BY created_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.chats ORDER BY created_at DESC, id DESC LIMIT 5'),
    ('alice', 'SELECT * FROM console.chat_members WHERE chat_id = {closing} ORDER BY joined_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.chat_roles WHERE chat_id = {closing} ORDER BY created_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.quotas ORDER BY id LIMIT 10'),
    ('alice', 'SELECT * FROM console.media ORDER BY created_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.enrolment_tokens ORDER BY created_at DESC, token DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.join_requests ORDER BY created_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.sync ORDER BY device_id LIMIT 20'),
    ('alice', 'SELECT * FROM console.usage ORDER BY day DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.metrics ORDER BY recorded_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.audit ORDER BY id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.security_events ORDER BY occurred_at DESC, id DESC LIMIT 20'),
    ('alice', 'SELECT * FROM console.sign_ins ORDER BY at DESC, id DESC LIMIT 20');
