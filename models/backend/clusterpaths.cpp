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
    return (QFile::encodeName(folder) + QFile::encodeName(ClusterPaths::kSocketName)).size() <= kSocketPathMax;
}

} // namespace

ClusterPaths::ClusterPaths(const QString &directory)
    : m_directory(QDir::cleanPath(QFileInfo(directory).absoluteFilePath()))
{
    // One folder, one name: links to it must lead to the same socket.
    if (const QString canonical = QFileInfo(m_directory).canonicalFilePath(); !canonical.isEmpty())
        m_directory = canonical;
}

QString ClusterPaths::socketLeaf() const
{
    const QByteArray hash = QCryptographicHash::hash(QFile::encodeName(m_directory), QCryptographicHash::Sha256);
    return u'/' + QString::fromLatin1(hash.toHex().first(kHashCharacters));
}

QStringList ClusterPaths::socketParents() const
{
    QStringList parents;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (QDir::isAbsolutePath(runtime) && QDir(runtime).exists())
        parents.append(runtime + QLatin1StringView("/tacet"));
    parents.append(QStringLiteral("/tmp/tacet-%1").arg(geteuid()));
    return parents;
}

Result<QStringList> ClusterPaths::makeSocketDirectories() const
{
    Error reason(ErrorCode::Io, QStringLiteral("no folder is short enough for a socket"));
    QStringList folders;
    for (const QString &parent : socketParents()) {
        const QString folder = parent + socketLeaf();
        // The server takes a list with commas.
        if (!fitsSocket(folder) || folder.contains(u',') || folder.contains(u'"'))
            continue;
        const auto made = makePrivateFolder(parent).and_then([&folder] { return makePrivateFolder(folder); });
        if (made)
            folders.append(folder);
        else
            reason = made.error();
    }
    if (folders.isEmpty())
        return std::unexpected(reason);
    return folders;
}

Result<QString> ClusterPaths::runningSocketDirectory() const
{
    QStringList folders;
    if (const auto file = postmasterFile())
        folders.append(file->socketDirectory);
    for (const QString &parent : socketParents())
        folders.append(parent + socketLeaf());
    for (const QString &folder : std::as_const(folders)) {
        if (!folder.isEmpty() && QFile::exists(folder + kSocketName))
            return folder;
    }
    return fail(ErrorCode::NotOpen, QStringLiteral("the embedded PostgreSQL does not run"));
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
