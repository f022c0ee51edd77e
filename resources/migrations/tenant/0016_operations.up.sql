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
CREATE TRIGGER audit_heads_no_truncate BEFORE TRUNCATE ON tacet.audit_heads EXECUTE FUNCTION s.audit_is_append_only();
CREATE TRIGGER audit_anchors_no_truncate BEFORE TRUNCATE ON tacet.audit_anchors
    EXECUTE FUNCTION s.audit_is_append_only();
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
CREATE FUNCTION s.audit_page(before bigint, max_rows integer, of_category text, of_type text, of_actor uuid,
        of_resource_type text, of_resource text, failures_only boolean)
    RETURNS TABLE (id bigint, category text, seq bigint, recorded_at timestamptz, event_type text, action text,
        severity text, actor_account uuid, actor_device uuid, actor_role name, resource_type text, resource_id text,
        success boolean, error_code text, details jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500 AND failures_only IS NOT NULL);
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

CREATE FUNCTION admin.audit(before bigint DEFAULT NULL, max_rows integer DEFAULT 100, of_category text DEFAULT NULL,
        of_type text DEFAULT NULL, of_actor uuid DEFAULT NULL, of_resource_type text DEFAULT NULL,
        of_resource text DEFAULT NULL, failures_only boolean DEFAULT false)
    RETURNS TABLE (id bigint, category text, seq bigint, recorded_at timestamptz, event_type text, action text,
        severity text, actor_account uuid, actor_device uuid, actor_role name, resource_type text, resource_id text,
        success boolean, error_code text, details jsonb)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.seal_audit();
    RETURN QUERY SELECT * FROM s.audit_page(before, max_rows, of_category, of_type, of_actor, of_resource_type,
        of_resource, failures_only);
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
    -- A later migration's column.
    IF (pg_catalog.to_jsonb(NEW) -> 'suspended_at') IS DISTINCT FROM (pg_catalog.to_jsonb(OLD) -> 'suspended_at') THEN
        PERFORM s.audit('tenant', CASE WHEN (pg_catalog.to_jsonb(NEW) ->> 'suspended_at') IS NULL THEN 'resumed'
            ELSE 'suspended' END, 'tenant', NEW.id::pg_catalog.text, 'high');
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
CREATE TRIGGER tenant_audit AFTER INSERT OR UPDATE ON tacet.tenant
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

CREATE FUNCTION s.audit_quota() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' OR ROW(NEW.max_bytes, NEW.max_media_count, NEW.member_percent)
       IS DISTINCT FROM ROW(OLD.max_bytes, OLD.max_media_count, OLD.member_percent) THEN
        PERFORM s.audit('quota', 'changed', NEW.area, NEW.holder_id::pg_catalog.text, 'medium',
            pg_catalog.jsonb_build_object('max_bytes', NEW.max_bytes, 'max_files', NEW.max_media_count,
                'member_percent', NEW.member_percent));
    END IF;
    RETURN NULL;
END $$;

-- The ways into an account: what happened to them, and what failed. A code that is submitted has failed until it is
-- found right, which starts the count anew: at the next one the count tells that the one before was wrong.
CREATE FUNCTION s.audit_sign_in() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    failed CONSTANT boolean := NEW.kind IN ('locked', 'session_reused');
    counted integer := 0;
