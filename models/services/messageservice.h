#pragma once
#include "models/domain/mentions.h"
#include "models/domain/message.h"
#include "models/domain/person.h"
#include "models/services/awaiting.h"

#include <QObject>
#include <QPromise>

#include <limits>
#include <memory>

namespace tacet {

class AccountCore;

/// The messages of the account's chats, as far as the vault holds them. Lives on its owner's thread.
class MessageService final : public QObject
{
    Q_OBJECT
public:
    explicit MessageService(AccountCore &core);

    /// At most `limit` messages older than `before`, newest first.
    AsyncResult<MessagePage> page(ChatId chat, qint64 before = std::numeric_limits<qint64>::max(), int limit = 60);
    /// Stores the text in the vault and answers with the queued message; the outbox does the rest,
    /// now or when the database can be reached again. Calls that come while the vault is busy with earlier
    /// ones share a commit. InvalidInput if empty or too long; Forbidden where this account may not write. Mentions
    /// and the message that is answered go with messages of groups and channels.
    AsyncResult<Message> send(ChatId chat, const QString &text, const QList<Mention> &mentions = {},
                              std::optional<MessageId> replyTo = {});
    /// Whom a text in the chat can name: members, roles, everyone. Nobody in direct chats.
    AsyncResult<QList<Mentionable>> mentionables(ChatId chat);
    /// Who of the others has read the message, where the workspace keeps that; as far as is known if the database
    /// cannot be reached.
    AsyncResult<QList<Person>> readBy(MessageId message);
    /// Position of the chat's first unread message; nothing if all is read.
    AsyncResult<std::optional<qint64>> firstUnread(ChatId chat);
    /// Puts a failed message into the outbox again.
    AsyncResult<> retry(MessageId message);
    /// How many messages, marks and other things wait in the outbox.
    AsyncResult<int> countWaiting();
    /// Full-text search in the vault, newest first.
    AsyncResult<QList<Message>> search(const QString &words, int limit = 50);

    /// Tells everybody that messages are gone.
    void announceErased(const QList<Message> &messages);

Q_SIGNALS:
    /// A message of one's own or of a peer is in the vault.
    void messageStored(const tacet::Message &message);
    /// Its delivery state (or failure) changed.
    void messageChanged(const tacet::Message &message);
    /// It disappeared, or was deleted.
    void messageErased(const tacet::Message &message);

private:
    /// A call of send() that has not been answered.
    struct Waiting {
        ChatId chat;
        QString text;
        QList<Mention> mentions;
        std::optional<MessageId> replyTo;
        std::shared_ptr<QPromise<Result<Message>>> answer;
    };

    QCoro::Task<> storeWaiting();
    QCoro::Task<> store(QList<Waiting> together);
    Task<> requeue(MessageId message);
    Task<QList<Person>> readers(MessageId message);
    Task<> fetchReadMarks(ChatId chat);

    AccountCore &m_core;
    QList<Waiting> m_waiting;
    bool m_storing = false;
};

} // namespace tacet
