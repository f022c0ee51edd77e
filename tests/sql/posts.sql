-- Posts of groups and channels, edits with history, deletions for everyone and for oneself.
\i support/rooms.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('eve');
SELECT test.second_device('alice', 'alice2');
SELECT test.room('room', '{alice,bob,carol}');
SELECT test.direct('pair', 'alice', 'bob');

-- Posting ---------------------------------------------------------------------------------------------------------
SELECT test.id() AS m1 \gset
SELECT is(test.value('bob', test.post_call(:'m1', 'room')), 'stored', 'a member posts');
SELECT is(test.value('bob', test.post_call(:'m1', 'room')), 'repeat', 'the same again is a repeat');
SELECT test.refused('bob', test.post_call(:'m1', 'room', 'other'), 'SR006', 'another body under that id is a conflict');
SELECT test.refused('carol', test.post_call(:'m1', 'room'), 'SR006', 'another author under that id is a conflict');
SELECT is((SELECT count(*)::int FROM tacet.messages), 1);
SELECT is((SELECT count(*)::int FROM tacet.chat_log WHERE kind = 'message' AND subject = :'m1'), 1, 'one event for it');
SELECT is((SELECT sender_user FROM tacet.messages WHERE id = :'m1'), test.account('bob'), 'the author is the caller');
SELECT test.refused('eve', test.post_call(test.id(), 'room'), 'SR001', 'no member: not found');
SELECT test.refused('eve', replace(test.post_call(test.id(), 'room'), test.chat('room')::text, test.id()::text), 'SR001',
    'no such chat: the same');
SELECT test.refused('alice', test.post_call(test.id(), 'pair'), 'SR001', 'no posts in direct chats');
SELECT test.refused('bob', test.post_call(test.id(), 'room', 'sealed', 2), 'SR006', 'an epoch that is not there yet');
SELECT test.refused('bob', test.post_call(test.id('-36 days'), 'room'), 'SR002', 'an id of long ago');
SELECT test.refused('bob', test.post_call(test.id('2 days'), 'room'), 'SR002', 'an id of the day after tomorrow');
SELECT test.refused('bob', replace(test.post_call(test.id(), 'room'), 'd1577000-0000-7000-8000-000000000000',
    test.nil()::text), 'SR002', 'neither session nor signature');
SELECT test.refused('bob', format('SELECT api.post(%L, %L, 1, %L, 1, %L, %L, %L, %L, %L)', test.id(), test.chat('room'),
    test.nil(), '', '\x01', 'x', sha256('x'), test.nil()), 'SR002', 'a signature of one byte');
SELECT test.refused('bob', format('SELECT api.post(%L, %L, 1, %L, 1, %L, %L, %L, %L, %L)', test.id(), test.chat('room'),
    test.nil(), '', test.bytes(64, 's'), 'x', sha256('y'), test.nil()), 'SR002', 'a hash of something else');
SELECT test.works('bob', format('SELECT api.post(%L, %L, 1, %L, 7, %L, %L, %L, %L, %L)', test.id(), test.chat('room'),
    test.nil(), test.bytes(32, 'h'), test.bytes(64, 's'), 'x', sha256('x'), :'m1'), 'an epoch post with all its fields');
UPDATE tacet.chat_members SET muted_until = now() + interval '1 hour' WHERE user_id = test.account('carol');
SELECT test.refused('carol', test.post_call(test.id(), 'room'), 'SR001', 'nobody posts while muted');
SELECT test.refused('carol', format('SELECT api.react(%L, %L, %L)', :'m1', test.bytes(32, 't'), 'e'), 'SR001', 'nor reacts');
UPDATE tacet.chat_members SET muted_until = now() - interval '1 second' WHERE user_id = test.account('carol');
SELECT test.works('carol', test.post_call(test.id(), 'room'), 'and again afterwards');
UPDATE tacet.chat_roles SET permissions = '["post_threads"]' WHERE built_in = 'member';
SELECT test.refused('carol', test.post_call(test.id(), 'room'), 'SR001', 'not without send_messages');
SELECT is(test.value('bob', test.post_call(:'m1', 'room')), 'repeat', 'a repeat is a repeat, whatever was taken away since');
UPDATE tacet.chat_roles SET permissions = '["send_messages", "post_threads"]' WHERE built_in = 'member';
SELECT is(test.value('bob', format('SELECT string_agg(state, %L) FROM api.post_batch(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L)', ' ',
    ARRAY[:'m1', test.id()]::uuid[], ARRAY[test.chat('room'), test.chat('room')], '{1,1}',
    ARRAY['d1577000-0000-7000-8000-000000000000', 'd1577000-0000-7000-8000-000000000000'], '{1,2}',
    ARRAY['', '']::bytea[], ARRAY['', '']::bytea[], ARRAY['sealed', 'two']::bytea[],
    ARRAY[sha256('sealed'), sha256('two')], ARRAY[test.nil(), test.nil()])), 'repeat stored', 'a batch');
