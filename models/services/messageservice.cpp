#include "models/services/messageservice.h"

#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/awaiting.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/services/failures.h"
#include "models/services/newid.h"
#include "models/services/outboxbatch.h"
#include "models/vault/chatstore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/messagestore.h"
#include "models/vault/outboxstore.h"
#include "models/vault/postoutboxstore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr qsizetype kSharedCommit = 100; ///< calls of send()

/// What a call of send() asks for.
struct Draft {
    ChatId chat;
    QString text;
    QList<Mention> mentions;
    std::optional<MessageId> replyTo;
};

/// Direct messages go by the pairwise outbox, all others by that of posts.
Result<> enqueue(VaultSession &vault, const Message &message, const Chat &chat)
{
    if (chat.type == ChatType::Direct)
        return queueMessage(vault, message, chat.peer.id);
    PostOutboxEntry entry;
    entry.kind = PostOutboxKind::Message;
    entry.id = message.id.uuid();
    entry.chat = message.chat;
    entry.createdAt = QDateTime::currentDateTimeUtc();
    return vault.postOutbox().enqueue(entry).transform([](qint64) {});
}

/// Message, counters and outbox entry. NotFound or Forbidden, before anything is written, if nothing can be sent.
Result<Message> queue(VaultSession &vault, const Account &account, const Draft &draft)
{
    TACET_TRY_ASSIGN(const auto found, vault.chats().find(draft.chat));
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("chat"));
    const bool isDirect = found->type == ChatType::Direct;
    if (!isDirect && (found->standing != ChatStanding::Member || !found->canSend))
        return fail(ErrorCode::Forbidden, QStringLiteral("no messages from here"));
    NewMessage message;
    message.message.id = newId<MessageId>();
    message.message.chat = draft.chat;
    message.message.author = account.user;
    message.message.outgoing = true;
    message.message.sentAt = QDateTime::currentDateTimeUtc();
    message.message.storedAt = message.message.sentAt;
    message.message.text = draft.text;
    message.message.state = DeliveryState::Queued;
    if (!isDirect) {
        message.message.mentions = draft.mentions;
        message.message.replyTo = draft.replyTo;
    }
    message.authorDevice = account.device;
    TACET_TRY_ASSIGN(const InsertedMessage inserted, vault.messages().insert(message));
    TACET_TRY(enqueue(vault, inserted.message, *found));
    if (!found->draft.isEmpty())
        TACET_TRY(vault.chats().saveDraft(draft.chat, {}));
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

Result<> checkDraft(const QString &text, const QList<Mention> &mentions)
{
    TACET_TRY(checkText(text));
    return areSoundMentions(mentions, text) ? Result<>() : fail(ErrorCode::InvalidInput, QStringLiteral("mentions"));
}

/// Of one message only: the others of its commit are stored.
bool isOfOneMessage(ErrorCode code)
{
    return code == ErrorCode::NotFound || code == ErrorCode::Forbidden;
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

AsyncResult<Message> MessageService::send(ChatId chat, const QString &text, const QList<Mention> &mentions,
                                          std::optional<MessageId> replyTo)
{
    const auto answer = std::make_shared<QPromise<Result<Message>>>();
    answer->start();
    const AsyncResult<Message> future = answer->future();
    if (const Result<> checked = checkDraft(text, mentions); !checked) {
        answer->addResult(std::unexpected(checked.error()));
        answer->finish();
        return future;
    }
    reached(CrashPoint::BeforeQueue);
    m_waiting += {.chat = chat, .text = text, .mentions = mentions, .replyTo = replyTo, .answer = answer};
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
                auto message = queue(vault, core->account(), {one.chat, one.text, one.mentions, one.replyTo});
                if (!message && !isOfOneMessage(message.error().code()))
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
        core->posts().drain();
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
                                TACET_TRY(enqueue(vault, again, *chat));
                                return again;
                            });
                        })));
    Q_EMIT messageChanged(queued);
    core->outbox().drain();
    core->posts().drain();
    co_return {};
}

