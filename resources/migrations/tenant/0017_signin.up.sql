-- Two-step sign-in. An account's login (made when a password is set) can do one thing: link a device, after its
-- second factor.
--
-- Whoever calls may roll back, and with the transaction goes every count of failures in it. So a code is submitted,
-- counted and committed first (submit_code tells nothing), checked in a second transaction (check_code), and what it
-- opens is opened in a third.

-- Every code submitted is a failure until one of them is right.
CREATE TABLE tacet.account_logins (
    user_id uuid PRIMARY KEY REFERENCES tacet.users (id),
    login_role name NOT NULL UNIQUE CHECK (login_role ~ '^a_[0-9a-f]{32}$'),
    has_password boolean NOT NULL DEFAULT false,
    password_set_at timestamptz,
    totp_secret bytea CHECK (octet_length(totp_secret) BETWEEN 20 AND 64),
    totp_since timestamptz,
    last_step bigint NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0 CHECK (failures BETWEEN 0 AND 5),
    locked_until timestamptz,
    CHECK ((totp_secret IS NULL) = (totp_since IS NULL)),
    CHECK (NOT has_password OR password_set_at IS NOT NULL)
);

-- SHA-256 of codes that the client made of 100 random bits each.
CREATE TABLE tacet.recovery_codes (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE tacet.sign_in_attempts (
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    id uuid NOT NULL,
    by_device uuid,
    code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    submitted_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    passed boolean,
    checked_xid xid8,
    checked_at timestamptz,
    request_hash bytea CHECK (octet_length(request_hash) = 32),
    linked_device uuid,
    spent boolean NOT NULL DEFAULT false,
    PRIMARY KEY (user_id, id),
    CHECK (num_nonnulls(passed, checked_xid, checked_at) IN (0, 3)),
    CHECK ((request_hash IS NULL) = (linked_device IS NULL))
);
CREATE INDEX sign_in_attempts_age ON tacet.sign_in_attempts (submitted_at);
SELECT s.seal('tacet.account_logins'), s.seal('tacet.recovery_codes'), s.seal('tacet.sign_in_attempts');

-- The group of account logins. New workspaces have it; older ones get it here: the enroller may make roles.
GRANT USAGE, CREATE ON SCHEMA s TO @enroller@, @warden@;
SET LOCAL ROLE @enroller@;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE pg_catalog.quote_ident(r.rolname) = pg_catalog.btrim('@signin@', '"')) THEN
        CREATE ROLE @signin@ NOLOGIN;
    END IF;
END $$;

-- A password for the account: the login is made, or what there is of that name gets another password.
CREATE FUNCTION s.make_account_login(role_name text, verifier text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^a_[0-9a-f]{32}$'
       OR verifier !~ '^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
       OR (role_name || verifier) IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = role_name) THEN
        EXECUTE pg_catalog.format('ALTER ROLE %I LOGIN PASSWORD %L', role_name, verifier);
    ELSE
        EXECUTE pg_catalog.format(
            'CREATE ROLE %I LOGIN NOINHERIT NOCREATEROLE NOCREATEDB CONNECTION LIMIT 3 PASSWORD %L', role_name, verifier);
    END IF;
    EXECUTE pg_catalog.format('GRANT @signin@ TO %I WITH INHERIT TRUE, SET FALSE', role_name);
END $$;
CREATE FUNCTION s.drop_account_login(role_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^a_[0-9a-f]{32}$' OR role_name IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    -- A database that was restored on another cluster has no such logins.
    IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = role_name) THEN
        EXECUTE pg_catalog.format('ALTER ROLE %I NOLOGIN PASSWORD NULL', role_name);
        EXECUTE pg_catalog.format('REVOKE @signin@ FROM %I', role_name);
    END IF;
