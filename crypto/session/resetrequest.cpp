#include "crypto/session/resetrequest.h"

#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kLabel = "Tacet-1 session reset";
constexpr std::size_t kBodySize = 4 * kUuidSize + sizeof(std::uint64_t);

} // namespace

Bytes ResetRequest::sign(const DeviceIdentity &identity) const
{
    Bytes bytes;
    BinaryWriter writer(bytes);
    writer.bytes(from.account);
    writer.bytes(from.device);
    writer.bytes(to.account);
    writer.bytes(to.device);
    writer.u64(static_cast<std::uint64_t>(at.time_since_epoch().count()));
    const Signature signature = identity.signLabelled(kLabel, bytes);
    append(bytes, signature.view());
    return bytes;
}

std::expected<ResetRequest, ResetRequestError> ResetRequest::verify(ByteView bytes, const Ed25519PublicKey &identity,
                                                                    const DeviceAddress &from, const DeviceAddress &to,
                                                                    std::optional<Timestamp> lastFollowed,
                                                                    Timestamp now)
{
    if (bytes.size() != kBodySize + kSignatureSize)
        return std::unexpected(ResetRequestError::Malformed);
    const Signature signature = Signature::from(bytes.last<kSignatureSize>());
    CRYPTO_TRY_OR(verifyLabelled(identity, kLabel, bytes.first(kBodySize), signature), ResetRequestError::BadSignature);
    BinaryReader reader(bytes.first(kBodySize));
    ResetRequest request;
    request.from = {reader.fixed<kUuidSize>(), reader.fixed<kUuidSize>()};
    request.to = {reader.fixed<kUuidSize>(), reader.fixed<kUuidSize>()};
    const std::uint64_t milliseconds = reader.u64();
    if (milliseconds > static_cast<std::uint64_t>(INT64_MAX))
        return std::unexpected(ResetRequestError::Malformed);
    request.at = Timestamp(std::chrono::milliseconds(milliseconds));
    if (request.from != from || request.to != to)
        return std::unexpected(ResetRequestError::OtherDevice);
    if (request.at < now - kMaxAge || request.at > now + kMaxAhead)
        return std::unexpected(ResetRequestError::Expired);
    if (lastFollowed && request.at <= *lastFollowed)
        return std::unexpected(ResetRequestError::Replayed);
    if (lastFollowed && request.at < *lastFollowed + kMinInterval)
        return std::unexpected(ResetRequestError::TooSoon);
    return request;
}

bool ResetRequest::mayAsk(std::optional<Timestamp> lastAsked, Timestamp now)
{
    return !lastAsked || now >= *lastAsked + kMinInterval;
}

} // namespace tacet::crypto
