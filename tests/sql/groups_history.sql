-- History for newcomers in days, deposits of sessions, signers of a log, members whose accounts were deleted.
SELECT plan(49);
\ir support/groups.sql
SELECT test.join('eve'), test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave');
\set none '''00000000-0000-0000-0000-000000000000'''
SELECT test.create_chat('alice', 'team');
SELECT test.run('alice', test.adds('alice', 'team', 'bob'));
CREATE FUNCTION test.shares(chat text, days integer) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.change_group(%L, %L, %L, %L, %L, %L, NULL, 50, %s, %s)', test.chat(chat), 'private', '', '',
                  'sealed'::bytea, ''::bytea, coalesce(days::text, 'NULL'), test.op(chat)) $$;
CREATE FUNCTION test.days(chat text) RETURNS integer LANGUAGE sql AS
    'SELECT c.history_days FROM tacet.chats c WHERE c.id = test.chat(chat)';

-- The policy.
SELECT is(test.days('team'), 0, 'nothing is shared unless somebody says so');
SELECT test.refused('bob', test.shares('team', 30), 'SR001', 'a member does not decide it');
SELECT test.refused('alice', test.shares('team', -2), 'SR002', 'too little');
SELECT test.refused('alice', test.shares('team', 36501), 'SR002', 'too much');
SELECT test.refused('alice', test.shares('team', NULL), 'SR002', 'NULL');
SELECT test.works('alice', test.shares('team', 30), 'thirty days');
SELECT is(test.days('team'), 30);
SELECT is(test.value('alice', format('SELECT shares_history FROM api.group(%L)', test.chat('team'))), 'false', 'not everything');
SELECT test.works('alice', test.shares('team', -1), 'everything');
SELECT is(test.value('alice', format('SELECT shares_history FROM api.group(%L)', test.chat('team'))), 'true');
SELECT test.works('alice', format('SELECT api.change_chat(%L, %L, %L, %L, %L, %L, NULL, 50, false, %s)', test.chat('team'), 'private',
    '', '', 'sealed'::bytea, ''::bytea, test.op('team')), 'the older call');
SELECT is(test.days('team'), 0, 'says nothing or everything');
INSERT INTO test.chats SELECT 'made', test.id(), ARRAY[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()];
SELECT test.works('alice', format('SELECT api.create_group(%L, %L, %L, %L, %L, %L, %L, NULL, 50, 7, %L, %L, %L, %L)', test.chat('made'),
    'group', 'private', '', '', 'sealed'::bytea, ''::bytea, roles, ''::bytea, test.bytes(100, 'made'), test.bytes(64, 's')), 'made with days')
  FROM test.chats WHERE name = 'made';
SELECT is(test.days('made'), 7);

-- Epochs 1 to 3: the first ended forty days ago, the second ten days ago.
SELECT test.run('alice', test.begins('team'));
SELECT test.run('alice', test.begins('team'));
UPDATE tacet.group_key_epochs SET made_at = now() - CASE epoch WHEN 1 THEN interval '90 days' WHEN 2 THEN interval '40 days'
    ELSE interval '10 days' END WHERE chat_id = test.chat('team');
SELECT test.works('alice', test.shares('team', 30), 'thirty days');
SELECT test.run('alice', test.adds('alice', 'team', 'carol'));
SELECT is(test.value('alice', test.wraps('team', 1, 'carol')), '0 1', 'an epoch that was over before is not wrapped');
SELECT is(test.value('alice', test.wraps('team', 2, 'carol')), '1 0', 'one that was the newest in those days is');
SELECT is(test.value('alice', test.wraps('team', 3, 'carol')), '1 0', 'the present one');
SELECT is(test.value('alice', format('SELECT cardinality(device_ids) FROM api.devices_without_key(%L, 1, %L, 100)', test.chat('team'), :none)),
    '2', 'nor does carol lack it');
SELECT ok(s.history_start(test.account('carol'), test.chat('team')) BETWEEN s.uuid7_floor(now() - interval '31 days')
    AND s.uuid7_floor(now() - interval '29 days'), 'she reads thirty days');
SELECT is(s.history_start(test.account('alice'), test.chat('team')), :none::uuid, 'who made it everything');
SELECT test.works('alice', test.shares('team', 0), 'nothing again');
SELECT ok(s.history_start(test.account('carol'), test.chat('team')) > s.uuid7_floor(now() - interval '1 hour'), 'from now on');
SELECT test.works('alice', test.shares('team', 30), 'and again thirty');

