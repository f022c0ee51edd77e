-- Calls of this area's functions, as in calls.sql: INSERT INTO test.calls (who, call) VALUES …
SELECT test.join('dora');
INSERT INTO test.places VALUES ('any', s.any_id()), ('last', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    ('dora', test.account('dora')), ('dora_device', test.device('dora'));
SELECT test.run('dora', $$SELECT api.request_address('email', 'dora@example.org')$$);
SELECT test.run('dora', $$SELECT api.confirm_address('email')$$);
SELECT test.run('dora', $$SELECT api.request_address('phone', '+49301')$$);
SELECT test.run('alice', test.filled('SELECT api.put_history_keys(1, {direct}, ARRAY[{id}]::uuid[], ARRAY[repeat(''k'', 40)::bytea])'))
  FROM generate_series(1, 300);
SELECT admin.open_login_session(test.device('alice'), test.bytes(32, 'session'), NULL, '', 86400);
INSERT INTO test.places VALUES ('code', test.id());
INSERT INTO test.places SELECT 'session', family FROM tacet.login_sessions;
SELECT admin.set_policy('{"find_by_email": true}');

INSERT INTO test.calls (who, call) VALUES
    ('alice', 'SELECT * FROM api.my_profile()'),
    ('alice', 'SELECT * FROM api.profile({bob})'),
    ('alice', $$SELECT api.set_profile('Alice', 'writes', {any}, 'desktop')$$),
    ('alice', $$SELECT api.set_bio('writes')$$),
    ('alice', 'SELECT api.set_avatar({any})'),
    ('alice', $$SELECT api.set_presence('online')$$),
    ('alice', $$SELECT api.request_address('email', 'alice' || {id} || '@example.org')$$),
    ('alice', $$SELECT api.remove_address('email')$$),
    ('alice', $$SELECT * FROM api.search_users('number 13', '', 50)$$),
    ('alice', $$SELECT * FROM api.search_users('user77', '', 50)$$),
    ('alice', 'SELECT api.set_workspace_role({dora}, ''admin'')'),
    ('alice', 'SELECT api.set_device_label({alice_device}, ''desk'')'),
    ('alice', $$SELECT api.set_push_token('token')$$),
    ('alice', 'SELECT * FROM api.my_devices({any}, 50)'),
    ('dora', $$SELECT api.rotate_password('SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')$$),
    ('alice', 'SELECT api.set_account_recovery(r.version + 1, ''sealed'') FROM api.account_recovery() r'),
    ('alice', 'SELECT api.history_epoch()'),
    ('dora', 'SELECT api.begin_history_epoch(api.history_epoch())'),
    ('alice', 'SELECT api.put_history_keys(1, {direct}, ARRAY[{id}, {id}]::uuid[], ARRAY[repeat(''k'', 40), repeat(''k'', 40)]::bytea[])'),
    ('alice', 'SELECT * FROM api.history_keys({direct}, {last}, {last}, 100)'),
    ('alice', 'SELECT * FROM api.history_state({direct})'),
    ('dora', 'SELECT api.set_history({any}, false)'),
    ('alice', 'SELECT * FROM api.login_sessions()'),
    ('alice', 'SELECT api.end_login_session({session})'),
    ('alice', 'SELECT * FROM api.sign_in_events({last}, 100)'),
    ('alice', $$SELECT * FROM api.user_by_address('email', 'dora@example.org')$$),
    -- What can be done once is not done here; plans.sql deletes and hands over at its end.
    ('dora', $$SELECT api.confirm_address('phone') WHERE false$$),
    ('dora', 'SELECT api.transfer_ownership({dora}) WHERE false'),
    ('alice', 'SELECT api.set_chat_history({direct}, false) WHERE false'),
    ('dora', $$SELECT api.delete_account('nobody') WHERE false$$),
    -- Of sign-in: codes are checked in a transaction of their own, which the measuring is not (signin.sql).
    ('dora', $$SELECT api.set_account_password('SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')$$),
    ('dora', 'SELECT * FROM api.sign_in_state()'),
    ('dora', $$SELECT api.submit_code({code}, '1')$$),
    ('dora', $$SELECT api.check_code({id}) WHERE false$$),
    ('dora', $$SELECT api.confirm_totp('', '', '{}') WHERE false$$),
    ('dora', 'SELECT api.disable_totp({id}) WHERE false'),
    ('dora', 'SELECT api.replace_recovery_codes({id}, NULL) WHERE false'),
    ('alice', 'SELECT api.clear_account_password()');
