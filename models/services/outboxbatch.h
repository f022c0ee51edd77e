#pragma once
#include "models/domain/account.h"
#include "models/domain/message.h"
#include "models/services/misseddevices.h"
#include "models/services/outgoingbundle.h"
#include "models/services/pairwisevault.h"
#include "models/vault/outboxstore.h"

#include <QHash>
#include <QSet>

namespace tacet {

class BackendSession;

/// An entry of the outbox with the ciphertext that the vault holds for it, or why there is none.
struct PreparedEntry {
    OutboxEntry entry;
    Result<OutgoingBundle> bundle;
};

/// What became of an entry in the database.
struct SentEntry {
    OutboxEntry entry;
    Result<SendReceipt> receipt;
    QList<DeviceId> served = {}; ///< devices that it was encrypted for
};

/// What of the outbox may be sent now.
struct OutboxBatch {
    QList<PreparedEntry> prepared;               ///< in order; their ciphertext is committed
    QHash<UserId, QList<OutboxEntry>> strangers; ///< to people of whom a device or a session is missing
    qint64 last = 0;                             ///< position of the last entry that was looked at
};

/// What a step of the vault changed, and what comes next.
struct OutboxStep {
    QList<Message> changed;      ///< sent or failed now
    QSet<UserId> newerManifests; ///< accounts with a newer device list than the pinned one
    QList<MessageId> missed;     ///< that devices of those may have got nothing of
    OutboxBatch next;
};

/// The vault's half of the outbox. Used on the vault's thread.
class OutboxVault
{
public:
    OutboxVault(VaultSession &vault, const LocalKeys &keys, const Account &account);

    /// What is due behind position `after`, encrypted in order as far as it is not yet. Whoever is in `met`
    /// was prepared by the caller and is no stranger. Part of the caller's transaction, if there is one.
    Result<OutboxBatch> take(qint64 after, const QSet<UserId> &met);
    /// In one transaction: removes what the database has; postpones what was refused, or gives it up and
    /// says so on the message; takes what is due behind `after`, if it is given.
    Result<OutboxStep> advance(const QList<SentEntry> &sent, std::optional<qint64> after);

private:
    Result<OutboxBatch> prepare(const QList<OutboxEntry> &due, const QSet<UserId> &met);
    Result<> sortOut(PairwiseVault &ratchets, UserId recipient, QSet<UserId> &known, OutboxBatch &batch);
    Result<bool> isKnown(PairwiseVault &ratchets, UserId recipient);
    Result<OutboxStep> settle(const QList<SentEntry> &sent);
    Result<bool> noteNewer(UserId peer, const MissedDevices &seen, OutboxStep &step);
    Result<> release(const SentEntry &one, OutboxStep &step);
    Result<QList<Message>> refuse(const OutboxEntry &entry, const Error &error);

    VaultSession &m_vault;
    const LocalKeys &m_keys;
    const Account &m_account;
};

/// Stores the entries in the database, and after that commit wakes the recipients: a hint, in no
/// transaction. On the backend's thread. An error only if the connection broke: then what was stored is
/// not known.
Result<QList<SentEntry>> sendAndWake(BackendSession &db, const QList<PreparedEntry> &prepared);

} // namespace tacet
