#pragma once
#include "models/domain/result.h"
#include "models/domain/workspaceaddress.h"

#include <QTemporaryFile>

#include <memory>
#include <utility>
#include <vector>

namespace tacet {

/// A PostgreSQL login role and its password.
struct DatabaseLogin {
    QString role;
    QString password;
};

/// How libpq connects to a workspace's database: everything that protects the way is decided here.
///
/// This computer: the embedded cluster's Unix socket, SCRAM, and the server process must run as our own
/// user. Server: TLS 1.3 from the first byte (`sslnegotiation=direct`), the certificate must match the
/// host and chain to the pinned root, and SCRAM is bound to that channel, so that neither a stolen
/// authority nor a relay gets in between (docs/security.md 2.5).
class ConnectParameters
{
public:
    /// NotOpen if the embedded cluster does not run; InvalidInput if the address or the pinned
    /// certificate is no such thing; Io if the certificate cannot be written for libpq to read.
    static Result<ConnectParameters> make(const WorkspaceAddress &address, const DatabaseLogin &login);

    QString host() const { return m_host; }
    int port() const { return m_port; }
    QString database() const { return m_database; }
    const DatabaseLogin &login() const { return m_login; }
    /// Everything else, as QSqlDatabase::setConnectOptions() takes it.
    QString options() const;
    /// Everything, for PQconnectStartParams().
    std::vector<std::pair<QByteArray, QByteArray>> all() const;

private:
    ConnectParameters() = default;
    Result<> addLocal(const WorkspaceAddress &address);
    Result<> addServer(const WorkspaceAddress &address);
    void add(const char *name, const QByteArray &value) { m_options.emplace_back(name, value); }

    QString m_host;
    int m_port = 0;
    QString m_database;
    DatabaseLogin m_login;
    std::vector<std::pair<QByteArray, QByteArray>> m_options;
    std::unique_ptr<QTemporaryFile> m_rootCertificate; ///< libpq reads it while connecting
};

/// Connects once more on the side, only to learn why connecting failed: libpq tells the SQLSTATE of a
/// refused login nowhere else. LoginRefused, Offline, Timeout, CryptoFailed (the server could not prove
/// who it is), NotFound (no such database), or what else the server says. Blocks for a few seconds at
/// most.
Error diagnoseConnection(const ConnectParameters &parameters);

/// The login's places are taken, or were while one tried to connect: worth another try within a second.
bool passesSoon(const Error &diagnosis);

} // namespace tacet
