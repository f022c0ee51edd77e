#include "models/services/groupcontrolreception.h"

#include "crypto/group/receivedgroupsession.h"
#include "models/services/bytes.h"
#include "models/services/groupcontrolbody.h"
#include "models/services/senderkeyvault.h"

namespace tacet {

namespace {

/// As it stands once `shared` is known too; nothing if that says nothing new. CryptoFailed for another session under
/// the same name.
Result<std::optional<crypto::ReceivedGroupSession>> joined(const std::optional<InboundSessionRecord> &known,
                                                           const crypto::GroupSessionOwner &owner,
                                                           crypto::InboundGroupSession shared)
{
    if (!known)
        return crypto::ReceivedGroupSession(owner, std::move(shared));
    auto session = crypto::ReceivedGroupSession::deserialise(viewOf(known->session));
    if (!session)
        return fail(ErrorCode::Damaged, QStringLiteral("stored session of a group"));
    if (session->owner() != owner || session->session().id() != shared.id())
        return fail(ErrorCode::CryptoFailed, QStringLiteral("two sessions of one name"));
    if (!session->reachBack(shared))
        return std::nullopt;
    return std::move(*session);
}

} // namespace

GroupControlReception::GroupControlReception(VaultSession &vault, const LocalKeys &keys, const Account &account,
                                             PairwiseVault &ratchets)
    : m_vault(vault)
    , m_keys(keys)
    , m_account(account)
    , m_ratchets(ratchets)
    , m_messages(vault, keys, account)
{
}

Result<> GroupControlReception::take(const PeerDevice &device, const MailboxItem &item, const QByteArray &plaintext)
{
    TACET_TRY_ASSIGN(const GroupControlBody body, GroupControlBody::decode(plaintext));
    if (static_cast<qint16>(body.kind) != item.kind || body.fromUser != item.senderUser ||
        body.fromDevice != item.senderDevice || body.fromDevice != device.id || body.chat != item.chat)
        return fail(ErrorCode::InvalidInput, QStringLiteral("group control message does not fit the row"));
    TACET_TRY(checkMember(body.chat, body.fromUser));
    if (body.kind == GroupControlKind::SenderKey)
        return takeSenderKey(device, body);
    SenderKeyVault senderKeys(m_vault, m_keys, m_account);
    TACET_TRY_ASSIGN(const int answered, senderKeys.answer(m_ratchets, device, body));
    m_queuedAnything = m_queuedAnything || answered > 0;
    return {};
}

/// By the verified log. A key may come before the chat does: who wrote with it is looked at when a message comes.
Result<> GroupControlReception::checkMember(ChatId chat, UserId user)
{
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(chat));
    if (!state)
        return {};
    TACET_TRY_ASSIGN(const auto member, m_vault.groups().member(chat, user));
    // Who came just now may not be in the log that this device has read.
    if (!member || !member->isRemoved)
        return {};
    return fail(ErrorCode::NotFound, QStringLiteral("the sender was removed from the group"));
}

Result<> GroupControlReception::takeSenderKey(const PeerDevice &device, const GroupControlBody &body)
{
    auto shared = crypto::InboundGroupSession::fromShare(viewOf(body.share));
    if (!shared)
        return fail(ErrorCode::InvalidInput, QStringLiteral("session share"));
    const DistributionId distribution = body.distributions.constFirst();
    const crypto::GroupSessionOwner owner{.chat = idBytes(body.chat), .sender = addressOf(device.user, device.id)};
    TACET_TRY_ASSIGN(const auto known, m_vault.megolm().inbound(distribution, device.id));
    TACET_TRY_ASSIGN(const auto session, joined(known, owner, std::move(*shared)));
    if (!session)
        return {};
    TACET_TRY(m_vault.megolm().saveInbound({.distribution = distribution,
                                            .sender = device.id,
                                            .chat = body.chat,
                                            .session = toByteArray(session->serialise()),
                                            .firstIndex = static_cast<int>(session->session().firstKnownIndex()),
                                            .receivedAt = QDateTime::currentDateTimeUtc()}));
    return m_messages.revealSession(distribution, device.id);
}

} // namespace tacet
