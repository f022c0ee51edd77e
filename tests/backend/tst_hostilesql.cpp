#include "models/backend/directchatstore.h"
#include "models/backend/sessionstore.h"
#include "tests/backend/tenantworld.h"

#include <QRegularExpression>

using namespace tacet;

namespace {

constexpr PgStatement kRelations{"hostile_relations",
                                 "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n "
                                 "ON n.oid = c.relnamespace WHERE n.nspname IN ('tacet', 'migrations') "
                                 "AND c.relkind IN ('r', 'p', 'v')"};
constexpr PgStatement kInternal{"hostile_internal",
                                "SELECT p.oid::regproc::text || '(' || coalesce((SELECT string_agg('NULL::' || "
                                "(SELECT n2.nspname || '.' || y.typname FROM pg_type y JOIN pg_namespace n2 ON n2.oid "
                                "= y.typnamespace WHERE y.oid = t), ', ' ORDER BY o) FROM unnest(p.proargtypes) "
                                "WITH ORDINALITY u(t, o)), '') || ')' FROM pg_proc p JOIN pg_namespace n "
                                "ON n.oid = p.pronamespace WHERE n.nspname IN ('s', 'admin') "
                                "AND p.prorettype <> 'trigger'::regtype"};
constexpr PgStatement kOpen{"hostile_open",
                            "SELECT p.oid::regproc::text || '(' || coalesce((SELECT string_agg('NULL::' || "
                            "(SELECT n2.nspname || '.' || y.typname FROM pg_type y JOIN pg_namespace n2 ON n2.oid = "
                            "y.typnamespace WHERE y.oid = t), ', ' ORDER BY o) FROM unnest(p.proargtypes) "
                            "WITH ORDINALITY u(t, o)), '') || ')', p.pronargs::int4 FROM pg_proc p JOIN pg_namespace n "
                            "ON n.oid = p.pronamespace WHERE n.nspname = 'api'"};

QStringList texts(DatabaseConnection &connection, const PgStatement &statement)
{
    return orThrow(orThrow(connection.exec(statement)).list([](PgRow &row) { return row.text(0); }));
}

// All refusals are by right (insufficient privilege) and not by chance.
constexpr QLatin1StringView kForbidden{"42501"};

} // namespace

