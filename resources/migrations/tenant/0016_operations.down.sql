DROP FUNCTION s.raise_security_event(text, text, uuid, uuid, jsonb);
DROP TABLE tacet.security_events;
DROP TRIGGER chats_audit ON tacet.chats;
DROP TRIGGER tenant_audit ON tacet.tenant;
DROP TRIGGER enrollment_tokens_audit ON tacet.enrollment_tokens;
DROP TRIGGER devices_audit ON tacet.devices;
DROP TRIGGER users_audit ON tacet.users;
DROP FUNCTION s.audit_chat_owner(), s.audit_tenant(), s.audit_enrolment_token(), s.audit_device(), s.audit_account(),
    admin.audit(bigint, integer, text, text, uuid, text, text, boolean), admin.check_audit_head(text, bigint, bytea),
    admin.audit_head(), admin.verify_audit(text, bigint, bigint), s.verify_chain(text, bigint, bigint);
DELETE FROM tacet.hooks WHERE function_name = 'seal_audit';
DROP TABLE tacet.audit_anchors, tacet.audit_heads, tacet.audit_log, tacet.audit_inbox, tacet.audit_event_types;
DROP FUNCTION s.audit_is_append_only(), s.seal_audit(),
    s.audit(text, text, text, text, text, jsonb, boolean, text),
    s.audit_digest(bigint, timestamptz, text, text, text, text, uuid, uuid, name, text, text, boolean, text, jsonb);
