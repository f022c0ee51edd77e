#include "models/domain/error.h"

#include <utility>

namespace tacet {

QString errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled: return QStringLiteral("cancelled");
    case ErrorCode::InvalidInput: return QStringLiteral("invalid-input");
    case ErrorCode::NotFound: return QStringLiteral("not-found");
    case ErrorCode::Conflict: return QStringLiteral("conflict");
    case ErrorCode::Offline: return QStringLiteral("offline");
    case ErrorCode::Timeout: return QStringLiteral("timeout");
    case ErrorCode::LoginRefused: return QStringLiteral("login-refused");
    case ErrorCode::RateLimited: return QStringLiteral("rate-limited");
    case ErrorCode::QuotaExceeded: return QStringLiteral("quota-exceeded");
    case ErrorCode::WorkspaceClosed: return QStringLiteral("workspace-closed");
    case ErrorCode::ServerTooOld: return QStringLiteral("server-too-old");
    case ErrorCode::SchemaTooNew: return QStringLiteral("schema-too-new");
    case ErrorCode::SchemaTooOld: return QStringLiteral("schema-too-old");
    case ErrorCode::SchemaEdited: return QStringLiteral("schema-edited");
    case ErrorCode::Damaged: return QStringLiteral("damaged");
    case ErrorCode::WrongPassphrase: return QStringLiteral("wrong-passphrase");
    case ErrorCode::AlreadyRunning: return QStringLiteral("already-running");
    case ErrorCode::AlreadyExists: return QStringLiteral("already-exists");
    case ErrorCode::NotOpen: return QStringLiteral("not-open");
    case ErrorCode::DiskFull: return QStringLiteral("disk-full");
    case ErrorCode::Io: return QStringLiteral("io");
    case ErrorCode::CryptoFailed: return QStringLiteral("crypto-failed");
    case ErrorCode::IdentityChanged: return QStringLiteral("identity-changed");
    case ErrorCode::NoDevices: return QStringLiteral("no-devices");
    case ErrorCode::TokenInvalid: return QStringLiteral("token-invalid");
    case ErrorCode::UsernameTaken: return QStringLiteral("username-taken");
    case ErrorCode::Blocked: return QStringLiteral("blocked");
    case ErrorCode::Internal: return QStringLiteral("internal");
    case ErrorCode::Forbidden: return QStringLiteral("forbidden");
    case ErrorCode::TooSoon: return QStringLiteral("too-soon");
    case ErrorCode::WrongCode: return QStringLiteral("wrong-code");
    case ErrorCode::SignInLocked: return QStringLiteral("sign-in-locked");
    case ErrorCode::WrongPhrase: return QStringLiteral("wrong-phrase");
    case ErrorCode::NoRecoveryPhrase: return QStringLiteral("no-recovery-phrase");
    case ErrorCode::AdministrationEnded: return QStringLiteral("administration-ended");
    case ErrorCode::NotAdministrator: return QStringLiteral("not-administrator");
    }
    return QStringLiteral("internal");
}

Error Error::withDatabaseText(QString text) const
{
    Error copy = *this;
    copy.m_databaseText = std::move(text);
    return copy;
}

} // namespace tacet
