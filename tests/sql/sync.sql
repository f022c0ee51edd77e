-- The snapshot cursor over the logs of all chats (concurrency: tst_snapshotcursor).
\i support/rooms.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('eve');
SELECT test.room('one', '{alice,bob}'), test.room('two', '{alice,carol}');
SELECT test.direct('pair', 'alice', 'bob');

CREATE FUNCTION test.cursor(who text) RETURNS text LANGUAGE sql AS $$ SELECT test.value(who, 'SELECT api.sync_cursor()') $$;
CREATE FUNCTION test.sync_call(a text, b text, chat uuid DEFAULT test.nil(), xid bigint DEFAULT 0, id uuid DEFAULT test.nil(),
    max_rows integer DEFAULT 500) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT kind || '' '' || subject FROM api.sync(%L, %L, %L, %s, %L, %s)', a, b, chat, xid, id, max_rows) $$;
CREATE FUNCTION test.sync(who text, a text, b text) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, test.sync_call(a, b)) $$;

SELECT test.cursor('alice') AS c0 \gset
SELECT is(test.sync('alice', :'c0', :'c0'), '{}', 'nothing between a cursor and itself');
SELECT test.post('bob', 'one') AS m1 \gset
SELECT test.post('carol', 'two') AS m2 \gset
SELECT test.cursor('alice') AS c1 \gset
SELECT is((SELECT array_agg(x ORDER BY x) FROM unnest(test.sync('alice', :'c0', :'c1')) x),
    (SELECT array_agg(x ORDER BY x) FROM unnest(ARRAY['message ' || :'m1', 'message ' || :'m2']) x), 'events of all chats');
SELECT is(test.sync('bob', :'c0', :'c1'), ARRAY['message ' || :'m1'], 'of one''s own chats');
SELECT is(test.sync('eve', :'c0', :'c1'), '{}', 'nothing of other people''s');
SELECT is(test.sync('alice', :'c1', test.cursor('alice')), '{}', 'nothing twice');
SELECT test.post('bob', 'one') AS m3 \gset
SELECT is(test.sync('alice', :'c0', :'c1') @> ARRAY['message ' || :'m3'], false, 'a round ends where its cursor stands');
SELECT is(test.sync('alice', :'c1', test.cursor('alice')), ARRAY['message ' || :'m3'], 'and the next brings the rest');

-- Direct chats: what the mailbox does not bring.
SELECT test.cursor('bob') AS c2 \gset
SELECT test.send('alice', 'pair', ARRAY[test.device('bob')]) AS d1 \gset
SELECT test.run('alice', test.edit_call(:'d1', 1, 'better', 0));
SELECT test.run('bob', format('SELECT api.react(%L, %L, %L)', :'d1', test.bytes(32, 't'), 'e'));
SELECT test.run('alice', format('SELECT api.delete_message(%L)', :'d1'));
SELECT is(test.sync('bob', :'c2', test.cursor('bob')),
    ARRAY['message_edited ' || :'d1', 'reaction ' || :'d1', 'message_deleted ' || :'d1'], 'in order');

