-- Reactions, read marks, delivery state, settings, pins, disappearing messages.
\i support/rooms.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('eve');
SELECT test.room('room', '{alice,bob,carol}');
SELECT test.room('channel', '{alice,bob}', 'channel');
SELECT test.direct('pair', 'alice', 'bob');
CREATE FUNCTION test.react_call(message uuid, emoji text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.react(%L, %L, %L)', message, test.bytes(32, emoji), emoji::bytea) $$;

-- Reactions -----------------------------------------------------------------------------------------------------------
SELECT test.post('alice', 'room') AS m1 \gset
SELECT test.works('bob', test.react_call(:'m1', 'heart'), 'a reaction');
SELECT test.works('bob', test.react_call(:'m1', 'heart'), 'the same again');
SELECT is((SELECT count(*)::int FROM tacet.message_reactions), 1, 'counts once');
SELECT is((SELECT count(*)::int FROM tacet.chat_log WHERE kind = 'reaction'), 1, 'and is told once');
SELECT test.works('bob', test.react_call(:'m1', 'star'), 'another one');
SELECT test.works('carol', test.react_call(:'m1', 'heart'), 'another person');
SELECT test.refused('eve', test.react_call(:'m1', 'heart'), 'SR001', 'a stranger does not');
SELECT test.refused('eve', test.react_call(test.id(), 'heart'), 'SR001', 'the same where there is nothing');
SELECT test.refused('bob', format('SELECT api.react(%L, %L, %L)', :'m1', test.bytes(31, 't'), 'e'), 'SR002', 'a short tag');
SELECT test.refused('bob', format('SELECT api.react(%L, %L, %L)', :'m1', test.bytes(32, 't'), test.bytes(257, 'e')), 'SR002', 'long');
SELECT test.refused('bob', format('SELECT api.react(%L, %L, '''')', :'m1', test.bytes(32, 't')), 'SR002', 'empty');
SELECT test.works('bob', test.react_call(:'m1', n::text), 'reaction ' || n) FROM generate_series(3, 20) n;
SELECT test.refused('bob', test.react_call(:'m1', '21'), 'SR004', 'the twenty-first');
SELECT test.works('bob', format('SELECT api.unreact(%L, %L)', :'m1', test.bytes(32, '20')), 'taken back');
SELECT test.works('bob', test.react_call(:'m1', '21'), 'then another fits');
SELECT test.works('carol', format('SELECT api.unreact(%L, %L)', :'m1', test.bytes(32, '21')), 'not that of another');
SELECT is((SELECT count(*)::int FROM tacet.message_reactions WHERE user_id = test.account('bob')), 20);
SELECT test.refused('eve', format('SELECT api.unreact(%L, %L)', :'m1', test.bytes(32, '21')), 'SR001', 'a stranger');
SELECT is(cardinality(test.values('carol', format('SELECT 1 FROM api.reactions(%L, %L, '''', 500)', :'m1', test.nil()))), 21);
SELECT is(cardinality(test.values('carol', format('SELECT 1 FROM api.reactions(%L, %L, %L, 500)', :'m1', user_id, tag))), 20, 'paged')
  FROM (SELECT user_id, tag FROM tacet.message_reactions ORDER BY 1, 2 LIMIT 1) x;
