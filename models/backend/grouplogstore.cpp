#include "models/backend/grouplogstore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/directorycolumns.h"
#include "models/domain/groupnames.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace tacet {

namespace {

constexpr PgStatement kOperations{"group_operations",
                                  "SELECT sequence, kind, subject, detail, actor_user, actor_device, previous_hash, "
                                  "hash, body, signature, invite_signature, created_at "
                                  "FROM api.operations($1, $2, $3)"};
constexpr PgStatement kRoles{"group_roles", "SELECT id, built_in, name, encrypted_name, color, permissions::text, "
                                            "is_default FROM api.roles($1, $2, $3)"};
constexpr PgStatement kMembers{"group_members", "SELECT user_id, role_id, built_in, joined_at, joined_sequence, "
                                                "muted_until FROM api.members($1, $2, $3)"};
constexpr PgStatement kPeople{"group_people",
                              "SELECT user_id, role_id, built_in, joined_at, joined_sequence, muted_until, user_id, "
                              "username, display_name, master_pubkey, manifest_version, relation, avatar, status, "
                              "last_seen FROM api.member_people($1, $2, $3)"};
constexpr PgStatement kRemoved{"group_removed_members",
                               "SELECT user_id, left_at, removed_by FROM api.removed_members($1, $2, $3)"};
constexpr PgStatement kGroup{
    "group_one",
    "SELECT g.id, g.chat_type, g.visibility, g.name, g.description, g.encrypted_name, g.encrypted_description, "
    "g.avatar, "
    "g.owner_id, g.max_members, g.member_count, g.shares_history, g.created_at, g.updated_at, g.role_id, "
    "g.built_in_role, g.permissions::text, g.muted_until, g.head_sequence, g.head_hash, g.epoch, g.epoch_floor, "
    "g.epoch_due_reason, g.succession_due, r.slow_mode, r.message_timer, r.next_post_at "
    "FROM api.group($1) g CROSS JOIN api.chat_rules($1) r"};
constexpr PgStatement kChats{"group_my_chats",
                             "SELECT chat_id, chat_type, peer, visibility, name, encrypted_name, avatar, member_count, "
                             "role_id, built_in_role, permissions::text, muted_until, head_sequence, head_hash, epoch, "
                             "last_event, last_event_at FROM api.my_chats($1, $2)"};

enum OperationColumn {
    OperationSequence,
    OperationKindName,
    OperationSubject,
    OperationDetail,
    OperationActor,
    OperationActorDevice,
    OperationPreviousHash,
    OperationHash,
    OperationBody,
    OperationSignature,
    OperationInviteSignature,
    OperationCreatedAt,
};

enum RoleColumn { RoleIdent, RoleBuiltIn, RoleName, RoleEncryptedName, RoleColor, RolePermissions, RoleDefault };

enum MemberColumn {
    MemberUser,
    MemberRole,
    MemberBuiltIn,
    MemberJoinedAt,
    MemberJoinedSequence,
    MemberMutedUntil,
    MemberEntry,
    MemberAvatar = MemberEntry + kDirectoryColumns,
    MemberStatus,
    MemberLastSeen
};

enum GroupColumn {
    GroupId,
    GroupType,
    GroupVisibility,
    GroupName,
    GroupDescription,
    GroupEncryptedName,
    GroupEncryptedDescription,
    GroupAvatar,
    GroupOwner,
    GroupMaxMembers,
    GroupMemberCount,
    GroupSharesHistory,
    GroupCreatedAt,
    GroupUpdatedAt,
    GroupOwn, // four columns
    GroupHead = GroupOwn + 4,
    GroupEpochNumber = GroupHead + 2,
    GroupEpochFloor,
    GroupEpochDue,
    GroupSuccessionDue,
    GroupSlowMode,
    GroupMessageTimer,
    GroupNextPostAt,
};

enum ListedColumn {
    ListedId,
    ListedType,
    ListedPeer,
    ListedVisibility,
    ListedName,
    ListedEncryptedName,
    ListedAvatar,
    ListedMemberCount,
    ListedOwn, // four columns
    ListedHead = ListedOwn + 4,
    ListedEpoch = ListedHead + 2,
    ListedLastEvent,
    ListedLastEventAt,
};

constexpr qsizetype kHashSize = 32;
constexpr qsizetype kSignatureSize = 64;

Permissions permissionsIn(PgRow &row, int column)
{
    QStringList names;
    const QJsonArray listed = QJsonDocument::fromJson(row.text(column).toUtf8()).array();
    for (const auto &name : listed)
        names.append(name.toString());
    return permissionsFrom(names);
}

// NULL for roles of a chat's own making, and in direct chats.
BuiltInRole builtInRoleIn(PgRow &row, int column)
{
    return row.isNull(column) ? BuiltInRole::None : row.parsed(column, builtInRoleFrom);
}

ChatHead headFrom(PgRow &row, int firstColumn)
{
    return {.sequence = row.int64(firstColumn), .hash = row.bytes(firstColumn + 1)};
}

OwnMembership membershipFrom(PgRow &row, int firstColumn)
{
    return {.role = row.optionalId<RoleId>(firstColumn),
            .builtIn = builtInRoleIn(row, firstColumn + 1),
            .permissions = permissionsIn(row, firstColumn + 2),
            .mutedUntil = row.timestamp(firstColumn + 3)};
}

LoggedOperation operationFrom(PgRow &row)
{
    LoggedOperation logged;
    logged.operation.sequence = row.int64(OperationSequence);
    logged.operation.previousHash = row.bytes(OperationPreviousHash);
    logged.hash = row.bytes(OperationHash, kHashSize);
    logged.isShown = !row.isNull(OperationKindName);
    if (!logged.isShown)
        return logged;
    logged.operation.body = row.bytes(OperationBody);
    logged.operation.signature = row.bytes(OperationSignature, kSignatureSize);
    logged.kind = row.parsed(OperationKindName, operationKindFrom);
    logged.subject = row.isNull(OperationSubject) ? QUuid() : row.uuid(OperationSubject);
    logged.detail = row.isNull(OperationDetail) ? QUuid() : row.uuid(OperationDetail);
    logged.actor = row.id<UserId>(OperationActor);
    logged.actorDevice = row.id<DeviceId>(OperationActorDevice);
    logged.inviteSignature = row.optionalBytes(OperationInviteSignature);
    logged.createdAt = row.timestamp(OperationCreatedAt);
    return logged;
}

StoredRole roleFrom(PgRow &row)
{
    return {.definition = {.id = row.id<RoleId>(RoleIdent),
                           .name = row.optionalText(RoleName),
                           .encryptedName = row.optionalBytes(RoleEncryptedName),
                           .color = row.optionalText(RoleColor),
                           .permissions = permissionsIn(row, RolePermissions),
                           .isDefault = row.boolean(RoleDefault)},
            .builtIn = builtInRoleIn(row, RoleBuiltIn)};
}

StoredMember memberFrom(PgRow &row)
{
    return {.user = row.id<UserId>(MemberUser),
            .role = row.id<RoleId>(MemberRole),
            .builtIn = builtInRoleIn(row, MemberBuiltIn),
            .joinedAt = row.timestamp(MemberJoinedAt),
            .joinedSequence = row.int64(MemberJoinedSequence),
            .mutedUntil = row.timestamp(MemberMutedUntil)};
}

std::optional<Presence> presenceFrom(QStringView name)
{
    constexpr std::array kNames{QLatin1StringView("offline"), QLatin1StringView("online"), QLatin1StringView("away"),
                                QLatin1StringView("dnd")};
    const auto *found = std::ranges::find_if(kNames, [name](QLatin1StringView known) { return known == name; });
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Presence>(found - kNames.begin());
}

StoredMemberPerson personFrom(PgRow &row)
{
    return {.member = memberFrom(row),
            .entry = directoryEntryFrom(row, MemberEntry),
            .avatar = row.optionalId<MediaId>(MemberAvatar),
            .presence = row.parsed(MemberStatus, presenceFrom),
            .lastSeen = row.timestamp(MemberLastSeen)};
}

RemovedMember removedFrom(PgRow &row)
{
    return {.user = row.id<UserId>(0), .leftAt = row.timestamp(1), .removedBy = row.id<UserId>(2)};
}

StoredGroupSettings settingsFrom(PgRow &row)
{
    return {.visibility = row.parsed(GroupVisibility, chatVisibilityFrom),
            .name = row.optionalText(GroupName),
            .description = row.optionalText(GroupDescription),
            .encryptedName = row.optionalBytes(GroupEncryptedName),
            .encryptedDescription = row.optionalBytes(GroupEncryptedDescription),
            .avatar = row.optionalId<MediaId>(GroupAvatar),
            .maxMembers = row.int32(GroupMaxMembers),
            .history = {row.boolean(GroupSharesHistory) ? HistoryPolicy::kFromStart : 0},
            .slowMode = std::chrono::seconds(row.int32(GroupSlowMode)),
            .messageTimer = std::chrono::seconds(row.int32(GroupMessageTimer))};
}

StoredGroup groupFrom(PgRow &row)
{
    StoredGroup group{.id = row.id<ChatId>(GroupId),
                      .type = row.parsed(GroupType, chatTypeFrom),
                      .settings = settingsFrom(row),
                      .owner = row.optionalId<UserId>(GroupOwner),
                      .memberCount = row.int32(GroupMemberCount),
                      .createdAt = row.timestamp(GroupCreatedAt),
                      .updatedAt = row.timestamp(GroupUpdatedAt),
                      .own = membershipFrom(row, GroupOwn),
                      .head = headFrom(row, GroupHead),
                      .nextPostAt = row.timestamp(GroupNextPostAt),
                      .epoch = row.int64(GroupEpochNumber),
                      .epochFloor = row.int64(GroupEpochFloor),
                      .epochDue = std::nullopt,
                      .isSuccessionDue = row.boolean(GroupSuccessionDue)};
    if (!row.isNull(GroupEpochDue))
        group.epochDue = row.parsed(GroupEpochDue, epochReasonFrom);
    return group;
}

ListedChat listedFrom(PgRow &row)
{
    return {.id = row.id<ChatId>(ListedId),
            .type = row.parsed(ListedType, chatTypeFrom),
            .peer = row.optionalId<UserId>(ListedPeer),
            .visibility = row.parsed(ListedVisibility, chatVisibilityFrom),
            .name = row.optionalText(ListedName),
            .encryptedName = row.optionalBytes(ListedEncryptedName),
            .avatar = row.optionalId<MediaId>(ListedAvatar),
            .memberCount = row.int32(ListedMemberCount),
            .own = membershipFrom(row, ListedOwn),
            .head = headFrom(row, ListedHead),
            .epoch = row.int64(ListedEpoch),
            .lastEvent = row.isNull(ListedLastEvent) ? QUuid() : row.uuid(ListedLastEvent),
            .lastEventAt = row.timestamp(ListedLastEventAt)};
}

} // namespace

