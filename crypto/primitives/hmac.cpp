#include "crypto/primitives/hmac.h"

#include "crypto/primitives/secret.h"

namespace tacet::crypto {

HmacKey::HmacKey(ByteView key)
{
    constexpr std::byte kInnerPad{0x36};
    constexpr std::byte kOuterPad{0x5C};
    Secret<Sha256::kBlockSize> block;
    if (key.size() > Sha256::kBlockSize)
        Sha256().update(key).finish(block.writable().first<Sha256::kDigestSize>());
    else
        std::copy(key.begin(), key.end(), block.writable().begin());
    for (std::byte &byte : block.writable())
        byte ^= kInnerPad;
    m_inner.update(block.view());
    for (std::byte &byte : block.writable())
        byte ^= kInnerPad ^ kOuterPad;
    m_outer.update(block.view());
}

HmacKey::~HmacKey()
{
    m_inner.wipe();
    m_outer.wipe();
}

void HmacKey::mac(ByteView message, std::span<std::byte, Sha256::kDigestSize> out) const
{
    Hmac(*this).update(message).finish(out);
}

FixedBytes<Sha256::kDigestSize> HmacKey::mac(ByteView message) const
{
    FixedBytes<Sha256::kDigestSize> out;
    mac(message, out);
    return out;
}

Hmac &Hmac::update(ByteView bytes)
{
    m_inner.update(bytes);
    return *this;
}

void Hmac::finish(std::span<std::byte, Sha256::kDigestSize> out)
{
    m_inner.finish(out);
    m_outer.update(out).finish(out);
}

FixedBytes<Sha256::kDigestSize> Hmac::finish()
{
    FixedBytes<Sha256::kDigestSize> out;
    finish(out);
    return out;
}

} // namespace tacet::crypto
