-- Who is suspended comes back; what was closed is open again.
LOCK TABLE tacet.devices, tacet.users, tacet.chats, tacet.chat_members IN ACCESS EXCLUSIVE MODE;
SELECT s.set_login_groups(d.db_role::text, d.active, false, false) FROM tacet.devices d JOIN tacet.users u ON u.id = d.user_id
 WHERE d.active AND (u.workspace_role <> 'member' OR u.suspended_at IS NOT NULL) ORDER BY d.id;
DROP SCHEMA console CASCADE;
DROP INDEX tacet.users_created, tacet.devices_created, tacet.chats_created, tacet.chat_members_joined,
    tacet.chat_roles_created, tacet.group_quotas_key, tacet.media_created,
    tacet.enrollment_tokens_created, tacet.enrollment_tokens_key, tacet.usage_statistics_day,
    tacet.retention_runs_finished, tacet.security_events_time;
DROP FUNCTION api.begin_administration(), api.touch_administration(), api.end_administration(), api.administration(),
    api.admin_person_effect(uuid), api.admin_suspend_person(uuid), api.admin_resume_person(uuid),
    api.admin_deactivate_person(uuid), api.admin_reactivate_person(uuid), api.admin_erase_person(uuid),
    api.admin_end_device(uuid), api.admin_create_tokens(bytea[], text[], bigint), api.admin_revoke_token(text),
    api.admin_set_quota(text, uuid, bigint, integer, integer), api.admin_set_policy(text, jsonb),
    api.admin_reset_policy(text), api.admin_set_retention(text, text, integer, boolean, boolean),
    api.admin_resolve_event(uuid, text), api.admin_assign_event(uuid, uuid),
    api.admin_give_grant(uuid, text, text, text[], timestamptz), api.admin_take_grant(uuid, text, text),
    api.admin_chat_effect(uuid), api.admin_close_chat(uuid, boolean), api.admin_verify_audit(text, bigint, bigint);

-- The functions as they were.
CREATE OR REPLACE FUNCTION s.sign_in_caller(OUT account uuid, OUT device uuid)
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

CREATE OR REPLACE FUNCTION admin.end_device(device uuid) RETURNS void
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

CREATE OR REPLACE FUNCTION s.participation(account uuid, chat uuid, OUT chat_type text, OUT built_in_role text,
                                OUT permissions jsonb, OUT is_muted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT c.chat_type, r.built_in,
           CASE WHEN c.chat_type = 'direct' THEN '["send_messages", "pin_messages", "upload_media"]'::pg_catalog.jsonb
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

CREATE OR REPLACE FUNCTION s.audit_quota() RETURNS trigger
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

CREATE OR REPLACE FUNCTION s.audit_retention_policy() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.audit('policy', 'retention_changed', 'table', NEW.table_name, 'high',
        pg_catalog.jsonb_build_object('subject', NEW.subject, 'days', NEW.retention_days, 'archive', NEW.archive,
            'enabled', NEW.cleanup_enabled));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION s.demand_admin() RETURNS void
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
    PERFORM s.make_owner(user_id);
END $$;

CREATE OR REPLACE FUNCTION admin.note_partition_dropped(of_table text, of_partition text, rows_gone bigint, bytes_gone bigint,
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

DROP TRIGGER users_settle ON tacet.users;
DROP TRIGGER devices_settle ON tacet.devices;
DROP TRIGGER devices_settle_new ON tacet.devices;
DROP FUNCTION s.shut_out(uuid), s.demand_power_over(uuid), s.demand_administration(uuid, uuid), s.admin_idle_time(),
    s.is_administrator(uuid), s.settle_account(), s.settle_device(), s.settle_login(uuid);
-- The groups stay, as fixed roles do.
GRANT USAGE ON SCHEMA s TO @enroller@;
SET LOCAL ROLE @enroller@;
DROP FUNCTION s.set_login_groups(text, boolean, boolean, boolean);
SET LOCAL ROLE @owner@;
REVOKE USAGE ON SCHEMA s FROM @enroller@;
DROP TABLE tacet.administrations;
DELETE FROM tacet.audit_event_types WHERE event_type IN ('administration', 'person');
DELETE FROM tacet.policy_defaults WHERE key = 'admin_idle_seconds';
UPDATE tacet.tenant SET policy = policy - 'admin_idle_seconds' WHERE policy ? 'admin_idle_seconds';
ALTER TABLE tacet.enrollment_tokens DROP COLUMN wished_name;
ALTER TABLE tacet.security_events DROP COLUMN assigned_to;
ALTER TABLE tacet.chats DROP CONSTRAINT chats_closed, DROP COLUMN closed_at;
ALTER TABLE tacet.users DROP COLUMN suspended_at, DROP COLUMN deactivated_at;
