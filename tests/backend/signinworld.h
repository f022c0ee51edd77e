#pragma once
#include "models/backend/signinstore.h"
#include "tests/backend/tenantworld.h"

namespace tacet {

/// RFC 6238 with SHA-256, six digits, as an authenticator shows it `stepsAhead` of now.
QString totpCode(const QByteArray &secret, int stepsAhead = 0);
/// SHA-256 of what people type.
QList<QByteArray> hashesOf(const QStringList &recoveryCodes);

/// An account with a password and a second factor.
struct TwoStepAccount {
    static QString password() { return QStringLiteral("correct horse battery staple"); }

    Member member;
    DatabaseLogin login;
    QByteArray secret = filler(20, "totp secret");
    QStringList recoveryCodes;

    /// Joins and sets all that up.
    TwoStepAccount(TenantWorld &world, Member joined);
    SignInStore store() const { return SignInStore(member.db()); }
};

/// Submits and checks, each committed.
Result<bool> passCode(DatabaseConnection &connection, const QUuid &attempt, const QString &code);

} // namespace tacet
