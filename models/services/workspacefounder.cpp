#include "models/services/workspacefounder.h"

#include "crypto/primitives/random.h"
#include "models/backend/workspaceprovisioner.h"
#include "models/domain/limits.h"
#include "models/services/bytes.h"
#include "models/services/profileservice.h"

namespace tacet {

namespace {

constexpr int kKeySize = 32;

Result<std::unique_ptr<BackendSession>> provision(WorkspaceProvisioner &provisioner, const QString &name,
                                                  EnrolmentLink &link)
{
    TACET_TRY_ASSIGN(const ProvisionedWorkspace made, provisioner.create(name, limits::kEnrolmentLifetime));
    crypto::SystemRandom random;
    const auto inviteKey = random.secret<kKeySize>();
    if (!inviteKey)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness"));
    link.workspace = made.address;
    link.enrolRole = made.enrolRole;
    link.enrolPassword = made.enrolPassword;
    link.token = made.ownerToken;
    link.inviteKey = toByteArray(inviteKey->view());
    link.inviterMasterKey = QByteArray(kKeySize, '\0');
    link.expires = made.expires;
    return BackendSession::open(made.address, {.role = made.enrolRole, .password = made.enrolPassword});
}

} // namespace

QString clusterDirectory(const QString &profileDirectory)
{
    return profileDirectory + QStringLiteral("/postgres");
}

Result<std::unique_ptr<BackendSession>> foundWorkspace(const QString &profileDirectory, const QString &name,
                                                       EnrolmentLink &link)
{
    TACET_TRY_ASSIGN(const auto cluster, EmbeddedCluster::start(clusterDirectory(profileDirectory)));
    TACET_TRY_ASSIGN(const DatabaseLogin superuser, cluster->superuser());
    WorkspaceProvisioner provisioner(cluster->address(QStringLiteral("postgres")), superuser);
    return provision(provisioner, name, link);
}

Result<std::unique_ptr<BackendSession>> foundWorkspaceOn(const WorkspaceServer &server, const QString &name,
                                                         EnrolmentLink &link)
{
    WorkspaceAddress address;
    address.place = WorkspaceAddress::Place::Server;
    address.host = server.host;
    address.port = server.port;
    address.rootCertificate = server.rootCertificate;
    WorkspaceProvisioner provisioner(
        address, {.role = server.administrator, .password = QString::fromUtf8(server.password.toByteArray())});
    return provision(provisioner, name, link);
}

} // namespace tacet
