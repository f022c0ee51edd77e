#include "models/backend/clusterfiles.h"
#include "models/backend/databaseconnection.h"
#include "models/backend/embeddedcluster.h"
#include "models/backend/postmaster.h"
#include "tests/backend/clusterprocesses.h"
#include "tests/support/postgresfixture.h"

#include <QDir>
#include <QProcess>

#include <csignal>
#include <unistd.h>

using namespace tacet;
using Cluster = std::unique_ptr<EmbeddedCluster>;

namespace {

constexpr int kPatience = 20'000;
constexpr PgStatement kSetting{"setting", "SELECT current_setting($1)"};
constexpr PgStatement kCount{"count", "SELECT count(*) FROM kept"};

} // namespace

class EmbeddedClusterTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_template; ///< a cluster to copy: initdb is slow
    std::unique_ptr<QTemporaryDir> m_profile;
    QString m_directory;

    void useFreshCluster()
    {
        QVERIFY(QProcess::execute(
                    QStringLiteral("cp"),
                    {QStringLiteral("-a"), m_template.filePath(QStringLiteral("postgres")), m_directory}) == 0);
    }

    Result<Cluster> start(const QString &directory)
    {
        EmbeddedCluster::Options options;
        options.durability = EmbeddedCluster::Durability::None;
        options.linger = std::chrono::milliseconds(0);
        return EmbeddedCluster::start(directory, options);
    }
    Cluster start()
    {
        if (!QDir(m_directory).exists() && QDir().mkpath(QFileInfo(m_directory).path()))
            useFreshCluster();
        return orThrow(start(m_directory));
    }

    std::unique_ptr<DatabaseConnection> connectTo(const EmbeddedCluster &cluster)
    {
        return orThrow(
            DatabaseConnection::open(cluster.address(QStringLiteral("postgres")), orThrow(cluster.superuser())));
    }

    bool isStopped() const
    {
        return !postmaster::isLocked((m_directory + QLatin1StringView("/data")).toStdString()) &&
               ClusterProcesses(m_directory).servers().isEmpty();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_directory = m_template.filePath(QStringLiteral("postgres"));
        orThrow(start(m_directory)).reset();
        cleanup();
    }

    void init()
    {
        m_profile = std::make_unique<QTemporaryDir>();
        m_directory = m_profile->filePath(QStringLiteral("postgres"));
    }

    void cleanup()
    {
        std::ignore = EmbeddedCluster::stop(m_directory);
        QTRY_VERIFY_WITH_TIMEOUT(ClusterProcesses(m_directory).keepers().isEmpty(), kPatience);
        m_profile.reset();
    }

    void sixteenProcessesShareOneServer()
    {
        std::vector<std::unique_ptr<ClusterUser>> users;
        for (int index = 0; index < 16; ++index)
            users.push_back(std::make_unique<ClusterUser>(m_directory));
        const QString pid = users.front()->firstLine();
        QVERIFY2(pid.toLongLong() > 0, qPrintable(pid));
        for (const auto &user : users)
            QCOMPARE(user->firstLine(), pid);
        QCOMPARE(ClusterProcesses(m_directory).servers(), QList<qint64>{pid.toLongLong()});
        QCOMPARE(ClusterProcesses(m_directory).keepers().size(), 1);
        while (users.size() > 1)
            users.pop_back();
        QCOMPARE(EmbeddedCluster::status(m_directory).pid, pid.toLongLong());
        users.clear();
        QTRY_VERIFY_WITH_TIMEOUT(isStopped(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(ClusterProcesses(m_directory).keepers().isEmpty(), kPatience);
    }

    void serverStopsAfterItsLastUserWasKilled()
    {
        ClusterUser user(m_directory);
        QVERIFY(user.firstLine().toLongLong() > 0);
        user.kill();
        QTRY_VERIFY_WITH_TIMEOUT(isStopped(), kPatience);
    }

    void serverIsStartedAgainOnDemandWithItsData()
    {
        {
            const Cluster cluster = start();
            QVERIFY(connectTo(*cluster)->script("CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)"));
        }
        QTRY_VERIFY_WITH_TIMEOUT(isStopped(), kPatience);
        const Cluster cluster = start();
        QVERIFY(connectTo(*cluster)->exec(kCount));
    }

    void usersComingAndGoingNeverFindItStopped()
    {
        for (int round = 0; round < 12; ++round) {
            const Cluster cluster = start();
            QVERIFY(connectTo(*cluster)->script("SELECT 1"));
        }
        QTRY_VERIFY_WITH_TIMEOUT(isStopped(), kPatience);
    }

    void killedServerIsRecovered()
    {
        useFreshCluster();
        const Cluster cluster = orThrow(EmbeddedCluster::start(m_directory));
        QVERIFY(connectTo(*cluster)->script("CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)"));
        const auto idle = connectTo(*cluster);
        const qint64 before = EmbeddedCluster::status(m_directory).pid;
        ::kill(static_cast<pid_t>(before), SIGKILL);
        QVERIFY(cluster->ensureRunning());
        const qint64 after = EmbeddedCluster::status(m_directory).pid;
        QVERIFY(after > 0 && after != before);
        const auto count = orThrow(connectTo(*cluster)->exec(kCount));
        QCOMPARE(orThrow(count.first([](PgRow &row) { return row.int64(0); })), 1);
        QVERIFY(!idle->script("SELECT 1"));
        QCOMPARE(ClusterProcesses(m_directory).servers(), QList<qint64>{after});
    }

    void killedKeeperIsReplacedAtTheNextStart()
    {
        Cluster cluster = start();
        const auto keepers = ClusterProcesses(m_directory).keepers();
        QCOMPARE(keepers.size(), 1);
        ::kill(static_cast<pid_t>(keepers.constFirst()), SIGKILL);
        QTRY_VERIFY(ClusterProcesses(m_directory).keepers().isEmpty());
        QVERIFY(cluster->ensureRunning());
        QTRY_COMPARE(ClusterProcesses(m_directory).keepers().size(), 1);
        cluster.reset();
        QTRY_VERIFY_WITH_TIMEOUT(isStopped(), kPatience);
    }

    void leftOverPidFileOfALivingStrangerIsStale()
    {
        start().reset();
        QTRY_VERIFY_WITH_TIMEOUT(isStopped(), kPatience);
        QProcess stranger;
        stranger.start(QStringLiteral("sleep"), {QStringLiteral("600")});
        QVERIFY(stranger.waitForStarted());
        const QString sockets = orThrow(ClusterPaths(m_directory).makeSocketDirectories()).constFirst();
        const QByteArray pid = QByteArray::number(stranger.processId());
        const QByteArray content = pid + '\n' + QFile::encodeName(m_directory + QLatin1StringView("/data\n")) +
                                   "1000000000\n5432\n" + QFile::encodeName(sockets) +
                                   "\n\n  5432001  99999999\nready   \n";
        writeFile(m_directory + QLatin1StringView("/data/postmaster.pid"), content);
        writeFile(sockets + QLatin1StringView("/.s.PGSQL.5432.lock"), content);
        writeFile(sockets + QLatin1StringView("/.s.PGSQL.5432"), {});
        QVERIFY(!EmbeddedCluster::status(m_directory).running);
        const Cluster cluster = start();
        QVERIFY(EmbeddedCluster::status(m_directory).pid != stranger.processId());
        QVERIFY(connectTo(*cluster)->script("SELECT 1"));
        stranger.kill();
        stranger.waitForFinished();
    }

    void serverStartedByHandIsNotDoubled()
    {
        start().reset();
        QTRY_VERIFY_WITH_TIMEOUT(isStopped(), kPatience);
        const QString data = m_directory + QLatin1StringView("/data");
        QProcess byHand;
        byHand.start(orThrow(PostgresPrograms::find()).server(),
                     {QStringLiteral("-D"), data, QStringLiteral("-k"), m_profile->path(), QStringLiteral("-c"),
                      QStringLiteral("listen_addresses=")});
        QTRY_VERIFY_WITH_TIMEOUT(EmbeddedCluster::status(m_directory).running, kPatience);
        const auto refused = start(m_directory);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::AlreadyRunning);
        QCOMPARE(ClusterProcesses(m_directory).servers(), QList<qint64>{byHand.processId()});
        byHand.terminate();
        QVERIFY(byHand.waitForFinished(kPatience));
        QVERIFY(start(m_directory));
    }

    void lostSocketIsMadeAgain()
    {
        const Cluster cluster = start();
        for (const QString &sockets : orThrow(ClusterPaths(m_directory).makeSocketDirectories()))
            QVERIFY(QDir(sockets).removeRecursively());
        QVERIFY(!DatabaseConnection::open(cluster->address(QStringLiteral("postgres")), orThrow(cluster->superuser())));
        QVERIFY(cluster->ensureRunning());
        QVERIFY(connectTo(*cluster)->script("SELECT 1"));
    }

    void programsWithAndWithoutASessionFindTheSameServer()
    {
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        const QString runtime = m_profile->filePath(QStringLiteral("run"));
        QVERIFY(QDir().mkpath(runtime));
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime));
        const Cluster cluster = start();
        const qint64 pid = EmbeddedCluster::status(m_directory).pid;
        QVERIFY(EmbeddedCluster::status(m_directory).socketDirectory.startsWith(runtime));
        // As seen from a session-less process in another mount namespace.
        QVERIFY(QDir(runtime).removeRecursively());
        qunsetenv("XDG_RUNTIME_DIR");
        QVERIFY(cluster->ensureRunning());
        QCOMPARE(EmbeddedCluster::status(m_directory).pid, pid);
        QVERIFY(connectTo(*cluster)->script("SELECT 1"));
        if (!before.isNull())
            qputenv("XDG_RUNTIME_DIR", before);
    }

    void foldersOfOthersAreNotUsedForTheSocket()
    {
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        const QString runtime = m_profile->filePath(QStringLiteral("run"));
        QVERIFY(QDir().mkpath(runtime));
        QVERIFY(QFile::link(m_profile->path(), runtime + QLatin1StringView("/tacet")));
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime));
        for (const QString &folder : orThrow(ClusterPaths(m_directory).makeSocketDirectories()))
            QVERIFY(!folder.startsWith(runtime));
        before.isNull() ? qunsetenv("XDG_RUNTIME_DIR") : qputenv("XDG_RUNTIME_DIR", before);
    }

    void interruptedCreationIsBegunAgain()
    {
        QVERIFY(QDir().mkpath(m_directory + QLatin1StringView("/data.new/base")));
        writeFile(m_directory + QLatin1StringView("/data.new/PG_VERSION"), "17\n");
        QVERIFY(start(m_directory));
        QVERIFY(!QDir(m_directory + QLatin1StringView("/data.new")).exists());
    }

    void otherMajorVersionsAreLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("newer") << QByteArray("99\n") << ErrorCode::SchemaTooNew;
        QTest::newRow("older") << QByteArray("16\n") << ErrorCode::SchemaTooOld;
    }
    void otherMajorVersionsAreLeftAlone()
    {
        QFETCH(QByteArray, version);
        QFETCH(ErrorCode, code);
        QVERIFY(QDir().mkpath(m_directory + QLatin1StringView("/data")));
        writeFile(m_directory + QLatin1StringView("/data/PG_VERSION"), version);
        const auto refused = start(m_directory);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), code);
        QCOMPARE(QDir(m_directory + QLatin1StringView("/data")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries),
                 QStringList{QStringLiteral("PG_VERSION")});
    }

    void longPathsHaveAShortSocket()
    {
        m_directory = m_profile->path() +
                      QString(QLatin1StringView("/a rather long folder name with ünïcödé")).repeated(5) +
                      QLatin1StringView("/postgres");
        const Cluster cluster = start();
        const QString socket =
            EmbeddedCluster::status(m_directory).socketDirectory + QLatin1StringView("/.s.PGSQL.5432");
        QVERIFY(QFile::encodeName(socket).size() <= 107);
        QVERIFY(QFile::encodeName(m_directory).size() > 200);
        QVERIFY(connectTo(*cluster)->script("SELECT 1"));
    }

    void linkToTheFolderIsTheSameCluster()
    {
        const Cluster cluster = start();
        const QString link = m_profile->filePath(QStringLiteral("link"));
        QVERIFY(QFile::link(m_directory, link));
        const Cluster again = orThrow(start(link));
        QCOMPARE(again->paths().directory(), cluster->paths().directory());
        QCOMPARE(ClusterProcesses(m_directory).servers().size(), 1);
    }

    void unwritableFolderIsSaidSo()
    {
        const QString parent = m_profile->filePath(QStringLiteral("closed"));
        QVERIFY(QDir().mkpath(parent));
        QVERIFY(QFile::setPermissions(parent, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        if (::access(qPrintable(parent), W_OK) == 0)
            QSKIP("this user may write everywhere");
        const auto refused = start(parent + QLatin1StringView("/postgres"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Io);
        QVERIFY(refused.error().detail().contains(QLatin1StringView("writable")));
    }

    void fullDiskIsSaidSo()
    {
        // 16 MiB hold less than a fresh cluster. A mount of one's own needs user namespaces.
        QVERIFY(QDir().mkpath(m_directory));
        const QString script = QStringLiteral("mount -t tmpfs -o size=16m,mode=0700 tmpfs \"$0\" && exec unshare "
                                              "--user --map-user=1000 --map-group=1000 \"$1\" \"$0\"");
        QProcess process;
        process.start(QStringLiteral("unshare"),
                      {QStringLiteral("--user"), QStringLiteral("--map-root-user"), QStringLiteral("--mount"),
                       QStringLiteral("sh"), QStringLiteral("-c"), script, m_directory, ClusterUser::program()});
        QVERIFY(process.waitForFinished(kPatience));
        const QByteArray words = process.readAllStandardError();
        if (words.contains("unshare failed") || words.contains("mount:"))
            QSKIP("no user namespaces inside this one");
        QVERIFY(process.exitCode() != 0);
        QVERIFY2(process.readAllStandardOutput().startsWith("disk-full "), words.constData());
    }

    void callersPipeEndsWithTheCaller()
    {
        QProcess shell;
        const QString script = QStringLiteral("\"$0\" \"$1\" 60000 </dev/null 3>&1 7>&1 | cat");
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), script, ClusterUser::program(), m_directory});
        QVERIFY(shell.waitForFinished(kPatience));
        QVERIFY(EmbeddedCluster::status(m_directory).running);
        for (const qint64 keeper : ClusterProcesses(m_directory).keepers())
            ::kill(static_cast<pid_t>(keeper), SIGKILL);
    }

    void productServersAreDurable()
    {
        const Cluster cluster = orThrow(EmbeddedCluster::start(m_directory));
        const auto connection = connectTo(*cluster);
        for (const char *name : {"fsync", "full_page_writes", "synchronous_commit"}) {
            const auto answer = orThrow(connection->exec(kSetting, PgParams().text(QString::fromLatin1(name))));
            QCOMPARE(orThrow(answer.first([](PgRow &row) { return row.text(0); })), QStringLiteral("on"));
        }
    }

    void foldersAreClosedToOthers()
    {
        const Cluster cluster = start();
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        for (const QString &path :
             {m_directory, m_directory + QLatin1StringView("/data"), m_directory + QLatin1StringView("/superuser"),
              EmbeddedCluster::status(m_directory).socketDirectory})
            QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
    }

    void statusAndUriTellWhatIs()
    {
        QVERIFY(!EmbeddedCluster::status(m_directory).exists);
        QVERIFY(!EmbeddedCluster::uri(m_directory, QStringLiteral("a"), QStringLiteral("b")));
        const Cluster cluster = start();
        const ClusterStatus status = EmbeddedCluster::status(m_directory);
        QVERIFY(status.exists && status.running && status.pid > 0);
        QCOMPARE(status.majorVersion, 17);
        const QString uri = orThrow(EmbeddedCluster::uri(m_directory, QStringLiteral("my db"), QStringLiteral("b")));
        QVERIFY(uri.startsWith(QLatin1StringView("postgresql:///my%20db?host=%2F")));
        QVERIFY(EmbeddedCluster::stop(m_directory));
        QVERIFY(!EmbeddedCluster::status(m_directory).running);
        QVERIFY(EmbeddedCluster::stop(m_directory));
    }
};

QTEST_GUILESS_MAIN(EmbeddedClusterTest)
#include "tst_embeddedcluster.moc"
