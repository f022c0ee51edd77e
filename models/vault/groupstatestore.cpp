#include "models/vault/groupstatestore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSave[] =
    "INSERT INTO group_state (chat_id, log_sequence, log_hash, own_role, permissions, epoch, epoch_floor, due_reason, "
    "settings, state) VALUES (:chat, :sequence, :hash, :role, :permissions, :epoch, :floor, :due, :settings, :state) "
    "ON CONFLICT (chat_id) DO UPDATE SET log_sequence = excluded.log_sequence, log_hash = excluded.log_hash, "
    "own_role = excluded.own_role, permissions = excluded.permissions, epoch = excluded.epoch, "
    "epoch_floor = excluded.epoch_floor, due_reason = excluded.due_reason, settings = excluded.settings, "
    "state = excluded.state WHERE group_state.log_sequence < excluded.log_sequence "
    "OR (group_state.log_sequence = excluded.log_sequence AND group_state.log_hash = excluded.log_hash)";
constexpr char kSelect[] =
    "SELECT g.chat_id, g.log_sequence, g.log_hash, g.own_role, g.permissions, g.epoch, "
    "g.epoch_floor, g.due_reason, g.settings, g.state FROM group_state g WHERE g.chat_id = :chat";
constexpr char kSaveMember[] =
    "INSERT INTO group_members (chat_id, user_id, role_id, joined_at, joined_sequence, muted_until, removed) "
    "VALUES (:chat, :user, :role, :joined_at, :sequence, :muted_until, :removed) ON CONFLICT (chat_id, user_id) "
    "DO UPDATE SET role_id = excluded.role_id, joined_at = excluded.joined_at, "
    "joined_sequence = excluded.joined_sequence, muted_until = excluded.muted_until, removed = excluded.removed";
constexpr char kRemoveMember[] = "DELETE FROM group_members WHERE chat_id = :chat AND user_id = :user";
// People do not include the account itself.
#define MEMBER_COLUMNS                                                                                                 \
    "g.role_id, g.joined_at, g.joined_sequence, g.muted_until, g.removed, g.user_id, ifnull(p.username, s.username), " \
    "ifnull(p.display_name, s.display_name), ifnull(p.master_key, s.master_key), p.relation, p.trust"
#define MEMBER_TABLES                                                                                                  \
    " FROM group_members g LEFT JOIN people p ON p.user_id = g.user_id "                                               \
    "LEFT JOIN account s ON s.id = 1 AND s.user_id = g.user_id WHERE g.chat_id = :chat "
enum MemberColumn { RoleColumn, JoinedColumn, SequenceColumn, MutedColumn, RemovedColumn, PersonColumn };
constexpr char kSelectMember[] = "SELECT " MEMBER_COLUMNS MEMBER_TABLES "AND g.user_id = :user";
constexpr char kSelectMembers[] = "SELECT " MEMBER_COLUMNS MEMBER_TABLES "AND g.removed = :removed ORDER BY g.user_id";
constexpr char kSelectChats[] = "SELECT c.id FROM chats c CROSS JOIN group_members g ON g.chat_id = c.id "
                                "WHERE g.user_id = :user AND g.removed = 0 AND c.type <> 0 ORDER BY c.id";

constexpr char kClearRoles[] = "DELETE FROM group_roles WHERE chat_id = :chat";
constexpr char kSaveRole[] =
    "INSERT INTO group_roles (chat_id, id, built_in, name, color, permissions, is_default, place) "
    "VALUES (:chat, :id, :built_in, :name, :color, :permissions, :is_default, :place)";
constexpr char kSelectRoles[] = "SELECT r.id, r.built_in, r.name, r.color, r.permissions, r.is_default "
                                "FROM group_roles r WHERE r.chat_id = :chat ORDER BY r.place";

constexpr char kSaveRequest[] =
    "INSERT INTO join_requests_sent (chat_id, invite_id, name, asked_at) VALUES (:chat, :invite, :name, :asked_at) "
    "ON CONFLICT (chat_id) DO UPDATE SET invite_id = excluded.invite_id, name = excluded.name, "
    "asked_at = excluded.asked_at";
