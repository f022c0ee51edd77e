#include "tests/backend/signinworld.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace tacet {

namespace {

constexpr int kStepSeconds = 30;

} // namespace

QString totpCode(const QByteArray &secret, int stepsAhead)
{
    QByteArray step(8, '\0');
    qToBigEndian<qint64>(QDateTime::currentSecsSinceEpoch() / kStepSeconds + stepsAhead, step.data());
    const QByteArray mac = QMessageAuthenticationCode::hash(step, secret, QCryptographicHash::Sha256);
    const quint32 number = qFromBigEndian<quint32>(mac.constData() + (mac.back() & 15)) & 0x7fffffffU;
    return QString::number(number % 1'000'000U).rightJustified(6, u'0');
}

QList<QByteArray> hashesOf(const QStringList &recoveryCodes)
{
    QList<QByteArray> hashes;
    for (const QString &code : recoveryCodes)
        hashes.append(sha256(code.toLatin1()));
    return hashes;
}

TwoStepAccount::TwoStepAccount(TenantWorld &world, Member joined)
    : member(std::move(joined))
{
    login.role = SignInStore::loginRole(world.tenant().address.id, member.username);
    login.password = password();
    const QByteArray verifier = orThrow(member.db().scramVerifier(login.role, login.password));
    if (orThrow(store().setPassword(verifier)) != login.role)
        throw std::runtime_error("the login has another name");
    for (int number = 0; number < 10; ++number)
        recoveryCodes.append(QString::fromLatin1(filler(10, QByteArray::number(number)).toHex().toUpper()));
    orThrow(store().confirmTotp(secret, totpCode(secret, -1), hashesOf(recoveryCodes)));
}

Result<bool> passCode(DatabaseConnection &connection, const QUuid &attempt, const QString &code)
{
    SignInStore store(connection);
    TACET_TRY(store.submitCode(attempt, code));
    return store.checkCode(attempt);
}

} // namespace tacet