SELECT is(cardinality(test.values('carol', format('SELECT 1 FROM api.reactions_of(%L)', ARRAY[:'m1', :'m1']::uuid[]))), 21);
SELECT is(test.values('eve', format('SELECT 1 FROM api.reactions_of(%L)', ARRAY[:'m1']::uuid[])), '{}');
SELECT test.refused('eve', format('SELECT 1 FROM api.reactions(%L, %L, '''', 500)', :'m1', test.nil()), 'SR001', 'no reactions for strangers');
UPDATE tacet.chat_roles SET permissions = '[]' WHERE built_in = 'member' AND chat_id = test.chat('channel');
SELECT test.post('alice', 'channel') AS m2 \gset
SELECT test.works('bob', test.react_call(:'m2', 'heart'), 'readers of a channel react too');
SELECT test.send('alice', 'pair', ARRAY[test.device('bob')]) AS d1 \gset
SELECT test.works('bob', test.react_call(:'d1', 'heart'), 'in direct chats');
SELECT test.run('alice', format('SELECT api.block_user(%L)', test.account('bob')));
SELECT test.refused('bob', test.react_call(:'d1', 'star'), 'SR008', 'not while blocked');
SELECT test.refused('bob', format('SELECT api.pin_message(%L)', :'d1'), 'SR008', 'nor pins');
SELECT test.run('alice', format('SELECT api.unblock_user(%L)', test.account('bob')));

-- Marks: only where the policy keeps them -----------------------------------------------------------------------------
SELECT test.works('bob', format('SELECT api.mark_read(%L, %L)', test.chat('room'), :'m1'), 'without effect');
SELECT is((SELECT count(*)::int FROM tacet.chat_settings WHERE last_read_message_id IS NOT NULL), 0, 'no marks by default');
SELECT is(test.value('bob', format('SELECT api.get_unread_count(%L)', test.chat('room'))), NULL, 'nobody but the client knows');
SELECT is(test.value('bob', format('SELECT api.get_unread_count(%L)', test.chat('pair'))), '1', 'direct: what was not fetched');
SELECT is(test.values('alice', format('SELECT user_id FROM api.read_marks(%L, %L, 10)', test.chat('room'), test.nil())), '{}');
SELECT is(test.value('alice', format('SELECT status FROM api.delivery_status(%L)', ARRAY[:'d1']::uuid[])), 'pending_sync');
SELECT test.run('bob', 'SELECT api.ack_mailbox(ARRAY(SELECT mailbox_id FROM api.fetch_mailbox(500)))');
SELECT is(test.value('alice', format('SELECT status FROM api.delivery_status(%L)', ARRAY[:'d1']::uuid[])), 'synced');
SELECT admin.set_policy('{"delivery_status": "read"}');
SELECT is(test.value('bob', format('SELECT api.get_unread_count(%L)', test.chat('room'))), '1', 'unread');
SELECT is(test.value('alice', format('SELECT api.get_unread_count(%L)', test.chat('room'))), '0', 'one''s own is not');
SELECT is(test.value('alice', format('SELECT status FROM api.delivery_status(%L)', ARRAY[:'m1']::uuid[])), 'pending_sync');
SELECT test.works('bob', format('SELECT api.mark_read(%L, %L)', test.chat('room'), :'m1'), 'a mark in a group');
SELECT is(test.value('bob', format('SELECT api.get_unread_count(%L)', test.chat('room'))), '0');
SELECT is(test.value('alice', format('SELECT status FROM api.delivery_status(%L)', ARRAY[:'m1']::uuid[])), 'read');
SELECT is(test.values('alice', format('SELECT user_id FROM api.read_marks(%L, %L, 10)', test.chat('room'), test.nil())),
    ARRAY[test.account('bob')::text]);
SELECT test.refused('eve', format('SELECT * FROM api.read_marks(%L, %L, 10)', test.chat('room'), test.nil()), 'SR001', 'no marks for strangers');
SELECT test.refused('eve', format('SELECT api.mark_read(%L, %L)', test.chat('room'), :'m1'), 'SR001', 'no mark by strangers');
SELECT test.refused('eve', format('SELECT api.get_unread_count(%L)', test.chat('room')), 'SR001', 'no count for strangers');
SELECT test.post('alice', 'room') AS m3 \gset
SELECT test.works('bob', format('SELECT api.mark_read(%L, %L)', test.chat('room'), :'m3'), 'forward');
SELECT test.works('bob', format('SELECT api.mark_read(%L, %L)', test.chat('room'), :'m1'), 'back');
SELECT is((SELECT last_read_message_id FROM tacet.chat_settings WHERE user_id = test.account('bob')
    AND chat_id = test.chat('room')), :'m3', 'a mark never goes back');
SELECT test.run('alice', format('SELECT api.delete_message(%L)', test.post('alice', 'room')));
SELECT test.run('carol', format('SELECT api.hide_messages(%L)', ARRAY[:'m3']::uuid[]));
SELECT is(test.value('carol', format('SELECT api.get_unread_count(%L)', test.chat('room'))), '1', 'neither deleted nor hidden ones');
INSERT INTO tacet.messages (id, chat_id, sender_user, encrypted_content, content_hash)
SELECT test.id(), test.chat('room'), test.account('alice'), 'x', sha256('x') FROM generate_series(1, 1100);
SELECT is(test.value('carol', format('SELECT api.get_unread_count(%L)', test.chat('room'))), '1000', 'counted to a thousand');
SELECT test.works('bob', format('SELECT api.mark_read(%L, %L)', test.chat('pair'), :'d1'), 'direct: as ever');
SELECT is(test.value('alice', format('SELECT status FROM api.delivery_status(%L)', ARRAY[:'d1']::uuid[])), 'read');
SELECT is((SELECT count(*)::int FROM tacet.message_reads WHERE message_id = :'d1' AND user_id = test.account('bob')), 1);
UPDATE tacet.message_recipients SET status = 'pending_sync' WHERE message_id = :'d1';
UPDATE tacet.message_recipients SET status = 'synced' WHERE message_id = :'d1';
SELECT is((SELECT ROW(status, read_at IS NOT NULL, synced_at <= read_at)::text FROM tacet.message_recipients WHERE message_id = :'d1'),
    '(read,t,t)', 'a state never goes back');
SELECT throws_ok(format('INSERT INTO tacet.message_recipients (message_id, device_id, user_id, chat_id, status)
    VALUES (%L, %L, %L, %L, %L)', test.id(), test.id(), test.id(), test.id(), 'lost'), '23514', NULL, 'no other state');
SELECT admin.reset_policy('delivery_status');

-- Settings --------------------------------------------------------------------------------------------------------------
CREATE FUNCTION test.settings_call(name text, rest text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.set_chat_settings(%L, %s)', test.chat(name), rest) $$;
SELECT test.works('carol', test.settings_call('room', 'true, NULL, true, false, ''mentions'''), 'settings');
SELECT test.works('carol', test.settings_call('room', 'true, now() + interval ''1 hour'', true, false, ''none'''), 'again');
SELECT is(test.value('carol', format('SELECT concat_ws('','', is_muted, is_pinned, is_archived, notifications) FROM api.chat_settings(''pinned'', %L, 9)',
    test.nil())), 't,t,f,none');
