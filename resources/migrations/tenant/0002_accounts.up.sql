-- Users, their devices and manifests; who calls; how much a caller may do; roles of devices.

CREATE TABLE tacet.users (
    id uuid PRIMARY KEY,
    username text NOT NULL CHECK (username ~ '^[A-Za-z0-9_]{3,50}$'),
    display_name text NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 64),
    master_pubkey bytea NOT NULL CHECK (octet_length(master_pubkey) = 32),
    workspace_role text NOT NULL DEFAULT 'member' CHECK (workspace_role IN ('member', 'admin', 'owner')),
    bio text CHECK (char_length(bio) <= 500),
    avatar uuid,
    status text NOT NULL DEFAULT 'offline' CHECK (status IN ('online', 'away', 'dnd', 'offline')),
    last_seen timestamptz,
    email text CHECK (char_length(email) BETWEEN 3 AND 254),
    phone text CHECK (phone ~ '^\+?[0-9 ()-]{3,32}$'),
    user_type text NOT NULL DEFAULT 'desktop' CHECK (user_type IN ('desktop', 'web', 'mobile')),
    manifest_version bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    search_vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, username), 'A')
        || setweight(to_tsvector('simple'::regconfig, coalesce(bio, '')), 'B')
        || setweight(to_tsvector('simple'::regconfig, coalesce(email, '')), 'C')) STORED
);
-- Unique without case, and what names are searched and paged by.
CREATE UNIQUE INDEX users_username ON tacet.users (lower(username) COLLATE "C");
CREATE INDEX users_display_name ON tacet.users (lower(display_name) COLLATE "C");
CREATE UNIQUE INDEX users_email ON tacet.users (lower(email)) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX users_phone ON tacet.users (phone) WHERE phone IS NOT NULL;
CREATE INDEX users_search ON tacet.users USING gin (search_vector);
CREATE UNIQUE INDEX users_one_owner ON tacet.users (workspace_role)
    WHERE workspace_role = 'owner' AND deleted_at IS NULL;
CREATE TRIGGER users_updated BEFORE UPDATE OF display_name, bio, avatar, email, phone, workspace_role ON tacet.users
    FOR EACH ROW EXECUTE FUNCTION s.update_updated_at_column();

CREATE TABLE tacet.devices (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    db_role name NOT NULL UNIQUE CHECK (db_role ~ '^d_[0-9a-f]{32}$'),
    active boolean NOT NULL DEFAULT true,
    identity_pubkey bytea NOT NULL UNIQUE CHECK (octet_length(identity_pubkey) = 32),
    prekey_pubkey bytea NOT NULL CHECK (octet_length(prekey_pubkey) = 32),
    prekey_signature bytea NOT NULL CHECK (octet_length(prekey_signature) = 64),
    certificate bytea NOT NULL CHECK (octet_length(certificate) BETWEEN 1 AND 4096),
    certificate_signature bytea NOT NULL CHECK (octet_length(certificate_signature) = 64),
    label text NOT NULL DEFAULT '' CHECK (char_length(label) <= 53),
    push_token text CHECK (char_length(push_token) <= 4096),
    counter bigint NOT NULL DEFAULT 0,
    counter_nonce bytea CHECK (octet_length(counter_nonce) = 16),
    highest_signed_id bigint NOT NULL DEFAULT 0,
    highest_one_time_id bigint NOT NULL DEFAULT 0,
    highest_kem_id bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz,
    revoked_at timestamptz
);
CREATE INDEX devices_user ON tacet.devices (user_id) WHERE active;

CREATE TABLE tacet.device_manifests (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    version bigint NOT NULL CHECK (version >= 1),
    manifest bytea NOT NULL CHECK (octet_length(manifest) BETWEEN 1 AND 65536),
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    hash bytea NOT NULL CHECK (hash = sha256(manifest)),
    previous_hash bytea NOT NULL CHECK (octet_length(previous_hash) = CASE WHEN version = 1 THEN 0 ELSE 32 END),
    published_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, version)
);

-- Token buckets: each caller touches its own rows only.
CREATE TABLE tacet.rate_buckets (
    device_id uuid NOT NULL REFERENCES tacet.devices (id) ON DELETE CASCADE,
    kind text NOT NULL,
    tokens double precision NOT NULL,
    refilled_at timestamptz NOT NULL,
    PRIMARY KEY (device_id, kind)
) WITH (fillfactor = 50);