END $$;
REVOKE ALL ON FUNCTION s.make_account_login(text, text), s.drop_account_login(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION s.make_account_login(text, text), s.drop_account_login(text) TO @owner@;
SET LOCAL ROLE @warden@;
CREATE FUNCTION s.end_account_connections(role_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^a_[0-9a-f]{32}$' OR role_name IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    PERFORM pg_catalog.pg_terminate_backend(a.pid)
       FROM pg_catalog.pg_stat_activity a
      WHERE a.usename = role_name AND a.pid <> pg_catalog.pg_backend_pid();
END $$;
REVOKE ALL ON FUNCTION s.end_account_connections(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION s.end_account_connections(text) TO @owner@;
SET LOCAL ROLE @owner@;
REVOKE CREATE, USAGE ON SCHEMA s FROM @enroller@, @warden@;
GRANT USAGE ON SCHEMA api TO @signin@;
DO $$ BEGIN
    EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO @signin@', pg_catalog.current_database());
END $$;

-- RFC 2104 and RFC 6238 with SHA-256: the extension that has them is not to see secrets (R45).
CREATE FUNCTION s.hmac_sha256(key bytea, message bytea) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE STRICT SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    short CONSTANT pg_catalog.bytea := CASE WHEN pg_catalog.octet_length(key) > 64 THEN pg_catalog.sha256(key) ELSE key END;
    inner_pad pg_catalog.bytea := pg_catalog.decode(pg_catalog.repeat('36', 64), 'hex');
    outer_pad pg_catalog.bytea := pg_catalog.decode(pg_catalog.repeat('5c', 64), 'hex');
BEGIN
    FOR i IN 0..pg_catalog.octet_length(short) - 1 LOOP
        inner_pad := pg_catalog.set_byte(inner_pad, i, 54 # pg_catalog.get_byte(short, i));
        outer_pad := pg_catalog.set_byte(outer_pad, i, 92 # pg_catalog.get_byte(short, i));
    END LOOP;
    RETURN pg_catalog.sha256(outer_pad || pg_catalog.sha256(inner_pad || message));
END $$;

CREATE FUNCTION s.totp(secret bytea, step bigint, digits integer) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    mac CONSTANT pg_catalog.bytea := s.hmac_sha256(secret, pg_catalog.int8send(step));
    place CONSTANT integer := pg_catalog.get_byte(mac, 31) & 15;
    number CONSTANT bigint := ((pg_catalog.get_byte(mac, place) & 127)::bigint << 24) | (pg_catalog.get_byte(mac, place + 1) << 16)
        | (pg_catalog.get_byte(mac, place + 2) << 8) | pg_catalog.get_byte(mac, place + 3);
BEGIN
    RETURN pg_catalog.lpad((number % (10::numeric ^ digits)::bigint)::pg_catalog.text, digits, '0');
END $$;

-- What a typed code becomes: letters and digits, in capitals.
CREATE FUNCTION s.code_hash(code text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER SET search_path = '' AS $$
    SELECT pg_catalog.sha256(pg_catalog.convert_to(
        pg_catalog.upper(pg_catalog.regexp_replace(code, '[^A-Za-z0-9]', '', 'g')), 'UTF8'))
$$;

-- The step around a moment whose code it is and that comes after the last one used; NULL if there is none.
CREATE FUNCTION s.totp_step(secret bytea, hash bytea, moment timestamptz, last_step bigint) RETURNS bigint
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    present CONSTANT bigint := pg_catalog.floor(pg_catalog.date_part('epoch', moment) / 30);
    answer bigint;
BEGIN
    -- All three are computed, so that the time tells nothing.
    FOR step IN present - 1..present + 1 LOOP
        IF s.code_hash(s.totp(secret, step, 6)) = hash AND step > last_step AND answer IS NULL THEN
            answer := step;
        END IF;
    END LOOP;
    RETURN answer;
END $$;

-- 'a_' and half of SHA-256 of a label, the tenant's id and the name in small letters: a client knows it from the name.
CREATE FUNCTION s.account_login_role(account uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT 'a_' || pg_catalog.left(pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to('Tacet-1 account login', 'UTF8')
            || '\x00'::pg_catalog.bytea || pg_catalog.uuid_send(t.id)
            || pg_catalog.convert_to(pg_catalog.lower(u.username), 'UTF8')), 'hex'), 32)
      FROM tacet.users u, tacet.tenant t WHERE u.id = account
$$;

-- The account of an account login, or of a device.
CREATE FUNCTION s.sign_in_caller(OUT account uuid, OUT device uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    SELECT l.user_id INTO account FROM tacet.account_logins l JOIN tacet.users u ON u.id = l.user_id
     WHERE l.login_role = SESSION_USER AND l.has_password AND u.deleted_at IS NULL;
    IF account IS NULL THEN
        known := s.caller();
        account := known.account;
        device := known.device;
    END IF;
END $$;

-- Only an account login.
CREATE FUNCTION s.linking_caller() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known CONSTANT pg_catalog.record := s.sign_in_caller();
BEGIN
    IF known.device IS NOT NULL THEN
        PERFORM s.refuse('SR010');
    END IF;
    RETURN known.account;
END $$;

-- Passwords.

-- The row that says how an account signs in; the user's row is locked.
CREATE FUNCTION s.demand_account_login(account uuid) RETURNS tacet.account_logins
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    answer tacet.account_logins;
BEGIN
    PERFORM FROM tacet.users u WHERE u.id = account FOR NO KEY UPDATE;
    INSERT INTO tacet.account_logins (user_id, login_role) VALUES (account, s.account_login_role(account)) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT answer FROM tacet.account_logins l WHERE l.user_id = account FOR NO KEY UPDATE;
    RETURN answer;
END $$;

CREATE FUNCTION api.set_account_password(verifier text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    login tacet.account_logins;
BEGIN
    PERFORM s.demand(s.is_verifier(verifier));
    PERFORM s.take(me.device, 'password', 1);
    login := s.demand_account_login(me.account);
    PERFORM s.make_account_login(login.login_role::pg_catalog.text, verifier);
    -- What was tried with the old password is over.
    UPDATE tacet.account_logins l
       SET has_password = true, password_set_at = pg_catalog.now(), failures = 0, locked_until = NULL
     WHERE l.user_id = me.account;
    DELETE FROM tacet.sign_in_attempts a WHERE a.user_id = me.account AND a.by_device IS NULL AND a.linked_device IS NULL;
    PERFORM s.note_sign_in(me.account, 'password_set', me.device);
    PERFORM s.end_account_connections(login.login_role::pg_catalog.text);
    RETURN login.login_role;
END $$;

CREATE FUNCTION s.clear_account_password(account uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.name;
BEGIN
    UPDATE tacet.account_logins l SET has_password = false WHERE l.user_id = account AND l.has_password
    RETURNING l.login_role INTO known;
    IF known IS NULL THEN
        RETURN false;
    END IF;
    PERFORM s.drop_account_login(known::pg_catalog.text);
    DELETE FROM tacet.sign_in_attempts a WHERE a.user_id = account AND a.by_device IS NULL AND a.linked_device IS NULL;
    PERFORM s.end_account_connections(known::pg_catalog.text);
    RETURN true;
END $$;

CREATE FUNCTION api.clear_account_password() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.take(me.device, 'password', 1);
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    IF s.clear_account_password(me.account) THEN
        PERFORM s.note_sign_in(me.account, 'password_cleared', me.device);
    END IF;
END $$;

CREATE FUNCTION api.sign_in_state(OUT has_password boolean, OUT password_set_at timestamptz, OUT has_totp boolean,
        OUT totp_since timestamptz, OUT recovery_codes_left bigint, OUT locked_until timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    SELECT l.has_password, l.password_set_at, l.totp_secret IS NOT NULL, l.totp_since,
           CASE WHEN l.locked_until > pg_catalog.clock_timestamp() THEN l.locked_until END
      INTO has_password, password_set_at, has_totp, totp_since, locked_until
      FROM tacet.account_logins l WHERE l.user_id = me.account;
    has_password := COALESCE(has_password, false);
    has_totp := COALESCE(has_totp, false);
    recovery_codes_left := (SELECT pg_catalog.count(*) FROM tacet.recovery_codes c
        WHERE c.user_id = me.account AND c.used_at IS NULL);
END $$;

-- Codes.

-- Says nothing about the code. SR010 while locked: five codes, then fifteen minutes.
CREATE FUNCTION api.submit_code(attempt_id uuid, code text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.sign_in_caller();
    hash CONSTANT pg_catalog.bytea := s.code_hash(pg_catalog.left(code, 64));
    login tacet.account_logins;
    counted integer;
BEGIN
    PERFORM s.demand(s.is_current_id(attempt_id) AND pg_catalog.char_length(code) <= 64);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    SELECT * INTO login FROM tacet.account_logins l WHERE l.user_id = me.account FOR NO KEY UPDATE;
    IF login.user_id IS NULL THEN
        PERFORM s.refuse('SR010');
    END IF;
    IF EXISTS (SELECT FROM tacet.sign_in_attempts a WHERE a.user_id = me.account AND a.id = attempt_id
                  AND a.code_hash = hash AND a.by_device IS NOT DISTINCT FROM me.device) THEN
        RETURN;
    END IF;
    IF login.locked_until > pg_catalog.clock_timestamp() THEN
        PERFORM s.refuse('SR010');
    END IF;
    counted := CASE WHEN login.locked_until IS NULL THEN login.failures ELSE 0 END + 1;
    UPDATE tacet.account_logins l
       SET failures = counted,
           locked_until = CASE WHEN counted = 5 THEN pg_catalog.clock_timestamp() + interval '15 minutes' END
     WHERE l.user_id = me.account;
    INSERT INTO tacet.sign_in_attempts (user_id, id, by_device, code_hash) VALUES (me.account, attempt_id, me.device, hash)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR010');
    END IF;
    PERFORM s.note_sign_in(me.account, 'attempt', me.device);
    IF counted = 5 THEN
        PERFORM s.note_sign_in(me.account, 'locked', me.device);
    END IF;
END $$;

-- Whether the code was right, once and for all; it is used up by that. Not in the transaction that submitted it.
CREATE FUNCTION api.check_code(attempt_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.sign_in_caller();
    login tacet.account_logins;
    attempt tacet.sign_in_attempts;
    step bigint;
    right_code boolean := false;
BEGIN
    PERFORM s.demand(attempt_id IS NOT NULL);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    SELECT * INTO login FROM tacet.account_logins l WHERE l.user_id = me.account FOR NO KEY UPDATE;
    SELECT * INTO attempt FROM tacet.sign_in_attempts a
     WHERE a.user_id = me.account AND a.id = attempt_id AND a.by_device IS NOT DISTINCT FROM me.device;
    IF attempt.id IS NULL OR attempt.submitted_xid = pg_catalog.pg_current_xact_id() THEN
        PERFORM s.refuse('SR010');
    END IF;
    IF attempt.passed IS NOT NULL THEN
        RETURN attempt.passed;
    END IF;
    IF attempt.submitted_at > pg_catalog.clock_timestamp() - interval '2 minutes' THEN
        IF login.totp_secret IS NULL THEN
            right_code := true;
        ELSE
            step := s.totp_step(login.totp_secret, attempt.code_hash, attempt.submitted_at, login.last_step);
            IF step IS NULL THEN
                UPDATE tacet.recovery_codes c SET used_at = pg_catalog.now()
                 WHERE c.user_id = me.account AND c.code_hash = attempt.code_hash AND c.used_at IS NULL;
                right_code := FOUND;
                IF FOUND THEN
                    PERFORM s.note_sign_in(me.account, 'recovery_code_used', me.device);
                END IF;
            ELSE
                right_code := true;
            END IF;
        END IF;
    END IF;
    IF right_code THEN
        UPDATE tacet.account_logins l SET failures = 0, locked_until = NULL, last_step = COALESCE(step, l.last_step)
         WHERE l.user_id = me.account;
    END IF;
    UPDATE tacet.sign_in_attempts a
       SET passed = right_code, checked_xid = pg_catalog.pg_current_xact_id(), checked_at = pg_catalog.clock_timestamp()
     WHERE a.user_id = me.account AND a.id = attempt_id;
    RETURN right_code;
END $$;

-- The attempt, locked, if it passed in an earlier transaction and not long ago; SR010 for all else.
CREATE FUNCTION s.passed_attempt(account uuid, device uuid, attempt_id uuid) RETURNS tacet.sign_in_attempts
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    answer tacet.sign_in_attempts;
BEGIN
    SELECT * INTO answer FROM tacet.sign_in_attempts a
     WHERE a.user_id = account AND a.id = attempt_id AND a.by_device IS NOT DISTINCT FROM device FOR NO KEY UPDATE;
    IF answer.passed IS NOT TRUE OR answer.checked_xid = pg_catalog.pg_current_xact_id()
       OR (answer.checked_at < pg_catalog.clock_timestamp() - interval '5 minutes' AND answer.linked_device IS NULL) THEN
        PERFORM s.refuse('SR010');
    END IF;
    RETURN answer;
END $$;

CREATE FUNCTION s.recovery_hashes_are_sound(hashes bytea[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT COALESCE(pg_catalog.array_ndims(hashes) = 1 AND pg_catalog.cardinality(hashes) = 10
        AND (SELECT pg_catalog.bool_and(COALESCE(pg_catalog.octet_length(h) = 32, false))
                AND pg_catalog.count(DISTINCT h) = 10 FROM pg_catalog.unnest(hashes) h), false)
$$;

-- Switches the second factor on, with a first code as proof that the other device has the secret. The caller brings the
-- secret, so that a wrong code (SR010) tells it nothing.
CREATE FUNCTION api.confirm_totp(secret bytea, code text, recovery_hashes bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    login tacet.account_logins;
    step bigint;
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(secret) BETWEEN 20 AND 64 AND code ~ '^[0-9]{6}$'
        AND s.recovery_hashes_are_sound(recovery_hashes));
    PERFORM s.take(me.device, 'password', 1);
    login := s.demand_account_login(me.account);
    IF login.totp_secret = secret THEN
        RETURN;
    END IF;
    IF login.totp_secret IS NOT NULL THEN
        PERFORM s.refuse('SR006');
    END IF;
    step := s.totp_step(secret, s.code_hash(code), pg_catalog.clock_timestamp(), 0);
    IF step IS NULL THEN
        PERFORM s.refuse('SR010');
    END IF;
    UPDATE tacet.account_logins l SET totp_secret = secret, totp_since = pg_catalog.now(), last_step = step
     WHERE l.user_id = me.account;
    -- Attempts that were made without a second factor are worth nothing now.
    DELETE FROM tacet.sign_in_attempts a WHERE a.user_id = me.account AND a.linked_device IS NULL;
    DELETE FROM tacet.recovery_codes c WHERE c.user_id = me.account;
    INSERT INTO tacet.recovery_codes (user_id, code_hash) SELECT me.account, h FROM pg_catalog.unnest(recovery_hashes) h;
    PERFORM s.note_sign_in(me.account, 'totp_enabled', me.device);
END $$;

-- With an attempt of this device that passed; as often as it is said.
CREATE FUNCTION api.disable_totp(attempt_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    login tacet.account_logins;
BEGIN
    PERFORM s.demand(attempt_id IS NOT NULL);
    PERFORM s.take(me.device, 'password', 1);
    login := s.demand_account_login(me.account);
    IF (s.passed_attempt(me.account, me.device, attempt_id)).spent AND login.totp_secret IS NOT NULL THEN
        PERFORM s.refuse('SR010');
    END IF;
    UPDATE tacet.sign_in_attempts a SET spent = true WHERE a.user_id = me.account AND a.id = attempt_id;
    IF login.totp_secret IS NULL THEN
        RETURN;
    END IF;
    UPDATE tacet.account_logins l SET totp_secret = NULL, totp_since = NULL WHERE l.user_id = me.account;
    DELETE FROM tacet.recovery_codes c WHERE c.user_id = me.account;
    PERFORM s.note_sign_in(me.account, 'totp_disabled', me.device);
END $$;

CREATE FUNCTION api.replace_recovery_codes(attempt_id uuid, recovery_hashes bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    login tacet.account_logins;
BEGIN
    PERFORM s.demand(attempt_id IS NOT NULL AND s.recovery_hashes_are_sound(recovery_hashes));
    PERFORM s.take(me.device, 'password', 1);
    login := s.demand_account_login(me.account);
    IF (s.passed_attempt(me.account, me.device, attempt_id)).spent THEN
        -- The same again is a repeat.
        IF (SELECT pg_catalog.count(*) FROM tacet.recovery_codes c
             WHERE c.user_id = me.account AND c.code_hash = ANY (recovery_hashes)) <> 10 THEN
            PERFORM s.refuse('SR010');
        END IF;
        RETURN;
    END IF;
    IF login.totp_secret IS NULL THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.sign_in_attempts a SET spent = true WHERE a.user_id = me.account AND a.id = attempt_id;
    DELETE FROM tacet.recovery_codes c WHERE c.user_id = me.account;
    INSERT INTO tacet.recovery_codes (user_id, code_hash) SELECT me.account, h FROM pg_catalog.unnest(recovery_hashes) h;
    PERFORM s.note_sign_in(me.account, 'recovery_codes_replaced', me.device);
END $$;

-- Linking.

-- What a new device needs to make its certificate and the next manifest: nothing of it without the second factor.
CREATE FUNCTION api.link_material(attempt_id uuid, OUT user_id uuid, OUT username text, OUT display_name text,
        OUT master_pubkey bytea, OUT manifest_version bigint, OUT manifest bytea, OUT manifest_signature bytea,
        OUT manifest_hash bytea, OUT recovery_version bigint, OUT recovery bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    account CONSTANT pg_catalog.uuid := s.linking_caller();
BEGIN
    PERFORM s.demand(attempt_id IS NOT NULL);
    PERFORM s.passed_attempt(account, NULL, attempt_id);
    SELECT u.id, u.username, u.display_name, u.master_pubkey INTO STRICT user_id, username, display_name, master_pubkey
      FROM tacet.users u WHERE u.id = account;
    SELECT m.version, m.manifest, m.signature, m.hash INTO manifest_version, manifest, manifest_signature, manifest_hash
      FROM tacet.device_manifests m WHERE m.user_id = account ORDER BY m.version DESC LIMIT 1;
    SELECT r.version, r.sealed INTO recovery_version, recovery FROM tacet.account_recovery r WHERE r.user_id = account;
END $$;

-- A device of the account whose login calls. The master key's certificate is not verified here, which the database
-- cannot: every client does, and a device without a right one gets no message.
CREATE FUNCTION api.link_device(
    attempt_id uuid, device_id uuid, identity_pubkey bytea, prekey_pubkey bytea, prekey_signature bytea,
    certificate bytea, certificate_signature bytea, label text, scram_verifier text,
    manifest_version bigint, manifest_previous_hash bytea, manifest bytea, manifest_signature bytea, manifest_hash bytea,
    signed_id bigint, signed_pubkey bytea, signed_signature bytea,
    one_time_ids bigint[], one_time_pubkeys bytea[], one_time_signatures bytea[],
    kem_ids bigint[], kem_pubkeys bytea[], kem_signatures bytea[], kem_last_resort_ids bigint[],
    OUT role_name text, OUT tenant_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    account CONSTANT pg_catalog.uuid := s.linking_caller();
    attempt tacet.sign_in_attempts;
    request pg_catalog.bytea;
BEGIN
    PERFORM s.demand(attempt_id IS NOT NULL AND s.is_current_id(device_id)
        AND pg_catalog.octet_length(identity_pubkey) = 32 AND pg_catalog.octet_length(prekey_pubkey) = 32
        AND pg_catalog.octet_length(prekey_signature) = 64 AND pg_catalog.octet_length(certificate) BETWEEN 1 AND 4096
        AND pg_catalog.octet_length(certificate_signature) = 64
        AND pg_catalog.char_length(label) <= 53 AND label !~ '[[:cntrl:]]'
        AND s.is_verifier(scram_verifier) AND signed_id BETWEEN 1 AND 4294967295 AND manifest_version >= 2
        AND pg_catalog.cardinality(kem_last_resort_ids) BETWEEN 1 AND 512);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    request := pg_catalog.sha256(pg_catalog.uuid_send(device_id) || identity_pubkey || prekey_pubkey || certificate
        || pg_catalog.convert_to(scram_verifier, 'UTF8'));
    PERFORM FROM tacet.users u WHERE u.id = account AND u.deleted_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR010');
    END IF;
    attempt := s.passed_attempt(account, NULL, attempt_id);
    SELECT t.id INTO STRICT tenant_id FROM tacet.tenant t;
    IF attempt.linked_device IS NOT NULL THEN
        SELECT d.db_role INTO role_name FROM tacet.devices d WHERE d.id = attempt.linked_device AND d.active;
        IF role_name IS NULL OR attempt.request_hash <> request THEN
            PERFORM s.refuse('SR010');
        END IF;
        RETURN;
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.devices d WHERE d.user_id = account AND d.active)
       >= s.policy_number('devices_per_account') THEN
        PERFORM s.refuse('SR009');
    END IF;
    role_name := 'd_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::pg_catalog.text, '-', '');
    BEGIN
        INSERT INTO tacet.devices (id, user_id, db_role, identity_pubkey, prekey_pubkey, prekey_signature,
                                   certificate, certificate_signature, label)
        VALUES (link_device.device_id, account, link_device.role_name, link_device.identity_pubkey, link_device.prekey_pubkey,
                link_device.prekey_signature, link_device.certificate, link_device.certificate_signature, link_device.label);
    EXCEPTION WHEN unique_violation THEN
        PERFORM s.refuse('SR006');
    END;
    PERFORM s.store_manifest(account, device_id, manifest_version, manifest_previous_hash, manifest,
        manifest_signature, manifest_hash);
    PERFORM s.publish_signed(device_id, signed_id, signed_pubkey, signed_signature);
    PERFORM s.publish_one_time(device_id, one_time_ids, one_time_pubkeys, one_time_signatures);
    PERFORM s.publish_kem(device_id, kem_ids, kem_pubkeys, kem_signatures, kem_last_resort_ids);
    PERFORM s.make_login(role_name, scram_verifier);
    UPDATE tacet.sign_in_attempts a SET request_hash = request, linked_device = link_device.device_id
     WHERE a.user_id = account AND a.id = attempt.id;
    PERFORM s.note_sign_in(account, 'device_linked', device_id);
END $$;

CREATE FUNCTION s.forget_sign_in(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.clear_account_password(account);
    DELETE FROM tacet.sign_in_attempts a WHERE a.user_id = account;
    DELETE FROM tacet.recovery_codes c WHERE c.user_id = account;
    DELETE FROM tacet.account_logins l WHERE l.user_id = account;
END $$;

CREATE FUNCTION s.cleanup_sign_in_attempts() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.sign_in_attempts a
        WHERE a.submitted_at < pg_catalog.now() - interval '24 hours' RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;
INSERT INTO tacet.hooks (event, function_name, position) VALUES
    ('user_deleted', 'forget_sign_in', 800), ('maintain', 'cleanup_sign_in_attempts', 100);

GRANT EXECUTE ON FUNCTION api.set_account_password(text), api.clear_account_password(), api.sign_in_state(),
    api.submit_code(uuid, text), api.check_code(uuid), api.confirm_totp(bytea, text, bytea[]), api.disable_totp(uuid),
    api.replace_recovery_codes(uuid, bytea[]) TO @user@;
GRANT EXECUTE ON FUNCTION api.submit_code(uuid, text), api.check_code(uuid), api.link_material(uuid),
    api.link_device(uuid, uuid, bytea, bytea, bytea, bytea, bytea, text, text, bigint, bytea, bytea, bytea, bytea,
        bigint, bytea, bytea, bigint[], bytea[], bytea[], bigint[], bytea[], bytea[], bigint[]) TO @signin@;
