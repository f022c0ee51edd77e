#include "models/services/receivedsessions.h"

#include "crypto/group/receivedgroupsession.h"
#include "models/services/bytes.h"
#include "models/services/localkeys.h"
#include "models/vault/megolmstore.h"
#include "models/vault/peerstore.h"
#include "models/vault/vaultsession.h"

namespace tacet {

namespace {

/// As it stands once `given` is known too; nothing if that says nothing new.
Result<std::optional<crypto::ReceivedGroupSession>> joined(const std::optional<InboundSessionRecord> &known,
                                                           const crypto::GroupSessionOwner &owner,
                                                           crypto::InboundGroupSession given)
{
    if (!known)
        return crypto::ReceivedGroupSession(owner, std::move(given));
    auto session = crypto::ReceivedGroupSession::deserialise(viewOf(known->session));
    if (!session)
        return fail(ErrorCode::Damaged, QStringLiteral("stored session of a group"));
    if (session->owner() != owner || session->session().id() != given.id())
        return fail(ErrorCode::CryptoFailed, QStringLiteral("two sessions of one name"));
    if (!session->reachBack(given))
        return std::nullopt;
    return std::move(*session);
}

} // namespace

Result<bool> keepSession(VaultSession &vault, ChatId chat, DistributionId distribution, const PeerDevice &device,
                         crypto::InboundGroupSession given)
{
    const crypto::GroupSessionOwner owner{.chat = idBytes(chat), .sender = addressOf(device.user, device.id)};
    TACET_TRY_ASSIGN(const auto known, vault.megolm().inbound(distribution, device.id));
    TACET_TRY_ASSIGN(const auto session, joined(known, owner, std::move(given)));
    if (!session)
        return false;
    TACET_TRY(vault.megolm().saveInbound({.distribution = distribution,
                                          .sender = device.id,
                                          .chat = chat,
                                          .session = toByteArray(session->serialise()),
                                          .firstIndex = static_cast<int>(session->session().firstKnownIndex()),
                                          .receivedAt = QDateTime::currentDateTimeUtc()}));
    return true;
}

} // namespace tacet
