#include "tests/app/ctlrunner.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tacet::tests;

#define VERIFY_DONE(run)                                                                                               \
    do {                                                                                                               \
        const CtlRun done = (run);                                                                                     \
        QVERIFY2(done.exitCode == 0 && done.isJson, qPrintable(done.describe()));                                      \
    } while (false)

/// What who runs a cluster does with the workspaces on it.
class CtlTenantTest : public QObject
{
    Q_OBJECT
private:
    CtlRun tenant(QStringList arguments) const
    {
        arguments.prepend(QStringLiteral("tenant"));
        return m_operator.run(arguments << "--cluster" << m_cluster);
    }
    QJsonObject listed(const QString &name) const
    {
        const CtlRun list = tenant({"list"});
        for (const QJsonObject &line : list.lines) {
            if (line.value("name").toString() == name)
                return line;
        }
        return {};
    }

    QTemporaryDir m_folder;
    CtlRunner m_owner{m_folder.filePath("owner"), "a lantern at the pier"};
    CtlRunner m_second{m_folder.filePath("second"), "three gulls on a rail"};
    CtlRunner m_operator{m_folder.filePath("operator"), "needs none"};
    QString m_cluster;
    QString m_database;

private slots:
    void initTestCase()
    {
        VERIFY_DONE(m_owner.run({"workspace", "create", "--name", "Harbour", "--username", "owner"}));
        m_cluster = m_owner.run({"workspace", "status"}).text("directory");
        VERIFY_DONE(m_owner.run({"workspace", "start"}));
    }

    void cleanupTestCase() { m_owner.run({"workspace", "stop"}); }

    void aSecondWorkspaceOnTheSameCluster()
    {
        const CtlRun created = tenant({"create", "--name", "Boatyard"});
        VERIFY_DONE(created);
        m_database = created.text("database");
        QVERIFY(m_database.startsWith("tacet_"));
        QVERIFY(created.text("link").startsWith("tacet://join?"));
        QCOMPARE(listed("Boatyard").value("members").toInt(), 0);
        VERIFY_DONE(m_second.run({"join", created.text("link"), "--username", "owner"}));
        QCOMPARE(m_second.run({"join", created.text("link"), "--username", "again"}).exitCode, 1);
    }

    void bothAreListedAndKnowNothingOfEachOther()
    {
        const CtlRun list = tenant({"list"});
        VERIFY_DONE(list);
        QCOMPARE(list.lines.size(), 2);
        QCOMPARE(list.lines.first().value("name").toString(), "Boatyard");
        for (const QJsonObject &line : list.lines) {
            QCOMPARE(line.value("state").toString(), "open");
            QCOMPARE(line.value("members").toInt(), 1);
            QCOMPARE(line.value("devices").toInt(), 1);
            QVERIFY(line.value("bytes").toInteger() > 1'000'000);
            QVERIFY(line.value("version").toInt() >= 19);
        }
        // The same user name in both, and neither finds the other.
        const CtlRun found = m_second.run({"contacts", "search", "owner"});
        VERIFY_DONE(found);
        QCOMPARE(found.lines.size(), 0);
    }

    void renamed()
    {
        VERIFY_DONE(tenant({"rename", "Boatyard", "Werft \"Süd\"; DROP TABLE x"}));
        QCOMPARE(listed("Werft \"Süd\"; DROP TABLE x").value("database").toString(), m_database);
        VERIFY_DONE(tenant({"rename", m_database, "Boatyard"}));
        QCOMPARE(tenant({"rename", m_database, QString(65, u'x')}).errorName(), "invalid-input");
        QCOMPARE(tenant({"rename", "Nowhere", "x"}).errorName(), "not-found");
    }

    void suspendedNobodyEntersAndNothingIsLost()
    {
        const CtlRun suspended = tenant({"suspend", "Boatyard"});
        VERIFY_DONE(suspended);
        QCOMPARE(suspended.text("state"), "suspended");
        const CtlRun refused = m_second.run({"contacts", "search", "o"});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.errorName(), "workspace-closed");
        // The neighbour notices nothing, and suspending twice is suspending.
        VERIFY_DONE(m_owner.run({"contacts", "search", "o"}));
        VERIFY_DONE(tenant({"suspend", "Boatyard"}));
        VERIFY_DONE(tenant({"resume", "Boatyard"}));
        QCOMPARE(listed("Boatyard").value("state").toString(), "open");
        VERIFY_DONE(m_second.run({"contacts", "search", "o"}));
    }

    void migrationsOfAnyTenant()
    {
        const CtlRun status = m_operator.run({"migrate", "status", "--tenant", "Boatyard", "--cluster", m_cluster});
        VERIFY_DONE(status);
        QCOMPARE(status.lines.last().value("state").toString(), "applied");
        const int newest = status.lines.last().value("version").toInt();
        const QString before = QString::number(newest - 2);
        VERIFY_DONE(
            m_operator.run({"migrate", "down", "--to", before, "--tenant", "Boatyard", "--cluster", m_cluster}));
        QCOMPARE(listed("Boatyard").value("version").toInt(), newest - 2);
        QCOMPARE(listed("Harbour").value("version").toInt(), newest);
        const CtlRun up = m_operator.run({"migrate", "up", "--tenant", "Boatyard", "--cluster", m_cluster});
        VERIFY_DONE(up);
        QCOMPARE(up.line().value("applied").toInt(), 2);
        QCOMPARE(m_operator.run({"migrate", "up", "--cluster", m_cluster}).exitCode, 2);
    }

    void droppedOnlyOnPurpose()
    {
        const CtlRun byName = tenant({"drop", "Boatyard", "--yes"});
        QCOMPARE(byName.errorName(), "invalid-input");
        const CtlRun careless = tenant({"drop", m_database});
        QCOMPARE(careless.exitCode, 1);
        QCOMPARE(careless.errorName(), "cancelled");
        QVERIFY(!listed("Boatyard").isEmpty());
        VERIFY_DONE(tenant({"drop", m_database, "--yes"}));
        const CtlRun list = tenant({"list"});
        QCOMPARE(list.lines.size(), 1);
        QCOMPARE(tenant({"drop", m_database, "--yes"}).errorName(), "not-found");
        VERIFY_DONE(m_owner.run({"contacts", "search", "o"}));
        QVERIFY(m_second.run({"contacts", "search", "o"}).exitCode != 0);
    }

    void twoPlacesAreRefused()
    {
        QCOMPARE(tenant({"list", "--server", "postgresql://x@y"}).exitCode, 2);
        QCOMPARE(m_operator.run({"tenant", "list", "--cluster", m_folder.filePath("none")}).errorName(), "not-found");
    }
};

QTEST_GUILESS_MAIN(CtlTenantTest)
#include "tst_ctltenant.moc"
