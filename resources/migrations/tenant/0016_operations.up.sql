-- What those who run a workspace need: the audit log, security events, grants that expire, retention, backups'
-- metadata, figures, and reads for a console. Never content, never a token.

-- The audit log is a hash chain, and a chain has an order. So that nobody's open transaction holds up another's, what
-- happens goes to an inbox, without a lock; s.seal_audit() moves what is committed to the chain. The inbox is a
-- queue, as a mailbox is: what commits late is moved late, and nothing is missed.

-- Which chain an event belongs to: each has its own retention. What is not named here is security.
CREATE TABLE tacet.audit_event_types (
    event_type text PRIMARY KEY CHECK (event_type ~ '^[a-z][a-z0-9_]{1,62}$'),
    category text NOT NULL CHECK (category IN ('security', 'administration', 'operations'))
);
INSERT INTO tacet.audit_event_types (event_type, category) VALUES
    ('policy', 'administration'), ('role', 'administration'), ('ownership', 'administration'), ('tenant', 'administration'),
    ('quota', 'administration'), ('grant', 'administration'), ('chat', 'administration'), ('rate', 'administration'),
    ('retention', 'operations'), ('backup', 'operations'), ('maintenance', 'operations'), ('migration', 'operations');

CREATE TABLE tacet.audit_inbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    category text NOT NULL,
    event_type text NOT NULL,
    action text NOT NULL,
    severity text NOT NULL,
    actor_account uuid,
    actor_device uuid,
    actor_role name NOT NULL,
    resource_type text,
    resource_id text,
    success boolean NOT NULL,
    error_code text,
    details jsonb NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32)
);

CREATE TABLE tacet.audit_log (
    category text NOT NULL CHECK (category IN ('security', 'administration', 'operations')),
    seq bigint NOT NULL CHECK (seq > 0),
    id bigint NOT NULL UNIQUE,
    recorded_at timestamptz NOT NULL,
    event_type text NOT NULL CHECK (event_type ~ '^[a-z][a-z0-9_]{1,62}$'),
    action text NOT NULL CHECK (action ~ '^[a-z][a-z0-9_]{1,62}$'),
    severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    actor_account uuid,
    actor_device uuid,
    actor_role name NOT NULL,
    resource_type text CHECK (resource_type ~ '^[a-z][a-z0-9_]{1,62}$'),
    resource_id text CHECK (char_length(resource_id) <= 128),
    success boolean NOT NULL,
    error_code text CHECK (error_code ~ '^[0-9A-Z]{5}$'),
    details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (category, seq)
);
CREATE INDEX audit_log_type ON tacet.audit_log (event_type, id);
CREATE INDEX audit_log_actor ON tacet.audit_log (actor_account, id) WHERE actor_account IS NOT NULL;
CREATE INDEX audit_log_resource ON tacet.audit_log (resource_type, resource_id, id);
CREATE INDEX audit_log_failed ON tacet.audit_log (id) WHERE NOT success;
CREATE INDEX audit_log_time ON tacet.audit_log (category, recorded_at);

