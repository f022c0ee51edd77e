-- Retention: policies, and that the dry run says exactly what the run takes.
SELECT no_plan();
SELECT test.join('alice'), test.join('bob');

-- Policies.
SELECT is((SELECT retention_days FROM admin.retention_policies() WHERE table_name = 'messages'), 180);
SELECT is((SELECT retention_days FROM admin.retention_policies() WHERE table_name = 'message_recipients'), 180,
    'what has no policy of its own follows messages');
SELECT is_empty($$SELECT name FROM tacet.partitioned_tables WHERE name NOT IN ('media_chunks', 'media_downloads')
    EXCEPT SELECT table_name FROM admin.retention_policies()$$, 'every table cut by month is decided on; media look after theirs');
SELECT is_empty($$SELECT FROM admin.retention_policies() p JOIN tacet.partitioned_tables t ON t.name = p.table_name
    WHERE p.table_name ~ '^media' AND p.method = 'partitions'$$, 'months of media are not dropped with avatars in them');
SELECT is_empty($$SELECT table_name FROM admin.retention_policies() p WHERE to_regclass('tacet.' || p.table_name) IS NULL$$,
    'every policy is of a table');
SELECT throws_ok($$SELECT admin.set_retention('messages', '', 35)$$, 'SR002', NULL, 'not shorter than ids are taken');
SELECT throws_ok($$SELECT admin.set_retention('send_ledger', '', 30)$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_retention('users', '', 100)$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_retention(NULL, '', 100)$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_retention('audit_log', 'security', 100, true)$$, 'SR002', NULL, 'rows are not archived');
SELECT lives_ok($$SELECT admin.set_retention('messages', '', 90)$$);
SELECT is((SELECT retention_days FROM admin.retention_policies() WHERE table_name = 'message_recipients'), 90);
SELECT lives_ok($$SELECT admin.set_retention('message_recipients', '', 60, false)$$);
SELECT is((SELECT retention_days FROM admin.retention_policies() WHERE table_name = 'message_recipients'), 60);
SELECT is((SELECT archive FROM admin.retention_policies() WHERE table_name = 'message_recipients'), false);
SELECT isnt_empty($$SELECT FROM admin.audit(of_type => 'policy') WHERE action = 'retention_changed'
    AND details ->> 'days' = '60'$$, 'a changed policy is audited');
SELECT throws_ok($$INSERT INTO tacet.retention_policies (table_name, method, retention_days)
    VALUES ('chat_log', 'partitions', 10)$$, '23514', NULL, 'the table says so too');

-- Rows.
SET session_replication_role = replica;
INSERT INTO tacet.performance_metrics (recorded_at, metric_name, metric_value, unit, category)
SELECT now() - g * interval '1 day', 'test_metric', g, '', 'system' FROM generate_series(1, 200) g;
UPDATE tacet.security_events SET occurred_at = occurred_at;
INSERT INTO tacet.security_events (id, event_type, severity, resolved_at, resolved_by, resolution)
SELECT test.id(), 'test_event', 'low', CASE WHEN g > 1 THEN now() - interval '400 days' END,
       CASE WHEN g > 1 THEN 'x' END, CASE WHEN g > 1 THEN 'done' END FROM generate_series(1, 3) g;
SET session_replication_role = origin;
CREATE TEMP TABLE foreseen AS SELECT * FROM admin.retention_dry_run('performance_metrics');
SELECT is((SELECT row_count FROM foreseen), 111::bigint);
SELECT ok((SELECT byte_count FROM foreseen) > 111 * 40);
CREATE TEMP TABLE taken AS SELECT * FROM admin.retention_run('performance_metrics', max_rows => 50);
INSERT INTO taken SELECT * FROM admin.retention_run('performance_metrics', max_rows => 50);
INSERT INTO taken SELECT * FROM admin.retention_run('performance_metrics', max_rows => 50);
SELECT is((SELECT array_agg(row_count) FROM taken), ARRAY[50, 50, 11]::bigint[], 'in batches');
SELECT is((SELECT ROW(sum(row_count), sum(byte_count), min(oldest), max(newest)) FROM taken),
    (SELECT ROW(row_count::numeric, byte_count::numeric, oldest, newest) FROM foreseen), 'exactly what was foreseen');
SELECT is((SELECT row_count FROM admin.retention_run('performance_metrics')), 0::bigint, 'and no more');
SELECT is((SELECT count(*) FROM tacet.performance_metrics WHERE metric_name = 'test_metric'), 89::bigint);
SELECT is((SELECT row_count FROM admin.retention_dry_run('security_events')), 2::bigint, 'what is open stays');
SELECT is((SELECT row_count FROM admin.retention_run('security_events')), 2::bigint);
SELECT is((SELECT sum(row_count)::bigint FROM admin.retention_runs()), 113::bigint, 'runs are kept');
SELECT is((SELECT count(*) FROM admin.audit(of_type => 'retention')), 4::bigint, 'and audited, empty ones not');
SELECT throws_ok($$SELECT admin.retention_run('messages')$$, 'SR002', NULL, 'months are not for a function');
SELECT throws_ok($$SELECT admin.retention_run('security_events', max_rows => 0)$$, 'SR002');
SELECT lives_ok($$SELECT admin.set_retention('security_events', '', NULL, NULL, false)$$);
SELECT throws_ok($$SELECT admin.retention_run('security_events')$$, 'SR002', NULL, 'switched off');
SELECT throws_ok($$SELECT admin.retention_dry_run('users')$$, 'SR002');

