#include "models/vault/accountstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSelect[] =
    "SELECT user_id, device_id, username, display_name, master_key, role, workspace_place, workspace_id, "
    "workspace_name, workspace_database, workspace_directory, workspace_host, workspace_port, "
    "workspace_root_certificate, database_role, database_password, device_label FROM account WHERE id = 1";
enum Column {
    UserColumn,
    DeviceColumn,
    UsernameColumn,
    DisplayNameColumn,
    MasterKeyColumn,
    RoleColumn,
    PlaceColumn,
    WorkspaceColumn,
    WorkspaceNameColumn,
    DatabaseColumn,
    DirectoryColumn,
    HostColumn,
    PortColumn,
    RootCertificateColumn,
    DatabaseRoleColumn,
    DatabasePasswordColumn,
    DeviceLabelColumn,
};
// The WHERE refuses another user's or device's record over this one.
constexpr char kUpsert[] =
    "INSERT INTO account (id, user_id, device_id, username, display_name, master_key, role, workspace_place, "
    "workspace_id, workspace_name, workspace_database, workspace_directory, workspace_host, workspace_port, "
    "workspace_root_certificate, database_role, database_password, device_label) "
    "VALUES (1, :user_id, :device_id, :username, :display_name, :master_key, :role, :place, :workspace_id, "
    ":workspace_name, :database, :directory, :host, :port, :root_certificate, :database_role, "
    ":database_password, :device_label) "
    "ON CONFLICT (id) DO UPDATE SET username = excluded.username, display_name = excluded.display_name, "
    "master_key = excluded.master_key, role = excluded.role, workspace_place = excluded.workspace_place, "
    "workspace_id = excluded.workspace_id, workspace_name = excluded.workspace_name, "
    "workspace_database = excluded.workspace_database, workspace_directory = excluded.workspace_directory, "
    "workspace_host = excluded.workspace_host, workspace_port = excluded.workspace_port, "
    "workspace_root_certificate = excluded.workspace_root_certificate, database_role = excluded.database_role, "
    "database_password = excluded.database_password, device_label = excluded.device_label "
    "WHERE account.user_id = excluded.user_id AND account.device_id = excluded.device_id";

constexpr char kSelectDeviceState[] = "SELECT device_counter, device_nonce FROM vault_state WHERE id = 1";
constexpr char kAdvanceDeviceState[] =
    "UPDATE vault_state SET device_counter = device_counter + 1, device_nonce = :nonce WHERE id = 1 "
    "RETURNING device_counter, device_nonce";
constexpr char kContinueDeviceState[] = "UPDATE vault_state SET device_counter = :counter WHERE id = 1";
constexpr char kSelectMissing[] = "SELECT missing_commits FROM vault_state WHERE id = 1";
constexpr char kClearMissing[] = "UPDATE vault_state SET missing_commits = 0 WHERE id = 1";
constexpr char kSelectIncarnation[] = "SELECT database_incarnation FROM vault_state WHERE id = 1";
constexpr char kUpdateIncarnation[] = "UPDATE vault_state SET database_incarnation = :incarnation WHERE id = 1";
constexpr char kSelectEnrolment[] =
    "SELECT pending_enrolment FROM vault_state WHERE id = 1 AND pending_enrolment IS NOT NULL";
constexpr char kUpdateEnrolment[] = "UPDATE vault_state SET pending_enrolment = :record WHERE id = 1";

AccountRecord recordFrom(const QSqlQuery &row)
{
    const auto text = [&row](Column column) { return row.value(column).toString(); };
    const auto bytes = [&row](Column column) { return row.value(column).toByteArray(); };
    return {
        .account = {.user = idAt<UserId>(row, UserColumn),
                    .device = idAt<DeviceId>(row, DeviceColumn),
                    .username = text(UsernameColumn),
                    .displayName = text(DisplayNameColumn),
                    .masterKey = bytes(MasterKeyColumn),
                    .role = WorkspaceRole(row.value(RoleColumn).toInt()),
                    .workspace = {.place = WorkspaceAddress::Place(row.value(PlaceColumn).toInt()),
                                  .id = idAt<WorkspaceId>(row, WorkspaceColumn),
                                  .name = text(WorkspaceNameColumn),
                                  .database = text(DatabaseColumn),
                                  .directory = text(DirectoryColumn),
                                  .host = text(HostColumn),
                                  .port = quint16(row.value(PortColumn).toUInt()),
                                  .rootCertificate = bytes(RootCertificateColumn)}},
        .databaseRole = text(DatabaseRoleColumn),
        .databasePassword = bytes(DatabasePasswordColumn),
        .deviceLabel = text(DeviceLabelColumn),
    };
}

