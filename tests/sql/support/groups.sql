-- Groups and channels made short, for the files beside this folder: \ir support/groups.sql
CREATE TABLE test.chats (name text PRIMARY KEY, id uuid NOT NULL, roles uuid[] NOT NULL);
CREATE FUNCTION test.chat(name text) RETURNS uuid LANGUAGE sql STRICT AS
    'SELECT c.id FROM test.chats c WHERE c.name = chat.name';
-- owner, admin, member
CREATE FUNCTION test.chat_role(chat text, built_in text) RETURNS uuid LANGUAGE sql STRICT AS $$
    SELECT c.roles[CASE built_in WHEN 'owner' THEN 1 WHEN 'admin' THEN 2 ELSE 3 END] FROM test.chats c WHERE c.name = chat $$;

CREATE FUNCTION test.create_chat(who text, name text, kind text DEFAULT 'group', visibility text DEFAULT 'private',
    size integer DEFAULT 50, shares_history boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$
    INSERT INTO test.chats SELECT name, test.id(), ARRAY[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()];
    SELECT test.value(who, format('SELECT api.create_chat(%L, %L, %L, %L, %L, %L, %L, NULL, %s, %L, %L, %L, %L, %L)',
        c.id, kind, visibility, CASE visibility WHEN 'public' THEN name ELSE '' END, '',
        CASE visibility WHEN 'public' THEN ''::bytea ELSE test.bytes(60, name) END, ''::bytea, size, shares_history, c.roles,
        CASE visibility WHEN 'public' THEN test.bytes(32, 'open') ELSE ''::bytea END, test.bytes(100, name), test.bytes(64, 's')))
      FROM test.chats c WHERE c.name = create_chat.name $$;

-- The last four arguments of everything that is logged: the next operation of the chat.
CREATE FUNCTION test.op(chat uuid) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT format('%s, %L::bytea, %L::bytea, %L::bytea', c.head_sequence + 1, c.head_hash,
                  test.bytes(90, gen_random_uuid()::text), test.bytes(64, 'signature'))
      FROM tacet.chats c WHERE c.id = chat $$;
CREATE FUNCTION test.op(chat text) RETURNS text LANGUAGE sql VOLATILE AS 'SELECT test.op(test.chat(chat))';

CREATE FUNCTION test.adds(who text, chat text, whom text, role text DEFAULT 'member') RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.add_member(%L, %L, %L, %s)', test.chat(chat), test.account(whom), test.chat_role(chat, role),
                  test.op(chat)) $$;
