#include "models/services/groupcontrolreception.h"

#include "models/services/bytes.h"
#include "models/services/groupcontrolbody.h"
#include "models/services/receivedsessions.h"
#include "models/services/senderkeyvault.h"

namespace tacet {

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
    TACET_TRY_ASSIGN(const bool isNew, keepSession(m_vault, body.chat, distribution, device, std::move(*shared)));
    if (!isNew)
        return {};
    return m_messages.revealSession(distribution, device.id);
}

} // namespace tacet
