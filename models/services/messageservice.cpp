#include "models/services/messageservice.h"

#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/awaiting.h"
#include "models/services/crashpoint.h"
#include "models/services/newid.h"
#include "models/vault/chatstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/outboxstore.h"

namespace tacet {

namespace {

OutboxEntry entryFor(const Message &message, UserId recipient)
{
    OutboxEntry entry;
    entry.id = message.id;
    entry.kind = OutboxKind::Message;
    entry.chat = message.chat;
    entry.recipient = recipient;
    entry.createdAt = QDateTime::currentDateTimeUtc();
    entry.nextAttemptAt = entry.createdAt;
    return entry;
}

/// Message, counters and outbox entry together: nothing is lost if the program dies here.
Result<Message> queue(VaultSession &vault, const Account &account, ChatId chat, const QString &text)
{
    return vault.transact([&]() -> Result<Message> {
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
        TACET_TRY(vault.outbox().enqueue(entryFor(inserted.message, found->peer.id)));
        TACET_TRY(vault.chats().saveDraft(chat, {}));
        return inserted.message;
    });
}

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
    return asFuture(store(chat, text));
}

Task<Message> MessageService::store(ChatId chat, QString text)
{
    const auto core = m_core.shared_from_this();
    if (text.trimmed().isEmpty())
        co_return fail(ErrorCode::InvalidInput, QStringLiteral("empty message"));
    if (text.toUcs4().size() > limits::kMessageTextMax)
        co_return fail(ErrorCode::InvalidInput, QStringLiteral("message too long"));
    reached(CrashPoint::BeforeQueue);
    TACET_CO_TRY_ASSIGN(const Message message,
                        co_await answerOf(core->vault().run([core, chat, text](VaultSession &vault) {
                            return queue(vault, core->account(), chat, text);
                        })));
    reached(CrashPoint::AfterQueue);
    Q_EMIT messageStored(message);
    core->chats().announce(chat);
    core->outbox().drain();
    co_return message;
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
                                TACET_TRY_ASSIGN(const Message again, vault.messages().requeue(message));
                                TACET_TRY_ASSIGN(const auto chat, vault.chats().find(again.chat));
                                if (!chat)
                                    return fail(ErrorCode::NotFound, QStringLiteral("chat"));
                                TACET_TRY(vault.outbox().enqueue(entryFor(again, chat->peer.id)));
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
