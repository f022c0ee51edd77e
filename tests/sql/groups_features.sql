-- Slow mode, the rules of a chat, pinned threads, what an account keeps about threads, members as people, keys for wraps.
\i support/rooms.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('eve');
SELECT test.second_device('bob', 'bob2');
SELECT test.room('room', '{alice,bob,carol}'), test.room('other', '{alice,bob}');
SELECT test.direct('pair', 'alice', 'bob');
CREATE FUNCTION test.slow(name text, seconds integer) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.set_slow_mode(%L, %s)', test.chat(name), seconds) $$;
CREATE FUNCTION test.rule(who text, name text, what text) RETURNS text LANGUAGE sql AS $$
    SELECT test.value(who, format('SELECT %I FROM api.chat_rules(%L)', what, test.chat(name))) $$;
CREATE FUNCTION test.marks(who text, name text) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, format('SELECT concat_ws(''/'', thread_id, is_followed, read_to, unread)
        FROM api.thread_marks(%L, %L, 100)', test.chat(name), test.nil())) $$;

-- Slow mode -----------------------------------------------------------------------------------------------------------
SELECT is(test.rule('bob', 'room', 'slow_mode'), '0', 'none at first');
SELECT test.refused('bob', test.slow('room', 60), 'SR001', 'not set by who may not manage the chat');
SELECT test.refused('eve', test.slow('room', 60), 'SR001', 'nor by strangers');
SELECT test.refused('alice', test.slow('pair', 60), 'SR001', 'none in direct chats');
SELECT test.refused('alice', test.slow('room', -1), 'SR002', 'less than nothing');
SELECT test.refused('alice', test.slow('room', 86401), 'SR002', 'more than a day');
SELECT test.works('alice', test.slow('room', 60), 'slow by alice');
SELECT test.works('alice', test.slow('room', 60), 'again');
SELECT is((SELECT count(*)::int FROM tacet.chat_log WHERE chat_id = test.chat('room') AND kind = 'chat'), 1, 'one event');
SELECT is(test.rule('bob', 'room', 'slow_mode'), '60');
SELECT test.id() AS first \gset
SELECT is(test.rule('bob', 'room', 'next_post_at'), NULL, 'the first one at once');
SELECT is(test.value('bob', test.post_call(:'first', 'room')), 'stored');
SELECT is(test.value('bob', test.post_call(:'first', 'room')), 'repeat', 'a repeat is no second post');
SELECT test.refused('bob', test.post_call(test.id(), 'room'), 'SR012', 'the next one too soon');
SELECT test.refused('bob2', test.post_call(test.id(), 'room'), 'SR012', 'from another device too');
SELECT ok(test.rule('bob', 'room', 'next_post_at')::timestamptz > now() + interval '50 seconds', 'it is told when');
SELECT test.works('bob', test.post_call(test.id(), 'other'), 'elsewhere at once');
SELECT test.works('carol', test.post_call(test.id(), 'room'), 'others at once');
SELECT test.works('alice', test.post_call(test.id(), 'room'), 'post call by alice');
SELECT test.works('alice', test.post_call(test.id(), 'room'), 'not for who looks after the chat');
SELECT is(test.rule('alice', 'room', 'next_post_at'), NULL);
UPDATE tacet.chat_members SET last_post_at = now() - interval '61 seconds' WHERE last_post_at IS NOT NULL;
SELECT is(test.rule('bob', 'room', 'next_post_at'), NULL);
SELECT test.works('bob2', test.post_call(test.id(), 'room'), 'after the time');
SELECT test.works('alice', test.slow('room', 0), 'slow by alice');
SELECT test.works('bob', test.post_call(test.id(), 'room'), 'off again');
SELECT is((SELECT count(*)::int FROM tacet.messages WHERE chat_id = test.chat('room') AND sender_user = test.account('bob')), 3,
    'nothing refused was stored');
SELECT test.run('alice', format('SELECT api.set_message_timer(%L, 3600), api.set_message_timer(%L, 60)', test.chat('room'), test.chat('pair')));
SELECT is(test.rule('bob', 'room', 'message_timer'), '3600');
SELECT is(test.rule('bob', 'pair', 'message_timer'), '60');
SELECT test.refused('eve', format('SELECT * FROM api.chat_rules(%L)', test.chat('room')), 'SR001', 'rules are for members');

-- Pinned threads ------------------------------------------------------------------------------------------------------
SELECT test.thread('bob', 'room') AS t1 \gset
SELECT test.thread('carol', 'room') AS t2 \gset
CREATE FUNCTION test.pins(who text) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, format('SELECT thread_id FROM api.pinned_threads(%L)', test.chat('room'))) $$;
SELECT test.refused('bob', format('SELECT api.pin_thread(%L)', :'t1'), 'SR001', 'not by who may not pin');
SELECT test.refused('eve', format('SELECT api.pin_thread(%L)', :'t1'), 'SR001', 'nor by strangers');
SELECT test.refused('alice', format('SELECT api.pin_thread(%L)', test.id()), 'SR001', 'nor what is not there');
SELECT test.works('alice', format('SELECT api.pin_thread(%L)', :'t1'), 'pin thread by alice');
SELECT test.works('alice', format('SELECT api.pin_thread(%L)', :'t1'), 'again');
SELECT test.works('alice', format('SELECT api.pin_thread(%L)', :'t2'), 'pin thread by alice');
SELECT is(test.pins('bob'), ARRAY[:'t2', :'t1'], 'newest first');
SELECT is((SELECT count(*)::int FROM tacet.chat_log WHERE kind = 'pin' AND subject IN (:'t1', :'t2')), 2, 'two events');
SELECT test.refused('eve', format('SELECT * FROM api.pinned_threads(%L)', test.chat('room')), 'SR001', 'not pinned threads by eve');
SELECT test.works('alice', format('SELECT api.unpin_thread(%L)', :'t2'), 'unpin thread by alice');
SELECT test.works('alice', format('SELECT api.unpin_thread(%L)', :'t2'), 'again');
SELECT test.refused('bob', format('SELECT api.unpin_thread(%L)', :'t1'), 'SR001', 'not unpin thread by bob');
SELECT is(test.pins('bob'), ARRAY[:'t1']);
SELECT admin.set_policy('{"pins_per_chat": 1}');
SELECT test.refused('alice', format('SELECT api.pin_thread(%L)', :'t2'), 'SR004', 'as many as the policy lets');
SELECT is(test.pins('bob'), ARRAY[:'t1']);

