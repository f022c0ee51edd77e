-- Calls as somebody else, many in one round trip, each in a transaction of its own that is committed (drive) or
-- rolled back (probe). An answer: SQLSTATE, message, and everything else that the caller got to see.
CREATE PROCEDURE watch.drive(role text, calls text[], keep boolean, INOUT answers text) LANGUAGE plpgsql AS $$
DECLARE
    given text[] := '{}';
    call text;
    told text;
    state text;
    message text;
    detail text;
    hint text;
    context text;
    relation text;
    col text;
    rule text;
BEGIN
    PERFORM pg_catalog.set_config('session_authorization', role, false);
    FOREACH call IN ARRAY calls LOOP
        BEGIN
            EXECUTE 'SELECT pg_catalog.string_agg(r::pg_catalog.text, E''\n'') FROM (' || call || ') r' INTO told;
            given := pg_catalog.array_append(given, '00000' || E'\n' || pg_catalog.concat(told));
        EXCEPTION WHEN OTHERS OR query_canceled OR assert_failure THEN
            GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
                hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT, relation = TABLE_NAME, col = COLUMN_NAME,
                rule = CONSTRAINT_NAME;
            given := pg_catalog.array_append(given, state || E'\n'
                || pg_catalog.concat_ws(E'\n', message, detail, hint, relation, col, rule, context));
        END;
        IF keep THEN
            COMMIT;
        ELSE
            ROLLBACK;
        END IF;
    END LOOP;
    EXECUTE 'RESET SESSION AUTHORIZATION';
    answers := array_to_string(given, chr(30));
END $$;
