#include "models/backend/keeperlaunch.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace tacet {

namespace {

// Descriptors that the keeper expects (app/clusterkeeper/main.cpp).
constexpr int kDataLock = 3;
constexpr int kKeeperLock = 4;
constexpr int kFirstFree = 5;
constexpr auto kProgram = "tacet-clusterkeeper";

QString keeperProgram()
{
    const QString own = QCoreApplication::applicationDirPath();
    for (const char *place : {"/", "/../bin/", "/../libexec/tacet/"}) {
        const QFileInfo candidate(own + QLatin1StringView(place) + QLatin1StringView(kProgram));
        if (candidate.isExecutable())
            return candidate.canonicalFilePath();
    }
    return {};
}

// Everything that the program inherits beyond this list is closed: a pipe of our caller's that a server
// keeps open would make that caller wait for ever.
class SpawnActions
{
public:
    explicit SpawnActions(const KeeperLaunch &launch)
    {
        const QByteArray words = QFile::encodeName(launch.cluster + QLatin1StringView("/startup.log"));
        posix_spawn_file_actions_init(&m_actions);
        posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&m_actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&m_actions, STDERR_FILENO, words.constData(),
                                         O_WRONLY | O_CREAT | (launch.dataLock >= 0 ? O_TRUNC : O_APPEND), 0600);
        inherit(launch.dataLock, kDataLock);
        inherit(launch.keeperLock, kKeeperLock);
        posix_spawn_file_actions_addclosefrom_np(&m_actions, kFirstFree);
    }
    ~SpawnActions()
    {
        posix_spawn_file_actions_destroy(&m_actions);
        for (const int copy : m_copies)
            close(copy);
    }
    Q_DISABLE_COPY_MOVE(SpawnActions)

    const posix_spawn_file_actions_t *get() const { return &m_actions; }

private:
    void inherit(int descriptor, int as)
    {
        if (descriptor < 0) {
            posix_spawn_file_actions_addclose(&m_actions, as);
            return;
        }
        // A copy above the numbers that are assigned, so that no assignment overwrites a source.
        const int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, kFirstFree);
        m_copies.push_back(copy);
        posix_spawn_file_actions_adddup2(&m_actions, copy, as);
    }

    posix_spawn_file_actions_t m_actions{};
    std::vector<int> m_copies;
};

std::vector<QByteArray> environmentFor(qint64 stalePid)
{
    std::vector<QByteArray> environment;
    for (char **entry = environ; *entry; ++entry) {
        const QByteArray line(*entry);
        // What steers a server or libpq is decided here alone.
        if (!line.startsWith("PG") && !line.startsWith("LC_") && !line.startsWith("LANG"))
            environment.push_back(line);
    }
    environment.push_back("LC_ALL=C");
    // PostgreSQL takes a left-over pid file for stale if the pid in it is this one (pg_ctl does the same).
    if (stalePid > 0)
        environment.push_back("PG_GRANDPARENT_PID=" + QByteArray::number(stalePid));
    return environment;
}

std::vector<char *> pointersTo(std::vector<QByteArray> &words)
{
    std::vector<char *> pointers;
    pointers.reserve(words.size() + 1);
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

Result<> KeeperLaunch::run() const
{
    const QString program = keeperProgram();
    if (program.isEmpty())
        return fail(ErrorCode::Internal,
                    QStringLiteral("%1 is not installed beside this program").arg(QLatin1StringView(kProgram)));
    std::vector<QByteArray> words{QFile::encodeName(program),
                                  QFile::encodeName(cluster),
                                  QByteArray::number(static_cast<qint64>(linger.count())),
                                  dataLock >= 0 ? "1" : "0",
                                  keeperLock >= 0 ? "1" : "0",
                                  ward ? "1" : "0"};
    for (const QString &word : server)
        words.push_back(QFile::encodeName(word));
    auto environment = environmentFor(stalePid);
    const auto arguments = pointersTo(words);
    const auto variables = pointersTo(environment);
    const SpawnActions actions(*this);
    pid_t child = 0;
    const int failure =
        posix_spawn(&child, words.front().constData(), actions.get(), nullptr, arguments.data(), variables.data());
    if (failure != 0)
        return fail(ErrorCode::Io, QStringLiteral("the cluster keeper cannot be started (%1)").arg(failure));
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return fail(ErrorCode::Io, QStringLiteral("the cluster keeper failed"));
    return {};
}

} // namespace tacet
