#include "models/services/chatservice.h"

#include "models/services/accountcore.h"
#include "models/services/awaiting.h"
#include "models/services/newid.h"
#include "models/vault/chatstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/peerstore.h"

#include <QDateTime>

namespace tacet {

namespace {

constexpr int kShownWindow = 20; ///< a line of the chat's own events is nobody's message
constexpr int kChatsAtOnce = 500;

Result<Chat> existing(const Result<std::optional<Chat>> &found)
{
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return fail(ErrorCode::NotFound, QStringLiteral("chat"));
    return **found;
}

/// Null in direct chats, and where nothing was shown.
Result<MessageId> lastShown(VaultSession &vault, ChatId id, qint64 position)
{
    TACET_TRY_ASSIGN(const auto chat, vault.chats().find(id));
    if (!chat || chat->type == ChatType::Direct)
        return MessageId();
    TACET_TRY_ASSIGN(const MessagePage page, vault.messages().page(id, position + 1, kShownWindow));
    for (const Message &message : page.messages) {
        if (message.kind == MessageKind::Text)
            return message.id;
    }
    return MessageId();
}

} // namespace

ChatService::ChatService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<QList<Chat>> ChatService::list()
{
    return m_core.vault().run([](VaultSession &vault) { return vault.chats().list(); });
}

AsyncResult<Chat> ChatService::find(ChatId chat)
{
    return m_core.vault().run([chat](VaultSession &vault) { return existing(vault.chats().find(chat)); });
}

AsyncResult<Chat> ChatService::startDirect(UserId peer)
{
    return asFuture(openDirect(peer));
}

Task<Chat> ChatService::openDirect(UserId peer)
{
    const auto core = m_core.shared_from_this();
    auto known =
        co_await answerOf(core->vault().run([peer](VaultSession &vault) { return vault.chats().findDirect(peer); }));
    if (known && *known)
        co_return **known;
    TACET_CO_TRY(co_await core->directory().learn(peer));
    TACET_CO_TRY_ASSIGN(const DirectChat opened, co_await answerOf(core->backend().run([peer](BackendSession &db) {
                            return db.directChats().openDirect(newId<ChatId>(), peer);
                        })));
    co_return co_await takeUp(opened);
}

/// The peer is known.
Task<Chat> ChatService::takeUp(DirectChat opened)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Chat chat,
                        co_await answerOf(core->vault().run([opened](VaultSession &vault) -> Result<Chat> {
                            TACET_TRY(vault.chats().saveDirect(opened.id, opened.peer, opened.createdAt));
                            return existing(vault.chats().find(opened.id));
                        })));
    Q_EMIT chatChanged(chat);
    co_return chat;
}

Task<> ChatService::fetchAll()
{
    const auto core = m_core.shared_from_this();
    ChatId after;
    QList<DirectChat> page;
    do {
        TACET_CO_TRY_ASSIGN(page, co_await answerOf(core->backend().run([after](BackendSession &db) {
                                return db.directChats().chats(after, kChatsAtOnce);
                            })));
        for (const DirectChat &chat : std::as_const(page)) {
            after = chat.id;
            const auto person = co_await core->directory().learn(chat.peer);
            // Whoever was deleted has left a chat and no name.
            if (!person && person.error().code() == ErrorCode::NotFound)
                continue;
            TACET_CO_TRY(person);
            TACET_CO_TRY(co_await takeUp(chat));
        }
    } while (page.size() == kChatsAtOnce);
    co_return {};
}

Task<> ChatService::fetch(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const DirectChat found, co_await answerOf(core->backend().run([chat](BackendSession &db) {
                            return db.directChats().chat(chat);
                        })));
    TACET_CO_TRY(co_await core->directory().learn(found.peer));
    TACET_CO_TRY(co_await takeUp(found));
    co_return {};
}

AsyncResult<> ChatService::markRead(ChatId chat, qint64 position)
{
    return asFuture(markShown(chat, position));
}

Task<> ChatService::markShown(ChatId chat, qint64 position)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const bool moved,
                        co_await answerOf(core->vault().run([core, chat, position](VaultSession &vault) {
                            return vault.transact([&]() -> Result<bool> {
                                TACET_TRY_ASSIGN(const ReadMark mark, vault.chats().markRead(chat, position));
                                if (mark.previous == mark.current)
                                    return false;
                                TACET_TRY_ASSIGN(const auto found, vault.chats().find(chat));
                                if (found && found->type == ChatType::Direct)
                                    TACET_TRY(core->outbox().queueReadMarks(vault, chat, mark));
                                return true;
                            });
                        })));
    if (!moved)
        co_return {};
    announce(chat);
    core->outbox().drain();
    co_return co_await sendReadMark(chat, position);
}

/// Groups and channels: one mark for all that was shown, where the workspace keeps that. Whoever is offline gives the
/// next one.
Task<> ChatService::sendReadMark(ChatId chat, qint64 position)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const MessageId shown, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                            return lastShown(vault, chat, position);
                        })));
    if (shown.isNull() || !core->connection().isOnline())
        co_return {};
    const auto marked = co_await answerOf(
        core->backend().run([chat, shown](BackendSession &db) { return db.chatSettings().markRead(chat, shown); }));
    if (!marked)
        core->connection().notice(marked.error());
    co_return {};
}

AsyncResult<> ChatService::saveDraft(ChatId chat, const QString &text)
{
    return m_core.vault().run([chat, text](VaultSession &vault) { return vault.chats().saveDraft(chat, text); });
}

void ChatService::announce(ChatId chat)
{
    if (const auto reading = m_reading.find(chat); reading != m_reading.end()) {
        *reading = true;
        return;
    }
    m_reading.insert(chat, false);
    find(chat).then(this, [this, chat](const Result<Chat> &found) {
        const bool again = m_reading.take(chat);
        if (found)
            Q_EMIT chatChanged(*found);
        if (again)
            announce(chat);
    });
}

} // namespace tacet