UPDATE tacet.chat_settings SET muted_until = now() - interval '1 second' WHERE is_pinned;
SELECT is(test.value('carol', format('SELECT is_muted FROM api.chat_settings(''all'', %L, 9)', test.nil())), 'false', 'muted until then');
SELECT is(test.values('carol', format('SELECT chat_id FROM api.chat_settings(''archived'', %L, 9)', test.nil())), '{}');
SELECT is(test.values('alice', format('SELECT chat_id FROM api.chat_settings(''pinned'', %L, 9)', test.nil())), '{}', 'nobody else''s');
SELECT test.works('alice', test.settings_call('pair', 'false, NULL, false, true, ''all'''), 'direct chats');
SELECT is(test.values('alice', format('SELECT chat_id FROM api.chat_settings(''archived'', %L, 9)', test.nil())), ARRAY[test.chat('pair')::text]);
SELECT is(test.values('alice', format('SELECT chat_id FROM api.chat_settings(''archived'', %L, 9)', test.chat('pair'))), '{}', 'paged');
SELECT test.refused('eve', test.settings_call('room', 'false, NULL, false, true, ''all'''), 'SR001', 'strangers');
SELECT test.refused('alice', test.settings_call('room', x), 'SR002', x) FROM unnest(ARRAY['NULL, NULL, false, true, ''all''',
    'false, now(), false, true, ''all''', 'false, NULL, false, true, ''loud''', 'false, NULL, false, true, NULL',
    'true, ''infinity'', false, true, ''all''']) x;
SELECT test.refused('alice', format('SELECT * FROM api.chat_settings(''else'', %L, 9)', test.nil()), 'SR002', 'no such list');
SELECT s.run_hooks('member_left', test.chat('room'), test.account('carol'));
SELECT is((SELECT count(*)::int FROM tacet.chat_settings WHERE user_id = test.account('carol')), 0, 'settings go with the member');

