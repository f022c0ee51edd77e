DELETE FROM tacet.hooks WHERE function_name IN ('end_session_deposits', 'cleanup_session_deposits');
DROP FUNCTION s.end_session_deposits(uuid), s.cleanup_session_deposits(), api.departed_members(uuid, uuid, integer),
    api.operation_signers(uuid, bigint, integer), api.session_deposits(uuid, uuid[]),
    api.put_session_deposit(uuid, uuid, bigint, bytea),
    api.change_group(uuid, text, text, text, bytea, bytea, uuid, integer, integer, bigint, bytea, bytea, bytea),
    api.create_group(uuid, text, text, text, text, bytea, bytea, uuid, integer, integer, uuid[], bytea, bytea, bytea);

CREATE OR REPLACE FUNCTION s.leave_all_chats(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    chat pg_catalog.record;
    heir pg_catalog.uuid;
BEGIN
    -- Buckets before chats, as every call of a device takes them: what comes after this deletes them.
    PERFORM FROM tacet.rate_buckets b
      WHERE b.device_id IN (SELECT d.id FROM tacet.devices d WHERE d.user_id = account)
      ORDER BY b.device_id, b.kind FOR UPDATE;
    DELETE FROM tacet.chat_join_requests r WHERE r.user_id = account;
    FOR chat IN
        SELECT c.id, c.owner_id FROM tacet.chats c
         WHERE c.id IN (SELECT m.chat_id FROM tacet.chat_members m WHERE m.user_id = account AND m.left_at IS NULL)
           AND c.deleted_at IS NULL
         ORDER BY c.id FOR NO KEY UPDATE
    LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM tacet.chat_members m
            WHERE m.chat_id = chat.id AND m.user_id = account AND m.left_at IS NULL);
        IF chat.owner_id = account THEN
            heir := COALESCE(
                (SELECT m.user_id FROM tacet.chat_members m JOIN tacet.users u ON u.id = m.user_id AND u.deleted_at IS NULL
                  WHERE m.chat_id = chat.id AND m.role_id = s.built_in_role(chat.id, 'admin') AND m.left_at IS NULL
                    AND m.user_id <> account ORDER BY m.joined_at, m.user_id LIMIT 1),
                (SELECT m.user_id FROM tacet.chat_members m JOIN tacet.users u ON u.id = m.user_id AND u.deleted_at IS NULL
                  WHERE m.chat_id = chat.id AND m.left_at IS NULL
                    AND m.user_id <> account ORDER BY m.joined_at, m.user_id LIMIT 1));
            IF heir IS NULL THEN
                PERFORM s.dissolve(chat.id);
                CONTINUE;
            END IF;
            PERFORM s.make_owner(chat.id, heir);
            UPDATE tacet.chats c SET succession_due = true WHERE c.id = chat.id;
        END IF;
        PERFORM s.unseat(chat.id, account, NULL, NULL);
        PERFORM s.log_event(chat.id, 'chat', account);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION s.unseat(chat uuid, account uuid, sequence bigint, remover uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.chat_members m
       SET left_at = pg_catalog.now(), left_sequence = unseat.sequence, removed_by = remover, muted_until = NULL,
           role_id = (SELECT r.id FROM tacet.chat_roles r WHERE r.chat_id = chat AND r.built_in = 'member')
     WHERE m.chat_id = chat AND m.user_id = account AND m.left_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.chats c SET member_count = c.member_count - 1 WHERE c.id = chat;
    DELETE FROM tacet.group_keys k USING tacet.devices d
     WHERE d.user_id = account AND d.active AND k.device_id = d.id AND k.chat_id = chat;
    DELETE FROM tacet.group_sender_keys k USING tacet.devices d
     WHERE d.user_id = account AND d.active AND k.device_id = d.id AND k.chat_id = chat;
    PERFORM s.void_invites(chat, account);
    PERFORM s.want_epoch(chat, CASE WHEN remover IS NULL THEN 'left' ELSE 'removal' END);
    PERFORM s.run_hooks('member_left', chat, account);
END $$;

CREATE OR REPLACE FUNCTION api.devices_without_key(chat_id uuid, epoch bigint, after uuid, members integer, OUT next_after uuid,
        OUT device_ids uuid[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    page pg_catalog.uuid[];
BEGIN
    PERFORM s.demand(epoch >= 1 AND after IS NOT NULL AND members BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, 'manage_members');
    page := ARRAY(SELECT m.user_id FROM tacet.chat_members m
        WHERE m.chat_id = devices_without_key.chat_id AND m.user_id > after AND m.left_at IS NULL
        ORDER BY m.user_id LIMIT members);
    next_after := CASE WHEN pg_catalog.cardinality(page) = members THEN page[members] END;
    device_ids := ARRAY(
        SELECT d.id FROM tacet.chats c
          JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = ANY (page) AND m.left_at IS NULL
          JOIN tacet.devices d ON d.user_id = m.user_id AND d.active
         WHERE c.id = devices_without_key.chat_id AND (c.shares_history OR m.joined_epoch <= devices_without_key.epoch)
           AND NOT EXISTS (SELECT FROM tacet.group_keys k WHERE k.device_id = d.id
                AND k.chat_id = devices_without_key.chat_id AND k.epoch = devices_without_key.epoch)
         ORDER BY d.user_id, d.id);
END $$;

CREATE OR REPLACE FUNCTION api.put_group_keys(chat_id uuid, epoch bigint, device_ids uuid[], encapsulations bytea[],
        kem_key_ids bigint[], kem_ciphertexts bytea[], ciphertexts bytea[], OUT stored integer, OUT dropped uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(epoch >= 1
        AND s.wraps_are_sound(device_ids, encapsulations, kem_key_ids, kem_ciphertexts, ciphertexts));
    PERFORM s.take(me.device, 'distribute', pg_catalog.cardinality(device_ids));
    act := s.lock_chat(me.account, chat_id, NULL);
    IF NOT act.permissions ? 'manage_members' AND EXISTS (SELECT FROM pg_catalog.unnest(device_ids) u
            WHERE NOT EXISTS (SELECT FROM tacet.devices d WHERE d.id = u AND d.user_id = me.account)) THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF NOT EXISTS (SELECT FROM tacet.group_key_epochs e WHERE e.chat_id = put_group_keys.chat_id
            AND e.epoch = put_group_keys.epoch AND e.open_key IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    WITH target AS MATERIALIZED (
        SELECT u.* FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(encapsulations),
                   pg_catalog.unnest(kem_key_ids), pg_catalog.unnest(kem_ciphertexts), pg_catalog.unnest(ciphertexts))
               AS u(device, encapsulation, kem_id, kem, body)
          JOIN tacet.devices d ON d.id = u.device AND d.active
          JOIN tacet.chat_members m ON m.chat_id = put_group_keys.chat_id AND m.user_id = d.user_id AND m.left_at IS NULL
          JOIN tacet.chats c ON c.id = m.chat_id
         WHERE c.shares_history OR m.joined_epoch <= put_group_keys.epoch
    ), put AS (
        INSERT INTO tacet.group_keys (device_id, chat_id, epoch, wrapped_by, encapsulation, kem_key_id, kem_ciphertext,
                                      ciphertext)
        SELECT t.device, put_group_keys.chat_id, put_group_keys.epoch, me.device, t.encapsulation, t.kem_id, t.kem, t.body
          FROM target t
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT pg_catalog.count(*) FROM put),
           ARRAY(SELECT u FROM pg_catalog.unnest(device_ids) u WHERE u NOT IN (SELECT t.device FROM target t))
      INTO stored, dropped;
    IF stored > 0 THEN
        PERFORM s.log_event(chat_id, 'keys', me.device);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION s.history_start(account uuid, chat uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN (SELECT CASE WHEN c.shares_history OR c.visibility = 'public' OR m.joined_sequence = 1
                        THEN '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid
                        ELSE s.uuid7_floor(m.joined_at) END
              FROM tacet.chats c JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL
             WHERE c.id = chat AND c.deleted_at IS NULL);
END $$;

DROP FUNCTION s.shows_epoch(uuid, integer, bigint, timestamptz, bigint);
CREATE INDEX chat_members_seniority ON tacet.chat_members (chat_id, joined_at, user_id) WHERE left_at IS NULL;
DROP INDEX tacet.chat_members_succession, tacet.chat_members_departed;
ALTER TABLE tacet.chat_members DROP COLUMN departed_after, DROP COLUMN departed_from_staff;
DROP TABLE tacet.group_session_deposits;
DROP TRIGGER chats_history ON tacet.chats;
DROP FUNCTION s.align_history();
ALTER TABLE tacet.chats DROP COLUMN history_days;
