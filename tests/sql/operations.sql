-- Backups' metadata, figures, and what operators and the workspace's admins read.
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol');

-- Backups.
SELECT is_empty($$SELECT * FROM admin.backup_tables() WHERE table_name IN ('one_time_prekeys', 'kem_prekeys')$$);
SELECT isnt_empty($$SELECT * FROM admin.backup_tables() WHERE table_name = 'messages'$$);
SELECT is_empty($$SELECT * FROM admin.backup_tables() WHERE table_name ~ '_20[0-9]{2}_[0-9]{2}$'$$, 'partitions by their parent');
CREATE TEMP TABLE backup AS SELECT admin.begin_backup('full', '{"cipher": "AES-256-GCM"}') AS id;
SELECT lives_ok($$SELECT admin.note_backup_content((SELECT id FROM backup), 'users', 3, 1000, sha256('x'))$$);
SELECT lives_ok($$SELECT admin.note_backup_content((SELECT id FROM backup), 'users', 4, 1000, sha256('x'))$$, 'once more');
SELECT throws_ok($$SELECT admin.note_backup_content((SELECT id FROM backup), 'one_time_prekeys', 3, 1, sha256('x'))$$, 'SR002');
SELECT throws_ok($$INSERT INTO tacet.backup_contents VALUES ((SELECT id FROM backup), 'kem_prekeys', 3, 1, sha256('x'))$$, '23514');
SELECT throws_ok($$SELECT admin.note_backup_content((SELECT id FROM backup), 'nonsense', 3, 1, sha256('x'))$$, 'SR002');
SELECT throws_ok($$SELECT admin.note_backup_content(test.id(), 'users', 3, 1, sha256('x'))$$, 'SR001');
SELECT throws_ok($$SELECT admin.finish_backup((SELECT id FROM backup), 'completed', 1, 1, NULL, now() + interval '7 days')$$, 'SR002');
SELECT throws_ok($$SELECT admin.finish_backup((SELECT id FROM backup), 'running', 1, 1, sha256('x'), now() + interval '7 days')$$, 'SR002');
SELECT throws_ok($$SELECT admin.finish_backup((SELECT id FROM backup), 'failed', -1, NULL, NULL, NULL)$$, 'SR002');
SELECT throws_ok($$SELECT admin.finish_backup((SELECT id FROM backup), 'failed', NULL, NULL, 'x', NULL)$$, 'SR002');
SELECT lives_ok($$SELECT admin.finish_backup((SELECT id FROM backup), 'completed', 1000, 1, sha256('x'), now() + interval '7 days')$$);
SELECT throws_ok($$SELECT admin.finish_backup((SELECT id FROM backup), 'failed', NULL, NULL, NULL, NULL)$$, 'SR001', NULL, 'once');
SELECT throws_ok($$SELECT admin.note_backup_content((SELECT id FROM backup), 'users', 3, 1, sha256('x'))$$, 'SR001');
SELECT lives_ok($$SELECT admin.finish_backup(admin.begin_backup('full', '{}'), 'failed', NULL, NULL, NULL, NULL)$$);
SELECT is((SELECT array_agg(status ORDER BY id) FROM admin.backups()), ARRAY['completed', 'failed']);
SELECT is((SELECT record_count FROM admin.backups() WHERE status = 'completed'), 4::bigint);
SELECT is((SELECT count(*) FROM admin.backups((SELECT max(id::text)::uuid FROM tacet.backup_metadata), 10)), 1::bigint, 'pages');
SELECT is((SELECT count(*) FROM admin.audit(of_type => 'backup') WHERE NOT success), 1::bigint);

-- Figures.
SELECT is(admin.record_metrics(ARRAY['cpu_load', 'disk_used'], ARRAY[0.5, 70], ARRAY['', '%'], ARRAY['system', 'storage']), 2);
SELECT throws_ok($$SELECT admin.record_metrics(ARRAY['cpu_load'], ARRAY['NaN'::float8], ARRAY[''], ARRAY['system'])$$, 'SR002');
SELECT throws_ok($$SELECT admin.record_metrics(ARRAY['cpu_load'], ARRAY[NULL::float8], ARRAY[''], ARRAY['system'])$$, 'SR002');
SELECT throws_ok($$SELECT admin.record_metrics(ARRAY['cpu_load'], ARRAY[1.0], ARRAY['', ''], ARRAY['system'])$$, 'SR002');
SELECT throws_ok($$SELECT admin.record_metrics('{}', '{}', '{}', '{}')$$, 'SR002');
SELECT is((SELECT metric_value FROM admin.metrics('cpu_load', now() - interval '1 hour', now() + interval '1 hour')), 0.5::float8);
SELECT test.run('alice', format('SELECT api.open_direct_chat(%L, %L)', test.id(), test.account('bob')));
SELECT test.run('alice', 'SELECT api.hello(1)');
INSERT INTO tacet.messages (id, chat_id, sender_user, encrypted_content, content_hash)
SELECT test.id(), c.id, test.account('alice'), test.bytes(100, 'x'), sha256(test.bytes(100, 'x')) FROM tacet.chats c, generate_series(1, 5);
SELECT lives_ok('SELECT admin.maintain()');
SELECT results_eq($$SELECT metric, value FROM admin.usage((now() AT TIME ZONE 'UTC')::date, (now() AT TIME ZONE 'UTC')::date)$$,
    $$VALUES ('devices', 3::bigint), ('devices_active', 1), ('members', 3), ('members_active', 1), ('message_bytes', 500),
             ('messages', 5), ('posts', 0)$$);
