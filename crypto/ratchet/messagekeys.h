#pragma once
#include "crypto/primitives/aescbc.h"
#include "crypto/wire/omemomessage.h"

namespace tacet::crypto {

using ChainKey = Secret<32>;
using MessageKey = Secret<32>;

/// KDF_CK (protocol.md section 3).
struct ChainStep {
    MessageKey messageKey;
    ChainKey next;
};
ChainStep advance(const ChainKey &key);

enum class OpenError {
    Unauthentic, ///< the MAC does not fit
    Malformed,   ///< too short, or padding that a sender with the key would not write
    Failed,      ///< OpenSSL failed (memory)
};

/// What a message key becomes: AES key ‖ MAC key ‖ IV. Used for one message.
class MessageKeys
{
public:
    explicit MessageKeys(const MessageKey &key);

    /// AES output ‖ MAC over associatedData ‖ OMEMOMessage. Nothing on failure.
    std::expected<Bytes, CipherError> seal(const RatchetHeader &header, ByteView plaintext,
                                           ByteView associatedData) const;
    std::expected<SecretBytes, OpenError> open(const RatchetHeader &header, ByteView ciphertext,
                                               ByteView associatedData) const;

private:
    static constexpr std::size_t kKeySize = 32;
    FixedView<kKeySize> cipherKey() const { return m_keys.view().first<kKeySize>(); }
    FixedView<kKeySize> macKey() const { return m_keys.view().subspan<kKeySize, kKeySize>(); }
    FixedView<kAesBlockSize> iv() const { return m_keys.view().last<kAesBlockSize>(); }
    FixedBytes<kRatchetMacSize> mac(const RatchetHeader &header, ByteView ciphertext, ByteView associatedData) const;

    Secret<2 * kKeySize + kAesBlockSize> m_keys;
};

} // namespace tacet::crypto
