#include "models/backend/filelock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kPollPause{10};

} // namespace

Result<FileLock> FileLock::tryLock(const QString &path, Mode mode)
{
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::Io,
                    QStringLiteral("cannot write %1. Is the folder writable?").arg(path));
    FileLock lock(descriptor);
    const int operation = mode == Mode::Shared ? LOCK_SH : LOCK_EX;
    if (flock(descriptor, operation | LOCK_NB) == 0)
        return lock;
    if (errno != EWOULDBLOCK && errno != EINTR)
        return fail(ErrorCode::Io, QStringLiteral("%1 cannot be locked. Is it on a network drive?").arg(path));
    return FileLock();
}

Result<FileLock> FileLock::waitFor(const QString &path, Mode mode, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        QThread::sleep(kPollPause);
        TACET_TRY_ASSIGN(FileLock lock, tryLock(path, mode));
        if (lock.isHeld())
            return lock;
    }
    return fail(ErrorCode::Timeout, QStringLiteral("another program holds %1").arg(path));
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

void FileLock::release()
{
    if (m_descriptor >= 0)
        close(std::exchange(m_descriptor, -1));
}

} // namespace tacet
