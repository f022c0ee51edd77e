-- A schema that a caller puts before all others: tables named like the tenant's and like catalogs, functions,
-- operators and types named like what bodies use. Each use of one counts.
CREATE SCHEMA shadow;
CREATE SEQUENCE shadow.used;
GRANT USAGE ON SCHEMA shadow TO PUBLIC;
GRANT ALL ON SEQUENCE shadow.used TO PUBLIC;

DO $$
DECLARE
    one record;
    arguments text;
BEGIN
    FOR one IN SELECT DISTINCT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('tacet', 'pg_catalog') AND c.relkind IN ('r', 'p', 'v') LOOP
        EXECUTE format('CREATE VIEW shadow.%I AS SELECT pg_catalog.nextval(''shadow.used'') AS id, NULL::pg_catalog.uuid AS user_id', one.relname);
        EXECUTE format('GRANT SELECT ON shadow.%I TO PUBLIC', one.relname);
    END LOOP;
    -- The same arguments as the original, so that it is found first.
    FOR one IN SELECT p.proname, p.oid, pg_get_function_arguments(p.oid) AS list, p.prorettype
                 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype AND NOT p.proretset
                  AND (n.nspname IN ('s', 'api') OR (n.nspname = 'pg_catalog' AND p.proname IN
                    ('now', 'sha256', 'octet_length', 'char_length', 'lower', 'cardinality', 'array_lower', 'coalesce',
                     'clock_timestamp', 'date_part', 'uuid_send', 'encode', 'decode', 'substr', 'jsonb_typeof', 'format',
                     'pg_current_xact_id', 'gen_random_uuid', 'replace', 'set_config', 'to_regclass', 'array_position',
                     'uuideq', 'uuidlt', 'textcat', 'texteq', 'array_append', 'make_interval', 'floor'))) LOOP
        BEGIN
            SELECT coalesce(string_agg(format_type(t, NULL), ', ' ORDER BY o), '') INTO arguments
              FROM unnest((SELECT proargtypes FROM pg_proc WHERE oid = one.oid)) WITH ORDINALITY u(t, o);
            EXECUTE format('CREATE FUNCTION shadow.%I(%s) RETURNS %s LANGUAGE plpgsql AS '
                || '''BEGIN PERFORM pg_catalog.nextval(''''shadow.used''''); RETURN NULL; END''',
                one.proname, arguments, format_type(one.prorettype, NULL));
        EXCEPTION WHEN OTHERS THEN
            NULL; -- out-arguments and polymorphic ones
        END;
    END LOOP;
    FOR one IN SELECT o.oprname, format_type(o.oprleft, NULL) AS l, format_type(o.oprright, NULL) AS r,
                      format_type(o.oprresult, NULL) AS result, row_number() OVER () AS nth
                 FROM pg_operator o WHERE o.oprkind = 'b' AND o.oprnamespace = 'pg_catalog'::regnamespace
                  AND o.oprleft IN ('uuid'::regtype, 'text'::regtype, 'bytea'::regtype, 'int4'::regtype, 'int8'::regtype,
                    'int2'::regtype, 'jsonb'::regtype, 'bool'::regtype, 'timestamptz'::regtype, 'name'::regtype,
                    'float8'::regtype, 'oid'::regtype, 'anyarray'::regtype, 'xid8'::regtype)
                  AND o.oprright NOT IN ('anycompatiblearray'::regtype) LOOP
        BEGIN
            EXECUTE format('CREATE FUNCTION shadow.operator_%s(%s, %s) RETURNS %s LANGUAGE plpgsql AS '
                || '''BEGIN PERFORM pg_catalog.nextval(''''shadow.used''''); RETURN NULL; END''',
                one.nth, one.l, one.r, one.result);
            EXECUTE format('CREATE OPERATOR shadow.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = shadow.operator_%s)',
                one.oprname, one.l, one.r, one.nth);
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
    END LOOP;
    FOR one IN SELECT unnest(ARRAY['uuid', 'text', 'bytea', 'jsonb', 'bigint', 'int8', 'int4', 'bool', 'name', 'record',
                                   'timestamptz', 'regclass', 'interval']) AS name LOOP
        EXECUTE format('CREATE DOMAIN shadow.%I AS pg_catalog.text CHECK (pg_catalog.nextval(''shadow.used'') < 0)', one.name);
    END LOOP;
END $$;
