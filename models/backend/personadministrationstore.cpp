#include "models/backend/personadministrationstore.h"

#include "models/backend/administrationerror.h"
#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr PgStatement kEffect{"admin_person_effect", "SELECT devices, groups, owned_groups, waiting, files, bytes "
                                                     "FROM api.admin_person_effect($1)"};
constexpr PgStatement kSuspend{"admin_suspend", "SELECT 1 FROM api.admin_suspend_person($1)"};
constexpr PgStatement kResume{"admin_resume", "SELECT 1 FROM api.admin_resume_person($1)"};
constexpr PgStatement kDeactivate{"admin_deactivate", "SELECT 1 FROM api.admin_deactivate_person($1)"};
constexpr PgStatement kReactivate{"admin_reactivate", "SELECT 1 FROM api.admin_reactivate_person($1)"};
constexpr PgStatement kErase{"admin_erase", "SELECT 1 FROM api.admin_erase_person($1)"};
constexpr PgStatement kSetRole{"admin_set_role", "SELECT 1 FROM api.set_workspace_role($1, $2)"};
constexpr PgStatement kEndDevice{"admin_end_device", "SELECT 1 FROM api.admin_end_device($1)"};
constexpr PgStatement kCreateTokens{"admin_create_tokens", "SELECT state FROM api.admin_create_tokens($1, $2, $3)"};
constexpr PgStatement kRevokeToken{"admin_revoke_token", "SELECT 1 FROM api.admin_revoke_token($1)"};

enum EffectColumn { Devices, Groups, OwnedGroups, Waiting, Files, Bytes };

PersonEffect effectFrom(PgRow &row)
{
    return {.devices = row.int64(Devices),
            .groups = row.int64(Groups),
            .ownedGroups = row.int64(OwnedGroups),
            .waiting = row.int64(Waiting),
            .files = row.int64(Files),
            .bytes = row.int64(Bytes)};
}

const PgStatement &statementOf(PersonDeed deed)
{
    switch (deed) {
    case PersonDeed::Suspend: return kSuspend;
    case PersonDeed::Resume: return kResume;
    case PersonDeed::Deactivate: return kDeactivate;
    case PersonDeed::Reactivate: return kReactivate;
    case PersonDeed::Erase: break;
    }
    return kErase;
}

bool endsConnections(PersonDeed deed)
{
    return deed == PersonDeed::Suspend || deed == PersonDeed::Deactivate || deed == PersonDeed::Erase;
}

std::optional<PersonAdministrationStore::TokenState> tokenStateFrom(QStringView name)
{
    using enum PersonAdministrationStore::TokenState;
    if (name == u"created")
        return Created;
    if (name == u"taken")
        return Taken;
    if (name == u"invalid")
        return Invalid;
    if (name == u"conflict")
        return Conflict;
    return std::nullopt;
}

Result<> run(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params)
{
    return connection.change(statement, params).transform_error(administrationError);
}

} // namespace

Result<PersonEffect> PersonAdministrationStore::effect(UserId person)
{
    TACET_TRY_ASSIGN(const PgResult result,
                     m_connection.exec(kEffect, PgParams().id(person)).transform_error(administrationError));
    return result.first(effectFrom);
}

Result<> PersonAdministrationStore::change(UserId person, PersonDeed deed)
{
    TACET_TRY(run(m_connection, statementOf(deed), PgParams().id(person)));
    if (endsConnections(deed))
        TACET_TRY(run(m_connection, statementOf(deed), PgParams().id(person)));
    return {};
}

Result<> PersonAdministrationStore::setRole(UserId person, WorkspaceRole role)
{
    if (role == WorkspaceRole::Owner)
        return fail(ErrorCode::InvalidInput, QStringLiteral("ownership is handed over, not given"));
    const QString name = role == WorkspaceRole::Admin ? QStringLiteral("admin") : QStringLiteral("member");
    return run(m_connection, kSetRole, PgParams().id(person).text(name));
}

Result<> PersonAdministrationStore::endDevice(DeviceId device)
{
    return run(m_connection, kEndDevice, PgParams().id(device));
}

Result<QList<PersonAdministrationStore::TokenState>>
PersonAdministrationStore::createTokens(const QList<QByteArray> &hashes, const QStringList &wishedNames,
                                        std::chrono::seconds lifetime)
{
    PgParams params;
    params.byteas(hashes).texts(wishedNames).int64(lifetime.count());
    TACET_TRY_ASSIGN(const PgResult result,
                     m_connection.exec(kCreateTokens, params).transform_error(administrationError));
    TACET_TRY_ASSIGN(const QList<TokenState> states,
                     result.list([](PgRow &row) { return row.parsed(0, tokenStateFrom); }));
    if (states.size() != hashes.size())
        return fail(ErrorCode::Damaged, QStringLiteral("another number of links than was asked for"));
    return states;
}

Result<> PersonAdministrationStore::revokeToken(const QString &token)
{
    return run(m_connection, kRevokeToken, PgParams().text(token));
}

} // namespace tacet
