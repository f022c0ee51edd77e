#pragma once
#include "models/backend/enrolmentstore.h"
#include "models/backend/recoverystore.h"

#include <optional>

namespace tacet {

/// How the own account can be signed in to besides its devices.
struct SignInState {
    bool hasPassword = false;
    bool hasTotp = false;
    qint64 recoveryCodesLeft = 0;
    QDateTime lockedUntil; ///< invalid if it is not locked
};

/// What a new device is told after its second factor. Not verified here.
struct LinkMaterial {
    UserId user;
    QString username;
    QString displayName;
    QByteArray masterKey;
    std::optional<StoredManifest> manifest; ///< the newest, without the hash of the one before
    StoredRecovery recovery;
};

/// Two-step sign-in (docs/schema.md). A code is submitted, checked and used in three transactions: each of these calls
/// has to be committed before the next, because the database counts what was submitted and cannot count what is
/// rolled back. Synchronous; belongs to the backend executor's thread.
class SignInStore
{
public:
    explicit SignInStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// The login of an account: known before one signs in.
    static QString loginRole(const WorkspaceId &workspace, const QString &username);

    // As a device of the account.

    /// `verifier` as DatabaseConnection::scramVerifier() makes it for loginRole(). Ends what the old password opened.
    Result<QString> setPassword(const QByteArray &verifier);
    Result<> clearPassword();
    Result<SignInState> state();
    /// Secret of 20 to 64 bytes, a first code, SHA-256 of ten recovery codes (capital letters and digits).
    /// LoginRefused for a wrong code; Conflict if another secret is in use.
    Result<> confirmTotp(const QByteArray &secret, const QString &code, const QList<QByteArray> &recoveryHashes);
    /// Both with an attempt that passed; one of them once.
    Result<> disableTotp(const QUuid &attempt);
    Result<> replaceRecoveryCodes(const QUuid &attempt, const QList<QByteArray> &recoveryHashes);

    // As a device or as the account's login. LoginRefused for everything that does not go on.

    /// `attempt`: a fresh UUIDv7, the same for a repeat. Locked after five that were not right, for 15 minutes.
    Result<> submitCode(const QUuid &attempt, const QString &code);
    Result<bool> checkCode(const QUuid &attempt);

    // As the account's login, with an attempt that passed within the last five minutes.

    Result<LinkMaterial> linkMaterial(const QUuid &attempt);
    /// Token, user, names, master key and proof of `request` are not looked at. The same again answers the same
    /// role. QuotaExceeded for too many devices; Conflict if the manifest does not follow.
    Result<Enrolled> linkDevice(const QUuid &attempt, const EnrolmentRequest &request);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
