-- Speaking as devices, for the files beside this folder. Loaded by tst_pgtap; variables: enrol, user_group.
CREATE SCHEMA test;
CREATE TABLE test.people (name text PRIMARY KEY, account uuid NOT NULL, device uuid NOT NULL, db_role text NOT NULL,
    master bytea NOT NULL);
CREATE TABLE test.names (enrol text NOT NULL, owner_token bytea NOT NULL);
INSERT INTO test.names VALUES (:'enrol', decode(:'owner_token', 'hex'));

CREATE FUNCTION test.enrol_role() RETURNS text LANGUAGE sql AS 'SELECT enrol FROM test.names';
CREATE FUNCTION test.account(name text) RETURNS uuid LANGUAGE sql STRICT AS
    'SELECT p.account FROM test.people p WHERE p.name = account.name';
CREATE FUNCTION test.device(name text) RETURNS uuid LANGUAGE sql STRICT AS
    'SELECT p.device FROM test.people p WHERE p.name = device.name';
CREATE FUNCTION test.role(name text) RETURNS text LANGUAGE plpgsql STRICT AS $$
DECLARE answer text := (SELECT p.db_role FROM test.people p WHERE p.name = role.name);
BEGIN
    IF answer IS NULL THEN RAISE 'nobody is called %', name; END IF;
    RETURN answer;
END $$;

CREATE FUNCTION test.bytes(size integer, seed text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT substr(string_agg(sha256(convert_to(seed || g, 'UTF8')), ''::bytea ORDER BY g), 1, size)
      FROM generate_series(0, size / 32) g $$;
CREATE FUNCTION test.id(shift interval DEFAULT '0') RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT encode(substr(int8send((date_part('epoch', clock_timestamp() + shift) * 1000)::bigint), 3, 6)
        || set_byte(substr(b, 7), 0, 112 + get_byte(b, 6) % 16), 'hex')::uuid
      FROM (SELECT uuid_send(gen_random_uuid()) AS b) x $$;

CREATE FUNCTION test.rows_as(role text, statement text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    before CONSTANT text := session_user;
    answer record;
    found_rows text[] := '{}';
BEGIN
    PERFORM set_config('session_authorization', role, true);
    FOR answer IN EXECUTE statement LOOP
        found_rows := found_rows || (SELECT value FROM json_each_text(row_to_json(answer)) LIMIT 1);
    END LOOP;
    PERFORM set_config('session_authorization', before, true);
    RETURN QUERY SELECT * FROM unnest(found_rows);
END $$;
CREATE FUNCTION test.run_as(role text, statement text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE before CONSTANT text := session_user;
BEGIN
    PERFORM set_config('session_authorization', role, true);
    EXECUTE statement;
    PERFORM set_config('session_authorization', before, true);
END $$;
CREATE FUNCTION test.run(who text, statement text) RETURNS void LANGUAGE sql AS
    'SELECT test.run_as(test.role(who), statement)';
CREATE FUNCTION test.value(who text, statement text) RETURNS text LANGUAGE sql AS
    'SELECT * FROM test.rows_as(test.role(who), statement) LIMIT 1';
CREATE FUNCTION test.values(who text, statement text) RETURNS text[] LANGUAGE sql AS
    'SELECT array(SELECT * FROM test.rows_as(test.role(who), statement))';

CREATE FUNCTION test.works(who text, statement text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM test.run(who, statement);
    RETURN tap.pass(description);
EXCEPTION WHEN OTHERS THEN
    RETURN tap.fail(description) || E'\n' || tap.diag(SQLSTATE || ' ' || SQLERRM);
END $$;
CREATE FUNCTION test.refused_as(role text, statement text, code text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM test.run_as(role, statement);
    RETURN tap.fail(description) || E'\n' || tap.diag('was not refused');
EXCEPTION WHEN OTHERS THEN
    RETURN tap.is(SQLSTATE, code, description)
        || CASE WHEN SQLSTATE = code THEN '' ELSE E'\n' || tap.diag(SQLERRM) END;
END $$;
CREATE FUNCTION test.refused(who text, statement text, code text, description text) RETURNS text LANGUAGE sql AS
    'SELECT test.refused_as(test.role(who), statement, code, description)';

CREATE FUNCTION test.enrol(who text, token bytea, account uuid, username text, master bytea, version bigint, previous bytea)
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    device CONSTANT uuid := test.id();
    new_role text;
BEGIN
    SELECT * INTO STRICT new_role FROM test.rows_as(test.enrol_role(), format(
        'SELECT role_name FROM api.enrol(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, '
        '1, %L, %L, ARRAY[1, 2, 3], %L, %L, ARRAY[1, 2], %L, %L, ARRAY[1], %L)',
        token, account, username, username, master, device, test.bytes(32, 'identity' || device),
        test.bytes(32, 'dh' || device), test.bytes(64, 'signature'), test.bytes(40, 'certificate'), test.bytes(64, 'signature'),
        'laptop', 'SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
        version, previous, convert_to('manifest ' || device, 'UTF8'), test.bytes(64, 'signature'),
        sha256(convert_to('manifest ' || device, 'UTF8')),
        test.bytes(32, 'signed'), test.bytes(64, 'signature'),
        ARRAY[test.bytes(32, '1'), test.bytes(32, '2'), test.bytes(32, '3')],
        ARRAY[test.bytes(64, '1'), test.bytes(64, '2'), test.bytes(64, '3')],
        ARRAY[test.bytes(1568, '1'), test.bytes(1568, '2')], ARRAY[test.bytes(64, '1'), test.bytes(64, '2')],
        test.bytes(32, 'proof')));
    INSERT INTO test.people VALUES (who, account, device, new_role, master);
END $$;
CREATE FUNCTION test.token(kind text, creator text) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE token CONSTANT bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
BEGIN
    PERFORM test.run(creator, format('SELECT api.create_enrolment_token(%L, %L, 3600)', sha256(token), kind));
    RETURN token;
END $$;
CREATE FUNCTION test.join(who text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE first CONSTANT text := (SELECT p.name FROM test.people p ORDER BY p.account LIMIT 1);
BEGIN
    PERFORM test.enrol(who, CASE WHEN first IS NULL THEN (SELECT owner_token FROM test.names) ELSE test.token('account', first) END,
        test.id(), who, test.bytes(32, 'master' || who), 1, '');
    IF first IS NULL THEN
        PERFORM admin.set_policy('{"invite_burst": 10000}');
    END IF;
END $$;
CREATE FUNCTION test.second_device(who text, device_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    known CONSTANT test.people := (SELECT p FROM test.people p WHERE p.name = who);
    newest CONSTANT tacet.device_manifests := (SELECT m FROM tacet.device_manifests m WHERE m.user_id = known.account
        ORDER BY m.version DESC LIMIT 1);
BEGIN
    PERFORM test.enrol(device_name, test.token('device', who), known.account,
        (SELECT u.username FROM tacet.users u WHERE u.id = known.account), known.master, newest.version + 1, newest.hash);
END $$;