constexpr char kSelectRequests[] =
    "SELECT chat_id, invite_id, name, asked_at FROM join_requests_sent ORDER BY asked_at";
constexpr char kRemoveRequest[] = "DELETE FROM join_requests_sent WHERE chat_id = :chat";

constexpr char kSaveMark[] =
    "INSERT INTO group_read_marks (chat_id, user_id, message_id) VALUES (:chat, :user, :message) "
    "ON CONFLICT (chat_id, user_id) DO UPDATE SET message_id = excluded.message_id";
constexpr char kSelectMark[] = "SELECT message_id FROM group_read_marks WHERE chat_id = :chat AND user_id = :user";
constexpr char kCountReaders[] = "SELECT count(*) FROM group_read_marks g CROSS JOIN messages m ON m.id = g.message_id "
                                 "WHERE g.chat_id = :chat AND m.position >= :position "
                                 "AND g.user_id <> ifnull((SELECT s.user_id FROM account s WHERE s.id = 1), x'')";

GroupState stateFrom(const QSqlQuery &row)
{
    return {.chat = idAt<ChatId>(row, 0),
            .logSequence = row.value(1).toLongLong(),
            .logHash = row.value(2).toByteArray(),
            .ownRole = idAt<RoleId>(row, 3),
            .permissions = Permissions::fromInt(row.value(4).toInt()),
            .epoch = row.value(5).toLongLong(),
            .epochFloor = row.value(6).toLongLong(),
            .dueReason = row.value(7).toString(),
            .settings = row.value(8).toByteArray(),
            .state = row.value(9).toByteArray()};
}

VaultMember memberFrom(const QSqlQuery &row)
{
    return {.person = personFrom(row, PersonColumn),
            .role = idAt<RoleId>(row, RoleColumn),
            .joinedAt = timeAt(row, JoinedColumn),
            .joinedSequence = row.value(SequenceColumn).toLongLong(),
            .mutedUntil = optionalTimeAt(row, MutedColumn),
            .isRemoved = row.value(RemovedColumn).toBool()};
}

GroupRole roleFrom(const QSqlQuery &row)
{
    return {.id = idAt<RoleId>(row, 0),
            .builtIn = BuiltInRole(row.value(1).toInt()),
            .name = row.value(2).toString(),
            .color = row.value(3).toString(),
            .permissions = Permissions::fromInt(row.value(4).toInt()),
            .isDefault = row.value(5).toBool()};
}

Result<QList<VaultMember>> membersWhere(VaultDatabase &database, ChatId chat, bool removed)
{
    Statement select(database, kSelectMembers);
    return readAll(select.bind(":chat"_L1, chat).bind(":removed"_L1, removed), memberFrom);
}

} // namespace

Result<> GroupStateStore::save(const GroupState &state)
{
    Statement save(m_database, kSave);
    save.bind(":chat"_L1, state.chat)
        .bind(":sequence"_L1, state.logSequence)
        .bind(":hash"_L1, state.logHash)
        .bind(":role"_L1, state.ownRole)
        .bind(":permissions"_L1, qint64(state.permissions.toInt()))
        .bind(":epoch"_L1, state.epoch)
        .bind(":floor"_L1, state.epochFloor)
        .bind(":due"_L1, state.dueReason)
        .bind(":settings"_L1, state.settings)
        .bind(":state"_L1, state.state);
    TACET_TRY_ASSIGN(const int saved, save.runAndCount());
    return saved > 0 ? Result<>() : fail(ErrorCode::Conflict, u"the log of a group went another way"_s);
}

Result<std::optional<GroupState>> GroupStateStore::find(ChatId chat)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":chat"_L1, chat), stateFrom);
}

Result<> GroupStateStore::saveMember(ChatId chat, const VaultMember &member)
{
    Statement save(m_database, kSaveMember);
    return save.bind(":chat"_L1, chat)
        .bind(":user"_L1, member.person.id)
        .bind(":role"_L1, member.role)
        .bind(":joined_at"_L1, member.joinedAt)
        .bind(":sequence"_L1, member.joinedSequence)
        .bind(":muted_until"_L1, member.mutedUntil)
        .bind(":removed"_L1, member.isRemoved)
        .run();
}

