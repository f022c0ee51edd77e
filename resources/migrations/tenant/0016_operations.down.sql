DROP TRIGGER one_time_prekeys_drained ON tacet.one_time_prekeys;
DROP TRIGGER sign_in_events_audit ON tacet.sign_in_events;
DROP TRIGGER group_quotas_audit ON tacet.group_quotas;
DROP TRIGGER group_quotas_audit_first ON tacet.group_quotas;
DROP TRIGGER chats_audit ON tacet.chats;
DROP TRIGGER tenant_audit ON tacet.tenant;
DROP TRIGGER enrollment_tokens_audit ON tacet.enrollment_tokens;
DROP TRIGGER devices_audit ON tacet.devices;
DROP TRIGGER users_audit ON tacet.users;
DELETE FROM tacet.hooks WHERE function_name IN ('seal_audit', 'purge_expired_grants', 'collect_usage',
    'collect_metrics');
DELETE FROM tacet.policy_defaults WHERE key IN ('backups_daily', 'backups_weekly', 'backups_monthly', 'admin_burst',
    'admin_per_second');
DROP TABLE tacet.usage_statistics, tacet.performance_metrics, tacet.backup_contents, tacet.backup_metadata,
    tacet.retention_runs, tacet.chat_retention, tacet.retention_policies, tacet.access_control,
    tacet.security_events, tacet.audit_anchors, tacet.audit_heads, tacet.audit_log, tacet.audit_inbox,
    tacet.audit_event_types;
DROP FUNCTION api.admin_retention_dry_run(text), api.admin_usage(date, date),
    api.admin_security_events(uuid, integer, boolean, text), api.admin_audit(bigint, integer, text, uuid, boolean),
    api.admin_quotas(text, uuid, integer), api.admin_devices(uuid, uuid, integer),
    api.admin_members(text, text, integer), s.demand_admin(), s.collect_metrics(), admin.health(),
    admin.throttled(uuid, text, integer), admin.rate_limits(), admin.maintenance_due(),
    admin.index_usage(text, integer), admin.partitions(text, integer), admin.table_sizes(), admin.replication(),
    admin.pool(), admin.locks(), admin.sessions(integer, integer), admin.end_device(uuid),
    admin.devices(uuid, uuid, integer), s.device_page(uuid, uuid, integer), admin.members(text, text, integer),
    s.member_page(text, text, integer), s.server_replication(), s.server_activity(), admin.usage(date, date),
    s.collect_usage(), admin.latest_metrics(), admin.metrics(text, timestamptz, timestamptz, bigint, integer),
    admin.record_metrics(text[], double precision[], text[], text[]), admin.backup_contents(uuid),
    admin.backups(uuid, integer), admin.finish_backup(uuid, text, bigint, integer, bytea, timestamptz),
    admin.note_backup_content(uuid, text, bigint, bigint, bytea), admin.begin_backup(text, jsonb),
    admin.backup_tables(), admin.chat_retention_run(uuid, integer), admin.chat_retention_dry_run(uuid),
    s.chat_leftovers(uuid, integer), s.chat_figures(uuid[], uuid[]), admin.retention_runs(uuid, integer),
    admin.retention_run(text, text, integer), s.delete_old_rows(text, text, timestamptz, integer),
    s.cut_chain(text, timestamptz, integer),
    admin.note_partition_dropped(text, text, bigint, bigint, bigint, timestamptz, timestamptz, text, bytea),
    s.note_retention(text, text, text, bigint, bigint, bigint, timestamptz, timestamptz, text, bytea),
    admin.retention_partitions(), admin.retention_dry_run(text), s.chain_cut(text, timestamptz),
    s.row_figures(text, text, text, text, timestamptz), s.row_size(text), s.partition_figures(text, text),
    s.partitions_due(), admin.chat_retention(uuid, integer), admin.set_chat_retention(uuid, integer),
    admin.set_retention(text, text, integer, boolean, boolean), admin.retention_policies(), s.retention_in_force(),
    s.audit_retention_policy(), s.purge_expired_grants(), admin.grants(text, text, uuid, integer),
    admin.revoke_access(uuid, text, text), admin.grant_access(uuid, text, text, text[], timestamptz),
    s.has_grant(uuid, text, text, text), admin.resolve_security_event(uuid, text),
    admin.security_events(uuid, integer, boolean, text), s.security_event_page(uuid, integer, boolean, text),
    admin.raise_security_event(text, text, uuid, uuid, jsonb), s.one_time_keys_drained(),
    s.raise_security_event(text, text, uuid, uuid, jsonb), s.audit_sign_in(), s.audit_quota(), s.audit_chat_owner(),
    s.audit_tenant(), s.audit_enrolment_token(), s.audit_device(), s.audit_account(),
    admin.audit(bigint, integer, text, text, uuid, text, text, boolean),
    s.audit_page(bigint, integer, text, text, uuid, text, text, boolean),
    admin.check_audit_head(text, bigint, bytea), admin.audit_head(), admin.verify_audit(text, bigint, bigint),
    s.verify_chain(text, bigint, bigint), s.audit_is_append_only(), s.seal_audit(),
    s.audit(text, text, text, text, text, jsonb, boolean, text),
    s.audit_digest(bigint, timestamptz, text, text, text, text, uuid, uuid, name, text, text, boolean, text, jsonb);
