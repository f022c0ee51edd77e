-- Groups and channels: creating, members, ownership, leaving, the end.
SELECT plan(77);
\ir support/groups.sql
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave'), test.join('eve');

SELECT is(test.create_chat('alice', 'team'), 'stored');
SELECT is((SELECT array_agg(built_in ORDER BY built_in) FROM tacet.chat_roles WHERE chat_id = test.chat('team')),
    ARRAY['admin', 'member', 'owner'], 'three built-in roles');
SELECT is((SELECT permissions FROM tacet.chat_roles WHERE chat_id = test.chat('team') AND built_in = 'owner'),
    s.all_permissions(), 'the owner may do everything');
SELECT is((SELECT encrypted_name IS NOT NULL AND name IS NULL FROM tacet.chats WHERE id = test.chat('team')), true);
SELECT is(test.value('alice', format('SELECT built_in_role FROM api.group(%L)', test.chat('team'))), 'owner');
SELECT is((SELECT count(*) FROM tacet.group_operations WHERE kind = 'create'), 1::bigint, 'the genesis is logged');
SELECT is((SELECT count(*) FROM tacet.chat_log WHERE chat_id = test.chat('team') AND kind = 'operation'), 1::bigint);

-- Creating again, creating badly.
CREATE TABLE test.texts (name text, statement text);
INSERT INTO test.texts SELECT 'again', format('SELECT api.create_chat(%L, %L, %L, %L, %L, %L, %L, NULL, 50, false, %L, %L, %L, %L)',
    id, 'group', 'private', '', '', test.bytes(60, 'team'), ''::bytea, roles, ''::bytea, test.bytes(100, 'team'),
    test.bytes(64, 's')) FROM test.chats WHERE name = 'team';
SELECT is(test.value('alice', statement), 'repeat', 'the same again is a repeat') FROM test.texts WHERE name = 'again';
SELECT test.refused('bob', statement, 'SR006', 'of another it is a conflict') FROM test.texts WHERE name = 'again';
SELECT test.refused('alice', replace(statement, '''group''', '''direct'''), 'SR002', 'no direct chat this way') FROM test.texts;
SELECT test.refused('alice', replace(statement, 'NULL, 50', 'NULL, 201'), 'SR002', 'a group is of 200 at most') FROM test.texts;
SELECT test.refused('alice', replace(statement, '''private''', '''public'''), 'SR002', 'a public one has a plain name') FROM test.texts;
SELECT test.refused('alice', replace(statement, '''private'', ''''', '''private'', ''plain'''), 'SR002', 'a private one has not')
  FROM test.texts;
SELECT test.refused('alice', replace(statement, 'NULL, 50', 'NULL, NULL'), 'SR002', 'no size') FROM test.texts;
SELECT test.refused('alice', replace(statement, roles::text, format('{%s,%s,%s}', roles[1], roles[1], roles[2])), 'SR002',
    'three different roles') FROM test.texts, test.chats;

-- Adding.
SELECT test.refused('bob', test.adds('bob', 'team', 'carol'), 'SR001', 'a stranger adds nobody');
SELECT test.works('alice', test.adds('alice', 'team', 'bob'), 'the owner adds');
SELECT test.refused('alice', test.adds('alice', 'team', 'bob'), 'SR006', 'nobody is in twice');
SELECT test.refused('bob', test.adds('bob', 'team', 'carol'), 'SR001', 'a member adds nobody');
SELECT test.works('alice', test.assigns('team', 'bob', test.chat_role('team', 'admin')), 'the owner makes an admin');
SELECT test.works('bob', test.adds('bob', 'team', 'carol'), 'an admin adds');
SELECT test.refused('bob', test.adds('bob', 'team', 'dave', 'admin'), 'SR001', 'but not with his own rank');
SELECT test.refused('alice', test.adds('alice', 'team', 'dave', 'owner'), 'SR001', 'and nobody as owner');
SELECT test.refused('alice', format('SELECT api.add_member(%L, %L, %L, %s)', test.chat('team'), gen_random_uuid(),
    test.chat_role('team', 'member'), test.op('team')), 'SR001', 'somebody who is not');
SELECT test.run('dave', format('SELECT api.block_user(%L)', test.account('alice')));
SELECT test.refused('alice', test.adds('alice', 'team', 'dave'), 'SR008', 'who blocked the adder is not added');
SELECT test.refused('alice', format('SELECT api.add_member(%L, %L, NULL, %s)', test.chat('team'), test.account('dave'),
    test.op('team')), 'SR002', 'no role');
