#pragma once
#include "crypto/primitives/sha256.h"

namespace tacet::crypto {

/// An HMAC-SHA-256 key (RFC 2104) with both pads already hashed: every further MAC under it saves two blocks.
class HmacKey
{
public:
    explicit HmacKey(ByteView key);
    ~HmacKey();
    HmacKey(const HmacKey &) = delete;
    HmacKey &operator=(const HmacKey &) = delete;

    /// The MAC of a whole message.
    void mac(ByteView message, std::span<std::byte, Sha256::kDigestSize> out) const;
    FixedBytes<Sha256::kDigestSize> mac(ByteView message) const;

private:
    friend class Hmac;
    Sha256 m_inner;
    Sha256 m_outer;
};

/// HMAC-SHA-256 over a message that comes in parts. The key must outlive it.
class Hmac
{
public:
    explicit Hmac(const HmacKey &key)
        : m_inner(key.m_inner)
        , m_outer(key.m_outer)
    {
    }
    Hmac &update(ByteView bytes);
    /// Ends the object's use.
    void finish(std::span<std::byte, Sha256::kDigestSize> out);
    FixedBytes<Sha256::kDigestSize> finish();

private:
    Sha256 m_inner;
    Sha256 m_outer;
};

} // namespace tacet::crypto
