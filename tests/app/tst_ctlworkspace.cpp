#include "tests/app/ctlrunner.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace tacet::tests;

#define VERIFY_DONE(run)                                                                                               \
    do {                                                                                                               \
        const CtlRun done = (run);                                                                                     \
        QVERIFY2(done.exitCode == 0 && done.isJson, qPrintable(done.describe()));                                      \
    } while (false)

/// What the person who keeps the computer does: the database's life, its migrations, the doctor.
class CtlWorkspaceTest : public QObject
{
    Q_OBJECT
private:
    QString directory() const { return m_owner.run({"workspace", "status"}).text("directory"); }
    QString state() const { return m_owner.run({"workspace", "status", "--cluster", m_directory}).text("state"); }

    /// Processes of a server on the data directory that no other of them has started.
    int postmasters() const
    {
        QHash<QByteArray, QByteArray> parents;
        const QStringList processes = QDir("/proc").entryList({"[1-9]*"}, QDir::Dirs);
        for (const QString &process : processes) {
            if (QFile::symLinkTarget("/proc/" + process + "/cwd") != m_directory + "/data")
                continue;
            QFile stat("/proc/" + process + "/stat");
            if (stat.open(QIODevice::ReadOnly)) {
                const QByteArray line = stat.readAll();
                parents.insert(process.toLatin1(), line.mid(line.lastIndexOf(')') + 2).split(' ').value(1));
            }
        }
        return static_cast<int>(
            std::ranges::count_if(parents, [&parents](const QByteArray &parent) { return !parents.contains(parent); }));
    }

    QTemporaryDir m_folder;
    CtlRunner m_owner{m_folder.filePath("owner"), "a lantern at the pier"};
    QString m_directory;

private slots:
    void initTestCase()
    {
        VERIFY_DONE(m_owner.run({"workspace", "create", "--name", "Harbour", "--username", "owner"}));
        m_directory = directory();
        QVERIFY(m_directory.startsWith(m_owner.profile()));
    }

    void cleanupTestCase() { m_owner.run({"workspace", "stop"}); }

    void theDatabaseStopsWithItsLastUser()
    {
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("stopped"), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(postmasters(), 0, 30'000);
    }

    void startedItStaysUntilItIsStopped()
    {
        VERIFY_DONE(m_owner.run({"workspace", "start"}));
        const CtlRun status = m_owner.run({"workspace", "status"});
        VERIFY_DONE(status);
        QCOMPARE(status.text("state"), "running");
        QVERIFY(status.line().value("pid").toInteger() > 1);
        const CtlRun uri = m_owner.run({"workspace", "uri"});
        VERIFY_DONE(uri);
        QVERIFY2(uri.text("uri").startsWith("postgresql://"), qPrintable(uri.describe()));
        VERIFY_DONE(m_owner.run({"workspace", "stop"}));
        QCOMPARE(state(), "stopped");
        const CtlRun refused = m_owner.run({"workspace", "uri"});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.errorName(), "not-open");
    }

    void theServerDoesNotInheritThePassphrase()
    {
        VERIFY_DONE(m_owner.run({"workspace", "start"}));
        const qint64 pid = m_owner.run({"workspace", "status"}).line().value("pid").toInteger();
        QFile environment(QStringLiteral("/proc/%1/environ").arg(pid));
        QVERIFY(environment.open(QIODevice::ReadOnly));
        const QByteArray all = environment.readAll();
        QVERIFY(all.contains("PATH="));
        QVERIFY(!all.contains("a lantern at the pier"));
        QVERIFY(!all.contains("TACET_PASSPHRASE"));
        VERIFY_DONE(m_owner.run({"workspace", "stop"}));
    }

    void sixteenStartsAtOnceMakeOneServer()
    {
        constexpr int kStarts = 16;
        std::vector<std::unique_ptr<QProcess>> starts;
        for (int i = 0; i < kStarts; ++i) {
            starts.push_back(std::make_unique<QProcess>());
            m_owner.start(*starts.back(), {"workspace", "start", "--foreground", "--cluster", m_directory});
        }
        for (const auto &start : starts) {
            QVERIFY2(start->waitForReadyRead(60'000), start->readAllStandardError().constData());
            QCOMPARE(start->readAllStandardOutput(), "running\n");
        }
        QCOMPARE(postmasters(), 1);
        for (const auto &start : starts)
            start->terminate();
        for (const auto &start : starts) {
            QVERIFY(start->waitForFinished());
            QCOMPARE(start->exitCode(), 0);
        }
        QTRY_COMPARE_WITH_TIMEOUT(postmasters(), 0, 30'000);
    }

    void theDoctorFindsAHealthyAccountHealthy()
    {
        const CtlRun doctor = m_owner.run({"doctor"});
        VERIFY_DONE(doctor);
        QVERIFY(doctor.lines.size() >= 10);
        for (const QJsonObject &finding : doctor.lines)
            QVERIFY2(finding.value("ok").toBool(), qPrintable(doctor.describe()));
    }

    void migrationsGoDownAndUpAndTheDoctorNotices()
    {
        const CtlRun before = m_owner.run({"migrate", "status"});
        VERIFY_DONE(before);
        const int newest = before.lines.last().value("version").toInt();
        QCOMPARE(before.lines.last().value("state").toString(), "applied");
        const CtlRun down = m_owner.run({"migrate", "down"});
        VERIFY_DONE(down);
        QCOMPARE(down.line().value("version").toInt(), newest - 1);
        QCOMPARE(m_owner.run({"migrate", "status"}).lines.last().value("state").toString(), "missing");

        const CtlRun ill = m_owner.run({"doctor"});
        QCOMPARE(ill.exitCode, 1);
        QVERIFY(std::ranges::any_of(ill.lines, [](const QJsonObject &line) { return !line.value("ok").toBool(); }));

        const CtlRun up = m_owner.run({"migrate", "up"});
        VERIFY_DONE(up);
        QCOMPARE(up.line().value("applied").toInt(), 1);
        VERIFY_DONE(m_owner.run({"doctor"}));
    }

    void aFolderWithoutADatabaseIsNotStarted()
    {
        const CtlRun run = m_owner.run({"workspace", "start", "--cluster", m_folder.filePath("nothing")});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.errorName(), "not-found");
        QVERIFY(!QDir(m_folder.filePath("nothing")).exists());
    }
};

QTEST_GUILESS_MAIN(CtlWorkspaceTest)
#include "tst_ctlworkspace.moc"
