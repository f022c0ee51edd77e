#include "crypto/ratchet/messagekeys.h"

#include "crypto/primitives/hkdf.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kMessageInfo = "OMEMO Message Key Material";
constexpr std::byte kMessageConstant{0x01};
constexpr std::byte kChainConstant{0x02};

} // namespace

ChainStep advance(const ChainKey &key)
{
    const HmacKey hmac(key.view());
    ChainStep step;
    hmac.mac(ByteView(&kMessageConstant, 1), step.messageKey.writable());
    hmac.mac(ByteView(&kChainConstant, 1), step.next.writable());
    return step;
}

MessageKeys::MessageKeys(const MessageKey &key)
{
    hkdf(key.view(), kMessageInfo, m_keys.writable());
}

FixedBytes<kRatchetMacSize> MessageKeys::mac(const RatchetHeader &header, ByteView ciphertext,
                                             ByteView associatedData) const
{
    const OmemoMessagePrefix prefix(header, ciphertext.size());
    const HmacKey key(macKey());
    const auto whole = Hmac(key).update(associatedData).update(prefix.view()).update(ciphertext).finish();
    FixedBytes<kRatchetMacSize> cut;
    std::copy_n(whole.begin(), cut.size(), cut.begin());
    return cut;
}

std::expected<Bytes, CipherError> MessageKeys::seal(const RatchetHeader &header, ByteView plaintext,
                                                    ByteView associatedData) const
{
    Bytes sealed;
    sealed.reserve(plaintext.size() + kAesBlockSize + kRatchetMacSize);
    CRYPTO_TRY(encryptCbc(cipherKey(), iv(), plaintext, sealed));
    append(sealed, mac(header, sealed, associatedData));
    return sealed;
}

std::expected<SecretBytes, OpenError> MessageKeys::open(const RatchetHeader &header, ByteView ciphertext,
                                                        ByteView associatedData) const
{
    if (ciphertext.size() < kAesBlockSize + kRatchetMacSize)
        return std::unexpected(OpenError::Malformed);
    const ByteView sealed = ciphertext.first(ciphertext.size() - kRatchetMacSize);
    if (!equalConstantTime(mac(header, sealed, associatedData), ciphertext.last<kRatchetMacSize>()))
        return std::unexpected(OpenError::Unauthentic);
    auto plaintext = decryptCbc(cipherKey(), iv(), sealed);
    if (!plaintext)
        return std::unexpected(plaintext.error() == CipherError::Malformed ? OpenError::Malformed : OpenError::Failed);
    return std::move(*plaintext);
}

} // namespace tacet::crypto