SELECT test.refused('bob', format('SELECT api.post_batch(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L)', '{}', '{}', '{}', '{}', '{}',
    '{}', '{}', '{}', '{}', '{}'), 'SR002', 'no empty batch');
SELECT test.refused('bob', format('SELECT api.post_batch(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L)', '{NULL}', '{NULL}', '{NULL}',
    '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}'), 'SR002', 'no batch of NULLs');

-- Edits -----------------------------------------------------------------------------------------------------------
SELECT is(test.value('bob', test.edit_call(:'m1', 1, 'second')), 'stored');
SELECT is(test.value('bob', test.edit_call(:'m1', 1, 'second')), 'repeat', 'the same edit again');
SELECT test.refused('bob', test.edit_call(:'m1', 1, 'else'), 'SR006', 'another edit of that number');
SELECT test.refused('bob', test.edit_call(:'m1', 3, 'third'), 'SR006', 'edits leave no gap');
SELECT test.refused('alice', test.edit_call(:'m1', 2, 'mine'), 'SR001', 'the owner of the group edits nothing of others');
SELECT test.refused('eve', test.edit_call(:'m1', 2, 'mine'), 'SR001', 'a stranger neither');
SELECT test.refused('eve', test.edit_call(test.id(), 2, 'mine'), 'SR001', 'what is not there: the same');
SELECT is(test.value('bob', test.edit_call(:'m1', 2, 'third')), 'stored');
SELECT is(test.value('carol', format('SELECT encode(encrypted_content, %L) FROM api.messages_by_ids(%L)', 'escape',
    ARRAY[:'m1']::uuid[])), 'third', 'readers get the newest version');
SELECT is(test.value('carol', format('SELECT edit_number FROM api.messages_by_ids(%L)', ARRAY[:'m1']::uuid[])), '2');
SELECT is(test.values('carol', format('SELECT encode(encrypted_content, %L) FROM api.message_versions(%L, -1, 500)', 'escape',
    :'m1')), '{sealed,second,third}', 'and every one may see what it was');
SELECT is(test.values('carol', format('SELECT encode(encrypted_content, %L) FROM api.message_versions(%L, 0, 1)', 'escape',
    :'m1')), '{second}', 'a page of it');
SELECT test.refused('eve', format('SELECT * FROM api.message_versions(%L, -1, 500)', :'m1'), 'SR001', 'a stranger does not');
UPDATE tacet.messages SET stored_at = now() - interval '47 hours', edited_at = now() WHERE id = :'m1';
SELECT is(test.value('bob', test.edit_call(:'m1', 3, 'fourth')), 'stored', 'after 47 hours');
UPDATE tacet.messages SET stored_at = now() - interval '49 hours' WHERE id = :'m1';
SELECT test.refused('bob', test.edit_call(:'m1', 4, 'fifth'), 'SR011', 'after 49 hours it is too late');
SELECT is(test.value('bob', test.edit_call(:'m1', 3, 'fourth')), 'repeat', 'but what was stored is a repeat then too');
UPDATE tacet.messages SET stored_at = now() - interval '1 hour' WHERE id = :'m1';
SELECT admin.set_policy('{"edits_per_message": 3}');
SELECT test.refused('bob', test.edit_call(:'m1', 4, 'fifth'), 'SR004', 'edits are counted');
SELECT admin.reset_policy('edits_per_message');
SELECT test.leave('room', 'bob');
SELECT test.refused('bob', test.edit_call(:'m1', 4, 'fifth'), 'SR001', 'who has left edits nothing');
SELECT test.refused('bob', format('SELECT api.delete_message(%L)', :'m1'), 'SR001', 'and deletes nothing');
SELECT test.enter('room', 'bob');

