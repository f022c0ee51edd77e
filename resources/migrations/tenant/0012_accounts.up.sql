-- Accounts: profile and presence, search, handing over and deleting, devices, recovery and history keys,
-- sessions of the gateway, and a fair share of every mailbox.

INSERT INTO tacet.policy_defaults (key, value, allowed, lowest) VALUES
    ('demand_contact', '"none"', '["none", "email", "phone", "either"]', 0),
    ('find_by_email', 'false', NULL, 0),       ('find_by_phone', 'false', NULL, 0),
    ('presence_visible', 'true', NULL, 0),     ('history_keys', 'true', NULL, 0),
    ('mailbox_rows', '5000', NULL, 20),
    ('profile_burst', '60', NULL, 0),          ('profile_per_second', '0.1', NULL, 0),
    ('presence_burst', '60', NULL, 0),         ('presence_per_second', '0.1', NULL, 0),
    ('address_burst', '5', NULL, 0),           ('address_per_second', '0.001', NULL, 0),
    ('lookup_burst', '20', NULL, 0),           ('lookup_per_second', '0.02', NULL, 0),
    ('history_burst', '2000', NULL, 0),        ('history_per_second', '20', NULL, 0),
    ('password_burst', '10', NULL, 0),         ('password_per_second', '0.01', NULL, 0);

-- An address that its owner asked for. Whether somebody else has it is told in a later transaction only:
-- tokens that were taken from a bucket come back when a transaction is rolled back, questions do not.
CREATE TABLE tacet.address_requests (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    kind text NOT NULL CHECK (kind IN ('email', 'phone')),
    address text NOT NULL CHECK (char_length(address) BETWEEN 3 AND 254),
    requested_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    requested_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, kind)
);

-- Names of deleted accounts: SHA-256 of tenant id and name. A name is never bound again.
CREATE TABLE tacet.retired_usernames (
    name_hash bytea PRIMARY KEY CHECK (octet_length(name_hash) = 32),
    retired_at timestamptz NOT NULL DEFAULT now()
);

-- Master key and history key under a key from the recovery phrase; opaque here. Only the newest is kept.
CREATE TABLE tacet.account_recovery (
    user_id uuid PRIMARY KEY REFERENCES tacet.users (id),
    version bigint NOT NULL CHECK (version >= 1),
    sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 1 AND 65536),
    updated_by uuid NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE tacet.account_recovery ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Epochs of the account's history key after the first one. Removing a device begins another.
CREATE TABLE tacet.history_epochs (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    epoch bigint NOT NULL CHECK (epoch >= 2),
    removed_device uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, epoch)
);

-- Content keys and group session keys that the account's devices received, under the history key. The
-- associated data is account, epoch, chat, key id and source device: the columns here. key_id is the id of
-- the message, or of the group session. Append-only.
CREATE TABLE tacet.history_keys (
    user_id uuid NOT NULL,
    chat_id uuid NOT NULL,
    key_id uuid NOT NULL,
    source_device uuid NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 1),
    sealed_key bytea NOT NULL CHECK (octet_length(sealed_key) BETWEEN 16 AND 1024),
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, chat_id, key_id, source_device)
) PARTITION BY RANGE (key_id);
CREATE INDEX history_keys_key ON tacet.history_keys (key_id);
CREATE INDEX history_keys_chat ON tacet.history_keys (chat_id);

-- Where history is switched off: by whoever manages a chat, or by a person for a chat or for all chats
-- (chat_id is then all zeros).
CREATE TABLE tacet.chats_without_history (
    chat_id uuid PRIMARY KEY REFERENCES tacet.chats (id) ON DELETE CASCADE,
    set_by uuid,
    set_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE tacet.history_settings (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    chat_id uuid NOT NULL,
    set_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, chat_id)
);

-- Keys that maintain has yet to remove: of an account, of a chat, or of an account in a chat. Zeros mean any.
CREATE TABLE tacet.history_purges (
    user_id uuid NOT NULL,
    chat_id uuid NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, chat_id),
    CHECK ('00000000-0000-0000-0000-000000000000' NOT IN (user_id, chat_id) OR user_id <> chat_id)
);

-- Single-use tokens of the gateway, by hash.
CREATE TABLE tacet.used_tokens (
    token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    device_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX used_tokens_age ON tacet.used_tokens (used_at);

-- One row per refresh token; those of one session share its family. A token that was replaced stays until it
-- expires, so that its second use is noticed.
CREATE TABLE tacet.login_sessions (
    refresh_token_hash bytea PRIMARY KEY CHECK (octet_length(refresh_token_hash) = 32),
    family uuid NOT NULL,
    device_id uuid NOT NULL REFERENCES tacet.devices (id),
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    ip inet,
    user_agent text NOT NULL DEFAULT '' CHECK (char_length(user_agent) <= 256 AND user_agent !~ '[[:cntrl:]]'),
    issued_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    replaced_at timestamptz,
    successor_hash bytea CHECK (octet_length(successor_hash) = 32),
    revoked_at timestamptz,
    CHECK ((replaced_at IS NULL) = (successor_hash IS NULL)),
    CHECK (expires_at > issued_at)
);
CREATE INDEX login_sessions_family ON tacet.login_sessions (family);
CREATE INDEX login_sessions_device ON tacet.login_sessions (device_id);
CREATE INDEX login_sessions_user ON tacet.login_sessions (user_id, issued_at);
CREATE INDEX login_sessions_expiry ON tacet.login_sessions (expires_at);

-- What happened to the ways into an account; its own devices read it.
CREATE TABLE tacet.sign_in_events (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('device_password_changed', 'device_removed', 'session_opened', 'session_reused',
        'recovery_changed', 'password_set', 'password_cleared', 'totp_enabled', 'totp_disabled', 'recovery_codes_replaced',
        'recovery_code_used', 'attempt', 'locked', 'device_linked')),
    device_id uuid,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, id)
);
CREATE INDEX sign_in_events_age ON tacet.sign_in_events (at);

-- People join seldom and are searched often: no list of entries that every search has to read.
ALTER INDEX tacet.users_search SET (fastupdate = off);
CREATE INDEX devices_owner ON tacet.devices (user_id, id);
CREATE INDEX mailbox_senders ON tacet.mailbox (device_id, sender_user);

SELECT s.seal('tacet.address_requests'), s.seal('tacet.retired_usernames'), s.seal('tacet.account_recovery'),
       s.seal('tacet.history_epochs'), s.seal('tacet.history_keys'), s.seal('tacet.chats_without_history'),
       s.seal('tacet.history_settings'), s.seal('tacet.history_purges'), s.seal('tacet.used_tokens'),
       s.seal('tacet.login_sessions'), s.seal('tacet.sign_in_events');
