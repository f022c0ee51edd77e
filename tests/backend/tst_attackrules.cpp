#include "tests/backend/rawsession.h"
#include "tests/backend/tenantworld.h"
#include "tests/support/attackreport.h"

#include <QRegularExpression>

using namespace tacet;

namespace {

#define OURS "('tacet', 's', 'api', 'admin', 'console')"
#define TABLES                                                                                                         \
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'tacet' AND c.relkind IN ('r', "  \
    "'p')"
#define WHOLE_TABLES TABLES " AND NOT c.relispartition"
#define FUNCTIONS "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN " OURS
#define COLUMNS                                                                                                        \
    "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "         \
    "WHERE n.nspname = 'tacet' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT "         \
    "a.attisdropped"
#define UNCHECKED(words)                                                                                               \
    " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' "                       \
    "AND pg_get_constraintdef(k.oid) ~ ('" words "'))"

/// A query that answers what breaks the rule. What may, and why, stands in the query.
struct Rule {
    const char *name;
    const char *violations;
};

constexpr Rule kRules[]{
    {"row security is enabled, forced, and lets the owner alone through",
     "SELECT c.relname " TABLES " AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND (SELECT array_agg(p.polname "
     "|| ' ' || p.polcmd::text || ' ' || p.polpermissive || ' ' || p.polroles::text || ' ' || pg_get_expr(p.polqual, "
     "c.oid) || ' ' || pg_get_expr(p.polwithcheck, c.oid)) FROM pg_policy p WHERE p.polrelid = c.oid) "
     "= ARRAY['owner_only * true {' || c.relowner || '} true true'])"},
    {"nobody has a privilege on a table, view, sequence or column",
     "SELECT c.relname || ' ' || a.grantee::regrole FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, "
     "aclexplode(c.relacl) a WHERE n.nspname IN ('tacet', 's', 'api', 'admin') AND a.grantee <> "
     "c.relowner "
     "UNION ALL SELECT c.relname || '.' || t.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
     "JOIN pg_attribute t ON t.attrelid = c.oid WHERE n.nspname IN ('tacet', 'migrations') AND t.attacl IS NOT NULL"},
    {"what will be made is granted to nobody either",
     "SELECT d.defaclobjtype::text || ' ' || d.defaclacl::text FROM pg_default_acl d, aclexplode(d.defaclacl) a "
     "WHERE a.grantee <> d.defaclrole"},
    {"one owner, who is no superuser, cannot log in and does not bypass row security",
     "SELECT c.relname || ' ' || r.rolname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles "
     "r "
     "ON r.oid = c.relowner WHERE n.nspname = 'tacet' AND (r.rolsuper OR r.rolcanlogin OR r.rolbypassrls OR r.rolname "
     "!~ '_owner$') "
     "UNION ALL SELECT p.proname || ' ' || r.rolname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
     "JOIN pg_roles r ON r.oid = p.proowner WHERE n.nspname IN " OURS
     " AND (r.rolsuper OR r.rolcanlogin OR r.rolbypassrls OR r.rolname !~ '_(owner|enroller|warden)$')"},
    {"only superusers and the backup role bypass row security",
     "SELECT rolname FROM pg_roles WHERE rolbypassrls AND NOT rolsuper AND rolname !~ '_backup$'"},
    {"every function is a definer with an empty search path, in plpgsql or sql",
     "SELECT p.oid::regprocedure " FUNCTIONS " AND NOT (p.prosecdef AND p.proconfig = ARRAY['search_path=\"\"'] "
     "AND p.prolang IN (SELECT l.oid FROM pg_language l WHERE l.lanname IN ('plpgsql', 'sql')))"},
    {"PUBLIC executes nothing",
     "SELECT p.oid::regprocedure " FUNCTIONS " AND has_function_privilege('public', p.oid, 'EXECUTE')"},
    {"internal functions are for definers only",
     "SELECT p.oid::regprocedure || ' ' || a.grantee::regrole FROM pg_proc p JOIN pg_namespace n ON n.oid = "
     "p.pronamespace, "
     "aclexplode(p.proacl) a WHERE n.nspname IN ('s', 'tacet') AND a.grantee <> p.proowner "
     "AND a.grantee::regrole::text !~ '_(owner|enroller|warden)$'"},
    {"what is called stable or immutable writes nothing",
     "SELECT p.oid::regprocedure " FUNCTIONS " AND p.provolatile <> 'v' AND p.prosrc ~* "
     "'\\m(insert\\s+into|delete\\s+from|update\\s+tacet\\.|truncate|s\\.take\\(|s\\.log_event\\(|nextval)'"},
    {"what is called immutable reads nothing",
     "SELECT p.oid::regprocedure " FUNCTIONS
     " AND p.provolatile = 'i' AND p.prosrc ~ '\\mtacet\\.|s\\.policy|now\\(\\)'"},
    {"nobody is identified by a setting or by the current role",
     // s.seal names the owner of what it seals, run by the owner alone; operators' reports show settings; how far a
     // transaction sees is no identity.
     "SELECT p.oid::regprocedure " FUNCTIONS " AND n.nspname <> 'admin'"
     " AND p.prosrc ~* '\\m(current_setting\\((?!''transaction_isolation'')|current_role|getpgusername|current_user)' "
     "AND p.oid <> 's.seal(regclass)'::regprocedure"},
    {"dynamic SQL is made by format() or is constant",
     "SELECT p.oid::regprocedure " FUNCTIONS " AND p.prosrc ~* 'EXECUTE\\s+(?!pg_catalog\\.format\\(|FUNCTION)'"},
    {"lists have an end", "SELECT p.oid::regprocedure " FUNCTIONS " AND n.nspname = 'api' AND 'max_rows' = ANY "
                          "(p.proargnames) AND p.prosrc !~ '(max_rows|least|LEAST)[^;]*BETWEEN 1 AND|max_rows'"},
    {"arrays have an end", "SELECT p.oid::regprocedure " FUNCTIONS
                           " AND n.nspname = 'api' AND p.proargtypes::oid[] && ARRAY['uuid[]'::regtype, "
                           "'bytea[]'::regtype, 'int8[]'::regtype, 'text[]'::regtype]::oid[] "
                           "AND p.prosrc !~ 'cardinality|_are_sound|publish_one_time'"},
    {"notifications are sent by waking alone",
     "SELECT p.oid::regprocedure " FUNCTIONS " AND p.prosrc ~ '\\mNOTIFY\\M|pg_notify' AND p.proname !~ '^wake'"},
    {"views run with the rights of who asks; nothing is materialised or foreign",
     "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN " OURS
     " AND (c.relkind IN ('m', 'f') OR (c.relkind = 'v' AND n.nspname <> 'console' "
     "AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)))"},
    {"the console's views answer to who administers alone, and nothing else is in their schema",
     "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'console'::regnamespace AND (c.relkind <> 'v' "
     "OR pg_get_viewdef(c.oid) !~ 'WHERE [^;]*console\\.administering\\(\\)[^;]*;$' "
     "OR c.relowner <> (SELECT t.relowner FROM pg_class t WHERE t.oid = 'tacet.users'::regclass)) "
     "UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'console'::regnamespace "
     "AND p.proname <> 'administering' AND p.prosrc !~ 'console\\.administering\\(\\)'"},
    {"the console's views are read by the group of administrators alone",
     "SELECT c.relname || ' ' || a.grantee::regrole || ' ' || a.privilege_type FROM pg_class c, aclexplode(c.relacl) a "
     "WHERE c.relnamespace = 'console'::regnamespace AND a.grantee <> c.relowner "
     "AND NOT (a.privilege_type = 'SELECT' AND a.grantee::regrole::text ~ '_console$' AND NOT a.is_grantable) "
     "UNION ALL SELECT n.nspname || ' ' || a.grantee::regrole FROM pg_namespace n, aclexplode(n.nspacl) a "
     "WHERE n.nspname = 'console' AND a.grantee <> n.nspowner AND NOT (a.privilege_type = 'USAGE' "
     "AND a.grantee::regrole::text ~ '_console$') "
     "UNION ALL SELECT n.nspname || ' ' || a.grantee::regrole FROM pg_namespace n, aclexplode(n.nspacl) a "
     "WHERE n.nspname <> 'console' AND a.grantee::regrole::text ~ '_(console|suspended)$'"},
    {"no ciphertext, key or verifier is in the console",
     "SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
     "WHERE c.relnamespace = 'console'::regnamespace AND (a.atttypid = 'bytea'::regtype "
     "OR a.attname ~ '(encrypted|ciphertext|pubkey|secret|verifier|sealed|push_token)')"},
    {"no rules rewrite", "SELECT r.rulename || ' ' || c.relname FROM pg_rewrite r JOIN pg_class c ON c.oid = "
                         "r.ev_class JOIN pg_namespace n "
                         "ON n.oid = c.relnamespace WHERE n.nspname IN " OURS " AND c.relkind <> 'v'"},
    {"tables inherit as partitions only, and there is no default partition",
     "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = "
     "c.relnamespace WHERE n.nspname = 'tacet' AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
     "UNION ALL SELECT t.partrelid::regclass::text FROM pg_partitioned_table t WHERE t.partdefid <> 0"},
    {"every table is logged", "SELECT c.relname " TABLES " AND c.relpersistence <> 'p'"},
    {"every table has a primary key",
     "SELECT c.relname " WHOLE_TABLES
     " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')"},
    {"constraints, indexes and triggers hold",
     "SELECT k.conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = 'tacet' "
     "AND NOT k.convalidated "
     "UNION ALL SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN "
     "pg_namespace n "
     "ON n.oid = c.relnamespace WHERE n.nspname = 'tacet' AND NOT (i.indisvalid AND i.indisready) "
     "UNION ALL SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = "
     "c.relnamespace WHERE n.nspname = 'tacet' AND t.tgenabled <> 'O'"},
    {"no foreign key points at a partitioned table", "SELECT k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = "
                                                     "k.confrelid WHERE k.contype = 'f' AND c.relkind = 'p'"},
    {"every foreign key has an index",
     // A user or device is never deleted as a row: their ends are dates (deleted_at, revoked_at), so nothing is
     // searched by these from the other side. Of a key of two columns, one leads an index.
     "SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = "
     "k.connamespace "
     "JOIN pg_class t ON t.oid = k.confrelid WHERE n.nspname = 'tacet' AND k.contype = 'f' "
     "AND t.relname NOT IN ('users', 'devices') "
     "AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL "
     "AND i.indkey[0] = ANY (k.conkey))"},
    {"no counter is shared but the queues' own identities",
     "SELECT c.relname || '.' || a.attname " COLUMNS
     " AND EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = c.oid AND "
     "d.adnum = a.attnum AND pg_get_expr(d.adbin, d.adrelid) ~ 'nextval') "
     "UNION ALL SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN " OURS
     " AND c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')"},
    {"times have a zone, and no type is loose",
     "SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) " COLUMNS
     " AND a.atttypid IN ('timestamp'::regtype, 'time'::regtype, 'timetz'::regtype, 'money'::regtype, 'json'::regtype, "
     "'varchar'::regtype, 'bpchar'::regtype, 'xml'::regtype, 'oid'::regtype)"},
    {"bytes have a length",
     "SELECT c.relname || '.' || a.attname " COLUMNS " AND a.atttypid = 'bytea'::regtype" UNCHECKED(
         "(octet_length\\(' || a.attname || '\\)|\\m' || a.attname || ' = sha256)")},
    {"JSON has a shape",
     // What functions alone put together: the header of an envelope, and what waits to get into the audit log,
     // whose own checks hold.
     "SELECT c.relname || '.' || a.attname " COLUMNS
     " AND a.atttypid = 'jsonb'::regtype AND c.relname || '.' || a.attname "
     "NOT IN ('mailbox.header', 'audit_inbox.details')" UNCHECKED("\\m' || a.attname || '\\M")},
    {"nothing but plpgsql is installed", "SELECT e.extname FROM pg_extension e WHERE e.extname <> 'plpgsql'"},
    {"PUBLIC has nothing of the database, its schemas and languages",
     "SELECT d.datname || ' ' || a.privilege_type FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = "
     "current_database() AND a.grantee = 0 "
     "UNION ALL SELECT n.nspname || ' ' || a.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) a WHERE "
     "a.grantee = 0 "
     "AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
     "UNION ALL SELECT l.lanname || ' ' || a.privilege_type FROM pg_language l, aclexplode(coalesce(l.lanacl, "
     "acldefault('l', l.lanowner))) a WHERE a.grantee = 0 AND l.lanpltrusted"},
    {"devices belong to their group without the right to be it",
     "SELECT m.member::regrole::text FROM pg_auth_members m WHERE m.member::regrole::text ~ '^d_' AND (m.admin_option "
     "OR "
     "m.set_option OR m.roleid::regrole::text !~ '_(user|console|suspended)$')"},
};

} // namespace

