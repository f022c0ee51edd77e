#include "crypto/recovery/sealedrecovery.h"

#include "crypto/primitives/aesgcm.h"
#include "crypto/primitives/hkdf.h"
#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

// u8 version ‖ u32 memory ‖ u32 passes ‖ u32 lanes ‖ salt: the header, Argon2's associated data.
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kHeaderSize = 1 + 3 * 4 + kSaltSize;
constexpr std::size_t kCommitmentSize = 32;
constexpr std::string_view kLabel = "Tacet-1 account recovery";

constexpr KdfCost kMostCost{.memoryKib = 1024 * 1024, .passes = 64, .lanes = 16};
constexpr std::uint32_t kLeastMemoryKibPerLane = 8; // RFC 9106 section 3.1

bool isPossible(const KdfCost &cost)
{
    return cost.passes >= 1 && cost.passes <= kMostCost.passes && cost.lanes >= 1 && cost.lanes <= kMostCost.lanes &&
           cost.memoryKib >= kLeastMemoryKibPerLane * cost.lanes && cost.memoryKib <= kMostCost.memoryKib;
}

/// HKDF(Argon2id(phrase, salt)) = 32 key ‖ 12 nonce ‖ 32 commitment. The salt is fresh, so the key is used once and
/// the nonce may come from it.
class RecoveryKeys
{
public:
    explicit RecoveryKeys(const Secret<32> &derived) { hkdf(derived.view(), kLabel, m_bytes.writable()); }

    FixedView<32> key() const { return m_bytes.view().subspan<0, 32>(); }
    FixedView<kGcmNonceSize> nonce() const { return m_bytes.view().subspan<32, kGcmNonceSize>(); }
    FixedView<kCommitmentSize> commitment() const { return m_bytes.view().subspan<44, kCommitmentSize>(); }

private:
    Secret<32 + kGcmNonceSize + kCommitmentSize> m_bytes;
};

std::expected<RecoveryKeys, RecoveryError> deriveKeys(const RecoveryPhrase &phrase, ByteView header,
                                                      const KdfCost &cost)
{
    const auto derived = argon2id(phrase.entropy(), header.last(kSaltSize), header, cost);
    if (!derived)
        return std::unexpected(RecoveryError::Derivation);
    return RecoveryKeys(*derived);
}

Bytes associatedData(const RecoveryPlace &place)
{
    Bytes data;
    BinaryWriter writer(data);
    writer.bytes(textBytes(kLabel));
    writer.u8(0);
    writer.bytes(place.account);
    writer.u64(place.version);
    return data;
}

SecretBytes encode(const RecoverySecrets &secrets)
{
    SecretBytes body;
    body.reserve(128);
    BinaryWriter writer(body);
    writer.bytes(secrets.masterSeed.view());
    writer.u64(secrets.history.epoch);
    writer.bytes(secrets.history.key.view());
    writer.u64(secrets.pin.version);
    writer.bytes(secrets.pin.hash);
    return body;
}

std::expected<RecoverySecrets, RecoveryError> decode(ByteView body)
{
    BinaryReader reader(body);
    RecoverySecrets secrets;
    secrets.masterSeed = reader.secret<32>();
    secrets.history.epoch = reader.u64();
    secrets.history.key = reader.secret<32>();
    secrets.pin.version = reader.u64();
    secrets.pin.hash = reader.fixed<kManifestHashSize>();
    if (!reader.finished() || secrets.history.epoch == 0 || secrets.pin.version == 0)
        return std::unexpected(RecoveryError::Malformed);
    return secrets;
}

} // namespace

std::expected<Bytes, RecoveryError> sealRecovery(const RecoverySecrets &secrets, const RecoveryPhrase &phrase,
                                                 const RecoveryPlace &place, const KdfCost &cost, RandomSource &random)
{
    if (!isPossible(cost))
        return std::unexpected(RecoveryError::Malformed);
    FixedBytes<kSaltSize> salt{};
    CRYPTO_TRY_OR(random.fill(salt), RecoveryError::NoRandom);
    Bytes sealed;
    BinaryWriter writer(sealed);
    writer.u8(kVersion);
    for (const std::uint32_t number : {cost.memoryKib, cost.passes, cost.lanes})
        writer.u32(number);
    writer.bytes(salt);
    CRYPTO_TRY_ASSIGN(const RecoveryKeys keys, deriveKeys(phrase, sealed, cost));
    CRYPTO_TRY_ASSIGN_OR(const Bytes box, sealGcm(keys.key(), keys.nonce(), associatedData(place), encode(secrets)),
                         RecoveryError::Failed);
    writer.bytes(keys.commitment());
    writer.bytes(box);
    return sealed;
}

std::expected<RecoverySecrets, RecoveryError> openRecovery(ByteView sealed, const RecoveryPhrase &phrase,
                                                           const RecoveryPlace &place)
{
    BinaryReader reader(sealed);
    const std::uint8_t version = reader.u8();
    const KdfCost cost{.memoryKib = reader.u32(), .passes = reader.u32(), .lanes = reader.u32()};
    reader.bytes(kSaltSize);
    const ByteView commitment = reader.bytes(kCommitmentSize);
    if (!reader.failed() && version > kVersion)
        return std::unexpected(RecoveryError::TooNew);
    if (reader.failed() || version != kVersion || !isPossible(cost))
        return std::unexpected(RecoveryError::Malformed);
    CRYPTO_TRY_ASSIGN(const RecoveryKeys keys, deriveKeys(phrase, sealed.first(kHeaderSize), cost));
    if (!equalConstantTime(commitment, keys.commitment()))
        return std::unexpected(RecoveryError::WrongPhrase);
    CRYPTO_TRY_ASSIGN_OR(
        const SecretBytes body,
        openGcm(keys.key(), keys.nonce(), associatedData(place), sealed.subspan(kHeaderSize + kCommitmentSize)),
        RecoveryError::WrongPhrase);
    return decode(body);
}

} // namespace tacet::crypto