SELECT is((SELECT member_count FROM tacet.chats WHERE id = test.chat('team')), 3);

-- The log.
SELECT test.refused('alice', format('SELECT api.add_member(%L, %L, %L, 5, %L, %L, %L)', test.chat('team'), test.account('eve'),
    test.chat_role('team', 'member'), test.bytes(32, 'other'), 'body'::bytea, test.bytes(64, 's')), 'SR006', 'a hash that does not fit');
SELECT test.refused('alice', format('SELECT api.add_member(%L, %L, %L, 9, %L, %L, %L)', test.chat('team'), test.account('eve'),
    test.chat_role('team', 'member'), (SELECT head_hash FROM tacet.chats WHERE id = test.chat('team')), 'body'::bytea,
    test.bytes(64, 's')), 'SR006', 'a number that is not the next');
INSERT INTO test.texts VALUES ('add eve', test.adds('alice', 'team', 'eve'));
SELECT is(test.value('alice', statement), 'stored') FROM test.texts WHERE name = 'add eve';
SELECT is(test.value('alice', statement), 'repeat', 'the same operation again') FROM test.texts WHERE name = 'add eve';
SELECT test.refused('bob', statement, 'SR006', 'the same operation of another device') FROM test.texts WHERE name = 'add eve';
SELECT is((SELECT count(*) FROM tacet.group_operations WHERE kind = 'add' AND subject = test.account('eve')), 1::bigint);
SELECT is(cardinality(test.values('carol', format('SELECT sequence FROM api.operations(%L, 0, 500)', test.chat('team')))),
    (SELECT head_sequence::integer FROM tacet.chats WHERE id = test.chat('team')), 'members read the log');
SELECT is(test.values('carol', format('SELECT sequence FROM api.operations(%L, 2, 2)', test.chat('team'))), ARRAY['3', '4'], 'in pages');
SELECT test.refused('dave', format('SELECT * FROM api.operations(%L, 0, 500)', test.chat('team')), 'SR001', 'strangers do not');
SELECT throws_ok($$UPDATE tacet.group_operations SET kind = 'add'$$, 'SR006', NULL, 'what was logged stays');

-- Rank: nobody touches an equal or a better.
SELECT test.refused('carol', test.removes('team', 'eve'), 'SR001', 'a member removes nobody');
SELECT test.refused('bob', test.removes('team', 'alice'), 'SR001', 'an admin not the owner');
SELECT test.refused('bob', test.removes('team', 'bob'), 'SR002', 'nor himself: he leaves');
SELECT test.works('alice', test.assigns('team', 'carol', test.chat_role('team', 'admin')), 'another admin');
SELECT test.refused('bob', test.removes('team', 'carol'), 'SR001', 'an admin not an admin');
SELECT test.refused('bob', format('SELECT api.mute_member(%L, %L, %L, %s)', test.chat('team'), test.account('carol'),
    now() + interval '1 hour', test.op('team')), 'SR001', 'nor mutes one');
SELECT test.refused('alice', test.assigns('team', 'carol', test.chat_role('team', 'owner')), 'SR001', 'ownership is not assigned');
SELECT test.refused('alice', test.assigns('team', 'alice', test.chat_role('team', 'member')), 'SR001', 'the owner stays owner');

-- Removed: out, and no way back by himself.
SELECT test.works('bob', test.removes('team', 'eve'), 'an admin removes a member');
SELECT test.refused('eve', format('SELECT * FROM api.group(%L)', test.chat('team')), 'SR001', 'who was removed sees nothing');
SELECT test.refused('eve', format('SELECT * FROM api.operations(%L, 0, 500)', test.chat('team')), 'SR001', 'not the log either');
SELECT is(test.values('eve', format('SELECT chat_id FROM api.my_chats(%L, 500)', '00000000-0000-0000-0000-000000000000')), '{}');
SELECT is(test.values('bob', format('SELECT user_id FROM api.removed_members(%L, %L, 500)', test.chat('team'),
    '00000000-0000-0000-0000-000000000000')), ARRAY[test.account('eve')::text]);
SELECT test.works('alice', test.adds('alice', 'team', 'eve'), 'a manager lets back in');

