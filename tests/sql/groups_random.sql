-- Random calls of everything about groups, by owner, admin, members, a removed member and strangers, mostly with arguments
-- that would do: only documented answers, and tables that stay what the log says.
SELECT plan(5);
\ir support/groups.sql
SELECT test.join(who) FROM unnest(ARRAY['alice', 'bob', 'carol', 'dave', 'eve']) who;
SELECT admin.set_policy((SELECT jsonb_object_agg(key, 1000000000) FROM admin.policies() WHERE key ~ '_burst$'));
SELECT test.create_chat('alice', 'team'), test.create_chat('alice', 'open', 'group', 'public', 5),
       test.create_chat('bob', 'news', 'channel'), test.create_chat('carol', 'hidden', 'group', 'secret'),
       test.create_chat('eve', 'last');
SELECT test.run('alice', test.adds('alice', 'team', who)) FROM unnest(ARRAY['bob', 'carol', 'dave']) who;
SELECT test.run('bob', test.adds('bob', 'news', who)) FROM unnest(ARRAY['alice', 'carol', 'dave']) who;
SELECT test.run('alice', test.assigns('team', 'bob', test.chat_role('team', 'admin')));
SELECT test.run('alice', test.removes('team', 'dave'));
SELECT setseed(0.4711);

CREATE TABLE test.functions AS
    SELECT p.proname::text AS name, coalesce(p.proargnames[1:p.pronargs], '{}') AS names, p.proargtypes::oid[] AS types
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = 'api' AND p.proname IN ('create_chat', 'change_chat', 'dissolve_chat', 'pass_ownership', 'take_ownership',
        'define_role', 'remove_role', 'assign_role', 'add_member', 'remove_member', 'pardon_member', 'leave_chat', 'mute_member',
        'join_public_chat', 'create_invite_code', 'create_invite_link', 'set_invite_key', 'revoke_invite_code', 'revoke_invite_link',
        'invites', 'ask_invite', 'asked_invite', 'join_by_link', 'request_to_join', 'withdraw_join_request', 'my_join_requests',
        'join_requests', 'decline_join_request', 'operations', 'roles', 'members', 'removed_members', 'group', 'my_chats',
        'find_chats', 'public_chat', 'begin_epoch', 'group_epochs', 'put_group_keys', 'my_group_keys', 'reject_group_key',
        'devices_without_key', 'start_sender_key', 'sender_keys', 'send_group_control');
SELECT is((SELECT count(*) FROM test.functions), 45::bigint, 'all of them');

