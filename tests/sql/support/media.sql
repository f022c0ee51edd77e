-- Groups and uploads, for the files beside this folder: \i support/media.sql
-- The first of `people` is the owner; all may upload.
CREATE FUNCTION test.crowd(people text[], chat_type text DEFAULT 'group', visibility text DEFAULT 'private') RETURNS uuid
    LANGUAGE plpgsql AS $$
DECLARE
    chat CONSTANT uuid := test.id();
    owner_role CONSTANT uuid := test.id();
    member_role CONSTANT uuid := test.id();
BEGIN
    INSERT INTO tacet.chats (id, chat_type, visibility, encrypted_name, name, owner_id, max_members, member_count)
    VALUES (chat, crowd.chat_type, crowd.visibility, CASE WHEN crowd.visibility <> 'public' THEN 'sealed'::bytea END,
            CASE WHEN crowd.visibility = 'public' THEN 'open' END, test.account(people[1]), 200, cardinality(people));
    INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions) VALUES (chat, owner_role, 'owner', s.all_permissions()),
        (chat, member_role, 'member', '["send_messages", "upload_media"]');
    INSERT INTO tacet.chat_members (chat_id, user_id, role_id)
    SELECT chat, test.account(p), CASE WHEN p = people[1] THEN owner_role ELSE member_role END FROM unnest(people) p;
    RETURN chat;
END $$;
CREATE FUNCTION test.removes(chat uuid, who text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tacet.chat_members m SET left_at = now() WHERE m.chat_id = chat AND m.user_id = test.account(who);
    PERFORM s.run_hooks('member_left', chat, test.account(who));
END $$;

-- The statements of an upload whose bytes come from its id.
CREATE FUNCTION test.begin_sql(area text, holder uuid, media uuid, kind text, size bigint, message uuid DEFAULT NULL) RETURNS text
    LANGUAGE sql AS $$ SELECT format('SELECT state FROM api.begin_media(%L, %L, %L, %L, %L, %L, %L, %L, NULL, %L, %L)', area,
        holder, media, kind, size, (size + 1048575) / 1048576, test.bytes(32, 'whole' || media), test.bytes(100, 'metadata'),
        message, 'database') $$;
CREATE FUNCTION test.chunk(media uuid, size bigint, number integer) RETURNS bytea LANGUAGE sql AS $$
    SELECT test.bytes(least(1048576, size - 1048576::bigint * number)::integer, media || ' ' || number) $$;
CREATE FUNCTION test.put_sql(area text, holder uuid, media uuid, number integer, bytes bytea) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.put_chunk(%L, %L, %L, %L, %L, %L)', area, holder, media, number, bytes, sha256(bytes)) $$;
CREATE FUNCTION test.finish_sql(area text, holder uuid, media uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT state FROM api.finish_media(%L, %L, %L)', area, holder, media) $$;
CREATE FUNCTION test.upload(who text, area text, holder uuid, kind text, size bigint, message uuid DEFAULT NULL) RETURNS uuid
    LANGUAGE plpgsql AS $$
DECLARE media CONSTANT uuid := test.id();
BEGIN
    PERFORM test.run(who, test.begin_sql(area, holder, media, kind, size, message));
    FOR number IN 0..(size - 1) / 1048576 LOOP
        PERFORM test.run(who, test.put_sql(area, holder, media, number, test.chunk(media, size, number)));
    END LOOP;
    PERFORM test.run(who, test.finish_sql(area, holder, media));
    RETURN media;
END $$;
CREATE FUNCTION test.read_sql(area text, holder uuid, media uuid, number integer DEFAULT 0) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.read_chunk(%L, %L, %L, %L)', area, holder, media, number) $$;
CREATE FUNCTION test.media_sql(area text, holder uuid, media uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT size_bytes FROM api.media(%L, %L, %L)', area, holder, media) $$;
