// Key material: zeroised when it goes, never printed, compared in constant time.
#pragma once
#include "crypto/primitives/bytes.h"
#include "crypto/primitives/constanttime.h"

#include <algorithm>
#include <memory>

namespace tacet::crypto {

/// N secret bytes. Move-only: a copy is an explicit clone().
template <std::size_t N>
class Secret
{
public:
    static constexpr std::size_t kSize = N;

    Secret() = default;
    explicit Secret(FixedView<N> bytes) { std::copy(bytes.begin(), bytes.end(), m_bytes.begin()); }
    Secret(Secret &&other) noexcept
        : m_bytes(other.m_bytes)
    {
        other.wipe();
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            m_bytes = other.m_bytes;
            other.wipe();
        }
        return *this;
    }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret() { wipe(); }

    Secret clone() const { return Secret(view()); }
    FixedView<N> view() const { return m_bytes; }
    std::span<std::byte, N> writable() { return m_bytes; }
    void wipe() { cleanse(m_bytes); }

    friend bool operator==(const Secret &a, const Secret &b) { return equalConstantTime(a.view(), b.view()); }

private:
    FixedBytes<N> m_bytes{};
};

/// Wipes what it gives back.
template <class T>
struct ZeroisingAllocator {
    using value_type = T;

    ZeroisingAllocator() = default;
    template <class U>
    ZeroisingAllocator(const ZeroisingAllocator<U> &)
    {
    }
    T *allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T *memory, std::size_t count)
    {
        cleanse(std::as_writable_bytes(std::span(memory, count)));
        std::allocator<T>().deallocate(memory, count);
    }
    friend bool operator==(const ZeroisingAllocator &, const ZeroisingAllocator &) { return true; }
};

/// Secret bytes of any length: plaintexts, serialised private state.
using SecretBytes = std::vector<std::byte, ZeroisingAllocator<std::byte>>;

} // namespace tacet::crypto
