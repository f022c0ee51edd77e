-- Prekeys: published by their device, claimed by others, every one-time key once.

CREATE TABLE tacet.signed_prekeys (
    device_id uuid NOT NULL REFERENCES tacet.devices (id),
    key_id bigint NOT NULL CHECK (key_id BETWEEN 1 AND 4294967295),
    pubkey bytea NOT NULL CHECK (octet_length(pubkey) = 32),
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device_id, key_id)
);

CREATE TABLE tacet.one_time_prekeys (
    device_id uuid NOT NULL REFERENCES tacet.devices (id),
    key_id bigint NOT NULL CHECK (key_id BETWEEN 1 AND 4294967295),
    pubkey bytea NOT NULL CHECK (octet_length(pubkey) = 32),
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    PRIMARY KEY (device_id, key_id)
);

CREATE TABLE tacet.kem_prekeys (
    device_id uuid NOT NULL REFERENCES tacet.devices (id),
    key_id bigint NOT NULL CHECK (key_id BETWEEN 1 AND 4294967295),
    pubkey bytea NOT NULL CHECK (octet_length(pubkey) = 1568),
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    last_resort boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device_id, key_id)
);
CREATE INDEX kem_prekeys_last_resort ON tacet.kem_prekeys (device_id, key_id) WHERE last_resort;
ALTER TABLE tacet.kem_prekeys ALTER COLUMN pubkey SET STORAGE EXTERNAL;

SELECT s.seal('tacet.signed_prekeys'), s.seal('tacet.one_time_prekeys'), s.seal('tacet.kem_prekeys');

-- How many one-time keys a device has left; hands none out.
CREATE VIEW tacet.user_devices_view WITH (security_invoker = true) AS
    SELECT d.user_id, d.id AS device_id, d.active, d.created_at,
           (SELECT count(*) FROM tacet.one_time_prekeys o WHERE o.device_id = d.id) AS one_time_prekeys_left,
           (SELECT count(*) FROM tacet.kem_prekeys k WHERE k.device_id = d.id AND NOT k.last_resort) AS kem_prekeys_left
      FROM tacet.devices d;

CREATE FUNCTION s.keys_are_sound(ids bigint[], keys bytea[], signatures bytea[], key_length integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT COALESCE(pg_catalog.array_ndims(ids), 1) = 1
       AND pg_catalog.cardinality(ids) <= 512
       AND pg_catalog.cardinality(ids) = pg_catalog.cardinality(keys)
       AND pg_catalog.cardinality(ids) = pg_catalog.cardinality(signatures)
       AND COALESCE((SELECT pg_catalog.bool_and(COALESCE(u.id BETWEEN 1 AND 4294967295
                AND pg_catalog.octet_length(u.k) = key_length AND pg_catalog.octet_length(u.sig) = 64, false))
              FROM ROWS FROM (pg_catalog.unnest(ids), pg_catalog.unnest(keys), pg_catalog.unnest(signatures))
                   AS u(id, k, sig)), true)
       AND (SELECT pg_catalog.count(DISTINCT x) FROM pg_catalog.unnest(ids) x) = pg_catalog.cardinality(ids)
$$;

-- Ids only rise. At or below the highest published id a key is either still there with the same bytes
-- (a repeat) or was claimed (leave it gone, or it would be handed out twice).
CREATE FUNCTION s.publish_one_time(device uuid, ids bigint[], keys bytea[], signatures bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    highest bigint;
BEGIN
    PERFORM s.demand(s.keys_are_sound(ids, keys, signatures, 32));
    SELECT d.highest_one_time_id INTO highest FROM tacet.devices d WHERE d.id = device FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM ROWS FROM (pg_catalog.unnest(ids), pg_catalog.unnest(keys), pg_catalog.unnest(signatures))
                           AS u(id, k, sig)
                 JOIN tacet.one_time_prekeys o ON o.device_id = device AND o.key_id = u.id
                WHERE o.pubkey <> u.k OR o.signature <> u.sig) THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.one_time_prekeys (device_id, key_id, pubkey, signature)
    SELECT device, u.id, u.k, u.sig
      FROM ROWS FROM (pg_catalog.unnest(ids), pg_catalog.unnest(keys), pg_catalog.unnest(signatures)) AS u(id, k, sig)
     WHERE u.id > highest;
    IF (SELECT pg_catalog.count(*) FROM tacet.one_time_prekeys o WHERE o.device_id = device) > 1000 THEN
        PERFORM s.refuse('SR004');
    END IF;
    UPDATE tacet.devices d
       SET highest_one_time_id = GREATEST(highest, (SELECT pg_catalog.max(x) FROM pg_catalog.unnest(ids) x))
     WHERE d.id = device;
END $$;

CREATE FUNCTION s.publish_kem(device uuid, ids bigint[], keys bytea[], signatures bytea[], last_resort_ids bigint[])
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    highest bigint;
BEGIN
    PERFORM s.demand(s.keys_are_sound(ids, keys, signatures, 1568)
        AND last_resort_ids <@ ids);
    SELECT d.highest_kem_id INTO highest FROM tacet.devices d WHERE d.id = device FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM ROWS FROM (pg_catalog.unnest(ids), pg_catalog.unnest(keys), pg_catalog.unnest(signatures))
                           AS u(id, k, sig)
                 JOIN tacet.kem_prekeys o ON o.device_id = device AND o.key_id = u.id
                WHERE o.pubkey <> u.k OR o.signature <> u.sig OR o.last_resort <> (u.id = ANY (last_resort_ids))) THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.kem_prekeys (device_id, key_id, pubkey, signature, last_resort)
    SELECT device, u.id, u.k, u.sig, u.id = ANY (last_resort_ids)
      FROM ROWS FROM (pg_catalog.unnest(ids), pg_catalog.unnest(keys), pg_catalog.unnest(signatures)) AS u(id, k, sig)
     WHERE u.id > highest;
    -- The newest last-resort key is the one handed out; the one before stays for what is under way.
    DELETE FROM tacet.kem_prekeys k USING (
        SELECT o.key_id FROM tacet.kem_prekeys o WHERE o.device_id = device AND o.last_resort
         ORDER BY o.key_id DESC OFFSET 2) old
     WHERE k.device_id = device AND k.key_id = old.key_id;
    IF (SELECT pg_catalog.count(*) FROM tacet.kem_prekeys k WHERE k.device_id = device) > 1000 THEN
        PERFORM s.refuse('SR004');
    END IF;
    UPDATE tacet.devices d
       SET highest_kem_id = GREATEST(highest, (SELECT pg_catalog.max(x) FROM pg_catalog.unnest(ids) x))
     WHERE d.id = device;
