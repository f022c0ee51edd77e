#pragma once
#include "models/domain/result.h"

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
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    VaultLock &operator=(VaultLock &&) = delete;
    ~VaultLock();

private:
    explicit VaultLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor;
};

} // namespace tacet
