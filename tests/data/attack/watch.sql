-- What a superuser keeps an eye on while others attack: every row before and after, and a row of Alice's in
-- every table that has none. Lives in the tenants of attack tests only.
CREATE SCHEMA watch;

CREATE FUNCTION watch.rows() RETURNS TABLE (relation text, content text) LANGUAGE plpgsql AS $$
DECLARE
    place record;
BEGIN
    FOR place IN SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname IN ('tacet', 'migrations') AND c.relkind = 'r' ORDER BY c.relname LOOP
        -- Whoever answers in a thread moves its last activity; nothing else of it.
        RETURN QUERY EXECUTE format('SELECT %L::text, %s FROM ONLY %I.%I t', place.relname,
            CASE place.relname WHEN 'threads' THEN $x$(to_jsonb(t) - 'last_activity_at')::text$x$ ELSE 't::text' END,
            place.nspname, place.relname);
    END LOOP;
END $$;

CREATE FUNCTION watch.ids(content text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT m[1] FROM regexp_matches(content, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') m
$$;

CREATE TABLE watch.before (relation text, content text);

CREATE FUNCTION watch.remember() RETURNS void LANGUAGE sql AS $$
    TRUNCATE watch.before;
    INSERT INTO watch.before SELECT * FROM watch.rows();
    ANALYZE watch.before;
$$;

-- Rows that are not what they were. `mine`: words of whose rows may change. A new row is somebody's own if it names
-- one of them, or an id that first came up in such a row. `open`: patterns of tables left out.
CREATE FUNCTION watch.changes(mine text[], open text[]) RETURNS TABLE (change text) LANGUAGE sql AS $$
    WITH later AS MATERIALIZED (SELECT * FROM watch.rows()),
         gone AS MATERIALIZED (SELECT * FROM watch.before EXCEPT ALL SELECT * FROM later),
         come AS MATERIALIZED (SELECT * FROM later EXCEPT ALL SELECT * FROM watch.before),
         named AS (SELECT c.* FROM come c WHERE EXISTS (SELECT FROM unnest(mine) m WHERE strpos(c.content, m) > 0)),
         fresh AS MATERIALIZED (SELECT x.id FROM named n, watch.ids(n.content) x(id)
                    EXCEPT SELECT x.id FROM watch.before b, watch.ids(b.content) x(id)
                    -- A new chat may have an id that something else has.
                    UNION SELECT substr(n.content, 2, 36) FROM named n WHERE n.relation = 'chats'),
         others AS (SELECT 'gone ' AS sign, g.* FROM gone g
                     WHERE NOT EXISTS (SELECT FROM unnest(mine) m WHERE strpos(g.content, m) > 0)
                    UNION ALL SELECT 'new ', c.* FROM come c
                     WHERE NOT EXISTS (SELECT FROM unnest(mine) m WHERE strpos(c.content, m) > 0)
                       AND NOT EXISTS (SELECT FROM watch.ids(c.content) x(id) JOIN fresh f ON f.id = x.id))
    SELECT sign || relation || ' ' || left(content, 400) FROM others
     WHERE NOT relation LIKE ANY (open)
       -- Everybody may join a public chat, say something there, and its row counts them.
       AND NOT ((relation = 'chats' OR sign = 'new ') AND EXISTS (SELECT FROM tacet.chats c
                    WHERE c.visibility = 'public' AND strpos(content, c.id::text) > 0)) LIMIT 30
$$;

CREATE FUNCTION watch.fresh_id(shift interval DEFAULT '0') RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp() + shift) * 1000)::int8), 12, '0') || '7'
        || substr(r, 14, 3) || '8' || substr(r, 18))::uuid
      FROM replace(gen_random_uuid()::text, '-', '') r
$$;

-- A value for one column: what the constraints of its table let through, as far as their text tells it.
CREATE FUNCTION watch.sample(relation regclass, attribute name, type text, facts jsonb, nth int) RETURNS text
    LANGUAGE plpgsql AS $$
DECLARE
    rules CONSTANT text := coalesce((SELECT string_agg(pg_get_constraintdef(c.oid), ' ') FROM pg_constraint c
        WHERE c.conrelid = relation AND c.contype = 'c'), '');
    found text;
    target record;
