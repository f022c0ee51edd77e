#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

/// This device's session for a chat, as crypto serialised it.
struct OutboundSessionRecord {
    ChatId chat = {};
    DistributionId distribution = {};
    QByteArray session = {};
    QDateTime startedAt = {}; ///< UTC
    int messages = 0;         ///< sent with it
    qint64 epoch = 0;         ///< under which it was started
};

enum class SenderKeyState {
    Prepared = 1, ///< its ratchet moved on; the database may not have it
    Sent = 2,
};

/// A device that is given the key of an outbound session.
struct SenderKeyRecipient {
    DeviceId device = {};
    SenderKeyState state = SenderKeyState::Prepared;
    int index = 0;          ///< of the first message it can read
    QDateTime notedAt = {}; ///< UTC

    friend bool operator==(const SenderKeyRecipient &, const SenderKeyRecipient &) = default;
};

/// A session of another device, with the ledger of its indexes, as crypto serialised it.
struct InboundSessionRecord {
    DistributionId distribution = {};
    DeviceId sender = {};
    ChatId chat = {};
    QByteArray session = {};
    int firstIndex = 0;
    QDateTime receivedAt = {}; ///< UTC
};

/// Megolm sessions: this device's, to whom they went, and those of others. Chats need not be known.
class MegolmStore
{
public:
    explicit MegolmStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Replaces the chat's session. Who was given an earlier one stays known.
    Result<> saveOutbound(const OutboundSessionRecord &session);
    Result<std::optional<OutboundSessionRecord>> outbound(ChatId chat);
    /// The next message begins a new one. No error if there is none.
    Result<> removeOutbound(ChatId chat);

    /// What is sent stays sent. The session is an outbound one here.
    Result<> saveRecipient(DistributionId distribution, const SenderKeyRecipient &recipient);
    Result<> markSent(DistributionId distribution, const QList<DeviceId> &devices);
    /// By id.
    Result<QList<SenderKeyRecipient>> recipients(DistributionId distribution);
    /// It has to be given the key again. No error if it is none.
    Result<> removeRecipient(DistributionId distribution, DeviceId device);
    /// Those noted before, of earlier sessions only. How many.
    Result<int> pruneRecipients(const QDateTime &before);

    /// Replaces what was there; Conflict if that is another chat's.
    Result<> saveInbound(const InboundSessionRecord &session);
    Result<std::optional<InboundSessionRecord>> inbound(DistributionId distribution, DeviceId sender);
    /// By distribution.
    Result<QList<InboundSessionRecord>> inboundOf(ChatId chat);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
