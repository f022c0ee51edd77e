-- Calls: who may do what, states that only move forward, eight people, a minute of ringing.
\i support/media.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave');
SELECT test.id() AS direct \gset
SELECT test.run('alice', format('SELECT api.open_direct_chat(%L, %L)', :'direct', test.account('bob')));
CREATE FUNCTION test.call_sql(chat uuid, call uuid, kind text DEFAULT 'audio') RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT state FROM api.start_call(%L, %L, %L, false, true)', chat, call, kind) $$;
CREATE FUNCTION test.join_sql(chat uuid, call uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.join_call(%L, %L, false, true)', chat, call) $$;
CREATE FUNCTION test.sql(action text, chat uuid, call uuid, reason text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.%s_call(%L, %L%s)', action, chat, call, CASE WHEN reason IS NOT NULL THEN ', ' || quote_literal(reason) END) $$;
CREATE FUNCTION test.state(call uuid) RETURNS text LANGUAGE sql AS $$
    SELECT status || coalesce(' ' || end_reason, '') FROM tacet.calls WHERE id = call $$;

-- Starting one.
SELECT test.id('-5 s') AS c1 \gset
SELECT test.refused('alice', test.call_sql(:'direct', :'c1'), 'SR003', 'who is no contact yet is not called');
SELECT test.run('bob', format('SELECT api.add_contact(%L)', test.account('alice')));
SELECT test.refused('alice', test.call_sql(:'direct', NULL), 'SR002', 'no id');
SELECT test.refused('alice', test.call_sql(:'direct', test.id('-40 days')), 'SR002', 'an id of the past');
SELECT test.refused('alice', test.call_sql(:'direct', :'c1', 'smell'), 'SR002', 'another kind');
SELECT test.refused('alice', test.call_sql(NULL, :'c1'), 'SR001', 'no chat');
SELECT test.refused('carol', test.call_sql(:'direct', :'c1'), 'SR001', 'a stranger');
SELECT test.refused('carol', test.call_sql(test.id(), :'c1'), 'SR001', 'no such chat: the same answer');
SELECT is(test.value('alice', test.call_sql(:'direct', :'c1')), 'started');
SELECT is(test.value('alice', test.call_sql(:'direct', :'c1')), 'repeat');
SELECT test.refused('alice', test.call_sql(:'direct', :'c1', 'video'), 'SR006', 'another call of the same id');
SELECT test.refused('bob', test.call_sql(:'direct', :'c1'), 'SR006', 'somebody else''s id');
SELECT test.refused('bob', test.call_sql(:'direct', test.id()), 'SR006', 'one call per chat');
SELECT is(test.value('bob', format('SELECT call_id FROM api.active_call(%L)', :'direct')), :'c1');
SELECT test.refused('carol', format('SELECT call_id FROM api.active_call(%L)', :'direct'), 'SR001', 'not for strangers');

-- Ringing, connecting, leaving.
SELECT test.refused('alice', test.sql('ring', :'direct', :'c1'), 'SR002', 'one''s own call does not ring');
SELECT test.refused('carol', test.sql('ring', :'direct', :'c1'), 'SR001', 'nor a stranger''s');
SELECT test.refused('bob', test.sql('ring', :'direct', test.id()), 'SR001', 'nor one that is not there');
SELECT test.works('bob', test.sql('ring', :'direct', :'c1'), 'rings');
SELECT test.works('bob', test.sql('ring', :'direct', :'c1'), 'on a second device too');
SELECT is(test.state(:'c1'), 'ringing');
SELECT test.refused('carol', test.join_sql(:'direct', :'c1'), 'SR001', 'a stranger does not come in');
SELECT test.refused('bob', format('SELECT api.set_call_media(%L, %L, true, true)', :'direct', :'c1'), 'SR001', 'no camera before one is there');
SELECT test.works('bob', test.join_sql(:'direct', :'c1'), 'answered');
SELECT is(test.state(:'c1'), 'connected');
SELECT test.works('bob', test.sql('ring', :'direct', :'c1'), 'a late ring');
SELECT is(test.state(:'c1'), 'connected', 'changes nothing');
SELECT test.works('bob', format('SELECT api.set_call_media(%L, %L, true, false)', :'direct', :'c1'), 'camera on, microphone off');
SELECT test.refused('bob', format('SELECT api.set_call_media(%L, %L, NULL, false)', :'direct', :'c1'), 'SR002', 'NULL');
SELECT is(test.value('alice', format('SELECT is_video_enabled || '' '' || is_audio_enabled FROM api.call_participants(%L, %L, %L, 10) WHERE user_id = %L',
    :'direct', :'c1', '00000000-0000-0000-0000-000000000000', test.account('bob'))), 'true false');
SELECT test.refused('carol', format('SELECT api.call_participants(%L, %L, %L, 10)', :'direct', :'c1', '00000000-0000-0000-0000-000000000000'), 'SR001', 'not for strangers');
SELECT test.refused('bob', test.sql('reject', :'direct', :'c1', 'declined'), 'SR006', 'what is connected is not declined');
UPDATE tacet.calls SET started_at = now() - interval '10 minutes' WHERE id = :'c1';
ALTER TABLE tacet.calls DISABLE TRIGGER call_moves_forward;
UPDATE tacet.calls SET connected_at = now() - interval '9 minutes' WHERE id = :'c1';
ALTER TABLE tacet.calls ENABLE TRIGGER call_moves_forward;
SELECT test.works('bob', test.sql('leave', :'direct', :'c1'), 'hung up');
SELECT is(test.state(:'c1'), 'ended normal', 'in a direct chat that ends it');
SELECT is((SELECT duration_seconds FROM tacet.calls WHERE id = :'c1'), 540, 'the duration is of the talk');
SELECT is((SELECT count(*) FROM tacet.call_participants WHERE call_id = :'c1' AND left_at IS NULL), 0::bigint, 'for all');
SELECT test.works('bob', test.sql('leave', :'direct', :'c1'), 'a repeat');
SELECT test.works('alice', test.sql('end', :'direct', :'c1', 'failed'), 'too late to end it otherwise');
SELECT is(test.state(:'c1'), 'ended normal');
SELECT test.refused('bob', test.join_sql(:'direct', :'c1'), 'SR011', 'nor to come');
SELECT test.refused('bob', test.sql('ring', :'direct', :'c1'), 'SR011', 'nor to ring');
SELECT is(test.value('alice', test.call_sql(:'direct', :'c1')), 'repeat', 'a late repeat starts nothing');

-- Declined, busy, cancelled, failed.
SELECT test.id('-4 s') AS c2, test.id('-3 s') AS c3, test.id('-2 s') AS c4, test.id('-1 s') AS c5 \gset
SELECT test.run('alice', test.call_sql(:'direct', :'c2', 'video'));
SELECT test.refused('alice', test.sql('reject', :'direct', :'c2', 'declined'), 'SR002', 'one''s own call is not declined');
SELECT test.refused('bob', test.sql('reject', :'direct', :'c2', 'normal'), 'SR002', 'for another reason');
SELECT test.works('bob', test.sql('reject', :'direct', :'c2', 'busy'), 'busy');
SELECT is(test.state(:'c2'), 'rejected busy');
SELECT test.run('alice', test.call_sql(:'direct', :'c3'));
SELECT test.works('alice', test.sql('leave', :'direct', :'c3'), 'given up');
SELECT is(test.state(:'c3'), 'ended cancelled');
SELECT is((SELECT duration_seconds FROM tacet.calls WHERE id = :'c3'), NULL, 'nobody talked');
SELECT test.run('alice', test.call_sql(:'direct', :'c4'));
SELECT test.refused('alice', test.sql('end', :'direct', :'c4', 'timeout'), 'SR002', 'only the server says timeout');
SELECT test.works('bob', test.sql('end', :'direct', :'c4', 'network_error'), 'the network failed');
SELECT is(test.state(:'c4'), 'failed network_error');

-- A minute.
SELECT test.run('alice', test.call_sql(:'direct', :'c5'));
UPDATE tacet.calls SET started_at = now() - interval '61 seconds' WHERE id = :'c5';
SELECT is(test.value('bob', format('SELECT status || '' '' || end_reason FROM api.calls(%L, %L, 1)', :'direct', 'ffffffff-ffff-ffff-ffff-ffffffffffff')), 'missed no_answer', 'missed when it is read');
SELECT is(test.values('bob', format('SELECT call_id FROM api.active_call(%L)', :'direct')), '{}', 'nobody is calling');
SELECT test.refused('bob', test.join_sql(:'direct', :'c5'), 'SR011', 'too late to answer');
SELECT is(test.state(:'c5'), 'initiated', 'nothing has been written yet');
SELECT is(s.cleanup_missed_calls(), 1::bigint);
SELECT is(test.state(:'c5'), 'missed no_answer', 'maintenance writes it down');
SELECT is(test.values('bob', format('SELECT call_id FROM api.calls(%L, %L, 2)', :'direct', 'ffffffff-ffff-ffff-ffff-ffffffffffff')), ARRAY[:'c5', :'c4'], 'newest first');
SELECT is(test.values('bob', format('SELECT call_id FROM api.calls(%L, %L, 2)', :'direct', :'c4')), ARRAY[:'c3', :'c2'], 'the next page');
SELECT test.refused('carol', format('SELECT api.calls(%L, %L, 2)', :'direct', :'c4'), 'SR001', 'not for strangers');
SELECT test.refused('bob', format('SELECT api.calls(%L, NULL, 2)', :'direct'), 'SR002', 'no cursor');
SELECT ok((SELECT count(*) FROM tacet.chat_log WHERE chat_id = :'direct' AND kind = 'call') >= 10, 'the chat''s log tells all devices');

-- States only move forward, for the superuser too.
SELECT throws_ok(format('UPDATE tacet.calls SET status = %L WHERE id = %L', x, :'c5'), 'SR006', NULL, 'missed is not ' || x)
  FROM unnest('{initiated,ringing,connected,ended,rejected,failed}'::text[]) x;
SELECT test.id() AS c6 \gset
SELECT test.run('alice', test.call_sql(:'direct', :'c6'));
SELECT test.run('bob', test.join_sql(:'direct', :'c6'));
SELECT throws_ok(format('UPDATE tacet.calls SET status = %L WHERE id = %L', x, :'c6'), 'SR006', NULL, 'connected is not ' || x)
  FROM unnest('{initiated,ringing,missed,rejected}'::text[]) x;
UPDATE tacet.calls SET started_at = now() - interval '5 hours' WHERE id = :'c6';
SELECT test.works('bob', test.call_sql(:'direct', test.id()), 'a call that was never hung up does not stop the next one');
SELECT is(test.state(:'c6'), 'ended timeout');
SELECT test.run('bob', format('SELECT api.block_user(%L)', test.account('alice')));
SELECT test.run('bob', format('SELECT api.leave_call(%L, call_id) FROM api.active_call(%L)', :'direct', :'direct'));
SELECT test.refused('alice', test.call_sql(:'direct', test.id()), 'SR008', 'blocked');

-- Groups.
SELECT test.crowd('{alice,bob,carol,dave}') AS chat, test.crowd('{alice,bob}', 'channel') AS channel, test.id() AS g1 \gset
SELECT admin.set_policy('{"call_participants": 3, "calls_in_livekit_rooms": true}');
SELECT test.refused('alice', test.call_sql(:'channel', test.id()), 'SR001', 'channels have no calls');
SELECT matches(test.value('alice', replace(test.call_sql(:'chat', :'g1'), 'SELECT state', 'SELECT livekit_room_name')), '^room_[0-9a-f]{32}$', 'a room where the workspace runs them');
SELECT test.works('bob', test.sql('reject', :'chat', :'g1', 'declined'), 'one declines');
SELECT is(test.state(:'g1'), 'initiated', 'and the others ring on');
SELECT test.works('bob', test.join_sql(:'chat', :'g1'), 'after all');
SELECT test.works('carol', test.join_sql(:'chat', :'g1'), 'and a third');
SELECT test.refused('dave', test.join_sql(:'chat', :'g1'), 'SR004', 'no more than the room holds');
SELECT test.works('carol', test.join_sql(:'chat', :'g1'), 'who is there comes again from another device');
SELECT test.refused('bob', test.sql('end', :'chat', :'g1', 'normal'), 'SR001', 'a member does not end it for all');
SELECT test.works('bob', test.sql('leave', :'chat', :'g1'), 'but goes');
SELECT test.works('dave', test.join_sql(:'chat', :'g1'), 'and another has a place');
SELECT test.removes(:'chat', 'dave');
SELECT is((SELECT count(*) FROM tacet.call_participants WHERE call_id = :'g1' AND user_id = test.account('dave') AND left_at IS NULL), 0::bigint, 'who is removed leaves the call');
SELECT test.refused('dave', test.join_sql(:'chat', :'g1'), 'SR001', 'and does not come back');
SELECT test.refused('dave', format('SELECT api.calls(%L, %L, 2)', :'chat', :'g1'), 'SR001', 'nor reads of it');
SELECT test.works('carol', test.sql('leave', :'chat', :'g1'), 'one goes');
SELECT is(test.state(:'g1'), 'connected');
SELECT test.works('alice', test.sql('leave', :'chat', :'g1'), 'the last one too');
SELECT is(test.state(:'g1'), 'ended normal', 'that ends it');
SELECT test.id() AS g2 \gset
SELECT test.run('bob', test.call_sql(:'chat', :'g2'));
SELECT test.run('carol', test.join_sql(:'chat', :'g2'));
SELECT test.works('alice', test.sql('end', :'chat', :'g2', 'normal'), 'who manages the group ends it');
UPDATE tacet.chat_members SET muted_until = now() + interval '1 hour' WHERE chat_id = :'chat' AND user_id = test.account('carol');
SELECT test.refused('carol', test.call_sql(:'chat', test.id()), 'SR001', 'who is muted does not call');
SELECT s.run_hooks('user_deleted', test.account('bob'));
SELECT is((SELECT initiator_id FROM tacet.calls WHERE id = :'g2'), NULL, 'a deleted account''s calls stay without it');
SELECT is(s.cleanup_old_calls(), 0::bigint, 'calls are remembered for a year');
ALTER TABLE tacet.calls DISABLE TRIGGER call_moves_forward;
UPDATE tacet.calls SET ended_at = now() - interval '366 days' WHERE id = :'c5';
ALTER TABLE tacet.calls ENABLE TRIGGER call_moves_forward;
SELECT is(s.cleanup_old_calls(), 1::bigint, 'and not longer');
SELECT s.run_hooks('chat_deleted', :'chat');
SELECT is((SELECT count(*) FROM tacet.calls WHERE chat_id = :'chat') + (SELECT count(*) FROM tacet.call_participants WHERE chat_id = :'chat'), 0::bigint, 'a deleted chat''s calls go');
SELECT * FROM finish();
