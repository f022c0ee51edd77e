#include "models/backend/directchatstore.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr PgStatement kOpen{"chat_open", "SELECT id, created_at FROM api.open_direct_chat($1, $2)"};
constexpr PgStatement kChat{"chat_one", "SELECT id, peer, created_at, last_message_id FROM api.chat($1)"};
constexpr PgStatement kChats{"chat_list", "SELECT id, peer, created_at, last_message_id FROM api.chats($1, $2)"};

DirectChat chatFrom(PgRow &row)
{
    return {.id = row.id<ChatId>(0),
            .peer = row.id<UserId>(1),
            .createdAt = row.timestamp(2),
            .lastMessage = row.optionalId<MessageId>(3)};
}

} // namespace

Result<DirectChat> DirectChatStore::openDirect(ChatId proposed, UserId peer)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kOpen, PgParams().id(proposed).id(peer)));
    TACET_TRY_ASSIGN(const ChatId id, result.first([](PgRow &row) { return row.id<ChatId>(0); }));
    return chat(id);
}

Result<DirectChat> DirectChatStore::chat(ChatId id)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kChat, PgParams().id(id)));
    return result.first(chatFrom);
}

Result<QList<DirectChat>> DirectChatStore::chats(ChatId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kChats, PgParams().id(after).int32(limit)));
    return result.list(chatFrom);
}

} // namespace tacet
