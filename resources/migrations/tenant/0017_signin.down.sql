-- The logins of accounts end; their group stays, as fixed roles do.
SELECT s.clear_account_password(user_id) FROM tacet.account_logins WHERE has_password;
DELETE FROM tacet.hooks WHERE function_name IN ('forget_sign_in', 'cleanup_sign_in_attempts');
DO $$ BEGIN
    EXECUTE pg_catalog.format('REVOKE CONNECT ON DATABASE %I FROM @signin@', pg_catalog.current_database());
END $$;
REVOKE USAGE ON SCHEMA api FROM @signin@;
DROP FUNCTION s.cleanup_sign_in_attempts(), s.forget_sign_in(uuid),
    api.link_device(uuid, uuid, bytea, bytea, bytea, bytea, bytea, text, text, bigint, bytea, bytea, bytea, bytea,
        bigint, bytea, bytea, bigint[], bytea[], bytea[], bigint[], bytea[], bytea[], bigint[]),
    api.link_material(uuid), api.replace_recovery_codes(uuid, bytea[]), api.disable_totp(uuid),
    api.confirm_totp(bytea, text, bytea[]), s.recovery_hashes_are_sound(bytea[]), s.passed_attempt(uuid, uuid, uuid),
    api.check_code(uuid), api.submit_code(uuid, text), api.sign_in_state(), api.clear_account_password(),
    s.clear_account_password(uuid), api.set_account_password(text), s.demand_account_login(uuid), s.linking_caller(),
    s.sign_in_caller(), s.account_login_role(uuid), s.totp_step(bytea, bytea, timestamptz, bigint), s.code_hash(text),
    s.totp(bytea, bigint, integer), s.hmac_sha256(bytea, bytea);
GRANT USAGE ON SCHEMA s TO @enroller@, @warden@;
SET LOCAL ROLE @enroller@;
DROP FUNCTION s.make_account_login(text, text), s.drop_account_login(text);
SET LOCAL ROLE @warden@;
DROP FUNCTION s.end_account_connections(text);
SET LOCAL ROLE @owner@;
REVOKE USAGE ON SCHEMA s FROM @enroller@, @warden@;
DROP TABLE tacet.sign_in_attempts, tacet.recovery_codes, tacet.account_logins;
