-- Calls of this area's functions, as in calls.sql. The administrator is the owner, Alice. Small pages: a row of a device
-- counts its keys and what waits for it, a row of a quota asks policies.
INSERT INTO test.calls (who, call) VALUES
    ('alice', $$SELECT * FROM api.admin_members('', '', 100)$$),
    ('alice', $$SELECT * FROM api.admin_members('user1', 'user15', 100)$$),
    ('alice', 'SELECT * FROM api.admin_devices(NULL, NULL, 20)'),
    ('alice', 'SELECT * FROM api.admin_devices({bob}, NULL, 20)'),
    ('alice', $$SELECT * FROM api.admin_quotas('', '00000000-0000-0000-0000-000000000000', 10)$$),
    ('alice', 'SELECT * FROM api.admin_audit(NULL, 100, NULL, NULL, false)'),
    ('alice', $$SELECT * FROM api.admin_audit(NULL, 100, 'device', {bob}, false)$$),
    ('alice', $$SELECT * FROM api.admin_security_events(NULL, 100, true, 'low')$$),
    ('alice', 'SELECT * FROM api.admin_usage(current_date - 30, current_date)');