UPDATE tacet.devices SET last_seen = NULL;
SELECT lives_ok('SELECT admin.maintain()');
SELECT is((SELECT value FROM admin.usage(current_date - 1, current_date + 1) WHERE metric = 'devices_active' AND value > 0), 1::bigint,
    'a day never shrinks');
SELECT throws_ok($$SELECT admin.usage(current_date - 500, current_date)$$, 'SR002');
SELECT throws_ok($$SELECT admin.usage('-infinity', 'infinity')$$, 'SR002');
SELECT isnt_empty($$SELECT FROM admin.latest_metrics() WHERE metric_name = 'database_size' AND metric_value > 1000000$$);

-- One-time keys that are used up.
SELECT test.run('bob', format('SELECT api.claim_prekey_bundle(%L)', test.device('carol'))) FROM generate_series(1, 2);
SELECT is_empty('SELECT FROM admin.security_events()');
SELECT test.run('bob', format('SELECT api.claim_prekey_bundle(%L)', test.device('carol')));
SELECT is((SELECT ROW(event_type, device_id) FROM admin.security_events()), ROW('one_time_keys_drained'::text, test.device('carol')));
SELECT is_empty($$SELECT FROM admin.security_events(lowest => 'high')$$);
SELECT throws_ok($$SELECT admin.resolve_security_event((SELECT id FROM tacet.security_events), '')$$, 'SR002');
SELECT lives_ok($$SELECT admin.resolve_security_event((SELECT id FROM tacet.security_events), 'refilled')$$);
SELECT throws_ok($$SELECT admin.resolve_security_event((SELECT id FROM tacet.security_events), 'again')$$, 'SR001');
SELECT is_empty('SELECT FROM admin.security_events()');
SELECT isnt_empty('SELECT FROM admin.security_events(open_only => false)');
SELECT is_empty($$SELECT FROM admin.audit() WHERE details::text LIKE '%refilled%'$$);

-- What operators read.
SELECT is((SELECT array_agg(username ORDER BY username) FROM admin.members()), ARRAY['alice', 'bob', 'carol']);
SELECT is((SELECT array_agg(username) FROM admin.members('b')), ARRAY['bob']);
SELECT is((SELECT array_agg(username ORDER BY username) FROM admin.members('', 'alice', 1)), ARRAY['bob'], 'pages');
SELECT is((SELECT count(*) FROM admin.devices()), 3::bigint);
SELECT is((SELECT count(*) FROM admin.devices(test.account('bob'))), 1::bigint);
SELECT is((SELECT one_time_keys FROM admin.devices(test.account('carol'))), 0::bigint);
UPDATE tacet.devices SET push_token = 'very secret' WHERE id = test.device('bob');
SELECT is((SELECT has_push_token FROM admin.devices(test.account('bob'))), true);
SELECT is_empty($$SELECT FROM admin.devices() d WHERE d::text LIKE '%secret%'$$, 'a push token is not shown');
SELECT isnt_empty($$SELECT FROM admin.sessions() WHERE pid = pg_backend_pid()$$);
SELECT is_empty('SELECT FROM admin.locks()');
SELECT isnt_empty('SELECT FROM admin.pool()');
SELECT is_empty('SELECT FROM admin.replication()');
SELECT isnt_empty($$SELECT FROM admin.table_sizes() WHERE table_name = 'tacet.messages' AND partitions >= 4 AND total_bytes > 0$$);
SELECT isnt_empty($$SELECT FROM admin.partitions() WHERE table_name = 'chat_log'$$);
SELECT isnt_empty($$SELECT FROM admin.index_usage() WHERE is_valid$$);
SELECT is((SELECT ROW(burst, standard_burst) FROM admin.rate_limits() WHERE kind = 'invite'), ROW(10000::float8, 50::float8));
SELECT ok((SELECT members = 3 AND devices = 3 AND database_bytes > 0 AND partitions_ready AND NOT in_recovery FROM admin.health()));
SELECT admin.set_policy('{"wake_burst": 1, "wake_per_second": 0}');
SELECT test.run('alice', format('SELECT api.wake(%L)', (SELECT id FROM tacet.chats)));
SELECT is((SELECT username FROM admin.throttled() WHERE kind = 'wake'), 'alice', 'who is throttled');

