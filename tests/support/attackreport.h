#pragma once
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace tacet {

/// Seed of what an attack draws at random: TACET_SEED, or the same for everyone. Part of every report, so
/// that a failed attack can be repeated.
inline quint32 attackSeed()
{
    bool given = false;
    const quint32 seed = qEnvironmentVariable("TACET_SEED").toUInt(&given);
    return given ? seed : 20240229;
}

/// Whether the numbers of docs/security-tests.md are asked for (./check --long), not those of every run.
inline bool isLongRun()
{
    return qEnvironmentVariableIsSet("TACET_LONG");
}

/// One figure of an attack: a line of JSON in the test's output and at the end of attacks.jsonl in the build
/// folder, which docs/security-tests.md is made from. `id` is that of docs/security.md (T13), with a suffix
/// where an attack has several figures (T13.p99). Fails nothing by itself: verify `pass` as well.
inline void reportAttack(const char *id, qint64 n, const QString &expected, const QString &observed, bool pass)
{
    const QJsonObject line{{QStringLiteral("id"), QString::fromLatin1(id)},
                           {QStringLiteral("seed"), qint64(attackSeed())},
                           {QStringLiteral("n"), n},
                           {QStringLiteral("expected"), expected},
                           {QStringLiteral("observed"), observed},
                           {QStringLiteral("pass"), pass},
                           {QStringLiteral("long"), isLongRun()},
                           {QStringLiteral("at"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
    const QByteArray json = QJsonDocument(line).toJson(QJsonDocument::Compact);
    qInfo("%s", json.constData());
    QFile file(QStringLiteral(TACET_BINARY_DIR "/attacks.jsonl"));
    // One write of one line, so that programs that run at once do not mix.
    if (file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        file.write(json + '\n');
}

} // namespace tacet

/// Reports the figure and fails the test unless it passed.
#define TACET_VERIFY_ATTACK(id, n, expected, observed, pass)                                                           \
    do {                                                                                                               \
        const bool attackPassed = (pass);                                                                              \
        const QString attackObserved = (observed);                                                                     \
        tacet::reportAttack(id, n, QStringLiteral(expected), attackObserved, attackPassed);                            \
        QVERIFY2(attackPassed, qPrintable(attackObserved));                                                            \
    } while (false)
