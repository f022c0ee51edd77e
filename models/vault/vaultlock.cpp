#include "models/vault/vaultlock.h"

#include <QFile>
#include <QtEndian>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tacet {

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

Result<> VaultLock::writeFence(qint64 fence)
{
    const qint64 stored = qToLittleEndian(fence);
    if (::pwrite(m_descriptor, &stored, sizeof stored, 0) != ssize_t(sizeof stored))
        return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::Io, u"the lock file cannot be written"_s);
    return {};
}

Result<qint64> VaultLock::readFence() const
{
    const int descriptor = ::open(m_path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return fail(ErrorCode::AlreadyRunning, u"the vault's lock file is gone"_s);
    qint64 stored = 0;
    const ssize_t size = ::pread(descriptor, &stored, sizeof stored, 0);
    ::close(descriptor);
    if (size == 0)
        return 0;
    if (size != ssize_t(sizeof stored))
        return fail(ErrorCode::Io, u"the lock file cannot be read"_s);
    return qFromLittleEndian(stored);
}

} // namespace tacet
