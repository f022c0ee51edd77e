#pragma once
#include "models/backend/signinstore.h"
#include "models/services/awaiting.h"

#include <QObject>

namespace tacet {

class AccountCore;

/// What an authenticator needs: shown once, and again until a first code has been given.
struct TotpSetup {
    QByteArray secret; ///< 20 random bytes
    /// otpauth://totp/…?algorithm=SHA256: an authenticator that only knows SHA-1 shows codes that are refused.
    QString uri;
    QString secretText; ///< base 32
};

/// Password and second factor of the account, with which another computer can be linked. Lives on its owner's thread.
class SignInService final : public QObject
{
    Q_OBJECT
public:
    explicit SignInService(AccountCore &core);

    AsyncResult<SignInState> state();
    /// At least limits::kPassphraseMin characters, else InvalidInput. Only its verifier leaves this computer.
    AsyncResult<> setPassword(const QString &password);
    AsyncResult<> clearPassword();

    /// A new secret, or the one that waits for its first code. AlreadyExists if a second factor is in use.
    AsyncResult<TotpSetup> beginTotp();
    /// The first code; answers ten recovery codes. WrongCode; NotFound before beginTotp().
    AsyncResult<QStringList> confirmTotp(const QString &code);
    /// With a code of the authenticator or a recovery code. WrongCode; SignInLocked if too many were.
    AsyncResult<> disableTotp(const QString &code);
    AsyncResult<QStringList> replaceRecoveryCodes(const QString &code);

private:
    Task<TotpSetup> setUpTotp();
    Task<QStringList> finishTotp(QString code);

    AccountCore &m_core;
};

/// Submitted, checked, each committed; the attempt that passed. WrongCode; SignInLocked. On the backend's thread.
Result<QUuid> passedAttempt(SignInStore &store, const QString &code);

} // namespace tacet
