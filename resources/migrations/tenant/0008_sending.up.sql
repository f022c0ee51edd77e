-- Sending: one body, one small row per device, all in one transaction, idempotent by id. Nothing here
-- notifies anybody.

-- Shape and sizes of the per-device arrays; NULLs anywhere are refused.
CREATE FUNCTION s.envelopes_are_sound(device_ids uuid[], session_ids bytea[], dh_pubkeys bytea[], pns bigint[],
                                      ns bigint[], ciphertexts bytea[], handshakes bytea[]) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    size CONSTANT integer := pg_catalog.cardinality(device_ids);
BEGIN
    IF (size <= 512 AND pg_catalog.cardinality(session_ids) = size AND pg_catalog.cardinality(dh_pubkeys) = size
        AND pg_catalog.cardinality(pns) = size AND pg_catalog.cardinality(ns) = size
        AND pg_catalog.cardinality(ciphertexts) = size AND pg_catalog.cardinality(handshakes) = size
        AND (size = 0 OR (pg_catalog.array_lower(device_ids, 1) = 1 AND pg_catalog.array_lower(session_ids, 1) = 1
            AND pg_catalog.array_lower(dh_pubkeys, 1) = 1 AND pg_catalog.array_lower(pns, 1) = 1
            AND pg_catalog.array_lower(ns, 1) = 1 AND pg_catalog.array_lower(ciphertexts, 1) = 1
            AND pg_catalog.array_lower(handshakes, 1) = 1))) IS NOT TRUE THEN
        RETURN false;
    END IF;
    FOR i IN 1..size LOOP
        -- More than one dimension gives NULL here and is refused with it.
        IF (device_ids[i] IS NOT NULL
            AND pg_catalog.octet_length(session_ids[i]) BETWEEN 1 AND 32 AND pg_catalog.octet_length(dh_pubkeys[i]) = 32
            AND pns[i] BETWEEN 0 AND 4294967295 AND ns[i] BETWEEN 0 AND 4294967295
            AND pg_catalog.octet_length(ciphertexts[i]) BETWEEN 1 AND 65536
            AND pg_catalog.octet_length(handshakes[i]) <= 16384
            AND (i = size OR device_ids[i] <> ALL (device_ids[i + 1:]))) IS NOT TRUE THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $$;

CREATE FUNCTION s.base64url(value bytea) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN pg_catalog.rtrim(pg_catalog.translate(pg_catalog.encode(value, 'base64'), E'+/\n', '-_'), '=');
END $$;

-- Sessions between devices: initiated by a handshake, responded by the first answer in the same session,
-- completed when the initiator has stopped sending the handshake.
CREATE FUNCTION s.note_sessions(me uuid, device_ids uuid[], session_ids bytea[], handshakes bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    WITH moved AS (
        UPDATE tacet.pending_sessions p
           SET state = CASE p.state WHEN 'initiated' THEN 'responded' ELSE 'completed' END, updated_at = pg_catalog.now()
          FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(session_ids), pg_catalog.unnest(handshakes))
               AS u(device, session, shake)
         WHERE p.session_id = u.session
           AND ((p.initiator_device = u.device AND p.recipient_device = me AND p.state = 'initiated')
             OR (p.initiator_device = me AND p.recipient_device = u.device AND p.state = 'responded'
                 AND pg_catalog.octet_length(u.shake) = 0))
        RETURNING p.session_id, p.initiator_device, p.recipient_device, p.state)
    INSERT INTO tacet.ratchet_sessions (session_id, initiator_device, recipient_device)
    SELECT m.session_id, m.initiator_device, m.recipient_device FROM moved m WHERE m.state = 'responded'
    ON CONFLICT DO NOTHING;
    INSERT INTO tacet.pending_sessions (session_id, initiator_device, recipient_device)
    SELECT u.session, me, u.device
      FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(session_ids), pg_catalog.unnest(handshakes))
           AS u(device, session, shake)
      JOIN tacet.devices d ON d.id = u.device AND d.active
     WHERE pg_catalog.octet_length(u.shake) > 0
    ON CONFLICT DO NOTHING;
END $$;

-- What somebody may leave with a person who has not accepted them yet. The lock is on the caller's own row.
CREATE FUNCTION s.demand_modesty(me uuid, account uuid, peer uuid, device_ids uuid[], session_ids bytea[],
                                 handshakes bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    rows_allowed CONSTANT bigint := s.policy_number('stranger_mailbox_rows');
    sessions_allowed CONSTANT bigint := s.policy_number('stranger_sessions');
BEGIN
    PERFORM FROM tacet.users u WHERE u.id = account FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(session_ids), pg_catalog.unnest(handshakes))
               AS u(device, session, shake)
          JOIN tacet.devices d ON d.id = u.device AND d.user_id = peer AND d.active
         WHERE (SELECT pg_catalog.count(*) FROM tacet.mailbox m
                 WHERE m.device_id = u.device AND m.sender_user = account AND m.stranger) >= rows_allowed
            OR (pg_catalog.octet_length(u.shake) > 0 AND
                (SELECT pg_catalog.count(*) FROM tacet.pending_sessions p
                  WHERE p.recipient_device = u.device AND p.initiator_device = me AND p.state = 'initiated'
                    AND p.session_id <> u.session) >= sessions_allowed)) THEN
        PERFORM s.refuse('SR003');
    END IF;
