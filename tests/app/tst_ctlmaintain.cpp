#include "models/backend/databaseconnection.h"
#include "models/backend/embeddedcluster.h"
#include "tests/app/ctlrunner.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tacet;
using namespace tacet::tests;

namespace {

// A month that is long over, with messages in it.
constexpr auto kOldMonth = R"(
DO $$
DECLARE
    month CONSTANT timestamptz := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '10 months';
    parent text;
    child text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['messages', 'message_recipients'] LOOP
        child := s.partition_name(parent, month);
        EXECUTE format('CREATE TABLE tacet.%I (LIKE tacet.%I INCLUDING ALL)', child, parent);
        EXECUTE format('ALTER TABLE tacet.%I OWNER TO %I', child,
            (SELECT tableowner FROM pg_tables WHERE schemaname = 'tacet' AND tablename = 'users'));
        PERFORM s.seal(('tacet.' || child)::regclass);
        EXECUTE format('ALTER TABLE tacet.%I ATTACH PARTITION tacet.%I FOR VALUES FROM (%L) TO (%L)', parent, child,
            s.uuid7_floor(month), s.uuid7_floor((month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'));
    END LOOP;
    INSERT INTO tacet.messages (id, chat_id, encrypted_content, content_hash)
    SELECT s.uuid7_floor(month + g * interval '1 hour'), gen_random_uuid(), uuid_send(gen_random_uuid()), sha256('x')
      FROM generate_series(1, 500) g;
END $$;
)";
constexpr PgStatement kMessages{"ctl_messages", "SELECT count(*) FROM tacet.messages"};
constexpr PgStatement kUnsealed{"ctl_unsealed", "SELECT count(*) FROM tacet.audit_inbox"};

} // namespace

/// `tacetctl maintain tenant`.
class CtlMaintainTest : public QObject
{
    Q_OBJECT
private:
    CtlRun maintain(QStringList arguments = {}) const
    {
        return m_operator.run(QStringList{"maintain", "tenant", "--tenant", "Harbour", "--cluster", m_directory} +
                              arguments);
    }
    static QList<QJsonObject> ofKind(const CtlRun &run, const QString &kind)
    {
        QList<QJsonObject> found;
        for (const QJsonObject &line : run.lines) {
            if (line.value("kind").toString() == kind)
                found.append(line);
        }
        return found;
    }
    qint64 ask(const PgStatement &statement)
    {
        return m_connection->exec(statement)->first([](PgRow &row) { return row.int64(0); }).value_or(-1);
    }

    QTemporaryDir m_folder;
    CtlRunner m_owner{m_folder.filePath("owner"), "a lantern at the pier"};
    CtlRunner m_operator{m_folder.filePath("operator"), "needs none"};
    QString m_directory;
    std::unique_ptr<EmbeddedCluster> m_cluster;
    std::unique_ptr<DatabaseConnection> m_connection;

private slots:
    void initTestCase()
    {
        QCOMPARE(m_owner.run({"workspace", "create", "--name", "Harbour", "--username", "owner"}).exitCode, 0);
        m_directory = m_owner.run({"workspace", "status"}).text("directory");
        auto cluster = EmbeddedCluster::start(m_directory);
        QVERIFY(cluster.has_value());
        m_cluster = std::move(*cluster);
        const CtlRun list = m_operator.run({"tenant", "list", "--cluster", m_directory});
        auto connection =
            DatabaseConnection::open(m_cluster->address(list.text("database")), m_cluster->superuser().value());
        QVERIFY(connection.has_value());
        m_connection = std::move(*connection);
        QVERIFY(m_connection->script(kOldMonth).has_value());
    }

    void cleanupTestCase()
    {
        m_connection.reset();
        m_cluster.reset();
        m_owner.run({"workspace", "stop"});
    }

    void aDryRunChangesNothing()
    {
        const CtlRun run = maintain({"--dry-run"});
        QVERIFY2(run.exitCode == 0 && run.isJson, qPrintable(run.describe()));
        const QList<QJsonObject> due = ofKind(run, "retention");
        QCOMPARE(due.size(), 2);
        qint64 rows = 0;
        for (const QJsonObject &item : due) {
            rows += item.value("rows").toInteger();
            QVERIFY(!item.value("taken").toBool() && item.value("bytes").toInteger() > 0);
        }
        QCOMPARE(rows, 500);
        QCOMPARE(ask(kMessages), 500);
        QVERIFY(ask(kUnsealed) > 0);
    }

    void withoutYesRetentionOnlyLooks()
    {
        const CtlRun run = maintain();
        QVERIFY2(run.exitCode == 0 && run.isJson, qPrintable(run.describe()));
        QCOMPARE(ofKind(run, "retention").size(), 2);
        QCOMPARE(ask(kMessages), 500);
        QCOMPARE(ask(kUnsealed), 0);
        const QJsonObject summary = ofKind(run, "summary").value(0);
        QVERIFY(summary.value("audit_rows").toInteger() > 3);
        QCOMPARE(summary.value("audit_findings").toInt(), 0);
    }

    void theOwnWorkspaceNeedsNoName()
    {
        const CtlRun run = m_owner.run({"maintain", "tenant", "--dry-run"});
        QVERIFY2(run.exitCode == 0 && run.isJson, qPrintable(run.describe()));
        QCOMPARE(ofKind(run, "retention").size(), 2);
    }

    void aSignalStopsItInGoodOrder()
    {
        QProcess process;
        // Nothing can be dropped while somebody reads it, so that it is surely still at work.
        QVERIFY(m_connection->script("BEGIN; LOCK TABLE tacet.message_recipients IN ACCESS SHARE MODE").has_value());
        m_operator.start(process, {"maintain", "tenant", "--tenant", "Harbour", "--cluster", m_directory, "--yes"});
        QTRY_VERIFY_WITH_TIMEOUT(m_cluster && ask(PgStatement{"ctl_pending", "SELECT count(*) FROM pg_inherits WHERE "
                                                                             "inhdetachpending"}) > 0,
                                 30'000);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QVERIFY(m_connection->script("COMMIT").has_value());
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
    }

    void withYesItIsGoneAndSaved()
    {
        const QString folder = m_folder.filePath("archive");
        const CtlRun run = maintain({"--yes", "--archive", folder});
        QVERIFY2(run.exitCode == 0 && run.isJson, qPrintable(run.describe()));
        QCOMPARE(ask(kMessages), 0);
        const QJsonObject summary = ofKind(run, "summary").value(0);
        QVERIFY(summary.value("bytes_after").toInteger() < summary.value("bytes_before").toInteger());
        const QStringList here = QDir(folder).entryList(QDir::Files);
        const QStringList there = QDir(m_directory + "/archive").entryList(QDir::Files);
        QCOMPARE((here + there).filter(".copy.gz").size(), 2);
        QCOMPARE(ofKind(maintain({"--dry-run"}), "retention").size(), 0);
    }

    void peopleReadLines()
    {
        const CtlRun run =
            m_operator.runForPeople({"maintain", "tenant", "--tenant", "Harbour", "--cluster", m_directory});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("partitions made"));
        QVERIFY(run.errorOutput.contains("audit log"));
    }

    void aChangedAuditLogIsReported()
    {
        QVERIFY(m_connection
                    ->script("SET session_replication_role = replica; UPDATE tacet.audit_log SET severity = 'critical' "
                             "WHERE seq = 2 AND category = 'security'; SET session_replication_role = origin")
                    .has_value());
        const CtlRun run = maintain();
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.errorName(), "damaged");
        QCOMPARE(ofKind(run, "audit").size(), 1);
    }

    void wrongWordsAreRefused()
    {
        QCOMPARE(maintain({"--dry-run", "--yes"}).exitCode, 2);
        QCOMPARE(m_operator.run({"maintain", "tenant", "--cluster", m_directory}).exitCode, 2);
        QCOMPARE(m_operator.run({"maintain", "tenant", "--tenant", "Nowhere", "--cluster", m_directory}).errorName(),
                 "not-found");
    }
};

QTEST_GUILESS_MAIN(CtlMaintainTest)
#include "tst_ctlmaintain.moc"
