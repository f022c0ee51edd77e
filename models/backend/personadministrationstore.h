#pragma once
#include "models/domain/account.h"
#include "models/domain/administration.h"
#include "models/domain/result.h"

namespace tacet {

class DatabaseConnection;

/// What administrators do to people, devices and links. Each call is one transaction with its entry in the audit log.
/// Synchronous; belongs to the console executor's thread.
///
/// Every call: AdministrationEnded, NotAdministrator, RateLimited. NotFound for what does not exist and for what this
/// administrator may not touch: the owner, oneself, and admins, whom only the owner may.
class PersonAdministrationStore
{
public:
    explicit PersonAdministrationStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    Result<PersonEffect> effect(UserId person);
    /// Done already is done. Conflict for what the person's state does not allow, such as suspending who is
    /// deactivated. What ends connections asks twice, so that nobody slips in between.
    Result<> change(UserId person, PersonDeed deed);
    /// Member or Admin.
    Result<> setRole(UserId person, WorkspaceRole role);
    /// One's own other devices too, never this one.
    Result<> endDevice(DeviceId device);

    enum class TokenState { Created, Taken, Invalid, Conflict };
    /// 1 to 500 at once; `wishedNames` has one for each hash, empty for none. States in the same order.
    Result<QList<TokenState>> createTokens(const QList<QByteArray> &hashes, const QStringList &wishedNames,
                                           std::chrono::seconds lifetime);
    /// `token` as the console shows it: 32 hexadecimal digits. One that was used cannot be revoked: NotFound.
    Result<> revokeToken(const QString &token);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