-- Direct chats: an edit does not touch what waits in mailboxes.
SELECT test.send('alice', 'pair', ARRAY[test.device('bob'), test.device('alice2')]) AS d1 \gset
SELECT is(test.value('alice', test.edit_call(:'d1', 1, 'better', 0)), 'stored', 'an edit in a direct chat');
SELECT test.refused('bob', test.edit_call(:'d1', 2, 'mine', 0), 'SR001', 'the peer edits nothing');
SELECT is(test.value('alice2', test.edit_call(:'d1', 2, 'best', 0)), 'stored', 'another device of the author does');
SELECT is(test.value('bob', 'SELECT encode(encrypted_content, ''escape'') FROM api.fetch_mailbox(10)'), 'sealed',
    'the mailbox still brings what its key and hash are of');
SELECT is(test.value('bob', format('SELECT encode(encrypted_content, %L) FROM api.messages_by_ids(%L)', 'escape',
    ARRAY[:'d1']::uuid[])), 'best');
SELECT is(test.value('bob', format('SELECT sender_device FROM api.messages_by_ids(%L)', ARRAY[:'d1']::uuid[])),
    test.device('alice2')::text, 'and who sealed it');

-- Deleting for everyone ------------------------------------------------------------------------------------------
SELECT test.post('bob', 'room') AS m2 \gset
SELECT test.run('carol', format('SELECT api.react(%L, %L, %L)', :'m2', test.bytes(32, 't'), 'e'));
SELECT test.run('bob', test.edit_call(:'m2', 1, 'second'));
SELECT test.run('alice', format('SELECT api.pin_message(%L)', :'m2'));
CREATE TABLE test.hooked (id uuid);
CREATE FUNCTION s.test_hook(message uuid) RETURNS void LANGUAGE sql SET search_path = '' AS 'INSERT INTO test.hooked VALUES (message)';
DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA test TO %1$I; GRANT INSERT ON test.hooked TO %1$I;
    ALTER FUNCTION s.test_hook(uuid) OWNER TO %1$I', (SELECT relowner::regrole::text FROM pg_class WHERE oid = 'tacet.chats'::regclass)); END $$;
INSERT INTO tacet.hooks VALUES ('message_deleted', 'test_hook');
SELECT test.refused('carol', format('SELECT api.delete_message(%L)', :'m2'), 'SR001', 'not by another member');
SELECT test.refused('eve', format('SELECT api.delete_message(%L)', :'m2'), 'SR001', 'not by a stranger');
SELECT test.works('bob', format('SELECT api.delete_message(%L)', :'m2'), 'the author deletes');
SELECT test.works('bob', format('SELECT api.delete_message(%L)', :'m2'), 'again is no error');
SELECT is((SELECT ROW(encrypted_content IS NULL, deleted_at IS NOT NULL, deleted_by)::text FROM tacet.messages WHERE id = :'m2'),
    ROW(true, true, test.account('bob'))::text, 'a tombstone stays');
SELECT is((SELECT count(*)::int FROM tacet.message_reactions WHERE message_id = :'m2'), 0, 'reactions go');
SELECT is((SELECT count(*)::int FROM tacet.message_edits WHERE message_id = :'m2'), 0, 'edits go');
SELECT is((SELECT count(*)::int FROM tacet.pinned_messages), 0, 'the pin goes');
SELECT is((SELECT array_agg(id) FROM test.hooked), ARRAY[:'m2']::uuid[], 'others hear of it, once');
SELECT is((SELECT count(*)::int FROM tacet.chat_log WHERE kind = 'message_deleted' AND subject = :'m2'), 1);
SELECT is(test.values('carol', format('SELECT deleted_at IS NOT NULL AND encrypted_content IS NULL FROM api.messages_by_ids(%L)',
    ARRAY[:'m2']::uuid[])), '{true}');
