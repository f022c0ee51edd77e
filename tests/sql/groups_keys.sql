-- Epochs and their wraps, sender keys, control messages to members, what devices and accounts leave behind.
SELECT plan(90);
\ir support/groups.sql
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave'), test.join('eve');
SELECT test.second_device('carol', 'carol2');
\set none '''00000000-0000-0000-0000-000000000000'''
CREATE FUNCTION test.demands(chat text, epoch bigint, code text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM s.demand_epoch(test.chat(chat), epoch);
    RETURN is('taken', code, description);
EXCEPTION WHEN OTHERS THEN
    RETURN is(SQLSTATE, code, description);
END $$;
SELECT test.create_chat('alice', 'team'), test.create_chat('alice', 'open', 'group', 'public');
SELECT test.run('alice', test.adds('alice', 'team', who)) FROM unnest(ARRAY['bob', 'carol', 'dave']) who;

-- Epochs rise by one, made by who manages members.
SELECT is(test.values('bob', format('SELECT reason FROM api.group_epochs(%L, 0, 5)', test.chat('team'))), ARRAY['created']);
SELECT test.refused('bob', test.begins('team'), 'SR001', 'a member makes none');
SELECT test.refused('eve', test.begins('team'), 'SR001', 'a stranger neither');
SELECT test.refused('alice', test.begins('team', 'because'), 'SR002', 'an unknown reason');
SELECT test.refused('alice', test.begins('team', 'manual', test.bytes(32, 'k')), 'SR002', 'a private chat''s key is not open');
SELECT test.refused('alice', test.begins('open'), 'SR002', 'a public one''s is');
SELECT test.refused('alice', format('SELECT api.begin_epoch(%L, 3, %L, %L, %s)', test.chat('team'), 'manual', ''::bytea, test.op('team')),
    'SR006', 'none is left out');
SELECT test.demands('team', 0, 'SR002', 'epoch 0');
SELECT test.demands('team', NULL, 'SR002', 'NULL');
SELECT test.demands('team', 1, 'taken', 'the first');
SELECT test.demands('team', 2, 'SR006', 'one that is not yet');
SELECT test.works('alice', test.begins('team', 'age'), 'the second');
SELECT test.demands('team', 2, 'taken', 'the newest');
SELECT test.demands('team', 1, 'taken', 'the one before, for a while');
UPDATE tacet.chats SET epoch_made_at = now() - interval '11 minutes' WHERE id = test.chat('team');
SELECT test.demands('team', 1, 'SR006', 'not for long');
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT test.demands('team', 2, 'SR002', 'no snapshot outlives a removal');
COMMIT;
SELECT is(test.value('alice', format('SELECT epoch_due_reason FROM api.group(%L)', test.chat('team'))), NULL);
UPDATE tacet.chats SET epoch_made_at = now() - interval '8 days' WHERE id = test.chat('team');
SELECT is(test.value('alice', format('SELECT epoch_due_reason FROM api.group(%L)', test.chat('team'))), 'age', 'due after 7 days');

-- Wraps.
SELECT is(test.value('alice', test.wraps('team', 2, 'alice', 'bob', 'carol', 'carol2', 'dave', 'eve')), '5 1', 'only devices of members');
SELECT is(test.value('alice', test.wraps('team', 2, 'alice', 'bob', 'carol')), '0 0', 'the same again changes nothing');
SELECT is(test.value('bob', format('SELECT ciphertext FROM api.my_group_keys(%L, 1, 5)', test.chat('team'))),
    test.bytes(80, 'bob')::text, 'everybody finds his own');
SELECT is(cardinality(test.values('bob', format('SELECT ciphertext FROM api.my_group_keys(%L, 0, 5)', test.chat('team')))), 1);
SELECT test.refused('bob', test.wraps('team', 2, 'bob', 'dave'), 'SR001', 'a member wraps for no other');
SELECT is(test.value('carol', test.wraps('team', 1, 'carol', 'carol2')), '2 0', 'but for the own devices');
SELECT test.refused('eve', test.wraps('team', 2, 'eve'), 'SR001', 'a stranger for nobody');
SELECT test.refused('alice', test.wraps('team', 3, 'alice'), 'SR001', 'no such epoch');
SELECT test.refused('alice', test.wraps('open', 1, 'alice'), 'SR001', 'open keys are not wrapped');
SELECT test.refused('alice', replace(test.wraps('team', 2, 'bob', 'dave'), test.device('dave')::text, test.device('bob')::text), 'SR002',
    'a device twice');
SELECT test.refused('alice', format('SELECT * FROM api.put_group_keys(%L, 2, %L, %L, %L, %L, %L)', test.chat('team'), '{}', '{}', '{}',
    '{}', '{}'), 'SR002', 'none');
SELECT test.refused('alice', format('SELECT * FROM api.put_group_keys(%L, 2, %L, NULL, %L, %L, %L)', test.chat('team'),
    ARRAY[test.device('bob')], '{1}', ARRAY[test.bytes(1568, 'x')], ARRAY[test.bytes(80, 'x')]), 'SR002', 'NULL');
SELECT test.works('bob', format('SELECT api.reject_group_key(%L, 2)', test.chat('team')), 'one that does not open');
SELECT is(test.value('alice', format('SELECT array_to_string(device_ids, '','') FROM api.devices_without_key(%L, 2, %L, 100)',
    test.chat('team'), :none)), test.device('bob')::text, 'is asked for again');
SELECT is(test.value('alice', format('SELECT next_after FROM api.devices_without_key(%L, 2, %L, 2)', test.chat('team'), :none)),
    (SELECT user_id::text FROM tacet.chat_members WHERE chat_id = test.chat('team') ORDER BY user_id OFFSET 1 LIMIT 1), 'in pages');
SELECT test.refused('bob', format('SELECT * FROM api.devices_without_key(%L, 2, %L, 2)', test.chat('team'), :none), 'SR001',
    'only for who distributes');

-- A removal: nothing is posted before the next epoch, and nothing under one of before.
SELECT test.run('alice', test.removes('team', 'dave'));
SELECT test.demands('team', 2, 'SR006', 'the removed has the key of this one');
SELECT test.demands('team', 3, 'SR006', 'and this one is not there');
SELECT is((SELECT count(*) FROM tacet.group_keys WHERE device_id = test.device('dave')), 0::bigint, 'the wraps of who was removed are gone');
SELECT test.refused('dave', format('SELECT * FROM api.my_group_keys(%L, 0, 5)', test.chat('team')), 'SR001', 'he sees none');
SELECT is(test.value('alice', test.wraps('team', 2, 'dave')), '0 1', 'and gets none');
SELECT test.works('alice', test.begins('team', 'removal'), 'the next epoch');
SELECT test.demands('team', 3, 'taken', 'under it');
SELECT test.demands('team', 2, 'SR006', 'not even for a while under the one before');
SELECT is(test.value('alice', test.wraps('team', 3, 'dave')), '0 1', 'without the removed');

-- Leaving, and losing a device: posts go on until a manager has had time.
SELECT test.run('bob', test.leaves('team'));
SELECT is((SELECT epoch_due_reason FROM tacet.chats WHERE id = test.chat('team')), 'left');
SELECT test.demands('team', 3, 'taken', 'nobody is silenced by who leaves');
UPDATE tacet.chats SET epoch_due_at = now() - interval '73 hours' WHERE id = test.chat('team');
SELECT test.demands('team', 3, 'SR006', 'but not for ever');
SELECT test.works('alice', test.begins('team', 'left'), 'a new one');
SELECT test.demands('team', 3, 'SR006', 'the old one is over');
SELECT test.run('alice', test.wraps('team', 4, 'carol', 'carol2'));
SELECT lives_ok(format('SELECT s.run_hooks(%L, %L)', 'device_removed', test.device('carol2')));
SELECT is((SELECT epoch_due_reason FROM tacet.chats WHERE id = test.chat('team')), 'device', 'a lost device wants an epoch');
SELECT is((SELECT count(*) FROM tacet.group_keys WHERE device_id = test.device('carol2')), 0::bigint);
SELECT test.run('alice', test.begins('team', 'device'));

-- Who comes later gets no earlier epoch, unless the chat shares its past.
SELECT test.run('alice', test.adds('alice', 'team', 'bob'));
SELECT is(test.value('alice', test.wraps('team', 4, 'bob')), '0 1', 'not the past');
SELECT is(test.value('alice', test.wraps('team', 5, 'bob')), '1 0', 'the present');
SELECT ok(s.history_start(test.account('bob'), test.chat('team')) > test.chat('team'), 'he reads from now on');
CREATE FUNCTION test.changes(chat text, visibility text, name text, encrypted bytea, size integer, shares boolean) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.change_chat(%L, %L, %L, %L, %L, %L, NULL, %L, %L, %s)', test.chat(chat), visibility, name, '',
                  encrypted, ''::bytea, size, shares, test.op(chat)) $$;
