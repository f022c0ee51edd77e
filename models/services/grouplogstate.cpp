#include "models/services/grouplogstate.h"

#include <QCborArray>
#include <QCborValue>
#include <QTimeZone>

#include <algorithm>

namespace tacet {

namespace {

constexpr int kVersion = 1;

enum Place {
    Version,
    Chat,
    HeadSequence,
    HeadHash,
    Type,
    Settings,
    Owner,
    Roles,
    Members,
    Removed,
    Departed,
    Invites,
    Epochs,
    Flags,
    CreatedAt,
    PlaceCount
};
enum Flag { WantsEpoch = 1, SuccessionDue = 2, Dissolved = 4, OpaqueLinks = 8 };

qint64 millisecondsOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : -1;
}

QDateTime timeFrom(const QCborValue &value)
{
    const qint64 milliseconds = value.toInteger(-1);
    return milliseconds < 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::UTC);
}

template <class IdType>
IdType idFrom(const QCborValue &value)
{
    return IdType(QUuid::fromRfc4122(value.toByteArray()));
}

template <class Fields>
Result<Fields> fieldsFrom(OperationKind kind, const QCborValue &value)
{
    TACET_TRY_ASSIGN(const OperationFields fields, operationFieldsFrom(kind, value.toArray()));
    return std::get<Fields>(fields);
}

QCborArray arrayOf(RoleId id, const LoggedRole &role)
{
    return {id.toBytes(), static_cast<int>(role.builtIn), cborOf(role.definition)};
}

Result<LoggedRole> roleFrom(const QCborArray &from)
{
    TACET_TRY_ASSIGN(const auto definition, fieldsFrom<OperationRole>(OperationKind::Role, from[2]));
    return LoggedRole{.builtIn = static_cast<BuiltInRole>(from[1].toInteger()), .definition = definition};
}

QCborArray arrayOf(UserId id, const LoggedMember &member)
{
    return {id.toBytes(),       member.role.toBytes(),           member.joinedSequence,
            member.joinedEpoch, millisecondsOf(member.joinedAt), millisecondsOf(member.mutedUntil)};
}

LoggedMember memberFrom(const QCborArray &from)
{
    return {.role = idFrom<RoleId>(from[1]),
            .joinedSequence = from[2].toInteger(),
            .joinedEpoch = from[3].toInteger(),
            .joinedAt = timeFrom(from[4]),
            .mutedUntil = timeFrom(from[5])};
}

QCborArray arrayOf(InviteId id, const LoggedInvite &invite)
{
    return {id.toBytes(), invite.creator.toBytes(), invite.role.toBytes(), cborOf(invite.terms),
            invite.uses,  invite.isRevoked};
}

Result<LoggedInvite> inviteFrom(const QCborArray &from)
{
    TACET_TRY_ASSIGN(const auto terms, fieldsFrom<OperationInvite>(OperationKind::Invite, from[3]));
    return LoggedInvite{.creator = idFrom<UserId>(from[1]),
                        .role = idFrom<RoleId>(from[2]),
                        .terms = terms,
                        .uses = from[4].toInteger(),
                        .isRevoked = from[5].toBool()};
}

QCborArray arrayOf(qint64 number, const LoggedEpoch &epoch)
{
    return {number, epoch.commitment, static_cast<int>(epoch.reason), epoch.sequence, millisecondsOf(epoch.madeAt)};
}

LoggedEpoch epochFrom(const QCborArray &from)
{
    return {.commitment = from[1].toByteArray(),
            .reason = static_cast<EpochReason>(from[2].toInteger()),
            .sequence = from[3].toInteger(),
            .madeAt = timeFrom(from[4])};
}

template <class Map>
QCborArray listOf(const Map &map)
{
    QCborArray list;
    for (auto entry = map.constKeyValueBegin(); entry != map.constKeyValueEnd(); ++entry)
        list.append(arrayOf(entry->first, entry->second));
    return list;
}

QCborArray listOf(const QSet<UserId> &users)
{
    QList<UserId> sorted = users.values();
    std::sort(sorted.begin(), sorted.end());
    QCborArray list;
    for (const UserId user : sorted)
        list.append(user.toBytes());
    return list;
}

QSet<UserId> usersFrom(const QCborArray &list)
{
    QSet<UserId> users;
    for (const QCborValue &value : list)
        users.insert(idFrom<UserId>(value));
    return users;
}

} // namespace

