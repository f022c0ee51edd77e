#include "crypto/group/megolmkeys.h"

#include "crypto/primitives/hkdf.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kKeysInfo = "MEGOLM_KEYS";

} // namespace

MegolmKeys::MegolmKeys(const MegolmRatchet &ratchet)
{
    hkdf(ratchet.parts(), kKeysInfo, m_keys.writable());
}

std::expected<void, CipherError> MegolmKeys::encrypt(ByteView plaintext, Bytes &out) const
{
    return encryptCbc(cipherKey(), iv(), plaintext, out);
}

std::expected<SecretBytes, CipherError> MegolmKeys::decrypt(ByteView ciphertext) const
{
    return decryptCbc(cipherKey(), iv(), ciphertext);
}

MegolmMac MegolmKeys::mac(ByteView authenticated) const
{
    const auto whole = HmacKey(macKey()).mac(authenticated);
    MegolmMac cut;
    std::copy_n(whole.begin(), cut.size(), cut.begin());
    return cut;
}

} // namespace tacet::crypto
