#pragma once
#include "models/domain/ids.h"
#include "models/services/awaiting.h"

#include <QHash>
#include <QList>

#include <memory>

namespace tacet {

/// Lets work on one chat happen one after the other, and on different chats at once. On its owner's thread.
///
/// `const auto turn = co_await turns.take(chat);` holds until `turn` goes.
class ChatTurns
{
public:
    /// The turn ends with the last copy.
    using Turn = std::shared_ptr<void>;

    QCoro::Task<Turn> take(ChatId chat)
    {
        if (const auto queue = m_queues->find(chat); queue != m_queues->end()) {
            const auto promise = std::make_shared<QPromise<bool>>();
            promise->start();
            QFuture<bool> mine = promise->future();
            queue->append(promise);
            co_await answerOf(mine);
        } else {
            m_queues->insert(chat, {});
        }
        const auto queues = m_queues;
        co_return Turn(nullptr, [queues, chat](void *) { pass(*queues, chat); });
    }

private:
    using Queues = QHash<ChatId, QList<std::shared_ptr<QPromise<bool>>>>;

    static void pass(Queues &queues, ChatId chat)
    {
        const auto queue = queues.find(chat);
        if (queue->isEmpty())
            queues.erase(queue);
        else
            give(*queue->takeFirst());
    }

    static void give(QPromise<bool> &next)
    {
        next.addResult(true);
        next.finish();
    }

    std::shared_ptr<Queues> m_queues = std::make_shared<Queues>();
};

} // namespace tacet
