-- Sign-ins and histories go; deleted accounts stay deleted. The functions as they were.
DELETE FROM tacet.hooks WHERE function_name IN ('forget_account', 'device_removed_from_account', 'forget_message_history',
    'forget_chat_history', 'cleanup_used_tokens', 'cleanup_sign_in_events', 'purge_history');

CREATE OR REPLACE FUNCTION s.deliver(me uuid, account uuid, peer uuid, peer_accepted boolean, chat uuid, item_kind smallint,
        item uuid, device_ids uuid[], session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[],
        ciphertexts bytea[], handshakes bytea[], skip uuid[]) RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    reached pg_catalog.uuid[];
BEGIN
    IF NOT peer_accepted THEN
        PERFORM s.demand_modesty(me, account, peer, device_ids, session_ids, handshakes);
    END IF;
    WITH target AS MATERIALIZED (
        SELECT u.*, d.user_id
          FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(session_ids), pg_catalog.unnest(dh_pubkeys),
                   pg_catalog.unnest(pns), pg_catalog.unnest(ns), pg_catalog.unnest(ciphertexts),
                   pg_catalog.unnest(handshakes)) AS u(device, session, key, pn, n, body, shake)
          JOIN tacet.devices d ON d.id = u.device
         WHERE d.active AND d.user_id IN (account, peer) AND d.id <> me AND u.device <> ALL (skip)
    ), noted AS (
        INSERT INTO tacet.message_recipients (message_id, device_id, user_id, chat_id)
        SELECT item, t.device, t.user_id, chat FROM target t WHERE item_kind = 0
        ON CONFLICT DO NOTHING
    ), queued AS (
        INSERT INTO tacet.mailbox (device_id, kind, source_id, chat_id, sender_user, sender_device, header, ciphertext,
                                   handshake, stranger)
        SELECT t.device, item_kind, item, chat, account, me,
               pg_catalog.jsonb_build_object('v', 1, 'session', s.base64url(t.session),
                   'dh_pubkey', s.base64url(t.key), 'pn', t.pn, 'n', t.n),
               t.body, t.shake, NOT peer_accepted AND t.user_id <> account
          FROM target t
        RETURNING mailbox.device_id)
    SELECT pg_catalog.array_agg(q.device_id) INTO reached FROM queued q;
    reached := COALESCE(reached, '{}');
    PERFORM s.note_sessions(me, device_ids, session_ids, handshakes);
    RETURN ARRAY(SELECT d FROM pg_catalog.unnest(device_ids) d WHERE d <> ALL (reached) AND d <> ALL (skip));
END $$;

