#pragma once
#include "models/domain/message.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

#include <limits>
#include <optional>

namespace tacet {

/// A message to be stored, with what only the protocol needs.
struct NewMessage {
    Message message; ///< `position` is given by insert()
    DeviceId authorDevice;
    qint64 authorSequence = 0; ///< the author device's counter in this chat, from 1
    QByteArray contentHash;    ///< hash of the body, the next message's "previous"
    QByteArray contentKey;     ///< 32 bytes: keys of reactions and edits come from it
};

struct InsertedMessage {
    Message message;    ///< as it stands in the vault, with its position
    bool isNew = false; ///< false: it was there already and nothing changed
};

/// Where an author device's chain of messages in a chat stands.
struct AuthorChain {
    qint64 sequence = 0; ///< of the last message; 0 = none
    QByteArray lastHash; ///< its content hash
};

/// The decrypted history with its search index. Pages are keyed by position; nothing counts or scans
/// the whole table.
///
/// Search uses FTS5 with the trigram tokenizer: it finds parts of words in any script (words are not
/// separated in Chinese, Japanese or Thai), without case and without accents. Terms of one or two
/// characters are too short for it and are looked for in the newest kShortTermWindow messages.
class MessageStore
{
public:
    static constexpr int kShortTermWindow = 20'000;

    explicit MessageStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Stores it, the search index and the chat's counters together; own messages and events are never unread.
    /// Idempotent by id: the same chat and author again answers what is there; Conflict otherwise. NotFound if
    /// the chat is not there. A message that waits has its post in WaitingPostStore.
    Result<InsertedMessage> insert(const NewMessage &message);
    /// The key of a waiting message came: it becomes what it is, at its place. NotFound if it does not wait.
    Result<Message> reveal(const NewMessage &message);
    /// Gone from the history, the archive and the search index; the chat's counters follow. Those that were there.
    Result<QList<Message>> erase(const QList<MessageId> &messages);
    /// Erases at most `limit` of those that were to disappear by now, in the archive too.
    Result<QList<Message>> eraseExpired(const QDateTime &now, int limit);
    /// When the next message disappears; nothing if none will.
    Result<std::optional<QDateTime>> nextExpiry();
    Result<std::optional<Message>> find(MessageId message);
    Result<qint64> count(ChatId chat);

    /// Older than `before`, newest first.
    Result<MessagePage> page(ChatId chat, qint64 before = std::numeric_limits<qint64>::max(), int limit = 60);
    /// Positions of the first unread message, and of the first one that mentions this account; nothing if all is
    /// read.
    Result<std::optional<qint64>> firstUnread(ChatId chat);
    Result<std::optional<qint64>> firstUnreadMention(ChatId chat);
    /// Newer than `position`, oldest first.
    Result<QList<Message>> after(ChatId chat, qint64 position, int limit);
    /// Half of `limit` from `position` on and half before it, newest first.
    Result<QList<Message>> around(ChatId chat, qint64 position, int limit);
    /// All terms of `words` occur in the text, newest first. Quotes and operators mean themselves.
    Result<QList<Message>> search(const QString &words, std::optional<ChatId> chat, int limit);

    /// Sent, Delivered or Read, for own messages; never back. Answers those that changed.
    Result<QList<Message>> advance(const QList<MessageId> &messages, DeliveryState state);
    /// From Queued to Failed. NotFound if it is not a queued one of this account.
    Result<Message> markFailed(MessageId message, ErrorCode why);
    /// From Failed to Queued. NotFound likewise.
    Result<Message> requeue(MessageId message);
    /// From Sent to Queued: the database was restored and does not have it any more. NotFound likewise.
    Result<Message> returnToQueue(MessageId message);
    /// Messages of others with `after < position <= upTo`, oldest first: those to send read marks for.
    Result<QList<MessageId>> incomingBetween(ChatId chat, qint64 after, qint64 upTo, int limit);
    /// Own messages that the database has and no device of the recipient has confirmed, oldest first.
    Result<QList<Message>> undelivered(ChatId chat, int limit);
    /// Gives an own message what became known when it was encrypted, and moves the author's chain.
    /// NotFound.
    Result<> seal(MessageId message, qint64 authorSequence, const QByteArray &contentHash,
                  const QByteArray &contentKey);
    /// Empty if the message is not there, or not sealed yet.
    Result<QByteArray> contentKey(MessageId message);
    Result<QByteArray> contentHash(MessageId message);

    /// The head of a chain; sequence 0 if there is no message yet.
    Result<AuthorChain> authorChain(ChatId chat, DeviceId authorDevice);
    /// What was sealed behind `head` was not sent, and is sealed anew at its place.
    Result<> rewindChain(ChatId chat, DeviceId authorDevice, const AuthorChain &head);
    /// The database says when an own message disappears. No error if it is gone.
    Result<> setExpiry(MessageId message, const QDateTime &expiresAt);

private:
    Result<std::optional<qint64>> insertRow(const NewMessage &message);
    Result<> advanceChain(const NewMessage &message);
    Result<QList<Message>> searchIndex(const QString &match, const QStringList &foldedTerms, std::optional<ChatId> chat,
                                       int limit);
    Result<QList<Message>> searchNewest(const QStringList &foldedTerms, std::optional<ChatId> chat, int limit);

    VaultDatabase &m_database;
};

} // namespace tacet
