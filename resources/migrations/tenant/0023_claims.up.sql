-- A claim picks one key of a kind once. Joined to the table it was picked anew for every key of the device where the
-- plan was a nested loop, which it is for a device that the statistics do not know yet: the claim then failed.
CREATE OR REPLACE FUNCTION api.claim_prekey_bundle(device_id uuid, OUT user_id uuid, OUT identity_pubkey bytea,
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
        DELETE FROM tacet.one_time_prekeys o
         WHERE o.device_id = claim_prekey_bundle.device_id AND o.key_id = ANY (ARRAY(
            SELECT k.key_id FROM tacet.one_time_prekeys k WHERE k.device_id = claim_prekey_bundle.device_id
             ORDER BY k.key_id LIMIT 1 FOR UPDATE SKIP LOCKED))
        RETURNING o.key_id, o.pubkey, o.signature INTO one_time_id, one_time_pubkey, one_time_signature;
        DELETE FROM tacet.kem_prekeys o
         WHERE o.device_id = claim_prekey_bundle.device_id AND o.key_id = ANY (ARRAY(
            SELECT k.key_id FROM tacet.kem_prekeys k
             WHERE k.device_id = claim_prekey_bundle.device_id AND NOT k.last_resort
             ORDER BY k.key_id LIMIT 1 FOR UPDATE SKIP LOCKED))
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
