#include "models/services/messageservice.h"

#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/awaiting.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/services/newid.h"
#include "models/services/outboxbatch.h"
#include "models/vault/chatstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/outboxstore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr qsizetype kSharedCommit = 100; ///< calls of send()

/// Message, counters and outbox entry. NotFound, before anything is written, if the chat is not there.
Result<Message> queue(VaultSession &vault, const Account &account, ChatId chat, const QString &text)
{
    TACET_TRY_ASSIGN(const auto found, vault.chats().find(chat));
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("chat"));
    NewMessage message;
    message.message.id = newId<MessageId>();
    message.message.chat = chat;
    message.message.author = account.user;
    message.message.outgoing = true;
    message.message.sentAt = QDateTime::currentDateTimeUtc();
    message.message.storedAt = message.message.sentAt;
    message.message.text = text;
    message.message.state = DeliveryState::Queued;
    message.authorDevice = account.device;
    TACET_TRY_ASSIGN(const InsertedMessage inserted, vault.messages().insert(message));
    TACET_TRY(queueMessage(vault, inserted.message, found->peer.id));
    if (!found->draft.isEmpty())
        TACET_TRY(vault.chats().saveDraft(chat, {}));
    return inserted.message;
}

Result<> checkText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput, QStringLiteral("empty message"));
    // A code point takes at most two units: most texts need not be converted to be counted.
    if (text.size() > limits::kMessageTextMax && text.toUcs4().size() > limits::kMessageTextMax)
        return fail(ErrorCode::InvalidInput, QStringLiteral("message too long"));
    return {};
}

/// What one commit made of several calls.
struct Queued {
    QList<Result<Message>> messages; ///< in the order of the calls
    OutboxBatch batch;               ///< to be sent now, if the outbox is idle
};

} // namespace

MessageService::MessageService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<MessagePage> MessageService::page(ChatId chat, qint64 before, int limit)
{
    return m_core.vault().run(
        [chat, before, limit](VaultSession &vault) { return vault.messages().page(chat, before, limit); });
}

AsyncResult<Message> MessageService::send(ChatId chat, const QString &text)
{
    const auto answer = std::make_shared<QPromise<Result<Message>>>();
    answer->start();
    const AsyncResult<Message> future = answer->future();
    if (const Result<> checked = checkText(text); !checked) {
        answer->addResult(std::unexpected(checked.error()));
        answer->finish();
        return future;
    }
    reached(CrashPoint::BeforeQueue);
    m_waiting += {.chat = chat, .text = text, .answer = answer};
    if (!m_storing)
        storeWaiting();
    return future;
}

QCoro::Task<> MessageService::storeWaiting()
{
    const auto core = m_core.shared_from_this();
    m_storing = true;
    while (!m_waiting.isEmpty()) {
        const qsizetype count = std::min(m_waiting.size(), kSharedCommit);
        QList<Waiting> together = m_waiting.first(count);
        m_waiting.remove(0, count);
        co_await store(std::move(together));
    }
    m_storing = false;
}

/// One commit: nothing is lost if the program dies here. If nothing else is being sent, the messages are
/// encrypted in it too, and go out with the next step.
QCoro::Task<> MessageService::store(QList<Waiting> together)
{
    const auto core = m_core.shared_from_this();
    const bool sendNow = core->outbox().isIdle();
    Result<Queued> stored = co_await answerOf(core->vault().run([core, together, sendNow](VaultSession &vault) {
        return vault.transact([&]() -> Result<Queued> {
            Queued queued;
            for (const Waiting &one : together) {
                auto message = queue(vault, core->account(), one.chat, one.text);
                if (!message && message.error().code() != ErrorCode::NotFound)
                    return std::unexpected(message.error());
                queued.messages += std::move(message);
            }
            if (sendNow) {
                TACET_TRY_ASSIGN(queued.batch, OutboxVault(vault, core->keys(), core->account()).take(0, {}));
            }
            return queued;
        });
    }));
    if (stored) {
        reached(CrashPoint::AfterQueue);
        // Before anybody hears of it: the database need not wait for what they do.
        core->outbox().sendNow(std::move(stored->batch));
    }
    QSet<ChatId> chats;
    for (qsizetype i = 0; i < together.size(); ++i) {
        Result<Message> message = stored ? stored->messages[i] : std::unexpected(stored.error());
        if (message) {
            Q_EMIT messageStored(*message);
            chats += message->chat;
        }
        together[i].answer->addResult(std::move(message));
        together[i].answer->finish();
    }
    for (const ChatId &chat : std::as_const(chats))
        core->chats().announce(chat);
}

AsyncResult<> MessageService::retry(MessageId message)
{
    return asFuture(requeue(message));
}

Task<> MessageService::requeue(MessageId message)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Message queued, co_await answerOf(core->vault().run([message](VaultSession &vault) {
                            return vault.transact([&]() -> Result<Message> {
                                TACET_TRY_ASSIGN(Message again, vault.messages().requeue(message));
                                TACET_TRY_ASSIGN(const auto chat, vault.chats().find(again.chat));
                                if (!chat)
                                    return fail(ErrorCode::NotFound, QStringLiteral("chat"));
                                TACET_TRY(queueMessage(vault, again, chat->peer.id));
                                return again;
                            });
                        })));
    Q_EMIT messageChanged(queued);
    core->outbox().drain();
    co_return {};
}

AsyncResult<int> MessageService::countWaiting()
{
    return m_core.vault().run([](VaultSession &vault) { return vault.outbox().count(); });
}

AsyncResult<QList<Message>> MessageService::search(const QString &words, int limit)
{
    return m_core.vault().run(
        [words, limit](VaultSession &vault) { return vault.messages().search(words, std::nullopt, limit); });
}

} // namespace tacet
