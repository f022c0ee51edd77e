#include "tests/app/authenticator.h"
#include "tests/app/ctlrunner.h"

#include <QDir>
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
        const CtlRun refusedRun = (run);                                                                               \
        QVERIFY2(refusedRun.exitCode == 1 && refusedRun.isJson, qPrintable(refusedRun.describe()));                    \
        QCOMPARE(refusedRun.errorName(), QStringLiteral(name));                                                        \
        QVERIFY2(refusedRun.output.isEmpty(), qPrintable(refusedRun.describe()));                                      \
    } while (false)

namespace {

/// Well formed, and nobody's.
const QByteArray
    kNobodysPhrase("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo "
                   "zoo vote");
const QByteArray kPassword("a password of alice");
constexpr int kDevicesMax = 10;
constexpr int kFailuresMax = 5;

} // namespace

/// A second computer of an account, with the real programs: the tests tell one story and build on each other.
class CtlLinkTest : public QObject
{
    Q_OBJECT
private:
    CtlRunner computer(const QString &name) const { return CtlRunner(m_folder.filePath(name), "a lantern of its own"); }

    CtlRun linkWith(const CtlRunner &runner, const QByteArray &password, const QString &code,
                    const QByteArray &phrase) const
    {
        return runner.runWithInput({"link", m_address, "--username", "Alice"},
                                   password + '\n' + code.toUtf8() + '\n' + phrase + '\n');
    }
    CtlRun link(const CtlRunner &runner, const QString &code = {}) const
    {
        return linkWith(runner, kPassword, code, m_phrase);
    }

    CtlRun setPassword() const
    {
        return m_alice.runWithInput({"account", "password", "set", "--file", "-"}, kPassword + '\n');
    }
    int deviceCount() const { return static_cast<int>(m_alice.run({"devices"}).lines.size()); }

    static QStringList received(const CtlRunner &runner)
    {
        QStringList texts;
        const CtlRun run = runner.run({"receive", "--timeout", "0"});
        for (const QJsonObject &line : run.lines) {
            if (line.value(QLatin1StringView("kind")).toString() == u"message")
                texts += line.value(QLatin1StringView("text")).toString();
        }
        return texts;
    }
    static QStringList historyWith(const CtlRunner &runner, const QString &username)
    {
        QStringList texts;
        const CtlRun run = runner.run({"history", "--with", username});
        for (const QJsonObject &line : run.lines)
            texts += line.value(QLatin1StringView("text")).toString();
        return texts;
    }

