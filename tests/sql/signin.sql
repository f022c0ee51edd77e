-- Two-step sign-in: passwords, codes, locks, linking.
SELECT no_plan();
SELECT test.join('alice'), test.join('bob');
CREATE TABLE test.codes AS SELECT test.bytes(20, 'secret') AS secret, array(SELECT 'CODE' || g || 'ABCDEFGHJKMNPQ' FROM generate_series(0, 9) g) AS words;
ALTER TABLE test.codes ADD hashes bytea[];
UPDATE test.codes SET hashes = array(SELECT sha256(w::bytea) FROM unnest(words) w);
CREATE FUNCTION test.code(shift integer DEFAULT 0) RETURNS text LANGUAGE sql AS $$
    SELECT s.totp(secret, floor(extract(epoch FROM clock_timestamp()) / 30)::bigint + shift, 6) FROM test.codes $$;
CREATE FUNCTION test.verifier(letter text) RETURNS text LANGUAGE sql AS $$
    SELECT 'SCRAM-SHA-256$4096:' || repeat(letter, 22) || '==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' $$;
CREATE FUNCTION test.login(who text) RETURNS text LANGUAGE sql AS $$ SELECT login_role::text FROM tacet.account_logins WHERE user_id = test.account(who) $$;

-- RFC 4231 and RFC 6238, appendix B (SHA-256, eight digits).
SELECT is(s.hmac_sha256(decode(repeat('0b', 20), 'hex'), 'Hi There'), '\xb0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
SELECT is(s.hmac_sha256('Jefe', 'what do ya want for nothing?'), '\x5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
SELECT is(s.hmac_sha256(decode(repeat('aa', 131), 'hex'), 'Test Using Larger Than Block-Size Key - Hash Key First'), '\x60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54');
SELECT is(s.totp('12345678901234567890123456789012', t / 30, 8), code, 'at second ' || t) FROM (VALUES (59::bigint, '46119246'), (1111111109, '68084774'),
    (1111111111, '67062674'), (1234567890, '91819424'), (2000000000, '90698825'), (20000000000, '77737706')) v(t, code);

-- Passwords.
SELECT is(test.value('alice', 'SELECT has_password FROM api.sign_in_state()'), 'false', 'none at first');
SELECT test.refused('alice', $$SELECT api.set_account_password('hunter2')$$, 'SR002', 'only a verifier');
SELECT test.refused('alice', $$SELECT api.set_account_password(NULL)$$, 'SR002', 'NULL');
SELECT is(test.value('alice', format('SELECT api.set_account_password(%L)', test.verifier('A'))), test.login('alice'), 'the login is told');
SELECT is(test.login('alice'), 'a_' || left(encode(sha256('Tacet-1 account login'::bytea || '\x00' || uuid_send(t.id) || 'alice'), 'hex'), 32), 'its name follows from tenant and user name') FROM tacet.tenant t;
SELECT ok((SELECT rolcanlogin AND NOT rolinherit AND NOT rolcreaterole AND rolconnlimit = 3 FROM pg_roles WHERE rolname = test.login('alice')));
SELECT is((SELECT string_agg(split_part(g.rolname, '_', 2), ' ') FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
    WHERE r.rolname = test.login('alice')), 'signin', 'of one group');
SELECT is((SELECT string_agg(p.proname, ' ' ORDER BY p.proname) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname IN ('api', 's', 'admin', 'tacet') AND has_function_privilege(test.login('alice'), p.oid, 'EXECUTE') AND has_schema_privilege(test.login('alice'), n.oid, 'USAGE')),
    'check_code link_device link_material submit_code', 'it may do four things');
SELECT is((SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('tacet', 'migrations') AND c.relkind IN ('r', 'p', 'v')
    AND has_table_privilege(test.login('alice'), c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')), 0::bigint, 'and read no table');
SELECT test.refused_as(test.login('alice'), 'SELECT * FROM api.my_profile()', '42501', 'it is no device');
SELECT test.refused_as(test.login('alice'), 'SELECT s.make_login(''d_00000000000000000000000000000000'', ''x'')', '42501', 'and makes no logins');
SELECT is(test.value('alice', format('SELECT api.set_account_password(%L)', test.verifier('B'))), test.login('alice'), 'another password');
SELECT matches((SELECT rolpassword FROM pg_authid WHERE rolname = test.login('alice')), 'BBBB');
SELECT test.works('bob', 'SELECT api.clear_account_password()', 'clearing what is not there');

-- Without a second factor: a code of any kind, but committed, and not twice in one transaction.
CREATE TABLE test.attempts AS SELECT test.id() AS first, test.id() AS second, test.id() AS third, test.id() AS fourth;
SELECT test.refused_as(test.login('alice'), format('SELECT api.submit_code(%L, ''''), api.check_code(%1$L)', first), 'SR010', 'not in one transaction') FROM test.attempts;
SELECT is((SELECT failures FROM tacet.account_logins), 0, 'which counts nothing and tells nothing');
SELECT test.run_as(test.login('alice'), format('SELECT api.submit_code(%L, '''')', first)) FROM test.attempts;
SELECT is((SELECT failures FROM tacet.account_logins), 1, 'counted before it is checked');
SELECT test.run_as(test.login('alice'), format('SELECT api.submit_code(%L, '''')', first)) FROM test.attempts;
SELECT is((SELECT failures FROM tacet.account_logins), 1, 'a repeat is not counted');
SELECT test.refused_as(test.login('alice'), format('SELECT api.submit_code(%L, ''1'')', first), 'SR010', 'another code needs another attempt') FROM test.attempts;
SELECT test.refused_as(test.login('alice'), format('SELECT api.link_material(%L)', first), 'SR010', 'nothing before it is checked') FROM test.attempts;
SELECT test.refused_as(test.login('alice'), format('SELECT api.check_code(%L), api.link_material(%1$L)', first), 'SR010', 'nor in the transaction that checks') FROM test.attempts;
SELECT is((SELECT * FROM test.rows_as(test.login('alice'), format('SELECT api.check_code(%L)', first))), 'true', 'passes') FROM test.attempts;
SELECT is((SELECT * FROM test.rows_as(test.login('alice'), format('SELECT user_id FROM api.link_material(%L)', first))), test.account('alice')::text, 'and is told the account') FROM test.attempts;
SELECT test.refused('alice', format('SELECT api.check_code(%L)', first), 'SR010', 'attempts of the login are not those of a device') FROM test.attempts;
SELECT test.refused('bob', format('SELECT api.check_code(%L)', first), 'SR010', 'nor of anybody else') FROM test.attempts;
SELECT test.refused('alice', format('SELECT api.link_material(%L)', first), '42501', 'devices link nothing') FROM test.attempts;
SELECT test.refused_as(test.login('alice'), 'SELECT api.submit_code(NULL, ''1'')', 'SR002', 'NULL');
SELECT test.refused_as(test.login('alice'), format('SELECT api.submit_code(%L, NULL)', test.id()), 'SR002', 'NULL');
SELECT test.refused_as(test.login('alice'), format('SELECT api.submit_code(%L, %L)', test.id(), repeat('1', 65)), 'SR002', 'too long');
SELECT test.refused_as(test.login('alice'), format('SELECT api.submit_code(%L, ''1'')', test.id('-40 days')), 'SR002', 'an attempt of now');
SELECT test.refused_as(test.login('alice'), format('SELECT api.check_code(%L)', test.id()), 'SR010', 'no such attempt');

-- TOTP.
SELECT test.refused('alice', format('SELECT api.confirm_totp(%L, %L, %L)', secret, '000000', hashes), 'SR010', 'a wrong first code') FROM test.codes WHERE test.code() <> '000000';
SELECT test.refused('alice', format('SELECT api.confirm_totp(%L, %L, %L)', test.bytes(19, 'x'), test.code(), hashes), 'SR002', 'a short secret') FROM test.codes;
SELECT test.refused('alice', format('SELECT api.confirm_totp(%L, %L, %L)', secret, test.code(), hashes[1:9]), 'SR002', 'nine codes') FROM test.codes;
SELECT test.refused('alice', format('SELECT api.confirm_totp(%L, %L, %L)', secret, test.code(), hashes[1:9] || hashes[1]), 'SR002', 'one twice') FROM test.codes;
SELECT test.works('alice', format('SELECT api.confirm_totp(%L, %L, %L)', secret, test.code(-1), hashes), 'the code of the step before is on time') FROM test.codes;
SELECT test.works('alice', format('SELECT api.confirm_totp(%L, %L, %L)', secret, test.code(), hashes), 'again') FROM test.codes;
SELECT test.refused('alice', format('SELECT api.confirm_totp(%L, %L, %L)', test.bytes(20, 'y'), '123456', hashes), 'SR006', 'not over the one that is on') FROM test.codes;
SELECT is(test.value('alice', 'SELECT recovery_codes_left FROM api.sign_in_state()'), '10');
SELECT test.refused_as(test.login('alice'), format('SELECT api.link_material(%L)', first), 'SR010', 'what passed without a factor is worth nothing now') FROM test.attempts;
CREATE FUNCTION test.attempt(role text, code text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE id CONSTANT uuid := test.id();
BEGIN
    PERFORM test.run_as(role, format('SELECT api.submit_code(%L, %L)', id, code));
    RETURN id;
END $$;
CREATE FUNCTION test.passes(role text, attempt uuid) RETURNS text LANGUAGE sql AS $$ SELECT * FROM test.rows_as(role, format('SELECT api.check_code(%L)', attempt)) $$;
CREATE TABLE test.tried (name text PRIMARY KEY, id uuid);
INSERT INTO test.tried VALUES ('stale', test.attempt(test.login('alice'), test.code(-1)));
SELECT is(test.passes(test.login('alice'), id), 'false', 'the step of the first code is used up') FROM test.tried WHERE name = 'stale';
INSERT INTO test.tried VALUES ('now', test.attempt(test.login('alice'), test.code()));
INSERT INTO test.tried VALUES ('again', test.attempt(test.login('alice'), test.code()));
SELECT is(test.passes(test.login('alice'), id), 'true', 'the code of now') FROM test.tried WHERE name = 'now';
SELECT is((SELECT failures FROM tacet.account_logins WHERE user_id = test.account('alice')), 0, 'forgives');
SELECT is(test.passes(test.login('alice'), id), 'false', 'once') FROM test.tried WHERE name = 'again';
SELECT is(test.passes(test.login('alice'), id), 'true', 'and stays passed') FROM test.tried WHERE name = 'now';
INSERT INTO test.tried VALUES ('soon', test.attempt(test.login('alice'), ' ' || overlay(test.code(1) PLACING ' ' FROM 4 FOR 0)));
SELECT is(test.passes(test.login('alice'), id), 'true', 'the code of the next step, with spaces') FROM test.tried WHERE name = 'soon';
INSERT INTO test.tried VALUES ('far', test.attempt(test.login('alice'), test.code(3)));
SELECT is(test.passes(test.login('alice'), id), 'false', 'not of a later one') FROM test.tried WHERE name = 'far';
INSERT INTO test.tried SELECT 'word', test.attempt(test.login('alice'), lower(words[1])) FROM test.codes;
SELECT is(test.passes(test.login('alice'), id), 'true', 'a recovery code') FROM test.tried WHERE name = 'word';
INSERT INTO test.tried SELECT 'word again', test.attempt(test.login('alice'), words[1]) FROM test.codes;
SELECT is(test.passes(test.login('alice'), id), 'false', 'once') FROM test.tried WHERE name = 'word again';
SELECT is(test.value('alice', 'SELECT recovery_codes_left FROM api.sign_in_state()'), '9');

-- The lock: five codes, then none for fifteen minutes, and those that were submitted are still checked.
UPDATE tacet.account_logins SET failures = 0;
INSERT INTO test.tried SELECT 'wrong' || g, test.attempt(test.login('alice'), 'WRONG' || g) FROM generate_series(1, 4) g;
INSERT INTO test.tried SELECT 'fifth', test.attempt(test.login('alice'), words[2]) FROM test.codes;
SELECT test.refused_as(test.login('alice'), format('SELECT api.submit_code(%L, %L)', test.id(), words[3]), 'SR010', 'a sixth is not taken') FROM test.codes;
SELECT test.refused('alice', format('SELECT api.submit_code(%L, %L)', test.id(), words[3]), 'SR010', 'from a device neither') FROM test.codes;
SELECT isnt(test.value('alice', 'SELECT locked_until FROM api.sign_in_state()'), NULL, 'the devices see it');
-- Two events of one millisecond come in any order.
SELECT ok(test.values('alice', $$SELECT kind FROM api.sign_in_events('ffffffff-ffff-ffff-ffff-ffffffffffff', 50)$$) @> '{locked}'::text[], 'and hear of it');
SELECT is((SELECT count(*) FROM tacet.security_events WHERE event_type = 'sign_in_locked'), 1::bigint);
SELECT is(test.passes(test.login('alice'), id), 'false') FROM test.tried WHERE name ~ '^wrong\d';
SELECT is(test.passes(test.login('alice'), id), 'true', 'the fifth was right') FROM test.tried WHERE name = 'fifth';
SELECT is(test.value('alice', 'SELECT locked_until FROM api.sign_in_state()'), NULL, 'which opens the lock');
INSERT INTO test.tried SELECT 'more' || g, test.attempt(test.login('alice'), 'WRONG' || g) FROM generate_series(1, 5) g;
UPDATE tacet.account_logins SET locked_until = locked_until - interval '15 minutes';
INSERT INTO test.tried SELECT 'later', test.attempt(test.login('alice'), words[3]) FROM test.codes;
SELECT is((SELECT failures FROM tacet.account_logins WHERE user_id = test.account('alice')), 1, 'after the time it counts anew');
UPDATE tacet.sign_in_attempts SET submitted_at = submitted_at - interval '3 minutes' WHERE id = (SELECT id FROM test.tried WHERE name = 'later');
SELECT is(test.passes(test.login('alice'), id), 'false', 'a code is checked within two minutes') FROM test.tried WHERE name = 'later';
SELECT is((SELECT used_at FROM tacet.recovery_codes, test.codes WHERE code_hash = hashes[3]), NULL, 'and not used up');

-- Linking.
CREATE FUNCTION test.link(role text, attempt uuid, device uuid, version bigint, previous bytea, verifier text DEFAULT test.verifier('C'), signature bytea DEFAULT test.bytes(64, 's'))
    RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    SELECT * INTO answer FROM test.rows_as(role, format('SELECT role_name FROM api.link_device(%L, %L, %L, %L, %L, %L, %L, ''phone'', %L, %L, %L, %L, %L, %L, 1, %L, %L, ARRAY[1], %L, %L, ARRAY[1], %L, %L, ARRAY[1])',
        attempt, device, test.bytes(32, 'identity' || device), test.bytes(32, 'dh' || device), test.bytes(64, 's'), test.bytes(40, 'certificate'), signature,
        verifier, version, previous, 'manifest'::bytea || uuid_send(device), test.bytes(64, 's'), sha256('manifest'::bytea || uuid_send(device)),
        test.bytes(32, 'k'), test.bytes(64, 's'), ARRAY[test.bytes(32, '1')], ARRAY[test.bytes(64, '1')], ARRAY[test.bytes(1568, '1')], ARRAY[test.bytes(64, '1')]));
    RETURN answer;
END $$;
CREATE TABLE test.linked AS SELECT test.id() AS device, test.id() AS other, (SELECT id FROM test.tried WHERE name = 'fifth') AS attempt,
    (SELECT hash FROM tacet.device_manifests WHERE user_id = test.account('alice')) AS previous;
ALTER TABLE test.linked ADD role text;
SELECT throws_ok(format('SELECT test.link(test.login(''alice''), %L, %L, 2, %L)', (SELECT id FROM test.tried WHERE name = 'word again'), device, previous), 'SR010', NULL, 'not with a code that failed') FROM test.linked;
SELECT throws_ok(format('SELECT test.link(test.login(''alice''), %L, %L, 3, %L)', attempt, device, previous), 'SR006', NULL, 'not out of order') FROM test.linked;
SELECT throws_ok(format('SELECT test.link(test.login(''alice''), %L, %L, 2, %L, signature => %L)', attempt, device, previous, '\x00'::bytea), 'SR002', NULL, 'not without a certificate''s signature') FROM test.linked;
SELECT throws_ok(format('SELECT test.link(test.login(''alice''), %L, %L, 2, %L)', attempt, test.device('alice'), previous), 'SR006', NULL, 'not over a device there is') FROM test.linked;
UPDATE test.linked SET role = test.link(test.login('alice'), attempt, device, 2, previous);
SELECT matches(role, '^d_[0-9a-f]{32}$', 'linked') FROM test.linked;
SELECT is(test.link(test.login('alice'), attempt, device, 2, previous), role, 'the same again') FROM test.linked;
SELECT throws_ok(format('SELECT test.link(test.login(''alice''), %L, %L, 2, %L, %L)', attempt, device, previous, test.verifier('D')), 'SR010', NULL, 'not another with the same code') FROM test.linked;
SELECT throws_ok(format('SELECT test.link(test.login(''alice''), %L, %L, 3, %L)', attempt, other, sha256('manifest'::bytea || uuid_send(device))), 'SR010', NULL, 'one device for one code') FROM test.linked;
SELECT is((SELECT * FROM test.rows_as(role, 'SELECT username FROM api.hello(1)')), 'alice', 'it is alice''s') FROM test.linked;
SELECT is(test.values('alice', $$SELECT kind FROM api.sign_in_events('ffffffff-ffff-ffff-ffff-ffffffffffff', 1)$$), '{device_linked}'::text[], 'the others hear of it');
UPDATE tacet.sign_in_attempts SET checked_at = now() - interval '6 minutes' WHERE id = (SELECT id FROM test.tried WHERE name = 'word');
SELECT test.refused_as(test.login('alice'), format('SELECT api.link_material(%L)', id), 'SR010', 'five minutes are over') FROM test.tried WHERE name = 'word';
SELECT admin.set_policy('{"devices_per_account": 2}');
UPDATE tacet.sign_in_attempts SET checked_at = now() WHERE id = (SELECT id FROM test.tried WHERE name = 'word');
SELECT throws_ok(format('SELECT test.link(test.login(''alice''), %L, %L, 3, %L)', (SELECT id FROM test.tried WHERE name = 'word'), other, sha256('manifest'::bytea || uuid_send(device))), 'SR009', NULL, 'as many devices as there may be') FROM test.linked;
SELECT admin.reset_policy('devices_per_account');

-- Switching off, and new codes: with a code that this device submitted.
SELECT test.refused('alice', format('SELECT api.disable_totp(%L)', id), 'SR010', 'an attempt of the login is not enough') FROM test.tried WHERE name = 'word';
INSERT INTO test.tried SELECT 'renew', test.attempt(test.role('alice'), words[4]) FROM test.codes;
SELECT test.refused('alice', format('SELECT api.replace_recovery_codes(%L, %L)', id, (SELECT array(SELECT sha256(h) FROM unnest(hashes) h) FROM test.codes)), 'SR010', 'unchecked') FROM test.tried WHERE name = 'renew';
SELECT is(test.passes(test.role('alice'), id), 'true') FROM test.tried WHERE name = 'renew';
SELECT test.works('alice', format('SELECT api.replace_recovery_codes(%L, %L)', id, (SELECT array(SELECT sha256(h) FROM unnest(hashes) h) FROM test.codes)), 'new codes') FROM test.tried WHERE name = 'renew';
SELECT test.works('alice', format('SELECT api.replace_recovery_codes(%L, %L)', id, (SELECT array(SELECT sha256(h) FROM unnest(hashes) h) FROM test.codes)), 'again') FROM test.tried WHERE name = 'renew';
SELECT test.refused('alice', format('SELECT api.replace_recovery_codes(%L, %L)', id, hashes), 'SR010', 'others need another code') FROM test.tried, test.codes WHERE name = 'renew';
SELECT test.refused('alice', format('SELECT api.disable_totp(%L)', id), 'SR010', 'and so does another thing') FROM test.tried WHERE name = 'renew';
SELECT is(test.value('alice', 'SELECT recovery_codes_left FROM api.sign_in_state()'), '10');
INSERT INTO test.tried SELECT 'old word', test.attempt(test.role('alice'), words[5]) FROM test.codes;
SELECT is(test.passes(test.role('alice'), id), 'false', 'the old ones are worthless') FROM test.tried WHERE name = 'old word';
UPDATE tacet.account_logins SET last_step = 0;
INSERT INTO test.tried VALUES ('off', test.attempt(test.role('alice'), test.code()));
SELECT is(test.passes(test.role('alice'), id), 'true') FROM test.tried WHERE name = 'off';
SELECT test.works('alice', format('SELECT api.disable_totp(%L)', id), 'off') FROM test.tried WHERE name = 'off';
SELECT test.works('alice', format('SELECT api.disable_totp(%L)', id), 'again') FROM test.tried WHERE name = 'off';
SELECT is((SELECT count(*) FROM tacet.recovery_codes), 0::bigint);
SELECT test.refused('bob', format('SELECT api.submit_code(%L, ''1'')', test.id()), 'SR010', 'who has no sign-in has no codes');

-- The end of a password, and of an account.
SELECT test.works('alice', 'SELECT api.clear_account_password()', 'the password goes');
SELECT is((SELECT rolcanlogin FROM pg_roles WHERE rolname = test.login('alice')), false);
SELECT test.refused_as(test.login('alice'), format('SELECT api.submit_code(%L, '''')', test.id()), '42501', 'a session that is still open finds nothing');
SELECT is(test.value('alice', format('SELECT api.set_account_password(%L)', test.verifier('A'))), test.login('alice'), 'and comes back');
SELECT ok((SELECT rolcanlogin FROM pg_roles WHERE rolname = test.login('alice')));
SELECT test.run('bob', format('SELECT api.set_account_password(%L)', test.verifier('A')));
CREATE TABLE test.bobs AS SELECT test.login('bob') AS role;
SELECT test.run('bob', $$SELECT api.delete_account('bob')$$);
SELECT is((SELECT rolcanlogin FROM pg_roles, test.bobs WHERE rolname = role), false, 'an account takes its login along');
SELECT is((SELECT count(*) FROM tacet.account_logins WHERE user_id = test.account('bob')), 0::bigint);
UPDATE tacet.sign_in_attempts SET submitted_at = now() - interval '25 hours';
SELECT cmp_ok(s.cleanup_sign_in_attempts(), '>', 3::bigint, 'attempts are forgotten after a day');
SELECT * FROM finish();