SELECT throws_ok($$SELECT admin.note_partition_dropped('messages', 'bob', 1, 1, 1, now(), now(), NULL, NULL)$$, 'SR002');
SELECT throws_ok($$SELECT admin.note_partition_dropped('messages', 'messages_2020_01', 1, 1, 1, now(), now(), 'a/b', sha256('x'))$$, 'SR002');
SELECT throws_ok($$SELECT admin.note_partition_dropped('messages', 'messages_2020_01', 1, 1, 1, now(), now(), 'a', NULL)$$, 'SR002');
SELECT throws_ok(format($$SELECT admin.note_partition_dropped('messages', %L, 1, 1, 1, now(), now(), NULL, NULL)$$,
    s.partition_name('messages', now())), 'SR002', NULL, 'a month that is there is not gone');

-- A chain loses its oldest stretch and still verifies.
SELECT s.seal_audit();
SET session_replication_role = replica;
UPDATE tacet.audit_log SET recorded_at = recorded_at - interval '400 days' WHERE category = 'security' AND seq <= 6;
DO $$ DECLARE entry tacet.audit_log; before bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR entry IN SELECT * FROM tacet.audit_log WHERE category = 'security' ORDER BY seq LOOP
        before := sha256(before || int8send(entry.seq) || s.audit_digest(entry.id, entry.recorded_at, entry.category,
            entry.event_type, entry.action, entry.severity, entry.actor_account, entry.actor_device, entry.actor_role,
            entry.resource_type, entry.resource_id, entry.success, entry.error_code, entry.details));
        UPDATE tacet.audit_log l SET hash = before WHERE l.category = 'security' AND l.seq = entry.seq;
    END LOOP;
    UPDATE tacet.audit_heads SET hash = before WHERE category = 'security';
END $$;
SET session_replication_role = origin;
SELECT is_empty('SELECT * FROM admin.verify_audit()');
CREATE TEMP TABLE head AS SELECT * FROM admin.audit_head() WHERE category = 'security';
CREATE TEMP TABLE fourth AS SELECT category, seq, hash FROM tacet.audit_log WHERE category = 'security' AND seq = 4;
CREATE TEMP TABLE sixth AS SELECT category, seq, hash FROM tacet.audit_log WHERE category = 'security' AND seq = 6;
SELECT is((SELECT row_count FROM admin.retention_dry_run('audit_log') WHERE subject = 'security'), 6::bigint);
SELECT is((SELECT row_count FROM admin.retention_run('audit_log', 'security', 4)), 4::bigint);
SELECT is_empty('SELECT * FROM admin.verify_audit()', 'after a part');
SELECT is((SELECT row_count FROM admin.retention_run('audit_log', 'security', 4)), 2::bigint);
SELECT is((SELECT row_count FROM admin.retention_run('audit_log', 'security', 4)), 0::bigint);
SELECT is_empty('SELECT * FROM admin.verify_audit()', 'the rest hangs on the anchor');
SELECT is((SELECT admin.check_audit_head(category, seq, hash) FROM head), 'holds');
SELECT is((SELECT admin.check_audit_head(category, seq, hash) FROM sixth), 'holds', 'the anchor is remembered');
SELECT is((SELECT admin.check_audit_head(category, seq, sha256(hash)) FROM sixth), 'broken');
SELECT is(admin.check_audit_head('security', 2, sha256('x')), 'gone');
SET session_replication_role = replica;
DELETE FROM tacet.audit_anchors WHERE seq = 6;
SELECT isnt_empty('SELECT * FROM admin.verify_audit()', 'without the anchor the beginning is missing');
SET session_replication_role = origin;

-- One chat that keeps less.
SELECT test.run('alice', format('SELECT api.open_direct_chat(%L, %L)', test.id(), test.account('bob')));
CREATE TEMP TABLE chat AS SELECT id FROM tacet.chats;
INSERT INTO tacet.messages (id, chat_id, sender_user, encrypted_content, content_hash)
SELECT test.id(-g * interval '1 day'), (SELECT id FROM chat), test.account('alice'), test.bytes(100, g::text),
       sha256(test.bytes(100, g::text)) FROM generate_series(1, 30) g;
