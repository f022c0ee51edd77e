#pragma once
#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

#include <utility>

namespace tacet {

/// What stands in the lock's file. Never synced: after a crash it may be behind the vault, never ahead.
struct VaultMarks {
    qint64 fence = 0;   ///< rises with every opening: who holds the vault
    qint64 commits = 0; ///< transactions committed so far
};

/// The operating system's lock (flock) on `vault.lock`: one writer per vault, over all processes. It
/// ends with this object or with the process, however that dies. The file stays.
class VaultLock
{
public:
    /// AlreadyRunning at once if somebody holds it; Io.
    static Result<VaultLock> acquire(const QString &path);
    VaultLock(VaultLock &&other) noexcept
        : m_path(std::move(other.m_path))
        , m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    VaultLock &operator=(VaultLock &&) = delete;
    ~VaultLock();

    Result<> writeMarks(const VaultMarks &marks);
    /// From the file that has the lock's name now; zeros for an empty one. AlreadyRunning if it is gone.
    Result<VaultMarks> readMarks() const;

private:
    VaultLock(QByteArray path, int descriptor)
        : m_path(std::move(path))
        , m_descriptor(descriptor)
    {
    }

    QByteArray m_path;
    int m_descriptor;
};

} // namespace tacet
