#include "crypto/epoch/sealedsession.h"

#include "crypto/epoch/epochbox.h"
#include "crypto/primitives/sha256.h"
#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kLabel = "Tacet-1 session deposit";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kTextSize = 1 + kSessionShareSize + 2 * kSignatureSize;

// version ‖ chat ‖ epoch ‖ distribution ‖ account ‖ device
Bytes encodePlace(const SessionPlace &place)
{
    Bytes bytes;
    BinaryWriter writer(bytes);
    writer.u8(kVersion);
    writer.bytes(place.epoch.chat);
    writer.u64(place.epoch.epoch);
    writer.bytes(place.distribution);
    writer.bytes(place.author.account);
    writer.bytes(place.author.device);
    return bytes;
}

// label ‖ 0 ‖ place
Bytes associatedData(const SessionPlace &place)
{
    Bytes data;
    BinaryWriter writer(data);
    writer.bytes(textBytes(kLabel));
    writer.u8(0);
    writer.bytes(encodePlace(place));
    return data;
}

// place ‖ SHA-256(share)
Bytes signedBytes(const SessionPlace &place, ByteView share)
{
    Bytes bytes = encodePlace(place);
    BinaryWriter(bytes).bytes(Sha256::of(share));
    return bytes;
}

SealedSessionError errorOf(BoxError error)
{
    switch (error) {
    case BoxError::Malformed:
    case BoxError::TooLong: return SealedSessionError::Malformed;
    case BoxError::WrongKey: return SealedSessionError::WrongKey;
    case BoxError::Unauthentic: return SealedSessionError::Unauthentic;
    case BoxError::NoRandomness: return SealedSessionError::NoRandomness;
    case BoxError::Failed: break;
    }
    return SealedSessionError::Failed;
}

std::expected<void, SealedSessionError> check(const SessionPlace &place, const EpochKey &key,
                                              const DeviceAddress &author)
{
    if (!place.isSound())
        return std::unexpected(SealedSessionError::Malformed);
    if (key.name() != place.epoch)
        return std::unexpected(SealedSessionError::OtherEpoch);
    if (author != place.author)
        return std::unexpected(SealedSessionError::OtherAuthor);
    return {};
}

} // namespace

bool SessionPlace::isSound() const
{
    return epoch.isSound() && distribution != Uuid();
}

std::expected<Bytes, SealedSessionError> sealSession(const OutboundGroupSession &session, const SessionPlace &place,
                                                     const EpochKey &key, const LocalDevice &author,
                                                     RandomSource &random)
{
    CRYPTO_TRY(check(place, key, author.address));
    if (session.index() != 0)
        return std::unexpected(SealedSessionError::NotFirstIndex);
    const SecretBytes share = session.share();
    const Bytes statement = signedBytes(place, share);
    SecretBytes text;
    BinaryWriter writer(text);
    writer.u8(kVersion);
    writer.bytes(share);
    writer.bytes(author.identity.signLabelled(kLabel, statement).bytes);
    writer.bytes(session.signLabelled(kLabel, statement).bytes);
    auto box = sealEpochBox(key, EpochPurpose::SessionDeposit, associatedData(place), text, random);
    if (!box)
        return std::unexpected(errorOf(box.error()));
    return std::move(*box);
}

std::expected<InboundGroupSession, SealedSessionError> openSession(ByteView box, const SessionPlace &place,
                                                                   const EpochKey &key, const VerifiedDevice &author)
{
    CRYPTO_TRY(check(place, key, author.address()));
    const auto text = openEpochBox(key, EpochPurpose::SessionDeposit, associatedData(place), box);
    if (!text)
        return std::unexpected(errorOf(text.error()));
    BinaryReader reader(*text);
    const bool isKnown = reader.u8() == kVersion && text->size() == kTextSize;
    const ByteView share = reader.bytes(kSessionShareSize);
    const auto ofDevice = Signature::from(reader.fixed<kSignatureSize>());
    const auto ofSession = Signature::from(reader.fixed<kSignatureSize>());
    if (!isKnown || !reader.finished())
        return std::unexpected(SealedSessionError::Malformed);
    auto session = InboundGroupSession::fromShare(share);
    const Bytes statement = signedBytes(place, share);
    if (!session || !verifyLabelled(author.identityKey(), kLabel, statement, ofDevice) ||
        !verifyLabelled(session->id(), kLabel, statement, ofSession))
        return std::unexpected(SealedSessionError::BadSignature);
    if (session->firstKnownIndex() != 0)
        return std::unexpected(SealedSessionError::NotFirstIndex);
    return std::move(*session);
}

} // namespace tacet::crypto
