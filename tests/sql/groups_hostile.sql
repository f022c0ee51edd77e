-- Groups against their own members, former members and strangers: replays, relocation, NULLs, and what is not said.
SELECT no_plan();
\ir support/groups.sql
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('eve');
\set none '''00000000-0000-0000-0000-000000000000'''
SELECT admin.set_policy('{"redeem_burst": 1000}');
SELECT test.create_chat('alice', 'team'), test.create_chat('alice', 'other'), test.create_chat('alice', 'hidden', 'group', 'secret'),
       test.create_chat('alice', 'news', 'channel');
SELECT test.run('alice', test.adds('alice', chat, 'bob')) FROM unnest(ARRAY['team', 'news']) chat;

-- NULL in every place of everything that is logged.
CREATE TABLE test.logged AS SELECT p.oid, p.proname::text AS name, pg_get_function_arguments(p.oid) AS arguments, p.pronargs AS count,
    p.proargtypes::oid[] AS types
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname = 'api' AND pg_get_function_arguments(p.oid) LIKE '%sequence bigint, previous_hash bytea, body bytea, signature bytea%';
SELECT cmp_ok((SELECT count(*) FROM test.logged), '>=', 16::bigint, 'all that is logged');
SELECT test.refused('alice', format('SELECT api.%I(%s)', name, (SELECT string_agg('NULL::' || format_type(t, NULL), ', ') FROM unnest(types) t)),
    'SR002', name || ' without anything') FROM test.logged WHERE name NOT IN ('join_public_chat', 'join_by_link');