BEGIN
    IF NEW.kind = 'device_removed' THEN
        RETURN NULL; -- the device's own entry says it
    END IF;
    IF NEW.kind = 'attempt' THEN
        counted := (SELECT l.failures FROM tacet.account_logins l WHERE l.user_id = NEW.user_id);
    END IF;
    IF counted > 1 THEN
        PERFORM s.audit('sign_in', 'failed', 'account', NEW.user_id::pg_catalog.text, 'medium',
            pg_catalog.jsonb_build_object('failures', counted - 1), false, 'SR010');
        PERFORM s.raise_security_event('sign_in_failed', 'medium', NEW.user_id, NEW.device_id,
            pg_catalog.jsonb_build_object('failures', counted - 1));
    END IF;
    PERFORM s.audit('sign_in', NEW.kind, 'account', NEW.user_id::pg_catalog.text,
        CASE WHEN failed THEN 'high' ELSE 'low' END,
        pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('device', NEW.device_id)), NOT failed);
    IF failed THEN
        PERFORM s.raise_security_event('sign_in_' || NEW.kind, 'high', NEW.user_id, NEW.device_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER group_quotas_audit_first AFTER INSERT ON tacet.group_quotas FOR EACH ROW
    WHEN (num_nonnulls(NEW.max_bytes, NEW.max_media_count, NEW.member_percent) > 0) EXECUTE FUNCTION s.audit_quota();
CREATE TRIGGER group_quotas_audit AFTER UPDATE OF max_bytes, max_media_count, member_percent ON tacet.group_quotas
    FOR EACH ROW EXECUTE FUNCTION s.audit_quota();
CREATE TRIGGER sign_in_events_audit AFTER INSERT ON tacet.sign_in_events
    FOR EACH ROW EXECUTE FUNCTION s.audit_sign_in();

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

-- A pool that somebody empties is refilled by its device; who looks after the workspace hears of it.
CREATE FUNCTION s.one_time_keys_drained() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    drained pg_catalog.record;
BEGIN
    IF (SELECT pg_catalog.count(*) FROM gone) <> 1 THEN
        RETURN NULL;
    END IF;
    SELECT d.id, d.user_id INTO drained FROM gone g JOIN tacet.devices d ON d.id = g.device_id AND d.active;
    IF drained.id IS NOT NULL
       AND NOT EXISTS (SELECT FROM tacet.one_time_prekeys k WHERE k.device_id = drained.id) THEN
        PERFORM s.raise_security_event('one_time_keys_drained', 'medium', drained.user_id, drained.id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER one_time_prekeys_drained AFTER DELETE ON tacet.one_time_prekeys REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION s.one_time_keys_drained();

-- For those who see from outside what no transaction can note: refused log-ins in the server's log, addresses that
-- ask too much.
CREATE FUNCTION admin.raise_security_event(event_type text, severity text, account uuid, device uuid, details jsonb)
    RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN s.raise_security_event(event_type, severity, account, device, COALESCE(details, '{}'));
END $$;

-- Newest first; `before` is the last id of the page before.
CREATE FUNCTION s.security_event_page(before uuid, max_rows integer, open_only boolean, lowest text)
    RETURNS TABLE (id uuid, occurred_at timestamptz, event_type text, severity text, account_id uuid, device_id uuid,
        raised_by name, details jsonb, resolved_at timestamptz, resolved_by name, resolution text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    levels CONSTANT pg_catalog.text[] := ARRAY['low', 'medium', 'high', 'critical'];
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500 AND open_only IS NOT NULL AND lowest = ANY (levels));
    RETURN QUERY
    SELECT e.id, e.occurred_at, e.event_type, e.severity, e.account_id, e.device_id, e.raised_by, e.details,
           e.resolved_at, e.resolved_by, e.resolution
      FROM tacet.security_events e
     WHERE (before IS NULL OR e.id < before) AND (NOT open_only OR e.resolved_at IS NULL)
       AND e.severity = ANY (levels[pg_catalog.array_position(levels, lowest):])
     ORDER BY e.id DESC LIMIT max_rows;
END $$;

CREATE FUNCTION admin.security_events(before uuid DEFAULT NULL, max_rows integer DEFAULT 100,
        open_only boolean DEFAULT true, lowest text DEFAULT 'low')
    RETURNS TABLE (id uuid, occurred_at timestamptz, event_type text, severity text, account_id uuid, device_id uuid,
        raised_by name, details jsonb, resolved_at timestamptz, resolved_by name, resolution text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT * FROM s.security_event_page(before, max_rows, open_only, lowest)
$$;

-- Once; what was said then stays.
CREATE FUNCTION admin.resolve_security_event(event uuid, resolution text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.char_length(resolution) BETWEEN 1 AND 2000 AND resolution !~ '[[:cntrl:]]');
    UPDATE tacet.security_events e
       SET resolved_at = pg_catalog.now(), resolved_by = SESSION_USER, resolution = resolve_security_event.resolution
     WHERE e.id = event AND e.resolved_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.audit('security_event', 'resolved', 'security_event', event::pg_catalog.text);
END $$;

-- Rights over one thing for a while, besides roles. What is over does nothing, and goes with the next maintenance.
CREATE TABLE tacet.access_control (
    resource_type text NOT NULL CHECK (resource_type ~ '^[a-z][a-z0-9_]{1,62}$'),
    resource_id text NOT NULL CHECK (char_length(resource_id) BETWEEN 1 AND 128),
    user_id uuid NOT NULL REFERENCES tacet.users (id) ON DELETE CASCADE,
    permissions text[] NOT NULL CHECK (cardinality(permissions) BETWEEN 1 AND 32 AND array_position(permissions, NULL) IS NULL),
    granted_by name NOT NULL DEFAULT SESSION_USER,
    granted_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (resource_type, resource_id, user_id)
);
CREATE INDEX access_control_user ON tacet.access_control (user_id);
CREATE INDEX access_control_expiry ON tacet.access_control (expires_at);
SELECT s.seal('tacet.access_control');

CREATE FUNCTION s.has_grant(account uuid, resource_type text, resource_id text, permission text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM tacet.access_control a
        WHERE a.resource_type = has_grant.resource_type AND a.resource_id = has_grant.resource_id AND a.user_id = account
          AND permission = ANY (a.permissions) AND a.expires_at > pg_catalog.now());
END $$;

-- Grants, or replaces what there was.
CREATE FUNCTION admin.grant_access(account uuid, resource_type text, resource_id text, permissions text[], expires timestamptz)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(resource_type ~ '^[a-z][a-z0-9_]{1,62}$' AND pg_catalog.char_length(resource_id) BETWEEN 1 AND 128
        AND pg_catalog.cardinality(permissions) BETWEEN 1 AND 32 AND pg_catalog.array_ndims(permissions) = 1
        AND (SELECT pg_catalog.bool_and(COALESCE(p ~ '^[a-z][a-z0-9_]{1,62}$', false)) FROM pg_catalog.unnest(permissions) p)
        AND expires > pg_catalog.now() AND expires < pg_catalog.now() + interval '366 days');
    IF NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = account AND u.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    INSERT INTO tacet.access_control (resource_type, resource_id, user_id, permissions, expires_at)
    VALUES (grant_access.resource_type, grant_access.resource_id, account, grant_access.permissions, expires)
    ON CONFLICT ON CONSTRAINT access_control_pkey DO UPDATE
       SET permissions = EXCLUDED.permissions, expires_at = EXCLUDED.expires_at, granted_by = SESSION_USER,
           granted_at = pg_catalog.now();
    PERFORM s.audit('grant', 'given', resource_type, resource_id, 'high',
        pg_catalog.jsonb_build_object('account', account, 'permissions', permissions, 'expires', expires));
END $$;

CREATE FUNCTION admin.revoke_access(account uuid, resource_type text, resource_id text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.access_control a WHERE a.user_id = account AND a.resource_type = revoke_access.resource_type
        AND a.resource_id = revoke_access.resource_id;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.audit('grant', 'revoked', resource_type, resource_id, 'medium',
        pg_catalog.jsonb_build_object('account', account));
END $$;

CREATE FUNCTION admin.grants(after_type text DEFAULT '', after_id text DEFAULT '', after_user uuid DEFAULT NULL,
        max_rows integer DEFAULT 100)
    RETURNS TABLE (resource_type text, resource_id text, user_id uuid, permissions text[], granted_by name,
        granted_at timestamptz, expires_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500 AND after_type IS NOT NULL AND after_id IS NOT NULL);
    RETURN QUERY
    SELECT a.resource_type, a.resource_id, a.user_id, a.permissions, a.granted_by, a.granted_at, a.expires_at
      FROM tacet.access_control a
     WHERE (a.resource_type, a.resource_id, a.user_id)
           > (after_type, after_id, COALESCE(after_user, '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid))
     ORDER BY a.resource_type, a.resource_id, a.user_id LIMIT max_rows;
END $$;

CREATE FUNCTION s.purge_expired_grants() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.access_control a WHERE a.expires_at <= pg_catalog.now() RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;
INSERT INTO tacet.hooks (event, function_name) VALUES ('maintain', 'purge_expired_grants');

-- How long things stay. method: whole partitions are dropped by tacetctl (DETACH CONCURRENTLY cannot run in a
-- function), rows are deleted in batches, a chain loses its oldest stretch, and what has a function of its own for
-- that is left to it (its days count from the end of what it deletes). What hangs on messages follows their policy,
-- unless it has a row of its own.
CREATE TABLE tacet.retention_policies (
    table_name text NOT NULL CHECK (table_name ~ '^[a-z][a-z0-9_]{1,40}$'),
    subject text NOT NULL DEFAULT '' CHECK (subject ~ '^[a-z0-9_]{0,62}$'),
    method text NOT NULL CHECK (method IN ('partitions', 'rows', 'chain', 'function')),
    retention_days integer NOT NULL CHECK (retention_days BETWEEN 0 AND 36500),
    age_column text CHECK (age_column ~ '^[a-z][a-z0-9_]{1,62}$'),
    cleanup_function text CHECK (cleanup_function ~ '^[a-z][a-z0-9_]{1,62}$'),
    archive boolean NOT NULL DEFAULT false,
    cleanup_enabled boolean NOT NULL DEFAULT true,
    last_cleanup timestamptz,
    PRIMARY KEY (table_name, subject),
    -- Ids are taken from 35 days back: their months have to be there, and what was sent has to be remembered.
    CHECK (method <> 'partitions' OR (retention_days >= 36 AND subject = '')),
    CHECK (method NOT IN ('rows', 'function') OR age_column IS NOT NULL),
    CHECK ((method = 'function') = (cleanup_function IS NOT NULL)),
    CHECK (method = 'partitions' OR NOT archive)
);

-- What one chat keeps for a shorter time than all.
CREATE TABLE tacet.chat_retention (
    chat_id uuid PRIMARY KEY REFERENCES tacet.chats (id) ON DELETE CASCADE,
    retention_days integer NOT NULL CHECK (retention_days BETWEEN 1 AND 36500),
    set_at timestamptz NOT NULL DEFAULT now(),
    last_cleanup timestamptz
);

-- What retention took, and where the archive of it is.
CREATE TABLE tacet.retention_runs (
    id uuid PRIMARY KEY,
    finished_at timestamptz NOT NULL DEFAULT now(),
    table_name text NOT NULL,
    subject text NOT NULL,
    partition_name text,
    row_count bigint NOT NULL CHECK (row_count >= 0),
    byte_count bigint NOT NULL CHECK (byte_count >= 0),
    chat_count bigint NOT NULL CHECK (chat_count >= 0),
    oldest timestamptz,
    newest timestamptz,
    archive_file text CHECK (char_length(archive_file) BETWEEN 1 AND 255 AND archive_file !~ '[[:cntrl:]/]'),
    archive_sha256 bytea CHECK (octet_length(archive_sha256) = 32),
    CHECK ((archive_file IS NULL) = (archive_sha256 IS NULL))
);
SELECT s.seal('tacet.retention_policies'), s.seal('tacet.chat_retention'), s.seal('tacet.retention_runs');

INSERT INTO tacet.retention_policies (table_name, method, retention_days, age_column, cleanup_function) VALUES
    ('used_tokens', 'function', 1, 'used_at', 'cleanup_used_tokens'),
    ('sign_in_events', 'function', 365, 'at', 'cleanup_sign_in_events'),
    ('media', 'function', 0, 'expires_at', 'cleanup_expired_media'),
    ('stories', 'function', 0, 'expires_at', 'cleanup_expired_stories');
INSERT INTO tacet.retention_policies (table_name, subject, method, retention_days, age_column, archive) VALUES
    ('messages', '', 'partitions', 180, NULL, true),
    ('threads', '', 'rows', 180, 'last_activity_at', false),
    ('send_ledger', '', 'partitions', 36, NULL, false),
    ('audit_log', 'security', 'chain', 365, 'recorded_at', false),
    ('audit_log', 'administration', 'chain', 365, 'recorded_at', false),
    ('audit_log', 'operations', 'chain', 365, 'recorded_at', false),
    ('security_events', '', 'rows', 365, 'resolved_at', false),
    ('retention_runs', '', 'rows', 3650, 'finished_at', false),
    ('performance_metrics', '', 'rows', 90, 'recorded_at', false),
    ('usage_statistics', '', 'rows', 1095, 'day', false),
    ('backup_metadata', '', 'rows', 365, 'retention_until', false);

CREATE FUNCTION s.audit_retention_policy() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.audit('policy', 'retention_changed', 'table', NEW.table_name, 'high',
        pg_catalog.jsonb_build_object('subject', NEW.subject, 'days', NEW.retention_days, 'archive', NEW.archive,
            'enabled', NEW.cleanup_enabled));
    RETURN NULL;
END $$;
CREATE TRIGGER retention_policies_audit
    AFTER INSERT OR UPDATE OF retention_days, archive, cleanup_enabled ON tacet.retention_policies
    FOR EACH ROW EXECUTE FUNCTION s.audit_retention_policy();

-- Every policy, those that follow messages included; `cut` is the moment before which things go.
CREATE FUNCTION s.retention_in_force() RETURNS TABLE (table_name text, subject text, method text, retention_days integer,
        age_column text, cleanup_function text, archive boolean, cleanup_enabled boolean, last_cleanup timestamptz,
        cut timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT p.table_name, p.subject, p.method, p.retention_days, p.age_column, p.cleanup_function, p.archive,
           p.cleanup_enabled, p.last_cleanup, pg_catalog.now() - pg_catalog.make_interval(days => p.retention_days)
      FROM (SELECT r.* FROM tacet.retention_policies r
            UNION ALL
            -- A key that is given out in one month opens messages of the next one.
            SELECT t.name, '', r.method, r.retention_days + CASE t.name WHEN 'history_keys' THEN 31 ELSE 0 END,
                   r.age_column, r.cleanup_function, r.archive, r.cleanup_enabled, NULL
              FROM tacet.partitioned_tables t, tacet.retention_policies r
             WHERE r.table_name = 'messages' AND r.subject = ''
               AND t.name IN ('message_recipients', 'message_edits', 'message_reactions', 'message_hides', 'chat_log',
                              'replies', 'history_keys')
               AND NOT EXISTS (SELECT FROM tacet.retention_policies o WHERE o.table_name = t.name)) p
     WHERE pg_catalog.to_regclass('tacet.' || pg_catalog.quote_ident(p.table_name)) IS NOT NULL
     ORDER BY p.table_name, p.subject;
END $$;

CREATE FUNCTION admin.retention_policies() RETURNS TABLE (table_name text, subject text, method text,
        retention_days integer, archive boolean, cleanup_enabled boolean, last_cleanup timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT p.table_name, p.subject, p.method, p.retention_days, p.archive, p.cleanup_enabled, p.last_cleanup
      FROM s.retention_in_force() p
$$;

-- NULL leaves as it is.
CREATE FUNCTION admin.set_retention(of_table text, of_subject text, days integer, with_archive boolean DEFAULT NULL,
        enabled boolean DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    policy pg_catalog.record;
BEGIN
    SELECT p.* INTO policy FROM s.retention_in_force() p WHERE p.table_name = of_table AND p.subject = of_subject;
    PERFORM s.demand(policy.table_name IS NOT NULL AND policy.method <> 'function'
        AND (days BETWEEN CASE policy.method WHEN 'partitions' THEN 36 ELSE 1 END AND 36500) IS NOT FALSE
        AND (policy.method = 'partitions' OR with_archive IS NOT TRUE));
    INSERT INTO tacet.retention_policies AS r (table_name, subject, method, retention_days, age_column, cleanup_function,
        archive, cleanup_enabled)
    VALUES (of_table, of_subject, policy.method, COALESCE(days, policy.retention_days), policy.age_column,
        policy.cleanup_function, COALESCE(with_archive, policy.archive), COALESCE(enabled, policy.cleanup_enabled))
    ON CONFLICT ON CONSTRAINT retention_policies_pkey DO UPDATE
       SET retention_days = EXCLUDED.retention_days, archive = EXCLUDED.archive, cleanup_enabled = EXCLUDED.cleanup_enabled;
END $$;

-- Shorter only: months are dropped as a whole, whatever one chat would like to keep. NULL: as all.
CREATE FUNCTION admin.set_chat_retention(chat uuid, days integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand((days BETWEEN 1 AND (SELECT r.retention_days FROM tacet.retention_policies r
        WHERE r.table_name = 'messages')) IS NOT FALSE);
    IF NOT EXISTS (SELECT FROM tacet.chats c WHERE c.id = chat AND c.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    DELETE FROM tacet.chat_retention r WHERE r.chat_id = chat;
    INSERT INTO tacet.chat_retention (chat_id, retention_days) SELECT chat, days WHERE days IS NOT NULL;
    PERFORM s.audit('policy', 'chat_retention_changed', 'chat', chat::pg_catalog.text, 'medium',
        pg_catalog.jsonb_build_object('days', days));
END $$;

CREATE FUNCTION admin.chat_retention(after uuid DEFAULT NULL, max_rows integer DEFAULT 100)
    RETURNS TABLE (chat_id uuid, retention_days integer, set_at timestamptz, last_cleanup timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT r.chat_id, r.retention_days, r.set_at, r.last_cleanup FROM tacet.chat_retention r
     WHERE after IS NULL OR r.chat_id > after ORDER BY r.chat_id LIMIT max_rows;
END $$;

-- Months of tables cut by month that are over: the attached ones, those whose detaching was interrupted, and those
-- that were detached but are still there.
CREATE FUNCTION s.partitions_due() RETURNS TABLE (table_name text, partition_name text, state text, archive boolean,
        cleanup_enabled boolean, month_end timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT p.table_name, c.relname::pg_catalog.text,
           CASE WHEN i.inhdetachpending THEN 'pending' WHEN i.inhrelid IS NOT NULL THEN 'attached' ELSE 'detached' END,
           p.archive, p.cleanup_enabled, m.month_end
      FROM s.retention_in_force() p
      JOIN pg_catalog.pg_class c ON c.relnamespace = 'tacet'::pg_catalog.regnamespace AND c.relkind = 'r'
       AND pg_catalog.starts_with(c.relname, p.table_name || '_')
       AND pg_catalog.substr(c.relname, pg_catalog.length(p.table_name) + 2) ~ '^[0-9]{4}_(0[1-9]|1[0-2])$'
      LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid,
      LATERAL (SELECT (pg_catalog.to_date(pg_catalog.right(c.relname, 7), 'YYYY_MM') + interval '1 month')
                      AT TIME ZONE 'UTC' AS month_end) m
     WHERE p.method = 'partitions' AND m.month_end <= p.cut
     ORDER BY m.month_end, p.table_name;
END $$;

-- What is in a month. All of it is read.
CREATE FUNCTION s.partition_figures(of_table text, partition_name text, OUT row_count bigint, OUT byte_count bigint,
        OUT chat_count bigint, OUT oldest timestamptz, OUT newest timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    key CONSTANT pg_catalog.text := (SELECT a.attname FROM pg_catalog.pg_partitioned_table t
        JOIN pg_catalog.pg_attribute a ON a.attrelid = t.partrelid AND a.attnum = t.partattrs[0]
        WHERE t.partrelid = ('tacet.' || pg_catalog.quote_ident(of_table))::pg_catalog.regclass);
    part CONSTANT pg_catalog.regclass := ('tacet.' || pg_catalog.quote_ident(partition_name))::pg_catalog.regclass;
    has_chats CONSTANT boolean := EXISTS (SELECT FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = part AND a.attname = 'chat_id' AND NOT a.attisdropped);
BEGIN
    EXECUTE pg_catalog.format('SELECT pg_catalog.count(*), %s, '
        '(SELECT s.uuid7_time(x.%I) FROM %s x ORDER BY x.%I LIMIT 1), '
        '(SELECT s.uuid7_time(x.%I) FROM %s x ORDER BY x.%I DESC LIMIT 1) FROM %s t',
        CASE WHEN has_chats THEN 'pg_catalog.count(DISTINCT t.chat_id)' ELSE '0' END, key, part, key, key, part, key, part)
      INTO row_count, chat_count, oldest, newest;
    byte_count := pg_catalog.pg_total_relation_size(part);
END $$;

-- What a row takes, as an expression over `t`. A whole row has not the same size in every place of a plan.
CREATE FUNCTION s.row_size(of_table text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT pg_catalog.string_agg(pg_catalog.format('COALESCE(pg_catalog.pg_column_size(t.%I), 0)', a.attname), ' + '
               ORDER BY a.attnum)
      FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = ('tacet.' || pg_catalog.quote_ident(of_table))::pg_catalog.regclass AND a.attnum > 0
       AND NOT a.attisdropped
$$;

-- Rows that are older than `cut`: of one column's time, or of a chain.
CREATE FUNCTION s.row_figures(of_table text, of_subject text, method text, age_column text, cut timestamptz,
        OUT row_count bigint, OUT byte_count bigint, OUT chat_count bigint, OUT oldest timestamptz, OUT newest timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    has_chats CONSTANT boolean := EXISTS (SELECT FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = ('tacet.' || pg_catalog.quote_ident(of_table))::pg_catalog.regclass
          AND a.attname = 'chat_id' AND NOT a.attisdropped);
BEGIN
    EXECUTE pg_catalog.format('SELECT pg_catalog.count(*), COALESCE(pg_catalog.sum(%s), 0), %s, '
        'pg_catalog.min(t.%I)::pg_catalog.timestamptz, pg_catalog.max(t.%I)::pg_catalog.timestamptz FROM tacet.%I t WHERE %s',
        s.row_size(of_table), CASE WHEN has_chats THEN 'pg_catalog.count(DISTINCT t.chat_id)' ELSE '0' END, age_column, age_column, of_table,
        CASE method WHEN 'chain' THEN 't.category = $1 AND t.seq <= s.chain_cut($1, $2)'
                    ELSE pg_catalog.format('t.%I < $2', age_column) END)
      INTO row_count, byte_count, chat_count, oldest, newest USING of_subject, cut;
END $$;

-- The last row of a chain's oldest stretch that is all before `cut`; 0 if there is none.
CREATE FUNCTION s.chain_cut(category text, cut timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE(
        (SELECT l.seq FROM tacet.audit_log l WHERE l.category = chain_cut.category AND l.recorded_at >= cut
          ORDER BY l.seq LIMIT 1) - 1,
        (SELECT l.seq FROM tacet.audit_log l WHERE l.category = chain_cut.category ORDER BY l.seq DESC LIMIT 1), 0);
END $$;

-- What retention would take now. One line for each policy, and one for each month of those that drop months.
CREATE FUNCTION admin.retention_dry_run(of_table text DEFAULT NULL)
    RETURNS TABLE (table_name text, subject text, method text, partition_name text, state text, cleanup_enabled boolean,
        row_count bigint, byte_count bigint, chat_count bigint, oldest timestamptz, newest timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(of_table IS NULL OR EXISTS (SELECT FROM s.retention_in_force() p WHERE p.table_name = of_table));
    RETURN QUERY
    SELECT d.table_name, '', 'partitions', d.partition_name, d.state, d.cleanup_enabled, f.*
      FROM s.partitions_due() d, s.partition_figures(d.table_name, d.partition_name) f
     WHERE of_table IS NULL OR d.table_name = of_table;
    RETURN QUERY
    SELECT p.table_name, p.subject, p.method, NULL::pg_catalog.text, NULL::pg_catalog.text, p.cleanup_enabled, f.*
      FROM s.retention_in_force() p, s.row_figures(p.table_name, p.subject, p.method, p.age_column, p.cut) f
     WHERE p.method <> 'partitions' AND (of_table IS NULL OR p.table_name = of_table);
END $$;

-- The months that tacetctl detaches, archives and drops.
CREATE FUNCTION admin.retention_partitions() RETURNS TABLE (table_name text, partition_name text, state text,
        archive boolean, row_count bigint, byte_count bigint, chat_count bigint, oldest timestamptz, newest timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT d.table_name, d.partition_name, d.state, d.archive, f.*
      FROM s.partitions_due() d, s.partition_figures(d.table_name, d.partition_name) f WHERE d.cleanup_enabled;
END $$;

CREATE FUNCTION s.note_retention(of_table text, of_subject text, of_partition text, rows_gone bigint, bytes_gone bigint,
        chats_gone bigint, oldest_gone timestamptz, newest_gone timestamptz, file text, file_sha256 bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.retention_policies p SET last_cleanup = pg_catalog.now()
     WHERE p.table_name = of_table AND p.subject = of_subject;
    IF rows_gone = 0 AND of_partition IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO tacet.retention_runs (id, table_name, subject, partition_name, row_count, byte_count, chat_count, oldest,
        newest, archive_file, archive_sha256)
    VALUES (s.new_id(), of_table, of_subject, of_partition, rows_gone, bytes_gone, chats_gone, oldest_gone, newest_gone,
        file, file_sha256);
    PERFORM s.audit('retention', 'run', 'table', of_table, 'high', pg_catalog.jsonb_strip_nulls(
        pg_catalog.jsonb_build_object('subject', of_subject, 'partition', of_partition, 'rows', rows_gone,
            'bytes', bytes_gone, 'archive', pg_catalog.encode(file_sha256, 'hex'))));
END $$;

-- Says that a month is gone; refused while it is still there.
CREATE FUNCTION admin.note_partition_dropped(of_table text, of_partition text, rows_gone bigint, bytes_gone bigint,
        chats_gone bigint, oldest_gone timestamptz, newest_gone timestamptz, file text, file_sha256 bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(EXISTS (SELECT FROM tacet.partitioned_tables t WHERE t.name = of_table)
        AND of_partition ~ ('^' || of_table || '_2[0-9]{3}_(0[1-9]|1[0-2])$')
        AND rows_gone >= 0 AND bytes_gone >= 0 AND chats_gone >= 0 AND (file IS NULL) = (file_sha256 IS NULL)
        AND (pg_catalog.char_length(file) BETWEEN 1 AND 255 AND file !~ '[[:cntrl:]/]') IS NOT FALSE
        AND (pg_catalog.octet_length(file_sha256) = 32) IS NOT FALSE
        AND pg_catalog.to_regclass('tacet.' || pg_catalog.quote_ident(of_partition)) IS NULL);
    IF of_table = 'messages' THEN
        DELETE FROM tacet.pinned_messages p
         WHERE p.message_id < s.uuid7_floor((pg_catalog.to_date(pg_catalog.right(of_partition, 7), 'YYYY_MM')
                   + interval '1 month') AT TIME ZONE 'UTC')
           AND NOT EXISTS (SELECT FROM tacet.messages m WHERE m.id = p.message_id);
    END IF;
    PERFORM s.note_retention(of_table, '', of_partition, rows_gone, bytes_gone, chats_gone, oldest_gone, newest_gone, file,
        file_sha256);
END $$;

-- The oldest stretch of a chain goes, and its last row's hash stays.
CREATE FUNCTION s.cut_chain(of_category text, cut timestamptz, max_rows integer, OUT row_count bigint, OUT byte_count bigint,
        OUT oldest timestamptz, OUT newest timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    last bigint;
    lowest bigint;
BEGIN
    PERFORM FROM tacet.audit_heads h WHERE h.category = of_category FOR UPDATE;
    lowest := (SELECT l.seq FROM tacet.audit_log l WHERE l.category = of_category ORDER BY l.seq LIMIT 1);
    last := LEAST(s.chain_cut(of_category, cut), lowest + max_rows - 1);
    INSERT INTO tacet.audit_anchors (category, seq, hash, dropped_rows)
    SELECT l.category, l.seq, l.hash, last - lowest + 1 FROM tacet.audit_log l
     WHERE l.category = of_category AND l.seq = last;
    EXECUTE pg_catalog.format('WITH gone AS (DELETE FROM tacet.audit_log t WHERE t.category = $1 AND t.seq <= $2 '
        'RETURNING %s AS size, t.recorded_at) SELECT pg_catalog.count(*), COALESCE(pg_catalog.sum(g.size), 0), '
        'pg_catalog.min(g.recorded_at), pg_catalog.max(g.recorded_at) FROM gone g', s.row_size('audit_log'))
      INTO row_count, byte_count, oldest, newest USING of_category, last;
END $$;

CREATE FUNCTION s.delete_old_rows(of_table text, age_column text, cut timestamptz, max_rows integer, OUT row_count bigint,
        OUT byte_count bigint, OUT oldest timestamptz, OUT newest timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    EXECUTE pg_catalog.format('WITH gone AS (DELETE FROM tacet.%I t WHERE t.ctid = ANY (ARRAY('
        'SELECT x.ctid FROM tacet.%I x WHERE x.%I < $1 ORDER BY x.%I LIMIT $2)) '
        'RETURNING %s AS size, t.%I::pg_catalog.timestamptz AS age) '
        'SELECT pg_catalog.count(*), COALESCE(pg_catalog.sum(g.size), 0), pg_catalog.min(g.age), pg_catalog.max(g.age) '
        'FROM gone g', of_table, of_table, age_column, age_column, s.row_size(of_table), age_column)
      INTO row_count, byte_count, oldest, newest USING cut, max_rows;
END $$;

-- Takes at most max_rows of what the dry run shows; call again until it answers fewer. Months are not taken here.
CREATE FUNCTION admin.retention_run(of_table text, of_subject text DEFAULT '', max_rows integer DEFAULT 10000,
        OUT row_count bigint, OUT byte_count bigint, OUT oldest timestamptz, OUT newest timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    policy pg_catalog.record;
BEGIN
    SELECT p.* INTO policy FROM s.retention_in_force() p
     WHERE p.table_name = of_table AND p.subject = of_subject AND p.method <> 'partitions';
    PERFORM s.demand(policy.table_name IS NOT NULL AND policy.cleanup_enabled AND max_rows BETWEEN 1 AND 100000);
    IF policy.method = 'chain' THEN
        SELECT c.* INTO row_count, byte_count, oldest, newest
          FROM s.cut_chain(of_subject, policy.cut, max_rows) c;
    ELSIF policy.method = 'rows' THEN
        SELECT c.* INTO row_count, byte_count, oldest, newest
          FROM s.delete_old_rows(of_table, policy.age_column, policy.cut, max_rows) c;
    ELSE
        SELECT f.row_count, f.byte_count, f.oldest, f.newest INTO row_count, byte_count, oldest, newest
          FROM s.row_figures(of_table, of_subject, policy.method, policy.age_column, policy.cut) f;
        EXECUTE pg_catalog.format('SELECT s.%I()', policy.cleanup_function);
    END IF;
    PERFORM s.note_retention(of_table, of_subject, NULL, row_count, byte_count, 0, oldest, newest, NULL, NULL);
END $$;

CREATE FUNCTION admin.retention_runs(before uuid DEFAULT NULL, max_rows integer DEFAULT 100)
    RETURNS TABLE (id uuid, finished_at timestamptz, table_name text, subject text, partition_name text, row_count bigint,
        byte_count bigint, chat_count bigint, oldest timestamptz, newest timestamptz, archive_file text, archive_sha256 bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT r.id, r.finished_at, r.table_name, r.subject, r.partition_name, r.row_count, r.byte_count, r.chat_count,
           r.oldest, r.newest, r.archive_file, r.archive_sha256
      FROM tacet.retention_runs r WHERE before IS NULL OR r.id < before ORDER BY r.id DESC LIMIT max_rows;
END $$;

-- Rows of one chat and what they take: messages, threads and the replies in them, by their ids.
CREATE FUNCTION s.chat_figures(messages uuid[], threads uuid[], OUT row_count bigint, OUT byte_count bigint,
        OUT oldest timestamptz, OUT newest timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    EXECUTE pg_catalog.format('SELECT pg_catalog.count(*), COALESCE(pg_catalog.sum(x.size), 0), pg_catalog.min(x.age), '
        'pg_catalog.max(x.age) FROM (SELECT %s AS size, s.uuid7_time(t.id) AS age FROM tacet.messages t WHERE t.id = ANY ($1) '
        'UNION ALL SELECT %s, t.last_activity_at FROM tacet.threads t WHERE t.id = ANY ($2) '
        'UNION ALL SELECT %s, t.created_at FROM tacet.replies t WHERE t.thread_id = ANY ($2)) x',
        s.row_size('messages'), s.row_size('threads'), s.row_size('replies'))
      INTO row_count, byte_count, oldest, newest USING messages, threads;
END $$;

-- The oldest of what one chat keeps longer than it should; refuses chats that have no such limit.
CREATE FUNCTION s.chat_leftovers(chat uuid, max_rows integer, OUT messages uuid[], OUT threads uuid[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    cut CONSTANT pg_catalog.timestamptz := (SELECT pg_catalog.now() - pg_catalog.make_interval(days => r.retention_days)
        FROM tacet.chat_retention r WHERE r.chat_id = chat);
BEGIN
    IF cut IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    messages := ARRAY(SELECT m.id FROM tacet.messages m WHERE m.chat_id = chat AND m.id < s.uuid7_floor(cut)
                       ORDER BY m.id LIMIT max_rows);
    threads := ARRAY(SELECT t.id FROM tacet.threads t WHERE t.chat_id = chat AND t.last_activity_at < cut
                      ORDER BY t.last_activity_at LIMIT max_rows);
END $$;

-- What one chat keeps longer than it should: up to a million messages and threads.
CREATE FUNCTION admin.chat_retention_dry_run(chat uuid, OUT row_count bigint, OUT byte_count bigint, OUT oldest timestamptz,
        OUT newest timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT f.* INTO row_count, byte_count, oldest, newest
      FROM s.chat_leftovers(chat, 1000000) l, s.chat_figures(l.messages, l.threads) f;
END $$;

-- The same, taken: at most max_rows messages and as many threads with their replies. Call again until is_done.
CREATE FUNCTION admin.chat_retention_run(chat uuid, max_rows integer DEFAULT 1000, OUT row_count bigint,
        OUT byte_count bigint, OUT oldest timestamptz, OUT newest timestamptz, OUT is_done boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    gone pg_catalog.record;
    message pg_catalog.uuid;
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 10000);
    SELECT l.messages, l.threads INTO gone FROM s.chat_leftovers(chat, max_rows) l;
    SELECT f.* INTO row_count, byte_count, oldest, newest FROM s.chat_figures(gone.messages, gone.threads) f;
    FOREACH message IN ARRAY gone.messages LOOP
        PERFORM s.erase_message(message, NULL);
    END LOOP;
    DELETE FROM tacet.message_hides h WHERE h.message_id = ANY (gone.messages);
    DELETE FROM tacet.messages m WHERE m.id = ANY (gone.messages);
    DELETE FROM tacet.replies r WHERE r.thread_id = ANY (gone.threads);
    DELETE FROM tacet.threads t WHERE t.id = ANY (gone.threads);
    DELETE FROM tacet.chat_log l WHERE l.chat_id = chat AND l.subject = ANY (gone.messages || gone.threads);
    is_done := pg_catalog.cardinality(gone.messages) < max_rows AND pg_catalog.cardinality(gone.threads) < max_rows;
    UPDATE tacet.chat_retention r SET last_cleanup = pg_catalog.now() WHERE r.chat_id = chat;
    PERFORM s.note_retention('messages', 'chat', NULL, row_count, byte_count, 1, oldest, newest, NULL, NULL);
END $$;

-- Backups: what was saved, table by table, so that a restore can be compared. The program that makes them runs
-- elsewhere.
CREATE TABLE tacet.backup_metadata (
    id uuid PRIMARY KEY,
    backup_type text NOT NULL CHECK (backup_type IN ('full', 'incremental', 'tenant', 'verify')),
    created_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'completed', 'failed')),
    incarnation uuid NOT NULL,
    schema_version integer NOT NULL,
    total_size bigint CHECK (total_size >= 0),
    file_count integer CHECK (file_count >= 0),
    encryption_info jsonb NOT NULL DEFAULT '{}'
        CHECK (jsonb_typeof(encryption_info) = 'object' AND octet_length(encryption_info::text) <= 4096),
    integrity_hash bytea CHECK (octet_length(integrity_hash) = 32),
    retention_until timestamptz,
    CHECK ((status = 'running') = (completed_at IS NULL)),
    CHECK (status <> 'completed' OR num_nulls(total_size, file_count, integrity_hash, retention_until) = 0)
);
CREATE INDEX backup_metadata_retention ON tacet.backup_metadata (retention_until);

-- Keys that are used once are never in a backup: a restored one would hand them out twice.
CREATE TABLE tacet.backup_contents (
    backup_id uuid NOT NULL REFERENCES tacet.backup_metadata (id) ON DELETE CASCADE,
    table_name text NOT NULL CHECK (table_name NOT IN ('one_time_prekeys', 'kem_prekeys', 'rate_buckets', 'used_tokens')),
    record_count bigint NOT NULL CHECK (record_count >= 0),
    data_size bigint NOT NULL CHECK (data_size >= 0),
    checksum bytea NOT NULL CHECK (octet_length(checksum) = 32),
    PRIMARY KEY (backup_id, table_name)
);
SELECT s.seal('tacet.backup_metadata'), s.seal('tacet.backup_contents');
INSERT INTO tacet.policy_defaults (key, value, lowest, highest) VALUES
    ('backups_daily', '7', 1, 366), ('backups_weekly', '4', 0, 520), ('backups_monthly', '12', 0, 120);

-- The tables whose rows belong in a backup: partitions by their parent.
CREATE FUNCTION admin.backup_tables() RETURNS TABLE (table_name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.relname::pg_catalog.text FROM pg_catalog.pg_class c
     WHERE c.relnamespace = 'tacet'::pg_catalog.regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname NOT IN ('one_time_prekeys', 'kem_prekeys', 'rate_buckets', 'used_tokens')
     ORDER BY 1
$$;

CREATE FUNCTION admin.begin_backup(backup_type text, encryption_info jsonb) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    answer CONSTANT pg_catalog.uuid := s.new_id();
BEGIN
    PERFORM s.demand(backup_type IN ('full', 'incremental', 'tenant', 'verify')
        AND pg_catalog.jsonb_typeof(encryption_info) = 'object'
        AND pg_catalog.octet_length(encryption_info::pg_catalog.text) <= 4096);
    INSERT INTO tacet.backup_metadata (id, backup_type, incarnation, schema_version, encryption_info)
    SELECT answer, begin_backup.backup_type, t.incarnation,
           (SELECT pg_catalog.max(m.version) FROM migrations.schema_migrations m), begin_backup.encryption_info
      FROM tacet.tenant t;
    PERFORM s.audit('backup', 'begun', 'backup', answer::pg_catalog.text, 'low',
        pg_catalog.jsonb_build_object('type', backup_type));
    RETURN answer;
END $$;

CREATE FUNCTION admin.note_backup_content(backup uuid, table_name text, record_count bigint, data_size bigint, checksum bytea)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(EXISTS (SELECT FROM admin.backup_tables() t WHERE t.table_name = note_backup_content.table_name)
        AND record_count >= 0 AND data_size >= 0 AND pg_catalog.octet_length(checksum) = 32);
    PERFORM FROM tacet.backup_metadata b WHERE b.id = backup AND b.status = 'running' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    INSERT INTO tacet.backup_contents (backup_id, table_name, record_count, data_size, checksum)
    VALUES (backup, note_backup_content.table_name, note_backup_content.record_count, note_backup_content.data_size,
            note_backup_content.checksum)
    ON CONFLICT ON CONSTRAINT backup_contents_pkey DO UPDATE
       SET record_count = EXCLUDED.record_count, data_size = EXCLUDED.data_size, checksum = EXCLUDED.checksum;
END $$;

-- Once. A failed one needs no figures.
CREATE FUNCTION admin.finish_backup(backup uuid, status text, total_size bigint, file_count integer, integrity_hash bytea,
        retention_until timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand((total_size >= 0) IS NOT FALSE AND (file_count >= 0) IS NOT FALSE
        AND (pg_catalog.octet_length(integrity_hash) = 32) IS NOT FALSE);
    PERFORM s.demand(status = 'failed' OR (status = 'completed' AND total_size IS NOT NULL AND file_count IS NOT NULL
        AND integrity_hash IS NOT NULL AND retention_until > pg_catalog.now()));
    UPDATE tacet.backup_metadata b
       SET status = finish_backup.status, completed_at = pg_catalog.now(), total_size = finish_backup.total_size,
           file_count = finish_backup.file_count, integrity_hash = finish_backup.integrity_hash,
           retention_until = COALESCE(finish_backup.retention_until, pg_catalog.now())
     WHERE b.id = backup AND b.status = 'running';
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.audit('backup', 'finished', 'backup', backup::pg_catalog.text,
        CASE status WHEN 'failed' THEN 'high' ELSE 'low' END, pg_catalog.jsonb_strip_nulls(
            pg_catalog.jsonb_build_object('bytes', total_size, 'hash', pg_catalog.encode(integrity_hash, 'hex'))),
        status = 'completed');
END $$;

CREATE FUNCTION admin.backups(before uuid DEFAULT NULL, max_rows integer DEFAULT 100)
    RETURNS TABLE (id uuid, backup_type text, created_at timestamptz, completed_at timestamptz, status text,
        incarnation uuid, schema_version integer, total_size bigint, file_count integer, encryption_info jsonb,
        integrity_hash bytea, retention_until timestamptz, record_count bigint, table_count bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT b.id, b.backup_type, b.created_at, b.completed_at, b.status, b.incarnation, b.schema_version, b.total_size,
           b.file_count, b.encryption_info, b.integrity_hash, b.retention_until,
           (SELECT pg_catalog.sum(c.record_count)::bigint FROM tacet.backup_contents c WHERE c.backup_id = b.id),
           (SELECT pg_catalog.count(*) FROM tacet.backup_contents c WHERE c.backup_id = b.id)
      FROM tacet.backup_metadata b WHERE before IS NULL OR b.id < before ORDER BY b.id DESC LIMIT max_rows;
END $$;

CREATE FUNCTION admin.backup_contents(backup uuid) RETURNS TABLE (table_name text, record_count bigint, data_size bigint,
        checksum bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.table_name, c.record_count, c.data_size, c.checksum FROM tacet.backup_contents c
     WHERE c.backup_id = backup ORDER BY c.table_name
$$;

-- Figures over time. Nobody's call writes here: who maintains the workspace does.
CREATE TABLE tacet.performance_metrics (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    metric_name text NOT NULL CHECK (metric_name ~ '^[a-z][a-z0-9_]{1,62}$'),
    metric_value double precision NOT NULL,
    unit text NOT NULL CHECK (unit ~ '^[a-z%/]{0,16}$'),
    category text NOT NULL CHECK (category IN ('system', 'application', 'network', 'storage', 'database')),
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object' AND octet_length(metadata::text) <= 1024)
);
CREATE INDEX performance_metrics_name ON tacet.performance_metrics (metric_name, recorded_at, id);
CREATE INDEX performance_metrics_age ON tacet.performance_metrics (recorded_at);

CREATE TABLE tacet.usage_statistics (
    day date NOT NULL,
    metric text NOT NULL CHECK (metric ~ '^[a-z][a-z0-9_]{1,62}$'),
    value bigint NOT NULL DEFAULT 0 CHECK (value >= 0),
    PRIMARY KEY (day, metric)
);
SELECT s.seal('tacet.performance_metrics'), s.seal('tacet.usage_statistics');

CREATE FUNCTION admin.record_metrics(names text[], metric_values double precision[], units text[], categories text[])
    RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    size CONSTANT integer := pg_catalog.cardinality(names);
BEGIN
    PERFORM s.demand(size BETWEEN 1 AND 512 AND pg_catalog.cardinality(metric_values) = size
        AND pg_catalog.cardinality(units) = size AND pg_catalog.cardinality(categories) = size);
    PERFORM s.demand(pg_catalog.bool_and(COALESCE(u.name ~ '^[a-z][a-z0-9_]{1,62}$' AND u.value IS NOT NULL
            AND u.value NOT IN ('NaN', 'Infinity', '-Infinity') AND u.unit ~ '^[a-z%/]{0,16}$'
            AND u.category IN ('system', 'application', 'network', 'storage', 'database'), false)))
       FROM ROWS FROM (pg_catalog.unnest(names), pg_catalog.unnest(metric_values), pg_catalog.unnest(units),
                       pg_catalog.unnest(categories)) AS u(name, value, unit, category);
    INSERT INTO tacet.performance_metrics (metric_name, metric_value, unit, category)
    SELECT u.name, u.value, u.unit, u.category
      FROM ROWS FROM (pg_catalog.unnest(names), pg_catalog.unnest(metric_values), pg_catalog.unnest(units),
                      pg_catalog.unnest(categories)) AS u(name, value, unit, category);
    RETURN size;
END $$;

-- One figure's course, oldest first; `after` is the last id of the page before.
CREATE FUNCTION admin.metrics(name text, from_time timestamptz, to_time timestamptz, after bigint DEFAULT 0,
        max_rows integer DEFAULT 500)
    RETURNS TABLE (id bigint, recorded_at timestamptz, metric_value double precision, unit text, category text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(name IS NOT NULL AND from_time <= to_time AND after >= 0 AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT m.id, m.recorded_at, m.metric_value, m.unit, m.category FROM tacet.performance_metrics m
     WHERE m.metric_name = name AND m.recorded_at >= from_time AND m.recorded_at < to_time AND m.id > after
     ORDER BY m.recorded_at, m.id LIMIT max_rows;
END $$;

-- The newest value of every figure.
CREATE FUNCTION admin.latest_metrics() RETURNS TABLE (metric_name text, recorded_at timestamptz,
        metric_value double precision, unit text, category text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT DISTINCT ON (m.metric_name) m.metric_name, m.recorded_at, m.metric_value, m.unit, m.category
      FROM tacet.performance_metrics m WHERE m.recorded_at > pg_catalog.now() - interval '7 days'
     ORDER BY m.metric_name, m.recorded_at DESC, m.id DESC
$$;

-- Counted from the tables by whoever maintains: no counter that many write to. Today and yesterday are counted, and
-- a day's figure never falls: somebody who was here yesterday may have been here today as well.
CREATE FUNCTION s.collect_usage() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    since pg_catalog.timestamptz;
BEGIN
    FOR since IN SELECT (pg_catalog.date_trunc('day', pg_catalog.now() AT TIME ZONE 'UTC') - d) AT TIME ZONE 'UTC'
                   FROM pg_catalog.unnest(ARRAY[interval '1 day', interval '0']) d LOOP
        INSERT INTO tacet.usage_statistics AS u (day, metric, value)
        SELECT (since AT TIME ZONE 'UTC')::pg_catalog.date, f.metric, f.value
          FROM (SELECT 'members' AS metric, pg_catalog.count(*) AS value FROM tacet.users x
                 WHERE x.deleted_at IS NULL AND x.created_at < since + interval '1 day'
                UNION ALL
                SELECT 'devices', pg_catalog.count(*) FROM tacet.devices x
                 WHERE x.active AND x.created_at < since + interval '1 day'
                UNION ALL
                SELECT 'devices_active', pg_catalog.count(*) FROM tacet.devices x
                 WHERE x.last_seen >= since AND x.last_seen < since + interval '1 day'
                UNION ALL
                SELECT 'members_active', pg_catalog.count(DISTINCT x.user_id) FROM tacet.devices x
                 WHERE x.last_seen >= since AND x.last_seen < since + interval '1 day'
                UNION ALL
                SELECT v.metric, v.value
                  FROM (SELECT pg_catalog.count(*) FILTER (WHERE c.chat_type = 'direct') AS direct,
                               pg_catalog.count(*) FILTER (WHERE c.chat_type <> 'direct') AS posts,
                               COALESCE(pg_catalog.sum(pg_catalog.octet_length(m.encrypted_content)), 0)::bigint AS bytes
                          FROM tacet.messages m JOIN tacet.chats c ON c.id = m.chat_id
                         WHERE m.id >= s.uuid7_floor(since) AND m.id < s.uuid7_floor(since + interval '1 day')) t,
                       LATERAL (VALUES ('messages', t.direct), ('posts', t.posts), ('message_bytes', t.bytes)) v(metric, value)
               ) f
        ON CONFLICT ON CONSTRAINT usage_statistics_pkey DO UPDATE SET value = GREATEST(u.value, EXCLUDED.value);
    END LOOP;
END $$;

CREATE FUNCTION admin.usage(from_day date, to_day date)
    RETURNS TABLE (day date, metric text, value bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.isfinite(from_day) AND pg_catalog.isfinite(to_day) AND to_day >= from_day
        AND to_day - from_day < 400);
    RETURN QUERY
    SELECT u.day, u.metric, u.value FROM tacet.usage_statistics u
     WHERE u.day BETWEEN from_day AND to_day ORDER BY u.day, u.metric;
END $$;

-- Sessions of this database as only a role with the right may see them; never what they ask.
GRANT USAGE, CREATE ON SCHEMA s TO @warden@;
SET LOCAL ROLE @warden@;
CREATE FUNCTION s.server_activity() RETURNS TABLE (pid integer, role_name name, application_name text, client inet,
        state text, wait_event_type text, wait_event text, backend_start timestamptz, xact_start timestamptz,
        query_start timestamptz, state_change timestamptz, blocked_by integer[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT a.pid, a.usename, a.application_name, a.client_addr, a.state, a.wait_event_type, a.wait_event, a.backend_start,
           a.xact_start, a.query_start, a.state_change, pg_catalog.pg_blocking_pids(a.pid)
      FROM pg_catalog.pg_stat_activity a
     WHERE a.datname = pg_catalog.current_database() AND a.backend_type = 'client backend'
$$;
CREATE FUNCTION s.server_replication() RETURNS TABLE (standby text, client inet, state text, sync_state text,
        sent_lag_bytes bigint, replay_lag_bytes bigint, write_lag interval, flush_lag interval, replay_lag interval)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT r.application_name, r.client_addr, r.state, r.sync_state,
           pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), r.sent_lsn)::bigint,
           pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), r.replay_lsn)::bigint,
           r.write_lag, r.flush_lag, r.replay_lag
      FROM pg_catalog.pg_stat_replication r
$$;
REVOKE ALL ON FUNCTION s.server_activity(), s.server_replication() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION s.server_activity(), s.server_replication() TO @owner@;
SET LOCAL ROLE @owner@;
REVOKE CREATE, USAGE ON SCHEMA s FROM @warden@;

-- Members by name; what is asked is a beginning of a name.
CREATE FUNCTION s.member_page(prefix text, after_username text, max_rows integer)
    RETURNS TABLE (id uuid, username text, display_name text, workspace_role text, status text, created_at timestamptz,
        last_seen timestamptz, deleted_at timestamptz, devices bigint, waiting bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.char_length(prefix) <= 50 AND pg_catalog.char_length(after_username) <= 50
        AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT u.id, u.username, u.display_name, u.workspace_role, u.status, u.created_at,
           GREATEST(u.last_seen, d.last_seen), u.deleted_at, d.devices, d.waiting
      FROM (SELECT x.* FROM tacet.users x
             WHERE pg_catalog.lower(x.username) COLLATE "C" >= pg_catalog.lower(prefix) COLLATE "C"
               AND pg_catalog.lower(x.username) COLLATE "C" < s.prefix_end(pg_catalog.lower(prefix)) COLLATE "C"
               AND pg_catalog.lower(x.username) COLLATE "C" > pg_catalog.lower(after_username) COLLATE "C"
             ORDER BY pg_catalog.lower(x.username) COLLATE "C" LIMIT max_rows) u,
           LATERAL (SELECT pg_catalog.max(e.last_seen) AS last_seen, pg_catalog.count(*) AS devices,
                           COALESCE(pg_catalog.sum((SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.mailbox b
                               WHERE b.device_id = e.id LIMIT 10000) w)), 0)::bigint AS waiting
                      FROM tacet.devices e WHERE e.user_id = u.id AND e.active) d
     ORDER BY pg_catalog.lower(u.username) COLLATE "C";
END $$;

CREATE FUNCTION admin.members(prefix text DEFAULT '', after_username text DEFAULT '', max_rows integer DEFAULT 100)
    RETURNS TABLE (id uuid, username text, display_name text, workspace_role text, status text, created_at timestamptz,
        last_seen timestamptz, deleted_at timestamptz, devices bigint, waiting bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT * FROM s.member_page(prefix, after_username, max_rows)
$$;

-- Of one account, or of all; removed ones too. has_push_token says that there is one.
CREATE FUNCTION s.device_page(of_user uuid, after uuid, max_rows integer)
    RETURNS TABLE (id uuid, user_id uuid, username text, label text, active boolean, created_at timestamptz,
        last_seen timestamptz, revoked_at timestamptz, has_push_token boolean, one_time_keys bigint, waiting bigint,
        sync_status text, last_sync timestamptz, pending_outgoing integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    start CONSTANT pg_catalog.uuid := COALESCE(after, '00000000-0000-0000-0000-000000000000');
    page pg_catalog.uuid[];
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500);
    IF of_user IS NULL THEN
        page := ARRAY(SELECT x.id FROM tacet.devices x WHERE x.id > start ORDER BY x.id LIMIT max_rows);
    ELSE
        page := ARRAY(SELECT x.id FROM tacet.devices x WHERE x.user_id = of_user AND x.id > start
            ORDER BY x.id LIMIT max_rows);
    END IF;
    RETURN QUERY
    SELECT d.id, d.user_id, u.username, d.label, d.active, d.created_at, d.last_seen, d.revoked_at,
           d.push_token IS NOT NULL,
           (SELECT pg_catalog.count(*) FROM tacet.one_time_prekeys k WHERE k.device_id = d.id),
           (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.mailbox b WHERE b.device_id = d.id LIMIT 10000) w),
           m.sync_status, m.last_sync, m.pending_outgoing
      FROM pg_catalog.unnest(page) w(id)
      CROSS JOIN LATERAL (SELECT x.* FROM tacet.devices x WHERE x.id = w.id OFFSET 0) d
      CROSS JOIN LATERAL (SELECT y.username FROM tacet.users y WHERE y.id = d.user_id OFFSET 0) u
      LEFT JOIN tacet.sync_metadata m ON m.device_id = d.id
     ORDER BY d.id;
END $$;

CREATE FUNCTION admin.devices(of_user uuid DEFAULT NULL, after uuid DEFAULT NULL, max_rows integer DEFAULT 100)
    RETURNS TABLE (id uuid, user_id uuid, username text, label text, active boolean, created_at timestamptz,
        last_seen timestamptz, revoked_at timestamptz, has_push_token boolean, one_time_keys bigint, waiting bigint,
        sync_status text, last_sync timestamptz, pending_outgoing integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT * FROM s.device_page(of_user, after, max_rows)
$$;

-- Takes a device's login away and ends its connections. Its account's other devices see to the manifest.
CREATE FUNCTION admin.end_device(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    gone CONSTANT pg_catalog.name := (SELECT d.db_role FROM tacet.devices d WHERE d.id = device);
BEGIN
    IF gone IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.revoke_device(device);
    PERFORM s.end_connections(gone);
END $$;

CREATE FUNCTION admin.sessions(after integer DEFAULT 0, max_rows integer DEFAULT 100)
    RETURNS TABLE (pid integer, role_name name, device_id uuid, username text, application_name text, client inet,
        state text, wait_event text, backend_start timestamptz, xact_start timestamptz, query_start timestamptz,
        blocked_by integer[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(after >= 0 AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT a.pid, a.role_name, d.id, u.username, a.application_name, a.client, a.state, a.wait_event, a.backend_start,
           a.xact_start, a.query_start, a.blocked_by
      FROM (SELECT x.* FROM s.server_activity() x WHERE x.pid > after ORDER BY x.pid LIMIT max_rows) a
      LEFT JOIN tacet.devices d ON d.db_role = a.role_name
      LEFT JOIN tacet.users u ON u.id = d.user_id
     ORDER BY a.pid;
END $$;

-- Who waits for whom.
CREATE FUNCTION admin.locks() RETURNS TABLE (pid integer, role_name name, waits_since timestamptz, lock_type text, mode text,
        relation text, blocked_by integer[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT a.pid, a.role_name, l.waitstart, l.locktype, l.mode, l.relation::pg_catalog.regclass::pg_catalog.text, a.blocked_by
      FROM s.server_activity() a JOIN pg_catalog.pg_locks l ON l.pid = a.pid AND NOT l.granted
     ORDER BY l.waitstart LIMIT 500
$$;

CREATE FUNCTION admin.pool() RETURNS TABLE (kind text, connections bigint, active bigint, idle bigint,
        idle_in_transaction bigint, oldest_transaction interval)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT k.kind, pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE a.state = 'active'),
           pg_catalog.count(*) FILTER (WHERE a.state = 'idle'),
           pg_catalog.count(*) FILTER (WHERE a.state LIKE 'idle in transaction%'),
           pg_catalog.now() - pg_catalog.min(a.xact_start)
      FROM s.server_activity() a,
           LATERAL (SELECT CASE WHEN a.role_name ~ '^d_[0-9a-f]{32}$' THEN 'device' ELSE a.role_name END AS kind) k
     GROUP BY k.kind ORDER BY k.kind
$$;

CREATE FUNCTION admin.replication() RETURNS TABLE (standby text, client inet, state text, sync_state text,
        sent_lag_bytes bigint, replay_lag_bytes bigint, write_lag interval, flush_lag interval, replay_lag interval)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT * FROM s.server_replication() LIMIT 100
$$;

-- Partitions are summed up under their table. Row counts are estimates.
CREATE FUNCTION admin.table_sizes() RETURNS TABLE (table_name text, partitions bigint, rows_estimate bigint, dead_rows bigint,
        total_bytes bigint, index_bytes bigint, last_vacuum timestamptz, last_analyze timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT t.table_name, pg_catalog.count(*) FILTER (WHERE t.is_partition), pg_catalog.sum(t.rows)::bigint,
           pg_catalog.sum(t.dead)::bigint, pg_catalog.sum(t.total)::bigint, pg_catalog.sum(t.indexes)::bigint,
           pg_catalog.max(t.vacuumed), pg_catalog.max(t.analysed)
      FROM (SELECT COALESCE(i.inhparent, c.oid)::pg_catalog.regclass::pg_catalog.text AS table_name,
                   i.inhrelid IS NOT NULL AS is_partition, GREATEST(c.reltuples, 0) AS rows,
                   COALESCE(st.n_dead_tup, 0) AS dead, pg_catalog.pg_total_relation_size(c.oid) AS total,
                   pg_catalog.pg_indexes_size(c.oid) AS indexes,
                   GREATEST(st.last_vacuum, st.last_autovacuum) AS vacuumed,
                   GREATEST(st.last_analyze, st.last_autoanalyze) AS analysed
              FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
              LEFT JOIN pg_catalog.pg_stat_all_tables st ON st.relid = c.oid
             WHERE c.relnamespace = 'tacet'::pg_catalog.regnamespace AND c.relkind = 'r') t
     GROUP BY t.table_name ORDER BY 5 DESC, 1
$$;

CREATE FUNCTION admin.partitions(after text DEFAULT '', max_rows integer DEFAULT 100)
    RETURNS TABLE (partition_name text, table_name text, bounds text, rows_estimate bigint, total_bytes bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT c.relname::pg_catalog.text, p.relname::pg_catalog.text, pg_catalog.pg_get_expr(c.relpartbound, c.oid),
           GREATEST(c.reltuples, 0)::bigint, pg_catalog.pg_total_relation_size(c.oid)
      FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relkind = 'r'
      JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
     WHERE c.relnamespace = 'tacet'::pg_catalog.regnamespace AND c.relname > after
     ORDER BY c.relname LIMIT max_rows;
END $$;

CREATE FUNCTION admin.index_usage(after text DEFAULT '', max_rows integer DEFAULT 100)
    RETURNS TABLE (index_name text, table_name text, scans bigint, rows_read bigint, rows_fetched bigint, bytes bigint,
        is_valid boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT x.indexrelname::pg_catalog.text, x.relname::pg_catalog.text, x.idx_scan, x.idx_tup_read, x.idx_tup_fetch,
           pg_catalog.pg_relation_size(x.indexrelid), i.indisvalid
      FROM pg_catalog.pg_stat_all_indexes x JOIN pg_catalog.pg_index i ON i.indexrelid = x.indexrelid
     WHERE x.schemaname = 'tacet' AND x.indexrelname > after ORDER BY x.indexrelname LIMIT max_rows;
END $$;

-- What tacetctl has to do at top level: tables with dead rows, statistics that are old, indexes that were left half
-- made or have grown far beyond what is in them.
CREATE FUNCTION admin.maintenance_due() RETURNS TABLE (action text, object text, reason text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT 'vacuum', t.relname::pg_catalog.text, t.n_dead_tup || ' dead rows' FROM pg_catalog.pg_stat_all_tables t
     WHERE t.schemaname = 'tacet' AND t.n_dead_tup > 1000 AND t.n_dead_tup > t.n_live_tup / 5 ORDER BY t.relname;
    RETURN QUERY
    SELECT 'analyze', t.relname::pg_catalog.text, t.n_mod_since_analyze || ' changed rows'
      FROM pg_catalog.pg_stat_all_tables t JOIN pg_catalog.pg_class c ON c.oid = t.relid
     WHERE t.schemaname = 'tacet' AND NOT (t.n_dead_tup > 1000 AND t.n_dead_tup > t.n_live_tup / 5)
       AND CASE c.relkind WHEN 'p' THEN COALESCE(t.last_analyze < pg_catalog.now() - interval '7 days', true)
           ELSE t.n_mod_since_analyze > 1000 AND t.n_mod_since_analyze > t.n_live_tup / 10 END
     ORDER BY t.relname;
    RETURN QUERY
    SELECT CASE WHEN x.indexrelname ~ '_cc(new|old)[0-9]*$' THEN 'drop_index' ELSE 'reindex' END,
           x.indexrelname::pg_catalog.text, 'not valid'
      FROM pg_catalog.pg_stat_all_indexes x JOIN pg_catalog.pg_index i ON i.indexrelid = x.indexrelid
     WHERE x.schemaname = 'tacet' AND NOT i.indisvalid ORDER BY x.indexrelname;
    -- A B-tree over n rows of w bytes takes about n * (w + 24) / 0.7.
    RETURN QUERY
    SELECT 'reindex', w.name, w.bytes || ' bytes for about ' || w.expected::bigint
      FROM (SELECT x.indexrelname::pg_catalog.text AS name, pg_catalog.pg_relation_size(x.indexrelid) AS bytes,
                   c.reltuples * (24 + (SELECT pg_catalog.sum(COALESCE(v.avg_width, 16)) FROM pg_catalog.pg_attribute a
                       LEFT JOIN pg_catalog.pg_stats v ON v.schemaname = 'tacet' AND v.tablename = x.relname
                        AND v.attname = a.attname
                       WHERE a.attrelid = x.indexrelid)) / 0.7 AS expected
              FROM pg_catalog.pg_stat_all_indexes x
              JOIN pg_catalog.pg_index i ON i.indexrelid = x.indexrelid AND i.indisvalid AND i.indpred IS NULL
              JOIN pg_catalog.pg_class c ON c.oid = x.relid AND c.reltuples >= 0
              JOIN pg_catalog.pg_class n ON n.oid = x.indexrelid
              JOIN pg_catalog.pg_am m ON m.oid = n.relam AND m.amname = 'btree'
             WHERE x.schemaname = 'tacet') w
     WHERE w.bytes > 4194304 AND w.bytes > 4 * w.expected ORDER BY w.name;
    RETURN QUERY
    SELECT 'validate', c.conname::pg_catalog.text, c.conrelid::pg_catalog.regclass::pg_catalog.text
      FROM pg_catalog.pg_constraint c
     WHERE c.connamespace = 'tacet'::pg_catalog.regnamespace AND NOT c.convalidated ORDER BY c.conname;
END $$;

-- Every named bucket and what holds for it; to be tuned by admin.set_policy().
CREATE FUNCTION admin.rate_limits() RETURNS TABLE (kind text, burst double precision, per_second double precision,
        standard_burst double precision, standard_per_second double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT k.kind, s.policy_number(k.kind || '_burst'), s.policy_number(k.kind || '_per_second'),
           b.value::double precision, p.value::double precision
      FROM tacet.policy_defaults b, LATERAL (SELECT pg_catalog.regexp_replace(b.key, '_burst$', '') AS kind) k
      JOIN tacet.policy_defaults p ON p.key = k.kind || '_per_second'
     WHERE b.key LIKE '%\_burst' ORDER BY 1
$$;

-- Devices whose bucket does not hold one more call at the moment.
CREATE FUNCTION admin.throttled(after_device uuid DEFAULT NULL, after_kind text DEFAULT '', max_rows integer DEFAULT 100)
    RETURNS TABLE (device_id uuid, kind text, user_id uuid, username text, tokens double precision, refilled_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(after_kind IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT b.device_id, b.kind, u.id, u.username, t.tokens, b.refilled_at
      FROM tacet.rate_buckets b
      JOIN admin.rate_limits() l ON l.kind = b.kind
      CROSS JOIN LATERAL (SELECT LEAST(l.burst, b.tokens + l.per_second * GREATEST(0, pg_catalog.date_part('epoch',
                pg_catalog.clock_timestamp() - b.refilled_at))) AS tokens) t
      JOIN tacet.devices d ON d.id = b.device_id
      JOIN tacet.users u ON u.id = d.user_id
     WHERE (after_device IS NULL OR (b.device_id, b.kind) > (after_device, after_kind)) AND t.tokens < 1
     ORDER BY b.device_id, b.kind LIMIT max_rows;
END $$;

-- One row that says how the workspace is. Messages are estimated from the planner's figures, what waits is counted
-- up to 100,000.
CREATE FUNCTION admin.health(OUT database_bytes bigint, OUT members bigint, OUT devices bigint, OUT messages_estimate bigint,
        OUT waiting bigint, OUT sync_errors bigint, OUT open_security_events bigint, OUT audit_unsealed bigint,
        OUT connections bigint, OUT max_connections integer, OUT oldest_transaction interval,
        OUT notification_queue double precision, OUT in_recovery boolean, OUT partitions_ready boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    database_bytes := pg_catalog.pg_database_size(pg_catalog.current_database());
    members := (SELECT pg_catalog.count(*) FROM tacet.users u WHERE u.deleted_at IS NULL);
    devices := (SELECT pg_catalog.count(*) FROM tacet.devices d WHERE d.active);
    messages_estimate := (SELECT COALESCE(pg_catalog.sum(GREATEST(c.reltuples, 0)), 0) FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'tacet.messages'::pg_catalog.regclass);
    waiting := (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.mailbox LIMIT 100000) w);
    sync_errors := (SELECT pg_catalog.count(*) FROM tacet.sync_metadata m WHERE m.sync_status = 'error');
    open_security_events := (SELECT pg_catalog.count(*) FROM tacet.security_events e WHERE e.resolved_at IS NULL);
    audit_unsealed := (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.audit_inbox LIMIT 100000) w);
    SELECT pg_catalog.count(*), pg_catalog.now() - pg_catalog.min(a.xact_start) INTO connections, oldest_transaction
      FROM s.server_activity() a;
    max_connections := pg_catalog.current_setting('max_connections');
    notification_queue := pg_catalog.pg_notification_queue_usage();
    in_recovery := pg_catalog.pg_is_in_recovery();
    partitions_ready := s.partitions_are_ready();
END $$;

CREATE FUNCTION s.collect_metrics() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    INSERT INTO tacet.performance_metrics (metric_name, metric_value, unit, category)
    SELECT v.name, v.value, v.unit, v.category
      FROM admin.health() h,
           LATERAL (VALUES ('database_size', h.database_bytes::double precision, 'bytes', 'storage'),
               ('mailbox_rows', h.waiting, 'rows', 'application'), ('sync_errors', h.sync_errors, 'rows', 'application'),
               ('connections', h.connections, '', 'database'),
               ('oldest_transaction', COALESCE(pg_catalog.date_part('epoch', h.oldest_transaction), 0), 's', 'database'),
               ('notification_queue', h.notification_queue * 100, '%', 'database'),
               ('audit_unsealed', h.audit_unsealed, 'rows', 'database')) v(name, value, unit, category)
$$;
INSERT INTO tacet.hooks (event, function_name, position) VALUES
    ('maintain', 'collect_usage', 910), ('maintain', 'collect_metrics', 920);

-- For the console of the workspace's owner and admins, who are devices like all others: no secret of an operator lies
-- on a desktop, identity is the login as everywhere, and a bucket bounds what it may ask.
INSERT INTO tacet.policy_defaults (key, value) VALUES ('admin_burst', '200'), ('admin_per_second', '2');
CREATE FUNCTION s.demand_admin() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    IF NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = me.account AND u.workspace_role IN ('owner', 'admin')
                      AND u.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.take(me.device, 'admin', 1);
END $$;

CREATE FUNCTION api.admin_members(prefix text, after_username text, max_rows integer)
    RETURNS TABLE (id uuid, username text, display_name text, workspace_role text, status text, created_at timestamptz,
        last_seen timestamptz, deleted_at timestamptz, devices bigint, waiting bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    RETURN QUERY SELECT * FROM s.member_page(prefix, after_username, max_rows);
END $$;

CREATE FUNCTION api.admin_devices(of_user uuid, after uuid, max_rows integer)
    RETURNS TABLE (id uuid, user_id uuid, username text, label text, active boolean, created_at timestamptz,
        last_seen timestamptz, revoked_at timestamptz, has_push_token boolean, one_time_keys bigint, waiting bigint,
        sync_status text, last_sync timestamptz, pending_outgoing integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    RETURN QUERY SELECT * FROM s.device_page(of_user, after, max_rows);
END $$;

CREATE FUNCTION api.admin_quotas(after_area text, after_holder uuid, max_rows integer)
    RETURNS TABLE (area text, holder uuid, used_bytes bigint, used_files integer, max_bytes bigint, max_files integer,
        member_bytes bigint, member_files integer, updated_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    RETURN QUERY SELECT * FROM admin.quotas(after_area, after_holder, max_rows);
END $$;

-- Reads what is sealed; a device does not seal, so that its open transaction holds up no chain.
CREATE FUNCTION api.admin_audit(before bigint, max_rows integer, of_type text, of_actor uuid, failures_only boolean)
    RETURNS TABLE (id bigint, category text, seq bigint, recorded_at timestamptz, event_type text, action text,
        severity text, actor_account uuid, actor_device uuid, actor_role name, resource_type text, resource_id text,
        success boolean, error_code text, details jsonb)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    RETURN QUERY SELECT * FROM s.audit_page(before, max_rows, NULL, of_type, of_actor, NULL, NULL, failures_only);
END $$;

CREATE FUNCTION api.admin_security_events(before uuid, max_rows integer, open_only boolean, lowest text)
    RETURNS TABLE (id uuid, occurred_at timestamptz, event_type text, severity text, account_id uuid, device_id uuid,
        raised_by name, details jsonb, resolved_at timestamptz, resolved_by name, resolution text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    RETURN QUERY SELECT * FROM s.security_event_page(before, max_rows, open_only, lowest);
END $$;

CREATE FUNCTION api.admin_usage(from_day date, to_day date) RETURNS TABLE (day date, metric text, value bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    RETURN QUERY SELECT * FROM admin.usage(from_day, to_day);
END $$;

CREATE FUNCTION api.admin_retention_dry_run(of_table text)
    RETURNS TABLE (table_name text, subject text, method text, partition_name text, state text, cleanup_enabled boolean,
        row_count bigint, byte_count bigint, chat_count bigint, oldest timestamptz, newest timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    RETURN QUERY SELECT * FROM admin.retention_dry_run(of_table);
END $$;
GRANT EXECUTE ON FUNCTION admin.verify_audit(text, bigint, bigint), admin.audit_head(), admin.check_audit_head(text, bigint, bytea),
    admin.audit(bigint, integer, text, text, uuid, text, text, boolean) TO @migrator@;
GRANT EXECUTE ON FUNCTION admin.raise_security_event(text, text, uuid, uuid, jsonb),
    admin.security_events(uuid, integer, boolean, text), admin.resolve_security_event(uuid, text),
    admin.grant_access(uuid, text, text, text[], timestamptz), admin.revoke_access(uuid, text, text),
    admin.grants(text, text, uuid, integer),
    admin.retention_policies(), admin.set_retention(text, text, integer, boolean, boolean),
    admin.set_chat_retention(uuid, integer), admin.chat_retention(uuid, integer), admin.retention_dry_run(text),
    admin.retention_partitions(), admin.retention_run(text, text, integer), admin.retention_runs(uuid, integer),
    admin.note_partition_dropped(text, text, bigint, bigint, bigint, timestamptz, timestamptz, text, bytea),
    admin.chat_retention_dry_run(uuid), admin.chat_retention_run(uuid, integer) TO @migrator@;
GRANT EXECUTE ON FUNCTION admin.backup_tables(), admin.begin_backup(text, jsonb),
    admin.note_backup_content(uuid, text, bigint, bigint, bytea),
    admin.finish_backup(uuid, text, bigint, integer, bytea, timestamptz), admin.backups(uuid, integer),
    admin.backup_contents(uuid), admin.record_metrics(text[], double precision[], text[], text[]),
    admin.metrics(text, timestamptz, timestamptz, bigint, integer), admin.latest_metrics(), admin.usage(date, date),
    admin.members(text, text, integer), admin.devices(uuid, uuid, integer), admin.end_device(uuid),
    admin.sessions(integer, integer), admin.locks(), admin.pool(), admin.replication(), admin.table_sizes(),
    admin.partitions(text, integer), admin.index_usage(text, integer), admin.maintenance_due(), admin.rate_limits(),
    admin.throttled(uuid, text, integer), admin.health() TO @migrator@;
GRANT EXECUTE ON FUNCTION api.admin_members(text, text, integer), api.admin_devices(uuid, uuid, integer),
    api.admin_audit(bigint, integer, text, uuid, boolean), api.admin_security_events(uuid, integer, boolean, text),
    api.admin_usage(date, date), api.admin_retention_dry_run(text), api.admin_quotas(text, uuid, integer) TO @user@;
