#include "crypto/prekeys/prekeys.h"

#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kKemLabel = "Tacet-1 KEM prekey";

Bytes signedBytes(std::uint32_t id, ByteView key)
{
    Bytes bytes;
    bytes.reserve(sizeof id + key.size());
    BinaryWriter writer(bytes);
    writer.u32(id);
    writer.bytes(key);
    return bytes;
}

Bytes signedKemBytes(std::uint32_t id, KemPrekeyKind kind, ByteView key)
{
    Bytes bytes;
    bytes.reserve(sizeof id + sizeof kind + key.size());
    BinaryWriter writer(bytes);
    writer.u32(id);
    writer.u8(static_cast<std::uint8_t>(kind));
    writer.bytes(key);
    return bytes;
}

bool isKnown(KemPrekeyKind kind)
{
    return kind == KemPrekeyKind::OneTime || kind == KemPrekeyKind::LastResort;
}

PrekeyError errorOf(KemError error)
{
    switch (error) {
    case KemError::NoRandomness: return PrekeyError::NoRandomness;
    case KemError::BadPublicKey:
    case KemError::BadPrivateKey: return PrekeyError::BadKey;
    case KemError::Failed: break;
    }
    return PrekeyError::Failed;
}

} // namespace

template <class Kind>
std::expected<void, PrekeyError> PublicPrekey<Kind>::verify(const Ed25519PublicKey &identity) const
{
    if (!isPrekeyId(id))
        return std::unexpected(PrekeyError::BadId);
    if (!key.isCanonical())
        return std::unexpected(PrekeyError::BadKey);
    CRYPTO_TRY_OR(verifyLabelled(identity, Kind::kLabel, signedBytes(id, key.view()), signature),
                  PrekeyError::BadSignature);
    return {};
}

template <class Kind>
std::expected<PrivatePrekey<Kind>, PrekeyError> PrivatePrekey<Kind>::generate(std::uint32_t id, RandomSource &random)
{
    if (!isPrekeyId(id))
        return std::unexpected(PrekeyError::BadId);
    CRYPTO_TRY_ASSIGN_OR(auto pair, X25519KeyPair::generate(random), PrekeyError::NoRandomness);
    return PrivatePrekey{id, std::move(pair)};
}

template <class Kind>
PublicPrekey<Kind> PrivatePrekey<Kind>::sign(const DeviceIdentity &identity) const
{
    return {id, pair.shared, identity.signLabelled(Kind::kLabel, signedBytes(id, pair.shared.view()))};
}

template <class Kind>
SecretBytes PrivatePrekey<Kind>::serialise() const
{
    SecretBytes bytes;
    bytes.reserve(sizeof id + kX25519Size);
    BinaryWriter writer(bytes);
    writer.u32(id);
    writer.bytes(pair.secret.view());
    return bytes;
}

template <class Kind>
std::expected<PrivatePrekey<Kind>, PrekeyError> PrivatePrekey<Kind>::deserialise(ByteView bytes)
{
    BinaryReader reader(bytes);
    const std::uint32_t id = reader.u32();
    const auto scalar = reader.secret<kX25519Size>();
    if (!reader.finished() || !isPrekeyId(id))
        return std::unexpected(PrekeyError::Damaged);
    return PrivatePrekey{id, X25519KeyPair::from(X25519PrivateKey::fromScalar(scalar.view()))};
}

template struct PublicPrekey<SignedPrekeyKind>;
template struct PublicPrekey<OneTimePrekeyKind>;
template struct PrivatePrekey<SignedPrekeyKind>;
template struct PrivatePrekey<OneTimePrekeyKind>;

std::expected<KemPublicKey, PrekeyError> PublicKemPrekey::verify(const Ed25519PublicKey &identity) const
{
    if (!isPrekeyId(id) || !isKnown(kind))
        return std::unexpected(PrekeyError::BadId);
    CRYPTO_TRY_OR(verifyLabelled(identity, kKemLabel, signedKemBytes(id, kind, key), signature),
                  PrekeyError::BadSignature);
    auto parsed = KemPublicKey::fromBytes(key);
    if (!parsed)
        return std::unexpected(errorOf(parsed.error()));
    return std::move(*parsed);
}

std::expected<KemPrekey, PrekeyError> KemPrekey::generate(std::uint32_t id, KemPrekeyKind kind, RandomSource &random)
{
    if (!isPrekeyId(id) || !isKnown(kind))
        return std::unexpected(PrekeyError::BadId);
    auto key = KemPrivateKey::generate(random);
    if (!key)
        return std::unexpected(errorOf(key.error()));
    return KemPrekey{id, kind, std::move(*key)};
}

PublicKemPrekey KemPrekey::sign(const DeviceIdentity &identity) const
{
    PublicKemPrekey prekey{.id = id, .kind = kind, .key = {}, .signature = {}};
    std::ranges::copy(key.publicKey().view(), prekey.key.begin());
    prekey.signature = identity.signLabelled(kKemLabel, signedKemBytes(id, kind, prekey.key));
    return prekey;
}

SecretBytes KemPrekey::serialise() const
{
    SecretBytes bytes;
    bytes.reserve(sizeof id + sizeof kind + kKemSeedSize);
    BinaryWriter writer(bytes);
    writer.u32(id);
    writer.u8(static_cast<std::uint8_t>(kind));
    writer.bytes(key.seed());
    return bytes;
}

std::expected<KemPrekey, PrekeyError> KemPrekey::deserialise(ByteView bytes)
{
    BinaryReader reader(bytes);
    const std::uint32_t id = reader.u32();
    const auto kind = static_cast<KemPrekeyKind>(reader.u8());
    const auto seed = reader.secret<kKemSeedSize>();
    if (!reader.finished() || !isPrekeyId(id) || !isKnown(kind))
        return std::unexpected(PrekeyError::Damaged);
    auto key = KemPrivateKey::fromSeed(seed.view());
    if (!key)
        return std::unexpected(errorOf(key.error()));
    return KemPrekey{id, kind, std::move(*key)};
}

} // namespace tacet::crypto
