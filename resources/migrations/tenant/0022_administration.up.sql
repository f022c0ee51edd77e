-- The console of a workspace's owner and admins: views that they may read while they administer, and what they may do.
-- Ids, metadata and figures only: no ciphertext, no keys, no verifiers, no push tokens; not who writes to whom in
-- direct chats, nor who reads a channel.

-- In the order in which those who write take them, so that nobody waits in a circle.
LOCK TABLE tacet.devices, tacet.users, tacet.chats, tacet.chat_members IN ACCESS EXCLUSIVE MODE;

ALTER TABLE tacet.users
    ADD COLUMN suspended_at timestamptz,
    ADD COLUMN deactivated_at timestamptz;
ALTER TABLE tacet.chats
    ADD COLUMN closed_at timestamptz,
    ADD CONSTRAINT chats_closed CHECK (closed_at IS NULL OR chat_type <> 'direct');
ALTER TABLE tacet.security_events ADD COLUMN assigned_to uuid REFERENCES tacet.users (id);
-- For whom an administrator made it; the name is a wish and may have been given away meanwhile.
ALTER TABLE tacet.enrollment_tokens ADD COLUMN wished_name text
    CONSTRAINT enrollment_tokens_wished_name CHECK (wished_name ~ '^[A-Za-z0-9_]{3,50}$');

INSERT INTO tacet.policy_defaults (key, value, lowest, highest) VALUES ('admin_idle_seconds', '900', 60, 3600);
INSERT INTO tacet.audit_event_types (event_type, category) VALUES
    ('administration', 'administration'), ('person', 'administration');

-- Of a device that administers, or did until it was idle for too long.
CREATE TABLE tacet.administrations (
    device_id uuid PRIMARY KEY REFERENCES tacet.devices (id) ON DELETE CASCADE,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT s.seal('tacet.administrations');

-- Who belongs to the console -----------------------------------------------------------------------------------------

-- @console@ may read the console's views. @suspended@ may nothing: a login in it is shut out and comes back, while one
-- that is in no group at all is a removed device's, which the warden ends for good.
GRANT USAGE, CREATE ON SCHEMA s TO @enroller@;
SET LOCAL ROLE @enroller@;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = pg_catalog.btrim('@console@', '"')) THEN
        CREATE ROLE @console@ NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = pg_catalog.btrim('@suspended@', '"')) THEN
        CREATE ROLE @suspended@ NOLOGIN;
    END IF;
END $$;