CREATE FUNCTION test.removes(chat text, whom text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.remove_member(%L, %L, %s)', test.chat(chat), test.account(whom), test.op(chat)) $$;
CREATE FUNCTION test.leaves(chat text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.leave_chat(%L, %s)', test.chat(chat), test.op(chat)) $$;
CREATE FUNCTION test.joins(chat text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.join_public_chat(%L, %s)', test.chat(chat), test.op(chat)) $$;
CREATE FUNCTION test.assigns(chat text, whom text, role uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.assign_role(%L, %L, %L, %s)', test.chat(chat), test.account(whom), role, test.op(chat)) $$;
CREATE FUNCTION test.defines(chat text, role uuid, permissions jsonb, is_default boolean DEFAULT false,
    name bytea DEFAULT 'sealed') RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.define_role(%L, %L, %L, %L, %L, %L, %L, %s)', test.chat(chat), role, '', name, '#00ff00',
                  permissions, is_default, test.op(chat)) $$;
CREATE FUNCTION test.begins(chat text, reason text DEFAULT 'manual', open_key bytea DEFAULT '') RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.begin_epoch(%L, %s, %L, %L, %s)', c.id, c.epoch + 1, reason, open_key, test.op(c.id))
      FROM tacet.chats c WHERE c.id = test.chat(chat) $$;
CREATE FUNCTION test.wraps(chat text, epoch bigint, VARIADIC whom text[]) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT stored || '' '' || cardinality(dropped) FROM api.put_group_keys(%L, %s, %L, %L, %L, %L, %L)',
        test.chat(chat), epoch, array_agg(test.device(w)), array_agg(test.bytes(32, w)), array_agg(1),
        array_agg(test.bytes(1568, w)), array_agg(test.bytes(80, w))) FROM unnest(whom) w $$;
CREATE FUNCTION test.control(chat text, id uuid, VARIADIC whom text[]) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT state || '' '' || cardinality(dropped) || '' '' || cardinality(limited) '
        'FROM api.send_group_control(%L, %L, 7::smallint, %L, %L, %L, %L, %L, %L, %L)', id, test.chat(chat),
        array_agg(test.device(w)), array_agg(test.bytes(16, w)), array_agg(test.bytes(32, w)), array_agg(0), array_agg(0),
        array_agg(test.bytes(70, w)), array_agg(''::bytea)) FROM unnest(whom) w $$;

-- Members as the log says, folded.
CREATE FUNCTION test.folded(chat uuid) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
    o tacet.group_operations;
    present uuid[] := '{}';
BEGIN
    FOR o IN SELECT * FROM tacet.group_operations x WHERE x.chat_id = chat ORDER BY x.sequence LOOP
        present := CASE WHEN o.kind IN ('create', 'add', 'join') THEN array_append(present, o.subject)
            WHEN o.kind IN ('remove', 'leave') THEN array_remove(present, o.subject)
            WHEN o.kind = 'dissolve' THEN '{}' ELSE present END;
    END LOOP;
    RETURN array(SELECT p FROM unnest(present) p ORDER BY p);
END $$;
-- What has to hold of every chat at any time: gaps or breaks of the chain, a wrong count, members whom the log does
-- not know, more than one owner.
CREATE FUNCTION test.faults() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT 'chain of ' || o.chat_id || ' at ' || o.sequence FROM (
        SELECT x.*, lag(x.hash, 1, ''::bytea) OVER w AS before, row_number() OVER w AS n FROM tacet.group_operations x
        WINDOW w AS (PARTITION BY x.chat_id ORDER BY x.sequence)) o
     WHERE o.before <> o.previous_hash OR o.n <> o.sequence OR o.hash <> sha256(o.previous_hash || o.body)
    UNION ALL
    SELECT 'head of ' || c.id FROM tacet.chats c JOIN LATERAL (SELECT * FROM tacet.group_operations o
            WHERE o.chat_id = c.id ORDER BY o.sequence DESC LIMIT 1) o ON true
     WHERE o.sequence <> c.head_sequence OR o.hash <> c.head_hash
    UNION ALL
    SELECT 'count of ' || c.id FROM tacet.chats c WHERE c.chat_type <> 'direct' AND c.deleted_at IS NULL AND c.member_count <>
        (SELECT count(*) FROM tacet.chat_members m WHERE m.chat_id = c.id AND m.left_at IS NULL)
    UNION ALL
    SELECT 'fold of ' || c.id FROM tacet.chats c WHERE c.chat_type <> 'direct' AND c.deleted_at IS NULL AND test.folded(c.id) <>
        array(SELECT m.user_id FROM tacet.chat_members m WHERE m.chat_id = c.id AND m.left_at IS NULL ORDER BY 1)
    UNION ALL
    SELECT 'owner of ' || c.id FROM tacet.chats c WHERE c.chat_type <> 'direct' AND c.deleted_at IS NULL AND 1 <>
        (SELECT count(*) FROM tacet.chat_members m JOIN tacet.chat_roles r ON r.chat_id = m.chat_id AND r.id = m.role_id
          WHERE m.chat_id = c.id AND m.left_at IS NULL AND r.built_in = 'owner' AND m.user_id = c.owner_id)
    UNION ALL
    SELECT 'key of a stranger in ' || k.chat_id FROM tacet.group_keys k JOIN tacet.devices d ON d.id = k.device_id
      JOIN tacet.chats c ON c.id = k.chat_id AND c.deleted_at IS NULL
     WHERE NOT d.active OR NOT EXISTS (SELECT FROM tacet.chat_members m
        WHERE m.chat_id = k.chat_id AND m.user_id = d.user_id AND m.left_at IS NULL) $$;