/// Members, removed members and strangers with raw SQL.
class HostileSqlTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<Member> m_eve;
    ChatId m_chat;
    OutgoingMessage m_message;
    QStringList m_relations;
    QStringList m_internal;

    static QString stateOf(DatabaseConnection &connection, const QString &sql)
    {
        const auto done = connection.script(sql.toUtf8());
        return done ? QStringLiteral("done") : done.error().detail();
    }

    void refusedAsForbidden(DatabaseConnection &connection, const QString &sql)
    {
        const QString state = stateOf(connection, sql);
        if (connection.isInTransaction())
            std::ignore = connection.script("ROLLBACK");
        QVERIFY2(state.contains(kForbidden), qPrintable(sql + QStringLiteral(" -> ") + state));
    }

    QString contents()
    {
        static constexpr PgStatement kAll{
            "hostile_contents", "SELECT md5((SELECT string_agg(m::text, ',' ORDER BY id) FROM tacet.messages m) || "
                                "(SELECT string_agg(b::text, ',' ORDER BY id) FROM tacet.mailbox b) || "
                                "(SELECT string_agg(u::text, ',' ORDER BY id) FROM tacet.users u) || "
                                "(SELECT string_agg(c::text, ',' ORDER BY id) FROM tacet.chats c))"};
        return texts(m_world->superuser(), kAll).first();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_eve = m_world->join(QStringLiteral("eve"));
        m_chat = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user)).id;
        m_message = messageFor(m_chat, {envelopeFor(m_bob->device)});
        orThrow(DeliveryStore(m_alice->db()).send(m_message));
        m_relations = texts(m_world->superuser(), kRelations);
        m_internal = texts(m_world->superuser(), kInternal);
        QVERIFY(m_relations.size() > 30);
        QVERIFY(m_internal.size() > 30);
    }

    void cleanupTestCase()
    {
        m_alice.reset();
        m_bob.reset();
        m_eve.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void everyVerbOnEveryTableIsRefused_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const char *pattern :
             {"SELECT * FROM %1", "SELECT 1 FROM %1 LIMIT 0", "EXPLAIN SELECT * FROM %1",
              "INSERT INTO %1 DEFAULT VALUES", "DELETE FROM %1", "TRUNCATE %1", "COPY %1 TO STDOUT",
              "SELECT count(*) FROM ONLY %1", "BEGIN; LOCK TABLE %1 IN ACCESS SHARE MODE",
              "BEGIN; LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE", "TABLE %1", "SELECT x FROM %1 x FOR KEY SHARE",
              "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM %1", "PREPARE p AS SELECT * FROM %1",
              "ALTER TABLE %1 DISABLE ROW LEVEL SECURITY", "DROP TABLE %1", "CREATE INDEX ON %1 ((1))", "VACUUM %1",
              "SELECT pg_relation_size('%1')"})
            QTest::newRow(pattern) << QString::fromLatin1(pattern);
    }

    void everyVerbOnEveryTableIsRefused()
    {
        QFETCH(QString, pattern);
        const QString before = contents();
        for (const QString &relation : std::as_const(m_relations)) {
            const QString sql = pattern.arg(relation);
            if (pattern.startsWith(QLatin1StringView("VACUUM"))) {
                // Answers with a warning and does nothing.
                std::ignore = stateOf(m_eve->db(), sql);
                continue;
            }
            refusedAsForbidden(m_eve->db(), sql);
        }
        QCOMPARE(contents(), before);
        QVERIFY(m_eve->db().isOpen());
    }

    void internalAndOperatorFunctionsAreRefused()
    {
        for (const QString &call : std::as_const(m_internal)) {
            refusedAsForbidden(m_eve->db(), QStringLiteral("SELECT ") + call);
            refusedAsForbidden(m_eve->db(), QStringLiteral("EXPLAIN ANALYZE SELECT ") + call);
        }
    }

    void whatPublicUsuallyMayDoIsClosed_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char *sql : {"CREATE TEMP TABLE uuid (x int)",
                                "CREATE TABLE public.t (x int)",
                                "CREATE SCHEMA mine",
                                "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                                "DO $$ BEGIN END $$",
                                "SELECT lo_create(0)",
                                "SELECT lo_from_bytea(0, 'x')",
                                "SELECT lo_import('/etc/passwd')",
                                "SELECT pg_logical_emit_message(false, 'x', 'y')",
                                "SELECT pg_advisory_lock(1)",
                                "SELECT pg_try_advisory_lock(1)",
                                "SELECT pg_advisory_xact_lock(1)",
                                "SELECT pg_sleep(1)",
                                "SELECT pg_notify('x', 'y')",
                                "SELECT pg_export_snapshot()",
                                "SELECT query_to_xml('SELECT 1', true, true, '')",
                                "SELECT database_to_xml(true, true, '')",
                                "SELECT pg_read_file('PG_VERSION')",
                                "SELECT pg_ls_dir('.')",
                                "COPY (SELECT 1) TO PROGRAM 'true'",
                                "COPY (SELECT 1) TO '/tmp/x'",
                                "ALTER SYSTEM SET work_mem = '1GB'",
                                "SELECT pg_reload_conf()",
                                "SET session_replication_role = replica",
                                "SET temp_file_limit = -1",
                                "SET log_statement = 'all'",
                                "CREATE EXTENSION pgcrypto SCHEMA public",
                                "CREATE ROLE mine",
                                "SELECT rolpassword FROM pg_authid",
                                "SELECT * FROM pg_statistic",
                                "CREATE PUBLICATION p",
                                "LOAD 'plpgsql'"})
            QTest::newRow(sql) << QString::fromLatin1(sql);
    }

    void whatPublicUsuallyMayDoIsClosed()
    {
        QFETCH(QString, sql);
        refusedAsForbidden(m_eve->db(), sql);
    }

    void nobodyBecomesAnother()
    {
        for (const QString &role : m_world->tenant().names.placeholders().values()) {
            if (role.startsWith(QLatin1StringView("tacet_")))
                continue;
            refusedAsForbidden(m_eve->db(), QStringLiteral("SET ROLE \"%1\"").arg(role));
            refusedAsForbidden(m_eve->db(), QStringLiteral("SET SESSION AUTHORIZATION \"%1\"").arg(role));
            refusedAsForbidden(m_eve->db(), QStringLiteral("GRANT \"%1\" TO \"%2\"").arg(role, m_eve->login.role));
        }
        refusedAsForbidden(m_eve->db(), QStringLiteral("SET ROLE \"%1\"").arg(m_alice->login.role));
        refusedAsForbidden(m_eve->db(), QStringLiteral("ALTER ROLE \"%1\" PASSWORD 'x'").arg(m_alice->login.role));
        refusedAsForbidden(m_eve->db(), QStringLiteral("DROP ROLE \"%1\"").arg(m_alice->login.role));
        refusedAsForbidden(m_eve->db(), QStringLiteral("ALTER ROLE \"%1\" CONNECTION LIMIT -1").arg(m_eve->login.role));
        // A setting is no identity.
        orThrow(m_eve->db().script("SET ROLE NONE"));
        QCOMPARE(orThrow(SessionStore(m_eve->db()).hello(1)).user, m_eve->user);
    }

    void nullsAreRefusedByEveryFunctionWithAKnownState()
    {
        static const QRegularExpression known(QStringLiteral("SR0(0[1-9]|1[0-4])|done"));
        const auto calls = orThrow(orThrow(m_world->superuser().exec(kOpen)).list([](PgRow &row) {
            return std::pair(row.text(0), row.int32(1));
        }));
        QVERIFY(calls.size() > 25);
        for (const auto &[call, arguments] : calls) {
            const QString state = stateOf(m_eve->db(), QStringLiteral("SELECT ") + call);
            // What only enrolment and signing in may call, tests/data/grants.txt says.
            if (call.startsWith(QLatin1StringView("api.enrol(")) || call.startsWith(QLatin1StringView("api.link_"))) {
                QVERIFY2(state.contains(kForbidden), qPrintable(call + QStringLiteral(" -> ") + state));
                continue;
            }
            QVERIFY2(known.match(state).hasMatch(), qPrintable(call + QStringLiteral(" -> ") + state));
            QVERIFY2(arguments == 0 || state != QLatin1StringView("done"), qPrintable(call));
        }
        const auto enrolment = m_world->enrolConnection();
        for (const auto &[call, arguments] : calls) {
            const QString state = stateOf(*enrolment, QStringLiteral("SELECT ") + call);
            if (call.startsWith(QLatin1StringView("api.enrol(")))
                QVERIFY2(state.contains(QLatin1StringView("SR002")), qPrintable(state));
            else
                QVERIFY2(state.contains(kForbidden), qPrintable(call + QStringLiteral(" -> ") + state));
        }
    }

    void eveGetsNothingOfTheOthersThroughTheApi()
    {
        const QString before = contents();
        QVERIFY(orThrow(MailboxStore(m_eve->db()).fetch(500)).items.isEmpty());
        QVERIFY(orThrow(DirectChatStore(m_eve->db()).chats(ChatId(), 500)).isEmpty());
        QVERIFY(orThrow(DeliveryStore(m_eve->db()).deliveryStatus({m_message.id})).isEmpty());
        QCOMPARE_ERROR(DeliveryStore(m_eve->db()).sendAgain(m_message.id, {envelopeFor(m_eve->device)}),
                       ErrorCode::NotFound);
        QCOMPARE_ERROR(DirectChatStore(m_eve->db()).chat(m_chat), ErrorCode::NotFound);
        QCOMPARE_ERROR(DeviceStore(m_eve->db()).removeDevice(m_alice->device), ErrorCode::NotFound);
        QCOMPARE(contents(), before);
    }

    void arraysOfOddShapeAreRefused()
    {
        for (const char *arrays :
             {"'{}', '{}', '{}', '{}', '{}', '{}', '{NULL}'",
              "'[0:0]={00000000-0000-0000-0000-000000000000}', "
              "'{x}', '{x}', '{1}', '{1}', '{x}', '{x}'",
              "'{{00000000-0000-0000-0000-000000000000}}', '{{x}}', '{{x}}', '{{1}}', '{{1}}', '{{x}}', '{{x}}'",
              "'{NULL}', '{x}', '{x}', '{1}', '{1}', '{x}', '{x}'"}) {
            const QString sql = QStringLiteral("SELECT api.send_control('%1', '%2', 1::smallint, %3)")
                                    .arg(newId<MessageId>().toString(), m_chat.toString(), QString::fromLatin1(arrays));
            QVERIFY2(stateOf(m_alice->db(), sql).contains(QLatin1StringView("SR002")), arrays);
        }
    }
};

QTEST_GUILESS_MAIN(HostileSqlTest)
#include "tst_hostilesql.moc"
