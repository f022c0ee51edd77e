#include "models/vault/vaultlock.h"

#include <QFile>
#include <QtEndian>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

using StoredMarks = std::array<qint64, 2>;

} // namespace

Result<VaultLock> VaultLock::acquire(const QString &path)
{
    QByteArray encoded = QFile::encodeName(path);
    const int descriptor = ::open(encoded.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        const ErrorCode code = errno == ENOENT                      ? ErrorCode::NotFound
                               : errno == ENOSPC || errno == EDQUOT ? ErrorCode::DiskFull
                                                                    : ErrorCode::Io;
        return fail(code, u"the vault's lock file cannot be opened"_s);
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int code = errno;
        ::close(descriptor);
        if (code == EWOULDBLOCK)
            return fail(ErrorCode::AlreadyRunning, u"another instance holds the vault"_s);
        return fail(ErrorCode::Io, u"flock: "_s + qt_error_string(code));
    }
    return VaultLock(std::move(encoded), descriptor);
}

VaultLock::~VaultLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<> VaultLock::writeMarks(const VaultMarks &marks)
{
    const StoredMarks stored{qToLittleEndian(marks.fence), qToLittleEndian(marks.commits)};
    if (::pwrite(m_descriptor, stored.data(), sizeof stored, 0) != ssize_t(sizeof stored))
        return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::Io, u"the lock file cannot be written"_s);
    return {};
}

Result<VaultMarks> VaultLock::readMarks() const
{
    const int descriptor = ::open(m_path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return fail(ErrorCode::AlreadyRunning, u"the vault's lock file is gone"_s);
    StoredMarks stored{};
    const ssize_t size = ::pread(descriptor, stored.data(), sizeof stored, 0);
    ::close(descriptor);
    if (size < 0)
        return fail(ErrorCode::Io, u"the lock file cannot be read"_s);
    return VaultMarks{.fence = qFromLittleEndian(stored[0]), .commits = qFromLittleEndian(stored[1])};
}

} // namespace tacet
