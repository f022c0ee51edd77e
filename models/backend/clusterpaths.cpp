#include "models/backend/clusterpaths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace tacet {

namespace {

constexpr qsizetype kSocketPathMax = sizeof(sockaddr_un::sun_path) - 1; // 107 bytes and the final zero
constexpr QLatin1StringView kSocketName{"/.s.PGSQL.5432"};
constexpr int kHashCharacters = 16;
constexpr mode_t kPrivateMode = 0700;

// Lines of postmaster.pid (PostgreSQL, src/include/utils/pidfile.h).
enum PidFileLine { Pid, DataDirectory, StartTime, Port, SocketDirectory, ListenAddress, SharedMemory, Status };

// A folder in a place that others may write to: it must be a real one, ours, and closed to them.
Result<> makePrivateFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (mkdir(name.constData(), kPrivateMode) != 0 && errno != EEXIST)
        return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::Io,
                    QStringLiteral("cannot make the folder %1: %2").arg(path, QString::fromLocal8Bit(strerror(errno))));
    struct stat status{};
    if (lstat(name.constData(), &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != geteuid())
        return fail(
            ErrorCode::Io,
            QStringLiteral("%1 belongs to somebody else. Remove it, or set XDG_RUNTIME_DIR to a folder of your own.")
                .arg(path));
    if ((status.st_mode & 0777) != kPrivateMode && chmod(name.constData(), kPrivateMode) != 0)
        return fail(ErrorCode::Io, QStringLiteral("cannot close %1 to other users").arg(path));
    return {};
}

bool fitsSocket(const QString &folder)
{
    return (QFile::encodeName(folder) + QFile::encodeName(kSocketName)).size() <= kSocketPathMax;
}

} // namespace

ClusterPaths::ClusterPaths(const QString &directory)
    : m_directory(QDir::cleanPath(QFileInfo(directory).absoluteFilePath()))
{
    // One folder, one name: links to it must lead to the same socket.
    if (const QString canonical = QFileInfo(m_directory).canonicalFilePath(); !canonical.isEmpty())
        m_directory = canonical;
}

Result<QString> ClusterPaths::makeSocketDirectory() const
{
    const QString leaf =
        QString::fromLatin1(QCryptographicHash::hash(QFile::encodeName(m_directory), QCryptographicHash::Sha256)
                                .toHex()
                                .first(kHashCharacters));
    QStringList parents;
    if (const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
        QDir::isAbsolutePath(runtime) && QDir(runtime).exists())
        parents.append(runtime + QLatin1StringView("/tacet"));
    parents.append(QStringLiteral("/tmp/tacet-%1").arg(geteuid()));
    Result<QString> answer = fail(
        ErrorCode::Io,
        QStringLiteral(
            "no folder short enough for a socket. Set XDG_RUNTIME_DIR to a folder whose path has at most 60 bytes."));
    for (const QString &parent : parents) {
        const QString folder = parent + u'/' + leaf;
        if (!fitsSocket(folder))
            continue;
        const auto made = makePrivateFolder(parent).and_then([&folder] { return makePrivateFolder(folder); });
        if (made)
            return folder;
        answer = std::unexpected(made.error());
    }
    return answer;
}

Result<QString> ClusterPaths::runningSocketDirectory() const
{
    const auto file = postmasterFile();
    if (!file || file->socketDirectory.isEmpty())
        return fail(ErrorCode::NotOpen, QStringLiteral("the embedded PostgreSQL does not run"));
    return file->socketDirectory;
}

std::optional<PostmasterFile> ClusterPaths::postmasterFile() const
{
    QFile file(data() + QLatin1StringView("/postmaster.pid"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> lines = file.readAll().split('\n');
    PostmasterFile content;
    content.pid = lines.value(Pid).toLongLong();
    content.socketDirectory = QFile::decodeName(lines.value(SocketDirectory));
    content.ready = lines.value(Status).trimmed() == "ready";
    return content;
}

} // namespace tacet
