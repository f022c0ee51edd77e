#include "crypto/epoch/committingbox.h"

#include "crypto/primitives/aesgcm.h"
#include "crypto/primitives/hkdf.h"

namespace tacet::crypto {

namespace {

constexpr std::byte kVersion{0x01};
constexpr std::size_t kHeaderSize = 1 + kBoxCommitmentSize + kBoxSaltSize;
static_assert(kBoxOverhead == kHeaderSize + kGcmTagSize);

/// The key is used once, so the nonce may come from it.
class BoxSecrets
{
public:
    BoxSecrets(BoxKey key, ByteView salt, std::string_view purpose)
    {
        hkdf(salt, key, textBytes(purpose), m_bytes.writable());
    }

    FixedView<32> key() const { return m_bytes.view().subspan<0, 32>(); }
    FixedView<kGcmNonceSize> nonce() const { return m_bytes.view().subspan<32, kGcmNonceSize>(); }
    FixedView<kBoxCommitmentSize> commitment() const
    {
        return m_bytes.view().subspan<32 + kGcmNonceSize, kBoxCommitmentSize>();
    }

private:
    Secret<32 + kGcmNonceSize + kBoxCommitmentSize> m_bytes;
};

bool isBox(ByteView box)
{
    return box.size() >= kBoxOverhead && box.front() == kVersion;
}

BoxSecrets secretsOf(BoxKey key, std::string_view purpose, ByteView box)
{
    return {key, box.subspan(1 + kBoxCommitmentSize, kBoxSaltSize), purpose};
}

bool isCommittedTo(const BoxSecrets &secrets, ByteView box)
{
    return equalConstantTime(box.subspan(1, kBoxCommitmentSize), secrets.commitment());
}

} // namespace

std::expected<Bytes, BoxError> sealBox(BoxKey key, std::string_view purpose, ByteView associatedData, ByteView text,
                                       RandomSource &random)
{
    FixedBytes<kBoxSaltSize> salt{};
    CRYPTO_TRY_OR(random.fill(salt), BoxError::NoRandomness);
    const BoxSecrets secrets(key, salt, purpose);
    const auto sealed = sealGcm(secrets.key(), secrets.nonce(), associatedData, text);
    if (!sealed)
        return std::unexpected(sealed.error() == CipherError::TooLong ? BoxError::TooLong : BoxError::Failed);
    Bytes box;
    box.reserve(kHeaderSize + sealed->size());
    box.push_back(kVersion);
    append(box, secrets.commitment());
    append(box, salt);
    append(box, *sealed);
    return box;
}

std::expected<SecretBytes, BoxError> openBox(BoxKey key, std::string_view purpose, ByteView associatedData,
                                             ByteView box)
{
    if (!isBox(box))
        return std::unexpected(BoxError::Malformed);
    const BoxSecrets secrets = secretsOf(key, purpose, box);
    if (!isCommittedTo(secrets, box))
        return std::unexpected(BoxError::WrongKey);
    CRYPTO_TRY_ASSIGN_OR(auto text, openGcm(secrets.key(), secrets.nonce(), associatedData, box.subspan(kHeaderSize)),
                         BoxError::Unauthentic);
    return text;
}

bool isBoxUnder(BoxKey key, std::string_view purpose, ByteView box)
{
    return isBox(box) && isCommittedTo(secretsOf(key, purpose, box), box);
}

} // namespace tacet::crypto
