#pragma once
#include "models/backend/groupkeystore.h"
#include "models/services/awaiting.h"
#include "models/services/chatturns.h"
#include "models/services/groupvault.h"
#include "models/vault/peerstore.h"

#include <QObject>

namespace tacet {

class AccountCore;

/// Looks after the epoch keys of groups and channels: fetches this device's, and, where the account may, begins the
/// epoch that is wanted, wraps its key for every device that may have it, and seals names and links anew under it.
/// Every step can be the last one before the program ends: the next call, here or at another manager's, goes on.
///
/// Keys go to devices that the verified log's members have in their verified signed lists, and to nobody else.
/// Lives on its owner's thread.
class EpochKeeper final : public QObject
{
    Q_OBJECT
public:
    explicit EpochKeeper(AccountCore &core);

    /// Everything that is due now. The chat's log has been read.
    Task<> tend(ChatId chat);
    /// Begins the next epoch whether it is wanted or not. Forbidden.
    Task<> begin(ChatId chat, EpochReason reason);
    /// Fetches keys of this device that lack here. Whether any came.
    Task<bool> fetch(ChatId chat);

private:
    struct Standing;

    Task<Standing> look(ChatId chat);
    Task<> fetchOpen(ChatId chat, GroupLogState state);
    Task<> fetchWrapped(ChatId chat, GroupLogState state, qint64 since);
    Task<> openWrap(ChatId chat, GroupLogState state, OwnGroupKey wrapped);
    Task<std::optional<PeerDevice>> wrapper(GroupLogState state, DeviceId device);
    Task<> wrapAll(ChatId chat, GroupLogState state, QList<qint64> epochs);
    Task<> wrapEpoch(ChatId chat, GroupLogState state, qint64 epoch);
    Task<> wrapFor(ChatId chat, qint64 epoch, QList<WrapTarget> targets, QList<PeerDevice> devices);
    Task<QList<PeerDevice>> verifiedDevices(ChatId chat, GroupLogState state, QList<WrapTarget> targets);
    Task<> reseal(ChatId chat, GroupLogState state);
    Task<> renewLinks(ChatId chat, GroupLogState state);

    AccountCore &m_core;
    ChatTurns m_turns;
    QHash<ChatId, QByteArray> m_tended; ///< head of the log up to which all keys were handed out
};

} // namespace tacet