INSERT INTO tacet.partitioned_tables (name, position) VALUES ('history_keys', 120);
SELECT s.ensure_partitions();

-- For none, or for all.
CREATE FUNCTION s.any_id() RETURNS uuid
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid
$$;

CREATE FUNCTION s.note_sign_in(account uuid, kind text, device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO tacet.sign_in_events (user_id, id, kind, device_id)
    VALUES (account, s.new_id(), note_sign_in.kind, device);
END $$;

CREATE FUNCTION s.is_verifier(verifier text) RETURNS boolean
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT COALESCE(verifier ~ '^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$', false)
$$;

-- A new password of a login that there is. False: the login has been sealed and is no longer the enroller's to alter.
GRANT USAGE, CREATE ON SCHEMA s TO @enroller@;
SET LOCAL ROLE @enroller@;
CREATE FUNCTION s.set_login_password(role_name text, verifier text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^[ad]_[0-9a-f]{32}$'
       OR verifier !~ '^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
       OR (role_name || verifier) IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    EXECUTE pg_catalog.format('ALTER ROLE %I PASSWORD %L', role_name, verifier);
    RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
    RETURN false;
END $$;
REVOKE ALL ON FUNCTION s.set_login_password(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION s.set_login_password(text, text) TO @owner@;
SET LOCAL ROLE @owner@;
REVOKE CREATE, USAGE ON SCHEMA s FROM @enroller@;

-- Profile and presence. Everywhere: first the bucket, then rows of users, then those of devices, lest two calls of one
-- account wait for each other.

CREATE FUNCTION api.my_profile(OUT id uuid, OUT username text, OUT display_name text, OUT bio text, OUT avatar uuid,
        OUT status text, OUT email text, OUT phone text, OUT user_type text, OUT workspace_role text,
        OUT created_at timestamptz, OUT contact_missing boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    SELECT u.id, u.username, u.display_name, u.bio, u.avatar, u.status, u.email, u.phone, u.user_type, u.workspace_role,
           u.created_at
      INTO id, username, display_name, bio, avatar, status, email, phone, user_type, workspace_role, created_at
      FROM tacet.users u WHERE u.id = me.account;
    contact_missing := CASE s.policy('demand_contact') #>> '{}' WHEN 'email' THEN email IS NULL
        WHEN 'phone' THEN phone IS NULL WHEN 'either' THEN email IS NULL AND phone IS NULL ELSE false END;
END $$;

-- What others see. Presence is not told between people of whom one blocks the other, and grows stale.
CREATE FUNCTION api.profile(user_id uuid, OUT id uuid, OUT username text, OUT display_name text, OUT bio text,
        OUT avatar uuid, OUT status text, OUT last_seen timestamptz, OUT user_type text, OUT workspace_role text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    SELECT u.id, u.username, u.display_name, u.bio, u.avatar, u.status, u.last_seen, u.user_type, u.workspace_role
      INTO id, username, display_name, bio, avatar, status, last_seen, user_type, workspace_role
      FROM tacet.users u WHERE u.id = profile.user_id AND u.deleted_at IS NULL;
    IF id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF s.policy('presence_visible') <> 'true'::pg_catalog.jsonb OR s.is_blocked(me.account, id) THEN
        status := 'offline';
        last_seen := NULL;
    ELSIF last_seen IS NULL OR last_seen < pg_catalog.now() - interval '15 minutes' THEN
        status := 'offline';
    END IF;
END $$;

-- bio '' and an avatar of zeros: none. The avatar is the id of a row of media, whose own rules say who reads it.
CREATE FUNCTION api.set_profile(display_name text, bio text, avatar uuid, user_type text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(display_name) BETWEEN 1 AND 64 AND display_name !~ '[[:cntrl:]]'
        AND pg_catalog.char_length(bio) <= 500 AND bio !~ '[\x01-\x09\x0b-\x1f\x7f]'
        AND avatar IS NOT NULL AND user_type IN ('desktop', 'web', 'mobile'));
    PERFORM s.take(me.device, 'profile', 1);
    UPDATE tacet.users u
       SET display_name = set_profile.display_name, bio = NULLIF(set_profile.bio, ''),
           avatar = NULLIF(set_profile.avatar, s.any_id()),
           user_type = set_profile.user_type
     WHERE u.id = me.account;
END $$;

CREATE FUNCTION api.set_bio(bio text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(bio) <= 500 AND bio !~ '[\x01-\x09\x0b-\x1f\x7f]');
    PERFORM s.take(me.device, 'profile', 1);
    UPDATE tacet.users u SET bio = NULLIF(set_bio.bio, '') WHERE u.id = me.account;
END $$;

CREATE FUNCTION api.set_avatar(avatar uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(avatar IS NOT NULL);
    PERFORM s.take(me.device, 'profile', 1);
    UPDATE tacet.users u SET avatar = NULLIF(set_avatar.avatar, s.any_id()) WHERE u.id = me.account;
END $$;

-- To be said again every five minutes while it holds. The time others see is rounded down to five minutes.
CREATE FUNCTION api.set_presence(status text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    seen CONSTANT pg_catalog.timestamptz := pg_catalog.date_bin('5 minutes', pg_catalog.now(), '2026-01-01 00:00:00+00');
BEGIN
    PERFORM s.demand(status IN ('online', 'away', 'dnd', 'offline'));
    PERFORM s.take(me.device, 'presence', 1);
    UPDATE tacet.users u SET status = set_presence.status, last_seen = seen
     WHERE u.id = me.account AND (u.status <> set_presence.status OR u.last_seen IS DISTINCT FROM seen);
END $$;

-- An address as it is stored, or NULL if it is none. Phones lose everything but digits and the plus.
CREATE FUNCTION s.address_of(kind text, address text) RETURNS text
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT CASE WHEN kind = 'email' AND pg_catalog.char_length(address) BETWEEN 3 AND 254
                     AND address ~ '^[^[:space:][:cntrl:]@]+@[^[:space:][:cntrl:]@]+$' THEN address
                WHEN kind = 'phone' AND address ~ '^\+?[0-9 ()-]{3,32}$'
                     AND pg_catalog.char_length(pg_catalog.regexp_replace(address, '[^0-9]', '', 'g')) >= 3
                THEN pg_catalog.regexp_replace(address, '[^0-9+]', '', 'g') END
$$;

-- First half: what is asked for is stored and paid. Says nothing about anybody.
CREATE FUNCTION api.request_address(kind text, address text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    wanted CONSTANT pg_catalog.text := s.address_of(kind, address);
BEGIN
    PERFORM s.demand(wanted IS NOT NULL);
    IF EXISTS (SELECT FROM tacet.address_requests r WHERE r.user_id = me.account AND r.kind = request_address.kind
                  AND r.address = wanted) THEN
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'address', 1);
    INSERT INTO tacet.address_requests AS r (user_id, kind, address) VALUES (me.account, request_address.kind, wanted)
    ON CONFLICT ON CONSTRAINT address_requests_pkey
        DO UPDATE SET address = EXCLUDED.address, requested_xid = EXCLUDED.requested_xid, requested_at = EXCLUDED.requested_at;
END $$;

-- Second half, in a transaction of its own: SR006 if another account has the address. That there is one is all it
-- tells, and a unique address cannot tell less; each question was paid when it was asked, and who rolls
-- back has paid nevertheless.
CREATE FUNCTION api.confirm_address(kind text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    wanted pg_catalog.text;
BEGIN
    PERFORM s.demand(kind IN ('email', 'phone'));
    DELETE FROM tacet.address_requests r
     WHERE r.user_id = me.account AND r.kind = confirm_address.kind AND r.requested_xid <> pg_catalog.pg_current_xact_id()
    RETURNING r.address INTO wanted;
    IF wanted IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF kind = 'email' THEN
        UPDATE tacet.users u SET email = wanted WHERE u.id = me.account;
    ELSE
        UPDATE tacet.users u SET phone = wanted WHERE u.id = me.account;
    END IF;
EXCEPTION WHEN unique_violation THEN
    PERFORM s.refuse('SR006');
END $$;

-- SR006 where the workspace demands it.
CREATE FUNCTION api.remove_address(kind text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    demanded CONSTANT pg_catalog.text := s.policy('demand_contact') #>> '{}';
    other_is_set boolean;
BEGIN
    PERFORM s.demand(kind IN ('email', 'phone'));
    PERFORM s.take(me.device, 'profile', 1);
    SELECT CASE kind WHEN 'email' THEN u.phone IS NOT NULL ELSE u.email IS NOT NULL END INTO other_is_set
      FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    IF demanded = kind OR (demanded = 'either' AND NOT other_is_set) THEN
        PERFORM s.refuse('SR006');
    END IF;
    DELETE FROM tacet.address_requests r WHERE r.user_id = me.account AND r.kind = remove_address.kind;
    IF kind = 'email' THEN
        UPDATE tacet.users u SET email = NULL WHERE u.id = me.account;
    ELSE
        UPDATE tacet.users u SET phone = NULL WHERE u.id = me.account;
    END IF;
END $$;

-- Words of names and of what people say about themselves; never of e-mail addresses, though search_vector holds
-- them. A search that finds more than a thousand shows the first thousand it met.
CREATE FUNCTION api.search_users(query text, after_username text, max_rows integer)
    RETURNS TABLE (id uuid, username text, display_name text, master_pubkey bytea, manifest_version bigint, relation text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    words CONSTANT pg_catalog.tsquery := pg_catalog.plainto_tsquery('pg_catalog.simple'::pg_catalog.regconfig,
        pg_catalog.left(query, 200));
    after CONSTANT pg_catalog.text := pg_catalog.lower(after_username);
BEGIN
    PERFORM s.demand(pg_catalog.char_length(query) BETWEEN 1 AND 200 AND pg_catalog.char_length(after) <= 50
        AND max_rows BETWEEN 1 AND 100);
    PERFORM s.take(me.device, 'search', 1);
    RETURN QUERY
    SELECT e.*
      FROM (SELECT c.id, c.name FROM (
                SELECT u.id, pg_catalog.lower(u.username) COLLATE "C" AS name FROM tacet.users u
                 WHERE u.search_vector @@ words AND pg_catalog.ts_filter(u.search_vector, '{a,b}') @@ words
                   AND u.deleted_at IS NULL AND u.id <> me.account
                   AND NOT EXISTS (SELECT FROM tacet.blocked_users b WHERE b.user_id = me.account AND b.blocked_id = u.id)
                   AND NOT EXISTS (SELECT FROM tacet.blocked_users b WHERE b.user_id = u.id AND b.blocked_id = me.account)
                 LIMIT 1000) c
             WHERE c.name > after COLLATE "C" ORDER BY c.name LIMIT max_rows) found, s.entry(me.account, found.id) e
     ORDER BY found.name;
END $$;

-- By the exact address, where the workspace lets people be found so. One answer for nobody and for not allowed.
CREATE FUNCTION api.user_by_address(kind text, address text, OUT id uuid, OUT username text, OUT display_name text,
        OUT master_pubkey bytea, OUT manifest_version bigint, OUT relation text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    wanted CONSTANT pg_catalog.text := s.address_of(kind, address);
    found_id pg_catalog.uuid;
BEGIN
    PERFORM s.demand(wanted IS NOT NULL);
    PERFORM s.take(me.device, 'lookup', 1);
    IF kind = 'email' AND s.policy('find_by_email') = 'true'::pg_catalog.jsonb THEN
        SELECT u.id INTO found_id FROM tacet.users u
         WHERE pg_catalog.lower(u.email) = pg_catalog.lower(wanted) AND u.deleted_at IS NULL;
    ELSIF kind = 'phone' AND s.policy('find_by_phone') = 'true'::pg_catalog.jsonb THEN
        SELECT u.id INTO found_id FROM tacet.users u WHERE u.phone = wanted AND u.deleted_at IS NULL;
    END IF;
    IF found_id IS NULL OR s.is_blocked(me.account, found_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    SELECT e.* INTO id, username, display_name, master_pubkey, manifest_version, relation FROM s.entry(me.account, found_id) e;
END $$;

-- Roles in the workspace.

-- Owner and admins make admins; only the owner unmakes another one.
CREATE FUNCTION api.set_workspace_role(user_id uuid, role text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    my_role pg_catalog.text;
    role_now pg_catalog.text;
BEGIN
    PERFORM s.demand(user_id IS NOT NULL AND role IN ('member', 'admin'));
    PERFORM s.take(me.device, 'profile', 1);
    PERFORM FROM tacet.users u WHERE u.id IN (me.account, set_workspace_role.user_id) ORDER BY u.id FOR NO KEY UPDATE;
    SELECT u.workspace_role INTO my_role FROM tacet.users u WHERE u.id = me.account;
    SELECT u.workspace_role INTO role_now FROM tacet.users u
     WHERE u.id = set_workspace_role.user_id AND u.deleted_at IS NULL;
    IF my_role NOT IN ('owner', 'admin') OR role_now IS NULL OR role_now = 'owner'
       OR (role_now = 'admin' AND role = 'member' AND my_role <> 'owner' AND me.account <> set_workspace_role.user_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.users u SET workspace_role = role
     WHERE u.id = set_workspace_role.user_id AND u.workspace_role <> role;
END $$;

CREATE FUNCTION s.make_owner(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.users u SET workspace_role = 'admin'
     WHERE u.workspace_role = 'owner' AND u.deleted_at IS NULL AND u.id <> account;
    UPDATE tacet.users u SET workspace_role = 'owner' WHERE u.id = account AND u.deleted_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE FUNCTION api.transfer_ownership(user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_other(me.account, user_id);
    PERFORM s.take(me.device, 'profile', 1);
    PERFORM FROM tacet.users u WHERE u.id IN (me.account, transfer_ownership.user_id) ORDER BY u.id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = me.account AND u.workspace_role = 'owner') THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.make_owner(user_id);
END $$;

-- For a workspace whose owner is gone.
CREATE FUNCTION admin.make_owner(user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(user_id IS NOT NULL);
    PERFORM FROM tacet.users u WHERE u.id = make_owner.user_id OR u.workspace_role = 'owner' ORDER BY u.id FOR NO KEY UPDATE;
    PERFORM s.make_owner(user_id);
END $$;

-- Devices.

CREATE FUNCTION api.set_device_label(device_id uuid, label text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(label) <= 53 AND label !~ '[[:cntrl:]]');
    PERFORM s.take(me.device, 'profile', 1);
    UPDATE tacet.devices d SET label = set_device_label.label
     WHERE d.id = set_device_label.device_id AND d.user_id = me.account AND d.active;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Of this device; '' takes it away.
CREATE FUNCTION api.set_push_token(push_token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(push_token) <= 4096 AND push_token !~ '[[:cntrl:]]');
    PERFORM s.take(me.device, 'profile', 1);
    UPDATE tacet.devices d SET push_token = NULLIF(set_push_token.push_token, '') WHERE d.id = me.device;
END $$;

CREATE FUNCTION api.my_devices(after uuid, max_rows integer)
    RETURNS TABLE (id uuid, label text, active boolean, is_this_one boolean, has_push_token boolean, created_at timestamptz,
                   last_seen timestamptz, revoked_at timestamptz, one_time_prekeys_left bigint, kem_prekeys_left bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT d.id, d.label, d.active, d.id = me.device, d.push_token IS NOT NULL, d.created_at, d.last_seen, d.revoked_at,
           v.one_time_prekeys_left, v.kem_prekeys_left
      FROM (SELECT x.* FROM tacet.devices x WHERE x.user_id = me.account AND x.id > after ORDER BY x.id LIMIT max_rows) d
      JOIN tacet.user_devices_view v ON v.device_id = d.id
     ORDER BY d.id;
END $$;

-- The login's own password, of which only the verifier is told. False: this login has been sealed, and the device
-- says ALTER ROLE CURRENT_USER PASSWORD with the verifier itself, as PostgreSQL lets every login do with any
-- verifier and without a trace. Who comes this way leaves one.
CREATE FUNCTION api.rotate_password(verifier text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(s.is_verifier(verifier));
    PERFORM s.take(me.device, 'password', 1);
    PERFORM FROM tacet.devices d WHERE d.id = me.device FOR NO KEY UPDATE;
    PERFORM s.note_sign_in(me.account, 'device_password_changed', me.device);
    RETURN s.set_login_password(SESSION_USER::pg_catalog.text, verifier);
END $$;

-- Takes a device's login and everything that waits for it away. Not its connections: see s.end_connections().
CREATE FUNCTION s.revoke_device(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    gone pg_catalog.record;
BEGIN
    SELECT d.db_role, d.user_id, d.active INTO gone FROM tacet.devices d WHERE d.id = device FOR NO KEY UPDATE;
    IF gone.active IS NOT TRUE THEN
        RETURN;
    END IF;
    UPDATE tacet.devices d SET active = false, revoked_at = pg_catalog.now(), push_token = NULL WHERE d.id = device;
    DELETE FROM tacet.one_time_prekeys k WHERE k.device_id = device;
    DELETE FROM tacet.kem_prekeys k WHERE k.device_id = device;
    DELETE FROM tacet.signed_prekeys k WHERE k.device_id = device;
    DELETE FROM tacet.mailbox b WHERE b.device_id = device;
    DELETE FROM tacet.wake_channels w WHERE w.device_id = device;
    PERFORM s.drop_login(gone.db_role);
    PERFORM s.note_sign_in(gone.user_id, 'device_removed', device);
    PERFORM s.run_hooks('device_removed', device);
END $$;

CREATE OR REPLACE FUNCTION api.remove_device(device_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    gone_role pg_catalog.name;
BEGIN
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    SELECT d.db_role INTO gone_role FROM tacet.devices d
     WHERE d.id = remove_device.device_id AND d.user_id = me.account;
    IF gone_role IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.revoke_device(device_id);
    PERFORM s.end_connections(gone_role);
END $$;

-- Deleting an account.

CREATE FUNCTION s.username_hash(username text) RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT pg_catalog.sha256(pg_catalog.uuid_send(t.id) || pg_catalog.convert_to(pg_catalog.lower(username), 'UTF8'))
      FROM tacet.tenant t
$$;

CREATE OR REPLACE FUNCTION s.insert_user(user_id uuid, username text, display_name text, master_pubkey bytea, role text)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    violated pg_catalog.text;
BEGIN
    INSERT INTO tacet.users (id, username, display_name, master_pubkey, workspace_role)
    VALUES (insert_user.user_id, insert_user.username, insert_user.display_name, insert_user.master_pubkey, role);
    -- After the insert, which waits for a deletion of the same name that is under way.
    IF EXISTS (SELECT FROM tacet.retired_usernames r WHERE r.name_hash = s.username_hash(insert_user.username)) THEN
        PERFORM s.refuse('SR007');
    END IF;
EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    PERFORM s.refuse(CASE violated WHEN 'users_username' THEN 'SR007' WHEN 'users_one_owner' THEN 'SR005' ELSE 'SR006' END);
END $$;

-- Ends what is connected as any device of the account, the caller excepted.
CREATE FUNCTION s.end_connections_of(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    login pg_catalog.name;
BEGIN
    FOR login IN SELECT d.db_role FROM tacet.devices d WHERE d.user_id = account ORDER BY d.id LIMIT 1000 LOOP
        PERFORM s.end_connections(login);
    END LOOP;
END $$;

-- What remains is a row that nobody finds and that what others received may point at: its id, its public key, the
-- manifests that old messages are checked with. Its name is a random one; its own is retired.
CREATE FUNCTION s.erase_user(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
    device pg_catalog.uuid;
BEGIN
    SELECT u.username, u.workspace_role INTO known FROM tacet.users u
     WHERE u.id = account AND u.deleted_at IS NULL FOR NO KEY UPDATE;
    IF known.username IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF known.workspace_role = 'owner' THEN
        PERFORM s.refuse('SR006');
    END IF;
    FOR device IN SELECT d.id FROM tacet.devices d WHERE d.user_id = account AND d.active ORDER BY d.id LOOP
        PERFORM s.revoke_device(device);
    END LOOP;
    PERFORM s.run_hooks('user_deleted', account);
    INSERT INTO tacet.retired_usernames (name_hash) VALUES (s.username_hash(known.username)) ON CONFLICT DO NOTHING;
    UPDATE tacet.users u
       SET username = 'deleted_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::pg_catalog.text, '-', ''),
           display_name = 'deleted', bio = NULL, avatar = NULL, status = 'offline', last_seen = NULL, email = NULL,
           phone = NULL, workspace_role = 'member', deleted_at = pg_catalog.now()
     WHERE u.id = account;
    PERFORM s.end_connections_of(account);
END $$;

-- One's own, said by name lest it happens by mistake. The owner has to hand over first (SR006).
CREATE FUNCTION api.delete_account(username text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(EXISTS (SELECT FROM tacet.users u
        WHERE u.id = me.account AND u.username = delete_account.username));
    PERFORM s.erase_user(me.account);
END $$;

-- Again after the commit it ends what connected in between.
CREATE FUNCTION admin.delete_user(user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(user_id IS NOT NULL);
    IF EXISTS (SELECT FROM tacet.users u WHERE u.id = delete_user.user_id AND u.deleted_at IS NOT NULL) THEN
        PERFORM s.end_connections_of(user_id);
        RETURN;
    END IF;
    PERFORM s.erase_user(user_id);
END $$;

CREATE FUNCTION s.forget_account(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.contacts c WHERE c.user_id = account OR c.contact_id = account;
    DELETE FROM tacet.blocked_users b WHERE b.user_id = account OR b.blocked_id = account;
    DELETE FROM tacet.chat_settings c WHERE c.user_id = account;
    DELETE FROM tacet.enrollment_tokens t WHERE t.created_by = account AND t.used_at IS NULL;
    DELETE FROM tacet.address_requests r WHERE r.user_id = account;
    DELETE FROM tacet.account_recovery r WHERE r.user_id = account;
    DELETE FROM tacet.history_epochs e WHERE e.user_id = account;
    DELETE FROM tacet.history_settings h WHERE h.user_id = account;
    PERFORM s.request_purge(account, s.any_id());
    DELETE FROM tacet.login_sessions l WHERE l.user_id = account;
    DELETE FROM tacet.sign_in_events e WHERE e.user_id = account;
    DELETE FROM tacet.rate_buckets b USING tacet.devices d WHERE d.user_id = account AND b.device_id = d.id;
    DELETE FROM tacet.sync_metadata m USING tacet.devices d WHERE d.user_id = account AND m.device_id = d.id;
    DELETE FROM tacet.ratchet_sessions r USING tacet.devices d WHERE d.user_id = account AND r.initiator_device = d.id;
    DELETE FROM tacet.ratchet_sessions r USING tacet.devices d WHERE d.user_id = account AND r.recipient_device = d.id;
    UPDATE tacet.devices d SET label = '', push_token = NULL, last_seen = NULL WHERE d.user_id = account;
END $$;
-- Who is deleted is in contacts and blocks of others too.
CREATE INDEX contacts_contact ON tacet.contacts (contact_id);
CREATE INDEX blocked_users_blocked ON tacet.blocked_users (blocked_id);

-- Recovery.

-- The next version follows the one there is; the same again is a repeat.
CREATE FUNCTION api.set_account_recovery(version bigint, sealed bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(version >= 1 AND pg_catalog.octet_length(sealed) BETWEEN 1 AND 65536);
    PERFORM s.take(me.device, 'publish', 1);
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    SELECT r.version AS number, r.sealed AS bytes INTO known FROM tacet.account_recovery r WHERE r.user_id = me.account;
    IF known.number = version AND known.bytes = sealed THEN
        RETURN;
    END IF;
    IF version <> COALESCE(known.number, 0) + 1 THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.account_recovery (user_id, version, sealed, updated_by)
    VALUES (me.account, set_account_recovery.version, set_account_recovery.sealed, me.device)
    ON CONFLICT ON CONSTRAINT account_recovery_pkey DO UPDATE SET version = EXCLUDED.version, sealed = EXCLUDED.sealed,
        updated_by = EXCLUDED.updated_by, updated_at = EXCLUDED.updated_at;
    PERFORM s.note_sign_in(me.account, 'recovery_changed', me.device);
END $$;

-- Version 0: none is stored.
CREATE FUNCTION api.account_recovery(OUT version bigint, OUT sealed bytea, OUT updated_by uuid, OUT updated_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    SELECT r.version, r.sealed, r.updated_by, r.updated_at INTO version, sealed, updated_by, updated_at
      FROM tacet.account_recovery r WHERE r.user_id = me.account;
    version := COALESCE(version, 0);
END $$;

-- History.

CREATE FUNCTION s.history_epoch(account uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE((SELECT e.epoch FROM tacet.history_epochs e WHERE e.user_id = account ORDER BY e.epoch DESC LIMIT 1), 1);
END $$;

CREATE FUNCTION api.history_epoch() RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN s.history_epoch((s.caller()).account);
END $$;

-- The user's row is locked by whoever removes a device.
CREATE FUNCTION s.begin_history_epoch(account uuid, removed uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    coming CONSTANT bigint := s.history_epoch(account) + 1;
BEGIN
    INSERT INTO tacet.history_epochs (user_id, epoch, removed_device) VALUES (account, coming, removed);
    RETURN coming;
END $$;

-- A device that thinks its history key is known to others; SR006 if the epoch has moved on already.
CREATE FUNCTION api.begin_history_epoch(current_epoch bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(current_epoch >= 1);
    PERFORM s.take(me.device, 'publish', 1);
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    IF s.history_epoch(me.account) <> current_epoch THEN
        PERFORM s.refuse('SR006');
    END IF;
    RETURN s.begin_history_epoch(me.account, NULL);
END $$;

CREATE FUNCTION s.device_removed_from_account(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    account CONSTANT pg_catalog.uuid := (SELECT d.user_id FROM tacet.devices d WHERE d.id = device);
BEGIN
    DELETE FROM tacet.login_sessions l WHERE l.device_id = device;
    PERFORM s.begin_history_epoch(account, device);
END $$;

CREATE FUNCTION s.request_purge(account uuid, chat uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    INSERT INTO tacet.history_purges (user_id, chat_id) VALUES (account, chat) ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION s.is_purged(account uuid, chat uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM tacet.history_purges p
        WHERE (p.user_id, p.chat_id) IN ((account, chat), (account, s.any_id()), (s.any_id(), chat)))
$$;

-- What is switched on again must not hand out what was to be forgotten.
CREATE FUNCTION s.demand_no_purge(account uuid, chat uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF EXISTS (SELECT FROM tacet.history_purges p WHERE p.user_id = account AND p.chat_id = chat) THEN
        PERFORM s.refuse('SR006');
    END IF;
END $$;

CREATE FUNCTION s.keeps_history(account uuid, chat uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN s.policy('history_keys') = 'true'::pg_catalog.jsonb
        AND NOT EXISTS (SELECT FROM tacet.history_settings h
            WHERE h.user_id = account AND h.chat_id IN (chat, s.any_id()))
        AND NOT EXISTS (SELECT FROM tacet.chats_without_history c WHERE c.chat_id = chat);
END $$;

-- Of a chat that the caller is in. Where no history is kept nothing is stored: answers how many keys are there
-- now. A key of an old epoch, or other bytes for a key that is stored: SR006, and nothing is stored.
CREATE FUNCTION api.put_history_keys(epoch bigint, chat_id uuid, key_ids uuid[], sealed_keys bytea[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    size CONSTANT integer := pg_catalog.cardinality(key_ids);
    repeated integer;
BEGIN
    PERFORM s.demand(epoch >= 1 AND chat_id IS NOT NULL AND size BETWEEN 1 AND 512
        AND pg_catalog.array_ndims(key_ids) = 1 AND pg_catalog.array_ndims(sealed_keys) = 1
        AND pg_catalog.cardinality(sealed_keys) = size
        AND (SELECT pg_catalog.bool_and(COALESCE(s.is_current_id(u.k)
                AND pg_catalog.octet_length(u.b) BETWEEN 16 AND 1024, false))
               FROM ROWS FROM (pg_catalog.unnest(key_ids), pg_catalog.unnest(sealed_keys)) AS u(k, b))
        AND (SELECT pg_catalog.count(DISTINCT k) FROM pg_catalog.unnest(key_ids) k) = size);
    PERFORM s.take(me.device, 'history', 1);
    PERFORM s.participation(me.account, chat_id);
    IF NOT s.keeps_history(me.account, chat_id) THEN
        RETURN 0;
    END IF;
    SELECT pg_catalog.count(*) INTO repeated
      FROM ROWS FROM (pg_catalog.unnest(key_ids), pg_catalog.unnest(sealed_keys)) AS u(k, b)
      JOIN tacet.history_keys h ON h.user_id = me.account AND h.chat_id = put_history_keys.chat_id AND h.key_id = u.k
                               AND h.source_device = me.device AND h.sealed_key = u.b AND h.epoch = put_history_keys.epoch;
    IF repeated = size THEN
        RETURN size;
    END IF;
    IF epoch <> s.history_epoch(me.account) THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.history_keys AS h (user_id, chat_id, key_id, source_device, epoch, sealed_key)
    SELECT me.account, put_history_keys.chat_id, u.k, me.device, put_history_keys.epoch, u.b
      FROM ROWS FROM (pg_catalog.unnest(key_ids), pg_catalog.unnest(sealed_keys)) AS u(k, b) ORDER BY u.k
    ON CONFLICT DO NOTHING;
    IF EXISTS (SELECT FROM ROWS FROM (pg_catalog.unnest(key_ids), pg_catalog.unnest(sealed_keys)) AS u(k, b)
                 JOIN tacet.history_keys h ON h.user_id = me.account AND h.chat_id = put_history_keys.chat_id
                      AND h.key_id = u.k AND h.source_device = me.device
                WHERE h.sealed_key <> u.b OR h.epoch <> put_history_keys.epoch) THEN
        PERFORM s.refuse('SR006');
    END IF;
    RETURN size;
END $$;

-- Newest first, below (before_key, before_device). A chat one has left keeps its history.
CREATE FUNCTION api.history_keys(chat_id uuid, before_key uuid, before_device uuid, max_rows integer)
    RETURNS TABLE (key_id uuid, source_device uuid, epoch bigint, sealed_key bytea, stored_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(chat_id IS NOT NULL AND before_key IS NOT NULL AND before_device IS NOT NULL
        AND max_rows BETWEEN 1 AND 500);
    IF s.is_purged(me.account, chat_id) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT h.key_id, h.source_device, h.epoch, h.sealed_key, h.stored_at FROM tacet.history_keys h
     WHERE h.user_id = me.account AND h.chat_id = history_keys.chat_id AND h.key_id <= before_key
       AND (h.key_id, h.source_device) < (before_key, before_device)
     ORDER BY h.key_id DESC, h.source_device DESC LIMIT max_rows;
END $$;

-- One's own, for a chat, or for all with the id of zeros. Off: nothing stored is handed out any more, and it goes with
-- the next maintenance; until then it cannot be switched on again (SR006).
CREATE FUNCTION api.set_history(chat_id uuid, keep boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(chat_id IS NOT NULL AND keep IS NOT NULL);
    PERFORM s.take(me.device, 'profile', 1);
    IF keep THEN
        PERFORM s.demand_no_purge(me.account, chat_id);
        DELETE FROM tacet.history_settings h WHERE h.user_id = me.account AND h.chat_id = set_history.chat_id;
        RETURN;
    END IF;
    IF chat_id <> s.any_id() THEN
        PERFORM s.participation(me.account, chat_id);
    END IF;
    INSERT INTO tacet.history_settings (user_id, chat_id) VALUES (me.account, set_history.chat_id) ON CONFLICT DO NOTHING;
    PERFORM s.request_purge(me.account, chat_id);
END $$;

-- The same of a group or channel, for everybody, by those who manage it.
CREATE FUNCTION api.set_chat_history(chat_id uuid, keep boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(chat_id IS NOT NULL AND keep IS NOT NULL);
    PERFORM s.demand_group_permission(me.account, chat_id, 'manage_chat');
    PERFORM s.take(me.device, 'profile', 1);
    IF keep THEN
        PERFORM s.demand_no_purge(s.any_id(), chat_id);
        DELETE FROM tacet.chats_without_history c WHERE c.chat_id = set_chat_history.chat_id;
        RETURN;
    END IF;
    INSERT INTO tacet.chats_without_history (chat_id, set_by) VALUES (set_chat_history.chat_id, me.account)
    ON CONFLICT DO NOTHING;
    PERFORM s.request_purge(s.any_id(), chat_id);
END $$;

CREATE FUNCTION api.history_state(chat_id uuid, OUT tenant_keeps boolean, OUT chat_keeps boolean, OUT i_keep boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.participation(me.account, chat_id);
    tenant_keeps := s.policy('history_keys') = 'true'::pg_catalog.jsonb;
    chat_keeps := NOT EXISTS (SELECT FROM tacet.chats_without_history c WHERE c.chat_id = history_state.chat_id);
    i_keep := NOT EXISTS (SELECT FROM tacet.history_settings h WHERE h.user_id = me.account
        AND h.chat_id IN (history_state.chat_id, s.any_id()));
END $$;

CREATE FUNCTION s.forget_message_history(message uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    DELETE FROM tacet.history_keys h WHERE h.key_id = message
$$;
CREATE FUNCTION s.forget_chat_history(chat uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT s.request_purge(s.any_id(), chat) $$;

-- An account may have millions: so many at a time, and the rest at the next maintenance.
CREATE FUNCTION s.purge_history() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    purge pg_catalog.record;
    victims bigint;
    removed bigint := 0;
    step CONSTANT bigint := 20000;
BEGIN
    FOR purge IN SELECT p.user_id, p.chat_id FROM tacet.history_purges p ORDER BY p.requested_at LIMIT 100 LOOP
        IF purge.chat_id = s.any_id() THEN
            DELETE FROM tacet.history_keys h
             WHERE (h.user_id, h.chat_id, h.key_id, h.source_device) IN (
                SELECT k.user_id, k.chat_id, k.key_id, k.source_device FROM tacet.history_keys k
                 WHERE k.user_id = purge.user_id LIMIT step);
        ELSIF purge.user_id = s.any_id() THEN
            DELETE FROM tacet.history_keys h
             WHERE (h.user_id, h.chat_id, h.key_id, h.source_device) IN (
                SELECT k.user_id, k.chat_id, k.key_id, k.source_device FROM tacet.history_keys k
                 WHERE k.chat_id = purge.chat_id LIMIT step);
        ELSE
            DELETE FROM tacet.history_keys h
             WHERE (h.user_id, h.chat_id, h.key_id, h.source_device) IN (
                SELECT k.user_id, k.chat_id, k.key_id, k.source_device FROM tacet.history_keys k
                 WHERE k.user_id = purge.user_id AND k.chat_id = purge.chat_id LIMIT step);
        END IF;
        GET DIAGNOSTICS victims = ROW_COUNT;
        removed := removed + victims;
        IF victims < step THEN
            DELETE FROM tacet.history_purges p WHERE p.user_id = purge.user_id AND p.chat_id = purge.chat_id;
        END IF;
    END LOOP;
    RETURN removed;
END $$;

-- As before, and the highest number there is has no successor.
CREATE OR REPLACE FUNCTION api.advance_counter(from_counter bigint, nonce bytea) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    counter_now bigint;
    nonce_now pg_catalog.bytea;
BEGIN
    PERFORM s.demand(from_counter BETWEEN 0 AND 9223372036854775806 AND pg_catalog.octet_length(nonce) = 16);
    SELECT d.counter, d.counter_nonce INTO counter_now, nonce_now
      FROM tacet.devices d WHERE d.id = me.device FOR NO KEY UPDATE;
    IF counter_now = from_counter THEN
        UPDATE tacet.devices d SET counter = from_counter + 1, counter_nonce = nonce WHERE d.id = me.device;
    ELSIF counter_now <> from_counter + 1 OR nonce_now IS DISTINCT FROM nonce THEN
        PERFORM s.refuse('SR006');
    END IF;
    RETURN from_counter + 1;
END $$;

-- Tokens and sessions of the gateway. Its role comes with it; until then the migrator alone may call these.

-- Signed tokens live 30 seconds, clocks may differ by 5: after that the row need not be asked any more.
CREATE FUNCTION s.use_token(token_hash bytea, device uuid, expires timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(token_hash) = 32 AND device IS NOT NULL AND expires IS NOT NULL);
    IF expires <= pg_catalog.clock_timestamp() - interval '5 seconds'
       OR expires > pg_catalog.clock_timestamp() + interval '35 seconds'
       OR NOT EXISTS (SELECT FROM tacet.devices d WHERE d.id = device AND d.active) THEN
        PERFORM s.refuse('SR005');
    END IF;
    INSERT INTO tacet.used_tokens AS t (token_hash, device_id, expires_at) VALUES (use_token.token_hash, device, expires)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR005');
    END IF;
END $$;

CREATE FUNCTION admin.use_token(token_hash bytea, device_id uuid, expires timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.use_token(token_hash, device_id, expires);
END $$;

CREATE FUNCTION admin.open_login_session(device_id uuid, refresh_token_hash bytea, ip inet, user_agent text,
        lifetime_seconds bigint) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    account pg_catalog.uuid;
    session CONSTANT pg_catalog.uuid := s.new_id();
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(refresh_token_hash) = 32 AND pg_catalog.char_length(user_agent) <= 256
        AND user_agent !~ '[[:cntrl:]]' AND lifetime_seconds BETWEEN 60 AND 7776000);
    SELECT d.user_id INTO account FROM tacet.devices d
     WHERE d.id = open_login_session.device_id AND d.active FOR SHARE;
    IF account IS NULL THEN
        PERFORM s.refuse('SR005');
    END IF;
    INSERT INTO tacet.login_sessions (refresh_token_hash, family, device_id, user_id, ip, user_agent, expires_at)
    VALUES (open_login_session.refresh_token_hash, session, open_login_session.device_id, account, open_login_session.ip,
            open_login_session.user_agent, pg_catalog.now() + pg_catalog.make_interval(secs => lifetime_seconds))
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR006');
    END IF;
    PERFORM s.note_sign_in(account, 'session_opened', device_id);
    RETURN session;
END $$;

-- Answers instead of refusing: what a second use of a token brings about has to be committed. 'rotated', also for the
-- same request again; 'reused': the token was replaced before, and now the whole family is revoked; 'refused'.
CREATE FUNCTION admin.rotate_login_session(old_hash bytea, new_hash bytea, ip inet, user_agent text,
        OUT state text, OUT device_id uuid, OUT family uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    token tacet.login_sessions;
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(old_hash) = 32 AND pg_catalog.octet_length(new_hash) = 32
        AND old_hash <> new_hash AND pg_catalog.char_length(user_agent) <= 256 AND user_agent !~ '[[:cntrl:]]');
    state := 'refused';
    SELECT * INTO token FROM tacet.login_sessions l WHERE l.refresh_token_hash = old_hash FOR NO KEY UPDATE;
    IF token.family IS NULL OR token.revoked_at IS NOT NULL OR token.expires_at <= pg_catalog.now() THEN
        RETURN;
    END IF;
    IF token.replaced_at IS NOT NULL THEN
        IF token.successor_hash = new_hash AND EXISTS (SELECT FROM tacet.login_sessions l
                WHERE l.refresh_token_hash = new_hash AND l.replaced_at IS NULL AND l.revoked_at IS NULL) THEN
            state := 'rotated';
            device_id := token.device_id;
            family := token.family;
            RETURN;
        END IF;
        UPDATE tacet.login_sessions l SET revoked_at = pg_catalog.now() WHERE l.family = token.family AND l.revoked_at IS NULL;
        PERFORM s.note_sign_in(token.user_id, 'session_reused', token.device_id);
        state := 'reused';
        RETURN;
    END IF;
    INSERT INTO tacet.login_sessions (refresh_token_hash, family, device_id, user_id, ip, user_agent, expires_at)
    VALUES (new_hash, token.family, token.device_id, token.user_id, rotate_login_session.ip, rotate_login_session.user_agent,
            pg_catalog.now() + (token.expires_at - token.issued_at)) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    UPDATE tacet.login_sessions l SET replaced_at = pg_catalog.now(), successor_hash = new_hash
     WHERE l.refresh_token_hash = old_hash;
    state := 'rotated';
    device_id := token.device_id;
    family := token.family;
END $$;

-- The account's sessions that are open, newest first.
CREATE FUNCTION api.login_sessions() RETURNS TABLE (family uuid, device_id uuid, ip text, user_agent text,
        issued_at timestamptz, expires_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    RETURN QUERY
    SELECT l.family, l.device_id, pg_catalog.host(l.ip), l.user_agent, l.issued_at, l.expires_at FROM tacet.login_sessions l
     WHERE l.user_id = me.account AND l.replaced_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > pg_catalog.now()
     ORDER BY l.issued_at DESC LIMIT 100;
END $$;

CREATE FUNCTION api.end_login_session(family uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    UPDATE tacet.login_sessions l SET revoked_at = COALESCE(l.revoked_at, pg_catalog.now())
     WHERE l.family = end_login_session.family AND l.user_id = me.account;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE OR REPLACE FUNCTION s.cleanup_expired_sessions() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH pending AS (DELETE FROM tacet.pending_sessions p
        WHERE p.updated_at < pg_catalog.now() - interval '30 days' RETURNING 1),
    login AS (DELETE FROM tacet.login_sessions l WHERE l.expires_at < pg_catalog.now() RETURNING 1)
    SELECT (SELECT pg_catalog.count(*) FROM pending) + (SELECT pg_catalog.count(*) FROM login)
$$;

CREATE FUNCTION s.cleanup_used_tokens() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.used_tokens t WHERE t.used_at < pg_catalog.now() - interval '24 hours' RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;

CREATE FUNCTION s.cleanup_sign_in_events() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.sign_in_events e WHERE e.at < pg_catalog.now() - interval '1 year' RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;

-- Newest first.
CREATE FUNCTION api.sign_in_events(before uuid, max_rows integer)
    RETURNS TABLE (id uuid, kind text, device_id uuid, at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(before IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT e.id, e.kind, e.device_id, e.at FROM tacet.sign_in_events e
     WHERE e.user_id = me.account AND e.id < before ORDER BY e.id DESC LIMIT max_rows;
END $$;

-- A fair share of a mailbox: so many rows of one person may wait for one device, however many others wait. Nobody's
-- rows count against anybody else.
CREATE FUNCTION s.mailbox_is_full(device uuid, sender uuid, allowed bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM tacet.mailbox m WHERE m.device_id = device AND m.sender_user = sender
                   OFFSET GREATEST(allowed, 1) - 1);
END $$;

-- As before, but devices whose share of the sender is full get nothing and are answered as the removed ones are: a
-- computer that nobody opens any more does not keep its owner's others from hearing, nor the owner
-- from writing. SR004 only if no device of the other person can take anything.
CREATE OR REPLACE FUNCTION s.deliver(me uuid, account uuid, peer uuid, peer_accepted boolean, chat uuid, item_kind smallint,
        item uuid, device_ids uuid[], session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[],
        ciphertexts bytea[], handshakes bytea[], skip uuid[]) RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    reached pg_catalog.uuid[];
    allowed CONSTANT bigint := s.policy_number('mailbox_rows');
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
           AND NOT s.mailbox_is_full(d.id, account, allowed)
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
    IF pg_catalog.cardinality(reached) < pg_catalog.cardinality(device_ids) AND (
        SELECT pg_catalog.bool_and(d.id <> ALL (reached) AND d.id <> ALL (skip)) FROM tacet.devices d
         WHERE d.id = ANY (device_ids) AND d.user_id = peer AND d.active) THEN
        PERFORM s.refuse('SR004');
    END IF;
    PERFORM s.note_sessions(me, device_ids, session_ids, handshakes);
    RETURN ARRAY(SELECT d FROM pg_catalog.unnest(device_ids) d WHERE d <> ALL (reached) AND d <> ALL (skip));
END $$;

INSERT INTO tacet.hooks (event, function_name, position) VALUES
    ('user_deleted', 'forget_account', 900), ('device_removed', 'device_removed_from_account', 100),
    ('message_deleted', 'forget_message_history', 100), ('chat_deleted', 'forget_chat_history', 100),
    ('maintain', 'cleanup_used_tokens', 100), ('maintain', 'cleanup_sign_in_events', 100), ('maintain', 'purge_history', 100);

GRANT EXECUTE ON FUNCTION api.my_profile(), api.profile(uuid), api.set_profile(text, text, uuid, text), api.set_bio(text),
    api.set_avatar(uuid), api.set_presence(text), api.request_address(text, text), api.confirm_address(text),
    api.remove_address(text), api.search_users(text, text, integer), api.user_by_address(text, text),
    api.set_workspace_role(uuid, text), api.transfer_ownership(uuid), api.set_device_label(uuid, text),
    api.set_push_token(text), api.my_devices(uuid, integer), api.rotate_password(text), api.delete_account(text),
    api.set_account_recovery(bigint, bytea), api.account_recovery(), api.history_epoch(), api.begin_history_epoch(bigint),
    api.put_history_keys(bigint, uuid, uuid[], bytea[]), api.history_keys(uuid, uuid, uuid, integer),
    api.set_history(uuid, boolean), api.set_chat_history(uuid, boolean), api.history_state(uuid), api.login_sessions(),
    api.end_login_session(uuid), api.sign_in_events(uuid, integer) TO @user@;
GRANT EXECUTE ON FUNCTION admin.make_owner(uuid), admin.delete_user(uuid), admin.use_token(bytea, uuid, timestamptz),
    admin.open_login_session(uuid, bytea, inet, text, bigint), admin.rotate_login_session(bytea, bytea, inet, text) TO @migrator@;