-- Deposits.
CREATE TABLE test.ids AS SELECT test.id() AS session, test.id() AS other;
CREATE FUNCTION test.deposits(chat text, session uuid, epoch bigint, seed text DEFAULT 'd', size integer DEFAULT 300) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.put_session_deposit(%L, %L, %L, %L)', test.chat(chat), session, epoch, test.bytes(size, seed)) $$;
CREATE FUNCTION test.finds(chat text, session uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT epoch FROM api.session_deposits(%L, ARRAY[%L]::uuid[])', test.chat(chat), session) $$;
SELECT test.refused('bob', test.deposits('team', session, 3), 'SR001', 'not of a session that is not the device''s') FROM test.ids;
SELECT test.run('bob', format('SELECT api.start_sender_key(%L, %L)', test.chat('team'), session)) FROM test.ids;
SELECT test.refused('alice', test.deposits('team', session, 3), 'SR001', 'nor of another''s') FROM test.ids;
SELECT test.refused('eve', test.deposits('team', session, 3), 'SR001', 'nor by a stranger') FROM test.ids;
SELECT test.refused('bob', test.deposits('team', session, 4), 'SR001', 'nor of an epoch that is not') FROM test.ids;
SELECT test.refused('bob', test.deposits('team', session, 3, 'd', 63), 'SR002', 'too short') FROM test.ids;
SELECT test.refused('bob', test.deposits('team', session, 3, 'd', 1025), 'SR002', 'too long') FROM test.ids;
SELECT test.refused('bob', test.deposits('team', NULL, 3), 'SR002', 'NULL');
SELECT is(test.value('bob', test.deposits('team', session, 2)), 'stored') FROM test.ids;
SELECT is(test.value('bob', test.deposits('team', session, 2)), 'repeat', 'the same again') FROM test.ids;
SELECT test.refused('bob', test.deposits('team', session, 2, 'x'), 'SR006', 'not another one') FROM test.ids;
SELECT is(test.values('carol', test.finds('team', session)), ARRAY['2'], 'a newcomer who is shown the epoch finds it') FROM test.ids;
SELECT test.refused('eve', test.finds('team', session), 'SR001', 'a stranger does not') FROM test.ids;
SELECT is(test.values('carol', test.finds('team', other)), '{}', 'nor what is not there') FROM test.ids;
SELECT test.refused('carol', format('SELECT * FROM api.session_deposits(%L, %L)', test.chat('team'), '{}'), 'SR002', 'none asked for');
SELECT test.run('alice', test.adds('alice', 'team', 'dave'));
UPDATE tacet.group_key_epochs SET made_at = now() - interval '35 days' WHERE chat_id = test.chat('team') AND epoch = 3;
SELECT is(test.values('dave', test.finds('team', session)), '{}', 'who is not shown the epoch finds nothing') FROM test.ids;
SELECT is(test.values('bob', test.finds('team', session)), ARRAY['2'], 'who was there does') FROM test.ids;
SELECT test.works('alice', test.shares('team', 0), 'nothing is shared');
SELECT is((SELECT count(*) FROM tacet.group_session_deposits WHERE chat_id = test.chat('team')), 0::bigint, 'so nothing is deposited');
SELECT test.refused('bob', test.deposits('team', session, 3), 'SR006', 'nor can it be') FROM test.ids;

-- Signers, also of devices that are removed.
SELECT is(test.values('bob', format('SELECT DISTINCT user_id FROM api.operation_signers(%L, 0, 500)', test.chat('team'))),
    ARRAY[test.account('alice')::text], 'one device signed all');
SELECT test.refused('eve', format('SELECT * FROM api.operation_signers(%L, 0, 500)', test.chat('team')), 'SR001', 'strangers see none');

-- Whose account is deleted leaves without a word.
SELECT test.run('alice', test.assigns('team', 'dave', test.chat_role('team', 'admin')));
SELECT test.run('alice', test.assigns('team', 'carol', test.chat_role('team', 'admin')));
-- The clock says another order than the log.
UPDATE tacet.chat_members SET joined_at = now() - interval '1 year' WHERE chat_id = test.chat('team') AND user_id = test.account('dave');
SELECT admin.delete_user(test.account('alice'));
SELECT is((SELECT owner_id FROM tacet.chats WHERE id = test.chat('team')), test.account('carol'), 'the admin whom the log has first');
SELECT is(test.values('bob', format('SELECT user_id || '' '' || departed_after FROM api.departed_members(%L, %L, 500)', test.chat('team'), :none)),
    ARRAY[test.account('alice') || ' ' || (SELECT head_sequence FROM tacet.chats WHERE id = test.chat('team'))], 'members see who, and when');
SELECT is(test.values('bob', format('SELECT is_active FROM api.operation_signers(%L, 0, 500)', test.chat('team'))), ARRAY['false'],
    'what she signed can still be checked');
SELECT test.refused('eve', format('SELECT * FROM api.departed_members(%L, %L, 500)', test.chat('team'), :none), 'SR001', 'strangers do not');
SELECT * FROM finish();