SELECT test.refused('alice', format('SELECT api.add_member(%L, %L, %L, %s)', test.chat('team'), test.account('carol'),
    test.chat_role('team', 'member'), part), 'SR002', part)
  FROM unnest(ARRAY['NULL, ''\x00'', ''b'', ''s''', '3, NULL, ''b'', ''s''', format('3, %L::bytea, NULL, %L', test.bytes(32, 'p'), test.bytes(64, 's')),
    format('3, %L::bytea, ''b'', NULL', test.bytes(32, 'p')), format('3, %L::bytea, '''', %L', test.bytes(32, 'p'), test.bytes(64, 's')),
    format('3, %L::bytea, ''b'', %L', test.bytes(31, 'p'), test.bytes(64, 's')), format('3, %L::bytea, ''b'', %L', test.bytes(32, 'p'), test.bytes(63, 's')),
    format('0, %L::bytea, ''b'', %L', test.bytes(32, 'p'), test.bytes(64, 's')), format('-1, %L::bytea, ''b'', %L', test.bytes(32, 'p'), test.bytes(64, 's')),
    format('1, %L::bytea, ''b'', %L', test.bytes(32, 'p'), test.bytes(64, 's')),
    format('3, %L::bytea, convert_to(repeat(''x'', 65537), ''UTF8''), %L', test.bytes(32, 'p'), test.bytes(64, 's'))]) part;
SELECT test.works('alice', format('SELECT api.add_member(%L, %L, %L, %s, %L::bytea, convert_to(repeat(''x'', 65536), ''UTF8''), %L)', c.id,
    test.account('carol'), test.chat_role('team', 'member'), c.head_sequence + 1, c.head_hash, test.bytes(64, 's')), '64 KiB fit')
  FROM tacet.chats c WHERE c.id = test.chat('team');

-- An operation of one chat is none of another, nor again later.
CREATE TABLE test.texts (name text, statement text);
INSERT INTO test.texts VALUES ('remove', test.removes('team', 'carol'));
SELECT test.refused('alice', replace(statement, test.chat('team')::text, test.chat('other')::text), 'SR006', 'relocated') FROM test.texts;
SELECT test.works('alice', statement, 'where it belongs') FROM test.texts;
SELECT test.works('alice', test.adds('alice', 'team', 'carol'), 'carol is back');
SELECT is(test.value('alice', statement), 'repeat', 'replayed it is known') FROM test.texts;
SELECT is((SELECT count(*) FROM tacet.chat_members WHERE chat_id = test.chat('team') AND user_id = test.account('carol') AND left_at IS NULL),
    1::bigint, 'and does nothing');

-- The same answer for what is hidden and what is not there; nobody waits for a hidden chat's lock.
SELECT test.refused('eve', replace(call, '{chat}', chat::text), 'SR001', call) FROM unnest(ARRAY[
        'SELECT * FROM api.group(''{chat}'')', 'SELECT * FROM api.members(''{chat}'', gen_random_uuid(), 5)',
        'SELECT * FROM api.operations(''{chat}'', 0, 5)', 'SELECT * FROM api.group_epochs(''{chat}'', 0, 5)',
        'SELECT * FROM api.my_group_keys(''{chat}'', 0, 5)', 'SELECT * FROM api.sender_keys(''{chat}'', gen_random_uuid(), 5)',
        'SELECT * FROM api.invites(''{chat}'', gen_random_uuid(), 5)', 'SELECT * FROM api.removed_members(''{chat}'', gen_random_uuid(), 5)',
        'SELECT * FROM api.join_requests(''{chat}'', gen_random_uuid(), 5)', 'SELECT * FROM api.devices_without_key(''{chat}'', 1, gen_random_uuid(), 5)',
        'SELECT * FROM api.public_chat(''{chat}'')', 'SELECT api.reject_group_key(''{chat}'', 1)',
        'SELECT api.create_invite_code(''{chat}'', ' || quote_literal(test.id()) || ', sha256(''x''), 0, 1)',
        'SELECT api.start_sender_key(''{chat}'', ' || quote_literal(test.id()) || ')',
        'SELECT api.revoke_invite_code(''{chat}'', gen_random_uuid())', 'SELECT api.decline_join_request(''{chat}'', gen_random_uuid())']) call,
      unnest(ARRAY[test.chat('hidden'), gen_random_uuid()]) chat;

INSERT INTO test.chats VALUES ('nowhere', gen_random_uuid(), '{}');
SELECT test.refused('eve', test.control(chat, test.id(), 'alice'), 'SR001', 'control to ' || chat) FROM unnest(ARRAY['hidden', 'nowhere']) chat;
SELECT test.refused('eve', test.wraps(chat, 1, 'alice'), 'SR001', 'keys for ' || chat) FROM unnest(ARRAY['hidden', 'nowhere']) chat;
SELECT test.refused('eve', test.wraps(chat, 1, 'eve'), 'SR001', 'own keys for ' || chat) FROM unnest(ARRAY['hidden', 'nowhere']) chat;
-- Everything that is logged, with arguments that would do, for both.
CREATE FUNCTION test.argument(kind oid, place integer) RETURNS text LANGUAGE sql AS $$
    SELECT CASE format_type(kind, NULL) WHEN 'uuid' THEN quote_literal(test.id()) WHEN 'text' THEN $x$'private'$x$
        WHEN 'bytea' THEN format('%L::bytea', test.bytes(CASE place WHEN -1 THEN 64 ELSE 32 END, 'b')) WHEN 'boolean' THEN 'false'
        WHEN 'jsonb' THEN $x$'[]'$x$ WHEN 'integer' THEN '5' WHEN 'bigint' THEN '2' ELSE 'now() + interval ''1 day''' END $$;
CREATE FUNCTION test.state(who text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM test.run(who, statement);
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
SELECT is(test.state('eve', format('SELECT api.%I(%L, %s)', l.name, test.chat(chat), (
        SELECT string_agg(test.argument(t, CASE WHEN n = l.count THEN -1 ELSE 0 END), ', ' ORDER BY n)
          FROM unnest(l.types) WITH ORDINALITY x(t, n) WHERE n > 1))), 'SR001', l.name || ' for ' || chat)
  FROM test.logged l, unnest(ARRAY['hidden', 'nowhere']) chat
 WHERE l.name NOT IN ('change_chat', 'change_group', 'define_role', 'create_invite_link', 'begin_epoch', 'join_by_link');

-- A direct chat is no group, whichever function is asked.
SELECT test.run('alice', format('SELECT api.open_direct_chat(%L, %L)', test.id(), test.account('bob')));
SELECT test.refused('alice', format('SELECT api.add_member(%L, %L, %L, 2, %L::bytea, %L::bytea, %L::bytea)', id, test.account('carol'),
    gen_random_uuid(), test.bytes(32, 'p'), test.bytes(9, 'b'), test.bytes(64, 's')), 'SR001', 'nobody is added to two')
  FROM tacet.chats WHERE chat_type = 'direct';
SELECT test.refused('alice', format('SELECT api.leave_chat(%L, 2, %L::bytea, %L::bytea, %L::bytea)', id, test.bytes(32, 'p'),
    test.bytes(9, 'b'), test.bytes(64, 's')), 'SR001', 'nor leaves') FROM tacet.chats WHERE chat_type = 'direct';
SELECT throws_ok(format('SELECT s.demand_epoch(%L, 1)', id), 'SR001', NULL, 'it has no epochs') FROM tacet.chats WHERE chat_type = 'direct';

-- A demoted admin's power ends at once; his links too.
SELECT test.run('alice', test.assigns('team', 'bob', test.chat_role('team', 'admin')));
SELECT test.works('bob', format('SELECT api.create_invite_code(%L, %L, %L, 0, 5)', test.chat('team'), test.id(), sha256('Code0001')), 'an admin''s code');
SELECT test.run('alice', test.assigns('team', 'bob', test.chat_role('team', 'member')));
SELECT test.refused('bob', test.removes('team', 'carol'), 'SR001', 'no admin any more');
SELECT test.run('eve', $$SELECT api.ask_invite('Code0001')$$);
SELECT test.refused('eve', 'SELECT * FROM api.asked_invite()', 'SR005', 'nor does his code work');

-- A link gives no more than who made it could give today.
SELECT test.run('alice', test.assigns('team', 'bob', test.chat_role('team', 'admin')));
SELECT test.works('bob', format('SELECT api.create_invite_link(%L, %L, %L, %L, %L, %L, 9, 0, %L, %s)', test.chat('team'), test.id(),
    sha256(test.bytes(32, 'bobs way')), test.bytes(32, 'pub'), test.chat_role('team', 'member'), now() + interval '1 day', ''::bytea,
    test.op('team')), 'an admin''s link');
SELECT test.run('alice', test.defines('team', test.chat_role('team', 'admin'), '["send_messages"]', false, ''));
SELECT test.run('eve', format('SELECT api.ask_invite(%L)', test.bytes(32, 'bobs way')));
SELECT test.refused('eve', format('SELECT api.join_by_link(%L, (SELECT invite_id FROM api.asked_invite()), %L, %s)', test.chat('team'),
    test.bytes(64, 'i'), test.op('team')), 'SR005', 'worth nothing while admins may not let in');
SELECT test.run('alice', test.defines('team', test.chat_role('team', 'admin'), '["manage_members"]', false, ''));
SELECT test.works('eve', format('SELECT api.join_by_link(%L, (SELECT invite_id FROM api.asked_invite()), %L, %s)', test.chat('team'),
    test.bytes(64, 'i'), test.op('team')), 'and again something when they may');
SELECT test.run('alice', test.removes('team', 'eve')), test.run('alice', format('SELECT api.pardon_member(%L, %L, %s)', test.chat('team'),
    test.account('eve'), test.op('team')));

-- Another's code under one's own chat changes nothing for who uses the first.
SELECT test.run('alice', format('SELECT api.create_invite_code(%L, %L, %L, 0, 5)', test.chat('team'), test.id(), sha256('Twice001')));
SELECT test.create_chat('eve', 'trap');
SELECT test.works('eve', format('SELECT api.create_invite_code(%L, %L, %L, 0, 5)', test.chat('trap'), test.id(), sha256('Twice001')),
    'a code that is taken is not told');
SELECT test.run('eve', $$SELECT api.ask_invite('Twice001')$$);
SELECT is(test.value('eve', 'SELECT chat_id FROM api.asked_invite()'), test.chat('team')::text, 'the first holds');

-- The link of a secret chat is worthless for a removed member, and old answers run out.
SELECT test.run('alice', format('SELECT api.create_invite_link(%L, %L, %L, %L, %L, %L, 9, 0, %L, %s)', test.chat('hidden'), test.id(),
    sha256(test.bytes(32, 'way')), test.bytes(32, 'pub'), test.chat_role('hidden', 'member'), now() + interval '1 day', ''::bytea, test.op('hidden')));
SELECT test.run('bob', format('SELECT api.ask_invite(%L)', test.bytes(32, 'way')));
UPDATE tacet.invite_lookups SET asked_at = now() - interval '16 minutes';
SELECT test.refused('bob', 'SELECT * FROM api.asked_invite()', 'SR005', 'asked too long ago');
SELECT test.run('bob', format('SELECT api.ask_invite(%L)', test.bytes(32, 'way')));
SELECT test.works('bob', format('SELECT api.join_by_link(%L, (SELECT invite_id FROM api.asked_invite()), %L, %s)', test.chat('hidden'),
    test.bytes(64, 'i'), test.op('hidden')), 'bob joins');
SELECT test.run('alice', test.removes('hidden', 'bob'));
SELECT test.run('bob', format('SELECT api.ask_invite(%L)', test.bytes(32, 'way')));
SELECT test.refused('bob', 'SELECT * FROM api.asked_invite()', 'SR005', 'the removed does not come back by it');
SELECT test.works('alice', format('SELECT api.pardon_member(%L, %L, %s)', test.chat('hidden'), test.account('bob'), test.op('hidden')), 'pardoned');
SELECT is(test.value('bob', 'SELECT kind FROM api.asked_invite()'), 'link', 'he may');
SELECT test.works('bob', format('SELECT api.join_by_link(%L, (SELECT invite_id FROM api.asked_invite()), %L, %s)', test.chat('hidden'),
    test.bytes(64, 'i'), test.op('hidden')), 'and does');

-- An expired link that carried the key wants an epoch.
SELECT test.run('alice', format('SELECT api.create_invite_link(%L, %L, %L, %L, %L, %L, 9, 1, %L, %s)', test.chat('other'), test.id(),
    sha256('z'), test.bytes(32, 'pub'), test.chat_role('other', 'member'), now() + interval '1 day', test.bytes(80, 'w'), test.op('other')));
UPDATE tacet.group_invites SET expires_at = now() - interval '1 minute' WHERE chat_id = test.chat('other');
SELECT lives_ok('SELECT admin.maintain()');
SELECT is((SELECT epoch_due_reason FROM tacet.chats WHERE id = test.chat('other')), 'expiry');
SELECT lives_ok(format('SELECT s.demand_epoch(%L, 1)', test.chat('other')), 'posts go on meanwhile');
SELECT is((SELECT count(*) FROM tacet.group_invites WHERE chat_id = test.chat('other') AND wrapped_key IS NOT NULL), 0::bigint, 'the key is gone');

-- No page without end, no step beyond the bounds.
SELECT test.refused('alice', format('SELECT * FROM api.%I(%L, %L, %s)', f, test.chat('team'), CASE WHEN f IN ('operations', 'group_epochs',
    'my_group_keys') THEN '0' ELSE '00000000-0000-0000-0000-000000000000' END, n), 'SR002', f || ' ' || n)
  FROM unnest(ARRAY['members', 'roles', 'operations', 'invites', 'join_requests', 'removed_members', 'group_epochs', 'my_group_keys',
      'sender_keys']) f, unnest(ARRAY['0', '501', 'NULL', '-1']) n;
SELECT test.refused('alice', format('SELECT * FROM api.my_chats(%L, 501)', :none), 'SR002', 'my_chats');

-- What remains of everything: tables like the log.
SELECT is((SELECT count(*) FROM test.faults()), 0::bigint);
UPDATE tacet.chat_members SET left_at = now() WHERE user_id = test.account('carol') AND chat_id = test.chat('team');
SELECT is((SELECT count(*) FROM test.faults()), 2::bigint, 'a row that somebody changed is noticed: count and fold');
SELECT * FROM finish();
