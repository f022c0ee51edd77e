-- Who is in the workspace, contacts and blocks, manifests and devices, and hello.

CREATE TABLE tacet.contacts (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    contact_id uuid NOT NULL REFERENCES tacet.users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, contact_id),
    CHECK (user_id <> contact_id)
);

CREATE TABLE tacet.blocked_users (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    blocked_id uuid NOT NULL REFERENCES tacet.users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, blocked_id),
    CHECK (user_id <> blocked_id)
);
SELECT s.seal('tacet.contacts'), s.seal('tacet.blocked_users');

CREATE FUNCTION s.is_blocked(a uuid, b uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM tacet.blocked_users x WHERE x.user_id = a AND x.blocked_id = b)
        OR EXISTS (SELECT FROM tacet.blocked_users x WHERE x.user_id = b AND x.blocked_id = a);
END $$;

-- What one member sees of another.
CREATE FUNCTION s.entry(viewer uuid, shown uuid, OUT id uuid, OUT username text, OUT display_name text,
                        OUT master_pubkey bytea, OUT manifest_version bigint, OUT relation text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT u.id, u.username, u.display_name, u.master_pubkey, u.manifest_version,
           CASE WHEN EXISTS (SELECT FROM tacet.blocked_users b WHERE b.user_id = viewer AND b.blocked_id = u.id)
                THEN 'blocked'
                WHEN EXISTS (SELECT FROM tacet.contacts c WHERE c.user_id = viewer AND c.contact_id = u.id)
                THEN 'contact' ELSE 'none' END
      FROM tacet.users u WHERE u.id = shown AND u.deleted_at IS NULL
$$;

CREATE FUNCTION api.user_by_id(user_id uuid, OUT id uuid, OUT username text, OUT display_name text,
                               OUT master_pubkey bytea, OUT manifest_version bigint, OUT relation text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    SELECT e.* INTO id, username, display_name, master_pubkey, manifest_version, relation
      FROM s.entry(me.account, user_by_id.user_id) e;
    IF id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE FUNCTION api.user_by_name(name text, OUT id uuid, OUT username text, OUT display_name text,
                                 OUT master_pubkey bytea, OUT manifest_version bigint, OUT relation text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(name) <= 50);
    SELECT e.* INTO id, username, display_name, master_pubkey, manifest_version, relation
      FROM tacet.users u, s.entry(me.account, u.id) e
     WHERE pg_catalog.lower(u.username) COLLATE "C" = pg_catalog.lower(name) COLLATE "C" AND u.deleted_at IS NULL;
    IF id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- The first value after all that begin with `prefix`, by code point.
CREATE FUNCTION s.prefix_end(prefix text) RETURNS text
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$ SELECT prefix || pg_catalog.chr(1114111) $$;

-- Two index ranges, each cut at the page's size: no plan grows with the workspace.
CREATE FUNCTION api.find_users(prefix text, after_username text, max_rows integer)
    RETURNS TABLE (id uuid, username text, display_name text, master_pubkey bytea, manifest_version bigint, relation text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    low CONSTANT pg_catalog.text := pg_catalog.lower(prefix);
    high CONSTANT pg_catalog.text := s.prefix_end(low);
    after CONSTANT pg_catalog.text := pg_catalog.lower(after_username);
BEGIN
    PERFORM s.demand(pg_catalog.char_length(prefix) <= 64 AND pg_catalog.char_length(after) <= 50
        AND max_rows BETWEEN 1 AND 100);
    PERFORM s.take(me.device, 'search', 1);
    RETURN QUERY
    SELECT e.*
      FROM (SELECT DISTINCT c.id, c.name FROM (
                (SELECT u.id, pg_catalog.lower(u.username) COLLATE "C" AS name FROM tacet.users u
                  WHERE pg_catalog.lower(u.username) COLLATE "C" >= low
                    AND pg_catalog.lower(u.username) COLLATE "C" < high
                    AND pg_catalog.lower(u.username) COLLATE "C" > after
                    AND u.deleted_at IS NULL AND u.id <> me.account
                  ORDER BY pg_catalog.lower(u.username) COLLATE "C" LIMIT max_rows)
                UNION ALL
                (SELECT d.id, d.name FROM (
                    SELECT u.id, pg_catalog.lower(u.username) COLLATE "C" AS name FROM tacet.users u
                     WHERE pg_catalog.lower(u.display_name) COLLATE "C" >= low
                       AND pg_catalog.lower(u.display_name) COLLATE "C" < high AND low <> ''
                       AND u.deleted_at IS NULL AND u.id <> me.account
                     LIMIT 1000) d
                  WHERE d.name > after ORDER BY d.name LIMIT max_rows)) c
             ORDER BY c.name LIMIT max_rows) found, s.entry(me.account, found.id) e
     ORDER BY found.name;
END $$;

CREATE FUNCTION api.contacts(after_username text, max_rows integer)
    RETURNS TABLE (id uuid, username text, display_name text, master_pubkey bytea, manifest_version bigint, relation text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(after_username) <= 50 AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT e.* FROM (SELECT u.id, pg_catalog.lower(u.username) COLLATE "C" AS name
                       FROM tacet.contacts c JOIN tacet.users u ON u.id = c.contact_id
                      WHERE c.user_id = me.account AND u.deleted_at IS NULL
                        AND pg_catalog.lower(u.username) COLLATE "C" > pg_catalog.lower(after_username) COLLATE "C"
                      ORDER BY 2 LIMIT max_rows) p, s.entry(me.account, p.id) e
     ORDER BY p.name;
END $$;

CREATE FUNCTION api.blocked_users(after_username text, max_rows integer)
    RETURNS TABLE (id uuid, username text, display_name text, master_pubkey bytea, manifest_version bigint, relation text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(after_username) <= 50 AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT e.* FROM (SELECT u.id, pg_catalog.lower(u.username) COLLATE "C" AS name
                       FROM tacet.blocked_users c JOIN tacet.users u ON u.id = c.blocked_id
                      WHERE c.user_id = me.account AND u.deleted_at IS NULL
                        AND pg_catalog.lower(u.username) COLLATE "C" > pg_catalog.lower(after_username) COLLATE "C"
                      ORDER BY 2 LIMIT max_rows) p, s.entry(me.account, p.id) e
     ORDER BY p.name;
END $$;

-- Refuses oneself and the absent.
CREATE FUNCTION s.demand_other(account uuid, other uuid) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(other IS NOT NULL AND other <> account);
    IF NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = other AND u.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE FUNCTION api.remove_contact(other uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_other(me.account, other);
    DELETE FROM tacet.contacts c WHERE c.user_id = me.account AND c.contact_id = other;
END $$;

CREATE FUNCTION api.block_user(other uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_other(me.account, other);
    DELETE FROM tacet.contacts c WHERE c.user_id = me.account AND c.contact_id = other;
    INSERT INTO tacet.blocked_users (user_id, blocked_id) VALUES (me.account, other) ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION api.unblock_user(other uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_other(me.account, other);
    DELETE FROM tacet.blocked_users b WHERE b.user_id = me.account AND b.blocked_id = other;
END $$;

CREATE FUNCTION api.set_display_name(display_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.char_length(display_name) BETWEEN 1 AND 64 AND display_name !~ '[[:cntrl:]]');
    UPDATE tacet.users u SET display_name = set_display_name.display_name WHERE u.id = me.account;
END $$;

CREATE FUNCTION api.devices_of(user_id uuid)
    RETURNS TABLE (id uuid, identity_pubkey bytea, prekey_pubkey bytea, prekey_signature bytea, certificate bytea,
                   certificate_signature bytea, label text, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    IF NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = devices_of.user_id AND u.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN QUERY
    SELECT d.id, d.identity_pubkey, d.prekey_pubkey, d.prekey_signature, d.certificate, d.certificate_signature,
           CASE WHEN d.user_id = me.account THEN d.label ELSE '' END, d.created_at
      FROM tacet.devices d WHERE d.user_id = devices_of.user_id AND d.active
     ORDER BY d.created_at, d.id LIMIT 512;
END $$;

CREATE FUNCTION api.manifests_since(user_id uuid, version bigint)
    RETURNS TABLE (manifest_version bigint, manifest bytea, signature bytea, hash bytea, previous_hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.caller();
    PERFORM s.demand(version >= 0);
    RETURN QUERY
    SELECT m.version, m.manifest, m.signature, m.hash, m.previous_hash
      FROM tacet.device_manifests m JOIN tacet.users u ON u.id = m.user_id AND u.deleted_at IS NULL
     WHERE m.user_id = manifests_since.user_id AND m.version > manifests_since.version
     ORDER BY m.version LIMIT 100;
END $$;

CREATE FUNCTION api.manifest_of(user_id uuid, OUT manifest_version bigint, OUT manifest bytea, OUT signature bytea,
                                OUT hash bytea, OUT previous_hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.caller();
    SELECT m.version, m.manifest, m.signature, m.hash, m.previous_hash
      INTO manifest_version, manifest, signature, hash, previous_hash
      FROM tacet.device_manifests m JOIN tacet.users u ON u.id = m.user_id AND u.deleted_at IS NULL
     WHERE m.user_id = manifest_of.user_id ORDER BY m.version DESC LIMIT 1;
    IF manifest_version IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE FUNCTION api.publish_manifest(version bigint, previous_hash bytea, manifest bytea, signature bytea, hash bytea)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.take(me.device, 'publish', 1);
    PERFORM s.store_manifest(me.account, me.device, version, previous_hash, manifest, signature, hash);
END $$;

CREATE FUNCTION api.hello(client_schema_version integer, OUT tenant_id uuid, OUT tenant_name text,
        OUT incarnation uuid, OUT schema_version integer, OUT user_id uuid, OUT device_id uuid, OUT username text,
        OUT display_name text, OUT workspace_role text, OUT server_time timestamptz, OUT device_counter bigint,
        OUT manifest_version bigint, OUT one_time integer, OUT kem_one_time integer, OUT has_last_resort boolean,
        OUT newest_signed_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(client_schema_version BETWEEN 1 AND 1000000);
    UPDATE tacet.devices d SET last_seen = pg_catalog.now()
     WHERE d.id = me.device AND (d.last_seen IS NULL OR d.last_seen < pg_catalog.now() - interval '1 hour');
    SELECT t.id, t.name, t.incarnation INTO STRICT tenant_id, tenant_name, incarnation FROM tacet.tenant t;
    SELECT u.username, u.display_name, u.workspace_role, u.manifest_version, d.counter
      INTO STRICT username, display_name, workspace_role, manifest_version, device_counter
      FROM tacet.users u JOIN tacet.devices d ON d.user_id = u.id WHERE d.id = me.device;
    SELECT c.one_time, c.kem_one_time, c.has_last_resort, c.newest_signed_id
      INTO one_time, kem_one_time, has_last_resort, newest_signed_id FROM s.prekey_counts(me.device) c;
    IF NOT s.partitions_are_ready() THEN
        PERFORM s.ensure_partitions();
    END IF;
    schema_version := s.schema_version();
    user_id := me.account;
    device_id := me.device;
    server_time := pg_catalog.clock_timestamp();
END $$;

-- Compare and swap of the device-state counter, idempotent by the nonce: a vault that was copied or
-- restored comes with a counter or a nonce that does not fit.
CREATE FUNCTION api.advance_counter(from_counter bigint, nonce bytea) RETURNS bigint
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

CREATE FUNCTION api.report_sync(sync_status text, pending_outgoing integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(sync_status IN ('idle', 'syncing', 'error') AND pending_outgoing >= 0);
    INSERT INTO tacet.sync_metadata AS m (device_id, last_sync, pending_outgoing, sync_status)
    VALUES (me.device, CASE WHEN report_sync.sync_status = 'idle' THEN pg_catalog.now() END,
            report_sync.pending_outgoing, report_sync.sync_status)
    ON CONFLICT ON CONSTRAINT sync_metadata_pkey DO UPDATE
       SET last_sync = COALESCE(EXCLUDED.last_sync, m.last_sync), pending_outgoing = EXCLUDED.pending_outgoing,
           sync_status = EXCLUDED.sync_status;
END $$;

GRANT EXECUTE ON FUNCTION api.user_by_id(uuid), api.user_by_name(text), api.find_users(text, text, integer),
    api.contacts(text, integer), api.blocked_users(text, integer), api.remove_contact(uuid), api.block_user(uuid),
    api.unblock_user(uuid), api.set_display_name(text), api.devices_of(uuid), api.manifests_since(uuid, bigint),
    api.manifest_of(uuid), api.publish_manifest(bigint, bytea, bytea, bytea, bytea), api.hello(integer),
    api.advance_counter(bigint, bytea), api.report_sync(text, integer) TO @user@;
