#pragma once
#include "models/backend/mailboxstore.h"
#include "models/domain/account.h"
#include "models/domain/message.h"
#include "models/services/controlbody.h"
#include "models/services/groupcontrolreception.h"
#include "models/services/pairwisevault.h"

#include <QSet>

namespace tacet {

/// What a fetched batch became in the vault.
struct ReceptionOutcome {
    QList<qint64> acknowledge; ///< mailbox rows that may go now
    QList<Message> stored;     ///< new messages
    QList<Message> advanced;   ///< own messages whose delivery state moved
    QSet<ChatId> newChats;
    bool queuedAnything = false;  ///< receipts or repeats wait in the outbox
    bool answeredGroups = false;  ///< keys wait for devices of groups
    GroupReceptionOutcome groups; ///< messages that waited for a key
};

/// Takes mailbox rows into the vault: decrypts, checks that what stands inside fits the row that carried
/// it, stores plaintext, ratchet state and receipts. Runs on the vault's thread in one transaction; a
/// row that does not decrypt changes nothing but the quarantine.
class Reception
{
public:
    Reception(VaultSession &vault, const LocalKeys &keys, const Account &account);

    /// By which the vault knows a mailbox row: its number and what it carries, because numbers may come
    /// again in a restored database.
    static QByteArray keyOf(const MailboxItem &item);

    Result<> take(const MailboxItem &item);
    /// Writes the ratchets back and queues the receipts.
    Result<ReceptionOutcome> finish();

private:
    Result<std::optional<PeerDevice>> deviceOf(const MailboxItem &item);
    Result<> takeVerified(const PeerDevice &device, const MailboxItem &item);
    Result<> takeRepeated(const MailboxItem &item);
    Result<> takeMessage(const MailboxItem &item, const QByteArray &plaintext);
    Result<> takeControl(const PeerDevice &device, const MailboxItem &item, const QByteArray &plaintext);
    Result<> advance(const MailboxItem &item, const QList<MessageId> &messages, DeliveryState state);
    Result<> ensureChat(const MailboxItem &item, UserId toUser);
    Result<QList<MessageId>> ownMessages(const MailboxItem &item, const QList<MessageId> &messages);
    Result<> quarantine(const MailboxItem &item, const Error &error);

    VaultSession &m_vault;
    const LocalKeys &m_keys;
    const Account &m_account;
    PairwiseVault m_ratchets;
    GroupControlReception m_groups;
    QHash<DeviceId, std::optional<PeerDevice>> m_devices; ///< as the vault has them
    QHash<ChatId, UserId> m_peers;                        ///< of chats that are in the vault
    ReceptionOutcome m_outcome;
    QHash<ChatId, QList<MessageId>> m_delivered;
    QSet<DeviceId> m_readable; ///< devices of which a message was read
};

} // namespace tacet
