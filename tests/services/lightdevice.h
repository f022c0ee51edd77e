#pragma once
#include "crypto/group/receivedgroupsession.h"
#include "crypto/session/peersessions.h"
#include "models/backend/chatlogstore.h"
#include "models/backend/enrolmentstore.h"
#include "models/backend/mailboxstore.h"
#include "models/backend/poststore.h"
#include "models/services/groupmessagebody.h"
#include "models/services/localkeys.h"

#include <map>

namespace tacet::tests {

/// A device of a member with real keys that keeps in memory what a vault would keep: its prekeys, its ratchets, the
/// sessions of groups it was given, what it read. Everything it knows comes from the database's functions for devices
/// and is opened by crypto/. It reads and never writes; who sends to it cannot tell it from a real one.
class LightDevice final : public crypto::PrekeyVault
{
public:
    static Result<std::unique_ptr<LightDevice>> make(UserId user, const crypto::MasterKey &master);

    DeviceId id() const { return m_keys.device; }
    const LocalKeys &keys() const { return m_keys; }
    /// What it brings when it joins, but for token, name, password and manifest.
    Result<EnrolmentRequest> request() const;
    /// Its login role, once it has one.
    const QString &role() const { return m_role; }
    void setRole(const QString &role) { m_role = role; }

    /// Devices whose certificates were verified.
    using Senders = std::map<DeviceId, crypto::VerifiedDevice>;

    /// From now on it hears of what happens. On a connection that is this device's, as the others.
    Result<> listen(DatabaseConnection &own);
    /// Empties the mailbox, then reads what is new in the chat.
    Result<> read(DatabaseConnection &own, ChatId chat, const Senders &senders);
    /// The texts that it could open, in the order in which it did.
    const QStringList &texts() const { return m_texts; }
    /// Messages that came without a key.
    qsizetype unreadable() const { return m_waiting.size(); }
    /// How many of the rows its sessions open.
    int opens(const QList<StoredPost> &rows);

    std::shared_ptr<const crypto::SignedPrekey> signedPrekey(std::uint32_t id) const override;
    std::shared_ptr<const crypto::OneTimePrekey> oneTimePrekey(std::uint32_t id) const override;
    std::shared_ptr<const crypto::KemPrekey> kemPrekey(std::uint32_t id) const override;

private:
    explicit LightDevice(LocalKeys keys)
        : m_keys(std::move(keys))
    {
    }
    Result<> makePrekeys();
    Result<> emptyMailbox(DatabaseConnection &own, const Senders &senders);
    Result<> takeKey(const MailboxItem &item, const Senders &senders);
    Result<QByteArray> decrypt(const MailboxItem &item, const Senders &senders);
    Result<> take(const StoredPost &row);
    Result<GroupMessageBody> open(const StoredPost &row);

    LocalKeys m_keys;
    QString m_role;
    std::shared_ptr<const crypto::SignedPrekey> m_signedPrekey;
    std::map<std::uint32_t, std::shared_ptr<const crypto::OneTimePrekey>> m_oneTime;
    std::map<std::uint32_t, std::shared_ptr<const crypto::KemPrekey>> m_kem; ///< id 1 is the last resort
    std::map<DeviceId, crypto::PeerSessions> m_ratchets;
    std::map<std::pair<DistributionId, DeviceId>, crypto::ReceivedGroupSession> m_sessions;
    std::map<DeviceId, Seal> m_last; ///< of each author, to see that none lacks
    SyncCursor m_cursor;
    QStringList m_texts;
    QList<StoredPost> m_waiting;
};

} // namespace tacet::tests