CREATE FUNCTION test.pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT choices[1 + floor(random() * cardinality(choices))::integer] $$;
CREATE FUNCTION test.quoted(value text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT quote_nullable(value)';
-- An argument by its name, for one chat.
CREATE FUNCTION test.value_of(argument text, kind text, c tacet.chats) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF random() < 0.01 THEN
        RETURN 'NULL::' || kind;
    ELSIF kind ~ '\[\]$' THEN
        RETURN format('ARRAY[%s]::%s', CASE argument WHEN 'device_ids' THEN quote_literal((SELECT device FROM test.people ORDER BY random() LIMIT 1))
            WHEN 'role_ids' THEN format('gen_random_uuid(), gen_random_uuid(), gen_random_uuid()') WHEN 'kem_ciphertexts' THEN test.quoted(test.bytes(1568, 'k')::text)
            WHEN 'session_ids' THEN test.quoted(test.bytes(16, 's')::text) WHEN 'handshakes' THEN test.quoted(test.pick('\x', '\x0102'))
            WHEN 'ciphertexts' THEN test.quoted(test.bytes(80, 'c')::text)
            ELSE CASE kind WHEN 'bytea[]' THEN test.quoted(test.bytes(32, 'e')::text) ELSE '1' END END, kind);
    END IF;
    RETURN CASE argument
        WHEN 'chat_id' THEN test.quoted(c.id::text)
        WHEN 'user_id' THEN test.quoted((SELECT account FROM test.people ORDER BY random() LIMIT 1)::text)
        WHEN 'role_id' THEN test.quoted(CASE WHEN random() < 0.3 THEN gen_random_uuid()
            ELSE (SELECT id FROM tacet.chat_roles WHERE chat_id = c.id ORDER BY random() LIMIT 1) END::text)
        WHEN 'invite_id' THEN test.quoted(coalesce(CASE WHEN random() < 0.6 THEN (SELECT id FROM tacet.group_invites
            WHERE chat_id = c.id ORDER BY random() LIMIT 1) END, test.id())::text)
        WHEN 'sequence' THEN (c.head_sequence + CASE WHEN random() < 0.95 THEN 1 ELSE floor(random() * 3)::bigint END)::text
        WHEN 'previous_hash' THEN test.quoted(CASE WHEN random() < 0.97 THEN c.head_hash ELSE test.bytes(32, 'x') END::text)
        WHEN 'body' THEN test.quoted(test.bytes(40, test.pick('a', 'b', 'c'))::text)
        WHEN 'signature' THEN test.quoted(test.bytes(64, 's')::text)
        WHEN 'invite_signature' THEN test.quoted(test.bytes(64, 'i')::text)
        WHEN 'epoch' THEN (c.epoch + floor(random() * 2)::bigint)::text
        WHEN 'visibility' THEN test.quoted(CASE WHEN random() < 0.8 THEN c.visibility ELSE test.pick('public', 'private', 'secret', 'x') END)
        WHEN 'chat_type' THEN test.quoted(test.pick('group', 'channel', 'direct'))
        WHEN 'name' THEN test.quoted(CASE WHEN c.visibility = 'public' THEN test.pick('Garden', 'Open', '') ELSE '' END)
        WHEN 'description' THEN ''''''
        WHEN 'encrypted_name' THEN test.quoted(CASE WHEN c.visibility = 'public' THEN '\x' ELSE '\x0101' END)
        WHEN 'encrypted_description' THEN '''\x'''
        WHEN 'wrapped_key' THEN test.quoted(CASE WHEN random() < 0.9 THEN test.bytes(80, 'w')::text ELSE '\x' END)
        WHEN 'open_key' THEN test.quoted(CASE WHEN c.visibility = 'public' THEN test.bytes(32, 'o')::text ELSE '\x' END)
        WHEN 'code_hash' THEN test.quoted(sha256('Code0001')::text)
        WHEN 'lookup_hash' THEN test.quoted(sha256(test.bytes(32, 'link'))::text)
        WHEN 'code' THEN test.quoted(test.pick('Code0001', test.bytes(32, 'link')::text))
        WHEN 'permissions' THEN test.quoted(test.pick('[]', '["send_messages"]', '["manage_members", "send_messages"]', '["fly"]'))
        WHEN 'color' THEN test.quoted(test.pick('', '#00ff00', 'red'))
        WHEN 'reason' THEN test.quoted(test.pick('manual', 'removal', 'age', 'created'))
        WHEN 'distribution_id' THEN test.quoted(test.id()::text)
        WHEN 'control_id' THEN test.quoted(test.id()::text)
        WHEN 'max_members' THEN test.pick('2', '5', '50', '200')
        WHEN 'lifetime_seconds' THEN test.pick('0', '3600')
        WHEN 'after' THEN '''00000000-0000-0000-0000-000000000000'''
        ELSE CASE kind WHEN 'uuid' THEN 'gen_random_uuid()' WHEN 'text' THEN test.quoted(test.pick('', 'garden', 'x'))
            WHEN 'boolean' THEN test.pick('true', 'false') WHEN 'bytea' THEN test.quoted(test.bytes(32, 'b')::text)
            WHEN 'timestamp with time zone' THEN format('(now() + interval ''%s hours'')', test.pick('-5', '1', '20'))
            ELSE test.pick('1', '5', '500') END END || '::' || kind;
END $$;

CREATE TABLE test.answers (name text, state text, call text);
CREATE PROCEDURE test.call_at_random(calls integer) LANGUAGE plpgsql AS $$
DECLARE
    f test.functions;
    c tacet.chats;
    statement text;
    answer text;
    who text;
BEGIN
    FOR round IN 1..calls LOOP
        SELECT * INTO f FROM test.functions OFFSET floor(random() * 45) LIMIT 1;
        SELECT * INTO c FROM tacet.chats WHERE id IN (SELECT id FROM test.chats) ORDER BY random() LIMIT 1;
        -- What ends a chat, or empties it, would soon leave none.
        CONTINUE WHEN (f.name IN ('leave_chat', 'remove_member', 'pass_ownership', 'change_chat') AND random() < 0.8)
            OR (f.name = 'dissolve_chat' AND (c.id <> test.chat('last') OR random() < 0.8));
        who := CASE WHEN random() < 0.6 THEN (SELECT name FROM test.people WHERE account = c.owner_id) END;
        IF f.name = 'create_chat' THEN
            c.id := test.id();
        END IF;
        statement := format('SELECT * FROM api.%I(%s)', f.name, (SELECT string_agg(test.value_of(n, format_type(t, NULL), c), ', ' ORDER BY place)
            FROM ROWS FROM (unnest(f.names), unnest(f.types)) WITH ORDINALITY x(n, t, place)));
        answer := 'done';
        BEGIN
            PERFORM test.run(coalesce(who, test.pick('alice', 'bob', 'carol', 'dave', 'eve')), coalesce(statement, 'SELECT * FROM api.' || quote_ident(f.name) || '()'));
        EXCEPTION WHEN OTHERS THEN
            answer := SQLSTATE;
        END;
        INSERT INTO test.answers VALUES (f.name, answer, CASE WHEN answer !~ '^(SR00|done)' THEN statement END);
        COMMIT;
    END LOOP;
END $$;
CALL test.call_at_random(5000);

SELECT is(array(SELECT DISTINCT name || ' ' || state || ' ' || call FROM test.answers WHERE state !~ '^(SR00[1-8]|done)$' ORDER BY 1 LIMIT 5), '{}',
    'documented answers only');
SELECT cmp_ok((SELECT count(DISTINCT name) FROM test.answers WHERE state = 'done'), '>=', 36::bigint, 'most functions were done');
SELECT cmp_ok((SELECT count(*) FROM test.answers WHERE state = 'done'), '>=', 1000::bigint, 'and many often');
SELECT is(array(SELECT * FROM test.faults()), '{}', 'tables and log alike');
SELECT * FROM finish();
