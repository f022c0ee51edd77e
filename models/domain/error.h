#pragma once
#include <QString>

namespace tacet {

/// Why something did not happen. `ui` and `tacetctl` turn the code into a sentence; the detail is for
/// developers and logs and never holds content, names or keys.
enum class ErrorCode {
    Cancelled,       ///< the caller or the end of the program stopped it
    InvalidInput,    ///< what was given is not of the right form
    NotFound,        ///< absent or forbidden: the database does not tell the two apart
    Conflict,        ///< another state is there already (same id, other content)
    Offline,         ///< the database cannot be reached
    Timeout,         ///< no answer in time
    LoginRefused,    ///< the database refused this device
    WorkspaceClosed, ///< the login is right, but the database is closed to it: suspended, or another workspace
    RateLimited,     ///< too much in too short a time
    QuotaExceeded,   ///< the group's or mailbox's share is used up
    ServerTooOld,    ///< PostgreSQL below the floor
    SchemaTooNew,    ///< the database is newer than this program
    SchemaTooOld,    ///< migrations are missing
    SchemaEdited,    ///< an applied migration's checksum differs
    Damaged,         ///< stored data does not verify
    WrongPassphrase, ///< the vault's passphrase is not this one
    AlreadyRunning,  ///< another instance holds the vault or the data directory
    AlreadyExists,   ///< nothing is started over something that is there
    NotOpen,         ///< locked, or closed
    DiskFull,        ///< no space left
    Io,              ///< any other failure of a file or device
    CryptoFailed,    ///< a signature, a MAC or a handshake does not verify
    IdentityChanged, ///< the peer's master key is another one than before
    NoDevices,       ///< the peer has no device that can receive
    TokenInvalid,    ///< enrolment token unknown, used or expired
    UsernameTaken,
    Blocked,   ///< one of the two blocked the other
    Internal,  ///< a bug
    Forbidden, ///< the own role in the chat, as this computer knows it, does not allow it
    TooSoon,   ///< slow mode: the member posted a moment ago
    // Vaults hold the numbers: new codes stand at the end.
    WrongCode,           ///< of the second factor: wrong, used before, or too old
    SignInLocked,        ///< too many wrong codes
    WrongPhrase,         ///< the recovery phrase is not the account's
    NoRecoveryPhrase,    ///< the account has none, so nothing but its devices has its keys
    AdministrationEnded, ///< administration has not been begun, or ended because nobody used it
    NotAdministrator,    ///< the account is not, or no longer, an administrator of the workspace
};
inline constexpr ErrorCode kLastErrorCode = ErrorCode::NotAdministrator;

/// Stable lower-case name of a code, as in JSON output and logs: "wrong-passphrase".
QString errorName(ErrorCode code);

class Error
{
public:
    explicit Error(ErrorCode code, QString detail = {})
        : m_code(code)
        , m_detail(std::move(detail))
    {
    }

    ErrorCode code() const { return m_code; }
    /// For logs and developers; never content, names or keys.
    const QString &detail() const { return m_detail; }
    /// What a database said. May hold row values: never shown, never logged.
    const QString &databaseText() const { return m_databaseText; }
    Error withDatabaseText(QString text) const;

private:
    ErrorCode m_code;
    QString m_detail;
    QString m_databaseText;
};

} // namespace tacet
