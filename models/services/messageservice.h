#pragma once
#include "models/domain/message.h"
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
    /// ones share a commit. InvalidInput if empty or too long.
    AsyncResult<Message> send(ChatId chat, const QString &text);
    /// Puts a failed message into the outbox again.
    AsyncResult<> retry(MessageId message);
    /// How many messages, marks and other things wait in the outbox.
    AsyncResult<int> countWaiting();
    /// Full-text search in the vault, newest first.
    AsyncResult<QList<Message>> search(const QString &words, int limit = 50);

Q_SIGNALS:
    /// A message of one's own or of a peer is in the vault.
    void messageStored(const tacet::Message &message);
    /// Its delivery state (or failure) changed.
    void messageChanged(const tacet::Message &message);

private:
    /// A call of send() that has not been answered.
    struct Waiting {
        ChatId chat;
        QString text;
        std::shared_ptr<QPromise<Result<Message>>> answer;
    };

    QCoro::Task<> storeWaiting();
    QCoro::Task<> store(QList<Waiting> together);
    Task<> requeue(MessageId message);

    AccountCore &m_core;
    QList<Waiting> m_waiting;
    bool m_storing = false;
};

} // namespace tacet
