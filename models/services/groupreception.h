#pragma once
#include "crypto/epoch/postaddress.h"
#include "models/backend/poststore.h"
#include "models/domain/account.h"
#include "models/services/groupmessagebody.h"
#include "models/services/localkeys.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/megolmstore.h"
#include "models/vault/waitingpoststore.h"

#include <QHash>
#include <QSet>

namespace tacet {

class VaultSession;

/// What rows of groups and channels became in the vault.
struct GroupReceptionOutcome {
    QList<Message> stored;            ///< new ones, and such as wait for their key
    QList<Message> changed;           ///< could not be read before, and can now
    QList<Message> erased;            ///< deleted, hidden or over
    QSet<ChatId> halted;              ///< whose log has two ends
    QHash<MessageId, ChatId> refused; ///< what their rows say does not fit what they are
    bool isWaiting = false;           ///< a key lacks
};

/// Takes messages of groups and channels into the vault: opens them, compares what stands inside with the row
/// (docs/protocol.md section 4), and keeps those whose key has not come. Runs on the vault's thread in the caller's
/// transaction. A row that is refused changes nothing.
class GroupReception
{
public:
    GroupReception(VaultSession &vault, const LocalKeys &keys, const Account &account);

    /// The author's devices are in the vault, and the chat's log was read up to where the database is. Taking the
    /// same row again changes nothing. Errors are the vault's.
    Result<> take(const StoredPost &row);
    /// Opens what waits for this session, or for keys of epochs that are here.
    Result<> revealSession(DistributionId distribution, DeviceId sender);
    Result<> revealEpochs(ChatId chat);

    GroupReceptionOutcome finish() { return std::move(m_outcome); }

private:
    struct Place {
        ChatType type = ChatType::Group;
        GroupState state;
        QDateTime joinedAt;
    };
    /// Opened, or why it waits; an error if it is refused.
    struct Opened {
        QByteArray plaintext = {};
        std::optional<InboundSessionRecord> session = {}; ///< with the index bound; to be stored with the message
        std::optional<WaitingCause> waits = {};
    };

    Result<std::optional<Place>> placeOf(ChatId chat);
    Result<> removeLocally(const StoredPost &row);
    Result<> open(const Place &place, const StoredPost &row);
    Result<Opened> decrypt(const Place &place, const StoredPost &row);
    Result<Opened> decryptLive(const Place &place, const StoredPost &row);
    Result<Opened> decryptEpochPost(const Place &place, const StoredPost &row);
    Result<> checkAuthor(const Place &place, const StoredPost &row, const GroupMessageBody &body);
    Result<> checkHead(const Place &place, const GroupMessageBody &body);
    Result<> keepWaiting(const StoredPost &row, WaitingCause cause);
    Result<> store(const StoredPost &row, const GroupMessageBody &body);
    Result<> refuse(const StoredPost &row, const Error &why);
    Result<> reveal(const QList<WaitingPost> &waiting);

    VaultSession &m_vault;
    const LocalKeys &m_keys;
    const Account &m_account;
    QHash<ChatId, std::optional<Place>> m_places;
    GroupReceptionOutcome m_outcome;
};

/// Where a channel's message stands, for its seal.
crypto::PostAddress messageAddress(ChatId chat, MessageId id, MessageId replyTo, UserId author, DeviceId device,
                                   const Seal &seal);

} // namespace tacet