-- Limits, ways into an account, devices that operators end.
SELECT admin.set_quota('chat', (SELECT id FROM tacet.chats), 1000, NULL, NULL);
SELECT admin.set_quota('chat', (SELECT id FROM tacet.chats), 2000, NULL, NULL);
SELECT admin.set_quota('chat', (SELECT id FROM tacet.chats), 2000, NULL, NULL);
SELECT is((SELECT count(*) FROM admin.audit(of_type => 'quota')), 2::bigint, 'a limit that changes is audited');
SELECT test.run('alice', 'SELECT api.begin_administration()');
SELECT test.works('alice', $$SELECT * FROM api.admin_quotas('', '00000000-0000-0000-0000-000000000000', 10)$$, 'quotas');
SELECT test.refused('bob', $$SELECT * FROM api.admin_quotas('', '00000000-0000-0000-0000-000000000000', 10)$$, 'SR014', 'quotas');
INSERT INTO tacet.account_logins (user_id, login_role, failures)
VALUES (test.account('carol'), 'a_' || repeat('0', 32), 1);
SELECT s.note_sign_in(test.account('carol'), 'attempt', NULL);
SELECT is_empty('SELECT FROM admin.security_events()', 'the first code may be right');
UPDATE tacet.account_logins SET failures = 5;
SELECT s.note_sign_in(test.account('carol'), k, NULL) FROM unnest(ARRAY['attempt', 'locked']) k;
SELECT is((SELECT array_agg(event_type ORDER BY event_type) FROM admin.security_events()),
    ARRAY['sign_in_failed', 'sign_in_locked'], 'sign-ins that failed');
SELECT is((SELECT array_agg(action ORDER BY id) FROM admin.audit(of_type => 'sign_in')),
    ARRAY['attempt', 'failed', 'attempt', 'locked']);
SELECT is((SELECT array_agg(action ORDER BY id) FROM admin.audit(of_type => 'sign_in', failures_only => true)),
    ARRAY['failed', 'locked']);
SELECT throws_ok('SELECT admin.end_device(test.id())', 'SR001');
SELECT lives_ok($$SELECT admin.end_device(test.device('carol'))$$);
SELECT is((SELECT ROW(active, one_time_keys) FROM admin.devices(test.account('carol'))), ROW(false, 0::bigint));
SELECT test.refused('carol', 'SELECT api.hello(1)', '42501', 'its login is in no group any more');
SELECT is((SELECT ROW(resource_id, actor_device) FROM admin.audit(of_type => 'device') WHERE action = 'removed'),
    ROW(test.device('carol')::text, NULL::uuid));

-- The same for the workspace's owner and admins, and for nobody else.
SELECT is(test.values('alice', $$SELECT username FROM api.admin_members('', '', 10)$$), ARRAY['alice', 'bob', 'carol']);
SELECT test.works('alice', 'SELECT * FROM api.admin_devices(NULL, NULL, 10)', 'devices');
SELECT test.works('alice', 'SELECT * FROM api.admin_audit(NULL, 10, NULL, NULL, false)', 'audit');
SELECT test.works('alice', $$SELECT * FROM api.admin_security_events(NULL, 10, true, 'low')$$, 'events');
SELECT test.works('alice', 'SELECT * FROM api.admin_usage(current_date, current_date)', 'usage');
SELECT test.works('alice', 'SELECT * FROM api.admin_retention_dry_run(NULL)', 'retention');
SELECT test.refused('bob', $$SELECT * FROM api.admin_members('', '', 10)$$, 'SR014', 'a member is not told');
SELECT test.refused('bob', 'SELECT * FROM api.admin_devices(NULL, NULL, 10)', 'SR014', 'devices');
SELECT test.refused('bob', 'SELECT * FROM api.admin_audit(NULL, 10, NULL, NULL, false)', 'SR014', 'audit');
SELECT test.refused('bob', $$SELECT * FROM api.admin_security_events(NULL, 10, true, 'low')$$, 'SR014', 'events');
SELECT test.refused('bob', 'SELECT * FROM api.admin_usage(current_date, current_date)', 'SR014', 'usage');
SELECT test.refused('bob', 'SELECT * FROM api.admin_retention_dry_run(NULL)', 'SR014', 'retention');
UPDATE tacet.users SET workspace_role = 'admin' WHERE id = test.account('bob');
SELECT test.run('bob', 'SELECT api.begin_administration()');
SELECT test.works('bob', $$SELECT * FROM api.admin_members('', '', 10)$$, 'an admin is');
UPDATE tacet.users SET workspace_role = 'member' WHERE id = test.account('bob');
SELECT test.refused('bob', $$SELECT * FROM api.admin_members('', '', 10)$$, 'SR014', 'and is no more when he is no admin');
SELECT test.refused('alice', $$SELECT * FROM api.admin_members('', '', 501)$$, 'SR002', 'bounded');
SELECT test.refused('alice', $$SELECT * FROM api.admin_members(NULL, '', 10)$$, 'SR002', 'no NULL');
SELECT test.refused('alice', 'SELECT * FROM admin.members()', '42501', 'operators only');
SELECT test.refused('alice', 'SELECT * FROM admin.sessions()', '42501', 'operators only');
SELECT admin.set_policy('{"admin_burst": 0, "admin_per_second": 0}');
SELECT test.refused('alice', $$SELECT * FROM api.admin_members('', '', 10)$$, 'SR003', 'not without end');
SELECT * FROM finish();
