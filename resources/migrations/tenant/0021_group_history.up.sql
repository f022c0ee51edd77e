-- What newcomers may read of the time before they came, in days; sessions that are deposited for them; with whose keys
-- the operations of a log were signed, and who left a chat because the account was deleted.

-- -1: everything, 0: nothing, else what was in so many days before somebody joined. shares_history says whether -1.
ALTER TABLE tacet.chats ADD COLUMN history_days integer NOT NULL DEFAULT 0 CHECK (history_days BETWEEN -1 AND 36500);
UPDATE tacet.chats c SET history_days = -1 WHERE c.shares_history;
CREATE FUNCTION s.align_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NEW.shares_history <> (NEW.history_days = -1) THEN
        NEW.history_days := CASE WHEN NEW.shares_history THEN -1 ELSE 0 END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER chats_history BEFORE INSERT OR UPDATE OF shares_history, history_days ON tacet.chats
    FOR EACH ROW EXECUTE FUNCTION s.align_history();

-- A Megolm session at its first message, under the chat's key of the epoch in which it began: whoever is shown that
-- epoch opens it. Only where the chat shares its past.
CREATE TABLE tacet.group_session_deposits (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    distribution_id uuid NOT NULL,
    device_id uuid NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 1),
    sealed_session bytea NOT NULL CHECK (octet_length(sealed_session) BETWEEN 64 AND 1024),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chat_id, distribution_id, device_id)
);
CREATE INDEX group_session_deposits_age ON tacet.group_session_deposits (created_at);
SELECT s.seal('tacet.group_session_deposits');

-- Where an account was deleted nobody signs that it left: the last operation before, and whether more than members
-- have to know.
ALTER TABLE tacet.chat_members
    ADD COLUMN departed_after bigint,
    ADD COLUMN departed_from_staff boolean NOT NULL DEFAULT false;
CREATE INDEX chat_members_departed ON tacet.chat_members (chat_id, user_id) WHERE departed_after IS NOT NULL;
-- In the log's own order, which every member sees and no transaction's waiting changes.
CREATE INDEX chat_members_succession ON tacet.chat_members (chat_id, joined_sequence) WHERE left_at IS NULL;
DROP INDEX tacet.chat_members_seniority;

-- Whether somebody who joined then is shown an epoch: one of his time, or that still was the newest in the days before
-- that the chat shares.
CREATE FUNCTION s.shows_epoch(chat uuid, history_days integer, joined_epoch bigint, joined_at timestamptz, epoch bigint)
    RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN history_days = -1 OR joined_epoch <= epoch OR (history_days > 0 AND NOT EXISTS (
        SELECT FROM tacet.group_key_epochs e WHERE e.chat_id = chat AND e.epoch = shows_epoch.epoch + 1
           AND e.made_at < joined_at - pg_catalog.make_interval(days => history_days)));
END $$;

CREATE OR REPLACE FUNCTION s.history_start(account uuid, chat uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN (SELECT CASE WHEN c.history_days = -1 OR c.visibility = 'public' OR m.joined_sequence = 1
                        THEN '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid
                        ELSE s.uuid7_floor(m.joined_at - pg_catalog.make_interval(days => c.history_days)) END
              FROM tacet.chats c JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL
             WHERE c.id = chat AND c.deleted_at IS NULL);
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
         WHERE s.shows_epoch(c.id, c.history_days, m.joined_epoch, m.joined_at, put_group_keys.epoch)
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
         WHERE c.id = devices_without_key.chat_id
           AND s.shows_epoch(c.id, c.history_days, m.joined_epoch, m.joined_at, devices_without_key.epoch)
           AND NOT EXISTS (SELECT FROM tacet.group_keys k WHERE k.device_id = d.id
                AND k.chat_id = devices_without_key.chat_id AND k.epoch = devices_without_key.epoch)
         ORDER BY d.user_id, d.id);
END $$;

