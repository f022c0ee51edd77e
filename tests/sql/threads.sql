-- Threads and replies.
\i support/rooms.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('eve');
SELECT test.second_device('bob', 'bob2');
SELECT test.room('room', '{alice,bob,carol}');
SELECT test.direct('pair', 'alice', 'bob');
CREATE FUNCTION test.threads(who text) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, format('SELECT id FROM api.threads(%L, ''infinity'', %L, 100)', test.chat('room'), test.nil())) $$;

-- Making ------------------------------------------------------------------------------------------------------------
SELECT test.id() AS t1 \gset
SELECT is(test.value('bob', test.thread_call(:'t1', 'room')), 'stored');
SELECT is(test.value('bob', test.thread_call(:'t1', 'room')), 'repeat', 'the same again');
SELECT test.refused('bob', test.thread_call(:'t1', 'room', 'other'), 'SR006', 'another body');
SELECT test.refused('carol', test.thread_call(:'t1', 'room'), 'SR006', 'another author');
SELECT test.refused('alice', test.thread_call(test.id(), 'pair'), 'SR001', 'none in direct chats');
SELECT test.refused('eve', test.thread_call(test.id(), 'room'), 'SR001', 'none by strangers');
SELECT test.refused('bob', test.thread_call(test.id('-36 days'), 'room'), 'SR002', 'an id of long ago');
SELECT test.refused('bob', test.thread_call(test.id(), 'room', repeat('x', 65537)), 'SR002', 'a body that is too long');
SELECT test.works('bob', test.thread_call(test.id('-1 hour'), 'room', repeat('x', 65536)), 'the longest one');
SELECT test.refused('bob', format('SELECT api.create_thread(%L, %L, 1, 1, '''', %L, %L, ''b'')', test.id(), test.chat('room'),
    test.bytes(64, 's'), repeat('t', 1281)::bytea), 'SR002', 'a title that is too long');
SELECT test.refused('bob', format('SELECT api.create_thread(%L, %L, 1, 1, '''', %L, ''t'', ''b'')', test.id(), test.chat('room'),
    test.bytes(63, 's')), 'SR002', 'a signature of 63 bytes');
