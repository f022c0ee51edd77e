#include "models/backend/embeddedcluster.h"

#include "models/backend/clusterfiles.h"
#include "models/backend/keeperlaunch.h"
#include "models/backend/postmaster.h"
#include "models/backend/serversettings.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QThread>
#include <QUrl>

#include <unistd.h>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kPollPause{10};
constexpr std::chrono::seconds kOldProcessesTime{30}; // a killed server's sessions end
constexpr std::chrono::seconds kStopTime{60};
constexpr std::chrono::minutes kOthersTime{10}; // somebody else makes, recovers or stops the cluster
constexpr std::chrono::minutes kRecoveryTime{10};
constexpr std::chrono::milliseconds kSoon{2000}; // longer than this is recovery
constexpr int kWordsMax = 64 * 1024;

std::string dataOf(const ClusterPaths &paths)
{
    return QFile::encodeName(paths.data()).toStdString();
}

QByteArray startupWords(const ClusterPaths &paths)
{
    QFile file(paths.directory() + QLatin1StringView("/startup.log"));
    return file.open(QIODevice::ReadOnly) ? file.read(kWordsMax) : QByteArray();
}

// What a killed server left in its socket folder would be checked against whatever has its pid now.
void removeOldSocket(const QString &folder)
{
    QFile::remove(folder + ClusterPaths::kSocketName);
    QFile::remove(folder + ClusterPaths::kSocketName + QLatin1StringView(".lock"));
}

Result<> makeDirectory(const QString &path)
{
    if (QDir().mkpath(path) &&
        QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return {};
    return fail(ErrorCode::Io, QStringLiteral("the folder %1 cannot be made. Is the place writable?").arg(path));
}

} // namespace

Result<std::unique_ptr<EmbeddedCluster>> EmbeddedCluster::start(const QString &directory, const Options &options)
{
    TACET_TRY(makeDirectory(directory));
    std::unique_ptr<EmbeddedCluster> cluster(new EmbeddedCluster(directory, options));
    TACET_TRY(cluster->ensureRunning());
    return cluster;
}

Result<std::unique_ptr<EmbeddedCluster>> EmbeddedCluster::start(const QString &directory)
{
    return start(directory, Options());
}

void EmbeddedCluster::report(Step step) const
{
    if (m_options.progress)
        m_options.progress(step);
}

Result<> EmbeddedCluster::ensureRunning()
{
    TACET_TRY(checkVersion());
    TACET_TRY_ASSIGN(const FileLock starting, FileLock::lock(m_paths.startLock(), FileLock::Mode::Exclusive,
                                                             kOthersTime, [this] { report(Step::Waiting); }));
    TACET_TRY(joinUsers());
    return runServer();
}

Result<> EmbeddedCluster::checkVersion() const
{
    const int version = ClusterFiles::majorVersion(m_paths);
    if (version == 0)
        return {};
    TACET_TRY_ASSIGN(const PostgresPrograms programs, PostgresPrograms::find());
    if (version == programs.majorVersion)
        return {};
    const QString what = QStringLiteral("%1 was written by PostgreSQL %2 and this program runs PostgreSQL %3.")
                             .arg(m_paths.data())
                             .arg(version)
                             .arg(programs.majorVersion);
    return version > programs.majorVersion
               ? fail(ErrorCode::SchemaTooNew, what + QStringLiteral(" Use the newer Tacet that wrote it."))
               : fail(ErrorCode::SchemaTooOld, what + QStringLiteral(" Upgrade it with pg_upgrade first."));
}

// Under start.lock, and the keeper takes the users' lock for good only under start.lock too: the wait is
// for the moment in which it looks.
Result<> EmbeddedCluster::joinUsers()
{
    if (m_users.isHeld())
        return {};
    TACET_TRY_ASSIGN(m_users, FileLock::lock(m_paths.usersLock(), FileLock::Mode::Shared, kStopTime, [] {}));
    return {};
}

Result<> EmbeddedCluster::runServer()
{
    TACET_TRY_ASSIGN(const bool running, adoptRunning());
    if (running)
        return launch(-1);
    if (ClusterFiles::majorVersion(m_paths) == 0) {
        report(Step::Creating);
        TACET_TRY_ASSIGN(const PostgresPrograms programs, PostgresPrograms::find());
        TACET_TRY(ClusterFiles::create(m_paths, programs,
                                       m_options.durability == Durability::Full ? ClusterFiles::Sync::Disk
                                                                                : ClusterFiles::Sync::None));
    }
    report(Step::Starting);
    const int dataLock = postmaster::lock(dataOf(m_paths));
    if (dataLock < 0)
        return fail(ErrorCode::AlreadyRunning, QStringLiteral("%1 is locked by another program").arg(m_paths.data()));
    const auto launched = launch(dataLock);
    close(dataLock); // the server has it now
    TACET_TRY(launched);
    return waitUntilReady();
}

