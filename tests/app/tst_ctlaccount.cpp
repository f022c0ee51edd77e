#include "tests/app/authenticator.h"
#include "tests/app/ctlrunner.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tacet::tests;

#define VERIFY_DONE(run)                                                                                               \
    do {                                                                                                               \
        const CtlRun done = (run);                                                                                     \
        QVERIFY2(done.exitCode == 0 && done.isJson, qPrintable(done.describe()));                                      \
    } while (false)
#define VERIFY_REFUSED(run, name)                                                                                      \
    do {                                                                                                               \
        const CtlRun refused = (run);                                                                                  \
        QVERIFY2(refused.exitCode == 1 && refused.isJson, qPrintable(refused.describe()));                             \
        QCOMPARE(refused.errorName(), QStringLiteral(name));                                                           \
    } while (false)

/// Password and second factor of an account, with the real program.
class CtlAccountTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    CtlRunner m_alice{m_folder.filePath("alice"), "correct horse battery"};

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        VERIFY_DONE(m_alice.run({"workspace", "create", "--name", "Harbour", "--username", "alice"}));
        VERIFY_DONE(m_alice.run({"workspace", "start"}));
    }

    void cleanupTestCase() { m_alice.run({"workspace", "stop"}); }

    void aPasswordIsSetAndCleared()
    {
        VERIFY_REFUSED(m_alice.runWithInput({"account", "password", "set", "--file", "-"}, "short\n"), "invalid-input");
        const CtlRun set =
            m_alice.runWithInput({"account", "password", "set", "--file", "-"}, "long enough for this\n");
        VERIFY_DONE(set);
        QCOMPARE(set.line().value("password").toBool(), true);
        QVERIFY(!set.output.contains("long enough"));
        const CtlRun cleared = m_alice.run({"account", "password", "clear"});
        VERIFY_DONE(cleared);
        QCOMPARE(cleared.line().value("password").toBool(), false);
        QCOMPARE(m_alice.run({"account", "password"}).exitCode, 2);
        QCOMPARE(m_alice.run({"account", "password", "set"}).exitCode, 2);
    }

    void aSecondFactorIsSetUpUsedAndSwitchedOff()
    {
        VERIFY_REFUSED(m_alice.run({"account", "totp", "enable", "--code", "123456"}), "not-found");
        const CtlRun begun = m_alice.run({"account", "totp", "enable"});
        VERIFY_DONE(begun);
        const QString secret = begun.text("secret");
        QCOMPARE(secret.size(), 32);
        QVERIFY(begun.text("uri").startsWith("otpauth://totp/Harbour:alice?"));
        QVERIFY(begun.text("uri").contains("algorithm=SHA256"));
        QCOMPARE(m_alice.run({"account", "totp", "enable"}).text("secret"), secret);
        VERIFY_REFUSED(m_alice.run({"account", "totp", "enable", "--code", "12345"}), "invalid-input");
        const CtlRun enabled = m_alice.run({"account", "totp", "enable", "--code", codeFor(secret, -1)});
        VERIFY_DONE(enabled);
        const QJsonArray codes = enabled.line().value("recovery_codes").toArray();
        QCOMPARE(codes.size(), 10);
        VERIFY_REFUSED(m_alice.run({"account", "totp", "enable"}), "already-exists");

        VERIFY_REFUSED(m_alice.run({"account", "totp", "disable", "--code", "AAAAA-AAAAA-AAAAA-AAAAA"}), "wrong-code");
        const QString word = codes.first().toString();
        const CtlRun renewed = m_alice.run({"account", "totp", "codes", "--code", word.toLower()});
        VERIFY_DONE(renewed);
        QVERIFY(renewed.line().value("recovery_codes").toArray() != codes);
        VERIFY_REFUSED(m_alice.run({"account", "totp", "disable", "--code", word}), "wrong-code");
        VERIFY_DONE(m_alice.run({"account", "totp", "disable", "--code", codeFor(secret, 0)}));
        VERIFY_DONE(m_alice.run({"account", "totp", "enable"}));
    }
};

QTEST_GUILESS_MAIN(CtlAccountTest)
#include "tst_ctlaccount.moc"