/// T03 of docs/security-tests.md: rules for every table, column, function and role, read from the catalogs.
class AttackRulesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::unique_ptr<RawSession> m_superuser;

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        std::ignore = m_world->join(QStringLiteral("alice"));
        m_superuser = std::make_unique<RawSession>(m_world->tenant().address, m_fixture->superuser());
    }

    void cleanupTestCase()
    {
        m_superuser.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void everyRuleHolds_data()
    {
        QTest::addColumn<QByteArray>("violations");
        for (const Rule &rule : kRules)
            QTest::newRow(rule.name) << QByteArray(rule.violations);
    }

    void everyRuleHolds()
    {
        QFETCH(QByteArray, violations);
        QByteArrayList found;
        try {
            found = m_superuser->list(violations);
        } catch (const std::exception &error) {
            found += error.what();
        }
        QVERIFY2(found.isEmpty(), found.join('\n').constData());
    }

    /// A rule that finds nothing in a schema that breaks it would be worth nothing.
    void rulesFindWhatBreaksThem()
    {
        const auto broken = [this](const char *name, const QByteArray &sql) {
            m_superuser->list("BEGIN; " + sql);
            for (const Rule &rule : kRules) {
                if (QLatin1StringView(rule.name).startsWith(QLatin1StringView(name))) {
                    const QByteArrayList found = m_superuser->list(rule.violations);
                    m_superuser->list("ROLLBACK");
                    return !found.isEmpty();
                }
            }
            m_superuser->list("ROLLBACK");
            return false;
        };
        QVERIFY(broken("row security", "CREATE TABLE tacet.x (id int PRIMARY KEY)"));
        QVERIFY(broken("row security", "CREATE POLICY all_of_them ON tacet.users USING (true)"));
        QVERIFY(broken("nobody has", "GRANT SELECT (id) ON tacet.users TO PUBLIC"));
        QVERIFY(broken("what will be", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC"));
        QVERIFY(broken("every function", "CREATE FUNCTION s.x() RETURNS int LANGUAGE sql AS 'SELECT 1'"));
        QVERIFY(broken("PUBLIC executes", "CREATE FUNCTION s.x() RETURNS int LANGUAGE sql AS 'SELECT 1'"));
        QVERIFY(broken("dynamic SQL", "CREATE FUNCTION s.x(y text) RETURNS void LANGUAGE plpgsql AS "
                                      "'BEGIN EXECUTE ''SELECT '' || y; END'"));
        QVERIFY(broken("what is called stable", "CREATE FUNCTION s.x() RETURNS void STABLE LANGUAGE plpgsql AS "
                                                "'BEGIN DELETE FROM tacet.users; END'"));
        QVERIFY(broken("views", "CREATE VIEW tacet.x AS SELECT 1"));
        QVERIFY(broken("views", "CREATE MATERIALIZED VIEW tacet.x AS SELECT 1"));
        QVERIFY(broken("the console's views answer", "CREATE VIEW console.x AS SELECT 1"));
        QVERIFY(broken("the console's views are read", "GRANT SELECT ON console.people TO PUBLIC"));
        QVERIFY(broken("no ciphertext", "CREATE VIEW console.x AS SELECT pubkey AS x FROM tacet.signed_prekeys"));
        QVERIFY(broken("times", "ALTER TABLE tacet.contacts ADD COLUMN x timestamp"));
        QVERIFY(broken("bytes", "ALTER TABLE tacet.contacts ADD COLUMN x bytea"));
        QVERIFY(broken("JSON", "ALTER TABLE tacet.contacts ADD COLUMN x jsonb"));
        QVERIFY(broken("no counter", "ALTER TABLE tacet.contacts ADD COLUMN x serial"));
        QVERIFY(
            broken("every foreign key", "CREATE TABLE tacet.x (id uuid PRIMARY KEY, y uuid REFERENCES tacet.chats)"));
        QVERIFY(broken("constraints", "ALTER TABLE tacet.contacts ADD CONSTRAINT x CHECK (true) NOT VALID"));
        QVERIFY(broken("only superusers", "CREATE ROLE x BYPASSRLS"));
    }

    void typesInBodiesAreQualified()
    {
        // A temporary table is found before a built-in type of the same name.
        static const QRegularExpression loose(
            QStringLiteral(
                R"re(::(text|uuid|bytea|jsonb|name|record|timestamptz)\b|^\s+\w+ (CONSTANT )?(text|uuid|bytea|jsonb|name|record|timestamptz)(\[\])?( :=|;))re"),
            QRegularExpression::MultilineOption);
        const auto bodies = m_superuser->table("SELECT p.oid::regprocedure, p.prosrc " FUNCTIONS);
        QVERIFY(bodies.size() > 50);
        for (const QByteArrayList &body : bodies)
            QVERIFY2(!loose.match(QString::fromUtf8(body[1])).hasMatch(), body[0].constData());
    }

    void theFigures()
    {
        const qint64 tables = m_superuser->one("SELECT count(*) " TABLES).toLongLong();
        const qint64 functions = m_superuser->one("SELECT count(*) " FUNCTIONS).toLongLong();
        qint64 violations = 0;
        for (const Rule &rule : kRules)
            violations += m_superuser->list(rule.violations).size();
        TACET_VERIFY_ATTACK("T03", qint64(std::size(kRules)), "0 violations",
                            QStringLiteral("%1 violations; %2 tables and partitions, %3 functions")
                                .arg(violations)
                                .arg(tables)
                                .arg(functions),
                            violations == 0 && tables > 30 && functions > 50);
    }
};

QTEST_GUILESS_MAIN(AttackRulesTest)
#include "tst_attackrules.moc"