// True if a server runs that can be used; false if none has the data directory.
Result<bool> EmbeddedCluster::adoptRunning()
{
    const std::string data = dataOf(m_paths);
    const QDeadlineTimer recovery(kRecoveryTime);
    QDeadlineTimer ending(kOldProcessesTime);
    while (postmaster::isLocked(data)) {
        const bool alive = postmaster::find(data) != 0;
        const auto file = m_paths.postmasterFile();
        if (alive && file && file->ready) {
            if (m_paths.runningSocketDirectory())
                return true;
            // Somebody cleaned the folder of sockets: nobody can reach this server any more.
            if (!postmaster::stop(data, kStopTime))
                return fail(ErrorCode::Timeout,
                            QStringLiteral("the running PostgreSQL lost its socket and does not stop"));
            return false;
        }
        if (alive)
            ending.setRemainingTime(kOldProcessesTime);
        if (ending.hasExpired() || recovery.hasExpired())
            return fail(ErrorCode::AlreadyRunning,
                        QStringLiteral("processes of an earlier PostgreSQL still use %1. End them and try again.")
                            .arg(m_paths.data()));
        QThread::sleep(kPollPause);
    }
    // Not under our lock: started by hand.
    if (postmaster::find(data) != 0)
        return fail(ErrorCode::AlreadyRunning,
                    QStringLiteral("a PostgreSQL that Tacet did not start uses %1. Stop it and try again.")
                        .arg(m_paths.data()));
    return false;
}

// Starts the server (unless dataLock is -1) and makes sure that there is a keeper.
Result<> EmbeddedCluster::launch(int dataLock)
{
    TACET_TRY_ASSIGN(const FileLock keeperLock, FileLock::tryLock(m_paths.keeperLock(), FileLock::Mode::Exclusive));
    if (dataLock < 0 && !keeperLock.isHeld())
        return {};
    KeeperLaunch launch{.cluster = m_paths.directory(),
                        .linger = m_options.linger,
                        .ward = m_options.ward == Ward::On,
                        .dataLock = dataLock,
                        .keeperLock = keeperLock.descriptor(),
                        .server = {QStringLiteral("-")}};
    if (dataLock >= 0) {
        TACET_TRY_ASSIGN(const PostgresPrograms programs, PostgresPrograms::find());
        TACET_TRY_ASSIGN(const QStringList sockets, m_paths.makeSocketDirectories());
        for (const QString &folder : sockets)
            removeOldSocket(folder);
        const auto durability =
            m_options.durability == Durability::Full ? ServerDurability::Full : ServerDurability::None;
        launch.server = QStringList{programs.server()} + serverArguments(m_paths.data(), sockets, durability);
        for (const QString &setting : m_options.settings)
            launch.server += {QStringLiteral("-c"), setting};
        if (const auto left = m_paths.postmasterFile())
            launch.stalePid = left->pid;
    }
    return launch.run();
}

Result<> EmbeddedCluster::waitUntilReady()
{
    const std::string data = dataOf(m_paths);
    const QDeadlineTimer soon(kSoon);
    const QDeadlineTimer deadline(kRecoveryTime);
    bool told = false;
    while (!deadline.hasExpired()) {
        const auto file = m_paths.postmasterFile();
        // The file may be an earlier server's: only that of a living one counts.
        if (file && file->ready && postmaster::find(data) == file->pid)
            return {};
        if (!postmaster::isLocked(data))
            return failFromWords(startupWords(m_paths),
                                 QStringLiteral("PostgreSQL does not start; see startup.log and data/log in %1")
                                     .arg(m_paths.directory()));
        if (!told && soon.hasExpired()) {
            report(Step::Recovering);
            told = true;
        }
        QThread::sleep(kPollPause);
    }
    return fail(ErrorCode::Timeout, QStringLiteral("PostgreSQL in %1 is still recovering").arg(m_paths.directory()));
}

Result<DatabaseLogin> EmbeddedCluster::superuser() const
{
    QFile file(m_paths.superuserFile());
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, QStringLiteral("cannot read %1").arg(m_paths.superuserFile()));
    return DatabaseLogin{.role = ClusterFiles::kSuperuser, .password = QString::fromLatin1(file.readAll().trimmed())};
}

WorkspaceAddress EmbeddedCluster::address(const QString &database) const
{
    return {.place = WorkspaceAddress::Place::ThisComputer,
            .id = {},
            .name = {},
            .database = database,
            .directory = m_paths.directory(),
            .host = {},
            .port = 0,
            .rootCertificate = {}};
}

ClusterStatus EmbeddedCluster::status(const QString &directory)
{
    const ClusterPaths paths(directory);
    ClusterStatus status;
    status.majorVersion = ClusterFiles::majorVersion(paths);
    status.exists = status.majorVersion != 0;
    status.pid = status.exists ? postmaster::find(dataOf(paths)) : 0;
    const auto file = paths.postmasterFile();
    status.running = status.pid != 0 && file && file->ready;
    if (status.running)
        status.socketDirectory = paths.runningSocketDirectory().value_or(file->socketDirectory);
    return status;
}

Result<> EmbeddedCluster::stop(const QString &directory)
{
    const ClusterPaths paths(directory);
    if (ClusterFiles::majorVersion(paths) == 0)
        return {};
    TACET_TRY_ASSIGN(const FileLock starting,
                     FileLock::lock(paths.startLock(), FileLock::Mode::Exclusive, kOthersTime, [] {}));
    if (!postmaster::stop(dataOf(paths), kStopTime))
        return fail(ErrorCode::Timeout, QStringLiteral("PostgreSQL in %1 does not stop").arg(paths.directory()));
    return {};
}

Result<QString> EmbeddedCluster::uri(const QString &directory, const QString &database, const QString &role)
{
    const ClusterStatus current = status(directory);
    if (!current.running)
        return fail(ErrorCode::NotOpen, QStringLiteral("the embedded PostgreSQL does not run"));
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return QStringLiteral("postgresql:///%1?host=%2&port=%3&user=%4")
        .arg(encoded(database), encoded(current.socketDirectory), QString::number(ClusterPaths::kPort), encoded(role));
}

} // namespace tacet