DeviceState deviceStateFrom(const QSqlQuery &row)
{
    return {.counter = row.value(0).toLongLong(), .nonce = row.value(1).toByteArray()};
}

} // namespace

Result<std::optional<AccountRecord>> AccountStore::find()
{
    Statement select(m_database, kSelect);
    return readOne(select, recordFrom);
}

Result<> AccountStore::save(const AccountRecord &record)
{
    const Account &account = record.account;
    const WorkspaceAddress &workspace = account.workspace;
    Statement upsert(m_database, kUpsert);
    upsert.bind(":user_id"_L1, account.user)
        .bind(":device_id"_L1, account.device)
        .bind(":username"_L1, account.username)
        .bind(":display_name"_L1, account.displayName)
        .bind(":master_key"_L1, account.masterKey)
        .bind(":role"_L1, account.role)
        .bind(":place"_L1, workspace.place)
        .bind(":workspace_id"_L1, workspace.id)
        .bind(":workspace_name"_L1, workspace.name)
        .bind(":database"_L1, workspace.database)
        .bind(":directory"_L1, workspace.directory)
        .bind(":host"_L1, workspace.host)
        .bind(":port"_L1, qint64(workspace.port))
        .bind(":root_certificate"_L1, workspace.rootCertificate)
        .bind(":database_role"_L1, record.databaseRole)
        .bind(":database_password"_L1, record.databasePassword)
        .bind(":device_label"_L1, record.deviceLabel);
    TACET_TRY_ASSIGN(const int changed, upsert.runAndCount());
    if (changed == 0)
        return fail(ErrorCode::Conflict, u"the vault belongs to another user or device"_s);
    return {};
}

Result<DeviceState> AccountStore::deviceState()
{
    Statement select(m_database, kSelectDeviceState);
    TACET_TRY_ASSIGN(const auto state, readOne(select, deviceStateFrom));
    return state.value_or(DeviceState{});
}

Result<DeviceState> AccountStore::advanceDeviceState(const QByteArray &nonce)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    DeviceState advanced;
    {
        Statement update(m_database, kAdvanceDeviceState);
        TACET_TRY_ASSIGN(const auto state, readOne(update.bind(":nonce"_L1, nonce), deviceStateFrom));
        if (!state)
            return fail(ErrorCode::Damaged, u"vault_state is empty"_s);
        advanced = *state;
    }
    TACET_TRY(transaction.commit());
    return advanced;
}

Result<> AccountStore::continueDeviceStateFrom(qint64 counter)
{
    Statement update(m_database, kContinueDeviceState);
    return update.bind(":counter"_L1, counter).run();
}

Result<qint64> AccountStore::missingCommits()
{
    Statement select(m_database, kSelectMissing);
    TACET_TRY_ASSIGN(const auto missing,
                     readOne(select, [](const QSqlQuery &row) { return row.value(0).toLongLong(); }));
    return missing.value_or(0);
}

Result<> AccountStore::clearMissingCommits()
{
    Statement update(m_database, kClearMissing);
    return update.run();
}

Result<QByteArray> AccountStore::databaseIncarnation()
{
    Statement select(m_database, kSelectIncarnation);
    TACET_TRY_ASSIGN(const auto stored,
                     readOne(select, [](const QSqlQuery &row) { return row.value(0).toByteArray(); }));
    return stored.value_or(QByteArray());
}

Result<> AccountStore::setDatabaseIncarnation(const QByteArray &incarnation)
{
    Statement update(m_database, kUpdateIncarnation);
    return update.bind(":incarnation"_L1, incarnation).run();
}

Result<std::optional<QByteArray>> AccountStore::pendingEnrolment()
{
    Statement select(m_database, kSelectEnrolment);
    return readOne(select, [](const QSqlQuery &row) { return row.value(0).toByteArray(); });
}

Result<> AccountStore::savePendingEnrolment(const QByteArray &record)
{
    Statement update(m_database, kUpdateEnrolment);
    return update.bind(":record"_L1, record).run();
}

Result<> AccountStore::clearPendingEnrolment()
{
    Statement update(m_database, kUpdateEnrolment);
    return update.bind(":record"_L1, std::optional<QByteArray>()).run();
}

} // namespace tacet
