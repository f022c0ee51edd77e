#include "models/backend/signinstore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/prekeyparams.h"

#include <QCryptographicHash>

namespace tacet {

namespace {

constexpr PgStatement kSetPassword{"signin_set_password", "SELECT api.set_account_password($1)"};
constexpr PgStatement kClearPassword{"signin_clear_password", "SELECT 1 FROM api.clear_account_password()"};
constexpr PgStatement kState{
    "signin_state", "SELECT has_password, has_totp, recovery_codes_left, locked_until FROM api.sign_in_state()"};
constexpr PgStatement kConfirm{"signin_confirm_totp", "SELECT 1 FROM api.confirm_totp($1, $2, $3)"};
constexpr PgStatement kDisable{"signin_disable_totp", "SELECT 1 FROM api.disable_totp($1)"};
constexpr PgStatement kReplace{"signin_replace_codes", "SELECT 1 FROM api.replace_recovery_codes($1, $2)"};
constexpr PgStatement kSubmit{"signin_submit", "SELECT 1 FROM api.submit_code($1, $2)"};
constexpr PgStatement kCheck{"signin_check", "SELECT api.check_code($1)"};
constexpr PgStatement kMaterial{"signin_material",
                                "SELECT user_id, username, display_name, master_pubkey, manifest_version, manifest, "
                                "manifest_signature, manifest_hash, recovery_version, recovery "
                                "FROM api.link_material($1)"};
constexpr PgStatement kLink{
    "signin_link", "SELECT role_name, tenant_id FROM api.link_device($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
                   "$12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)"};
constexpr auto kRoleLabel = "Tacet-1 account login";
constexpr qsizetype kRoleDigits = 32;

LinkMaterial materialFrom(PgRow &row)
{
    LinkMaterial material{.user = row.id<UserId>(0),
                          .username = row.text(1),
                          .displayName = row.text(2),
                          .masterKey = row.bytes(3),
                          .manifest = std::nullopt,
                          .recovery = {}};
    if (!row.isNull(8))
        material.recovery = {.version = row.int64(8), .sealed = row.bytes(9)};
    if (!row.isNull(4)) {
        material.manifest = StoredManifest{.version = row.int64(4),
                                           .manifest = row.bytes(5),
                                           .signature = row.bytes(6),
                                           .hash = row.bytes(7),
                                           .previousHash = {}};
    }
    return material;
}

} // namespace

QString SignInStore::loginRole(const WorkspaceId &workspace, const QString &username)
{
    const QByteArray named = QByteArray(kRoleLabel) + '\0' + workspace.toBytes() + username.toLower().toUtf8();
    const QByteArray digits = QCryptographicHash::hash(named, QCryptographicHash::Sha256).toHex();
    return QLatin1StringView("a_") + QLatin1StringView(digits.first(kRoleDigits));
}

Result<QString> SignInStore::setPassword(const QByteArray &verifier)
{
    TACET_TRY_ASSIGN(const PgResult result,
                     m_connection.exec(kSetPassword, PgParams().text(QString::fromLatin1(verifier))));
    return result.first([](PgRow &row) { return row.text(0); });
}

Result<> SignInStore::clearPassword()
{
    return m_connection.change(kClearPassword);
}

Result<SignInState> SignInStore::state()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kState));
    return result.first([](PgRow &row) {
        return SignInState{.hasPassword = row.boolean(0),
                           .hasTotp = row.boolean(1),
                           .recoveryCodesLeft = row.int64(2),
                           .lockedUntil = row.timestamp(3)};
    });
}

Result<> SignInStore::confirmTotp(const QByteArray &secret, const QString &code,
                                  const QList<QByteArray> &recoveryHashes)
{
    return m_connection.change(kConfirm, PgParams().bytes(secret).text(code).byteas(recoveryHashes));
}

Result<> SignInStore::disableTotp(const QUuid &attempt)
{
    return m_connection.change(kDisable, PgParams().uuid(attempt));
}

Result<> SignInStore::replaceRecoveryCodes(const QUuid &attempt, const QList<QByteArray> &recoveryHashes)
{
    return m_connection.change(kReplace, PgParams().uuid(attempt).byteas(recoveryHashes));
}

Result<> SignInStore::submitCode(const QUuid &attempt, const QString &code)
{
    return m_connection.change(kSubmit, PgParams().uuid(attempt).text(code));
}

Result<bool> SignInStore::checkCode(const QUuid &attempt)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kCheck, PgParams().uuid(attempt)));
    return result.first([](PgRow &row) { return row.boolean(0); });
}

Result<LinkMaterial> SignInStore::linkMaterial(const QUuid &attempt)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kMaterial, PgParams().uuid(attempt)));
    return result.first(materialFrom);
}

Result<Enrolled> SignInStore::linkDevice(const QUuid &attempt, const EnrolmentRequest &request)
{
    PgParams params;
    params.uuid(attempt).id(request.device).bytes(request.identityKey).bytes(request.identityDhKey);
    params.bytes(request.identityDhSignature).bytes(request.certificate).bytes(request.certificateSignature);
    params.text(request.label).text(QString::fromLatin1(request.scramVerifier));
    params.int64(request.manifest.version).bytes(request.manifest.previousHash).bytes(request.manifest.manifest);
    params.bytes(request.manifest.signature).bytes(request.manifest.hash);
    addPrekeys(params, request.prekeys);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kLink, params));
    return result.first([](PgRow &row) { return Enrolled{.role = row.text(0), .workspace = row.id<WorkspaceId>(1)}; });
}

} // namespace tacet
