#include "models/backend/reactionstore.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr PgStatement kReact{"reaction_add", "SELECT 1 FROM api.react($1, $2, $3)"};
constexpr PgStatement kUnreact{"reaction_remove", "SELECT 1 FROM api.unreact($1, $2)"};
constexpr PgStatement kOfOne{"reaction_of_one", "SELECT user_id, tag, device_id, encrypted_emoji, created_at "
                                                "FROM api.reactions($1, $2, $3, $4)"};
constexpr PgStatement kOfMany{"reaction_of_many",
                              "SELECT user_id, tag, device_id, encrypted_emoji, created_at, message_id "
                              "FROM api.reactions_of($1)"};

enum ReactionColumn {
    ReactionUser,
    ReactionTag,
    ReactionDevice,
    ReactionEmoji,
    ReactionCreatedAt,
    ReactionMessage,
};

constexpr qsizetype kTagSize = 32;

StoredReaction reactionFrom(PgRow &row, MessageId message)
{
    return {.message = message,
            .user = row.id<UserId>(ReactionUser),
            .tag = row.bytes(ReactionTag, kTagSize),
            .device = row.id<DeviceId>(ReactionDevice),
            .encryptedEmoji = row.bytes(ReactionEmoji),
            .createdAt = row.timestamp(ReactionCreatedAt)};
}

} // namespace

Result<> ReactionStore::react(MessageId message, const QByteArray &tag, const QByteArray &encryptedEmoji)
{
    return m_connection.change(kReact, PgParams().id(message).bytes(tag).bytes(encryptedEmoji));
}

Result<> ReactionStore::unreact(MessageId message, const QByteArray &tag)
{
    return m_connection.change(kUnreact, PgParams().id(message).bytes(tag));
}

Result<QList<StoredReaction>> ReactionStore::reactions(MessageId message, UserId afterUser, const QByteArray &afterTag,
                                                       int limit)
{
    PgParams params;
    params.id(message).id(afterUser).bytes(afterTag).int32(limit);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kOfOne, params));
    return result.list([message](PgRow &row) { return reactionFrom(row, message); });
}

Result<QList<StoredReaction>> ReactionStore::reactionsOf(const QList<MessageId> &messages)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kOfMany, PgParams().ids(messages)));
    return result.list([](PgRow &row) { return reactionFrom(row, row.id<MessageId>(ReactionMessage)); });
}

} // namespace tacet
