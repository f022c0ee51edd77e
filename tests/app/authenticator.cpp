#include "tests/app/authenticator.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace tacet::tests {

QString codeFor(const QString &secret, int stepsAhead)
{
    QByteArray key;
    quint32 bits = 0;
    int count = 0;
    for (const QChar digit : secret) {
        bits = (bits << 5) | static_cast<quint32>(QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").indexOf(digit));
        count += 5;
        if (count >= 8) {
            count -= 8;
            key.append(static_cast<char>((bits >> count) & 255));
        }
    }
    QByteArray step(8, '\0');
    qToBigEndian<qint64>(QDateTime::currentSecsSinceEpoch() / 30 + stepsAhead, step.data());
    const QByteArray mac = QMessageAuthenticationCode::hash(step, key, QCryptographicHash::Sha256);
    const quint32 number = qFromBigEndian<quint32>(mac.constData() + (mac.back() & 15)) & 0x7fffffffU;
    return QString::number(number % 1'000'000U).rightJustified(6, u'0');
}

} // namespace tacet::tests