int LoggedRole::rank() const
{
    if (builtIn == BuiltInRole::Owner)
        return 3;
    if (builtIn == BuiltInRole::Admin)
        return 2;
    const Permissions managing = Permission::ManageChat | Permission::ManageMembers | Permission::ManageRoles;
    return (definition.permissions & managing) ? 1 : 0;
}

RoleId GroupLogState::builtInRole(BuiltInRole builtIn) const
{
    const auto found = std::ranges::find(roles, builtIn, &LoggedRole::builtIn);
    return found == roles.end() ? RoleId() : found.key();
}

RoleId GroupLogState::defaultRole() const
{
    const auto found = std::ranges::find_if(roles, [](const LoggedRole &role) { return role.definition.isDefault; });
    return found == roles.end() ? RoleId() : found.key();
}

const LoggedRole *GroupLogState::roleOf(UserId user) const
{
    RoleId role;
    if (const auto member = members.constFind(user); member != members.cend())
        role = member->role;
    else if (hasOpaqueLinks && !removed.contains(user) && !departed.contains(user))
        role = builtInRole(BuiltInRole::Member);
    const auto found = roles.constFind(role);
    return found == roles.cend() ? nullptr : &*found;
}

bool GroupLogState::may(UserId user, Permission permission) const
{
    const LoggedRole *const role = roleOf(user);
    return role && role->may(permission);
}

QByteArray GroupLogState::toCbor() const
{
    const int flags = (wantsEpoch ? WantsEpoch : 0) | (isSuccessionDue ? SuccessionDue : 0) |
                      (isDissolved ? Dissolved : 0) | (hasOpaqueLinks ? OpaqueLinks : 0);
    const QCborArray places{
        kVersion,         chat.toBytes(),  head.sequence,  head.hash,       static_cast<int>(type),
        cborOf(settings), owner.toBytes(), listOf(roles),  listOf(members), listOf(removed),
        listOf(departed), listOf(invites), listOf(epochs), flags,           millisecondsOf(createdAt)};
    return QCborValue(places).toCbor();
}

Result<GroupLogState> GroupLogState::fromCbor(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborArray places = QCborValue::fromCbor(bytes, &error).toArray();
    if (error.error != QCborError::NoError || places.size() != PlaceCount || places[Version].toInteger() != kVersion)
        return fail(ErrorCode::Damaged, QStringLiteral("state of a group"));
    GroupLogState state;
    state.chat = idFrom<ChatId>(places[Chat]);
    state.head = {.sequence = places[HeadSequence].toInteger(), .hash = places[HeadHash].toByteArray()};
    state.type = static_cast<ChatType>(places[Type].toInteger());
    TACET_TRY_ASSIGN(state.settings, fieldsFrom<OperationSettings>(OperationKind::Settings, places[Settings]));
    state.owner = idFrom<UserId>(places[Owner]);
    for (const QCborValue &role : places[Roles].toArray()) {
        TACET_TRY_ASSIGN(const LoggedRole read, roleFrom(role.toArray()));
        state.roles.insert(idFrom<RoleId>(role.toArray()[0]), read);
    }
    for (const QCborValue &member : places[Members].toArray())
        state.members.insert(idFrom<UserId>(member.toArray()[0]), memberFrom(member.toArray()));
    state.removed = usersFrom(places[Removed].toArray());
    state.departed = usersFrom(places[Departed].toArray());
    for (const QCborValue &invite : places[Invites].toArray()) {
        TACET_TRY_ASSIGN(const LoggedInvite read, inviteFrom(invite.toArray()));
        state.invites.insert(idFrom<InviteId>(invite.toArray()[0]), read);
    }
    for (const QCborValue &epoch : places[Epochs].toArray())
        state.epochs.insert(epoch.toArray()[0].toInteger(), epochFrom(epoch.toArray()));
    const qint64 flags = places[Flags].toInteger();
    state.wantsEpoch = flags & WantsEpoch;
    state.isSuccessionDue = flags & SuccessionDue;
    state.isDissolved = flags & Dissolved;
    state.hasOpaqueLinks = flags & OpaqueLinks;
    state.createdAt = timeFrom(places[CreatedAt]);
    return state;
}

} // namespace tacet
