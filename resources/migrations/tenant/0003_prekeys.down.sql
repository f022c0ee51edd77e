DROP FUNCTION api.discard_one_time_prekeys(), api.prekey_counts(),
    api.publish_prekeys(bigint, bytea, bytea, bigint[], bytea[], bytea[], bigint[], bytea[], bytea[], bigint[]),
    s.prekey_counts(uuid), s.publish_signed(uuid, bigint, bytea, bytea),
    s.publish_kem(uuid, bigint[], bytea[], bytea[], bigint[]), s.publish_one_time(uuid, bigint[], bytea[], bytea[]),
    s.keys_are_sound(bigint[], bytea[], bytea[], integer);
DROP VIEW tacet.user_devices_view;
DROP TABLE tacet.kem_prekeys, tacet.one_time_prekeys, tacet.signed_prekeys;
