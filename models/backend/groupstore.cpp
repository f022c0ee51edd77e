#include "models/backend/groupstore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/operationcall.h"
#include "models/domain/groupnames.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tacet {

namespace {

constexpr PgStatement kCreate{
    "group_create",
    "SELECT api.create_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ARRAY[$11, $12, $13], $14, $15, $16)"};
constexpr PgStatement kChange{"group_change",
                              "SELECT api.change_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
constexpr PgStatement kDissolve{"group_dissolve", "SELECT api.dissolve_chat($1, $2, $3, $4, $5)"};
constexpr PgStatement kPass{"group_pass_ownership", "SELECT api.pass_ownership($1, $2, $3, $4, $5, $6)"};
constexpr PgStatement kTake{"group_take_ownership", "SELECT api.take_ownership($1, $2, $3, $4, $5)"};
constexpr PgStatement kDefineRole{"group_define_role",
                                  "SELECT api.define_role($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11)"};
constexpr PgStatement kRemoveRole{"group_remove_role", "SELECT api.remove_role($1, $2, $3, $4, $5, $6)"};
constexpr PgStatement kAssignRole{"group_assign_role", "SELECT api.assign_role($1, $2, $3, $4, $5, $6, $7)"};
constexpr PgStatement kAdd{"group_add_member", "SELECT api.add_member($1, $2, $3, $4, $5, $6, $7)"};
constexpr PgStatement kRemove{"group_remove_member", "SELECT api.remove_member($1, $2, $3, $4, $5, $6)"};
constexpr PgStatement kPardon{"group_pardon_member", "SELECT api.pardon_member($1, $2, $3, $4, $5, $6)"};
constexpr PgStatement kMute{"group_mute_member", "SELECT api.mute_member($1, $2, $3, $4, $5, $6, $7)"};
constexpr PgStatement kLeave{"group_leave", "SELECT api.leave_chat($1, $2, $3, $4, $5)"};
constexpr PgStatement kSlowMode{"group_slow_mode", "SELECT 1 FROM api.set_slow_mode($1, $2)"};
constexpr PgStatement kMessageTimer{"group_message_timer", "SELECT 1 FROM api.set_message_timer($1, $2)"};
constexpr PgStatement kJoinPublic{"group_join_public", "SELECT api.join_public_chat($1, $2, $3, $4, $5)"};

void addSettings(PgParams &params, const StoredGroupSettings &settings)
{
    params.text(nameOf(settings.visibility)).text(settings.name).text(settings.description);
    params.bytes(settings.encryptedName).bytes(settings.encryptedDescription);
    if (settings.avatar.isNull())
        params.nullUuid();
    else
        params.id(settings.avatar);
    params.int32(settings.maxMembers).int32(settings.history.days);
}

QString jsonOf(Permissions permissions)
{
    const QJsonDocument document(QJsonArray::fromStringList(namesOf(permissions)));
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

Result<OperationAnswer> operateOn(DatabaseConnection &connection, const PgStatement &statement, ChatId chat,
                                  PgParams params, const SignedOperation &operation)
{
    addOperation(params, operation);
    return operate(connection, statement, params, chat, operation);
}

Result<> setRule(DatabaseConnection &connection, const PgStatement &statement, ChatId chat,
                 std::chrono::seconds seconds)
{
    return connection.change(statement, PgParams().id(chat).int32(static_cast<qint32>(seconds.count())));
}

// A repeat leaves the rules alone: they came with the first one.
Result<OperationAnswer> appendWithRules(DatabaseConnection &connection, const PgStatement &statement,
                                        const PgParams &params, ChatId chat, const StoredGroupSettings &settings)
{
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(connection));
    TACET_TRY_ASSIGN(OperationAnswer answer, append(connection, statement, params));
    if (answer.state == OperationAnswer::State::Stored) {
        TACET_TRY(setRule(connection, kSlowMode, chat, settings.slowMode));
        TACET_TRY(setRule(connection, kMessageTimer, chat, settings.messageTimer));
    }
    TACET_TRY(transaction.commit());
    return answer;
}

} // namespace

Result<OperationAnswer> GroupStore::create(const GroupGenesis &group, const SignedOperation &genesis)
{
    PgParams params;
    params.id(group.id).text(nameOf(group.type));
    addSettings(params, group.settings);
    params.id(group.ownerRole).id(group.adminRole).id(group.memberRole);
    params.bytes(group.openKey).bytes(genesis.body).bytes(genesis.signature);
    return operateWith(m_connection, group.id, genesis, OperationBy::Creator,
                       [&] { return appendWithRules(m_connection, kCreate, params, group.id, group.settings); });
}

Result<OperationAnswer> GroupStore::change(ChatId chat, const StoredGroupSettings &settings,
                                           const SignedOperation &operation)
{
    PgParams params;
    params.id(chat);
    addSettings(params, settings);
    addOperation(params, operation);
    return operateWith(m_connection, chat, operation, OperationBy::Member,
                       [&] { return appendWithRules(m_connection, kChange, params, chat, settings); });
}

Result<OperationAnswer> GroupStore::dissolve(ChatId chat, const SignedOperation &operation)
{
    return operateOn(m_connection, kDissolve, chat, PgParams().id(chat), operation);
}

Result<OperationAnswer> GroupStore::passOwnership(ChatId chat, UserId successor, const SignedOperation &operation)
{
    return operateOn(m_connection, kPass, chat, PgParams().id(chat).id(successor), operation);
}

Result<OperationAnswer> GroupStore::takeOwnership(ChatId chat, const SignedOperation &operation)
{
    return operateOn(m_connection, kTake, chat, PgParams().id(chat), operation);
}

Result<OperationAnswer> GroupStore::defineRole(ChatId chat, const RoleDefinition &role,
                                               const SignedOperation &operation)
{
    PgParams params;
    params.id(chat).id(role.id).text(role.name).bytes(role.encryptedName).text(role.color);
    params.text(jsonOf(role.permissions)).boolean(role.isDefault);
    return operateOn(m_connection, kDefineRole, chat, params, operation);
}

Result<OperationAnswer> GroupStore::removeRole(ChatId chat, RoleId role, const SignedOperation &operation)
{
    return operateOn(m_connection, kRemoveRole, chat, PgParams().id(chat).id(role), operation);
}

Result<OperationAnswer> GroupStore::assignRole(ChatId chat, UserId user, RoleId role, const SignedOperation &operation)
{
    return operateOn(m_connection, kAssignRole, chat, PgParams().id(chat).id(user).id(role), operation);
}

Result<OperationAnswer> GroupStore::addMember(ChatId chat, UserId user, RoleId role, const SignedOperation &operation)
{
    return operateOn(m_connection, kAdd, chat, PgParams().id(chat).id(user).id(role), operation);
}

Result<OperationAnswer> GroupStore::removeMember(ChatId chat, UserId user, const SignedOperation &operation)
{
    return operateOn(m_connection, kRemove, chat, PgParams().id(chat).id(user), operation);
}

Result<OperationAnswer> GroupStore::pardonMember(ChatId chat, UserId user, const SignedOperation &operation)
{
    return operateOn(m_connection, kPardon, chat, PgParams().id(chat).id(user), operation);
}

Result<OperationAnswer> GroupStore::muteMember(ChatId chat, UserId user, const QDateTime &until,
                                               const SignedOperation &operation)
{
    return operateOn(m_connection, kMute, chat, PgParams().id(chat).id(user).timestamp(until), operation);
}

Result<OperationAnswer> GroupStore::leave(ChatId chat, const SignedOperation &operation)
{
    return operateOn(m_connection, kLeave, chat, PgParams().id(chat), operation);
}

Result<OperationAnswer> GroupStore::joinPublic(ChatId chat, const SignedOperation &operation)
{
    PgParams params;
    params.id(chat);
    addOperation(params, operation);
    return operate(m_connection, kJoinPublic, params, chat, operation, OperationBy::PublicJoiner);
}

} // namespace tacet
