-- Roles: who may give what to whom.
SELECT plan(46);
\ir support/groups.sql
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave'), test.join('eve');
SELECT test.create_chat('alice', 'team'), test.create_chat('alice', 'news', 'channel');
SELECT test.run('alice', test.adds('alice', 'team', who)) FROM unnest(ARRAY['bob', 'carol', 'dave']) who;
SELECT test.run('alice', test.assigns('team', 'bob', test.chat_role('team', 'admin')));
CREATE TABLE test.custom AS SELECT gen_random_uuid() AS editor, gen_random_uuid() AS keeper, gen_random_uuid() AS strange,
    gen_random_uuid() AS guest;

-- Permissions are from the fixed list.
SELECT test.refused('alice', test.defines('team', editor, '["rule_the_world"]'), 'SR002', 'an unknown permission') FROM test.custom;
SELECT test.refused('alice', test.defines('team', editor, '"manage_chat"'), 'SR002', 'no list') FROM test.custom;
SELECT test.refused('alice', test.defines('team', editor, '{"manage_chat": true}'), 'SR002', 'an object') FROM test.custom;
SELECT test.refused('alice', test.defines('team', editor, '["manage_chat", "manage_chat"]'), 'SR002', 'the same twice') FROM test.custom;
SELECT test.refused('alice', test.defines('team', editor, '[null]'), 'SR002', 'nothing in a list') FROM test.custom;
SELECT test.refused('alice', test.defines('team', editor, NULL), 'SR002', 'NULL') FROM test.custom;
SELECT test.refused('alice', test.defines('team', editor, '[]', name => ''), 'SR002', 'a role of one''s own has a name') FROM test.custom;
SELECT test.refused('alice', format('SELECT api.define_role(%L, %L, %L, %L, %L, %L, false, %s)', test.chat('team'), editor,
    'plain', ''::bytea, '', '[]', test.op('team')), 'SR001',
    'an encrypted one in a private chat') FROM test.custom;
SELECT test.works('alice', test.defines('team', editor, '["send_messages", "delete_messages"]'), 'the owner makes a role') FROM test.custom;
SELECT test.works('alice', test.defines('team', keeper, '["manage_roles", "manage_members", "send_messages"]'), 'and another') FROM test.custom;
SELECT is(cardinality(test.values('dave', format('SELECT id FROM api.roles(%L, %L, 500)', test.chat('team'),
    '00000000-0000-0000-0000-000000000000'))), 5, 'members see the roles');
SELECT test.refused('eve', format('SELECT * FROM api.roles(%L, %L, 500)', test.chat('team'),
    '00000000-0000-0000-0000-000000000000'), 'SR001', 'strangers do not');

-- Who has no right to roles.
SELECT test.refused('bob', test.defines('team', gen_random_uuid(), '[]'), 'SR001', 'the admin of the start may not');
SELECT test.refused('dave', test.defines('team', gen_random_uuid(), '[]'), 'SR001', 'a member may not');
SELECT test.refused('eve', test.defines('team', gen_random_uuid(), '[]'), 'SR001', 'a stranger may not');

