-- Times of the calls in calls.sql, for the benchmark of the API.
-- Median microseconds of `times` runs of one call by its device, inside the database: no network, no client.
CREATE FUNCTION test.microseconds(wanted integer, times integer) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
    each CONSTANT test.calls := (SELECT c FROM test.calls c WHERE c.position = wanted);
    statements CONSTANT text[] := array(SELECT test.filled(each.call) FROM generate_series(1, times));
    self CONSTANT text := session_user;
    statement text;
    began timestamptz;
    all_times double precision[] := '{}';
BEGIN
    PERFORM set_config('session_authorization', test.role(each.who), true);
    FOREACH statement IN ARRAY statements LOOP
        began := clock_timestamp();
        EXECUTE statement;
        all_times := all_times || extract(epoch FROM clock_timestamp() - began)::double precision * 1e6;
    END LOOP;
    PERFORM set_config('session_authorization', self, true);
    RETURN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) FROM unnest(all_times) t);
END $$;
-- What api.fetch_mailbox asks, by the superuser: no function, no identity, no row security.
CREATE FUNCTION test.bare_fetch_microseconds(times integer) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
    device CONSTANT uuid := test.device('bob');
    began timestamptz;
    all_times double precision[] := '{}';
BEGIN
    FOR round IN 1..times LOOP
        began := clock_timestamp();
        PERFORM w.id, w.kind, w.source_id, w.chat_id, w.sender_user, w.sender_device, w.header::text, w.ciphertext,
                w.handshake, w.stored_at, w.encrypted_content, w.content_hash
           FROM (SELECT b.*, m.encrypted_content, m.content_hash
                   FROM (SELECT x.* FROM tacet.mailbox x WHERE x.device_id = device ORDER BY x.id LIMIT 100) b
                   LEFT JOIN LATERAL (SELECT g.encrypted_content, g.content_hash FROM tacet.messages g
                                       WHERE g.id = b.source_id OFFSET 0) m ON b.kind = 0) w
          ORDER BY w.id;
        all_times := all_times || extract(epoch FROM clock_timestamp() - began)::double precision * 1e6;
    END LOOP;
    RETURN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) FROM unnest(all_times) t);
END $$;
