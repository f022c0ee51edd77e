#pragma once
#include "crypto/group/megolmmessage.h"
#include "crypto/group/megolmratchet.h"
#include "crypto/primitives/aescbc.h"

namespace tacet::crypto {

/// What the ratchet at an index becomes: AES key ‖ MAC key ‖ IV. Used for one message.
class MegolmKeys
{
public:
    explicit MegolmKeys(const MegolmRatchet &ratchet);

    /// Appends the ciphertext.
    std::expected<void, CipherError> encrypt(ByteView plaintext, Bytes &out) const;
    /// After the MAC has been compared, never before.
    std::expected<SecretBytes, CipherError> decrypt(ByteView ciphertext) const;
    MegolmMac mac(ByteView authenticated) const;

private:
    static constexpr std::size_t kKeySize = 32;
    FixedView<kKeySize> cipherKey() const { return m_keys.view().first<kKeySize>(); }
    FixedView<kKeySize> macKey() const { return m_keys.view().subspan<kKeySize, kKeySize>(); }
    FixedView<kAesBlockSize> iv() const { return m_keys.view().last<kAesBlockSize>(); }

    Secret<2 * kKeySize + kAesBlockSize> m_keys;
};

} // namespace tacet::crypto
