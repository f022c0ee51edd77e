#include "models/backend/enrolmentstore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/prekeyparams.h"

namespace tacet {

namespace {

constexpr PgStatement kEnrol{
    "enrolment_enrol",
    "SELECT role_name, tenant_id FROM api.enrol($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
    "$17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)"};
constexpr PgStatement kCreateToken{"enrolment_create_token", "SELECT 1 FROM api.create_enrolment_token($1, $2, $3)"};
constexpr PgStatement kInvitations{"enrolment_invitations",
                                   "SELECT token_hash, kind, expires_at, used_by, invite_proof, joined_master_pubkey "
                                   "FROM api.invitations()"};
constexpr PgStatement kDismiss{"enrolment_dismiss", "SELECT 1 FROM api.dismiss_enrolment_token($1)"};

constexpr qsizetype kHashSize = 32;

Invitation invitationFrom(PgRow &row)
{
    Invitation invitation{.tokenHash = row.bytes(0, kHashSize),
                          .kind = row.text(1) == QLatin1StringView("device") ? TokenKind::Device : TokenKind::Account,
                          .expiresAt = row.timestamp(2),
                          .usedBy = {},
                          .proof = row.optionalBytes(4),
                          .joinedMasterKey = row.optionalBytes(5)};
    if (!row.isNull(3))
        invitation.usedBy = row.id<UserId>(3);
    return invitation;
}

} // namespace

Result<Enrolled> EnrolmentStore::enrol(const EnrolmentRequest &request)
{
    PgParams params;
    params.bytes(request.token).id(request.user).text(request.username).text(request.displayName);
    params.bytes(request.masterKey).id(request.device).bytes(request.identityKey).bytes(request.identityDhKey);
    params.bytes(request.identityDhSignature).bytes(request.certificate).bytes(request.certificateSignature);
    params.text(request.label).text(QString::fromLatin1(request.scramVerifier));
    params.int64(request.manifest.version).bytes(request.manifest.previousHash).bytes(request.manifest.manifest);
    params.bytes(request.manifest.signature).bytes(request.manifest.hash);
    addPrekeys(params, request.prekeys);
    params.bytes(request.inviteProof);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kEnrol, params));
    return result.first([](PgRow &row) { return Enrolled{.role = row.text(0), .workspace = row.id<WorkspaceId>(1)}; });
}

Result<> EnrolmentStore::createToken(const QByteArray &tokenHash, TokenKind kind, std::chrono::seconds lifetime)
{
    const QString name = kind == TokenKind::Device ? QStringLiteral("device") : QStringLiteral("account");
    return m_connection.change(kCreateToken, PgParams().bytes(tokenHash).text(name).int64(lifetime.count()));
}

Result<QList<Invitation>> EnrolmentStore::invitations()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kInvitations));
    return result.list(invitationFrom);
}

Result<> EnrolmentStore::dismissToken(const QByteArray &tokenHash)
{
    return m_connection.change(kDismiss, PgParams().bytes(tokenHash));
}

} // namespace tacet