-- What an account keeps about threads ---------------------------------------------------------------------------------
SELECT test.reply('bob', :'t1') AS r1 \gset
SELECT test.reply('bob', :'t1') AS r2 \gset
SELECT test.refused('eve', format('SELECT api.follow_thread(%L, true)', :'t1'), 'SR001', 'not by strangers');
SELECT test.refused('carol', format('SELECT api.follow_thread(%L, NULL)', :'t1'), 'SR002', 'not follow thread by carol');
SELECT test.works('carol', format('SELECT api.follow_thread(%L, true)', :'t1'), 'follow thread by carol');
SELECT is(test.marks('carol', 'room'), ARRAY[:'t1' || '/t']);
SELECT is(test.marks('bob', 'room'), '{}', 'of the own account alone');
SELECT test.works('carol', format('SELECT api.mark_thread_read(%L, %L)', :'t1', :'r1'), 'no error without marks');
SELECT is(test.marks('carol', 'room'), ARRAY[:'t1' || '/t'], 'which the policy does not keep');
SELECT test.refused('eve', format('SELECT api.mark_thread_read(%L, %L)', :'t1', :'r1'), 'SR001', 'not mark thread read by eve');
SELECT admin.set_policy('{"delivery_status": "read"}');
SELECT test.refused('eve', format('SELECT api.mark_thread_read(%L, %L)', :'t1', :'r1'), 'SR001', 'not mark thread read by eve');
SELECT test.refused('carol', format('SELECT api.mark_thread_read(%L, %L)', :'t1', test.id('2 days')), 'SR002', 'not into the future');
SELECT test.works('carol', format('SELECT api.mark_thread_read(%L, %L)', :'t1', test.nil()), 'mark thread read by carol');
SELECT is(test.marks('carol', 'room'), ARRAY[:'t1' || '/t/' || test.nil() || '/2']);
SELECT test.works('carol', format('SELECT api.mark_thread_read(%L, %L)', :'t1', greatest(:'r1'::uuid, :'r2')), 'mark thread read by carol');
SELECT test.works('carol', format('SELECT api.mark_thread_read(%L, %L)', :'t1', test.nil()), 'back');
SELECT is(test.marks('carol', 'room'), ARRAY[:'t1' || '/t/' || greatest(:'r1'::uuid, :'r2') || '/0'], 'a mark never goes back');
SELECT test.reply('carol', :'t1'), test.reply('alice', :'t1');
SELECT is(test.marks('carol', 'room'), ARRAY[:'t1' || '/t/' || greatest(:'r1'::uuid, :'r2') || '/1'], 'own replies do not count');
SELECT test.works('carol', format('SELECT api.follow_thread(%L, false)', :'t1'), 'follow thread by carol');
SELECT ok((test.marks('carol', 'room'))[1] LIKE '%/f/%');
SELECT test.run('carol', format('SELECT api.follow_thread(%L, true)', :'t2')), test.run('bob', format('SELECT api.follow_thread(%L, true)', :'t2'));
SELECT is(cardinality(test.marks('carol', 'room')), 2);
SELECT is(test.values('carol', format('SELECT thread_id FROM api.thread_marks(%L, %L, 1)', test.chat('room'), least(:'t1'::uuid, :'t2'))),
    ARRAY[greatest(:'t1'::uuid, :'t2')::text], 'in pages');
