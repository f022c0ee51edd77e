-- Public chats, their search, codes and links, requests to join.
SELECT plan(87);
\ir support/groups.sql
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave'), test.join('eve');
SELECT admin.set_policy('{"redeem_burst": 1000}');
\set none '''00000000-0000-0000-0000-000000000000'''
SELECT test.create_chat('alice', 'Open Garden', 'group', 'public', 3), test.create_chat('alice', 'closed'),
       test.create_chat('alice', 'hidden', 'group', 'secret'), test.create_chat('bob', 'News of the garden', 'channel', 'public');

-- Search: public ones only.
CREATE FUNCTION test.found(query text, after_name text DEFAULT '', after uuid DEFAULT '00000000-0000-0000-0000-000000000000',
    max_rows integer DEFAULT 20) RETURNS text[] LANGUAGE sql AS $$
    SELECT test.values('eve', format('SELECT name FROM api.find_chats(%L, %L, %L, %s)', query, after_name, after, max_rows)) $$;
SELECT is(test.found(''), ARRAY['News of the garden', 'Open Garden'], 'all public ones');
SELECT is(test.found('open'), ARRAY['Open Garden'], 'by the beginning, without case');
SELECT is(test.found('garden'), ARRAY['News of the garden', 'Open Garden'], 'by words');
SELECT is(test.found('the gar'), ARRAY['News of the garden'], 'by the beginning of words');
SELECT is(test.found('closed'), '{}', 'private ones are not found');
SELECT is(test.found('hidden'), '{}', 'secret ones neither');
SELECT is(test.found('garden', '', :none, 1), ARRAY['News of the garden'], 'in pages');
SELECT is(test.found('garden', 'News of the garden', test.chat('News of the garden'), 1), ARRAY['Open Garden']);
SELECT is(test.found(query), '{}', 'nonsense: ' || query) FROM unnest(ARRAY['&', ':*', '''', '!opxn | (', '%', '\', repeat('x', 100)]) query;
SELECT test.refused('eve', 'SELECT * FROM api.find_chats(NULL, '''', ' || quote_literal(:none) || ', 5)', 'SR002', 'NULL');
SELECT test.refused('eve', 'SELECT * FROM api.find_chats(''x'', '''', ' || quote_literal(:none) || ', 101)', 'SR002', 'too long a page');
SELECT is(test.value('eve', format('SELECT name FROM api.public_chat(%L)', test.chat('Open Garden'))), 'Open Garden');
SELECT test.refused('eve', format('SELECT * FROM api.public_chat(%L)', test.chat('closed')), 'SR001', 'a private chat is as none');
SELECT test.refused('eve', format('SELECT * FROM api.public_chat(%L)', gen_random_uuid()), 'SR001', 'none');

-- Joining a public chat.
SELECT test.refused('eve', test.joins('closed'), 'SR001', 'a private chat is not joined');
SELECT test.refused('eve', test.joins('hidden'), 'SR001', 'a secret one neither');
SELECT test.works('bob', test.joins('Open Garden'), 'a public one is');
SELECT test.refused('bob', test.joins('Open Garden'), 'SR006', 'once');
SELECT is(test.value('bob', format('SELECT open_key FROM api.group_epochs(%L, 0, 5)', test.chat('Open Garden'))),
    test.bytes(32, 'open')::text, 'and its key is open');
SELECT test.works('carol', test.joins('Open Garden'), 'until');
SELECT test.refused('dave', test.joins('Open Garden'), 'SR004', 'it is full');
SELECT test.works('alice', test.removes('Open Garden', 'bob'), 'a place is free');
SELECT test.refused('bob', test.joins('Open Garden'), 'SR001', 'but not for who was removed');
SELECT is((SELECT epoch_due_reason FROM tacet.chats WHERE id = test.chat('Open Garden')), NULL, 'a public chat has nothing to hide');
SELECT test.works('alice', format('SELECT api.pardon_member(%L, %L, %s)', test.chat('Open Garden'), test.account('bob'),
    test.op('Open Garden')), 'pardoned');
SELECT test.works('bob', test.joins('Open Garden'), 'bob comes back');

-- A code: kept as a hash, found by who asks, admitted by a manager.
CREATE TABLE test.invite AS SELECT test.id() AS code_id, test.id() AS link_id, test.bytes(32, 'lookup') AS lookup,
    test.bytes(32, 'key') AS pubkey, test.id() AS second;
CREATE FUNCTION test.makes_code(chat text, id uuid, code text, seconds bigint DEFAULT 0, uses integer DEFAULT 5) RETURNS text
    LANGUAGE sql AS $$ SELECT format('SELECT api.create_invite_code(%L, %L, %L, %s, %s)', test.chat(chat), id,
        sha256(code::bytea), seconds, uses) $$;
CREATE FUNCTION test.asks(who text, code bytea) RETURNS text LANGUAGE sql AS $$
    SELECT test.run(who, format('SELECT api.ask_invite(%L)', code)); SELECT 'asked' $$;
SELECT test.refused('bob', test.makes_code('closed', code_id, 'AbCd1234'), 'SR001', 'a stranger makes no code') FROM test.invite;
SELECT test.refused('alice', test.makes_code('hidden', code_id, 'AbCd1234'), 'SR001', 'a secret chat has none') FROM test.invite;
SELECT test.works('alice', test.makes_code('closed', code_id, 'AbCd1234', uses => 2), 'a manager does') FROM test.invite;
SELECT is(test.value('alice', test.makes_code('closed', code_id, 'AbCd1234', uses => 2)), 'repeat') FROM test.invite;
SELECT test.refused('alice', test.makes_code('closed', code_id, 'other123'), 'SR006', 'another code under the id') FROM test.invite;
SELECT ok((SELECT expires_at BETWEEN now() + interval '23 hours 59 minutes' AND now() + interval '24 hours' FROM tacet.group_invites),
    'a day, if nothing else is said');
SELECT is((SELECT count(*) FROM tacet.group_invites i WHERE i::text LIKE '%AbCd1234%' OR position('AbCd1234'::bytea IN code_hash) > 0),
    0::bigint, 'the code itself is nowhere');
SELECT test.refused('eve', $$SELECT api.ask_invite('short')$$, 'SR002', 'no code');
SELECT test.refused('eve', $$SELECT api.ask_invite('AbCd 234')$$, 'SR002', 'no such letters');
SELECT test.refused('eve', 'SELECT * FROM api.asked_invite()', 'SR005', 'nothing was asked');
SELECT test.asks('eve', 'zzzzzzzz');
SELECT test.refused('eve', 'SELECT * FROM api.asked_invite()', 'SR005', 'a wrong code');
SELECT test.refused('eve', format('SELECT api.request_to_join(%L)', test.chat('closed')), 'SR005', 'no way in with it');
SELECT test.asks('eve', 'AbCd1234');
SELECT is(test.value('eve', 'SELECT chat_id FROM api.asked_invite()'), test.chat('closed')::text, 'the code leads there');
SELECT is(test.value('eve', 'SELECT concat(name, encrypted_name, wrapped_key, head_hash, member_count) FROM api.asked_invite()'), '',
    'and shows nothing else');
SELECT test.refused('bob', 'SELECT * FROM api.asked_invite()', 'SR005', 'it is the answer of who asked');
SELECT test.refused('eve', format('SELECT api.request_to_join(%L)', test.chat('hidden')), 'SR005', 'a code is of one chat');
SELECT is(test.value('eve', format('SELECT api.request_to_join(%L)', test.chat('closed'))), 'stored', 'eve asks to be let in');
SELECT is(test.value('eve', format('SELECT api.request_to_join(%L)', test.chat('closed'))), 'repeat');
SELECT is((SELECT uses FROM tacet.group_invites), 1, 'one use');
SELECT is(test.values('eve', format('SELECT chat_id FROM api.my_join_requests(%L, 5)', :none)), ARRAY[test.chat('closed')::text]);
SELECT test.refused('eve', format('SELECT * FROM api.group(%L)', test.chat('closed')), 'SR001', 'asking is not being in');
SELECT is(test.values('alice', format('SELECT user_id FROM api.join_requests(%L, %L, 5)', test.chat('closed'), :none)),
    ARRAY[test.account('eve')::text], 'the manager sees it');
SELECT test.refused('bob', format('SELECT * FROM api.join_requests(%L, %L, 5)', test.chat('closed'), :none), 'SR001', 'others do not');
SELECT test.works('alice', test.adds('alice', 'closed', 'eve'), 'and lets her in');
SELECT is((SELECT count(*) FROM tacet.chat_join_requests), 0::bigint);
SELECT test.asks('dave', 'AbCd1234');
SELECT test.works('dave', format('SELECT api.request_to_join(%L)', test.chat('closed')), 'the last use');
SELECT test.asks('carol', 'AbCd1234');
SELECT test.refused('carol', format('SELECT api.request_to_join(%L)', test.chat('closed')), 'SR005', 'used up');
SELECT test.works('alice', format('SELECT api.decline_join_request(%L, %L)', test.chat('closed'), test.account('dave')), 'declined');
SELECT test.refused('alice', format('SELECT api.decline_join_request(%L, %L)', test.chat('closed'), test.account('dave')), 'SR001', 'once');
SELECT test.works('alice', test.makes_code('closed', second, 'Revoked1'), 'another code') FROM test.invite;
SELECT is(cardinality(test.values('alice', format('SELECT id FROM api.invites(%L, %L, 5)', test.chat('closed'), :none))), 1, 'live ones are listed');
SELECT test.refused('eve', format('SELECT api.revoke_invite_code(%L, %L)', test.chat('closed'), second), 'SR001', 'not by members') FROM test.invite;
SELECT test.works('alice', format('SELECT api.revoke_invite_code(%L, %L)', test.chat('closed'), second), 'revoked') FROM test.invite;
SELECT test.asks('carol', 'Revoked1');
SELECT test.refused('carol', 'SELECT * FROM api.asked_invite()', 'SR005', 'and worth nothing');
SELECT test.run('alice', test.makes_code('closed', test.id(), 'Expired1', 60));
UPDATE tacet.group_invites SET expires_at = now() - interval '1 second' WHERE code_hash = sha256('Expired1');
SELECT test.asks('carol', 'Expired1');
SELECT test.refused('carol', 'SELECT * FROM api.asked_invite()', 'SR005', 'nor is an expired one');

-- A link: its public key stands in the log, the epoch key lies there wrapped, the joiner comes in at once.
CREATE FUNCTION test.makes_link(chat text, id uuid, lookup bytea, role text DEFAULT 'member', uses integer DEFAULT 1) RETURNS text
    LANGUAGE sql AS $$ SELECT format('SELECT api.create_invite_link(%L, %L, %L, %L, %L, %L, %s, 1, %L, %s)', test.chat(chat), id,
        sha256(lookup), test.bytes(32, 'pub'), test.chat_role(chat, role), now() + interval '1 day', uses, test.bytes(80, 'wrapped'),
        test.op(chat)) $$;
CREATE FUNCTION test.joins_by(chat text, id uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.join_by_link(%L, %L, %L, %s)', test.chat(chat), id, test.bytes(64, 'invite'), test.op(chat)) $$;
SELECT test.refused('alice', test.makes_link('hidden', link_id, lookup, 'owner'), 'SR001', 'no link makes owners') FROM test.invite;
SELECT test.refused('bob', test.makes_link('hidden', link_id, lookup), 'SR001', 'strangers make none') FROM test.invite;
SELECT test.works('alice', test.makes_link('hidden', link_id, lookup), 'the owner makes a link') FROM test.invite;
SELECT test.refused('alice', test.adds('alice', 'hidden', 'bob'), 'SR001', 'a secret chat is joined by its link alone');
SELECT test.refused('bob', test.joins_by('hidden', link_id), 'SR005', 'not without having asked') FROM test.invite;
SELECT test.asks('bob', lookup) FROM test.invite;
SELECT is(test.value('bob', 'SELECT wrapped_key FROM api.asked_invite()'), test.bytes(80, 'wrapped')::text, 'the key is there');
SELECT test.refused('bob', test.joins_by('closed', link_id), 'SR005', 'a link is of one chat') FROM test.invite;
CREATE TABLE test.texts AS SELECT test.joins_by('hidden', link_id) AS statement FROM test.invite;
SELECT is(test.value('bob', statement), 'stored', 'bob is in') FROM test.texts;
SELECT is(test.value('bob', statement), 'repeat', 'again') FROM test.texts;
SELECT is((SELECT invite_signature FROM tacet.group_operations WHERE kind = 'join' AND chat_id = test.chat('hidden')),
    test.bytes(64, 'invite'), 'the link''s own signature is kept');
SELECT test.asks('carol', lookup) FROM test.invite;
SELECT test.refused('carol', test.joins_by('hidden', link_id), 'SR005', 'one use') FROM test.invite;

-- Revoking a link shuts the epoch whose key it carried.
SELECT test.run('alice', test.makes_link('hidden', second, test.bytes(32, 'two'), uses => 9)) FROM test.invite;
SELECT test.works('alice', format('SELECT api.revoke_invite_link(%L, %L, %s)', test.chat('hidden'), second, test.op('hidden')), 'revoked') FROM test.invite;
SELECT throws_ok(format('SELECT s.demand_epoch(%L, 1)', test.chat('hidden')), 'SR006', NULL, 'nothing is posted before the next epoch');
SELECT test.asks('carol', test.bytes(32, 'two'));
SELECT test.refused('carol', test.joins_by('hidden', second), 'SR005', 'and nobody comes in') FROM test.invite;

-- What a removed manager left behind lets nobody in.
SELECT test.run('alice', test.adds('alice', 'closed', 'bob')), test.run('alice', test.assigns('closed', 'bob', test.chat_role('closed', 'admin')));
SELECT test.works('bob', test.makes_link('closed', test.id(), test.bytes(32, 'bobs')), 'an admin makes a link');
SELECT test.run('alice', test.removes('closed', 'bob'));
SELECT test.asks('bob', test.bytes(32, 'bobs'));
SELECT test.refused('bob', 'SELECT * FROM api.asked_invite()', 'SR005', 'the removed is not let in by his own');
SELECT test.asks('carol', test.bytes(32, 'bobs'));
SELECT test.refused('carol', 'SELECT * FROM api.asked_invite()', 'SR005', 'nor his friends');

-- Guessing costs, whether it is rolled back or not.
SELECT admin.set_policy('{"redeem_burst": 2, "redeem_per_second": 0}');
BEGIN;
SELECT test.asks('dave', 'AbCd1234');
SELECT test.refused('dave', 'SELECT * FROM api.asked_invite()', 'SR005', 'no answer in the transaction that asks');
ROLLBACK;
SELECT test.asks('dave', 'guess001'), test.asks('dave', 'guess002');
SELECT test.refused('dave', $$SELECT api.ask_invite('guess003')$$, 'SR003', 'the bucket is empty');
SELECT is((SELECT count(*) FROM test.faults()), 0::bigint);
SELECT * FROM finish();