Result<> GroupStateStore::removeMember(ChatId chat, UserId user)
{
    Statement remove(m_database, kRemoveMember);
    return remove.bind(":chat"_L1, chat).bind(":user"_L1, user).run();
}

Result<std::optional<VaultMember>> GroupStateStore::member(ChatId chat, UserId user)
{
    Statement select(m_database, kSelectMember);
    return readOne(select.bind(":chat"_L1, chat).bind(":user"_L1, user), memberFrom);
}

Result<QList<VaultMember>> GroupStateStore::members(ChatId chat)
{
    return membersWhere(m_database, chat, false);
}

Result<QList<VaultMember>> GroupStateStore::removed(ChatId chat)
{
    return membersWhere(m_database, chat, true);
}

Result<QList<ChatId>> GroupStateStore::chatsOf(UserId user)
{
    Statement select(m_database, kSelectChats);
    return readAll(select.bind(":user"_L1, user), [](const QSqlQuery &row) { return idAt<ChatId>(row, 0); });
}

Result<> GroupStateStore::saveRoles(ChatId chat, const QList<GroupRole> &roles)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement clear(m_database, kClearRoles);
    TACET_TRY(clear.bind(":chat"_L1, chat).run());
    for (qsizetype place = 0; place < roles.size(); ++place) {
        const GroupRole &role = roles.at(place);
        Statement save(m_database, kSaveRole);
        TACET_TRY(save.bind(":chat"_L1, chat)
                      .bind(":id"_L1, role.id)
                      .bind(":built_in"_L1, role.builtIn)
                      .bind(":name"_L1, role.name)
                      .bind(":color"_L1, role.color)
                      .bind(":permissions"_L1, qint64(role.permissions.toInt()))
                      .bind(":is_default"_L1, role.isDefault)
                      .bind(":place"_L1, qint64(place))
                      .run());
    }
    return transaction.commit();
}

Result<QList<GroupRole>> GroupStateStore::roles(ChatId chat)
{
    Statement select(m_database, kSelectRoles);
    return readAll(select.bind(":chat"_L1, chat), roleFrom);
}

Result<> GroupStateStore::saveRequest(const SentJoinRequest &request)
{
    Statement save(m_database, kSaveRequest);
    return save.bind(":chat"_L1, request.chat)
        .bind(":invite"_L1, request.invite)
        .bind(":name"_L1, request.name)
        .bind(":asked_at"_L1, request.askedAt)
        .run();
}

Result<QList<SentJoinRequest>> GroupStateStore::requests()
{
    Statement select(m_database, kSelectRequests);
    return readAll(select, [](const QSqlQuery &row) {
        return SentJoinRequest{.chat = idAt<ChatId>(row, 0),
                               .invite = idAt<InviteId>(row, 1),
                               .name = row.value(2).toString(),
                               .askedAt = timeAt(row, 3)};
    });
}

Result<> GroupStateStore::removeRequest(ChatId chat)
{
    Statement remove(m_database, kRemoveRequest);
    return remove.bind(":chat"_L1, chat).run();
}

Result<> GroupStateStore::saveReadMark(ChatId chat, UserId user, MessageId message)
{
    Statement save(m_database, kSaveMark);
    return save.bind(":chat"_L1, chat).bind(":user"_L1, user).bind(":message"_L1, message).run();
}

Result<std::optional<MessageId>> GroupStateStore::readMark(ChatId chat, UserId user)
{
    Statement select(m_database, kSelectMark);
    return readOne(select.bind(":chat"_L1, chat).bind(":user"_L1, user),
                   [](const QSqlQuery &row) { return idAt<MessageId>(row, 0); });
}

Result<int> GroupStateStore::readersOf(ChatId chat, qint64 position)
{
    Statement select(m_database, kCountReaders);
    TACET_TRY_ASSIGN(const auto readers, readOne(select.bind(":chat"_L1, chat).bind(":position"_L1, position),
                                                 [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return readers.value_or(0);
}

} // namespace tacet