SELECT is(test.values('carol', format('SELECT 1 FROM api.message_versions(%L, -1, 500)', :'m2')), '{}', 'no history of it');
SELECT test.refused('bob', test.edit_call(:'m2', 1, 'again'), 'SR001', 'no edit of it');
SELECT test.refused('carol', format('SELECT api.react(%L, %L, %L)', :'m2', test.bytes(32, 't'), 'e'), 'SR001', 'no reaction');
SELECT test.refused('alice', format('SELECT api.pin_message(%L)', :'m2'), 'SR001', 'no pin');
SELECT is(test.value('bob', test.post_call(:'m2', 'room')), 'repeat', 'a late repeat does not bring it back');
SELECT test.post('bob', 'room') AS m3 \gset
UPDATE tacet.messages SET stored_at = now() - interval '49 hours' WHERE id = :'m3';
SELECT test.refused('bob', format('SELECT api.delete_message(%L)', :'m3'), 'SR011', 'too late for the author');
SELECT test.works('alice', format('SELECT api.delete_message(%L)', :'m3'), 'not for who may delete messages');
SELECT is((SELECT deleted_by FROM tacet.messages WHERE id = :'m3'), test.account('alice'), 'and it says who');

SELECT test.send('alice', 'pair', ARRAY[test.device('bob'), test.device('alice2')]) AS d2 \gset
SELECT test.refused('bob', format('SELECT api.delete_message(%L)', :'d2'), 'SR001', 'the peer deletes nothing for everyone');
SELECT test.works('alice', format('SELECT api.delete_message(%L)', :'d2'), 'direct: the author');
SELECT is((SELECT count(*)::int FROM tacet.mailbox WHERE source_id = :'d2'), 0, 'nothing waits any more');
SELECT is((SELECT count(*)::int FROM tacet.message_recipients WHERE message_id = :'d2'), 0);
SELECT is((SELECT count(*)::int FROM tacet.mailbox WHERE source_id = :'d1'), 2, 'nothing else went');
SELECT is(test.values('alice', format('SELECT status FROM api.delivery_status(%L)', ARRAY[:'d2']::uuid[])), '{}',
    'what is deleted has no state that could go back');

-- For oneself -----------------------------------------------------------------------------------------------------
SELECT test.post('bob', 'room', 'kept') AS m4 \gset
SELECT test.works('carol', format('SELECT api.hide_messages(%L)', ARRAY[:'m4', :'d1', test.id()]::uuid[]), 'hidden for carol');
SELECT test.works('carol', format('SELECT api.hide_messages(%L)', ARRAY[:'m4']::uuid[]), 'again');
SELECT is(test.values('carol', format('SELECT is_hidden AND encrypted_content IS NULL FROM api.messages_by_ids(%L)',
    ARRAY[:'m4']::uuid[])), '{true}');
SELECT is(test.values('carol', format('SELECT message_id FROM api.hidden_messages(%L, 500)', test.nil())), ARRAY[:'m4'],
    'what is not hers was not hidden');
SELECT is(test.values('carol', format('SELECT 1 FROM api.message_versions(%L, -1, 500)', :'m4')), '{}');
SELECT is(test.values('bob', format('SELECT encode(encrypted_content, %L) FROM api.messages_by_ids(%L)', 'escape',
    ARRAY[:'m4']::uuid[])), '{kept}', 'for nobody else');
SELECT is(test.values('bob', format('SELECT message_id FROM api.hidden_messages(%L, 500)', test.nil())), '{}');
SELECT test.works('bob', format('SELECT api.hide_messages(%L)', ARRAY[:'d1']::uuid[]), 'direct messages too');
SELECT is(test.value('alice', format('SELECT is_hidden FROM api.messages_by_ids(%L)', ARRAY[:'d1']::uuid[])), 'false');
SELECT is(test.value('bob', format('SELECT is_hidden FROM api.messages_by_ids(%L)', ARRAY[:'d1']::uuid[])), 'true');
SELECT is(test.value('carol', 'SELECT api.hide_messages(''{}'')'), '', 'an empty list does nothing');
SELECT test.refused('carol', 'SELECT api.hide_messages(array_fill(gen_random_uuid(), ARRAY[513]))', 'SR002', 'not too many');
SELECT test.refused('carol', 'SELECT api.hide_messages(NULL)', 'SR002', 'not NULL');