SELECT test.refused('bob', format('SELECT api.create_thread(%L, %L, 2, 1, '''', %L, ''t'', ''b'')', test.id(), test.chat('room'),
    test.bytes(64, 's')), 'SR006', 'an epoch that is not there');
UPDATE tacet.chat_roles SET permissions = '["send_messages"]' WHERE built_in = 'member';
SELECT test.refused('bob', test.thread_call(test.id(), 'room'), 'SR001', 'not without post_threads');
SELECT test.refused('bob', test.reply_call(test.id(), :'t1'), 'SR001', 'nor replies');
UPDATE tacet.chat_roles SET permissions = '["post_threads"]' WHERE built_in = 'member';

-- Replies -----------------------------------------------------------------------------------------------------------
SELECT test.id() AS r1 \gset
SELECT is(test.value('carol', test.reply_call(:'r1', :'t1')), 'stored');
SELECT is(test.value('carol', test.reply_call(:'r1', :'t1')), 'repeat');
SELECT test.refused('carol', test.reply_call(:'r1', :'t1', test.nil(), 'other'), 'SR006', 'another body');
SELECT test.refused('bob', test.reply_call(:'r1', :'t1'), 'SR006', 'another author');
SELECT test.reply('bob', :'t1', :'r1') AS r2 \gset
SELECT is((SELECT level::int FROM tacet.replies WHERE id = :'r2'), 2, 'an answer to an answer');
SELECT test.refused('bob', test.reply_call(test.id(), :'t1', test.id()), 'SR001', 'to a reply that is not there');
SELECT test.thread('alice', 'room') AS t2 \gset
SELECT test.refused('bob', test.reply_call(test.id(), :'t2', :'r1'), 'SR001', 'to a reply of another thread');
SELECT test.refused('eve', test.reply_call(test.id(), :'t1'), 'SR001', 'by a stranger');
SELECT test.refused('eve', test.reply_call(test.id(), test.id()), 'SR001', 'to no thread: the same');
DO $$ DECLARE parent uuid := (SELECT id FROM tacet.replies WHERE level = 2);
BEGIN
    FOR i IN 3..32 LOOP
        parent := test.reply('bob', (SELECT thread_id FROM tacet.replies WHERE level = 2), parent);
    END LOOP;
END $$;
SELECT test.refused('bob', test.reply_call(test.id(), :'t1', (SELECT id FROM tacet.replies WHERE level = 32)), 'SR002',
    'as deep as it goes');

-- Lists -------------------------------------------------------------------------------------------------------------
SELECT test.reply('bob', :'t2') AS r3 \gset
SELECT is((test.threads('carol'))[1:2], ARRAY[:'t2', :'t1'], 'newest activity first');
SELECT test.reply('bob', :'t1');
SELECT is((test.threads('carol'))[1:2], ARRAY[:'t1', :'t2'], 'a reply moves its thread up');
SELECT is(test.values('carol', format('SELECT id FROM api.threads(%L, ''infinity'', %L, 1)', test.chat('room'), test.nil())), ARRAY[:'t1']);
SELECT is(test.values('carol', format('SELECT id FROM api.threads(%L, %L, %L, 1)', test.chat('room'),
    (SELECT last_activity_at FROM tacet.threads WHERE id = :'t1'), :'t1')), ARRAY[:'t2'], 'page by page');
SELECT is(test.value('carol', format('SELECT reply_count FROM api.threads(%L, ''infinity'', %L, 1)', test.chat('room'),
    test.nil())), '33', 'replies are counted');
SELECT is(test.values('carol', format('SELECT id FROM api.replies(%L, %L, 2)', :'t1', test.nil())), ARRAY[:'r1', :'r2'], 'in order');
SELECT is(test.values('carol', format('SELECT id FROM api.replies(%L, %L, 1)', :'t1', :'r1')), ARRAY[:'r2'], 'page by page');
SELECT is(cardinality(test.values('carol', format('SELECT id FROM api.replies(%L, %L, 500)', :'t1', test.nil()))), 33);
SELECT test.refused('eve', format('SELECT * FROM api.threads(%L, ''infinity'', %L, 1)', test.chat('room'), test.nil()), 'SR001', 'strangers: no threads');
SELECT test.refused('eve', format('SELECT * FROM api.replies(%L, %L, 1)', :'t1', test.nil()), 'SR001', 'no replies');
SELECT test.refused('eve', format('SELECT * FROM api.replies(%L, %L, 1)', test.id(), test.nil()), 'SR001', 'the same where there is nothing');
SELECT is(test.values('eve', format('SELECT id FROM api.threads_by_ids(%L)', ARRAY[:'t1']::uuid[])), '{}');
SELECT is(test.values('eve', format('SELECT id FROM api.replies_by_ids(%L)', ARRAY[:'r1']::uuid[])), '{}');
SELECT is(test.values('carol', format('SELECT id FROM api.replies_by_ids(%L)', ARRAY[:'r2', :'r1', :'r1']::uuid[])), ARRAY[:'r1', :'r2']);
SELECT is(test.values('carol', format('SELECT reply_count FROM api.threads_by_ids(%L)', ARRAY[:'t2']::uuid[])), '{1}');

-- Nobody waits for a reply whose transaction stays open, and the thread moves with the next one.
SELECT is((SELECT last_activity_at FROM tacet.threads WHERE id = :'t2')
    = (SELECT max(created_at) FROM tacet.replies WHERE thread_id = :'t2'), true, 'activity is that of the last reply');

-- Edits -------------------------------------------------------------------------------------------------------------
CREATE FUNCTION test.edit_thread(thread uuid, number integer, body text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.edit_thread(%L, %s, 1, 2, '''', %L, ''title'', %L)', thread, number, test.bytes(64, 's'), body::bytea) $$;
CREATE FUNCTION test.edit_reply(reply uuid, number integer, body text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.edit_reply(%L, %s, 1, 2, '''', %L, %L)', reply, number, test.bytes(64, 's'), body::bytea) $$;
SELECT is(test.value('bob2', test.edit_thread(:'t1', 1, 'new')), 'stored', 'any device of the author');
SELECT is(test.value('bob2', test.edit_thread(:'t1', 1, 'new')), 'repeat');
SELECT test.refused('bob', test.edit_thread(:'t1', 1, 'else'), 'SR006', 'two edits of one number');
SELECT test.refused('alice', test.edit_thread(:'t1', 2, 'mine'), 'SR001', 'nobody else, the owner neither');
SELECT test.refused('eve', test.edit_thread(:'t1', 2, 'mine'), 'SR001', 'no stranger');
SELECT is(test.value('carol', test.edit_reply(:'r1', 1, 'new')), 'stored');
SELECT is(test.value('carol', test.edit_reply(:'r1', 1, 'new')), 'repeat');
SELECT is(test.value('bob', test.edit_reply(:'r2', 1, 'new')), 'stored', 'a nested one');
SELECT is(test.value('bob', test.edit_reply(:'r2', 1, 'new')), 'repeat');
SELECT test.refused('bob', test.edit_reply(:'r1', 2, 'mine'), 'SR001', 'not of another');
SELECT test.refused('bob', test.edit_reply(test.id(), 1, 'mine'), 'SR001', 'nor of nobody');
UPDATE tacet.threads SET created_at = now() - interval '49 hours' WHERE id = :'t1';
UPDATE tacet.replies SET created_at = now() - interval '49 hours' WHERE id = :'r1';
SELECT test.refused('bob', test.edit_thread(:'t1', 2, 'late'), 'SR011', 'too late');
SELECT test.refused('carol', test.edit_reply(:'r1', 2, 'late'), 'SR011', 'too late');
SELECT is((SELECT edit_number FROM tacet.replies WHERE id = :'r1'), 1);

-- Deleting ----------------------------------------------------------------------------------------------------------
SELECT test.refused('carol', format('SELECT api.delete_reply(%L)', :'r1'), 'SR011', 'too late for the author');
SELECT test.refused('bob', format('SELECT api.delete_reply(%L)', :'r1'), 'SR001', 'not by another member');
SELECT test.works('alice', format('SELECT api.delete_reply(%L)', :'r1'), 'by who may delete messages');
SELECT test.works('alice', format('SELECT api.delete_reply(%L)', :'r1'), 'again');
SELECT is((SELECT encrypted_body IS NULL AND deleted_by = test.account('alice') FROM tacet.replies WHERE id = :'r1'), true);
SELECT is(test.values('carol', format('SELECT id FROM api.replies(%L, %L, 2)', :'t1', test.nil())), ARRAY[:'r1', :'r2'],
    'the tombstone keeps its place and what hangs below');
SELECT test.works('carol', test.reply_call(test.id(), :'t1', :'r1'), 'even an answer to it');
SELECT test.refused('carol', test.edit_reply(:'r1', 2, 'back'), 'SR001', 'no edit brings it back');
SELECT test.refused('bob', format('SELECT api.delete_thread(%L)', :'t1'), 'SR011', 'too late for the author');
SELECT test.refused('carol', format('SELECT api.delete_thread(%L)', :'t1'), 'SR001', 'not by another');
SELECT test.refused('eve', format('SELECT api.delete_thread(%L)', :'t1'), 'SR001', 'not by a stranger');
SELECT test.refused('eve', format('SELECT api.delete_thread(%L)', test.id()), 'SR001', 'the same where there is nothing');
SELECT test.works('alice', format('SELECT api.delete_thread(%L)', :'t1'), 'by who may delete messages');
SELECT test.works('alice', format('SELECT api.delete_thread(%L)', :'t1'), 'again');
SELECT is((SELECT count(*)::int FROM tacet.replies WHERE thread_id = :'t1'), 0, 'replies go with it');
SELECT is((SELECT encrypted_title IS NULL AND encrypted_body IS NULL FROM tacet.threads WHERE id = :'t1'), true);
SELECT is((SELECT count(*)::int FROM tacet.chat_log WHERE kind = 'thread_deleted'), 1);
SELECT test.refused('carol', test.reply_call(test.id(), :'t1'), 'SR001', 'no reply to it');
SELECT is(:'t1' = ANY (test.threads('carol')), false, 'not in lists');
SELECT is(test.value('carol', format('SELECT deleted_at IS NOT NULL FROM api.threads_by_ids(%L)', ARRAY[:'t1']::uuid[])), 'true');

-- Many replies go in pieces.
INSERT INTO tacet.replies (id, thread_id, level, author_device, epoch, author_sequence, signature, encrypted_body, digest)
SELECT test.id(), :'t2', 1, test.device('bob'), 1, 1, test.bytes(64, 's'), 'b', sha256('b') FROM generate_series(1, 5500);
SELECT test.works('alice', format('SELECT api.delete_thread(%L)', :'t2'), 'a long thread');
SELECT is((SELECT count(*)::int FROM tacet.replies WHERE thread_id = :'t2'), 501);
SELECT is(test.values('carol', format('SELECT id FROM api.replies_by_ids(%L)', ARRAY[:'r3']::uuid[])), '{}', 'nobody reads the rest');
SELECT admin.maintain();
SELECT is((SELECT count(*)::int FROM tacet.replies WHERE thread_id = :'t2'), 0, 'maintenance takes the rest');
SELECT is((SELECT replies_left FROM tacet.threads WHERE id = :'t2'), false);

-- A new member sees what was made since, or all where the chat shares its past.
UPDATE tacet.threads SET created_at = now() - interval '1 hour';
SELECT test.thread('alice', 'room') AS t3 \gset
SELECT test.enter('room', 'eve');
SELECT is(test.threads('eve'), ARRAY[:'t3']);
UPDATE tacet.chats SET shares_history = true WHERE id = test.chat('room');
SELECT is(test.threads('eve'), test.threads('alice'));
SELECT test.leave('room', 'eve');
SELECT test.refused('eve', format('SELECT * FROM api.threads(%L, ''infinity'', %L, 1)', test.chat('room'), test.nil()), 'SR001', 'removed');

-- Authors go, what they wrote stays (the seed's NOT NULL made that fail).
SELECT test.thread('bob', 'room') AS t4 \gset
SELECT test.reply('bob', :'t4') AS r4 \gset
UPDATE tacet.chat_roles SET permissions = '["post_threads", "send_messages"]' WHERE built_in = 'member';
SELECT test.post('bob', 'room') AS m1 \gset
SELECT test.post('carol', 'room') AS m2 \gset
SELECT test.run('bob', format('SELECT api.react(%L, %L, %L)', :'m2', test.bytes(32, 't'), 'e'));
SELECT test.run('bob', format('SELECT api.hide_messages(%L)', ARRAY[:'m2']::uuid[]));
SELECT test.run('bob', format('SELECT api.set_chat_settings(%L, false, NULL, true, false, ''all'')', test.chat('room')));
INSERT INTO tacet.messages (id, chat_id, sender_user, sender_device, encrypted_content, content_hash)
SELECT test.id(), test.chat('room'), test.account('bob'), test.device('bob'), 'x', sha256('x') FROM generate_series(1, 10500);
SELECT s.run_hooks('user_deleted', test.account('bob'));
SELECT is((SELECT author_user IS NULL AND encrypted_title = 'title' FROM tacet.threads WHERE id = :'t4'), true, 'the thread stays');
SELECT is((SELECT author_user IS NULL AND encrypted_body = 'body' FROM tacet.replies WHERE id = :'r4'), true, 'the reply stays');
SELECT is((SELECT sender_user IS NULL AND encrypted_content = 'sealed' FROM tacet.messages WHERE id = :'m1'), true, 'the message stays');
SELECT is((SELECT sender_device FROM tacet.messages WHERE id = :'m1'), test.device('bob'), 'and who can verify it');
SELECT is((SELECT sender_user FROM tacet.messages WHERE id = :'m2'), test.account('carol'), 'others keep their name');
SELECT is((SELECT count(*)::int FROM tacet.message_reactions), 0, 'reactions go');
SELECT is((SELECT count(*)::int FROM tacet.message_hides), 0);
SELECT is((SELECT count(*)::int FROM tacet.chat_settings WHERE user_id = test.account('bob')), 0, 'settings go');
SELECT is(test.value('carol', format('SELECT author_user IS NULL FROM api.replies_by_ids(%L)', ARRAY[:'r4']::uuid[])), 'true');
SELECT isnt((SELECT count(*)::int FROM tacet.messages WHERE sender_user = test.account('bob')), 0, 'many rows take more than one call');
SELECT admin.maintain();
SELECT is((SELECT count(*)::int FROM tacet.messages WHERE sender_user = test.account('bob')), 0, 'maintenance does the rest');
SELECT is((SELECT count(*)::int FROM tacet.departed_authors), 0);
SELECT * FROM finish();
