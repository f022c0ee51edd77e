#pragma once
#include "models/backend/seal.h"
#include "models/backend/storedstate.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>

#include <span>

namespace tacet {

class DatabaseConnection;

/// A message for a group or channel: a live one of a Megolm session, or an epoch post with a signature.
struct OutgoingPost {
    MessageId id; ///< UUIDv7, at most 35 days old
    ChatId chat;
    Seal seal;
    DistributionId distribution = {}; ///< of a live message; null for an epoch post
    QByteArray encryptedContent;      ///< 1 byte to 1 MiB
    QByteArray contentHash;           ///< its SHA-256
    MessageId replyTo = {};           ///< null for none
};

struct PostReceipt {
    StoredState state = StoredState::Stored;
    QDateTime storedAt;  ///< UTC
    QDateTime expiresAt; ///< UTC; not valid: never
};

/// Another version of a message. In direct chats without seal and distribution.
struct OutgoingEdit {
    MessageId message;
    qint32 number = 1; ///< the last edit's plus 1
    Seal seal = {};
    DistributionId distribution = {};
    QByteArray encryptedContent; ///< 1 byte to 1 MiB
    QByteArray contentHash;      ///< its SHA-256
};

struct EditReceipt {
    StoredState state = StoredState::Stored;
    QDateTime editedAt; ///< UTC
};

/// A message of any chat in its newest version, or what is left of it. Seal and device are that version's.
struct StoredPost {
    MessageId id;
    ChatId chat;
    UserId sender; ///< null: the account is gone
    DeviceId senderDevice;
    Seal seal;
    DistributionId distribution;
    QByteArray encryptedContent; ///< empty if deleted, hidden or over
    QByteArray contentHash;
    MessageId replyTo;
    QDateTime storedAt; ///< UTC, like the others
    qint32 editNumber = 0;
    QDateTime editedAt;  ///< not valid: never
    QDateTime deletedAt; ///< not valid: not deleted
    UserId deletedBy;
    QDateTime expiresAt;   ///< not valid: never
    bool isHidden = false; ///< deleted for this account alone
};

/// One version of a message: 0 is the first.
struct PostVersion {
    qint32 number = 0;
    DeviceId device;
    Seal seal;
    DistributionId distribution;
    QByteArray encryptedContent;
    QByteArray contentHash;
    QDateTime createdAt; ///< UTC
};

/// A message that stands at the top of its chat.
struct PinnedPost {
    MessageId message;
    UserId pinnedBy;    ///< null: the account is gone
    QDateTime pinnedAt; ///< UTC
};

/// Messages of groups and channels; what is read, edited, deleted and pinned is of all chats. Synchronous;
/// belongs to the backend executor's thread. Uses binary parameters.
///
/// NotFound for what is in no chat of the account, and for who may not. After Offline or Timeout call
/// again with the same ids.
class PostStore
{
public:
    explicit PostStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Conflict: the epoch may not be used any more, or the id has other content. TooSoon: slow mode. RateLimited.
    Result<PostReceipt> post(const OutgoingPost &post);
    /// In order, all in one transaction: the first refusal stores none. One receipt each.
    Result<QList<PostReceipt>> post(std::span<const OutgoingPost> posts);

    /// At most 512, in their order. Fewer than asked for: some are not the account's, or about 8 MiB were
    /// reached; ask again for the rest.
    Result<QList<StoredPost>> posts(const QList<MessageId> &ids);
    /// The past of a chat, newest first, below `before` (null: the newest), at most 500 and about 8 MiB.
    Result<QList<StoredPost>> backfill(ChatId chat, MessageId before, int limit);

    /// By the author's account. Conflict: another edit was first; or the time for it is over, or the epoch.
    Result<EditReceipt> edit(const OutgoingEdit &edit);
    /// After `after` (-1: from the first), at most 500 and about 8 MiB.
    Result<QList<PostVersion>> versions(MessageId message, qint32 after, int limit);
    /// For everyone; again is no error. Conflict: the author's time for it is over.
    Result<> remove(MessageId message);
    /// For this account alone; at most 512.
    Result<> hide(const QList<MessageId> &messages);
    /// What this account has hidden, in the order of ids, at most 500.
    Result<QList<MessageId>> hidden(MessageId after, int limit);

    /// QuotaExceeded: as many as a chat may have.
    Result<> pin(MessageId message);
    Result<> unpin(MessageId message);
    /// Newest pin first; at most 500 by policy.
    Result<QList<PinnedPost>> pinned(ChatId chat);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