-- Pages.
SELECT test.cursor('alice') AS c3 \gset
SELECT test.post('alice', CASE n % 2 WHEN 0 THEN 'one' ELSE 'two' END, n::text) FROM generate_series(1, 25) n;
SELECT test.cursor('alice') AS c4 \gset
SELECT test.post('bob', 'one', 'later');
CREATE FUNCTION test.pages(who text, a text, b text, size integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    chat uuid := test.nil();
    x bigint := 0;
    last uuid := test.nil();
    page text[];
    parts text[];
BEGIN
    LOOP
        page := test.values(who, format('SELECT concat_ws('' '', chat_id, xid, id, subject) FROM api.sync(%L, %L, %L, %s, %L, %s)',
            a, b, chat, x, last, size));
        RETURN QUERY SELECT split_part(p, ' ', 4) FROM unnest(page) p;
        EXIT WHEN cardinality(page) < size;
        parts := string_to_array(page[size], ' ');
        chat := parts[1]; x := parts[2]; last := parts[3];
    END LOOP;
END $$;
SELECT bool_and((SELECT array_agg(p ORDER BY p) FROM test.pages('alice', :'c3', :'c4', size) p)
    = (SELECT array_agg(id::text ORDER BY id::text) FROM tacet.messages WHERE content_hash = ANY
        (ARRAY(SELECT sha256(n::text::bytea) FROM generate_series(1, 25) n)))) AS each_once
  FROM unnest('{1,2,3,7,25,26,500}'::int[]) size \gset
SELECT ok(:'each_once', 'each once, however large a page is');
SELECT is((SELECT array_agg(subject::text ORDER BY chat_id, xid, id) FROM tacet.chat_log WHERE pg_visible_in_snapshot(xid,
    split_part(:'c4', ' ', 3)::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, split_part(:'c3', ' ', 3)::pg_snapshot)),
    ARRAY(SELECT test.pages('alice', :'c3', :'c4', 4)), 'chat by chat, in the order of transactions');

-- A line of TAP writes, and no cursor is taken or used where something was written: states are collected first.
CREATE FUNCTION test.state(who text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM test.run(who, statement);
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE;
END $$;

-- Coming and going.
SELECT test.cursor('eve') AS e0 \gset
SELECT test.post('bob', 'one') AS m4 \gset
SELECT test.enter('one', 'eve');
SELECT test.post('bob', 'one') AS m5 \gset
SELECT is(test.sync('eve', :'e0', test.cursor('eve')) @> ARRAY['message ' || :'m5'], true, 'a new member hears');
SELECT test.cursor('eve') AS e1 \gset
SELECT test.post('bob', 'one') AS m6 \gset
SELECT test.cursor('eve') AS e2 \gset
SELECT is(test.sync('eve', :'e1', :'e2'), ARRAY['message ' || :'m6']);
SELECT test.leave('one', 'eve');
SELECT is(test.sync('eve', :'e1', :'e2'), '{}', 'a removed member hears nothing, not even again');
SELECT test.post('bob', 'one') AS m7 \gset
SELECT is(test.sync('eve', :'e0', test.cursor('eve')), '{}', 'nor anything newer');
UPDATE tacet.chat_log SET id = test.id('-10 days') WHERE subject = :'m4';
SELECT test.enter('one', 'eve');
SELECT is(test.sync('eve', :'e0', test.cursor('eve')) @> ARRAY['message ' || :'m4'], false,
    'nothing of long before it came');
SELECT test.cursor('bob') AS b0 \gset
SELECT test.post('bob', 'one') AS m8 \gset
UPDATE tacet.chat_log SET id = test.id('-6 days') WHERE subject = :'m8';
SELECT is(test.sync('bob', :'b0', test.cursor('bob')), ARRAY['message ' || :'m8'],
    'a transaction that began days before the cursor');

-- Cursors that are none.
SELECT array_agg(DISTINCT test.state('alice', test.sync_call(x, :'c1'))) AS states FROM unnest(ARRAY[NULL, '', ' ',
    'x', split_part(:'c1', ' ', 3), :'c1' || ' ', :'c1' || 'x', replace(:'c1', ':', ''), :'c1' || repeat(',1', 20000),
    replace(:'c1', ' ', '  '), split_part(:'c1', ' ', 1) || ' 1 5:4:', split_part(:'c1', ' ', 1) || ' 1 ::',
    split_part(:'c1', ' ', 1) || ' 99999999999999999999 4:5:', :'c1' || E'\n']) x \gset
SELECT is(:'states'::text, '{SR002}'::text, 'what is no cursor');
SELECT test.refused('alice', test.sync_call(:'c1', NULL), 'SR002', 'no end');
SELECT test.refused('alice', test.sync_call(test.id() || ' 1 4:4:', :'c1'), 'SR006', 'another incarnation');
SELECT test.refused('alice', test.sync_call(split_part(:'c1', ' ', 1) || ' 1 4:9999999999:', :'c1'), 'SR006', 'of the future');
SELECT test.refused('alice', test.sync_call(split_part(:'c1', ' ', 1) || ' 1 4:99999999999999999999999:', :'c1'), 'SR006', 'of never');
SELECT test.refused('alice', test.sync_call(split_part(:'c1', ' ', 1) || ' 0 1:1:', :'c1'), 'SR006', 'of months that are gone');
SELECT test.refused('alice', test.sync_call(split_part(:'c1', ' ', 1) || ' 99999999999 1:1:', :'c1'), 'SR006', 'of years to come');
SELECT array_agg(DISTINCT test.state('alice', format('SELECT * FROM api.sync(%L, %L, %L, 0, %L, %s)', :'c0', :'c1',
    test.nil(), test.nil(), n))) AS states FROM unnest('{0,-1,501,NULL::int}'::text[]) n \gset
SELECT is(:'states'::text, '{SR002}'::text, 'no page of that size');
SELECT test.refused('alice', format('SELECT * FROM api.sync(%L, %L, %L, -1, %L, 1)', :'c0', :'c1', test.nil(), test.nil()), 'SR002', 'negative');
SELECT test.refused('alice', format('SELECT * FROM api.sync(%L, %L, NULL, 0, %L, 1)', :'c0', :'c1', test.nil()), 'SR002', 'NULL');
SELECT split_part(:'c1', ' ', 1) || ' ' || split_part(:'c1', ' ', 2) || ' 1:1:' AS all_of_it \gset
SELECT is(cardinality(test.sync('alice', :'all_of_it', test.cursor('alice'))),
    (SELECT count(*)::int FROM tacet.chat_log WHERE chat_id IN (test.chat('one'), test.chat('two'), test.chat('pair'))
        AND s.uuid7_time(id) > now() - interval '7 days'),
    'a made-up cursor brings what is one''s own');
SELECT is(test.sync('carol', :'all_of_it', test.cursor('carol')),
    ARRAY(SELECT kind || ' ' || subject FROM tacet.chat_log WHERE chat_id = test.chat('two') ORDER BY xid, id), 'and no more');
DO $$ BEGIN
    PERFORM test.post('alice', 'one', 'own');
    BEGIN
        PERFORM test.cursor('alice');
        RAISE 'was not refused' USING ERRCODE = 'XX999';
    EXCEPTION WHEN SQLSTATE 'SR002' THEN NULL;
    END;
END $$;
SELECT pass('no cursor inside a transaction that has written');
SELECT admin.new_incarnation();
SELECT test.refused('alice', test.sync_call(:'c0', test.cursor('alice')), 'SR006', 'after a restore all is read anew');
SELECT * FROM finish();
