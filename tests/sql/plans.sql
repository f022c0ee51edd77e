-- No call of a client costs more because the workspace is larger: no table that grows is read from end to end, and the
-- rows that a call touches are bounded. 1,000 people, 10,000 chats, 100,000 messages; a million with TACET_LONG.
\getenv long TACET_LONG
\if :{?long}
\set messages 1000000
\else
\set messages 100000
\endif
-- What a parallel worker reads is not in this session's counters.
SET max_parallel_workers_per_gather = 0;
\ir support/generate.sql
\ir support/calls.sql
SELECT no_plan();
SELECT test.generate_people(1000);
SELECT test.generate_chats(5000, 5000, 12);
SELECT test.generate_messages(1, :messages);
ANALYZE;

CREATE TABLE test.reads (position integer NOT NULL, tables text NOT NULL, rows_read bigint NOT NULL);
-- What this session has read since its counters were last handed on.
CREATE FUNCTION test.counters() RETURNS TABLE (name name, scans bigint, rows_read bigint, size real) LANGUAGE sql VOLATILE AS $$
    SELECT u.relname, u.seq_scan, u.seq_tup_read + coalesce(u.idx_tup_fetch, 0), c.reltuples
      FROM pg_stat_xact_user_tables u JOIN pg_class c ON c.oid = u.relid WHERE u.schemaname = 'tacet' $$;
-- Six times before, so that the generic plans are at work.
CREATE FUNCTION test.measure(wanted integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    each CONSTANT test.calls := (SELECT c FROM test.calls c WHERE c.position = wanted);
    before jsonb; -- no table: some functions refuse to run after something was written
BEGIN
    FOR round IN 1..6 LOOP
        PERFORM test.run(each.who, test.filled(each.call));
    END LOOP;
    before := (SELECT jsonb_object_agg(c.name, to_jsonb(c)) FROM test.counters() c);
    PERFORM test.run(each.who, test.filled(each.call));
    INSERT INTO test.reads
    SELECT wanted, coalesce(string_agg(n.name, ' ') FILTER (WHERE n.scans > (before -> n.name ->> 'scans')::bigint
               AND n.size >= 1000), ''),
           sum(n.rows_read - (before -> n.name ->> 'rows_read')::bigint)
      FROM test.counters() n;
END $$;

-- Each in a transaction of its own; what a function may do only once per transaction would fail otherwise.
SELECT format('SELECT test.measure(%s)', position) FROM test.calls ORDER BY position \gexec
-- Read marks take other ways through the same functions.
SELECT admin.set_policy('{"delivery_status": "read"}');
SELECT format('SELECT test.measure(%s)', position) FROM test.calls ORDER BY position \gexec

-- wake() refuses transactions that have written, as the measuring does.
SELECT pg_stat_force_next_flush();
SELECT $$SELECT test.run('alice', test.filled('SELECT api.wake({direct})'))$$ FROM generate_series(1, 6) \gexec
SELECT is(array(SELECT name::text FROM test.counters() WHERE scans > 0 AND size >= 1000), '{}', 'waking reads no growing table');

-- What can be done once.
SELECT pg_stat_force_next_flush();
SELECT test.run('dora', $$SELECT api.confirm_address('phone')$$), test.run('alice', test.filled('SELECT api.transfer_ownership({dora})'));
SELECT is(array(SELECT name::text FROM test.counters() WHERE scans > 0 AND size >= 1000), '{}', 'nor do addresses and owners');
SELECT pg_stat_force_next_flush();
SELECT test.run('bob', $$SELECT api.delete_account('bob')$$);
-- Leaving them all may read the chats once rather than looking up each.
SELECT is(array(SELECT name::text FROM test.counters() WHERE scans > 0 AND size >= 1000 AND name <> 'chats'), '{}',
    'nor does deleting an account');

SELECT is(r.tables, '', 'reads no growing table from end to end: ' || left(c.call, 60))
  FROM test.reads r JOIN test.calls c USING (position) ORDER BY position;
SELECT cmp_ok(r.rows_read, '<=', 5000::bigint, 'touches few rows: ' || left(c.call, 60))
  FROM test.reads r JOIN test.calls c USING (position) ORDER BY position;

-- The counters do see it when it happens.
INSERT INTO test.calls (who, call) VALUES ('alice', 'SELECT 1');
UPDATE test.people SET db_role = session_user WHERE name = 'carol';
INSERT INTO test.calls (who, call) VALUES ('carol', $$SELECT count(*) FROM tacet.messages WHERE content_hash = 'x'$$);
SELECT test.measure((SELECT max(position) FROM test.calls));
SELECT ok(tables ~ 'messages_20' AND rows_read >= :messages, 'a sequential scan is seen') FROM test.reads
 ORDER BY position DESC LIMIT 1;

-- Nothing that a device may call is left out.
SELECT is(array(
    SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, aclexplode(p.proacl) a
     WHERE n.nspname = 'api' AND a.grantee = (SELECT r.oid FROM pg_roles r WHERE r.rolname ~ '_user$'
           AND pg_has_role(test.role('alice'), r.oid, 'MEMBER'))
       AND NOT EXISTS (SELECT FROM test.calls c WHERE c.call ~ ('\mapi\.' || p.proname || '\('))
     -- The dry run counts what an administrator asks about, all of it; a bucket bounds how often.
     ORDER BY 1), ARRAY['admin_retention_dry_run', 'wake'], 'every function is called; add one that is missing to support/calls*.sql');
SELECT * FROM finish();