-- The end of each chain, kept apart from it: cutting rows off the end is found.
CREATE TABLE tacet.audit_heads (
    category text PRIMARY KEY CHECK (category IN ('security', 'administration', 'operations')),
    seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
    hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (octet_length(hash) = 32),
    sealed_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO tacet.audit_heads (category) VALUES ('security'), ('administration'), ('operations');

-- Where a chain begins after retention took its oldest stretch: the last row that went.
CREATE TABLE tacet.audit_anchors (
    category text NOT NULL REFERENCES tacet.audit_heads (category),
    seq bigint NOT NULL CHECK (seq > 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    dropped_rows bigint NOT NULL CHECK (dropped_rows > 0),
    dropped_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (category, seq)
);
SELECT s.seal('tacet.audit_event_types'), s.seal('tacet.audit_inbox'), s.seal('tacet.audit_log'),
       s.seal('tacet.audit_heads'), s.seal('tacet.audit_anchors');

CREATE FUNCTION s.audit_digest(id bigint, recorded_at timestamptz, category text, event_type text, action text,
        severity text, actor_account uuid, actor_device uuid, actor_role name, resource_type text, resource_id text,
        success boolean, error_code text, details jsonb) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN pg_catalog.sha256(pg_catalog.int8send(id) || pg_catalog.timestamptz_send(recorded_at)
        || pg_catalog.convert_to(pg_catalog.jsonb_build_array(category, event_type, action, severity, actor_account,
            actor_device, actor_role, resource_type, resource_id, success, error_code, details)::pg_catalog.text, 'UTF8'));
END $$;

-- Who did it is who is logged in, never a parameter. `details` is made by the calling function from what it knows;
-- nothing that a peer wrote goes in. A refused call rolls back what it noted: note failures where you return them.
CREATE FUNCTION s.audit(event_type text, action text, resource_type text DEFAULT NULL, resource_id text DEFAULT NULL,
        severity text DEFAULT 'low', details jsonb DEFAULT '{}', success boolean DEFAULT true, error_code text DEFAULT NULL)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    actor pg_catalog.record;
    number CONSTANT bigint := pg_catalog.nextval('tacet.audit_inbox_id_seq'::pg_catalog.regclass);
    moment CONSTANT pg_catalog.timestamptz := pg_catalog.clock_timestamp();
    chain CONSTANT pg_catalog.text := COALESCE((SELECT t.category FROM tacet.audit_event_types t
        WHERE t.event_type = audit.event_type), 'security');
BEGIN
    PERFORM s.demand(event_type ~ '^[a-z][a-z0-9_]{1,62}$' AND action ~ '^[a-z][a-z0-9_]{1,62}$'
        AND (resource_type ~ '^[a-z][a-z0-9_]{1,62}$') IS NOT FALSE
        AND (pg_catalog.char_length(resource_id) <= 128) IS NOT FALSE
        AND severity IN ('low', 'medium', 'high', 'critical') AND success IS NOT NULL
        AND (error_code ~ '^[0-9A-Z]{5}$') IS NOT FALSE
        AND pg_catalog.jsonb_typeof(details) = 'object' AND pg_catalog.octet_length(details::pg_catalog.text) <= 8192);
    SELECT d.id, d.user_id INTO actor FROM tacet.devices d WHERE d.db_role = SESSION_USER;
    INSERT INTO tacet.audit_inbox AS i (id, recorded_at, category, event_type, action, severity, actor_account,
        actor_device, actor_role, resource_type, resource_id, success, error_code, details, digest)
    OVERRIDING SYSTEM VALUE
    VALUES (number, moment, chain, audit.event_type, audit.action, audit.severity, actor.user_id, actor.id, SESSION_USER,
        audit.resource_type, audit.resource_id, audit.success, audit.error_code, audit.details,
        s.audit_digest(number, moment, chain, audit.event_type, audit.action, audit.severity, actor.user_id, actor.id,
            SESSION_USER, audit.resource_type, audit.resource_id, audit.success, audit.error_code, audit.details));
END $$;

-- Moves what is committed from the inbox to the chains. If somebody else is just doing it, nothing is left to do:
-- 0. Only those who seal meet at the heads' lock, and no device can. A row's digest is taken as it was noted, so
-- that a change in the inbox shows in the chain.
CREATE FUNCTION s.seal_audit() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    head tacet.audit_heads;
    entry tacet.audit_inbox;
    sealed bigint := 0;
BEGIN
    FOR head IN SELECT h.* FROM tacet.audit_heads h ORDER BY h.category FOR UPDATE SKIP LOCKED LOOP
        FOR entry IN SELECT i.* FROM tacet.audit_inbox i WHERE i.category = head.category ORDER BY i.id LIMIT 10000 LOOP
            head.seq := head.seq + 1;
            head.hash := pg_catalog.sha256(head.hash || pg_catalog.int8send(head.seq) || entry.digest);
            INSERT INTO tacet.audit_log (category, seq, id, recorded_at, event_type, action, severity, actor_account,
                actor_device, actor_role, resource_type, resource_id, success, error_code, details, hash)
            VALUES (entry.category, head.seq, entry.id, entry.recorded_at, entry.event_type, entry.action, entry.severity,
                entry.actor_account, entry.actor_device, entry.actor_role, entry.resource_type, entry.resource_id,
                entry.success, entry.error_code, entry.details, head.hash);
            DELETE FROM tacet.audit_inbox i WHERE i.id = entry.id;
            sealed := sealed + 1;
        END LOOP;
        UPDATE tacet.audit_heads h SET seq = head.seq, hash = head.hash, sealed_at = pg_catalog.now()
         WHERE h.category = head.category AND h.seq < head.seq;
    END LOOP;
    RETURN sealed;
END $$;
INSERT INTO tacet.hooks (event, function_name, position) VALUES ('maintain', 'seal_audit', 900);

-- Append-only for the owner too. A row of the inbox goes when it is in the chain, one of the chain when an anchor
-- stands for it, heads only move on.
CREATE FUNCTION s.audit_is_append_only() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_inbox' THEN
        IF EXISTS (SELECT FROM tacet.audit_log l WHERE l.id = OLD.id) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_log' THEN
        IF EXISTS (SELECT FROM tacet.audit_anchors a WHERE a.category = OLD.category AND a.seq >= OLD.seq) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_heads' THEN
        IF NEW.category = OLD.category AND NEW.seq > OLD.seq THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM tacet.audit_log l
                    WHERE l.category = NEW.category AND l.seq = NEW.seq AND l.hash = NEW.hash) THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM s.refuse('SR006');
    RETURN NULL;
END $$;
CREATE TRIGGER audit_inbox_append_only BEFORE UPDATE OR DELETE ON tacet.audit_inbox
    FOR EACH ROW EXECUTE FUNCTION s.audit_is_append_only();
CREATE TRIGGER audit_inbox_no_truncate BEFORE TRUNCATE ON tacet.audit_inbox EXECUTE FUNCTION s.audit_is_append_only();
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON tacet.audit_log
    FOR EACH ROW EXECUTE FUNCTION s.audit_is_append_only();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON tacet.audit_log EXECUTE FUNCTION s.audit_is_append_only();
CREATE TRIGGER audit_heads_move_on BEFORE UPDATE OR DELETE ON tacet.audit_heads
    FOR EACH ROW EXECUTE FUNCTION s.audit_is_append_only();
CREATE TRIGGER audit_anchors_are_true BEFORE INSERT OR UPDATE OR DELETE ON tacet.audit_anchors
    FOR EACH ROW EXECUTE FUNCTION s.audit_is_append_only();

-- One chain between two numbers, NULL for its beginning and its end.
CREATE FUNCTION s.verify_chain(category text, from_seq bigint, to_seq bigint)
    RETURNS TABLE (seq bigint, finding text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    head CONSTANT tacet.audit_heads := (SELECT h FROM tacet.audit_heads h WHERE h.category = verify_chain.category);
    anchor CONSTANT tacet.audit_anchors := (SELECT a FROM tacet.audit_anchors a
        WHERE a.category = verify_chain.category ORDER BY a.seq DESC LIMIT 1);
    first CONSTANT bigint := COALESCE(anchor.seq, 0) + 1;
    start CONSTANT bigint := GREATEST(COALESCE(from_seq, first), first);
    last bigint;
    base pg_catalog.bytea;
    end_hash pg_catalog.bytea;
BEGIN
    IF head.category IS NULL THEN
        RETURN QUERY SELECT 0::bigint, 'the head is missing';
        RETURN;
    END IF;
    base := CASE WHEN start > first
        THEN (SELECT l.hash FROM tacet.audit_log l WHERE l.category = head.category AND l.seq = start - 1)
        ELSE COALESCE(anchor.hash, pg_catalog.decode(pg_catalog.repeat('00', 32), 'hex')) END;
    RETURN QUERY
    SELECT w.seq, CASE WHEN w.seq <> w.seq_before + 1 THEN 'rows before this one are missing' ELSE 'changed' END
      FROM (SELECT l.*, COALESCE(pg_catalog.lag(l.seq) OVER (ORDER BY l.seq), start - 1) AS seq_before,
                   COALESCE(pg_catalog.lag(l.hash) OVER (ORDER BY l.seq), base) AS hash_before
              FROM tacet.audit_log l
             WHERE l.category = head.category AND l.seq >= start AND (to_seq IS NULL OR l.seq <= to_seq)) w
     WHERE w.seq <> w.seq_before + 1
        OR w.hash IS DISTINCT FROM pg_catalog.sha256(w.hash_before || pg_catalog.int8send(w.seq)
            || s.audit_digest(w.id, w.recorded_at, w.category, w.event_type, w.action, w.severity, w.actor_account,
                w.actor_device, w.actor_role, w.resource_type, w.resource_id, w.success, w.error_code, w.details))
     ORDER BY w.seq;
    SELECT l.seq, l.hash INTO last, end_hash FROM tacet.audit_log l
     WHERE l.category = head.category ORDER BY l.seq DESC LIMIT 1;
    last := COALESCE(last, first - 1);
    end_hash := COALESCE(end_hash, anchor.hash, pg_catalog.decode(pg_catalog.repeat('00', 32), 'hex'));
    IF COALESCE(to_seq, head.seq) > last THEN
        RETURN QUERY SELECT last + 1, 'rows at the end are missing';
    ELSIF to_seq IS NULL AND head.seq < last THEN
        RETURN QUERY SELECT head.seq + 1, 'rows were added behind the head';
    ELSIF to_seq IS NULL AND head.hash <> end_hash THEN
        RETURN QUERY SELECT head.seq, 'the head is another one';
    END IF;
    IF EXISTS (SELECT FROM tacet.audit_log l WHERE l.category = head.category AND l.seq < first) THEN
        RETURN QUERY SELECT first - 1, 'rows were added before the anchor';
    END IF;
END $$;

-- Nothing is what an untouched log answers. Without a category all chains and the inbox are looked at; bounds are of
-- one chain.
CREATE FUNCTION admin.verify_audit(of_category text DEFAULT NULL, from_seq bigint DEFAULT NULL, to_seq bigint DEFAULT NULL)
    RETURNS TABLE (category text, seq bigint, finding text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand((of_category IS NULL AND from_seq IS NULL AND to_seq IS NULL)
        OR of_category IN ('administration', 'operations', 'security'));
    RETURN QUERY
    SELECT c.name, v.seq, v.finding
      FROM pg_catalog.unnest(ARRAY['administration', 'operations', 'security']) c(name),
           s.verify_chain(c.name, from_seq, to_seq) v
     WHERE of_category IS NULL OR c.name = of_category;
    RETURN QUERY
    SELECT i.category, i.id, 'changed before it was sealed' FROM tacet.audit_inbox i
     WHERE of_category IS NULL
       AND i.digest <> s.audit_digest(i.id, i.recorded_at, i.category, i.event_type, i.action, i.severity,
            i.actor_account, i.actor_device, i.actor_role, i.resource_type, i.resource_id, i.success, i.error_code, i.details);
END $$;

-- To be written down outside the database: with it a log that was made anew as a whole is found out as well.
CREATE FUNCTION admin.audit_head() RETURNS TABLE (category text, seq bigint, hash bytea, sealed_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.seal_audit();
    RETURN QUERY SELECT h.category, h.seq, h.hash, h.sealed_at FROM tacet.audit_heads h ORDER BY h.category;
END $$;

-- Whether a head that was written down is still in its chain: 'holds', 'broken', or 'gone' when retention took it.
CREATE FUNCTION admin.check_audit_head(category text, seq bigint, hash bytea) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(category IN ('security', 'administration', 'operations') AND seq >= 0
        AND pg_catalog.octet_length(hash) = 32);
    IF seq = 0 OR EXISTS (SELECT FROM tacet.audit_log l WHERE l.category = check_audit_head.category
                            AND l.seq = check_audit_head.seq AND l.hash = check_audit_head.hash)
       OR EXISTS (SELECT FROM tacet.audit_anchors a WHERE a.category = check_audit_head.category
                     AND a.seq = check_audit_head.seq AND a.hash = check_audit_head.hash) THEN
        RETURN 'holds';
    END IF;
    RETURN CASE WHEN EXISTS (SELECT FROM tacet.audit_anchors a WHERE a.category = check_audit_head.category
                                AND a.seq > check_audit_head.seq) THEN 'gone' ELSE 'broken' END;
END $$;

-- Newest first; `before` is the last id of the page before.
CREATE FUNCTION admin.audit(before bigint DEFAULT NULL, max_rows integer DEFAULT 100, of_category text DEFAULT NULL,
        of_type text DEFAULT NULL, of_actor uuid DEFAULT NULL, of_resource_type text DEFAULT NULL,
        of_resource text DEFAULT NULL, failures_only boolean DEFAULT false)
    RETURNS TABLE (id bigint, category text, seq bigint, recorded_at timestamptz, event_type text, action text,
        severity text, actor_account uuid, actor_device uuid, actor_role name, resource_type text, resource_id text,
        success boolean, error_code text, details jsonb)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500 AND failures_only IS NOT NULL);
    PERFORM s.seal_audit();
    RETURN QUERY
    SELECT l.id, l.category, l.seq, l.recorded_at, l.event_type, l.action, l.severity, l.actor_account, l.actor_device,
           l.actor_role, l.resource_type, l.resource_id, l.success, l.error_code, l.details
      FROM tacet.audit_log l
     WHERE (before IS NULL OR l.id < before)
       AND (of_category IS NULL OR l.category = of_category)
       AND (of_type IS NULL OR l.event_type = of_type)
       AND (of_actor IS NULL OR l.actor_account = of_actor)
       AND (of_resource_type IS NULL OR l.resource_type = of_resource_type)
       AND (of_resource IS NULL OR l.resource_id = of_resource)
       AND (NOT failures_only OR NOT l.success)
     ORDER BY l.id DESC LIMIT max_rows;
END $$;

-- What is audited without the functions' doing: one trigger for a table, only on the columns that matter.
CREATE FUNCTION s.audit_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM s.audit('account', 'created', 'account', NEW.id::pg_catalog.text, 'low',
            pg_catalog.jsonb_build_object('role', NEW.workspace_role));
        RETURN NULL;
    END IF;
    IF NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN
        PERFORM s.audit('account', 'deleted', 'account', NEW.id::pg_catalog.text, 'medium');
    END IF;
    IF NEW.workspace_role <> OLD.workspace_role THEN
        PERFORM s.audit(CASE WHEN 'owner' IN (NEW.workspace_role, OLD.workspace_role) THEN 'ownership' ELSE 'role' END,
            'changed', 'account', NEW.id::pg_catalog.text, 'high',
            pg_catalog.jsonb_build_object('from', OLD.workspace_role, 'to', NEW.workspace_role));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER users_audit AFTER INSERT OR UPDATE OF deleted_at, workspace_role ON tacet.users
    FOR EACH ROW EXECUTE FUNCTION s.audit_account();

CREATE FUNCTION s.audit_device() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.active <> OLD.active THEN
        PERFORM s.audit('device', CASE WHEN NEW.active THEN 'added' ELSE 'removed' END, 'device',
            NEW.id::pg_catalog.text, 'medium', pg_catalog.jsonb_build_object('account', NEW.user_id));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER devices_audit AFTER INSERT OR UPDATE OF active ON tacet.devices
    FOR EACH ROW EXECUTE FUNCTION s.audit_device();

-- Never the token nor its hash.
CREATE FUNCTION s.audit_enrolment_token() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    deed CONSTANT pg_catalog.text := CASE WHEN TG_OP = 'INSERT' THEN 'created'
        WHEN NEW.used_at IS NOT NULL AND OLD.used_at IS NULL THEN 'used'
        WHEN NEW.dismissed_at IS NOT NULL AND OLD.dismissed_at IS NULL THEN 'dismissed' END;
BEGIN
    IF deed IS NOT NULL THEN
        PERFORM s.audit('token', deed, 'account', COALESCE(NEW.used_by, NEW.created_by)::pg_catalog.text, 'low',
            pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('kind', NEW.kind, 'created_by', NEW.created_by,
                'device', NEW.used_device)));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER enrollment_tokens_audit AFTER INSERT OR UPDATE OF used_at, dismissed_at ON tacet.enrollment_tokens
    FOR EACH ROW EXECUTE FUNCTION s.audit_enrolment_token();

CREATE FUNCTION s.audit_tenant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM s.audit('tenant', 'created', 'tenant', NEW.id::pg_catalog.text);
        RETURN NULL;
    END IF;
    IF NEW.name <> OLD.name THEN
        PERFORM s.audit('tenant', 'renamed', 'tenant', NEW.id::pg_catalog.text, 'medium',
            pg_catalog.jsonb_build_object('from', OLD.name, 'to', NEW.name));
    END IF;
    IF NEW.incarnation <> OLD.incarnation THEN
        PERFORM s.audit('tenant', 'restored', 'tenant', NEW.id::pg_catalog.text, 'critical');
    END IF;
    IF NEW.policy <> OLD.policy THEN
        PERFORM s.audit('policy', 'changed', 'tenant', NEW.id::pg_catalog.text, 'high', (
            SELECT pg_catalog.jsonb_object_agg(k.key, pg_catalog.jsonb_build_object('from', OLD.policy -> k.key,
                       'to', NEW.policy -> k.key))
              FROM (SELECT d.key FROM (SELECT pg_catalog.jsonb_object_keys(OLD.policy || NEW.policy) AS key) d
                     WHERE (OLD.policy -> d.key) IS DISTINCT FROM (NEW.policy -> d.key) LIMIT 60) k));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tenant_audit AFTER INSERT OR UPDATE OF name, incarnation, policy ON tacet.tenant
    FOR EACH ROW EXECUTE FUNCTION s.audit_tenant();

CREATE FUNCTION s.audit_chat_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NEW.owner_id IS DISTINCT FROM OLD.owner_id THEN
        PERFORM s.audit('chat', 'owner_changed', 'chat', NEW.id::pg_catalog.text, 'low',
            pg_catalog.jsonb_build_object('from', OLD.owner_id, 'to', NEW.owner_id));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER chats_audit AFTER UPDATE OF owner_id ON tacet.chats FOR EACH ROW EXECUTE FUNCTION s.audit_chat_owner();

-- What an administrator should look at. No address and no text of a peer.
CREATE TABLE tacet.security_events (
    id uuid PRIMARY KEY,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    event_type text NOT NULL CHECK (event_type ~ '^[a-z][a-z0-9_]{1,62}$'),
    severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    account_id uuid,
    device_id uuid,
    raised_by name NOT NULL DEFAULT SESSION_USER,
    details jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object' AND octet_length(details::text) <= 8192),
    resolved_at timestamptz,
    resolved_by name,
    resolution text CHECK (char_length(resolution) BETWEEN 1 AND 2000),
    CHECK (num_nonnulls(resolved_at, resolved_by, resolution) IN (0, 3))
);
CREATE INDEX security_events_open ON tacet.security_events (severity, id) WHERE resolved_at IS NULL;
CREATE INDEX security_events_recent ON tacet.security_events (event_type, occurred_at);
SELECT s.seal('tacet.security_events');

-- The same event about the same account is noted ten times an hour at most. Counted without a lock or a unique
-- key: two at once may note one more, and nobody waits for anybody.
CREATE FUNCTION s.raise_security_event(event_type text, severity text, account uuid DEFAULT NULL, device uuid DEFAULT NULL,
        details jsonb DEFAULT '{}') RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    answer CONSTANT pg_catalog.uuid := s.new_id();
BEGIN
    PERFORM s.demand(event_type ~ '^[a-z][a-z0-9_]{1,62}$' AND severity IN ('low', 'medium', 'high', 'critical')
        AND pg_catalog.jsonb_typeof(details) = 'object' AND pg_catalog.octet_length(details::pg_catalog.text) <= 8192);
    IF (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.security_events e
             WHERE e.event_type = raise_security_event.event_type AND e.account_id IS NOT DISTINCT FROM account
               AND e.occurred_at > pg_catalog.now() - interval '1 hour' LIMIT 10) x) >= 10 THEN
        RETURN NULL;
    END IF;
    INSERT INTO tacet.security_events (id, event_type, severity, account_id, device_id, details)
    VALUES (answer, raise_security_event.event_type, raise_security_event.severity, account, device,
            raise_security_event.details);
    RETURN answer;
END $$;

GRANT EXECUTE ON FUNCTION admin.verify_audit(text, bigint, bigint), admin.audit_head(), admin.check_audit_head(text, bigint, bytea),
    admin.audit(bigint, integer, text, text, uuid, text, text, boolean) TO @migrator@;
