#include "tests/backend/roomworld.h"

namespace tacet {

namespace {

constexpr PgStatement kChat{
    "room_chat", "WITH chat AS (INSERT INTO tacet.chats (id, chat_type, encrypted_name, owner_id, max_members, "
                 "member_count, epoch) VALUES ($1, 'group', 'sealed', ($2::uuid[])[1], 100000, "
                 "cardinality($2::uuid[]), 1)) INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions) "
                 "SELECT $1, gen_random_uuid(), r.role, CASE r.role WHEN 'member' THEN "
                 "'[\"send_messages\", \"post_threads\"]'::jsonb ELSE s.all_permissions() END "
                 "FROM unnest(ARRAY['owner', 'admin', 'member']) r(role)"};
constexpr PgStatement kMembers{
    "room_members",
    "INSERT INTO tacet.chat_members (chat_id, user_id, role_id) SELECT $1, u.id, r.id FROM unnest($2::uuid[]) "
    "WITH ORDINALITY u(id, place) JOIN tacet.chat_roles r ON r.chat_id = $1 AND r.built_in = "
    "CASE u.place WHEN 1 THEN 'owner' ELSE 'member' END"};
constexpr PgStatement kPost{"room_post", "SELECT state FROM api.post_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

const QUuid kSession(QStringLiteral("d1577000-0000-7000-8000-000000000000"));

} // namespace

ChatId makeRoom(TenantWorld &world, const std::vector<const Member *> &members)
{
    const auto chat = newId<ChatId>();
    QList<UserId> users;
    for (const Member *member : members)
        users.append(member->user);
    orThrow(world.superuser().exec(kChat, PgParams().id(chat).ids(users)));
    orThrow(world.superuser().exec(kMembers, PgParams().id(chat).ids(users)));
    return chat;
}

Post postFor(ChatId chat, const QByteArray &content)
{
    return {.id = newId<MessageId>(), .chat = chat, .content = content};
}

Result<QStringList> postBatch(DatabaseConnection &connection, const QList<Post> &posts)
{
    QList<MessageId> ids;
    QList<ChatId> chats;
    QList<QByteArray> contents;
    QList<QByteArray> hashes;
    for (const Post &post : posts) {
        ids.append(post.id);
        chats.append(post.chat);
        contents.append(post.content);
        hashes.append(sha256(post.content));
    }
    const qsizetype size = posts.size();
    const QList<qint64> ones(size, 1);
    const QList<QByteArray> none(size, QByteArray());
    PgParams params;
    params.ids(ids).ids(chats).int64s(ones).uuids(QList<QUuid>(size, kSession)).int64s(ones).byteas(none).byteas(none);
    params.byteas(contents).byteas(hashes).uuids(QList<QUuid>(size, QUuid()));
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(kPost, params));
    return result.list([](PgRow &row) { return row.text(0); });
}

} // namespace tacet