Result<QList<LoggedOperation>> GroupLogStore::operations(ChatId chat, qint64 since, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result,
                     m_connection.exec(kOperations, PgParams().id(chat).int64(since).int32(limit)));
    return result.list(operationFrom);
}

Result<QList<StoredRole>> GroupLogStore::roles(ChatId chat, RoleId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kRoles, PgParams().id(chat).id(after).int32(limit)));
    return result.list(roleFrom);
}

Result<QList<StoredMember>> GroupLogStore::members(ChatId chat, UserId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kMembers, PgParams().id(chat).id(after).int32(limit)));
    return result.list(memberFrom);
}

Result<QList<StoredMemberPerson>> GroupLogStore::people(ChatId chat, UserId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kPeople, PgParams().id(chat).id(after).int32(limit)));
    return result.list(personFrom);
}

Result<QList<RemovedMember>> GroupLogStore::removedMembers(ChatId chat, UserId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kRemoved, PgParams().id(chat).id(after).int32(limit)));
    return result.list(removedFrom);
}

Result<StoredGroup> GroupLogStore::group(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kGroup, PgParams().id(chat)));
    return result.first(groupFrom);
}

Result<QList<ListedChat>> GroupLogStore::chats(ChatId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kChats, PgParams().id(after).int32(limit)));
    return result.list(listedFrom);
}

} // namespace tacet
