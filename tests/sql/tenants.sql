-- What an operator does with a tenant as a whole.
SELECT plan(14);
SELECT test.join('alice'), test.join('bob');

SELECT is((SELECT members FROM admin.tenant()), 2::bigint);
SELECT is((SELECT devices FROM admin.tenant()), 2::bigint);
SELECT throws_ok($$SELECT admin.rename_tenant('')$$, 'SR002');
SELECT throws_ok($$SELECT admin.rename_tenant(NULL)$$, 'SR002');
SELECT throws_ok($$SELECT admin.rename_tenant(E'two\nlines')$$, 'SR002');
SELECT lives_ok($$SELECT admin.rename_tenant('Another')$$);
SELECT is((SELECT name FROM admin.tenant()), 'Another');
SELECT test.refused('alice', 'SELECT admin.suspend_tenant()', '42501', 'a device cannot suspend');

CREATE TABLE test.before AS SELECT datacl FROM pg_database WHERE datname = current_database();
SELECT admin.suspend_tenant(), admin.suspend_tenant();
SELECT ok(NOT has_database_privilege(test.role('alice'), current_database(), 'CONNECT'), 'suspended: closed to devices');
SELECT ok(NOT has_database_privilege(test.enrol_role(), current_database(), 'CONNECT'), 'and to enrolment');
SELECT isnt((SELECT suspended_at FROM admin.tenant()), NULL);
SELECT admin.resume_tenant(), admin.resume_tenant();
SELECT is((SELECT suspended_at FROM admin.tenant()), NULL);
SELECT ok(has_database_privilege(test.role('alice'), current_database(), 'CONNECT'), 'resumed: open again');
SELECT set_eq(
    $$SELECT a.grantee, a.privilege_type FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = current_database()$$,
    $$SELECT a.grantee, a.privilege_type FROM test.before b, aclexplode(b.datacl) a$$, 'everybody has what he had');
SELECT * FROM finish();