SELECT test.refused('bob', test.changes('team', 'private', '', 'new', 50, true), 'SR001', 'a member changes nothing');
SELECT test.refused('alice', test.changes('team', 'private', '', 'new', 2, true), 'SR006', 'not smaller than it is');
SELECT test.refused('alice', test.changes('team', 'private', '', 'new', 201, true), 'SR002', 'not larger than may be');
SELECT test.refused('alice', test.changes('team', 'private', '', 'new', NULL, true), 'SR002', 'NULL');
SELECT test.refused('alice', test.changes('team', 'public', '', 'new', 50, true), 'SR002', 'public without a name');
SELECT test.works('alice', test.changes('team', 'private', '', 'new', 60, true), 'the owner changes');
SELECT is(test.value('bob', format('SELECT max_members FROM api.group(%L)', test.chat('team'))), '60');
SELECT is(test.value('alice', test.wraps('team', 4, 'bob')), '1 0', 'now the past is shared');
SELECT is(s.history_start(test.account('bob'), test.chat('team')), :none::uuid);
SELECT test.works('alice', test.changes('team', 'public', 'The team', '', 60, true), 'public from now on');
SELECT test.demands('team', 5, 'SR006', 'what was wrapped is not posted under in public');
SELECT test.works('alice', test.begins('team', 'visibility', test.bytes(32, 'open')), 'with an open key');
SELECT test.works('alice', test.changes('team', 'secret', '', 'sealed', 60, false), 'and back');
SELECT test.demands('team', 6, 'SR006', 'the open key is over');

