#include "models/vault/vaultfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr mode_t kFileMode = 0600;
constexpr mode_t kDirectoryMode = 0700;

/// Closes on the way out.
class Descriptor
{
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

std::unexpected<Error> failedWith(int code, const char *step)
{
    const auto text = u"%1: %2"_s.arg(QLatin1StringView(step), qt_error_string(code));
    switch (code) {
    case ENOSPC:
    case EDQUOT: return fail(ErrorCode::DiskFull, text);
    case ENOENT: return fail(ErrorCode::NotFound, text);
    case EEXIST: return fail(ErrorCode::AlreadyExists, text);
    default: return fail(ErrorCode::Io, text);
    }
}

Result<> writeAll(int descriptor, const QByteArray &content)
{
    qsizetype written = 0;
    while (written < content.size()) {
        const ssize_t step = ::write(descriptor, content.constData() + written, size_t(content.size() - written));
        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            return failedWith(errno, "write");
        written += step;
    }
    return {};
}

Result<> writeAndSync(const QByteArray &path, const QByteArray &content)
{
    const Descriptor file(::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kFileMode));
    if (file.get() < 0)
        return failedWith(errno, "create");
    TACET_TRY(writeAll(file.get(), content));
    if (::fsync(file.get()) != 0)
        return failedWith(errno, "fsync");
    return {};
}

} // namespace

QString VaultFiles::database() const
{
    return directory + "/vault.db"_L1;
}
QString VaultFiles::writeAheadLog() const
{
    return directory + "/vault.db-wal"_L1;
}
QString VaultFiles::sharedMemory() const
{
    return directory + "/vault.db-shm"_L1;
}
QString VaultFiles::key() const
{
    return directory + "/vault.key"_L1;
}
QString VaultFiles::lock() const
{
    return directory + "/vault.lock"_L1;
}

bool VaultFiles::anyExists() const
{
    // Not the lock: it is there while somebody only looks.
    return std::ranges::any_of(
        std::initializer_list<QString>{database(), writeAheadLog(), sharedMemory(), key()},
        [](const QString &path) { return QFileInfo(path).exists() || QFileInfo(path).isSymLink(); });
}

Result<> makePrivateDirectory(const QString &directory)
{
    const QString parent = QFileInfo(directory).absolutePath();
    if (!QDir().mkpath(parent))
        return fail(ErrorCode::Io, u"the parent folder cannot be made"_s);
    if (::mkdir(QFile::encodeName(directory).constData(), kDirectoryMode) != 0 && errno != EEXIST)
        return failedWith(errno, "mkdir");
    return {};
}

Result<> makePrivateFile(const QString &path)
{
    if (::chmod(QFile::encodeName(path).constData(), kFileMode) != 0)
        return failedWith(errno, "chmod");
    return {};
}

Result<> syncPrivateDirectory(const QString &directory)
{
    const Descriptor opened(::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0)
        return failedWith(errno, "fsync of the folder");
    return {};
}

Result<QByteArray> readSmallFile(const QString &path, qint64 limit)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return failedWith(errno, "open");
    QByteArray content(limit, Qt::Uninitialized);
    qsizetype size = 0;
    while (size < content.size()) {
        const ssize_t step = ::read(file.get(), content.data() + size, size_t(content.size() - size));
        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            return failedWith(errno, "read");
        if (step == 0)
            break;
        size += step;
    }
    content.truncate(size);
    return content;
}

Result<> writeFileAtomically(const QString &path, const QByteArray &content)
{
    const QByteArray target = QFile::encodeName(path);
    const QByteArray temporary = target + ".new";
    // Left by a crash; the lock of the vault makes this its only writer.
    ::unlink(temporary.constData());
    if (auto written = writeAndSync(temporary, content); !written) {
        ::unlink(temporary.constData());
        return written;
    }
    if (::rename(temporary.constData(), target.constData()) != 0) {
        const int code = errno;
        ::unlink(temporary.constData());
        return failedWith(code, "rename");
    }
    return syncPrivateDirectory(QFileInfo(path).absolutePath());
}

Result<> createPrivateFile(const QString &path)
{
    TACET_TRY(writeAndSync(QFile::encodeName(path), QByteArray()));
    return syncPrivateDirectory(QFileInfo(path).absolutePath());
}

} // namespace tacet