    QTemporaryDir m_folder;
    CtlRunner m_alice{m_folder.filePath("alice"), "correct horse battery"};
    CtlRunner m_bob{m_folder.filePath("bob"), "staple anchor lantern"};
    CtlRunner m_laptop{m_folder.filePath("laptop"), "a lantern of its own"};
    QString m_address;
    QByteArray m_phrase;
    QString m_secret;
    QStringList m_codes;

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        VERIFY_DONE(m_alice.run({"workspace", "create", "--name", "Harbour", "--username", "alice"}));
        VERIFY_DONE(m_alice.run({"workspace", "start"}));
        VERIFY_DONE(m_bob.run({"join", m_alice.run({"enrol", "create"}).text("link"), "--username", "bob"}));
        VERIFY_DONE(m_alice.run({"contacts", "add", "bob"}));
        VERIFY_DONE(m_alice.run({"send", "--to", "bob", "before there was a laptop"}));
        QCOMPARE(received(m_bob), QStringList{"before there was a laptop"});
        VERIFY_DONE(m_bob.run({"send", "--to", "alice", "so I answer the one computer"}));
        QCOMPARE(received(m_alice).size(), 1);
        const CtlRun address = m_alice.run({"workspace", "address"});
        VERIFY_DONE(address);
        m_address = address.text("address");
        QVERIFY(m_address.startsWith("tacet://workspace?"));
    }

    void cleanupTestCase() { m_alice.run({"workspace", "stop"}); }

    void withoutAPasswordNobodyEnters()
    {
        VERIFY_REFUSED(linkWith(m_laptop, kPassword, {}, kNobodysPhrase), "login-refused");
        VERIFY_DONE(setPassword());
    }

    void anAccountWithoutAPhraseSaysWhatToDo()
    {
        const CtlRun refused = linkWith(m_laptop, kPassword, {}, kNobodysPhrase);
        VERIFY_REFUSED(refused, "no-recovery-phrase");
        QVERIFY2(refused.errorOutput.contains("tacetctl recovery create"), qPrintable(refused.describe()));
        VERIFY_REFUSED(m_alice.runWithInput({"recovery", "check"}, kNobodysPhrase + '\n'), "no-recovery-phrase");
    }

    void aPhraseIsMadeAndReplaced()
    {
        const CtlRun first = m_alice.run({"recovery", "create"});
        VERIFY_DONE(first);
        QCOMPARE(first.text("phrase").split(u' ').size(), 24);
        VERIFY_DONE(m_alice.runWithInput({"recovery", "check"}, first.text("phrase").toUtf8() + '\n'));
        VERIFY_REFUSED(m_alice.run({"recovery", "create"}), "already-exists");
        const CtlRun second = m_alice.run({"recovery", "create", "--replace"});
        VERIFY_DONE(second);
        QVERIFY(second.text("phrase") != first.text("phrase"));
        VERIFY_REFUSED(m_alice.runWithInput({"recovery", "check"}, first.text("phrase").toUtf8() + '\n'),
                       "wrong-phrase");
        m_phrase = second.text("phrase").toUtf8();
    }

    void aPhraseIsReadAsPeopleTypeIt()
    {
        VERIFY_DONE(
            m_alice.runWithInput({"recovery", "check"}, "  " + m_phrase.toUpper().replace(" ", ",  ") + "\r\n"));
        const QByteArray misspelt = "harbuor" + m_phrase.mid(m_phrase.indexOf(' '));
        const CtlRun named = m_alice.runWithInput({"recovery", "check"}, misspelt + '\n');
        VERIFY_REFUSED(named, "invalid-input");
        QVERIFY2(named.errorOutput.contains("harbuor"), qPrintable(named.describe()));
        QVERIFY2(!named.errorOutput.contains(m_phrase.split(' ').last()), qPrintable(named.describe()));
        VERIFY_REFUSED(m_alice.runWithInput({"recovery", "check"}, "zoo zoo\n"), "invalid-input");
        VERIFY_REFUSED(m_alice.runWithInput({"recovery", "check"}, kNobodysPhrase + '\n'), "wrong-phrase");
    }

    void nothingIsLeftOfALinkThatWasRefused()
    {
        const CtlRun totp = m_alice.run({"account", "totp", "enable"});
        VERIFY_DONE(totp);
        m_secret = totp.text("secret");
        const CtlRun enabled = m_alice.run({"account", "totp", "enable", "--code", codeFor(m_secret, -1)});
        VERIFY_DONE(enabled);
        const QJsonArray codes = enabled.line().value("recovery_codes").toArray();
        for (const QJsonValue &code : codes)
            m_codes += code.toString();
        QCOMPARE(m_codes.size(), 10);

        VERIFY_REFUSED(linkWith(m_laptop, "another password", codeFor(m_secret, 0), m_phrase), "login-refused");
        VERIFY_REFUSED(link(m_laptop), "wrong-code");
        VERIFY_REFUSED(linkWith(m_laptop, kPassword, m_codes.takeFirst(), kNobodysPhrase), "wrong-phrase");
        VERIFY_REFUSED(m_laptop.run({"chats"}), "not-found");
        QVERIFY(!QDir(m_laptop.profile()).exists());
        QCOMPARE(m_laptop.run({"link", m_address}).exitCode, 2);
        VERIFY_REFUSED(m_laptop.runWithInput({"link", "tacet://workspace?w=AA#AA", "--username", "alice"}, "x\nx\nx\n"),
                       "invalid-input");
    }

    void fiveWrongCodesLockTheAccount()
    {
        for (int guess = 0; guess < kFailuresMax; ++guess)
            VERIFY_REFUSED(link(m_laptop, QStringLiteral("00000%1 is no code").arg(guess)), "wrong-code");
        VERIFY_REFUSED(link(m_laptop, codeFor(m_secret, 0)), "sign-in-locked");
        VERIFY_REFUSED(link(m_laptop, m_codes.first()), "sign-in-locked");
        // A device of the account sets a password anew, and with it the count.
        VERIFY_DONE(setPassword());
    }

    void passwordCodeAndPhraseMakeADevice()
    {
        const CtlRun linked = link(m_laptop, codeFor(m_secret, 0));
        VERIFY_DONE(linked);
        QCOMPARE(linked.text("username"), "alice");
        QCOMPARE(deviceCount(), 2);
        QCOMPARE(m_laptop.run({"devices"}).lines.size(), 2);
        VERIFY_REFUSED(link(m_laptop, codeFor(m_secret, 1)), "already-exists");
        // What the account has in the workspace is there: contacts, chats and its place.
        QCOMPARE(m_laptop.run({"contacts"}).text("username"), "bob");
        QCOMPARE(m_laptop.run({"chats"}).text("with"), "bob");
        const QString number = m_alice.run({"safety-number", "bob"}).text("safety_number");
        QCOMPARE(number.size(), 60);
        QCOMPARE(m_laptop.run({"safety-number", "bob"}).text("safety_number"), number);
    }

    void bothComputersReceiveWhatIsSentToTheAccount()
    {
        // The first message after the link: bob knew one device when he wrote it.
        VERIFY_DONE(m_bob.run({"send", "--to", "alice", "do both of you hear me?"}));
        QCOMPARE(received(m_laptop), QStringList{"do both of you hear me?"});
        QCOMPARE(received(m_alice), QStringList{"do both of you hear me?"});
        VERIFY_DONE(m_bob.run({"send", "--to", "alice", "and now?"}));
        QCOMPARE(received(m_laptop), QStringList{"and now?"});
        QCOMPARE(received(m_alice), QStringList{"and now?"});
    }

    void theNewComputerWritesAsTheAccount()
    {
        VERIFY_DONE(m_laptop.run({"send", "--to", "bob", "the laptop speaks"}));
        const CtlRun arrived = m_bob.run({"receive", "--timeout", "0"});
        QVERIFY2(arrived.output.contains("the laptop speaks"), qPrintable(arrived.describe()));
        QCOMPARE(m_bob.run({"contacts", "search", "alice"}).text("trust"), "not-compared");
        received(m_alice);
        QVERIFY(historyWith(m_alice, "bob").contains("the laptop speaks"));
        VERIFY_DONE(m_alice.run({"send", "--to", "bob", "and so does the old one"}));
        QCOMPARE(received(m_bob), QStringList{"and so does the old one"});
        received(m_laptop);
        QVERIFY(historyWith(m_laptop, "bob").contains("and so does the old one"));
        // It can let others in, too.
        const CtlRunner carol(m_folder.filePath("carol"), "carol sings at dawn");
        VERIFY_DONE(carol.run({"join", m_laptop.run({"enrol", "create"}).text("link"), "--username", "carol"}));
        VERIFY_DONE(carol.run({"send", "--to", "alice", "thank you"}));
        QCOMPARE(received(m_laptop), QStringList{"thank you"});
        QCOMPARE(received(m_alice), QStringList{"thank you"});
    }

    void aRecoveryCodeLinksOnce()
    {
        VERIFY_DONE(link(computer("tablet"), m_codes.first().toLower()));
        VERIFY_REFUSED(link(computer("thief"), m_codes.first()), "wrong-code");
        QCOMPARE(deviceCount(), 3);
        VERIFY_DONE(m_alice.run({"account", "totp", "disable", "--code", m_codes.last()}));
    }

    void killedAnywhereARepeatMakesOneDevice_data()
    {
        QTest::addColumn<QString>("point");
        for (const char *point : {"after-link-vault", "after-link-stored", "after-linked"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }
    void killedAnywhereARepeatMakesOneDevice()
    {
        QFETCH(const QString, point);
        const int before = deviceCount();
        const CtlRunner phone = computer(point);
        qputenv("TACET_CRASH_AT", point.toLatin1());
        const CtlRun killed = link(phone);
        qunsetenv("TACET_CRASH_AT");
        if (killed.exitCode == 0)
            QSKIP("this build has no crash points");
        QCOMPARE(killed.exitCode, -1);
        // Whoever has only half a device has none yet, and makes nothing else in the same place.
        VERIFY_REFUSED(phone.run({"chats"}), "not-found");
        if (point != u"after-link-vault")
            VERIFY_REFUSED(phone.run({"join", m_alice.run({"enrol", "create"}).text("link"), "--username", "eve"}),
                           "already-exists");
        VERIFY_DONE(link(phone));
        QCOMPARE(deviceCount(), before + 1);
        VERIFY_DONE(phone.run({"send", "--to", "bob", "from " + point}));
        QCOMPARE(received(m_bob), QStringList{"from " + point});
    }

    void anAccountHasOnlySoManyDevices()
    {
        int devices = deviceCount();
        for (; devices < kDevicesMax; ++devices)
            VERIFY_DONE(link(computer(QStringLiteral("computer%1").arg(devices))));
        const CtlRun refused = link(computer("onetoomany"));
        VERIFY_REFUSED(refused, "quota-exceeded");
        QVERIFY2(refused.errorOutput.contains("devices"), qPrintable(refused.describe()));
        QCOMPARE(deviceCount(), kDevicesMax);
    }
};

QTEST_GUILESS_MAIN(CtlLinkTest)
#include "tst_ctllink.moc"
