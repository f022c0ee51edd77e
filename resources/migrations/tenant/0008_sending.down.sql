DROP FUNCTION
    api.send_direct_batch(uuid[], uuid[], bytea[], bytea[], bigint[], uuid[], bytea[], bytea[], bigint[], bigint[],
        bytea[], bytea[]),
    api.add_recipients(uuid, boolean, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]),
    api.send_control(uuid, uuid, smallint, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]),
    api.send_direct(uuid, uuid, bytea, bytea, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]),
    s.manifest_version(uuid),
    s.deliver(uuid, uuid, uuid, boolean, uuid, smallint, uuid, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[], uuid[]),
    s.demand_modesty(uuid, uuid, uuid, uuid[], bytea[], bytea[]),
    s.note_sessions(uuid, uuid[], bytea[], bytea[]), s.base64url(bytea),
    s.envelopes_are_sound(uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]);
