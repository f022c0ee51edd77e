-- Direct chats, acceptance of strangers, claiming of prekey bundles.

CREATE TABLE tacet.chats (
    id uuid PRIMARY KEY,
    chat_type text NOT NULL CHECK (chat_type IN ('direct')),
    user_a uuid NOT NULL REFERENCES tacet.users (id),
    user_b uuid NOT NULL REFERENCES tacet.users (id),
    -- Whether that side wants messages of the other: it opened the chat, wrote, or has the contact.
    a_accepted boolean NOT NULL,
    b_accepted boolean NOT NULL,
    created_by uuid NOT NULL REFERENCES tacet.users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT chats_pair CHECK (user_a < user_b)
);
CREATE UNIQUE INDEX chats_direct ON tacet.chats (user_a, user_b) WHERE chat_type = 'direct';
CREATE INDEX chats_a ON tacet.chats (user_a, id);
CREATE INDEX chats_b ON tacet.chats (user_b, id);

-- What the own account keeps about a chat. The read mark is only stored where the policy keeps read marks.
CREATE TABLE tacet.chat_settings (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    last_read_message_id uuid,
    PRIMARY KEY (chat_id, user_id)
);
SELECT s.seal('tacet.chats'), s.seal('tacet.chat_settings');

-- The other account of a direct chat; refuses those who are not in it.
CREATE FUNCTION s.peer_in(account uuid, chat_id uuid, OUT peer uuid, OUT i_accepted boolean, OUT peer_accepted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT CASE WHEN c.user_a = account THEN c.user_b ELSE c.user_a END,
           CASE WHEN c.user_a = account THEN c.a_accepted ELSE c.b_accepted END,
           CASE WHEN c.user_a = account THEN c.b_accepted ELSE c.a_accepted END
      INTO peer, i_accepted, peer_accepted
      FROM tacet.chats c WHERE c.id = chat_id AND (c.user_a = account OR c.user_b = account);
    IF peer IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE FUNCTION s.accept(account uuid, peer uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.chats c
       SET a_accepted = c.a_accepted OR c.user_a = account, b_accepted = c.b_accepted OR c.user_b = account
     WHERE c.chat_type = 'direct' AND c.user_a = LEAST(account, peer) AND c.user_b = GREATEST(account, peer);
END $$;

CREATE FUNCTION api.add_contact(other uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_other(me.account, other);
    IF s.is_blocked(me.account, other) THEN
        PERFORM s.refuse('SR008');
    END IF;
    INSERT INTO tacet.contacts (user_id, contact_id) VALUES (me.account, other) ON CONFLICT DO NOTHING;
    PERFORM s.accept(me.account, other);
END $$;

CREATE FUNCTION api.open_direct_chat(chat_id uuid, peer uuid, OUT id uuid, OUT created_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    low CONSTANT pg_catalog.uuid := LEAST(me.account, peer);
    high CONSTANT pg_catalog.uuid := GREATEST(me.account, peer);
BEGIN
    PERFORM s.demand(s.is_current_id(chat_id));
    PERFORM s.demand_other(me.account, peer);
    IF s.is_blocked(me.account, peer) THEN
        PERFORM s.refuse('SR008');
    END IF;
    SELECT c.id, c.created_at INTO id, created_at
      FROM tacet.chats c WHERE c.chat_type = 'direct' AND c.user_a = low AND c.user_b = high;
    IF id IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'chat', 1);
    INSERT INTO tacet.chats AS c (id, chat_type, user_a, user_b, a_accepted, b_accepted, created_by)
    SELECT open_direct_chat.chat_id, 'direct', low, high, low = me.account OR wanted.x, high = me.account OR wanted.x,
           me.account
      FROM (SELECT EXISTS (SELECT FROM tacet.contacts k WHERE k.user_id = peer AND k.contact_id = me.account) AS x) wanted
    ON CONFLICT DO NOTHING;
    SELECT c.id, c.created_at INTO id, created_at
      FROM tacet.chats c WHERE c.chat_type = 'direct' AND c.user_a = low AND c.user_b = high;
    IF id IS NULL THEN
        PERFORM s.refuse('SR006');
    END IF;
END $$;

-- One bundle. A caller who takes too many gets no one-time keys any more; nobody can use up another's
-- last-resort key. Both kinds of one-time key go first in, first out.
CREATE FUNCTION api.claim_prekey_bundle(device_id uuid, OUT user_id uuid, OUT identity_pubkey bytea,
        OUT prekey_pubkey bytea, OUT prekey_signature bytea, OUT certificate bytea, OUT certificate_signature bytea,
        OUT signed_id bigint, OUT signed_pubkey bytea, OUT signed_signature bytea,
        OUT one_time_id bigint, OUT one_time_pubkey bytea, OUT one_time_signature bytea,
        OUT kem_id bigint, OUT kem_pubkey bytea, OUT kem_signature bytea, OUT kem_last_resort boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    SELECT d.user_id, d.identity_pubkey, d.prekey_pubkey, d.prekey_signature, d.certificate, d.certificate_signature,
           p.key_id, p.pubkey, p.signature
      INTO user_id, identity_pubkey, prekey_pubkey, prekey_signature, certificate, certificate_signature,
           signed_id, signed_pubkey, signed_signature
      FROM tacet.devices d
      JOIN tacet.users u ON u.id = d.user_id AND u.deleted_at IS NULL
      JOIN LATERAL (SELECT k.key_id, k.pubkey, k.signature FROM tacet.signed_prekeys k
                     WHERE k.device_id = d.id ORDER BY k.key_id DESC LIMIT 1) p ON true
     WHERE d.id = claim_prekey_bundle.device_id AND d.active AND d.id <> me.device;
    IF user_id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF s.is_blocked(me.account, user_id) THEN
        PERFORM s.refuse('SR008');
    END IF;
    IF s.try_take(me.device, 'claim', 5) THEN
        DELETE FROM tacet.one_time_prekeys o USING (
            SELECT k.key_id FROM tacet.one_time_prekeys k WHERE k.device_id = claim_prekey_bundle.device_id
             ORDER BY k.key_id LIMIT 1 FOR UPDATE SKIP LOCKED) c
         WHERE o.device_id = claim_prekey_bundle.device_id AND o.key_id = c.key_id
        RETURNING o.key_id, o.pubkey, o.signature INTO one_time_id, one_time_pubkey, one_time_signature;
        DELETE FROM tacet.kem_prekeys o USING (
            SELECT k.key_id FROM tacet.kem_prekeys k
             WHERE k.device_id = claim_prekey_bundle.device_id AND NOT k.last_resort
             ORDER BY k.key_id LIMIT 1 FOR UPDATE SKIP LOCKED) c
         WHERE o.device_id = claim_prekey_bundle.device_id AND o.key_id = c.key_id
        RETURNING o.key_id, o.pubkey, o.signature, false INTO kem_id, kem_pubkey, kem_signature, kem_last_resort;
    END IF;
    IF kem_id IS NULL THEN
        SELECT k.key_id, k.pubkey, k.signature, true INTO kem_id, kem_pubkey, kem_signature, kem_last_resort
          FROM tacet.kem_prekeys k WHERE k.device_id = claim_prekey_bundle.device_id AND k.last_resort
         ORDER BY k.key_id DESC LIMIT 1;
    END IF;
    IF kem_id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

GRANT EXECUTE ON FUNCTION api.add_contact(uuid), api.open_direct_chat(uuid, uuid), api.claim_prekey_bundle(uuid) TO @user@;
