#include "crypto/payload/sealedcontent.h"

#include "crypto/payload/padding.h"
#include "crypto/primitives/aesgcm.h"
#include "crypto/primitives/hkdf.h"

namespace tacet::crypto {

namespace {

constexpr std::byte kVersion{0x01};
constexpr std::size_t kCommitmentSize = 32;
constexpr std::size_t kHeaderSize = 1 + kCommitmentSize;
constexpr std::size_t kCiphertextMax = kContentMax + kContentMax / 8;

/// HKDF(content key, "Tacet Payload") = 32 key ‖ 12 nonce ‖ 32 commitment. The key is used once, so the
/// nonce may come from it.
class ContentSecrets
{
public:
    explicit ContentSecrets(const ContentKey &key) { hkdf(key.view(), "Tacet Payload", m_bytes.writable()); }

    FixedView<32> key() const { return m_bytes.view().subspan<0, 32>(); }
    FixedView<kGcmNonceSize> nonce() const { return m_bytes.view().subspan<32, kGcmNonceSize>(); }
    FixedView<kCommitmentSize> commitment() const { return m_bytes.view().subspan<44, kCommitmentSize>(); }

private:
    Secret<32 + kGcmNonceSize + kCommitmentSize> m_bytes;
};

FixedBytes<48> associatedData(const ContentPlace &place)
{
    FixedBytes<48> data;
    auto at = std::copy(place.chat.begin(), place.chat.end(), data.begin());
    at = std::copy(place.message.begin(), place.message.end(), at);
    std::copy(place.senderDevice.begin(), place.senderDevice.end(), at);
    return data;
}

} // namespace

SecretBytes ContentCapsule::encode() const
{
    SecretBytes bytes(key.view().begin(), key.view().end());
    append(bytes, hash);
    return bytes;
}

std::expected<ContentCapsule, ContentError> ContentCapsule::decode(ByteView bytes)
{
    if (bytes.size() != kSize)
        return std::unexpected(ContentError::Malformed);
    ContentCapsule capsule{.key = ContentKey(bytes.first<32>()), .hash = {}};
    std::copy(bytes.begin() + 32, bytes.end(), capsule.hash.begin());
    return capsule;
}

std::expected<SealedContent, ContentError> sealContent(ByteView body, const ContentPlace &place, RandomSource &random)
{
    if (body.size() > kContentMax)
        return std::unexpected(ContentError::Malformed);
    CRYPTO_TRY_ASSIGN_OR(ContentKey key, random.secret<32>(), ContentError::NoRandom);
    const ContentSecrets secrets(key);
    const SecretBytes padded = pad(body);
    CRYPTO_TRY_ASSIGN_OR(const Bytes box, sealGcm(secrets.key(), secrets.nonce(), associatedData(place), padded),
                         ContentError::Failed);
    Bytes ciphertext;
    ciphertext.reserve(kHeaderSize + box.size());
    ciphertext.push_back(kVersion);
    append(ciphertext, secrets.commitment());
    append(ciphertext, box);
    const ContentHash hash = Sha256::of(ciphertext);
    return SealedContent{.ciphertext = std::move(ciphertext), .capsule = {.key = std::move(key), .hash = hash}};
}

std::expected<SecretBytes, ContentError> openContent(ByteView ciphertext, const ContentCapsule &capsule,
                                                     const ContentPlace &place)
{
    if (ciphertext.size() < kHeaderSize || ciphertext.size() > kCiphertextMax || ciphertext[0] != kVersion)
        return std::unexpected(ContentError::Malformed);
    if (Sha256::of(ciphertext) != capsule.hash)
        return std::unexpected(ContentError::WrongHash);
    const ContentSecrets secrets(capsule.key);
    if (!equalConstantTime(ciphertext.subspan(1, kCommitmentSize), secrets.commitment()))
        return std::unexpected(ContentError::Unauthentic);
    CRYPTO_TRY_ASSIGN_OR(
        SecretBytes padded,
        openGcm(secrets.key(), secrets.nonce(), associatedData(place), ciphertext.subspan(kHeaderSize)),
        ContentError::Unauthentic);
    CRYPTO_TRY_ASSIGN_OR(SecretBytes body, unpad(std::move(padded)), ContentError::Malformed);
    return body;
}

Secret<32> contentSubkey(const ContentKey &key, ContentPurpose purpose)
{
    Secret<32> subkey;
    hkdf(key.view(), purpose == ContentPurpose::Reactions ? "Tacet Payload reactions" : "Tacet Payload edits",
         subkey.writable());
    return subkey;
}

} // namespace tacet::crypto