INSERT INTO tacet.message_recipients (message_id, device_id, user_id, chat_id)
SELECT m.id, test.device('bob'), test.account('bob'), m.chat_id FROM tacet.messages m;
SELECT throws_ok($$SELECT admin.set_chat_retention((SELECT id FROM chat), 91)$$, 'SR002', NULL, 'shorter only');
SELECT throws_ok($$SELECT admin.set_chat_retention((SELECT id FROM chat), 0)$$, 'SR002');
SELECT throws_ok($$SELECT admin.set_chat_retention(test.id(), 5)$$, 'SR001');
SELECT throws_ok($$SELECT admin.chat_retention_run((SELECT id FROM chat))$$, 'SR001', NULL, 'no policy, no run');
SELECT lives_ok($$SELECT admin.set_chat_retention((SELECT id FROM chat), 10)$$);
INSERT INTO tacet.threads (id, chat_id, author_user, author_device, epoch, author_sequence, signature, encrypted_title,
    encrypted_body, digest, created_at, last_activity_at)
SELECT test.id(), (SELECT id FROM chat), test.account('alice'), test.device('alice'), 0, g, test.bytes(64, 'x'), 'x', 'x',
       sha256('x'), now() - interval '50 days', now() - g * interval '1 day' FROM generate_series(8, 12) g;
INSERT INTO tacet.replies (id, thread_id, level, author_user, author_device, epoch, author_sequence, signature, encrypted_body, digest)
SELECT test.id(), t.id, 1, test.account('bob'), test.device('bob'), 0, 1, test.bytes(64, 'x'), 'x', sha256('x')
  FROM tacet.threads t, generate_series(1, 3);
INSERT INTO tacet.pinned_messages (chat_id, message_id) SELECT m.chat_id, m.id FROM tacet.messages m;
CREATE TEMP TABLE chat_foreseen AS SELECT * FROM admin.chat_retention_dry_run((SELECT id FROM chat));
SELECT is((SELECT row_count FROM chat_foreseen), 21 + 3 + 9::bigint, 'messages, threads and replies');
CREATE TEMP TABLE chat_taken AS SELECT * FROM admin.chat_retention_run((SELECT id FROM chat), 15);
INSERT INTO chat_taken SELECT * FROM admin.chat_retention_run((SELECT id FROM chat), 15);
SELECT is((SELECT ROW(sum(row_count), sum(byte_count), min(oldest), max(newest)) FROM chat_taken),
    (SELECT ROW(row_count::numeric, byte_count::numeric, oldest, newest) FROM chat_foreseen));
SELECT is((SELECT array_agg(is_done) FROM chat_taken), ARRAY[false, true]);
SELECT is((SELECT count(*) FROM tacet.messages), 9::bigint);
SELECT is((SELECT count(*) FROM tacet.threads), 2::bigint);
SELECT is((SELECT count(*) FROM tacet.replies), 6::bigint);
SELECT is((SELECT count(*) FROM tacet.pinned_messages), 9::bigint);
SELECT is((SELECT count(*) FROM tacet.message_recipients), 9::bigint, 'and what belongs to them');
SELECT test.refused('alice', 'SELECT admin.retention_run(''messages'')', '42501', 'not for a device');

-- Grants that end.
SELECT lives_ok($$SELECT admin.grant_access(test.account('bob'), 'chat', 'x', ARRAY['read_figures'], now() + interval '1 hour')$$);
SELECT ok(s.has_grant(test.account('bob'), 'chat', 'x', 'read_figures'));
SELECT ok(NOT s.has_grant(test.account('bob'), 'chat', 'x', 'other'));
SELECT ok(NOT s.has_grant(test.account('bob'), 'chat', 'y', 'read_figures'));
SELECT ok(NOT s.has_grant(test.account('alice'), 'chat', 'x', 'read_figures'));
SELECT ok(NOT s.has_grant(NULL, 'chat', 'x', 'read_figures'));
SELECT throws_ok($$SELECT admin.grant_access(test.account('bob'), 'chat', 'x', ARRAY['read_figures'], now())$$, 'SR002');
SELECT throws_ok($$SELECT admin.grant_access(test.account('bob'), 'chat', 'x', '{}', now() + interval '1 hour')$$, 'SR002');
SELECT throws_ok($$SELECT admin.grant_access(test.account('bob'), 'chat', 'x', ARRAY[NULL], now() + interval '1 hour')$$, 'SR002');
SELECT throws_ok($$SELECT admin.grant_access(test.id(), 'chat', 'x', ARRAY['read_figures'], now() + interval '1 hour')$$, 'SR001');
UPDATE tacet.access_control SET expires_at = now() - interval '1 second';
SELECT ok(NOT s.has_grant(test.account('bob'), 'chat', 'x', 'read_figures'), 'what is over does nothing');
SELECT admin.maintain();
SELECT is((SELECT count(*) FROM admin.grants()), 0::bigint, 'and goes');
SELECT throws_ok($$SELECT admin.revoke_access(test.account('bob'), 'chat', 'x')$$, 'SR001');
SELECT * FROM finish();
