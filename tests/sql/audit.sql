-- The audit log: what is noted, that it only grows, and that the chain tells.
SELECT no_plan();
SELECT test.join('alice'), test.join('bob');

SELECT is((SELECT count(*) FROM tacet.audit_log), 0::bigint, 'nothing is chained before somebody seals');
SELECT ok((SELECT count(*) FROM tacet.audit_inbox) > 0);
SELECT ok(s.seal_audit() > 0);
SELECT is((SELECT count(*) FROM tacet.audit_inbox), 0::bigint);
SELECT is(s.seal_audit(), 0::bigint);
SELECT is_empty('SELECT * FROM admin.verify_audit()');
SELECT bag_has($$SELECT event_type, action FROM admin.audit()$$,
    $$VALUES ('account', 'created'), ('device', 'added'), ('token', 'created'), ('token', 'used'), ('policy', 'changed'),
             ('tenant', 'created')$$, 'what an enrolment and a policy leave');
SELECT is((SELECT actor_device FROM admin.audit(of_type => 'token') WHERE action = 'created' LIMIT 1), test.device('alice'),
    'the caller is who it was');
SELECT is((SELECT details #>> '{invite_burst,to}' FROM admin.audit(of_type => 'policy') LIMIT 1), '10000');
SELECT is_empty($$SELECT * FROM admin.audit(max_rows => 500) a, tacet.enrollment_tokens t
    WHERE a.details::text LIKE '%' || encode(t.token_hash, 'hex') || '%'$$, 'no token, not even its hash');

-- Pages.
SELECT is((SELECT array_agg(id ORDER BY id DESC) FROM (SELECT id FROM admin.audit(max_rows => 2)
        UNION SELECT x.id FROM admin.audit((SELECT min(id) FROM admin.audit(max_rows => 2)), 2) x) y),
    (SELECT array_agg(id) FROM admin.audit(max_rows => 4)), 'pages follow each other');
SELECT throws_ok('SELECT admin.audit(max_rows => 501)', 'SR002');
SELECT throws_ok('SELECT admin.audit(max_rows => NULL)', 'SR002');

-- Nobody else reaches it.
SELECT test.refused('alice', 'SELECT * FROM admin.audit()', '42501', 'not for a device');
SELECT test.refused('alice', $$SELECT s.audit('device', 'added')$$, '42501', 'a device cannot note what it likes');
SELECT test.refused('alice', 'SELECT * FROM tacet.audit_log', '42501', 'nor read it');

-- The tenant as a whole.
SELECT admin.rename_tenant('Another name'), admin.suspend_tenant(), admin.resume_tenant(), admin.new_incarnation();
SELECT is((SELECT array_agg(action ORDER BY id) FROM admin.audit(of_type => 'tenant')),
    ARRAY['created', 'renamed', 'suspended', 'resumed', 'restored']);

-- Append-only, for the owner too.
SELECT s.audit('device', 'tested', 'device', 'x', 'high', '{"a": 1}');
CREATE FUNCTION test.as_owner(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('role', (SELECT tableowner FROM pg_tables WHERE tablename = 'audit_log'), true);
    EXECUTE statement;
    PERFORM set_config('role', 'none', true);
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
SELECT is(test.as_owner('SELECT FROM tacet.audit_log'), 'done');
SELECT is(test.as_owner('UPDATE tacet.audit_inbox SET success = false'), 'SR006');
SELECT is(test.as_owner('DELETE FROM tacet.audit_inbox'), 'SR006');
SELECT is(test.as_owner('TRUNCATE tacet.audit_inbox'), 'SR006');
SELECT is(test.as_owner('UPDATE tacet.audit_log SET success = false'), 'SR006');
SELECT is(test.as_owner('DELETE FROM tacet.audit_log'), 'SR006');
SELECT is(test.as_owner('TRUNCATE tacet.audit_log'), 'SR006');
SELECT is(test.as_owner('UPDATE tacet.audit_heads SET seq = seq - 1'), 'SR006');
SELECT is(test.as_owner('UPDATE tacet.audit_heads SET seq = seq'), 'SR006');
SELECT is(test.as_owner('DELETE FROM tacet.audit_heads'), 'SR006');
SELECT is(test.as_owner($$INSERT INTO tacet.audit_anchors (category, seq, hash, dropped_rows)
    VALUES ('security', 1, sha256('x'), 1)$$), 'SR006', 'an anchor names a row that is there');

SELECT is(test.as_owner('TRUNCATE tacet.audit_anchors'), 'SR006');
SELECT is(test.as_owner('TRUNCATE tacet.audit_heads CASCADE'), 'SR006');

-- Nonsense.
SELECT throws_ok($$SELECT s.audit(NULL, 'x_y')$$, 'SR002');
SELECT throws_ok($$SELECT s.audit('a b', 'x_y')$$, 'SR002');
SELECT throws_ok($$SELECT s.audit('device', 'added', severity => 'bad')$$, 'SR002');
SELECT throws_ok($$SELECT s.audit('device', 'added', details => '[]')$$, 'SR002');
SELECT throws_ok($$SELECT s.audit('device', 'added', details => NULL)$$, 'SR002');
SELECT throws_ok($$SELECT s.audit('device', 'added', resource_id => repeat('x', 129))$$, 'SR002');
SELECT throws_ok(format($$SELECT s.audit('device', 'added', details => %L)$$, jsonb_build_object('x', repeat('x', 9000))), 'SR002');

-- A change in the inbox is found before and after it was sealed.
SET session_replication_role = replica;
UPDATE tacet.audit_inbox SET severity = 'low' WHERE action = 'tested';
SET session_replication_role = origin;
SELECT is((SELECT count(*) FROM admin.verify_audit()), 1::bigint);
SELECT s.seal_audit();
SELECT is((SELECT finding FROM admin.verify_audit()), 'changed', 'sealing hides nothing');
SELECT is_empty($$SELECT * FROM admin.verify_audit('security', 1, 1)$$, 'a stretch without it is whole');

-- Heads that were written down.
CREATE TEMP TABLE noted AS SELECT * FROM admin.audit_head();
SELECT s.audit('device', 'tested');
SELECT s.seal_audit();
SELECT is((SELECT array_agg(DISTINCT admin.check_audit_head(category, seq, hash)) FROM noted), ARRAY['holds']);
SELECT is((SELECT admin.check_audit_head('security', seq, sha256(hash)) FROM noted WHERE category = 'security'), 'broken');
SELECT is(admin.check_audit_head('security', 100000, sha256('x')), 'broken');
SELECT throws_ok($$SELECT admin.check_audit_head('security', 1, NULL)$$, 'SR002');

-- Security events.
SELECT ok(s.raise_security_event('test_event', 'high', test.account('bob')) IS NOT NULL);
SELECT is((SELECT count(s.raise_security_event('test_event', 'high', test.account('bob'))) FROM generate_series(1, 50)), 9::bigint,
    'not more than ten an hour of one kind about one account');
SELECT ok(s.raise_security_event('test_event', 'high', test.account('alice')) IS NOT NULL);
SELECT throws_ok($$SELECT s.raise_security_event('test_event', 'terrible')$$, 'SR002');
SELECT * FROM finish();