CREATE OR REPLACE FUNCTION s.unseat(chat uuid, account uuid, sequence bigint, remover uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.chat_members m
       SET left_at = pg_catalog.now(), left_sequence = unseat.sequence, removed_by = remover, muted_until = NULL,
           departed_after = CASE WHEN unseat.sequence IS NULL THEN
               (SELECT c.head_sequence FROM tacet.chats c WHERE c.id = chat) END,
           departed_from_staff = unseat.sequence IS NULL AND EXISTS (SELECT FROM tacet.chat_roles r
               WHERE r.chat_id = chat AND r.id = m.role_id AND r.built_in IS DISTINCT FROM 'member'),
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
                    AND m.user_id <> account ORDER BY m.joined_sequence LIMIT 1),
                (SELECT m.user_id FROM tacet.chat_members m JOIN tacet.users u ON u.id = m.user_id AND u.deleted_at IS NULL
                  WHERE m.chat_id = chat.id AND m.left_at IS NULL
                    AND m.user_id <> account ORDER BY m.joined_sequence LIMIT 1));
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

-- As api.create_chat, with so many days of history for newcomers.
CREATE FUNCTION api.create_group(chat_id uuid, chat_type text, visibility text, name text, description text,
        encrypted_name bytea, encrypted_description bytea, avatar uuid, max_members integer, history_days integer,
        role_ids uuid[], open_key bytea, body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    state pg_catalog.text;
BEGIN
    PERFORM s.demand(history_days BETWEEN -1 AND 36500 AND pg_catalog.cardinality(role_ids) = 3);
    state := api.create_chat(chat_id, chat_type, visibility, name, description, encrypted_name, encrypted_description,
        avatar, max_members, history_days = -1, role_ids, open_key, body, signature);
    IF state = 'stored' THEN
        UPDATE tacet.chats c SET history_days = create_group.history_days WHERE c.id = create_group.chat_id;
    END IF;
    RETURN state;
END $$;

-- As api.change_chat, with so many days of history for newcomers.
CREATE FUNCTION api.change_group(chat_id uuid, visibility text, name text, description text, encrypted_name bytea,
        encrypted_description bytea, avatar uuid, max_members integer, history_days integer,
        sequence bigint, previous_hash bytea, body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    state pg_catalog.text;
BEGIN
    PERFORM s.demand(history_days BETWEEN -1 AND 36500);
    state := api.change_chat(chat_id, visibility, name, description, encrypted_name, encrypted_description, avatar,
        max_members, history_days = -1, sequence, previous_hash, body, signature);
    IF state = 'stored' THEN
        UPDATE tacet.chats c SET history_days = change_group.history_days WHERE c.id = change_group.chat_id;
        IF history_days = 0 THEN
            DELETE FROM tacet.group_session_deposits d WHERE d.chat_id = change_group.chat_id;
        END IF;
    END IF;
    RETURN state;
END $$;

-- Of the session that this device sends with. SR006: the chat shares nothing, or another session lies there.
CREATE FUNCTION api.put_session_deposit(chat_id uuid, distribution_id uuid, epoch bigint, sealed_session bytea)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(distribution_id IS NOT NULL AND epoch >= 1
        AND pg_catalog.octet_length(sealed_session) BETWEEN 64 AND 1024);
    PERFORM s.take(me.device, 'group', 1);
    PERFORM s.lock_chat(me.account, chat_id, 'send_messages');
    IF NOT EXISTS (SELECT FROM tacet.group_sender_keys k WHERE k.chat_id = put_session_deposit.chat_id
            AND k.device_id = me.device AND k.distribution_id = put_session_deposit.distribution_id
            AND k.ended_at IS NULL)
       OR NOT EXISTS (SELECT FROM tacet.group_key_epochs e WHERE e.chat_id = put_session_deposit.chat_id
            AND e.epoch = put_session_deposit.epoch) THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF (SELECT c.history_days FROM tacet.chats c WHERE c.id = put_session_deposit.chat_id) = 0 THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.group_session_deposits (chat_id, distribution_id, device_id, epoch, sealed_session)
    VALUES (put_session_deposit.chat_id, put_session_deposit.distribution_id, me.device, put_session_deposit.epoch,
        put_session_deposit.sealed_session)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        RETURN 'stored';
    END IF;
    IF NOT EXISTS (SELECT FROM tacet.group_session_deposits d WHERE d.chat_id = put_session_deposit.chat_id
            AND d.distribution_id = put_session_deposit.distribution_id AND d.device_id = me.device
            AND d.epoch = put_session_deposit.epoch AND d.sealed_session = put_session_deposit.sealed_session) THEN
        PERFORM s.refuse('SR006');
    END IF;
    RETURN 'repeat';
END $$;

-- Those of these sessions whose epoch the caller is shown.
CREATE FUNCTION api.session_deposits(chat_id uuid, distribution_ids uuid[])
    RETURNS TABLE (distribution_id uuid, device_id uuid, epoch bigint, sealed_session bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.array_ndims(distribution_ids) = 1
        AND pg_catalog.cardinality(distribution_ids) BETWEEN 1 AND 100);
    PERFORM s.acting(me.account, chat_id, NULL);
    RETURN QUERY
    SELECT d.distribution_id, d.device_id, d.epoch, d.sealed_session
      FROM (SELECT DISTINCT u FROM pg_catalog.unnest(distribution_ids) u) w
      JOIN tacet.group_session_deposits d ON d.chat_id = session_deposits.chat_id AND d.distribution_id = w.u
      JOIN tacet.chats c ON c.id = d.chat_id
      JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = me.account AND m.left_at IS NULL
     WHERE s.shows_epoch(c.id, c.history_days, m.joined_epoch, m.joined_at, d.epoch)
     ORDER BY d.distribution_id, d.device_id LIMIT 200;
END $$;

-- Whose devices signed the operations after `since` that api.operations shows: also devices that were removed and
-- accounts that were deleted since, with whose certificates they are checked.
CREATE FUNCTION api.operation_signers(chat_id uuid, since bigint, max_rows integer)
    RETURNS TABLE (device_id uuid, user_id uuid, master_pubkey bytea, certificate bytea, certificate_signature bytea,
                   is_active boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    everything boolean;
BEGIN
    PERFORM s.demand(since >= 0 AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    everything := s.sees_members(me.account, chat_id);
    RETURN QUERY
    SELECT d.id, d.user_id, u.master_pubkey, d.certificate, d.certificate_signature, d.active
      FROM (SELECT DISTINCT x.actor_device FROM (
               SELECT o.actor_device, o.is_ordinary, o.subject, o.actor_user FROM tacet.group_operations o
                WHERE o.chat_id = operation_signers.chat_id AND o.sequence > since
                ORDER BY o.sequence LIMIT max_rows) x
             WHERE everything OR NOT x.is_ordinary OR x.subject = me.account OR x.actor_user = me.account) w
      JOIN tacet.devices d ON d.id = w.actor_device
      JOIN tacet.users u ON u.id = d.user_id
     ORDER BY d.id;
END $$;

-- Who left because the account was deleted, after which operation. Readers that are not listed are not told of.
CREATE FUNCTION api.departed_members(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, departed_after bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    everything boolean;
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    everything := s.sees_members(me.account, chat_id);
    RETURN QUERY
    SELECT m.user_id, m.departed_after FROM tacet.chat_members m
     WHERE m.chat_id = departed_members.chat_id AND m.user_id > after AND m.departed_after IS NOT NULL
       AND (everything OR m.departed_from_staff)
     ORDER BY m.user_id LIMIT max_rows;
END $$;

-- Sessions end after a week; what no newcomer is shown any more is of no use.
CREATE FUNCTION s.cleanup_session_deposits() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.group_session_deposits d
     WHERE (d.chat_id, d.distribution_id, d.device_id) IN (
        SELECT x.chat_id, x.distribution_id, x.device_id FROM tacet.group_session_deposits x
          JOIN tacet.chats c ON c.id = x.chat_id AND c.history_days >= 0
         WHERE x.created_at < pg_catalog.now() - pg_catalog.make_interval(days => c.history_days + 15)
         ORDER BY x.created_at LIMIT 20000);
END $$;
CREATE FUNCTION s.end_session_deposits(chat uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    DELETE FROM tacet.group_session_deposits d WHERE d.chat_id = chat
$$;
INSERT INTO tacet.hooks (event, function_name, position) VALUES ('chat_deleted', 'end_session_deposits', 60),
    ('maintain', 'cleanup_session_deposits', 110);

GRANT EXECUTE ON FUNCTION
    api.create_group(uuid, text, text, text, text, bytea, bytea, uuid, integer, integer, uuid[], bytea, bytea, bytea),
    api.change_group(uuid, text, text, text, bytea, bytea, uuid, integer, integer, bigint, bytea, bytea, bytea),
    api.put_session_deposit(uuid, uuid, bigint, bytea), api.session_deposits(uuid, uuid[]),
    api.operation_signers(uuid, bigint, integer), api.departed_members(uuid, uuid, integer) TO @user@;