-- Sender keys and control messages.
SELECT test.create_chat('alice', 'talk'), test.create_chat('alice', 'news', 'channel');
SELECT test.run('alice', test.adds('alice', chat, who)) FROM unnest(ARRAY['bob', 'carol', 'dave']) who, unnest(ARRAY['talk', 'news']) chat;
CREATE TABLE test.ids AS SELECT test.id() AS a, test.id() AS b, test.id() AS c;
SELECT is(test.value('bob', format('SELECT api.start_sender_key(%L, %L)', test.chat('talk'), a)), 'stored') FROM test.ids;
SELECT is(test.value('bob', format('SELECT api.start_sender_key(%L, %L)', test.chat('talk'), a)), 'repeat') FROM test.ids;
SELECT test.works('bob', format('SELECT api.start_sender_key(%L, %L)', test.chat('talk'), b), 'the next session') FROM test.ids;
SELECT is(test.values('carol', format('SELECT distribution_id FROM api.sender_keys(%L, %L, 5)', test.chat('talk'), :none)), ARRAY[b::text],
    'members see the newest of each device') FROM test.ids;
SELECT test.refused('eve', format('SELECT api.start_sender_key(%L, %L)', test.chat('talk'), c), 'SR001', 'strangers send nothing') FROM test.ids;
SELECT test.refused('alice', format('SELECT api.start_sender_key(%L, %L)', test.chat('news'), c), 'SR001', 'channels have none') FROM test.ids;
SELECT test.run('carol', format('SELECT api.block_user(%L)', test.account('bob')));
SELECT is(test.value('bob', test.control('talk', a, 'alice', 'carol', 'dave', 'eve', 'bob')), 'stored 3 0', 'to members, not across a block') FROM test.ids;
SELECT is(test.value('bob', test.control('talk', a, 'alice', 'carol', 'dave', 'eve', 'bob')), 'repeat 0 0', 'once') FROM test.ids;
SELECT is((SELECT array_agg(device_id ORDER BY device_id) FROM tacet.mailbox WHERE kind = 7),
    (SELECT array_agg(device ORDER BY device) FROM test.people WHERE name IN ('alice', 'dave')));
SELECT test.refused('bob', test.control('talk', a, 'alice'), 'SR006', 'another content under the id') FROM test.ids;
SELECT test.refused('eve', test.control('talk', test.id(), 'alice'), 'SR001', 'a stranger reaches nobody');
SELECT admin.set_policy('{"group_mailbox_rows": 3}');
SELECT test.run('bob', test.control('talk', test.id(), 'alice')) FROM generate_series(1, 2);
SELECT is(test.value('bob', test.control('talk', test.id(), 'alice', 'dave')), 'stored 0 1', 'a full queue of strangers stops nobody else');
SELECT test.run('alice', format('SELECT api.add_contact(%L)', test.account('bob')));
SELECT is(test.value('bob', test.control('talk', test.id(), 'alice')), 'stored 0 0', 'a contact has no such limit');

-- In a channel readers do not see each other.
SELECT is(test.values('bob', format('SELECT user_id FROM api.members(%L, %L, 50)', test.chat('news'), :none)),
    (SELECT array_agg(account::text ORDER BY account) FROM test.people WHERE name IN ('alice', 'bob')), 'oneself and who runs it');
SELECT is(cardinality(test.values('alice', format('SELECT user_id FROM api.members(%L, %L, 50)', test.chat('news'), :none))), 4, 'who runs it sees all');
SELECT is(test.values('bob', format('SELECT concat(kind, body IS NULL) FROM api.operations(%L, 0, 50)', test.chat('news'))),
    ARRAY['createf', 'addf', 't', 't'], 'the log keeps its chain and its secrets');
SELECT is(test.value('bob', test.control('news', test.id(), 'alice', 'dave')), 'stored 1 0', 'nor do they write to each other');
SELECT admin.set_policy('{"channel_members_listed": true}');
SELECT is(cardinality(test.values('bob', format('SELECT user_id FROM api.members(%L, %L, 50)', test.chat('news'), :none))), 4, 'unless the tenant lists them');

-- All chats in one list.
SELECT test.run('bob', format('SELECT api.open_direct_chat(%L, %L)', test.id(), test.account('dave')));
SELECT is(test.values('bob', format('SELECT concat(chat_type, built_in_role, peer) FROM api.my_chats(%L, 50)', :none)),
    ARRAY['groupmember', 'groupmember', 'channelmember', 'direct' || test.account('dave')]);
SELECT is(cardinality(test.values('bob', format('SELECT chat_id FROM api.my_chats(%L, 2)', :none))), 2);
SELECT is((SELECT count(*) FROM test.faults()), 0::bigint);
SELECT lives_ok('SELECT admin.maintain()');
SELECT * FROM finish();