AsyncResult<int> MessageService::countWaiting()
{
    return m_core.vault().run([](VaultSession &vault) -> Result<int> {
        TACET_TRY_ASSIGN(const int direct, vault.outbox().count());
        TACET_TRY_ASSIGN(const int posts, vault.postOutbox().count());
        return direct + posts;
    });
}

AsyncResult<QList<Message>> MessageService::search(const QString &words, int limit)
{
    return m_core.vault().run(
        [words, limit](VaultSession &vault) { return vault.messages().search(words, std::nullopt, limit); });
}

AsyncResult<QList<Mentionable>> MessageService::mentionables(ChatId chat)
{
    return m_core.vault().run([chat](VaultSession &vault) -> Result<QList<Mentionable>> {
        QList<Mentionable> found;
        TACET_TRY_ASSIGN(const auto members, vault.groups().members(chat));
        for (const VaultMember &member : members) {
            const QUuid user = member.person.id.uuid();
            found += {.kind = MentionKind::Person, .target = user, .name = member.person.username};
            if (!member.person.displayName.isEmpty())
                found += {.kind = MentionKind::Person, .target = user, .name = member.person.displayName};
        }
        TACET_TRY_ASSIGN(const auto roles, vault.groups().roles(chat));
        for (const GroupRole &role : roles)
            found += {.kind = MentionKind::Role, .target = role.id.uuid(), .name = role.name};
        if (!members.isEmpty())
            found += {.kind = MentionKind::Everyone, .target = {}, .name = QStringLiteral("everyone")};
        return found;
    });
}

AsyncResult<QList<Person>> MessageService::readBy(MessageId message)
{
    return asFuture(readers(message));
}

Task<QList<Person>> MessageService::readers(MessageId message)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto found, co_await answerOf(core->vault().run([message](VaultSession &vault) {
                            return vault.messages().find(message);
                        })));
    if (!found)
        co_return fail(ErrorCode::NotFound, QStringLiteral("message"));
    const ChatId chat = found->chat;
    const Result<> fetched = co_await fetchReadMarks(chat);
    if (!fetched && !breaksConnection(fetched.error().code()))
        co_return std::unexpected(fetched.error());
    co_return co_await answerOf(core->vault().run([chat, message](VaultSession &vault) -> Result<QList<Person>> {
        QList<Person> readers;
        TACET_TRY_ASSIGN(const auto members, vault.groups().members(chat));
        for (const VaultMember &member : members) {
            TACET_TRY_ASSIGN(const auto mark, vault.groups().readMark(chat, member.person.id));
            if (mark && !(*mark < message))
                readers += member.person;
        }
        return readers;
    }));
}

Task<> MessageService::fetchReadMarks(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    constexpr int kMarks = 500;
    UserId after;
    bool isLast = false;
    while (!isLast) {
        TACET_CO_TRY_ASSIGN(const auto marks, co_await answerOf(core->backend().run([chat, after](BackendSession &db) {
                                return db.chatSettings().readMarks(chat, after, kMarks);
                            })));
        isLast = marks.size() < kMarks;
        if (!marks.isEmpty())
            after = marks.constLast().user;
        TACET_CO_TRY(co_await answerOf(core->vault().run([core, chat, marks](VaultSession &vault) {
            return vault.transact([&]() -> Result<> {
                for (const auto &mark : marks) {
                    if (mark.user != core->account().user)
                        TACET_TRY(vault.groups().saveReadMark(chat, mark.user, mark.lastRead));
                }
                return {};
            });
        })));
    }
    co_return {};
}

AsyncResult<std::optional<qint64>> MessageService::firstUnread(ChatId chat)
{
    return m_core.vault().run([chat](VaultSession &vault) { return vault.messages().firstUnread(chat); });
}

void MessageService::announceErased(const QList<Message> &messages)
{
    QSet<ChatId> chats;
    for (const Message &message : messages) {
        Q_EMIT messageErased(message);
        chats += message.chat;
    }
    for (const ChatId &chat : std::as_const(chats))
        m_core.chats().announce(chat);
}

} // namespace tacet
