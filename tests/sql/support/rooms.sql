-- Chats with members, made as rows: what is tested with them is what is written there.
CREATE TABLE test.rooms (name text PRIMARY KEY, id uuid NOT NULL);
CREATE FUNCTION test.chat(name text) RETURNS uuid LANGUAGE plpgsql STRICT AS $$
DECLARE answer uuid := (SELECT r.id FROM test.rooms r WHERE r.name = chat.name);
BEGIN
    IF answer IS NULL THEN RAISE 'no chat is called %', name; END IF;
    RETURN answer;
END $$;

-- The first one owns it; all have been there for a month.
CREATE FUNCTION test.room(name text, people text[], chat_type text DEFAULT 'group') RETURNS void LANGUAGE plpgsql AS $$
DECLARE chat uuid := test.id();
BEGIN
    INSERT INTO test.rooms VALUES (name, chat);
    INSERT INTO tacet.chats (id, chat_type, encrypted_name, owner_id, created_by, max_members, member_count)
    VALUES (chat, chat_type, 'sealed', test.account(people[1]), test.account(people[1]), 200, cardinality(people));
    UPDATE tacet.chats SET epoch = 1 WHERE id = chat;
    INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions)
    SELECT chat, test.id(), r.role, CASE WHEN r.role = 'member' THEN '["send_messages", "post_threads"]'::jsonb
                                         ELSE s.all_permissions() END
      FROM unnest(ARRAY['owner', 'admin', 'member']) r(role);
    INSERT INTO tacet.chat_members (chat_id, user_id, role_id, joined_at)
    SELECT chat, test.account(p.name), r.id, now() - interval '30 days' FROM unnest(people) WITH ORDINALITY p(name, place)
      JOIN tacet.chat_roles r ON r.chat_id = chat
       AND r.built_in = CASE WHEN p.place = 1 THEN 'owner' ELSE 'member' END;
END $$;
CREATE FUNCTION test.direct(name text, one text, other text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE chat uuid := test.id();
BEGIN
    PERFORM test.run(one, format('SELECT api.open_direct_chat(%L, %L)', chat, test.account(other)));
    INSERT INTO test.rooms VALUES (name, chat);
END $$;
CREATE FUNCTION test.enter(name text, who text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO tacet.chat_members (chat_id, user_id, role_id)
    SELECT r.chat_id, test.account(who), r.id FROM tacet.chat_roles r
     WHERE r.chat_id = test.chat(enter.name) AND r.built_in = 'member'
    ON CONFLICT (chat_id, user_id) DO UPDATE SET left_at = NULL, joined_at = now() $$;
CREATE FUNCTION test.leave(name text, who text) RETURNS void LANGUAGE sql AS $$
    UPDATE tacet.chat_members SET left_at = now() WHERE chat_id = test.chat(name) AND user_id = test.account(who) $$;

-- Calls as text, for test.works() and its like.
CREATE FUNCTION test.nil() RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT '00000000-0000-0000-0000-000000000000'::uuid $$;
CREATE FUNCTION test.post_call(message uuid, name text, body text DEFAULT 'sealed', epoch bigint DEFAULT 1) RETURNS text
    LANGUAGE sql AS $$
    SELECT format('SELECT state FROM api.post(%L, %L, %s, %L, 1, '''', '''', %L, %L, %L)', message, test.chat(name), epoch,
                  'd1577000-0000-7000-8000-000000000000', body::bytea, sha256(body::bytea), test.nil()) $$;
CREATE FUNCTION test.post(who text, name text, body text DEFAULT 'sealed') RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE message uuid := test.id();
BEGIN
    PERFORM test.run(who, test.post_call(message, name, body));
    RETURN message;
END $$;
CREATE FUNCTION test.send(who text, name text, devices uuid[], body text DEFAULT 'sealed') RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    message uuid := test.id();
    n integer := cardinality(devices);
BEGIN
    PERFORM test.run(who, format('SELECT api.send_direct(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L)', message,
        test.chat(name), body::bytea, sha256(body::bytea), devices, array_fill('\x01'::bytea, ARRAY[n]),
        array_fill(test.bytes(32, 'key'), ARRAY[n]), array_fill(0, ARRAY[n]), array_fill(0, ARRAY[n]),
        array_fill('\x02'::bytea, ARRAY[n]), array_fill(''::bytea, ARRAY[n])));
    RETURN message;
END $$;
CREATE FUNCTION test.edit_call(message uuid, number integer, body text, epoch bigint DEFAULT 1) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT state FROM api.edit_message(%L, %s, %s, %L, %s, '''', '''', %L, %L)', message, number, epoch,
        CASE WHEN epoch = 0 THEN test.nil() ELSE 'd1577000-0000-7000-8000-000000000000' END, sign(epoch), body::bytea,
        sha256(body::bytea)) $$;
CREATE FUNCTION test.thread_call(thread uuid, name text, body text DEFAULT 'body') RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT state FROM api.create_thread(%L, %L, 1, 1, '''', %L, ''title'', %L)', thread, test.chat(name),
        test.bytes(64, 'signature'), body::bytea) $$;
CREATE FUNCTION test.thread(who text, name text, body text DEFAULT 'body') RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE thread uuid := test.id();
BEGIN
    PERFORM test.run(who, test.thread_call(thread, name, body));
    RETURN thread;
END $$;
CREATE FUNCTION test.reply_call(reply uuid, thread uuid, parent uuid DEFAULT test.nil(), body text DEFAULT 'body') RETURNS text
    LANGUAGE sql AS $$
    SELECT format('SELECT state FROM api.reply(%L, %L, %L, 1, 1, '''', %L, %L)', reply, thread, parent,
        test.bytes(64, 'signature'), body::bytea) $$;
CREATE FUNCTION test.reply(who text, thread uuid, parent uuid DEFAULT test.nil(), body text DEFAULT 'body') RETURNS uuid
    LANGUAGE plpgsql AS $$
DECLARE reply uuid := test.id();
BEGIN
    PERFORM test.run(who, test.reply_call(reply, thread, parent, body));
    RETURN reply;
END $$;
