-- Joining: single-use tokens of which only the hash is stored, and the one function of the enrolment role.

CREATE TABLE tacet.enrollment_tokens (
    token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    kind text NOT NULL CHECK (kind IN ('owner', 'account', 'device', 'group')),
    created_by uuid REFERENCES tacet.users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    used_by uuid REFERENCES tacet.users (id),
    used_device uuid REFERENCES tacet.devices (id),
    request_hash bytea CHECK (octet_length(request_hash) = 32),
    invite_proof bytea CHECK (octet_length(invite_proof) IN (0, 32)),
    dismissed_at timestamptz,
    CHECK ((kind = 'owner') = (created_by IS NULL)),
    CHECK ((used_at IS NULL) = (used_device IS NULL) AND (used_at IS NULL) = (request_hash IS NULL))
);
CREATE INDEX enrollment_tokens_creator ON tacet.enrollment_tokens (created_by, created_at DESC);
CREATE INDEX enrollment_tokens_expiry ON tacet.enrollment_tokens (expires_at);
SELECT s.seal('tacet.enrollment_tokens');

CREATE FUNCTION admin.create_owner_token(token_hash bytea, expires timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(token_hash) = 32 AND expires > pg_catalog.now()
        AND expires < pg_catalog.now() + interval '30 days');
    IF EXISTS (SELECT FROM tacet.users u WHERE u.workspace_role = 'owner' AND u.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.enrollment_tokens (token_hash, kind, expires_at)
    VALUES (create_owner_token.token_hash, 'owner', expires);
EXCEPTION WHEN unique_violation THEN
    PERFORM s.refuse('SR006');
END $$;

CREATE FUNCTION s.insert_user(user_id uuid, username text, display_name text, master_pubkey bytea, role text)
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

-- Who the new device belongs to: a new account, or the account that made a device token.
CREATE FUNCTION s.enrol_account(token tacet.enrollment_tokens, user_id uuid, username text, display_name text,
                                master_pubkey bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF token.kind IN ('owner', 'account') THEN
        PERFORM s.insert_user(user_id, username, display_name, master_pubkey,
            CASE token.kind WHEN 'owner' THEN 'owner' ELSE 'member' END);
        RETURN;
    END IF;
    PERFORM FROM tacet.users u
      WHERE u.id = token.created_by AND u.id = enrol_account.user_id AND u.deleted_at IS NULL
        AND pg_catalog.lower(u.username) = pg_catalog.lower(enrol_account.username)
        AND u.master_pubkey = enrol_account.master_pubkey
        FOR NO KEY UPDATE;
    IF NOT FOUND OR token.kind <> 'device' THEN
        PERFORM s.refuse('SR005');
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.devices d WHERE d.user_id = enrol_account.user_id AND d.active)
       >= s.policy_number('devices_per_account') THEN
        PERFORM s.refuse('SR009');
    END IF;
END $$;

-- The next manifest of an account. Version and previous hash must follow; the same again is a repeat.
CREATE FUNCTION s.store_manifest(account uuid, device uuid, version bigint, previous_hash bytea, manifest bytea,
                                 signature bytea, hash bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    current_version bigint;
BEGIN
    PERFORM s.demand(version >= 1 AND pg_catalog.octet_length(previous_hash) = CASE WHEN version = 1 THEN 0 ELSE 32 END
        AND pg_catalog.octet_length(manifest) BETWEEN 1 AND 65536 AND pg_catalog.octet_length(signature) = 64
        AND hash = pg_catalog.sha256(manifest));
    SELECT u.manifest_version INTO current_version FROM tacet.users u WHERE u.id = account FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM tacet.device_manifests m WHERE m.user_id = account AND m.version = store_manifest.version
                  AND m.hash = store_manifest.hash AND m.previous_hash = store_manifest.previous_hash
                  AND m.signature = store_manifest.signature) THEN
        RETURN;
    END IF;
    IF version <> current_version + 1
       OR (version > 1 AND NOT EXISTS (SELECT FROM tacet.device_manifests m WHERE m.user_id = account
              AND m.version = current_version AND m.hash = store_manifest.previous_hash)) THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.device_manifests (user_id, version, manifest, signature, hash, previous_hash, published_by)
    VALUES (account, store_manifest.version, store_manifest.manifest, store_manifest.signature, store_manifest.hash,
            store_manifest.previous_hash, device);
    UPDATE tacet.users u SET manifest_version = store_manifest.version WHERE u.id = account;
END $$;

-- Locks the token and answers it if it may be used now or was used by just this request.
CREATE FUNCTION s.token_for(token bytea, request_hash bytea) RETURNS tacet.enrollment_tokens
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    found_token tacet.enrollment_tokens;
BEGIN
    SELECT * INTO found_token FROM tacet.enrollment_tokens t WHERE t.token_hash = pg_catalog.sha256(token) FOR UPDATE;
    IF found_token.token_hash IS NULL
       OR (found_token.used_at IS NULL AND (found_token.expires_at <= pg_catalog.now() OR found_token.dismissed_at IS NOT NULL))
       OR (found_token.used_at IS NOT NULL AND found_token.request_hash <> token_for.request_hash) THEN
        PERFORM s.refuse('SR005');
    END IF;
    RETURN found_token;
END $$;

CREATE FUNCTION api.enrol(
    token bytea, user_id uuid, username text, display_name text, master_pubkey bytea,
    device_id uuid, identity_pubkey bytea, prekey_pubkey bytea, prekey_signature bytea,
    certificate bytea, certificate_signature bytea, label text, scram_verifier text,
    manifest_version bigint, manifest_previous_hash bytea, manifest bytea, manifest_signature bytea, manifest_hash bytea,
    signed_id bigint, signed_pubkey bytea, signed_signature bytea,
    one_time_ids bigint[], one_time_pubkeys bytea[], one_time_signatures bytea[],
    kem_ids bigint[], kem_pubkeys bytea[], kem_signatures bytea[], kem_last_resort_ids bigint[],
    invite_proof bytea, OUT role_name text, OUT tenant_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    ticket tacet.enrollment_tokens;
    request pg_catalog.bytea;
BEGIN
    -- Never NULL anywhere, and everything of its exact length, before a lock is taken.
    PERFORM s.demand(pg_catalog.octet_length(token) BETWEEN 16 AND 64
        AND s.is_current_id(user_id) IS NOT NULL AND s.is_current_id(device_id)
        AND username ~ '^[A-Za-z0-9_]{3,50}$'
        AND pg_catalog.char_length(display_name) BETWEEN 1 AND 64 AND display_name !~ '[[:cntrl:]]'
        AND pg_catalog.octet_length(master_pubkey) = 32 AND pg_catalog.octet_length(identity_pubkey) = 32
        AND pg_catalog.octet_length(prekey_pubkey) = 32 AND pg_catalog.octet_length(prekey_signature) = 64
        AND pg_catalog.octet_length(certificate) BETWEEN 1 AND 4096
        AND pg_catalog.octet_length(certificate_signature) = 64
        AND pg_catalog.char_length(label) <= 53 AND label !~ '[[:cntrl:]]'
        AND scram_verifier ~ '^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
        AND pg_catalog.octet_length(invite_proof) IN (0, 32)
        AND signed_id BETWEEN 1 AND 4294967295
        AND pg_catalog.cardinality(kem_last_resort_ids) BETWEEN 1 AND 512);
    request := pg_catalog.sha256(pg_catalog.uuid_send(user_id) || pg_catalog.uuid_send(device_id) || master_pubkey
        || identity_pubkey || prekey_pubkey || pg_catalog.convert_to(scram_verifier, 'UTF8'));
    ticket := s.token_for(token, request);
    SELECT t.id INTO STRICT tenant_id FROM tacet.tenant t;
    IF ticket.used_at IS NOT NULL THEN
        SELECT d.db_role INTO role_name FROM tacet.devices d WHERE d.id = ticket.used_device AND d.active;
        IF role_name IS NULL THEN
            PERFORM s.refuse('SR005');
        END IF;
        RETURN;
    END IF;
    IF ticket.kind <> 'device' THEN
        PERFORM s.demand(s.is_current_id(user_id));
    END IF;
    PERFORM s.enrol_account(ticket, user_id, username, display_name, master_pubkey);
    role_name := 'd_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::pg_catalog.text, '-', '');
    BEGIN
        INSERT INTO tacet.devices (id, user_id, db_role, identity_pubkey, prekey_pubkey, prekey_signature,
                                   certificate, certificate_signature, label)
        VALUES (enrol.device_id, enrol.user_id, enrol.role_name, enrol.identity_pubkey, enrol.prekey_pubkey,
                enrol.prekey_signature, enrol.certificate, enrol.certificate_signature, enrol.label);
    EXCEPTION WHEN unique_violation THEN
        PERFORM s.refuse('SR006');
    END;
    PERFORM s.store_manifest(user_id, device_id, manifest_version, manifest_previous_hash, manifest,
        manifest_signature, manifest_hash);
    PERFORM s.publish_signed(device_id, signed_id, signed_pubkey, signed_signature);
    PERFORM s.publish_one_time(device_id, one_time_ids, one_time_pubkeys, one_time_signatures);
    PERFORM s.publish_kem(device_id, kem_ids, kem_pubkeys, kem_signatures, kem_last_resort_ids);
    PERFORM s.make_login(role_name, scram_verifier);
    UPDATE tacet.enrollment_tokens t
       SET used_at = pg_catalog.now(), used_by = enrol.user_id, used_device = enrol.device_id,
           request_hash = request, invite_proof = enrol.invite_proof
     WHERE t.token_hash = ticket.token_hash;
END $$;

CREATE FUNCTION api.create_enrolment_token(token_hash bytea, kind text, lifetime_seconds bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(token_hash) = 32 AND kind IN ('account', 'device')
        AND lifetime_seconds BETWEEN 1 AND 2592000);
    IF kind = 'account' AND s.policy('members_may_invite') <> 'true'::pg_catalog.jsonb
       AND NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = me.account AND u.workspace_role IN ('owner', 'admin')) THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.take(me.device, 'invite', 1);
    -- Rows of tokens that nobody asks for any more go here, a few at a time.
    DELETE FROM tacet.enrollment_tokens t
     WHERE t.created_by = me.account AND t.expires_at < pg_catalog.now() - interval '24 hours'
       AND (t.used_at IS NULL OR t.dismissed_at < pg_catalog.now() - interval '24 hours');
    INSERT INTO tacet.enrollment_tokens AS t (token_hash, kind, created_by, expires_at)
    VALUES (create_enrolment_token.token_hash, create_enrolment_token.kind, me.account,
            pg_catalog.now() + pg_catalog.make_interval(secs => lifetime_seconds))
    ON CONFLICT DO NOTHING;
    IF NOT FOUND AND NOT EXISTS (SELECT FROM tacet.enrollment_tokens t
            WHERE t.token_hash = create_enrolment_token.token_hash AND t.created_by = me.account
              AND t.kind = create_enrolment_token.kind AND t.used_at IS NULL) THEN
        PERFORM s.refuse('SR006');
    END IF;
END $$;

CREATE FUNCTION api.invitations() RETURNS TABLE (token_hash bytea, kind text, expires_at timestamptz,
        used_by uuid, invite_proof bytea, joined_master_pubkey bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    RETURN QUERY
    SELECT t.token_hash, t.kind, t.expires_at, t.used_by, t.invite_proof, u.master_pubkey
      FROM tacet.enrollment_tokens t LEFT JOIN tacet.users u ON u.id = t.used_by
     WHERE t.created_by = me.account AND t.dismissed_at IS NULL
       AND (t.used_at IS NOT NULL OR t.expires_at > pg_catalog.now())
     ORDER BY t.created_at DESC LIMIT 100;
END $$;

CREATE FUNCTION api.dismiss_enrolment_token(token_hash bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    UPDATE tacet.enrollment_tokens t SET dismissed_at = COALESCE(t.dismissed_at, pg_catalog.now())
     WHERE t.token_hash = dismiss_enrolment_token.token_hash AND t.created_by = me.account;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

GRANT EXECUTE ON FUNCTION api.create_enrolment_token(bytea, text, bigint), api.invitations(),
    api.dismiss_enrolment_token(bytea) TO @user@;
GRANT EXECUTE ON FUNCTION api.enrol(
    bytea, uuid, text, text, bytea, uuid, bytea, bytea, bytea, bytea, bytea, text, text,
    bigint, bytea, bytea, bytea, bytea, bigint, bytea, bytea, bigint[], bytea[], bytea[],
    bigint[], bytea[], bytea[], bigint[], bytea) TO @enrol@;
GRANT EXECUTE ON FUNCTION admin.create_owner_token(bytea, timestamptz) TO @migrator@;
