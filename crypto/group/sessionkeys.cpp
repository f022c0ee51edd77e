#include "crypto/group/sessionkeys.h"

#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kExportVersion = 0x01;
constexpr std::uint8_t kShareVersion = 0x02;

// Room for a signature is made at once: growing would copy.
SecretBytes encode(std::uint8_t version, const MegolmRatchet &ratchet, const GroupSessionId &id)
{
    SecretBytes encoded;
    encoded.reserve(kSessionShareSize);
    BinaryWriter writer(encoded);
    writer.u8(version);
    ratchet.serialise(encoded);
    writer.bytes(id.view());
    return encoded;
}

std::expected<SessionKeys, GroupImportError> decode(std::uint8_t version, FixedView<kSessionExportSize> bytes)
{
    BinaryReader reader(bytes);
    if (reader.u8() != version)
        return std::unexpected(GroupImportError::Malformed);
    SessionKeys keys{.ratchet = MegolmRatchet::deserialise(reader), .id = {reader.fixed<kEd25519Size>()}};
    if (!keys.id.isAcceptable())
        return std::unexpected(GroupImportError::BadKey);
    return keys;
}

} // namespace

std::expected<SessionKeys, GroupImportError> SessionKeys::fromShare(ByteView share)
{
    if (share.size() != kSessionShareSize)
        return std::unexpected(GroupImportError::Malformed);
    const auto signedPart = share.first<kSessionExportSize>();
    CRYPTO_TRY_ASSIGN(auto keys, decode(kShareVersion, signedPart));
    CRYPTO_TRY_OR(verify(keys.id, signedPart, Signature::from(share.last<kSignatureSize>())),
                  GroupImportError::BadSignature);
    return keys;
}

std::expected<SessionKeys, GroupImportError> SessionKeys::fromExport(ByteView exported)
{
    if (exported.size() != kSessionExportSize)
        return std::unexpected(GroupImportError::Malformed);
    return decode(kExportVersion, exported.first<kSessionExportSize>());
}

SecretBytes shareSession(const MegolmRatchet &ratchet, const Ed25519PrivateKey &key)
{
    SecretBytes share = encode(kShareVersion, ratchet, key.publicKey());
    append(share, key.sign(share).view());
    return share;
}

SecretBytes exportSession(const MegolmRatchet &ratchet, const GroupSessionId &id)
{
    return encode(kExportVersion, ratchet, id);
}

} // namespace tacet::crypto