-- Pins ------------------------------------------------------------------------------------------------------------------
SELECT test.refused('bob', format('SELECT api.pin_message(%L)', :'m1'), 'SR001', 'not without pin_messages');
SELECT test.works('alice', format('SELECT api.pin_message(%L)', :'m1'), 'pinned');
SELECT test.works('alice', format('SELECT api.pin_message(%L)', :'m1'), 'again');
SELECT test.works('alice', format('SELECT api.pin_message(%L)', :'m3'), 'and another');
SELECT is(test.values('bob', format('SELECT message_id FROM api.pinned_messages(%L)', test.chat('room'))), ARRAY[:'m3', :'m1'], 'newest first');
SELECT test.refused('eve', format('SELECT * FROM api.pinned_messages(%L)', test.chat('room')), 'SR001', 'no pins for strangers');
SELECT test.refused('bob', format('SELECT api.unpin_message(%L)', :'m1'), 'SR001', 'not taken off either');
SELECT test.works('alice', format('SELECT api.unpin_message(%L)', :'m1'), 'taken off');
SELECT test.works('alice', format('SELECT api.unpin_message(%L)', :'m1'), 'again');
SELECT is((SELECT count(*)::int FROM tacet.chat_log WHERE kind = 'pin'), 3, 'told three times');
SELECT admin.set_policy('{"pins_per_chat": 1}');
SELECT test.refused('alice', format('SELECT api.pin_message(%L)', :'m1'), 'SR004', 'pins are counted');
SELECT test.works('bob', format('SELECT api.pin_message(%L)', :'d1'), 'both pin in direct chats');
SELECT test.refused('eve', format('SELECT api.pin_message(%L)', :'d1'), 'SR001', 'strangers do not');

-- Disappearing ------------------------------------------------------------------------------------------------------------
SELECT test.refused('bob', format('SELECT api.set_message_timer(%L, 60)', test.chat('room')), 'SR001', 'not without manage_chat');
SELECT test.refused('alice', format('SELECT api.set_message_timer(%L, %s)', test.chat('room'), coalesce(n, 'NULL')), 'SR002',
    coalesce(n, 'NULL') || ' seconds')
  FROM unnest('{-1,1,4,31536001,NULL}'::text[]) n;
SELECT test.works('alice', format('SELECT api.set_message_timer(%L, 60)', test.chat('room')), 'a timer');
SELECT test.works('bob', format('SELECT api.set_message_timer(%L, 3600)', test.chat('pair')), 'direct: both may');
SELECT test.post('alice', 'room') AS x1 \gset
SELECT test.send('alice', 'pair', ARRAY[test.device('bob')]) AS x2 \gset
SELECT is((SELECT round(extract(epoch FROM expires_at - stored_at))::int FROM tacet.messages WHERE id = :'x1'), 60);
SELECT is((SELECT round(extract(epoch FROM expires_at - stored_at))::int FROM tacet.messages WHERE id = :'x2'), 3600);
SELECT is((SELECT expires_at FROM tacet.messages WHERE id = :'m1'), NULL, 'what was before stays');
SELECT is(test.value('bob', format('SELECT message_timer FROM api.chat_settings(''all'', %L, 9) WHERE chat_id = %L', test.nil(),
    test.chat('pair'))), '3600');
UPDATE tacet.messages SET stored_at = stored_at - interval '1 day', expires_at = stored_at - interval '1 hour' WHERE id = :'x1';
SELECT is(test.value('bob', format('SELECT encrypted_content IS NULL AND deleted_at IS NULL FROM api.messages_by_ids(%L)',
    ARRAY[:'x1']::uuid[])), 'true', 'over is over, even before maintenance');
SELECT admin.maintain();
SELECT is((SELECT encrypted_content IS NULL AND deleted_at IS NOT NULL AND deleted_by IS NULL FROM tacet.messages WHERE id = :'x1'), true);
SELECT is((SELECT encrypted_content IS NOT NULL FROM tacet.messages WHERE id = :'x2'), true, 'what has time left stays');
SELECT test.works('alice', format('SELECT api.set_message_timer(%L, 0)', test.chat('room')), 'off');
SELECT is((SELECT expires_at FROM tacet.messages WHERE id = test.post('alice', 'room')), NULL);

-- Everything that hangs on a message is cut at the same months.
SELECT is((SELECT count(*)::int FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'tacet.messages'::regclass
    AND NOT EXISTS (SELECT FROM pg_inherits j JOIN pg_class d ON d.oid = j.inhrelid WHERE j.inhparent = t.child::regclass
        AND pg_get_expr(d.relpartbound, d.oid) = pg_get_expr(c.relpartbound, c.oid))), 0, t.child)
  FROM unnest('{tacet.message_edits,tacet.message_reactions,tacet.message_hides,tacet.message_recipients}'::text[]) t(child);
SELECT * FROM finish();
