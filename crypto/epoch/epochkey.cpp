#include "crypto/epoch/epochkey.h"

#include "crypto/primitives/hkdf.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

std::expected<EpochKey, RandomError> EpochKey::generate(const EpochName &name, RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(auto key, random.secret<kEpochKeySize>());
    return EpochKey(name, std::move(key));
}

EpochCommitment EpochKey::commitment() const
{
    constexpr std::string_view kLabel = "Tacet-1 epoch commitment";
    Bytes info;
    BinaryWriter writer(info);
    writer.bytes(textBytes(kLabel));
    writer.u8(0);
    writer.bytes(m_name.chat);
    writer.u64(m_name.epoch);
    EpochCommitment commitment;
    hkdf({}, m_key.view(), info, commitment.bytes);
    return commitment;
}

} // namespace tacet::crypto
