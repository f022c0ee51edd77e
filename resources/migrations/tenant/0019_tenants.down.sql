SELECT admin.resume_tenant();
DROP FUNCTION admin.resume_tenant(), admin.suspend_tenant(), admin.rename_tenant(text), admin.tenant();
ALTER TABLE tacet.tenant DROP CONSTRAINT tenant_closed, DROP COLUMN closed_to, DROP COLUMN suspended_at;