BEGIN
    IF type = 'uuid' THEN
        SELECT c.confrelid::regclass AS name, o.relname, a.attname INTO target
          FROM pg_constraint c JOIN pg_class o ON o.oid = c.confrelid JOIN pg_attribute k ON k.attrelid = relation AND k.attname = attribute
          JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = c.confkey[array_position(c.conkey, k.attnum)]
         WHERE c.conrelid = relation AND c.contype = 'f' AND k.attnum = ANY (c.conkey) LIMIT 1;
        IF target.name IS NOT NULL AND target.relname NOT IN ('users', 'devices') THEN
            EXECUTE format('SELECT %I::text FROM %s LIMIT 1', target.attname, target.name) INTO found;
            RETURN found;
        END IF;
        RETURN CASE
            WHEN target.relname = 'users' OR attribute ~ 'user|owner|author|account|contact|blocked|member' THEN
                facts ->> (CASE nth % 2 WHEN 0 THEN 'user' ELSE 'other' END)
            WHEN target.relname = 'devices' OR attribute ~ 'device' THEN facts ->> 'device'
            WHEN attribute ~ 'chat' THEN facts ->> 'chat'
            WHEN attribute ~ 'message' THEN facts ->> 'message'
            ELSE watch.fresh_id()::text END;
    ELSIF type = 'bytea' THEN
        found := coalesce(substring(rules FROM 'octet_length\(' || attribute || '\) = (\d+)'),
                          substring(rules FROM 'octet_length\(' || attribute || '\) >= (\d+)'), '32');
        RETURN '\x' || left(repeat(replace(gen_random_uuid()::text, '-', ''), 200), 2 * greatest(1, least(found::int, 3000)));
    ELSIF type IN ('text', 'name', 'character varying') THEN
        RETURN coalesce(substring(rules FROM '\(?' || attribute || '\)? = ANY \(ARRAY\[''([^'']*)'''),
                        substring(rules FROM '\(?' || attribute || '\)? = ''([^'']*)'''),
                        'canary' || left(replace(gen_random_uuid()::text, '-', ''), 20));
    END IF;
    RETURN CASE
        WHEN type IN ('bigint', 'integer', 'smallint', 'double precision', 'numeric', 'real') THEN '1'
        WHEN type = 'boolean' THEN 'false'
        WHEN type LIKE 'timestamp%' OR type = 'date' THEN now()::text
        WHEN type = 'interval' THEN '1 hour'
        WHEN type LIKE '%[]' THEN '{}'
        WHEN type IN ('json', 'jsonb') THEN CASE WHEN rules LIKE '%array%' THEN '[]' ELSE '{}' END
        WHEN type = 'inet' THEN '192.0.2.1'
        WHEN type = 'xid8' THEN pg_current_xact_id()::text
        WHEN type = 'pg_snapshot' THEN pg_current_snapshot()::text
        ELSE '' END;
END $$;

CREATE FUNCTION watch.put(relation regclass, facts jsonb, everything boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    attribute record;
    names text[] := '{}';
    given text[] := '{}';
    nth int := 0;
BEGIN
    FOR attribute IN SELECT a.attname, format_type(a.atttypid, NULL) AS type, a.attnotnull, a.atthasdef
          FROM pg_attribute a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attgenerated = '' AND a.attidentity <> 'a' ORDER BY a.attnum LOOP
        CONTINUE WHEN (NOT attribute.attnotnull OR attribute.atthasdef)
            AND NOT (everything AND attribute.type IN ('uuid', 'bytea', 'text'));
        names := names || quote_ident(attribute.attname);
        given := given || quote_nullable(watch.sample(relation, attribute.attname, attribute.type, facts, nth));
        nth := nth + (attribute.type = 'uuid' AND attribute.attname ~ 'user|owner|author|account|contact|blocked|member')::int;
    END LOOP;
    EXECUTE CASE WHEN names = '{}' THEN format('INSERT INTO %s DEFAULT VALUES', relation)
        ELSE format('INSERT INTO %s (%s) VALUES (%s)', relation, array_to_string(names, ', '),
                    array_to_string(given, ', ')) END;
END $$;

-- A row for every table that has none; answers how it got in.
CREATE FUNCTION watch.fill(facts jsonb) RETURNS TABLE (relation text, way text) LANGUAGE plpgsql AS $$
DECLARE
    name regclass;
    holds boolean;
    rule record;
    problem text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR pass IN 1..3 LOOP
        FOR name IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname = 'tacet' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                     ORDER BY c.oid LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO holds;
            CONTINUE WHEN holds;
            relation := name::text;
            way := NULL;
            BEGIN
                PERFORM watch.put(name, facts, true);
                way := 'every column';
            EXCEPTION WHEN OTHERS THEN
                BEGIN
                    PERFORM watch.put(name, facts, false);
                    way := 'needed columns';
                EXCEPTION WHEN OTHERS THEN problem := SQLERRM;
                END;
            END;
            IF way IS NULL AND pass = 3 THEN
                BEGIN
                    FOR rule IN SELECT c.conname FROM pg_constraint c WHERE c.conrelid = name AND c.contype = 'c'
                                   AND c.coninhcount = 0 LOOP
                        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', name, rule.conname);
                    END LOOP;
                    PERFORM watch.put(name, facts, true);
                    way := 'without its checks: ' || problem;
                EXCEPTION WHEN OTHERS THEN way := 'EMPTY: ' || SQLERRM;
                END;
            END IF;
            IF way IS NOT NULL THEN RETURN NEXT; END IF;
        END LOOP;
    END LOOP;
END $$;
