#include "models/services/workspacefounder.h"

#include "crypto/primitives/random.h"
#include "models/backend/workspaceprovisioner.h"
#include "models/domain/limits.h"
#include "models/services/bytes.h"
#include "models/services/profileservice.h"

namespace tacet {

namespace {

constexpr int kKeySize = 32;

Result<std::unique_ptr<BackendSession>> enter(const EnrolmentLink &link)
{
    return BackendSession::open(link.workspace, {.role = link.enrolRole, .password = link.enrolPassword});
}

} // namespace

Result<EnrolmentLink> newWorkspaceOn(const WorkspaceAddress &server, const DatabaseLogin &administrator,
                                     const QString &name)
{
    TACET_TRY_ASSIGN(const ProvisionedWorkspace made,
                     WorkspaceProvisioner(server, administrator).create(name, limits::kEnrolmentLifetime));
    crypto::SystemRandom random;
    const auto inviteKey = random.secret<kKeySize>();
    if (!inviteKey)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness"));
    EnrolmentLink link;
    link.workspace = made.address;
    link.enrolRole = made.enrolRole;
    link.enrolPassword = made.enrolPassword;
    link.token = made.ownerToken;
    link.inviteKey = toByteArray(inviteKey->view());
    link.inviterMasterKey = QByteArray(kKeySize, '\0');
    link.expires = made.expires;
    return link;
}

WorkspaceAddress addressOf(const WorkspaceServer &server)
{
    WorkspaceAddress address;
    address.place = WorkspaceAddress::Place::Server;
    address.host = server.host;
    address.port = server.port;
    address.rootCertificate = server.rootCertificate;
    return address;
}

DatabaseLogin administratorOf(const WorkspaceServer &server)
{
    return {.role = server.administrator, .password = QString::fromUtf8(server.password.toByteArray())};
}

QString clusterDirectory(const QString &profileDirectory)
{
    return profileDirectory + QStringLiteral("/postgres");
}

Result<std::unique_ptr<BackendSession>> foundWorkspace(const QString &profileDirectory, const QString &name,
                                                       EnrolmentLink &link)
{
    TACET_TRY_ASSIGN(const auto cluster, EmbeddedCluster::start(clusterDirectory(profileDirectory)));
    TACET_TRY_ASSIGN(const DatabaseLogin superuser, cluster->superuser());
    TACET_TRY_ASSIGN(link, newWorkspaceOn(cluster->address(QStringLiteral("postgres")), superuser, name));
    return enter(link);
}

Result<std::unique_ptr<BackendSession>> foundWorkspaceOn(const WorkspaceServer &server, const QString &name,
                                                         EnrolmentLink &link)
{
    TACET_TRY_ASSIGN(link, newWorkspaceOn(addressOf(server), administratorOf(server), name));
    return enter(link);
}

} // namespace tacet