-- Puts a login into these groups and no others; NULL leaves as it is. Does nothing where nothing differs, because who
-- changes a group's members keeps others from it until the end, nor for a login that is not there: a database that
-- was restored on another cluster has none.
CREATE FUNCTION s.set_login_groups(role_name text, is_user boolean, is_console boolean, is_suspended boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    place pg_catalog.record;
BEGIN
    IF role_name !~ '^d_[0-9a-f]{32}$' OR role_name IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    FOR place IN
        SELECT g.name, g.wanted
          FROM pg_catalog.pg_roles d,
               (VALUES (pg_catalog.btrim('@suspended@', '"'), is_suspended), (pg_catalog.btrim('@user@', '"'), is_user),
                       (pg_catalog.btrim('@console@', '"'), is_console)) g(name, wanted)
         WHERE d.rolname = role_name AND g.wanted IS NOT NULL
           AND g.wanted <> EXISTS (SELECT FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.roleid
                                    WHERE m.member = d.oid AND r.rolname = g.name)
         ORDER BY g.wanted DESC
    LOOP
        IF place.wanted THEN
            EXECUTE pg_catalog.format('GRANT %I TO %I WITH INHERIT TRUE, SET FALSE', place.name, role_name);
        ELSE
            EXECUTE pg_catalog.format('REVOKE %I FROM %I', place.name, role_name);
        END IF;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION s.set_login_groups(text, boolean, boolean, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION s.set_login_groups(text, boolean, boolean, boolean) TO @owner@;
SET LOCAL ROLE @owner@;
REVOKE CREATE, USAGE ON SCHEMA s FROM @enroller@;

-- Whoever calls holds the lock on the account's row: a role and a device that change at once would miss each other.
CREATE FUNCTION s.settle_login(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    SELECT d.db_role, d.active, u.suspended_at IS NOT NULL AS is_suspended,
           u.workspace_role IN ('owner', 'admin') AND u.deleted_at IS NULL AND u.suspended_at IS NULL AS administers
      INTO known FROM tacet.devices d JOIN tacet.users u ON u.id = d.user_id WHERE d.id = device;
    IF known.active THEN
        PERFORM s.set_login_groups(known.db_role::pg_catalog.text, NOT known.is_suspended, known.administers,
            known.is_suspended);
    ELSE
        PERFORM s.set_login_groups(known.db_role::pg_catalog.text, NULL, false, false);
    END IF;
    IF NOT (known.active AND known.administers) THEN
        DELETE FROM tacet.administrations a WHERE a.device_id = device;
    END IF;
END $$;

CREATE FUNCTION s.settle_device() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM tacet.users u WHERE u.id = NEW.user_id
                                      AND (u.workspace_role IN ('owner', 'admin') OR u.suspended_at IS NOT NULL)) THEN
        PERFORM s.settle_login(NEW.id);
    END IF;
    RETURN NULL;
END $$;
-- Deferred: the login is made after the row.
CREATE CONSTRAINT TRIGGER devices_settle_new AFTER INSERT ON tacet.devices DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION s.settle_device();
CREATE TRIGGER devices_settle AFTER UPDATE OF active ON tacet.devices
    FOR EACH ROW WHEN (NEW.active <> OLD.active) EXECUTE FUNCTION s.settle_device();

CREATE FUNCTION s.settle_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.settle_login(d.id) FROM tacet.devices d WHERE d.user_id = NEW.id AND d.active;
    RETURN NULL;
END $$;
CREATE TRIGGER users_settle AFTER UPDATE OF workspace_role, suspended_at, deleted_at ON tacet.users FOR EACH ROW
    WHEN (NEW.workspace_role <> OLD.workspace_role OR (NEW.suspended_at IS NULL) <> (OLD.suspended_at IS NULL)
          OR (NEW.deleted_at IS NULL) <> (OLD.deleted_at IS NULL))
    EXECUTE FUNCTION s.settle_account();

-- Who is suspended or deactivated links no device, with a password or with a token.
CREATE OR REPLACE FUNCTION s.sign_in_caller(OUT account uuid, OUT device uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    SELECT l.user_id INTO account FROM tacet.account_logins l JOIN tacet.users u ON u.id = l.user_id
     WHERE l.login_role = SESSION_USER AND l.has_password AND u.deleted_at IS NULL AND u.suspended_at IS NULL
       AND u.deactivated_at IS NULL;
    IF account IS NULL THEN
        known := s.caller();
        account := known.account;
        device := known.device;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION s.enrol_account(token tacet.enrollment_tokens, user_id uuid, username text, display_name text,
                                           master_pubkey bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF token.kind IN ('owner', 'account') THEN
        PERFORM s.insert_user(user_id, username, display_name, master_pubkey,
            CASE token.kind WHEN 'owner' THEN 'owner' ELSE 'member' END);
        RETURN;
    END IF;
    PERFORM FROM tacet.users u
      WHERE u.id = token.created_by AND u.id = enrol_account.user_id AND u.deleted_at IS NULL
        AND u.suspended_at IS NULL AND u.deactivated_at IS NULL
        AND pg_catalog.lower(u.username) = pg_catalog.lower(enrol_account.username)
        AND u.master_pubkey = enrol_account.master_pubkey
        FOR NO KEY UPDATE;
    IF NOT FOUND OR token.kind <> 'device' THEN
        PERFORM s.refuse('SR005');
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.devices d WHERE d.user_id = enrol_account.user_id AND d.active)
       >= s.policy_number('devices_per_account') THEN
        PERFORM s.refuse('SR009');
    END IF;
END $$;

-- As before, with the account's row locked first.
CREATE OR REPLACE FUNCTION admin.end_device(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    gone pg_catalog.record;
BEGIN
    SELECT d.db_role, d.user_id INTO gone FROM tacet.devices d WHERE d.id = device;
    IF gone.db_role IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM FROM tacet.users u WHERE u.id = gone.user_id FOR NO KEY UPDATE;
    PERFORM s.revoke_device(device);
    PERFORM s.end_connections(gone.db_role::pg_catalog.text);
END $$;

-- As before, and in a chat that the administration has closed nobody posts or uploads.
CREATE OR REPLACE FUNCTION s.participation(account uuid, chat uuid, OUT chat_type text, OUT built_in_role text,
                                OUT permissions jsonb, OUT is_muted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT c.chat_type, r.built_in,
           CASE WHEN c.chat_type = 'direct' THEN '["send_messages", "pin_messages", "upload_media"]'::pg_catalog.jsonb
                WHEN c.closed_at IS NOT NULL
                THEN r.permissions OPERATOR(pg_catalog.-) ARRAY['send_messages', 'post_threads', 'upload_media']
                ELSE r.permissions END,
           COALESCE(m.muted_until > pg_catalog.now(), false)
      INTO chat_type, built_in_role, permissions, is_muted
      FROM tacet.chats c
      LEFT JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL
      LEFT JOIN tacet.chat_roles r ON r.chat_id = c.id AND r.id = m.role_id
     WHERE c.id = chat AND c.deleted_at IS NULL
       AND (c.user_a = account OR c.user_b = account OR m.user_id IS NOT NULL);
    IF chat_type IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Limits and retention are noted with what held before.
CREATE OR REPLACE FUNCTION s.audit_quota() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' OR ROW(NEW.max_bytes, NEW.max_media_count, NEW.member_percent)
       IS DISTINCT FROM ROW(OLD.max_bytes, OLD.max_media_count, OLD.member_percent) THEN
        PERFORM s.audit('quota', 'changed', NEW.area, NEW.holder_id::pg_catalog.text, 'medium',
            pg_catalog.jsonb_build_object('max_bytes', NEW.max_bytes, 'max_files', NEW.max_media_count,
                'member_percent', NEW.member_percent, 'before', CASE WHEN TG_OP = 'UPDATE' THEN
                    pg_catalog.jsonb_build_object('max_bytes', OLD.max_bytes, 'max_files', OLD.max_media_count,
                        'member_percent', OLD.member_percent) END));
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION s.audit_retention_policy() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.audit('policy', 'retention_changed', 'table', NEW.table_name, 'high',
        pg_catalog.jsonb_build_object('subject', NEW.subject, 'days', NEW.retention_days, 'archive', NEW.archive,
            'enabled', NEW.cleanup_enabled, 'before', CASE WHEN TG_OP = 'UPDATE' THEN
                pg_catalog.jsonb_build_object('days', OLD.retention_days, 'archive', OLD.archive,
                    'enabled', OLD.cleanup_enabled) END));
    RETURN NULL;
END $$;

-- As before, with the table's name as a name and not as a pattern.
CREATE OR REPLACE FUNCTION admin.note_partition_dropped(of_table text, of_partition text, rows_gone bigint, bytes_gone bigint,
        chats_gone bigint, oldest_gone timestamptz, newest_gone timestamptz, file text, file_sha256 bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(EXISTS (SELECT FROM tacet.partitioned_tables t WHERE t.name = of_table)
        AND pg_catalog.starts_with(of_partition, of_table || '_')
        AND pg_catalog.substr(of_partition, pg_catalog.length(of_table) + 2) ~ '^2[0-9]{3}_(0[1-9]|1[0-2])$'
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

-- Administration begins and ends -------------------------------------------------------------------------------------

CREATE FUNCTION s.is_administrator(account uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM tacet.users u WHERE u.id = account AND u.workspace_role IN ('owner', 'admin')
                      AND u.deleted_at IS NULL AND u.suspended_at IS NULL);
END $$;

-- How long after its last use administration goes on.
CREATE FUNCTION s.admin_idle_time() RETURNS interval
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN pg_catalog.make_interval(secs => s.policy_number('admin_idle_seconds'));
END $$;

-- SR014: not (any more) an administrator; SR013: administration has not been begun, or was idle for too long. Looks and
-- locks nothing: that row comes last in the order of locks, and what is done needs buckets and accounts first.
CREATE FUNCTION s.demand_administration(device uuid, account uuid) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NOT s.is_administrator(account) THEN
        PERFORM s.refuse('SR014');
    END IF;
    IF NOT EXISTS (SELECT FROM tacet.administrations a WHERE a.device_id = device
                      AND a.used_at > pg_catalog.clock_timestamp() - s.admin_idle_time()) THEN
        PERFORM s.refuse('SR013');
    END IF;
END $$;

CREATE OR REPLACE FUNCTION s.demand_admin() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_administration(me.device, me.account);
    PERFORM s.take(me.device, 'admin', 1);
END $$;

-- Answers after how many seconds without use it ends.
CREATE FUNCTION api.begin_administration() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    IF NOT s.is_administrator(me.account) THEN
        PERFORM s.refuse('SR014');
    END IF;
    PERFORM s.take(me.device, 'admin', 1);
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    IF NOT s.is_administrator(me.account) THEN
        PERFORM s.refuse('SR014');
    END IF;
    -- A device that enrolled without its deferred trigger, or before this migration.
    PERFORM s.settle_login(me.device);
    INSERT INTO tacet.administrations (device_id) VALUES (me.device)
    ON CONFLICT ON CONSTRAINT administrations_pkey
        DO UPDATE SET began_at = EXCLUDED.began_at, used_at = EXCLUDED.used_at;
    PERFORM s.audit('administration', 'begun', 'device', me.device::pg_catalog.text);
    RETURN s.policy_number('admin_idle_seconds');
END $$;

-- Somebody sits there: the client says so when the person does something, and after every action.
CREATE FUNCTION api.touch_administration() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_administration(me.device, me.account);
    UPDATE tacet.administrations a SET used_at = pg_catalog.clock_timestamp()
     WHERE a.device_id = me.device AND a.used_at > pg_catalog.clock_timestamp() - s.admin_idle_time();
    IF NOT FOUND THEN
        PERFORM s.refuse('SR013');
    END IF;
END $$;

CREATE FUNCTION api.end_administration() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    DELETE FROM tacet.administrations a WHERE a.device_id = me.device;
    IF FOUND THEN
        PERFORM s.audit('administration', 'ended', 'device', me.device::pg_catalog.text);
    END IF;
END $$;

-- Why a page is empty: 'begun', 'idle' (it was, and nobody used it), 'closed', 'none' (no administrator).
CREATE FUNCTION api.administration(OUT state text, OUT seconds_left integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    until pg_catalog.timestamptz;
BEGIN
    SELECT a.used_at + s.admin_idle_time() INTO until FROM tacet.administrations a WHERE a.device_id = me.device;
    seconds_left := GREATEST(0, pg_catalog.ceil(pg_catalog.date_part('epoch', until - pg_catalog.clock_timestamp())));
    seconds_left := COALESCE(seconds_left, 0);
    state := CASE WHEN NOT s.is_administrator(me.account) THEN 'none' WHEN until IS NULL THEN 'closed'
                  WHEN seconds_left = 0 THEN 'idle' ELSE 'begun' END;
END $$;

-- Making and unmaking others, and handing over, is administration now. Stepping down is not.
CREATE OR REPLACE FUNCTION api.set_workspace_role(user_id uuid, role text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    my_role pg_catalog.text;
    role_now pg_catalog.text;
BEGIN
    PERFORM s.demand(user_id IS NOT NULL AND role IN ('member', 'admin'));
    PERFORM s.take(me.device, 'profile', 1);
    PERFORM FROM tacet.users u WHERE u.id IN (me.account, set_workspace_role.user_id) ORDER BY u.id FOR NO KEY UPDATE;
    SELECT u.workspace_role INTO my_role FROM tacet.users u WHERE u.id = me.account;
    SELECT u.workspace_role INTO role_now FROM tacet.users u
     WHERE u.id = set_workspace_role.user_id AND u.deleted_at IS NULL;
    IF my_role NOT IN ('owner', 'admin') OR role_now IS NULL OR role_now = 'owner'
       OR (role_now = 'admin' AND role = 'member' AND my_role <> 'owner' AND me.account <> set_workspace_role.user_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF me.account <> set_workspace_role.user_id THEN
        PERFORM s.demand_administration(me.device, me.account);
    END IF;
    UPDATE tacet.users u SET workspace_role = role
     WHERE u.id = set_workspace_role.user_id AND u.workspace_role <> role;
END $$;

CREATE OR REPLACE FUNCTION api.transfer_ownership(user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand_other(me.account, user_id);
    PERFORM s.take(me.device, 'profile', 1);
    PERFORM FROM tacet.users u WHERE u.id IN (me.account, transfer_ownership.user_id) ORDER BY u.id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = me.account AND u.workspace_role = 'owner') THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_administration(me.device, me.account);
    PERFORM s.make_owner(user_id);
END $$;

-- People -------------------------------------------------------------------------------------------------------------

-- Locks the administrator and the other, and answers the other's role. Nobody acts on himself or on the owner, and on
-- admins the owner alone: one answer (SR001) for that and for nobody.
CREATE FUNCTION s.demand_power_over(person uuid, OUT role text, OUT suspended_at timestamptz, OUT deactivated_at timestamptz,
                                    OUT deleted_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(person IS NOT NULL);
    PERFORM FROM tacet.users u WHERE u.id IN (me.account, person) ORDER BY u.id FOR NO KEY UPDATE;
    SELECT u.workspace_role, u.suspended_at, u.deactivated_at, u.deleted_at
      INTO role, suspended_at, deactivated_at, deleted_at FROM tacet.users u WHERE u.id = person;
    IF role IS NULL OR person = me.account OR role = 'owner'
       OR (role = 'admin' AND NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = me.account
                                             AND u.workspace_role = 'owner')) THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Connections of all devices and of the account's own login.
CREATE FUNCTION s.shut_out(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.end_connections_of(account);
    PERFORM s.end_account_connections(l.login_role::pg_catalog.text) FROM tacet.account_logins l WHERE l.user_id = account;
END $$;

-- What a deed would touch, counted before it is done. Messages that wait are counted to 100,000.
CREATE FUNCTION api.admin_person_effect(person uuid, OUT devices bigint, OUT groups bigint, OUT owned_groups bigint,
        OUT waiting bigint, OUT files bigint, OUT bytes bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    IF NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = person AND u.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    devices := (SELECT pg_catalog.count(*) FROM tacet.devices d WHERE d.user_id = person AND d.active);
    groups := (SELECT pg_catalog.count(*) FROM tacet.chat_members m WHERE m.user_id = person AND m.left_at IS NULL);
    owned_groups := (SELECT pg_catalog.count(*) FROM tacet.chats c WHERE c.owner_id = person AND c.deleted_at IS NULL);
    waiting := (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.devices d JOIN tacet.mailbox b ON b.device_id = d.id
        WHERE d.user_id = person AND d.active LIMIT 100000) w);
    SELECT pg_catalog.count(*), COALESCE(pg_catalog.sum(m.charged_bytes), 0) INTO files, bytes
      FROM tacet.media m WHERE m.author_id = person;
END $$;

-- Shut out until resumed; whatever waits goes on waiting. Called again after the commit it ends what connected meanwhile.
CREATE FUNCTION api.admin_suspend_person(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    PERFORM s.demand_admin();
    known := s.demand_power_over(person);
    IF known.deleted_at IS NOT NULL OR known.deactivated_at IS NOT NULL THEN
        PERFORM s.refuse('SR006');
    END IF;
    IF known.suspended_at IS NULL THEN
        UPDATE tacet.users u SET suspended_at = pg_catalog.now(), status = 'offline' WHERE u.id = person;
        PERFORM s.audit('person', 'suspended', 'account', person::pg_catalog.text, 'high',
            pg_catalog.jsonb_build_object('before', 'active', 'after', 'suspended'));
    END IF;
    PERFORM s.shut_out(person);
END $$;

CREATE FUNCTION api.admin_resume_person(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    IF (s.demand_power_over(person)).suspended_at IS NOT NULL THEN
        UPDATE tacet.users u SET suspended_at = NULL WHERE u.id = person;
        PERFORM s.audit('person', 'resumed', 'account', person::pg_catalog.text, 'high',
            pg_catalog.jsonb_build_object('before', 'suspended', 'after', 'active'));
    END IF;
END $$;

-- All devices go, with what waits for them; name, memberships and what was written stay.
CREATE FUNCTION api.admin_deactivate_person(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    PERFORM s.demand_admin();
    known := s.demand_power_over(person);
    IF known.deleted_at IS NOT NULL THEN
        PERFORM s.refuse('SR006');
    END IF;
    IF known.deactivated_at IS NULL THEN
        PERFORM s.revoke_device(d.id) FROM (SELECT x.id FROM tacet.devices x WHERE x.user_id = person AND x.active
                                             ORDER BY x.id) d;
        UPDATE tacet.users u SET deactivated_at = pg_catalog.now(), suspended_at = NULL, status = 'offline'
         WHERE u.id = person;
        UPDATE tacet.enrollment_tokens t SET dismissed_at = pg_catalog.now()
         WHERE t.created_by = person AND t.used_at IS NULL AND t.dismissed_at IS NULL;
        PERFORM s.audit('person', 'deactivated', 'account', person::pg_catalog.text, 'high',
            pg_catalog.jsonb_build_object('before', CASE WHEN known.suspended_at IS NULL THEN 'active' ELSE 'suspended' END,
                'after', 'deactivated'));
    END IF;
    PERFORM s.shut_out(person);
END $$;

-- Devices do not come back: the person links one, with the password, the second factor and the recovery phrase.
CREATE FUNCTION api.admin_reactivate_person(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    IF (s.demand_power_over(person)).deactivated_at IS NOT NULL THEN
        UPDATE tacet.users u SET deactivated_at = NULL WHERE u.id = person;
        PERFORM s.audit('person', 'reactivated', 'account', person::pg_catalog.text, 'high',
            pg_catalog.jsonb_build_object('before', 'deactivated', 'after', 'active'));
    END IF;
END $$;

CREATE FUNCTION api.admin_erase_person(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    PERFORM s.demand_admin();
    known := s.demand_power_over(person);
    IF known.deleted_at IS NULL THEN
        PERFORM s.erase_user(person);
        UPDATE tacet.users u SET suspended_at = NULL, deactivated_at = NULL WHERE u.id = person;
        PERFORM s.audit('person', 'erased', 'account', person::pg_catalog.text, 'critical',
            pg_catalog.jsonb_build_object('before', CASE WHEN known.deactivated_at IS NOT NULL THEN 'deactivated'
                WHEN known.suspended_at IS NOT NULL THEN 'suspended' ELSE 'active' END, 'after', 'erased'));
    END IF;
    PERFORM s.shut_out(person);
END $$;

-- One's own other devices too, never the one that asks.
CREATE FUNCTION api.admin_end_device(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    holder CONSTANT pg_catalog.uuid := (SELECT d.user_id FROM tacet.devices d WHERE d.id = device AND d.id <> me.device);
BEGIN
    PERFORM s.demand_admin();
    IF holder IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF holder <> me.account THEN
        PERFORM s.demand_power_over(holder);
    END IF;
    PERFORM admin.end_device(device);
END $$;

-- Enrolment ----------------------------------------------------------------------------------------------------------

-- Links for many at once; '' wishes for no name. A row that cannot be made says why and does not keep the others from it.
CREATE FUNCTION api.admin_create_tokens(token_hashes bytea[], wished_names text[], lifetime_seconds bigint)
    RETURNS TABLE (token_hash bytea, state text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    row_wanted pg_catalog.record;
BEGIN
    PERFORM s.demand_admin();
    PERFORM s.demand(pg_catalog.cardinality(token_hashes) BETWEEN 1 AND 500 AND pg_catalog.array_ndims(token_hashes) = 1
        AND pg_catalog.cardinality(wished_names) = pg_catalog.cardinality(token_hashes)
        AND pg_catalog.array_ndims(wished_names) = 1 AND lifetime_seconds BETWEEN 1 AND 2592000
        AND (SELECT pg_catalog.bool_and(COALESCE(pg_catalog.octet_length(u.hash) = 32
                AND pg_catalog.char_length(u.name) <= 64, false))
               FROM ROWS FROM (pg_catalog.unnest(token_hashes), pg_catalog.unnest(wished_names)) AS u(hash, name)));
    FOR row_wanted IN SELECT u.hash, u.name FROM ROWS FROM (pg_catalog.unnest(token_hashes),
                            pg_catalog.unnest(wished_names)) AS u(hash, name) LOOP
        token_hash := row_wanted.hash;
        IF row_wanted.name <> '' AND row_wanted.name !~ '^[A-Za-z0-9_]{3,50}$' THEN
            state := 'invalid';
        ELSIF row_wanted.name <> '' AND (EXISTS (SELECT FROM tacet.users u
                 WHERE pg_catalog.lower(u.username) COLLATE "C" = pg_catalog.lower(row_wanted.name) COLLATE "C")
               OR EXISTS (SELECT FROM tacet.retired_usernames r WHERE r.name_hash = s.username_hash(row_wanted.name))) THEN
            state := 'taken';
        ELSE
            INSERT INTO tacet.enrollment_tokens AS t (token_hash, kind, created_by, expires_at, wished_name)
            VALUES (row_wanted.hash, 'account', me.account,
                    pg_catalog.now() + pg_catalog.make_interval(secs => lifetime_seconds), NULLIF(row_wanted.name, ''))
            ON CONFLICT DO NOTHING;
            state := CASE WHEN FOUND OR EXISTS (SELECT FROM tacet.enrollment_tokens t WHERE t.token_hash = row_wanted.hash
                              AND t.created_by = me.account AND t.used_at IS NULL) THEN 'created' ELSE 'conflict' END;
        END IF;
        RETURN NEXT;
    END LOOP;
END $$;

-- Named by the first 32 digits of its hash, as the console shows it.
CREATE FUNCTION api.admin_revoke_token(token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM s.demand(token ~ '^[0-9a-f]{32}$');
    UPDATE tacet.enrollment_tokens t SET dismissed_at = COALESCE(t.dismissed_at, pg_catalog.now())
     WHERE pg_catalog.left(pg_catalog.encode(t.token_hash, 'hex'), 32) = token AND t.used_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Limits, policies, retention ----------------------------------------------------------------------------------------

CREATE FUNCTION api.admin_set_quota(area text, holder uuid, max_bytes bigint, max_files integer, member_percent integer)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM admin.set_quota(area, holder, max_bytes, max_files, member_percent);
END $$;

CREATE FUNCTION api.admin_set_policy(key text, value jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM s.demand(key IS NOT NULL AND value IS NOT NULL AND pg_catalog.octet_length(value::pg_catalog.text) <= 256);
    PERFORM admin.set_policy(pg_catalog.jsonb_build_object(key, value));
END $$;

CREATE FUNCTION api.admin_reset_policy(key text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM admin.reset_policy(key);
END $$;

CREATE FUNCTION api.admin_set_retention(of_table text, of_subject text, days integer, with_archive boolean, enabled boolean)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM admin.set_retention(of_table, of_subject, days, with_archive, enabled);
END $$;

-- Events, grants, chats, the log -------------------------------------------------------------------------------------

CREATE FUNCTION api.admin_resolve_event(event uuid, resolution text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM admin.resolve_security_event(event, resolution);
END $$;

-- To an administrator; NULL: to nobody.
CREATE FUNCTION api.admin_assign_event(event uuid, person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    PERFORM s.demand_admin();
    SELECT e.id, e.assigned_to INTO known FROM tacet.security_events e
     WHERE e.id = event AND e.resolved_at IS NULL FOR NO KEY UPDATE;
    IF known.id IS NULL OR (person IS NOT NULL AND NOT s.is_administrator(person)) THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.security_events e SET assigned_to = person WHERE e.id = event;
    PERFORM s.audit('security_event', 'assigned', 'security_event', event::pg_catalog.text, 'low',
        pg_catalog.jsonb_build_object('before', known.assigned_to, 'after', person));
END $$;

CREATE FUNCTION api.admin_give_grant(person uuid, resource_type text, resource_id text, permissions text[],
        expires timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM s.demand(pg_catalog.cardinality(permissions) BETWEEN 1 AND 32);
    PERFORM admin.grant_access(person, resource_type, resource_id, permissions, expires);
END $$;

CREATE FUNCTION api.admin_take_grant(person uuid, resource_type text, resource_id text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM admin.revoke_access(person, resource_type, resource_id);
END $$;

-- Messages are counted to 100,000.
CREATE FUNCTION api.admin_chat_effect(chat uuid, OUT members bigint, OUT messages bigint, OUT files bigint, OUT bytes bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    SELECT c.member_count INTO members FROM tacet.chats c
     WHERE c.id = chat AND c.chat_type <> 'direct' AND c.deleted_at IS NULL;
    IF members IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    messages := (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.messages m WHERE m.chat_id = chat LIMIT 100000) x);
    SELECT q.media_count, q.total_bytes INTO files, bytes FROM tacet.group_quotas q
     WHERE q.area = 'chat' AND q.holder_id = chat;
    files := COALESCE(files, 0);
    bytes := COALESCE(bytes, 0);
END $$;

-- A right of the database and no signed operation: nobody posts there any more until it is opened again.
CREATE FUNCTION api.admin_close_chat(chat uuid, closed boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    was_closed boolean;
BEGIN
    PERFORM s.demand_admin();
    PERFORM s.demand(chat IS NOT NULL AND closed IS NOT NULL);
    SELECT c.closed_at IS NOT NULL INTO was_closed FROM tacet.chats c
     WHERE c.id = chat AND c.chat_type <> 'direct' AND c.deleted_at IS NULL FOR NO KEY UPDATE;
    IF was_closed IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF was_closed <> closed THEN
        UPDATE tacet.chats c SET closed_at = CASE WHEN closed THEN pg_catalog.now() END WHERE c.id = chat;
        PERFORM s.audit('chat', CASE WHEN closed THEN 'closed' ELSE 'opened' END, 'chat', chat::pg_catalog.text, 'high',
            pg_catalog.jsonb_build_object('before', CASE WHEN was_closed THEN 'closed' ELSE 'open' END,
                'after', CASE WHEN closed THEN 'closed' ELSE 'open' END));
    END IF;
END $$;

-- Up to 10,000 entries of one chain; nothing is what an untouched stretch answers.
CREATE FUNCTION api.admin_verify_audit(category text, from_seq bigint, to_seq bigint)
    RETURNS TABLE (seq bigint, finding text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand_admin();
    PERFORM s.demand(category IN ('administration', 'operations', 'security') AND from_seq >= 1 AND to_seq >= from_seq
        AND to_seq < 9000000000000000000 AND to_seq - from_seq < 10000);
    RETURN QUERY SELECT v.seq, v.finding
      FROM tacet.audit_heads h, s.verify_chain(h.category, from_seq, LEAST(to_seq, h.seq)) v
     WHERE h.category = admin_verify_audit.category AND h.seq >= from_seq;
END $$;

-- Views --------------------------------------------------------------------------------------------------------------

-- They run with the owner's rights, each asks console.administering() once, and answers nothing to who does not
-- administer. A column whose order is offered is never empty and an index carries it; a key of several columns is put
-- together as an index has it.
CREATE SCHEMA console;
GRANT USAGE ON SCHEMA console TO @console@;

CREATE FUNCTION console.administering() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM tacet.devices d JOIN tacet.users u ON u.id = d.user_id
        JOIN tacet.administrations a ON a.device_id = d.id
       WHERE d.db_role = SESSION_USER AND d.active AND u.workspace_role IN ('owner', 'admin') AND u.deleted_at IS NULL
         AND u.suspended_at IS NULL AND a.used_at > pg_catalog.clock_timestamp() - s.admin_idle_time());
END $$;

CREATE INDEX users_created ON tacet.users (created_at, id);
CREATE INDEX devices_created ON tacet.devices (created_at, id);
CREATE INDEX chats_created ON tacet.chats (created_at, id) WHERE chat_type <> 'direct';
CREATE INDEX chat_members_joined ON tacet.chat_members (joined_at, (chat_id::text || ':' || user_id::text));
CREATE INDEX chat_roles_created ON tacet.chat_roles (created_at, (chat_id::text || ':' || id::text));
CREATE INDEX group_quotas_key ON tacet.group_quotas ((holder_id::text || ':' || area));
CREATE INDEX media_created ON tacet.media (created_at, (id::text || ':' || holder_id::text || ':' || area));
CREATE INDEX enrollment_tokens_created ON tacet.enrollment_tokens (created_at, (left(encode(token_hash, 'hex'), 32)));
CREATE INDEX enrollment_tokens_key ON tacet.enrollment_tokens ((left(encode(token_hash, 'hex'), 32)));
CREATE INDEX usage_statistics_day ON tacet.usage_statistics ((day::timestamp AT TIME ZONE 'UTC'));
CREATE INDEX retention_runs_finished ON tacet.retention_runs (finished_at, id);
CREATE INDEX security_events_time ON tacet.security_events (occurred_at, id);

CREATE VIEW console.people AS
    SELECT u.id, u.username, u.display_name, u.workspace_role AS role,
           CASE WHEN u.deleted_at IS NOT NULL THEN 'erased' WHEN u.deactivated_at IS NOT NULL THEN 'deactivated'
                WHEN u.suspended_at IS NOT NULL THEN 'suspended' ELSE 'active' END AS state,
           (SELECT count(*) FROM tacet.devices d WHERE d.user_id = u.id AND d.active) AS devices,
           (SELECT count(*) FROM tacet.chat_members m WHERE m.user_id = u.id AND m.left_at IS NULL) AS groups,
           (SELECT count(*) FROM (SELECT FROM tacet.devices d JOIN tacet.mailbox b ON b.device_id = d.id
                WHERE d.user_id = u.id AND d.active LIMIT 10000) w) AS waiting,
           (SELECT coalesce(sum(m.charged_bytes), 0)::bigint FROM tacet.media m WHERE m.author_id = u.id) AS media_bytes,
           u.created_at,
           (SELECT max(d.last_seen) FROM tacet.devices d WHERE d.user_id = u.id) AS last_seen,
           EXISTS (SELECT FROM tacet.account_logins l WHERE l.user_id = u.id AND l.has_password) AS has_password,
           EXISTS (SELECT FROM tacet.account_logins l WHERE l.user_id = u.id AND l.totp_since IS NOT NULL) AS has_second_factor,
           EXISTS (SELECT FROM tacet.account_recovery r WHERE r.user_id = u.id) AS has_recovery_phrase,
           u.suspended_at, u.deactivated_at, u.deleted_at AS erased_at
      FROM tacet.users u WHERE console.administering();

-- The fingerprint is SHA-256 of the device's identity key. Whether a certificate holds is for clients to say.
CREATE VIEW console.devices AS
    SELECT d.id, d.user_id, (SELECT u.username FROM tacet.users u WHERE u.id = d.user_id) AS username, d.label,
           CASE WHEN NOT d.active THEN 'removed'
                WHEN (SELECT u.suspended_at FROM tacet.users u WHERE u.id = d.user_id) IS NOT NULL THEN 'suspended'
                ELSE 'active' END AS state,
           encode(sha256(d.identity_pubkey), 'hex') AS fingerprint,
           (SELECT count(*) FROM tacet.one_time_prekeys k WHERE k.device_id = d.id) AS one_time_keys,
           (SELECT count(*) FROM tacet.kem_prekeys k WHERE k.device_id = d.id AND NOT k.last_resort) AS kem_keys,
           (SELECT count(*) FROM tacet.kem_prekeys k WHERE k.device_id = d.id AND k.last_resort) AS last_resort_keys,
           (SELECT k.created_at FROM tacet.signed_prekeys k WHERE k.device_id = d.id ORDER BY k.key_id DESC LIMIT 1)
               AS signed_key_at,
           (SELECT count(*) FROM (SELECT FROM tacet.mailbox b WHERE b.device_id = d.id LIMIT 10000) w) AS waiting,
           d.created_at, d.last_seen, d.revoked_at
      FROM tacet.devices d WHERE console.administering();

CREATE VIEW console.chats AS
    SELECT c.id, c.chat_type AS type, c.visibility, c.name,
           CASE WHEN c.deleted_at IS NOT NULL THEN 'dissolved' WHEN c.closed_at IS NOT NULL THEN 'closed' ELSE 'open' END AS state,
           c.owner_id, (SELECT u.username FROM tacet.users u WHERE u.id = c.owner_id) AS owner,
           c.member_count::bigint AS members,
           (SELECT count(*) FROM (SELECT FROM tacet.messages m WHERE m.chat_id = c.id LIMIT 10000) w) AS messages,
           (SELECT m.stored_at FROM tacet.messages m WHERE m.chat_id = c.id ORDER BY m.id DESC LIMIT 1) AS last_message_at,
           (SELECT q.total_bytes FROM tacet.group_quotas q WHERE q.area = 'chat' AND q.holder_id = c.id) AS media_bytes,
           c.epoch, c.slow_mode::bigint AS slow_mode, c.created_at, c.closed_at, c.deleted_at AS dissolved_at
      FROM tacet.chats c WHERE c.chat_type <> 'direct' AND console.administering();

-- Of a channel those who look after it.
CREATE VIEW console.chat_members AS
    SELECT m.chat_id::text || ':' || m.user_id::text AS id, m.chat_id, m.user_id,
           (SELECT u.username FROM tacet.users u WHERE u.id = m.user_id) AS username,
           (SELECT coalesce(r.built_in, 'custom') FROM tacet.chat_roles r
             WHERE r.chat_id = m.chat_id AND r.id = m.role_id) AS role,
           m.joined_at, m.left_at, m.muted_until, m.invited_by
      FROM tacet.chat_members m
     WHERE console.administering()
       AND ((SELECT c.chat_type FROM tacet.chats c WHERE c.id = m.chat_id) = 'group'
            OR (SELECT r.built_in FROM tacet.chat_roles r WHERE r.chat_id = m.chat_id AND r.id = m.role_id)
               IN ('owner', 'admin'));

CREATE VIEW console.chat_roles AS
    SELECT r.chat_id::text || ':' || r.id::text AS id, r.chat_id, r.id AS role_id, coalesce(r.built_in, 'custom') AS role,
           r.name, r.permissions::text AS permissions, r.is_default,
           (SELECT count(*) FROM (SELECT FROM tacet.chat_members m
                WHERE m.chat_id = r.chat_id AND m.role_id = r.id AND m.left_at IS NULL LIMIT 10000) w) AS members,
           r.created_at
      FROM tacet.chat_roles r WHERE console.administering();

CREATE FUNCTION console.limits_of(area text, holder uuid, OUT max_bytes bigint, OUT max_files integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF console.administering() THEN
        SELECT l.max_bytes, l.max_files INTO max_bytes, max_files FROM s.quota_limits(area, holder) l;
    END IF;
END $$;

CREATE VIEW console.quotas AS
    SELECT q.holder_id::text || ':' || q.area AS id, q.area, q.holder_id AS holder,
           (SELECT CASE q.area WHEN 'chat' THEN (SELECT c.name FROM tacet.chats c WHERE c.id = q.holder_id)
                WHEN 'account' THEN (SELECT u.username FROM tacet.users u WHERE u.id = q.holder_id) END) AS name,
           q.total_bytes AS used_bytes, q.media_count::bigint AS used_files, l.max_bytes, l.max_files::bigint AS max_files,
           CASE WHEN l.max_bytes > 0 THEN q.total_bytes::double precision / l.max_bytes END AS share,
           q.max_bytes IS NOT NULL OR q.max_media_count IS NOT NULL OR q.member_percent IS NOT NULL AS has_own_limits,
           q.member_percent::bigint AS member_percent, q.updated_at
      FROM tacet.group_quotas q CROSS JOIN LATERAL console.limits_of(q.area, q.holder_id) l
     WHERE console.administering()
       AND (SELECT c.chat_type FROM tacet.chats c WHERE c.id = q.holder_id) IS DISTINCT FROM 'direct';

CREATE VIEW console.media AS
    SELECT m.id::text || ':' || m.holder_id::text || ':' || m.area AS id, m.area, m.kind, m.holder_id AS holder,
           m.author_id, (SELECT u.username FROM tacet.users u WHERE u.id = m.author_id) AS author, m.state, m.storage,
           m.size_bytes, m.charged_bytes, m.created_at, m.uploaded_at, m.expires_at
      FROM tacet.media m
     WHERE console.administering()
       AND (SELECT c.chat_type FROM tacet.chats c WHERE c.id = m.holder_id) IS DISTINCT FROM 'direct';

CREATE VIEW console.enrolment_tokens AS
    SELECT left(encode(t.token_hash, 'hex'), 32) AS token, t.kind,
           CASE WHEN t.used_at IS NOT NULL THEN 'used' WHEN t.dismissed_at IS NOT NULL THEN 'revoked'
                WHEN t.expires_at <= now() THEN 'expired' ELSE 'open' END AS state,
           t.wished_name, t.created_by, (SELECT u.username FROM tacet.users u WHERE u.id = t.created_by) AS creator,
           t.created_at, t.expires_at, t.used_at, t.used_by,
           (SELECT u.username FROM tacet.users u WHERE u.id = t.used_by) AS used_by_name, t.used_device
      FROM tacet.enrollment_tokens t WHERE console.administering();

CREATE VIEW console.join_requests AS
    SELECT r.chat_id::text || ':' || r.user_id::text AS id, r.chat_id, r.user_id,
           (SELECT u.username FROM tacet.users u WHERE u.id = r.user_id) AS username, r.invite_id, r.created_at
      FROM tacet.chat_join_requests r WHERE console.administering();

CREATE VIEW console.sync AS
    SELECT d.id AS device_id, d.user_id, (SELECT u.username FROM tacet.users u WHERE u.id = d.user_id) AS username, d.label,
           coalesce(m.sync_status, 'never') AS state, m.last_sync, coalesce(m.pending_outgoing, 0)::bigint AS pending_outgoing,
           (SELECT count(*) FROM (SELECT FROM tacet.mailbox b WHERE b.device_id = d.id LIMIT 10000) w) AS waiting,
           (SELECT b.stored_at FROM tacet.mailbox b WHERE b.device_id = d.id ORDER BY b.id LIMIT 1) AS oldest_waiting,
           d.last_seen
      FROM tacet.devices d LEFT JOIN tacet.sync_metadata m ON m.device_id = d.id
     WHERE d.active AND console.administering();

CREATE VIEW console.usage AS
    SELECT u.day::text || ':' || u.metric AS id, u.day::timestamp AT TIME ZONE 'UTC' AS day, u.metric, u.value
      FROM tacet.usage_statistics u WHERE console.administering();

CREATE VIEW console.metrics AS
    SELECT m.id, m.recorded_at, m.metric_name AS metric, m.metric_value::text AS value, m.unit, m.category
      FROM tacet.performance_metrics m WHERE console.administering();

CREATE FUNCTION console.retention_rows() RETURNS TABLE (table_name text, subject text, method text, retention_days integer,
        archive boolean, cleanup_enabled boolean, last_cleanup timestamptz, cut timestamptz, is_own boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT p.table_name, p.subject, p.method, p.retention_days, p.archive, p.cleanup_enabled, p.last_cleanup, p.cut,
           EXISTS (SELECT FROM tacet.retention_policies r WHERE r.table_name = p.table_name AND r.subject = p.subject)
      FROM s.retention_in_force() p WHERE console.administering()
$$;
CREATE VIEW console.retention AS
    SELECT r.table_name || ':' || r.subject AS id, r.table_name, r.subject, r.method, r.retention_days::bigint AS days,
           r.archive AS is_archived, r.cleanup_enabled AS is_enabled, r.is_own, r.cut AS goes_before, r.last_cleanup
      FROM console.retention_rows() r WHERE console.administering();

CREATE VIEW console.retention_runs AS
    SELECT r.id, r.finished_at, r.table_name, r.subject, r.partition_name AS partition, r.row_count AS rows,
           r.byte_count AS bytes, r.chat_count AS chats, r.oldest, r.newest, r.archive_file,
           encode(r.archive_sha256, 'hex') AS archive_sha256
      FROM tacet.retention_runs r WHERE console.administering();

CREATE VIEW console.backups AS
    SELECT b.id, b.backup_type AS type, b.status AS state, b.created_at, b.completed_at, b.incarnation,
           b.schema_version::bigint AS schema_version, b.total_size AS bytes, b.file_count::bigint AS files,
           encode(b.integrity_hash, 'hex') AS integrity, b.retention_until,
           (SELECT sum(c.record_count)::bigint FROM tacet.backup_contents c WHERE c.backup_id = b.id) AS records,
           (SELECT count(*) FROM tacet.backup_contents c WHERE c.backup_id = b.id) AS tables
      FROM tacet.backup_metadata b WHERE console.administering();

CREATE VIEW console.backup_contents AS
    SELECT c.backup_id::text || ':' || c.table_name AS id, c.backup_id, c.table_name, c.record_count AS records,
           c.data_size AS bytes, encode(c.checksum, 'hex') AS checksum
      FROM tacet.backup_contents c WHERE console.administering();

-- What has just happened is in the inbox until it is sealed; it has no number in its chain yet.
CREATE VIEW console.audit AS
    SELECT e.id, e.recorded_at, e.category, e.seq, e.event_type AS event, e.action, e.severity, e.actor_account,
           (SELECT u.username FROM tacet.users u WHERE u.id = e.actor_account) AS actor, e.actor_device,
           e.actor_role::text AS actor_role, e.resource_type, e.resource_id, e.success, e.error_code,
           e.details::text AS details
      FROM (SELECT l.id, l.recorded_at, l.category, l.seq, l.event_type, l.action, l.severity, l.actor_account,
                   l.actor_device, l.actor_role, l.resource_type, l.resource_id, l.success, l.error_code, l.details
              FROM tacet.audit_log l
            UNION ALL
            SELECT i.id, i.recorded_at, i.category, NULL::bigint, i.event_type, i.action, i.severity, i.actor_account,
                   i.actor_device, i.actor_role, i.resource_type, i.resource_id, i.success, i.error_code, i.details
              FROM tacet.audit_inbox i) e
     WHERE console.administering();

CREATE VIEW console.security_events AS
    SELECT e.id, e.occurred_at, e.event_type AS event, e.severity,
           CASE WHEN e.resolved_at IS NOT NULL THEN 'resolved' WHEN e.assigned_to IS NOT NULL THEN 'assigned'
                ELSE 'open' END AS state,
           e.account_id, (SELECT u.username FROM tacet.users u WHERE u.id = e.account_id) AS account, e.device_id,
           e.assigned_to, (SELECT u.username FROM tacet.users u WHERE u.id = e.assigned_to) AS assignee,
           e.details::text AS details, e.resolved_at, e.resolution
      FROM tacet.security_events e WHERE console.administering();

CREATE VIEW console.grants AS
    SELECT a.resource_type || ':' || a.resource_id || ':' || a.user_id::text AS id, a.resource_type, a.resource_id, a.user_id,
           (SELECT u.username FROM tacet.users u WHERE u.id = a.user_id) AS username,
           array_to_string(a.permissions, ' ') AS permissions,
           CASE WHEN a.expires_at <= now() THEN 'expired' ELSE 'open' END AS state, a.granted_at, a.expires_at
      FROM tacet.access_control a WHERE console.administering();

CREATE VIEW console.policies AS
    SELECT d.key, coalesce(t.policy -> d.key, d.value)::text AS value, d.value::text AS standard,
           coalesce(t.policy ? d.key AND t.policy -> d.key <> d.value, false) AS is_changed,
           jsonb_typeof(d.value) AS type, d.allowed::text AS allowed,
           d.lowest::text AS lowest, d.highest::text AS highest
      FROM tacet.policy_defaults d LEFT JOIN tacet.tenant t ON true WHERE console.administering();

CREATE FUNCTION console.partition_rows() RETURNS TABLE (partition_name text, table_name text, bounds text,
        rows_estimate bigint, total_bytes bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.relname::pg_catalog.text, p.relname::pg_catalog.text, pg_catalog.pg_get_expr(c.relpartbound, c.oid),
           GREATEST(c.reltuples, 0)::bigint, pg_catalog.pg_total_relation_size(c.oid)
      FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relkind = 'r'
      JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
     WHERE c.relnamespace = 'tacet'::pg_catalog.regnamespace AND console.administering()
$$;
CREATE VIEW console.partitions AS
    SELECT p.partition_name AS partition, p.table_name, p.bounds, p.rows_estimate, p.total_bytes
      FROM console.partition_rows() p WHERE console.administering();

CREATE FUNCTION console.table_rows() RETURNS TABLE (table_name text, partitions bigint, rows_estimate bigint, dead_rows bigint,
        total_bytes bigint, index_bytes bigint, last_vacuum timestamptz, last_analyze timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT t.* FROM admin.table_sizes() t WHERE console.administering()
$$;
CREATE VIEW console.table_sizes AS
    SELECT t.table_name, t.partitions, t.rows_estimate, t.dead_rows, t.total_bytes, t.index_bytes, t.last_vacuum, t.last_analyze
      FROM console.table_rows() t WHERE console.administering();

CREATE VIEW console.sign_ins AS
    SELECT e.user_id::text || ':' || e.id::text AS id, e.at, e.kind,
           CASE WHEN e.kind IN ('locked', 'session_reused') THEN 'failed' ELSE 'done' END AS state, e.user_id,
           (SELECT u.username FROM tacet.users u WHERE u.id = e.user_id) AS username, e.device_id
      FROM tacet.sign_in_events e WHERE console.administering();

DO $$ DECLARE
    shown pg_catalog.name;
BEGIN
    FOR shown IN SELECT c.relname FROM pg_catalog.pg_class c WHERE c.relnamespace = 'console'::pg_catalog.regnamespace LOOP
        EXECUTE pg_catalog.format('GRANT SELECT ON console.%I TO @console@', shown);
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION console.administering(), console.limits_of(text, uuid), console.retention_rows(),
    console.partition_rows(), console.table_rows() TO @console@;
GRANT EXECUTE ON FUNCTION api.begin_administration(), api.touch_administration(), api.end_administration(),
    api.administration(), api.admin_person_effect(uuid), api.admin_suspend_person(uuid), api.admin_resume_person(uuid),
    api.admin_deactivate_person(uuid), api.admin_reactivate_person(uuid), api.admin_erase_person(uuid),
    api.admin_end_device(uuid), api.admin_create_tokens(bytea[], text[], bigint), api.admin_revoke_token(text),
    api.admin_set_quota(text, uuid, bigint, integer, integer), api.admin_set_policy(text, jsonb),
    api.admin_reset_policy(text), api.admin_set_retention(text, text, integer, boolean, boolean),
    api.admin_resolve_event(uuid, text), api.admin_assign_event(uuid, uuid),
    api.admin_give_grant(uuid, text, text, text[], timestamptz), api.admin_take_grant(uuid, text, text),
    api.admin_chat_effect(uuid), api.admin_close_chat(uuid, boolean), api.admin_verify_audit(text, bigint, bigint) TO @user@;

-- Whoever is owner or admin already.
SELECT s.settle_login(d.id) FROM tacet.devices d JOIN tacet.users u ON u.id = d.user_id
 WHERE d.active AND u.workspace_role IN ('owner', 'admin') ORDER BY d.id;