CREATE OR REPLACE FUNCTION api.remove_device(device_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    gone pg_catalog.record;
BEGIN
    SELECT d.id, d.db_role, d.active INTO gone FROM tacet.devices d
     WHERE d.id = remove_device.device_id AND d.user_id = me.account FOR NO KEY UPDATE;
    IF gone.id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF gone.active THEN
        UPDATE tacet.devices d SET active = false, revoked_at = pg_catalog.now(), push_token = NULL WHERE d.id = gone.id;
        DELETE FROM tacet.one_time_prekeys k WHERE k.device_id = gone.id;
        DELETE FROM tacet.kem_prekeys k WHERE k.device_id = gone.id;
        DELETE FROM tacet.signed_prekeys k WHERE k.device_id = gone.id;
        DELETE FROM tacet.mailbox b WHERE b.device_id = gone.id;
        DELETE FROM tacet.wake_channels w WHERE w.device_id = gone.id;
        PERFORM s.drop_login(gone.db_role);
    END IF;
    PERFORM s.end_connections(gone.db_role);
END $$;

CREATE OR REPLACE FUNCTION s.insert_user(user_id uuid, username text, display_name text, master_pubkey bytea, role text)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    violated pg_catalog.text;
BEGIN
    INSERT INTO tacet.users (id, username, display_name, master_pubkey, workspace_role)
    VALUES (insert_user.user_id, insert_user.username, insert_user.display_name, insert_user.master_pubkey, role);
EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    PERFORM s.refuse(CASE violated WHEN 'users_username' THEN 'SR007' WHEN 'users_one_owner' THEN 'SR005' ELSE 'SR006' END);
END $$;

CREATE OR REPLACE FUNCTION s.cleanup_expired_sessions() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.pending_sessions p
        WHERE p.updated_at < pg_catalog.now() - interval '30 days' RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;

CREATE OR REPLACE FUNCTION api.advance_counter(from_counter bigint, nonce bytea) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    counter_now bigint;
    nonce_now pg_catalog.bytea;
BEGIN
    PERFORM s.demand(from_counter >= 0 AND pg_catalog.octet_length(nonce) = 16);
    SELECT d.counter, d.counter_nonce INTO counter_now, nonce_now
      FROM tacet.devices d WHERE d.id = me.device FOR NO KEY UPDATE;
    IF counter_now = from_counter THEN
        UPDATE tacet.devices d SET counter = from_counter + 1, counter_nonce = nonce WHERE d.id = me.device;
    ELSIF counter_now <> from_counter + 1 OR nonce_now IS DISTINCT FROM nonce THEN
        PERFORM s.refuse('SR006');
    END IF;
    RETURN from_counter + 1;
END $$;

GRANT USAGE ON SCHEMA s TO @enroller@;
SET LOCAL ROLE @enroller@;
DROP FUNCTION s.set_login_password(text, text);
SET LOCAL ROLE @owner@;
REVOKE USAGE ON SCHEMA s FROM @enroller@;
DROP FUNCTION s.note_sign_in(uuid, text, uuid), s.is_verifier(text),
    api.my_profile(), api.profile(uuid), api.set_profile(text, text, uuid, text), api.set_bio(text),
    api.set_avatar(uuid), api.set_presence(text), s.address_of(text, text), api.request_address(text, text),
    api.confirm_address(text), api.remove_address(text), api.search_users(text, text, integer),
    api.user_by_address(text, text), api.set_workspace_role(uuid, text), s.make_owner(uuid),
    api.transfer_ownership(uuid), admin.make_owner(uuid), api.set_device_label(uuid, text), api.set_push_token(text),
    api.my_devices(uuid, integer), api.rotate_password(text), s.revoke_device(uuid), s.username_hash(text),
    s.end_connections_of(uuid), s.erase_user(uuid), api.delete_account(text), admin.delete_user(uuid),
    s.forget_account(uuid), api.set_account_recovery(bigint, bytea), api.account_recovery(), s.history_epoch(uuid),
    api.history_epoch(), s.begin_history_epoch(uuid, uuid), api.begin_history_epoch(bigint),
    s.device_removed_from_account(uuid), s.any_id(), s.request_purge(uuid, uuid), s.is_purged(uuid, uuid),
    s.demand_no_purge(uuid, uuid), s.keeps_history(uuid, uuid), api.put_history_keys(bigint, uuid, uuid[], bytea[]),
    api.history_keys(uuid, uuid, uuid, integer), api.set_history(uuid, boolean), api.set_chat_history(uuid, boolean),
    api.history_state(uuid), s.forget_message_history(uuid), s.forget_chat_history(uuid), s.purge_history(),
    s.use_token(bytea, uuid, timestamptz), admin.use_token(bytea, uuid, timestamptz),
    admin.open_login_session(uuid, bytea, inet, text, bigint), admin.rotate_login_session(bytea, bytea, inet, text),
    api.login_sessions(), api.end_login_session(uuid), s.cleanup_used_tokens(), s.cleanup_sign_in_events(),
    api.sign_in_events(uuid, integer), s.mailbox_is_full(uuid, uuid, bigint);

ALTER INDEX tacet.users_search RESET (fastupdate);
DROP INDEX tacet.blocked_users_blocked, tacet.contacts_contact, tacet.mailbox_senders,
    tacet.devices_owner;
DELETE FROM tacet.partitioned_tables WHERE name = 'history_keys';
DROP TABLE tacet.sign_in_events, tacet.login_sessions, tacet.used_tokens, tacet.history_purges, tacet.history_settings,
    tacet.chats_without_history, tacet.history_keys, tacet.history_epochs, tacet.account_recovery, tacet.retired_usernames,
    tacet.address_requests;
WITH gone AS (DELETE FROM tacet.policy_defaults WHERE key IN ('demand_contact', 'find_by_email', 'find_by_phone',
        'presence_visible', 'history_keys', 'mailbox_rows')
    OR key ~ '^(profile|presence|address|lookup|history|password)_(burst|per_second)$' RETURNING key)
UPDATE tacet.tenant SET policy = policy - ARRAY(SELECT key FROM gone);