-- Muting.
SELECT test.works('bob', format('SELECT api.mute_member(%L, %L, %L, %s)', test.chat('team'), test.account('eve'),
    now() + interval '1 hour', test.op('team')), 'an admin mutes a member');
SELECT throws_ok(format('SELECT s.demand_permission(%L, %L, %L)', test.account('eve'), test.chat('team'), 'send_messages'),
    'SR001', NULL, 'the muted does not post');
SELECT test.works('bob', format('SELECT api.mute_member(%L, %L, %L, %s)', test.chat('team'), test.account('eve'),
    '2020-01-01 UTC', test.op('team')), 'and unmutes');
SELECT lives_ok(format('SELECT s.demand_permission(%L, %L, %L)', test.account('eve'), test.chat('team'), 'send_messages'));

-- Leaving and passing on.
SELECT test.refused('alice', test.leaves('team'), 'SR006', 'the owner passes the chat on first');
SELECT test.refused('alice', format('SELECT api.pass_ownership(%L, %L, %s)', test.chat('team'), test.account('dave'),
    test.op('team')), 'SR001', 'not to who is not here');
SELECT test.works('alice', format('SELECT api.pass_ownership(%L, %L, %s)', test.chat('team'), test.account('bob'),
    test.op('team')), 'to a member');
SELECT is((SELECT owner_id FROM tacet.chats WHERE id = test.chat('team')), test.account('bob'));
SELECT is(test.value('alice', format('SELECT built_in_role FROM api.group(%L)', test.chat('team'))), 'admin');
SELECT test.refused('alice', format('SELECT api.dissolve_chat(%L, %s)', test.chat('team'), test.op('team')), 'SR001',
    'an admin does not end the chat');
INSERT INTO test.texts VALUES ('leave', test.leaves('team'));
SELECT test.works('alice', statement, 'who is not the owner leaves') FROM test.texts WHERE name = 'leave';
SELECT is(test.value('alice', statement), 'repeat', 'leaving again is a repeat') FROM test.texts WHERE name = 'leave';

-- The owner's account is deleted: to the longest-serving admin; nobody left: the end.
SELECT is((SELECT count(*) FROM test.faults()), 0::bigint, 'the tables are what the log says');
UPDATE tacet.users SET deleted_at = now() WHERE id = test.account('bob');
SELECT lives_ok(format('SELECT s.run_hooks(%L, %L)', 'user_deleted', test.account('bob')));
SELECT is((SELECT owner_id FROM tacet.chats WHERE id = test.chat('team')), test.account('carol'), 'the admin follows');
SELECT is((SELECT succession_due FROM tacet.chats WHERE id = test.chat('team')), true);
SELECT test.refused('eve', format('SELECT api.take_ownership(%L, %s)', test.chat('team'), test.op('team')), 'SR001', 'not just anybody');
SELECT test.works('carol', format('SELECT api.take_ownership(%L, %s)', test.chat('team'), test.op('team')), 'and signs it');
SELECT test.refused('carol', format('SELECT api.take_ownership(%L, %s)', test.chat('team'), test.op('team')), 'SR006', 'once');
UPDATE tacet.users SET deleted_at = now() WHERE id = test.account('carol');
SELECT s.run_hooks('user_deleted', test.account('carol'));
SELECT is((SELECT owner_id FROM tacet.chats WHERE id = test.chat('team')), test.account('eve'), 'no admin left: the member follows');
SELECT test.works('eve', test.leaves('team'), 'alone the owner may leave');
SELECT is((SELECT deleted_at IS NOT NULL AND encrypted_name IS NULL AND member_count = 0 FROM tacet.chats WHERE id = test.chat('team')),
    true, 'and the chat is dissolved');
SELECT test.refused('eve', test.adds('eve', 'team', 'alice'), 'SR001', 'nothing happens there any more');

SELECT test.create_chat('alice', 'second');
SELECT test.run('alice', test.adds('alice', 'second', 'eve'));
SELECT test.works('alice', format('SELECT api.dissolve_chat(%L, %s)', test.chat('second'), test.op('second')), 'the owner ends a chat');
SELECT test.refused('eve', format('SELECT * FROM api.group(%L)', test.chat('second')), 'SR001', 'for everybody');
SELECT is((SELECT count(*) FROM admin.chats('00000000-0000-0000-0000-000000000000', 500)), 2::bigint, 'operators see both');
SELECT * FROM finish();
