#pragma once
#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

#include <utility>

namespace tacet {

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

    /// Who holds the vault, by a number that rises with every opening; it stands in the lock's file.
    Result<> writeFence(qint64 fence);
    /// The number in the file that has the lock's name now. 0 for an empty one.
    Result<qint64> readFence() const;

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
