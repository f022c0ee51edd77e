#pragma once
#include "models/domain/result.h"

#include <chrono>

namespace tacet {

/// An flock() on a file of its own, made with mode 0600 if it is missing, released by the destructor and
/// by the kernel at any end of the process. Move-only. Not inherited by programs that are started.
class FileLock
{
public:
    enum class Mode { Shared, Exclusive };

    /// A FileLock that holds nothing if somebody else has the lock.
    static Result<FileLock> tryLock(const QString &path, Mode mode);
    /// Timeout if it is not free in time; `onWait` once before waiting.
    template <class OnWait>
    static Result<FileLock> lock(const QString &path, Mode mode, std::chrono::milliseconds patience, OnWait onWait)
    {
        TACET_TRY_ASSIGN(FileLock first, tryLock(path, mode));
        if (first.isHeld())
            return first;
        onWait();
        return waitFor(path, mode, patience);
    }

    FileLock() = default;
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

    bool isHeld() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    void release();

private:
    explicit FileLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    static Result<FileLock> waitFor(const QString &path, Mode mode, std::chrono::milliseconds patience);

    int m_descriptor = -1;
};

} // namespace tacet
