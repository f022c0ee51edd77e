-- Calls of what is written in chats, as in calls.sql.
\ir rooms.sql
SELECT test.room('board', '{alice,bob,carol}');
SELECT test.value('alice', 'SELECT api.sync_cursor()') AS cursor \gset
INSERT INTO test.places VALUES ('board', test.chat('board')), ('cursor', :'cursor'), ('nil', test.nil()),
    ('megolm', 'd1577000-0000-7000-8000-000000000000'), ('tag', test.bytes(32, 'tag')::text), ('post', test.post('alice', 'board')),
    ('thread', test.thread('alice', 'board'));
INSERT INTO test.places SELECT 'reply', test.reply('alice', p.value::uuid) FROM test.places p WHERE p.name = 'thread';
DO $$ BEGIN
    PERFORM test.post('alice', 'board', n::text), test.thread('bob', 'board', n::text),
            test.reply('bob', (SELECT value::uuid FROM test.places WHERE name = 'thread')) FROM generate_series(1, 300) n;
END $$;
INSERT INTO tacet.replies (id, thread_id, level, author_user, author_device, epoch, author_sequence, signature, encrypted_body, digest)
SELECT test.id(), t.id, 1, gen_random_uuid(), gen_random_uuid(), 1, 1, test.bytes(64, 's'), 'b', sha256('b')
  FROM tacet.threads t, generate_series(1, 20) n;
SELECT test.run('bob', format('SELECT api.react(%L, %L, ''e'')', id, test.bytes(32, 'tag'))) FROM tacet.messages
 WHERE chat_id = test.chat('board');

CREATE FUNCTION test.new_post(id text) RETURNS text LANGUAGE sql AS $$
    SELECT format('api.post(%s, {board}, 1, {megolm}, 1, '''', '''', %s, {nil})', id, test.body()) $$;
CREATE FUNCTION test.new_thread(id text) RETURNS text LANGUAGE sql AS $$
    SELECT format('api.create_thread(%s, {board}, 1, 1, '''', {mark}, ''title'', ''body'')', id) $$;
CREATE FUNCTION test.new_reply(id text) RETURNS text LANGUAGE sql AS $$
    SELECT format('api.reply(%s, {thread}, {nil}, 1, 1, '''', {mark}, ''body'')', id) $$;

INSERT INTO test.calls (who, call) VALUES
    ('alice', 'SELECT ' || test.new_post('{id}')),
    ('alice', 'SELECT * FROM api.post_batch(ARRAY[{id}, {id}]::uuid[], ARRAY[{board}, {board}]::uuid[], ''{1,1}'', '
        'ARRAY[{megolm}, {megolm}]::uuid[], ''{1,2}'', ARRAY['''', '''']::bytea[], ARRAY['''', '''']::bytea[], '
        'ARRAY[''a'', ''b'']::bytea[], ARRAY[sha256(''a''), sha256(''b'')], ARRAY[{nil}, {nil}]::uuid[])'),
    ('alice', 'SELECT * FROM api.messages_by_ids(ARRAY[{post}, {message}]::uuid[])'),
    ('alice', 'SELECT * FROM api.backfill({board}, ''ffffffff-ffff-ffff-ffff-ffffffffffff'', 100)'),
    ('alice', 'SELECT * FROM api.backfill({direct}, ''ffffffff-ffff-ffff-ffff-ffffffffffff'', 100)'),
    ('alice', 'SELECT api.sync_cursor()'),
    ('alice', 'SELECT * FROM api.sync({cursor}, api.sync_cursor(), {nil}, 0, {nil}, 100)'),
    ('alice', 'SELECT ' || test.new_post('n.id') || ', api.edit_message(n.id, 1, 1, {megolm}, 2, '''', '''', ' || test.body('new')
        || ') FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('bob', 'SELECT * FROM api.message_versions({post}, -1, 50)'),
    ('alice', 'SELECT ' || test.new_post('n.id') || ', api.delete_message(n.id) FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT api.send_direct(n.id, {direct}, ' || test.body() || ', ' || test.envelope('bob_device')
        || '), api.delete_message(n.id) FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('carol', 'SELECT api.hide_messages(ARRAY[{post}]::uuid[])'),
    ('carol', 'SELECT * FROM api.hidden_messages({nil}, 100)'),
    ('carol', 'SELECT api.unreact({post}, {tag}), api.react({post}, {tag}, ''e'')'),
    ('carol', 'SELECT * FROM api.reactions({post}, {nil}, '''', 100)'),
    ('carol', 'SELECT * FROM api.reactions_of(ARRAY[{post}, {message}]::uuid[])'),
    ('carol', 'SELECT api.mark_read({board}, {post}), api.get_unread_count({board})'),
    ('carol', 'SELECT * FROM api.read_marks({board}, {nil}, 100)'),
    ('alice', 'SELECT * FROM api.delivery_status(ARRAY[{post}, {message}]::uuid[])'),
    ('alice', 'SELECT * FROM api.chat_settings(''all'', {nil}, 100)'),
    ('alice', 'SELECT * FROM api.chat_settings(''pinned'', {nil}, 100)'),
    ('alice', 'SELECT * FROM api.chat_settings(''archived'', {nil}, 100)'),
    ('alice', 'SELECT api.set_chat_settings({board}, true, NULL, true, true, ''mentions'')'),
    ('alice', 'SELECT api.set_message_timer({board}, 3600), api.set_message_timer({board}, 0)'),
    ('alice', 'SELECT api.pin_message({post}), api.unpin_message({post})'),
    ('alice', 'SELECT * FROM api.pinned_messages({board})'),
    ('alice', 'SELECT ' || test.new_thread('{id}')),
    ('bob', 'SELECT ' || test.new_reply('{id}')),
    ('alice', 'SELECT ' || test.new_thread('n.id') || ', api.edit_thread(n.id, 1, 1, 2, '''', {mark}, ''title'', ''new''), '
        'api.delete_thread(n.id) FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT ' || test.new_reply('n.id') || ', api.edit_reply(n.id, 1, 1, 2, '''', {mark}, ''new''), '
        'api.delete_reply(n.id) FROM (SELECT {id}::uuid AS id OFFSET 0) n'),
    ('alice', 'SELECT * FROM api.threads({board}, ''infinity'', {nil}, 50)'),
    ('alice', 'SELECT * FROM api.threads_by_ids(ARRAY[{thread}]::uuid[])'),
    ('alice', 'SELECT * FROM api.replies({thread}, {nil}, 100)'),
    ('alice', 'SELECT * FROM api.replies_by_ids(ARRAY[{reply}]::uuid[])'),
    ('alice', 'SELECT api.set_slow_mode({board}, 60), api.set_slow_mode({board}, 0)'),
    ('bob', 'SELECT * FROM api.chat_rules({board})'),
    ('alice', 'SELECT api.pin_thread({thread}), api.unpin_thread({thread})'),
    ('bob', 'SELECT * FROM api.pinned_threads({board})'),
    ('alice', 'SELECT api.follow_thread({thread}, true)'),
    ('alice', 'SELECT api.mark_thread_read({thread}, {reply})'),
    ('alice', 'SELECT * FROM api.thread_marks({board}, {nil}, 100)');
