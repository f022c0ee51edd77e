DROP FUNCTION api.dismiss_enrolment_token(bytea), api.invitations(), api.create_enrolment_token(bytea, text, bigint),
    api.enrol(bytea, uuid, text, text, bytea, uuid, bytea, bytea, bytea, bytea, bytea, text, text,
    bigint, bytea, bytea, bytea, bytea, bigint, bytea, bytea, bigint[], bytea[], bytea[],
    bigint[], bytea[], bytea[], bigint[], bytea),
    s.token_for(bytea, bytea), s.store_manifest(uuid, uuid, bigint, bytea, bytea, bytea, bytea),
    s.enrol_account(tacet.enrollment_tokens, uuid, text, text, bytea),
    s.insert_user(uuid, text, text, bytea, text), admin.create_owner_token(bytea, timestamptz);
DROP TABLE tacet.enrollment_tokens;
