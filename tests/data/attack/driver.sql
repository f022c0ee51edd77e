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
    COMMIT; -- else a rollback would take it back
    FOREACH call IN ARRAY calls LOOP
        BEGIN
            EXECUTE 'SELECT pg_catalog.string_agg(r::pg_catalog.text, E''\n'') FROM (' || call || ') r' INTO told;
            given := pg_catalog.array_append(given, '00000' || E'\n' || pg_catalog.concat(told));
        EXCEPTION WHEN OTHERS OR query_canceled OR assert_failure THEN
            GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
                hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT, relation = TABLE_NAME, col = COLUMN_NAME,
                rule = CONSTRAINT_NAME;
            given := pg_catalog.array_append(given, state || E'\n'
                || pg_catalog.concat_ws(E'\n', message, detail, hint, relation, col, rule,
                                        -- Without the caller's own words.
                                        pg_catalog.split_part(context, 'SQL statement "SELECT pg_catalog.string_agg(r', 1)));
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

-- Times of two calls in turns, in microseconds: medians of each and Welch's t.
CREATE PROCEDURE watch.compare(role text, a text, b text, times int, INOUT median_a float8, INOUT median_b float8,
                               INOUT welch float8) LANGUAGE plpgsql AS $$
DECLARE
    spent float8[][] := ARRAY[array_fill(0::float8, ARRAY[times]), array_fill(0::float8, ARRAY[times])];
    wrapped CONSTANT text[] := ARRAY['SELECT count(*) FROM (' || a || ') r', 'SELECT count(*) FROM (' || b || ') r'];
    started timestamptz;
    which int;
BEGIN
    PERFORM pg_catalog.set_config('session_authorization', role, false);
    COMMIT; -- else a rollback would take it back
    FOR nth IN 1..times LOOP
        FOR half IN 0..1 LOOP
            which := 1 + (nth + half) % 2;
            started := pg_catalog.clock_timestamp();
            BEGIN
                EXECUTE wrapped[which];
            EXCEPTION WHEN OTHERS THEN
                NULL;
            END;
            spent[which][nth] := 1000000 * pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - started);
            ROLLBACK;
        END LOOP;
    END LOOP;
    EXECUTE 'RESET SESSION AUTHORIZATION';
    -- Without the slowest of each, which the machine has made.
    SELECT x.m, y.m, (x.mean - y.mean) / nullif(sqrt(x.var / x.n + y.var / y.n), 0)
      INTO median_a, median_b, welch
      FROM (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS m, avg(v) AS mean, var_samp(v) AS var, count(*) AS n
              FROM (SELECT v FROM unnest(spent[1:1]) v ORDER BY v LIMIT times * 95 / 100) t) x,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS m, avg(v) AS mean, var_samp(v) AS var, count(*) AS n
              FROM (SELECT v FROM unnest(spent[2:2]) v ORDER BY v LIMIT times * 95 / 100) t) y;
END $$;