-- Carol keeps roles: below admin, and cannot give what she has not.
SELECT test.works('alice', test.assigns('team', 'carol', keeper), 'carol keeps roles') FROM test.custom;
SELECT test.refused('carol', test.defines('team', gen_random_uuid(), '["pin_messages"]'), 'SR001', 'what she has not');
SELECT test.refused('carol', test.defines('team', gen_random_uuid(), '["manage_members"]'), 'SR001', 'her own rank');
SELECT test.refused('carol', test.defines('team', keeper, '["send_messages"]'), 'SR001', 'her own role') FROM test.custom;
SELECT test.refused('carol', test.defines('team', editor, '["send_messages"]'), 'SR001', 'a role with more than she has') FROM test.custom;
SELECT test.refused('carol', test.defines('team', test.chat_role('team', 'admin'), '[]', name => ''), 'SR001', 'the role of admins');
SELECT test.refused('carol', test.defines('team', test.chat_role('team', 'owner'), '[]', name => ''), 'SR001', 'the role of the owner');
SELECT test.works('carol', test.defines('team', guest, '["send_messages"]'), 'less than she has') FROM test.custom;
SELECT test.works('carol', test.assigns('team', 'dave', guest), 'which she gives') FROM test.custom;
SELECT test.refused('carol', test.assigns('team', 'dave', editor), 'SR001', 'but not more than she has') FROM test.custom;
SELECT test.refused('carol', test.assigns('team', 'dave', keeper), 'SR001', 'nor her own') FROM test.custom;
SELECT test.refused('carol', test.assigns('team', 'bob', guest), 'SR001', 'nor takes an admin down') FROM test.custom;
SELECT test.refused('carol', test.assigns('team', 'carol', guest), 'SR001', 'nor herself') FROM test.custom;
SELECT test.refused('carol', test.assigns('team', 'eve', guest), 'SR001', 'nor strangers') FROM test.custom;
SELECT test.refused('carol', test.assigns('team', 'dave', gen_random_uuid()), 'SR001', 'nor a role that is not');
SELECT test.refused('carol', test.assigns('team', 'dave', test.chat_role('news', 'member')), 'SR001', 'nor of another chat');

-- The owner's role cannot be changed, not even by the owner; the admins' can.
SELECT test.refused('alice', test.defines('team', test.chat_role('team', 'owner'), '[]', name => ''), 'SR001', 'the owner stays so');
SELECT test.works('alice', test.defines('team', test.chat_role('team', 'admin'), '["manage_members"]', name => ''), 'admins get less');
SELECT throws_ok(format('SELECT s.demand_permission(%L, %L, %L)', test.account('bob'), test.chat('team'), 'send_messages'), 'SR001', NULL,
    'at once');

-- The default role.
SELECT test.refused('alice', test.defines('team', keeper, '["manage_roles"]', true), 'SR002', 'the default manages nothing') FROM test.custom;
SELECT test.refused('alice', test.defines('team', test.chat_role('team', 'member'), '[]', false, ''), 'SR002', 'there is always one');
SELECT test.works('alice', test.defines('team', guest, '[]', true), 'another default') FROM test.custom;
SELECT is((SELECT array_agg(id) FROM tacet.chat_roles WHERE chat_id = test.chat('team') AND is_default), ARRAY[guest]) FROM test.custom;

-- Removing.
SELECT test.refused('alice', format('SELECT api.remove_role(%L, %L, %s)', test.chat('team'), keeper, test.op('team')), 'SR006',
    'not while somebody has it') FROM test.custom;
SELECT test.refused('alice', format('SELECT api.remove_role(%L, %L, %s)', test.chat('team'), guest, test.op('team')), 'SR006',
    'not the default') FROM test.custom;
SELECT test.refused('alice', format('SELECT api.remove_role(%L, %L, %s)', test.chat('team'), test.chat_role('team', 'admin'), test.op('team')),
    'SR001', 'not a built-in one');
SELECT test.refused('carol', format('SELECT api.remove_role(%L, %L, %s)', test.chat('team'), editor, test.op('team')), 'SR001',
    'not one with more') FROM test.custom;
SELECT test.run('alice', test.removes('team', 'carol'));
SELECT test.works('alice', format('SELECT api.remove_role(%L, %L, %s)', test.chat('team'), keeper, test.op('team')),
    'nor is who left in the way') FROM test.custom;
SELECT admin.set_policy('{"roles_per_chat": 5}');
SELECT test.refused('alice', test.defines('team', gen_random_uuid(), '[]'), 'SR004', 'not without end');

-- In channels members read.
SELECT is((SELECT permissions FROM tacet.chat_roles WHERE chat_id = test.chat('news') AND built_in = 'member'), '[]'::jsonb);
SELECT is((SELECT count(*) FROM test.faults()), 0::bigint);
SELECT * FROM finish();