END $$;

CREATE FUNCTION s.publish_signed(device uuid, key_id bigint, pubkey bytea, signature bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    highest bigint;
BEGIN
    PERFORM s.demand(publish_signed.key_id BETWEEN 1 AND 4294967295 AND pg_catalog.octet_length(pubkey) = 32
        AND pg_catalog.octet_length(signature) = 64);
    SELECT d.highest_signed_id INTO highest FROM tacet.devices d WHERE d.id = device FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM tacet.signed_prekeys p WHERE p.device_id = device AND p.key_id = publish_signed.key_id
                  AND (p.pubkey <> publish_signed.pubkey OR p.signature <> publish_signed.signature)) THEN
        PERFORM s.refuse('SR006');
    END IF;
    IF publish_signed.key_id > highest THEN
        INSERT INTO tacet.signed_prekeys (device_id, key_id, pubkey, signature)
        VALUES (device, publish_signed.key_id, publish_signed.pubkey, publish_signed.signature);
        UPDATE tacet.devices d SET highest_signed_id = publish_signed.key_id WHERE d.id = device;
        DELETE FROM tacet.signed_prekeys p
         WHERE p.device_id = device AND p.key_id <> publish_signed.key_id
           AND p.created_at < pg_catalog.now() - interval '30 days';
    END IF;
END $$;

-- signed_id 0: no signed prekey in this call.
CREATE FUNCTION api.publish_prekeys(
    signed_id bigint, signed_pubkey bytea, signed_signature bytea,
    one_time_ids bigint[], one_time_pubkeys bytea[], one_time_signatures bytea[],
    kem_ids bigint[], kem_pubkeys bytea[], kem_signatures bytea[], kem_last_resort_ids bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    device CONSTANT pg_catalog.uuid := (s.caller()).device;
BEGIN
    PERFORM s.demand(signed_id IS NOT NULL);
    PERFORM s.take(device, 'publish', 1);
    IF signed_id <> 0 THEN
        PERFORM s.publish_signed(device, signed_id, signed_pubkey, signed_signature);
    END IF;
    PERFORM s.publish_one_time(device, one_time_ids, one_time_pubkeys, one_time_signatures);
    PERFORM s.publish_kem(device, kem_ids, kem_pubkeys, kem_signatures, kem_last_resort_ids);
END $$;

CREATE FUNCTION s.prekey_counts(device uuid, OUT one_time integer, OUT kem_one_time integer,
                                OUT has_last_resort boolean, OUT newest_signed_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    one_time := (SELECT pg_catalog.count(*) FROM tacet.one_time_prekeys o WHERE o.device_id = device);
    kem_one_time := (SELECT pg_catalog.count(*) FROM tacet.kem_prekeys k WHERE k.device_id = device AND NOT k.last_resort);
    has_last_resort := EXISTS (SELECT FROM tacet.kem_prekeys k WHERE k.device_id = device AND k.last_resort);
    newest_signed_id := COALESCE(
        (SELECT pg_catalog.max(p.key_id) FROM tacet.signed_prekeys p WHERE p.device_id = device), 0);
END $$;

CREATE FUNCTION api.prekey_counts(OUT one_time integer, OUT kem_one_time integer,
                                  OUT has_last_resort boolean, OUT newest_signed_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT c.one_time, c.kem_one_time, c.has_last_resort, c.newest_signed_id
      INTO one_time, kem_one_time, has_last_resort, newest_signed_id
      FROM s.prekey_counts((s.caller()).device) c;
END $$;

CREATE FUNCTION api.discard_one_time_prekeys() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.uuid := (s.caller()).device;
BEGIN
    DELETE FROM tacet.one_time_prekeys o WHERE o.device_id = me;
    DELETE FROM tacet.kem_prekeys k WHERE k.device_id = me AND NOT k.last_resort;
END $$;

GRANT EXECUTE ON FUNCTION
    api.publish_prekeys(bigint, bytea, bytea, bigint[], bytea[], bytea[], bigint[], bytea[], bytea[], bigint[]),
    api.prekey_counts(), api.discard_one_time_prekeys() TO @user@;