SELECT test.refused('carol', format('SELECT * FROM api.thread_marks(%L, %L, 101)', test.chat('room'), test.nil()), 'SR002', 'not thread marks by carol');
SELECT test.refused('eve', format('SELECT * FROM api.thread_marks(%L, %L, 10)', test.chat('room'), test.nil()), 'SR001', 'not thread marks by eve');
SELECT test.works('alice', format('SELECT api.delete_thread(%L)', :'t2'), 'delete thread by alice');
SELECT is((SELECT count(*)::int FROM tacet.thread_marks WHERE thread_id = :'t2'), 0, 'marks go with the thread');
SELECT test.refused('carol', format('SELECT api.follow_thread(%L, true)', :'t2'), 'SR001', 'not follow thread by carol');
SELECT test.works('alice', format('SELECT api.delete_thread(%L)', :'t1'), 'delete thread by alice');
SELECT is(test.pins('bob'), '{}', 'and so does the pin');

-- Members as people, keys for wraps -----------------------------------------------------------------------------------
CREATE FUNCTION test.people(who text, name text, what text) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, format('SELECT %s FROM api.member_people(%L, %L, 200) ORDER BY username', what, test.chat(name), test.nil())) $$;
SELECT is(test.people('carol', 'room', 'username'), '{alice,bob,carol}');
SELECT is(test.people('carol', 'room', 'built_in'), '{owner,member,member}');
SELECT is(test.people('carol', 'room', 'status'), '{offline,offline,offline}');
SELECT test.run('bob', 'SELECT api.set_presence(''away'')');
SELECT is(test.people('carol', 'room', 'status'), '{offline,away,offline}');
SELECT is(test.people('carol', 'room', 'last_seen IS NOT NULL'), '{false,true,false}');
SELECT test.run('bob', format('SELECT api.block_user(%L)', test.account('carol')));
SELECT is(test.people('carol', 'room', 'last_seen IS NOT NULL'), '{false,false,false}', 'not across a block');
SELECT is(test.people('bob', 'room', 'relation'), '{none,none,blocked}');
SELECT admin.set_policy('{"presence_visible": false}');
SELECT is(test.people('alice', 'room', 'last_seen IS NOT NULL'), '{false,false,false}', 'nor where the policy hides it');
SELECT test.refused('eve', format('SELECT * FROM api.member_people(%L, %L, 10)', test.chat('room'), test.nil()), 'SR001', 'not member people by eve');
SELECT test.refused('bob', format('SELECT * FROM api.member_people(%L, %L, 201)', test.chat('room'), test.nil()), 'SR002', 'not member people by bob');
SELECT test.room('channel', '{alice,bob,carol}', 'channel');
UPDATE tacet.chat_roles SET permissions = '[]' WHERE chat_id = test.chat('channel') AND built_in = 'member';
SELECT is(test.people('bob', 'channel', 'username'), '{alice,bob}', 'readers of channels are not listed');

CREATE FUNCTION test.wrap_devices(who text, name text, devices uuid[]) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values(who, format('SELECT device_id FROM api.wrap_keys(%L, %L)', test.chat(name), devices)) $$;
SELECT ARRAY[test.device('alice'), test.device('bob'), test.device('carol'), test.device('eve'), test.id()] AS all_devices \gset
SELECT is(test.wrap_devices('alice', 'room', :'all_devices'),
    array(SELECT d::text FROM unnest(ARRAY[test.device('alice'), test.device('bob'), test.device('carol')]) d ORDER BY d), 'of members');
SELECT is(test.wrap_devices('bob', 'channel', :'all_devices'),
    array(SELECT d::text FROM unnest(ARRAY[test.device('alice'), test.device('bob')]) d ORDER BY d), 'and of those that are listed');
SELECT is(test.value('alice', format('SELECT kem_id FROM api.wrap_keys(%L, %L)', test.chat('room'), ARRAY[test.device('bob')])),
    (SELECT max(key_id)::text FROM tacet.kem_prekeys WHERE device_id = test.device('bob') AND last_resort), 'the newest last-resort key');
SELECT test.refused('eve', format('SELECT * FROM api.wrap_keys(%L, %L)', test.chat('room'), :'all_devices'), 'SR001', 'not wrap keys by eve');
SELECT test.refused('bob', format('SELECT * FROM api.wrap_keys(%L, %L)', test.chat('room'), array_fill(test.nil(), ARRAY[513])), 'SR002', 'not wrap keys by bob');

-- What goes with members and accounts -------------------------------------------------------------------------------------
SELECT test.thread('alice', 'room') AS t3 \gset
SELECT test.run('bob', format('SELECT api.follow_thread(%L, true)', :'t3')), test.run('carol', format('SELECT api.follow_thread(%L, true)', :'t3'));
SELECT s.run_hooks('member_left', test.chat('room'), test.account('bob'));
SELECT is((SELECT array_agg(user_id) FROM tacet.thread_marks), ARRAY[test.account('carol')], 'who leaves keeps no marks');
UPDATE tacet.threads SET pinned_at = now(), pinned_by = test.account('carol') WHERE id = :'t3';
SELECT s.forget_thread_reader(test.account('carol'));
SELECT is((SELECT count(*)::int FROM tacet.thread_marks), 0);
SELECT ok((SELECT pinned_at IS NOT NULL AND pinned_by IS NULL FROM tacet.threads WHERE id = :'t3'), 'the pin stays, without a name');
SELECT * FROM finish();