-- Who may read ------------------------------------------------------------------------------------------------------
SELECT is(test.values('eve', format('SELECT id FROM api.messages_by_ids(%L)', ARRAY[:'m4', :'d1']::uuid[])), '{}');
SELECT is(test.values('carol', format('SELECT id FROM api.messages_by_ids(%L)', ARRAY[:'d1', :'m4']::uuid[])), ARRAY[:'m4']);
SELECT test.refused('eve', format('SELECT * FROM api.backfill(%L, %L, 10)', test.chat('room'), test.id('1 day')), 'SR001', 'no');
SELECT is(cardinality(test.values('carol', format('SELECT id FROM api.backfill(%L, %L, 500)', test.chat('room'), test.id('1 day')))),
    (SELECT count(*)::int FROM tacet.messages WHERE chat_id = test.chat('room')), 'everything, tombstones too');
SELECT is(test.values('carol', format('SELECT id FROM api.backfill(%L, %L, 2)', test.chat('room'), :'m4')),
    (SELECT array_agg(id::text) FROM (SELECT id FROM tacet.messages WHERE chat_id = test.chat('room') AND id < :'m4'
        ORDER BY id DESC LIMIT 2) x), 'a page, newest first');
UPDATE tacet.messages SET stored_at = stored_at - interval '1 hour', edited_at = NULL, edit_number = 0
 WHERE chat_id = test.chat('room') AND id < :'m4' AND deleted_at IS NULL;
SELECT test.enter('room', 'eve');
SELECT is(test.values('eve', format('SELECT id FROM api.backfill(%L, %L, 500)', test.chat('room'), test.id('1 day'))),
    (SELECT array_agg(id::text ORDER BY id DESC) FROM tacet.messages WHERE chat_id = test.chat('room')
        AND stored_at > now() - interval '30 minutes'), 'a new member: from when it came');
SELECT is(test.values('eve', format('SELECT id FROM api.messages_by_ids(%L)', ARRAY[:'m1', :'m4']::uuid[])), ARRAY[:'m4']);
UPDATE tacet.chats SET shares_history = true WHERE id = test.chat('room');
SELECT is(cardinality(test.values('eve', format('SELECT id FROM api.messages_by_ids(%L)', ARRAY[:'m1', :'m4']::uuid[]))), 2,
    'all of it where the chat shares its past');
SELECT test.leave('room', 'eve');
SELECT is(test.values('eve', format('SELECT id FROM api.messages_by_ids(%L)', ARRAY[:'m1', :'m4']::uuid[])), '{}', 'removed');
SELECT test.refused('eve', format('SELECT * FROM api.backfill(%L, %L, 10)', test.chat('room'), test.id('1 day')), 'SR001', 'removed');
UPDATE tacet.chats SET deleted_at = now() WHERE id = test.chat('room');
SELECT is(test.values('bob', format('SELECT id FROM api.messages_by_ids(%L)', ARRAY[:'m4']::uuid[])), '{}', 'dissolved');
SELECT s.run_hooks('chat_deleted', test.chat('room'));
SELECT is((SELECT count(*)::int FROM tacet.messages WHERE chat_id = test.chat('room') AND encrypted_content IS NOT NULL) > 0, true);
SELECT admin.maintain();
SELECT is((SELECT count(*)::int FROM tacet.messages WHERE chat_id = test.chat('room') AND encrypted_content IS NOT NULL), 0,
    'maintenance takes the bodies');
SELECT admin.maintain();
SELECT is((SELECT count(*)::int FROM tacet.dissolved_chats), 0, 'and then is done with it');

-- Pages hold about 8 MiB, and at least one row.
SELECT test.room('large', '{alice,bob}');
SELECT test.post('alice', 'large', repeat(n::text, 1048576)) FROM generate_series(1, 9) n;
SELECT test.post('alice', 'large', repeat('x', 1048576));
SELECT is(cardinality(test.values('bob', format('SELECT id FROM api.backfill(%L, %L, 500)', test.chat('large'), test.id('1 day')))), 8);
SELECT test.refused('alice', test.post_call(test.id(), 'large', repeat('y', 1048577)), 'SR002', 'one byte too long');

-- The seeds' order of times.
SELECT throws_ok(format('UPDATE tacet.messages SET deleted_at = stored_at - interval %L, encrypted_content = NULL WHERE id = %L',
    '1 second', :'d1'), '23514', NULL, 'nothing is deleted before it was');
SELECT throws_ok(format('UPDATE tacet.messages SET edit_number = 5, edited_at = stored_at - interval %L WHERE id = %L',
    '1 second', :'d1'), '23514', NULL, 'nothing is edited before it was');
SELECT * FROM finish();