CREATE TABLE tacet.sync_metadata (
    device_id uuid PRIMARY KEY REFERENCES tacet.devices (id) ON DELETE CASCADE,
    last_sync timestamptz,
    pending_outgoing integer NOT NULL DEFAULT 0 CHECK (pending_outgoing >= 0),
    sync_status text NOT NULL DEFAULT 'idle' CHECK (sync_status IN ('idle', 'syncing', 'error'))
);

SELECT s.seal('tacet.users'), s.seal('tacet.devices'), s.seal('tacet.device_manifests'),
       s.seal('tacet.rate_buckets'), s.seal('tacet.sync_metadata');

-- The caller's active device, or NULL. The only place where a login becomes somebody.
CREATE FUNCTION s.me() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT d.id FROM tacet.devices d WHERE d.db_role = SESSION_USER AND d.active
$$;

-- Refuses a caller that is no active device.
CREATE FUNCTION s.caller(OUT device uuid, OUT account uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT d.id, d.user_id INTO device, account FROM tacet.devices d WHERE d.db_role = SESSION_USER AND d.active;
    IF device IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Takes `cost` from the caller's bucket; false if it does not hold as much.
CREATE FUNCTION s.try_take(device uuid, kind text, cost double precision) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    burst CONSTANT double precision := s.policy_number(kind || '_burst');
    pace CONSTANT double precision := s.policy_number(kind || '_per_second');
BEGIN
    -- Twice: another connection of the same device may make the row between the two statements.
    FOR attempt IN 1..2 LOOP
        UPDATE tacet.rate_buckets b
           SET tokens = LEAST(burst, b.tokens + pace * GREATEST(0, pg_catalog.date_part('epoch',
                            pg_catalog.clock_timestamp() - b.refilled_at))) - cost,
               refilled_at = pg_catalog.clock_timestamp()
         WHERE b.device_id = device AND b.kind = try_take.kind
           AND LEAST(burst, b.tokens + pace * GREATEST(0, pg_catalog.date_part('epoch',
                            pg_catalog.clock_timestamp() - b.refilled_at))) >= cost;
        IF FOUND THEN
            RETURN true;
        END IF;
        IF burst < cost THEN
            RETURN false;
        END IF;
        INSERT INTO tacet.rate_buckets (device_id, kind, tokens, refilled_at)
        VALUES (device, try_take.kind, burst - cost, pg_catalog.clock_timestamp())
        ON CONFLICT DO NOTHING;
        IF FOUND THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;

CREATE FUNCTION s.take(device uuid, kind text, cost double precision) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NOT s.try_take(device, kind, cost) THEN
        PERFORM s.refuse('SR003');
    END IF;
END $$;

-- The two things that need rights of other roles, each as small as it can be.
GRANT USAGE, CREATE ON SCHEMA s TO @enroller@, @warden@;
SET LOCAL ROLE @enroller@;
CREATE FUNCTION s.make_login(role_name text, verifier text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^d_[0-9a-f]{32}$'
       OR verifier !~ '^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
       OR (role_name || verifier) IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    EXECUTE pg_catalog.format(
        'CREATE ROLE %I LOGIN NOINHERIT NOCREATEROLE NOCREATEDB CONNECTION LIMIT 3 PASSWORD %L', role_name, verifier);
    EXECUTE pg_catalog.format('GRANT @user@ TO %I WITH INHERIT TRUE, SET FALSE', role_name);
END $$;
CREATE FUNCTION s.drop_login(role_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^d_[0-9a-f]{32}$' OR role_name IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    EXECUTE pg_catalog.format('ALTER ROLE %I NOLOGIN PASSWORD NULL', role_name);
    EXECUTE pg_catalog.format('REVOKE @user@ FROM %I', role_name);
END $$;
REVOKE ALL ON FUNCTION s.make_login(text, text), s.drop_login(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION s.make_login(text, text), s.drop_login(text) TO @owner@;
SET LOCAL ROLE @warden@;
CREATE FUNCTION s.end_connections(role_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^d_[0-9a-f]{32}$' OR role_name IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    PERFORM pg_catalog.pg_terminate_backend(a.pid)
       FROM pg_catalog.pg_stat_activity a
      WHERE a.usename = role_name AND a.pid <> pg_catalog.pg_backend_pid();
END $$;
REVOKE ALL ON FUNCTION s.end_connections(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION s.end_connections(text) TO @owner@;
SET LOCAL ROLE @owner@;
REVOKE CREATE, USAGE ON SCHEMA s FROM @enroller@, @warden@;