END $$;

-- Puts one envelope into each device's queue. Answers the devices that got none: removed ones, and such as
-- belong to neither account of the chat.
CREATE FUNCTION s.deliver(me uuid, account uuid, peer uuid, peer_accepted boolean, chat uuid, item_kind smallint,
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

-- Manifest versions, so that a client sees at once that it missed a device.
CREATE FUNCTION s.manifest_version(account uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN (SELECT u.manifest_version FROM tacet.users u WHERE u.id = account);
END $$;

CREATE FUNCTION api.send_direct(message_id uuid, chat_id uuid, encrypted_content bytea, content_hash bytea,
        device_ids uuid[], session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[], ciphertexts bytea[],
        handshakes bytea[], OUT state text, OUT own_manifest bigint, OUT peer_manifest bigint, OUT dropped uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    other pg_catalog.record;
BEGIN
    PERFORM s.demand(s.is_current_id(message_id)
        AND pg_catalog.octet_length(encrypted_content) BETWEEN 1 AND 1048576
        AND content_hash = pg_catalog.sha256(encrypted_content)
        AND s.envelopes_are_sound(device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes));
    -- A client may have switched it off for its session; what is answered as stored has to be stored.
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    other := s.peer_in(me.account, chat_id);
    own_manifest := s.manifest_version(me.account);
    peer_manifest := s.manifest_version(other.peer);
    dropped := '{}';
    state := 'stored';
    INSERT INTO tacet.messages AS m (id, chat_id, sender_user, sender_device, encrypted_content, content_hash)
    VALUES (send_direct.message_id, send_direct.chat_id, me.account, me.device, send_direct.encrypted_content,
            send_direct.content_hash)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        state := 'repeat';
        IF NOT EXISTS (SELECT FROM tacet.messages m WHERE m.id = send_direct.message_id
                AND m.sender_device = me.device AND m.chat_id = send_direct.chat_id
                AND m.content_hash = send_direct.content_hash) THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    IF s.is_blocked(me.account, other.peer) THEN
        PERFORM s.refuse('SR008');
    END IF;
    PERFORM s.take(me.device, 'send', 1);
    IF NOT other.i_accepted THEN
        PERFORM s.accept(me.account, other.peer);
    END IF;
    dropped := s.deliver(me.device, me.account, other.peer, other.peer_accepted, chat_id, 0::pg_catalog.int2, message_id,
        device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes, '{}');
END $$;

-- Several messages in one call, in order, all or none; envelope_counts says how many envelopes belong to each.
CREATE FUNCTION api.send_direct_batch(message_ids uuid[], chat_ids uuid[], contents bytea[], content_hashes bytea[],
        envelope_counts bigint[], device_ids uuid[], session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[],
        ciphertexts bytea[], handshakes bytea[])
    RETURNS TABLE (state text, own_manifest bigint, peer_manifest bigint, dropped uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    size CONSTANT integer := pg_catalog.cardinality(message_ids);
    first bigint := 1;
    last bigint := 0;
BEGIN
    PERFORM s.caller();
    PERFORM s.demand(size BETWEEN 1 AND 128 AND pg_catalog.cardinality(chat_ids) = size
        AND pg_catalog.cardinality(contents) = size AND pg_catalog.cardinality(content_hashes) = size
        AND pg_catalog.cardinality(envelope_counts) = size AND 0 <= ALL (envelope_counts)
        AND 512 >= ALL (envelope_counts)
        AND (SELECT pg_catalog.sum(c) FROM pg_catalog.unnest(envelope_counts) c) = pg_catalog.cardinality(device_ids)
        AND pg_catalog.cardinality(device_ids) <= 512
        AND pg_catalog.cardinality(session_ids) = pg_catalog.cardinality(device_ids)
        AND pg_catalog.cardinality(dh_pubkeys) = pg_catalog.cardinality(device_ids)
        AND pg_catalog.cardinality(pns) = pg_catalog.cardinality(device_ids)
        AND pg_catalog.cardinality(ns) = pg_catalog.cardinality(device_ids)
        AND pg_catalog.cardinality(ciphertexts) = pg_catalog.cardinality(device_ids)
        AND pg_catalog.cardinality(handshakes) = pg_catalog.cardinality(device_ids));
    FOR i IN 1..size LOOP
        last := first + envelope_counts[i] - 1;
        RETURN QUERY SELECT r.state, r.own_manifest, r.peer_manifest, r.dropped
            FROM api.send_direct(message_ids[i], chat_ids[i], contents[i], content_hashes[i], device_ids[first:last],
                session_ids[first:last], dh_pubkeys[first:last], pns[first:last], ns[first:last],
                ciphertexts[first:last], handshakes[first:last]) r;
        first := last + 1;
    END LOOP;
END $$;

-- Control messages: the ratchet ciphertext is all there is.
CREATE FUNCTION api.send_control(control_id uuid, chat_id uuid, kind smallint, device_ids uuid[],
        session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[], ciphertexts bytea[], handshakes bytea[],
        OUT state text, OUT own_manifest bigint, OUT peer_manifest bigint, OUT dropped uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    other pg_catalog.record;
    sum pg_catalog.bytea;
BEGIN
    PERFORM s.demand(s.is_current_id(control_id) AND kind > 0
        AND s.envelopes_are_sound(device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes)
        AND pg_catalog.cardinality(device_ids) > 0);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    other := s.peer_in(me.account, chat_id);
    own_manifest := s.manifest_version(me.account);
    peer_manifest := s.manifest_version(other.peer);
    dropped := '{}';
    state := 'stored';
    sum := pg_catalog.sha256(pg_catalog.uuid_send(chat_id) || pg_catalog.int2send(kind)
        || (SELECT pg_catalog.string_agg(pg_catalog.uuid_send(u.d) || pg_catalog.sha256(u.c), '' ORDER BY u.d)
              FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(ciphertexts)) AS u(d, c)));
    INSERT INTO tacet.send_ledger (device_id, id, digest) VALUES (me.device, control_id, sum) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        state := 'repeat';
        IF NOT EXISTS (SELECT FROM tacet.send_ledger l WHERE l.device_id = me.device AND l.id = control_id
                AND l.digest = sum) THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    IF s.is_blocked(me.account, other.peer) THEN
        PERFORM s.refuse('SR008');
    END IF;
    PERFORM s.take(me.device, 'send', 1);
    dropped := s.deliver(me.device, me.account, other.peer, other.peer_accepted, chat_id, kind, control_id,
        device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes, '{}');
END $$;

-- More devices for a stored message of this account's device. With `again` also such as had it already:
-- what waits there is replaced (session repair).
CREATE FUNCTION api.add_recipients(message_id uuid, again boolean, device_ids uuid[], session_ids bytea[],
        dh_pubkeys bytea[], pns bigint[], ns bigint[], ciphertexts bytea[], handshakes bytea[],
        OUT state text, OUT own_manifest bigint, OUT peer_manifest bigint, OUT dropped uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    other pg_catalog.record;
    chat pg_catalog.uuid;
    skip pg_catalog.uuid[] := '{}';
BEGIN
    PERFORM s.demand(message_id IS NOT NULL AND again IS NOT NULL
        AND s.envelopes_are_sound(device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes));
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    -- The row lock makes two tries of the same call follow each other.
    SELECT m.chat_id INTO chat FROM tacet.messages m
     WHERE m.id = add_recipients.message_id AND m.sender_device = me.device AND m.deleted_at IS NULL FOR NO KEY UPDATE;
    IF chat IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    other := s.peer_in(me.account, chat);
    IF s.is_blocked(me.account, other.peer) THEN
        PERFORM s.refuse('SR008');
    END IF;
    PERFORM s.take(me.device, 'send', 1);
    IF again THEN
        DELETE FROM tacet.mailbox b
         WHERE b.device_id = ANY (device_ids) AND b.source_id = add_recipients.message_id AND b.kind = 0
           AND b.sender_device = me.device;
    ELSE
        skip := ARRAY(SELECT r.device_id FROM tacet.message_recipients r
            WHERE r.message_id = add_recipients.message_id AND r.device_id = ANY (device_ids));
    END IF;
    dropped := s.deliver(me.device, me.account, other.peer, other.peer_accepted, chat, 0::pg_catalog.int2, message_id,
        device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes, skip);
    own_manifest := s.manifest_version(me.account);
    peer_manifest := s.manifest_version(other.peer);
    state := CASE WHEN pg_catalog.cardinality(skip) = pg_catalog.cardinality(device_ids) THEN 'repeat' ELSE 'stored' END;
END $$;

GRANT EXECUTE ON FUNCTION
    api.send_direct_batch(uuid[], uuid[], bytea[], bytea[], bigint[], uuid[], bytea[], bytea[], bigint[], bigint[],
        bytea[], bytea[]),
    api.send_direct(uuid, uuid, bytea, bytea, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]),
    api.send_control(uuid, uuid, smallint, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]),
    api.add_recipients(uuid, boolean, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]) TO @user@;
