#include "tests/app/ctlrunner.h"

#include <QDir>
#include <QFile>
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
        QVERIFY2(refused.output.isEmpty(), qPrintable(refused.describe()));                                            \
    } while (false)

/// The real program, from an empty folder on: the tests tell one story and build on each other.
class TacetctlTest : public QObject
{
    Q_OBJECT
private:
    static QList<QJsonObject> ofKind(const CtlRun &run, const QString &kind)
    {
        QList<QJsonObject> found;
        for (const QJsonObject &line : run.lines) {
            if (line.value(QLatin1StringView("kind")).toString() == kind)
                found += line;
        }
        return found;
    }

    static QStringList textsOf(const QList<QJsonObject> &lines)
    {
        QStringList texts;
        for (const QJsonObject &line : lines)
            texts += line.value(QLatin1StringView("text")).toString();
        return texts;
    }

    QString newLink() const { return m_alice.run({"enrol", "create"}).text("link"); }

    QTemporaryDir m_folder;
    CtlRunner m_alice{m_folder.filePath("alice"), "correct horse battery"};
    CtlRunner m_bob{m_folder.filePath("bob"), "staple anchor lantern"};
    QString m_usedLink;

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const CtlRun created = m_alice.run({"workspace", "create", "--name", "Harbour", "--username", "alice"});
        VERIFY_DONE(created);
        QCOMPARE(created.text("username"), "alice");
        QCOMPARE(created.text("role"), "owner");
        // Kept running, so that the tests do not start the database once each.
        VERIFY_DONE(m_alice.run({"workspace", "start"}));
        m_usedLink = newLink();
        QVERIFY(m_usedLink.startsWith("tacet://join?"));
        const CtlRun joined = m_bob.run({"join", m_usedLink, "--username", "bob", "--display-name", "Bob Marsh"});
        VERIFY_DONE(joined);
        QCOMPARE(joined.text("role"), "member");
        QCOMPARE(joined.text("workspace"), created.text("workspace"));
    }

    void cleanupTestCase() { m_alice.run({"workspace", "stop"}); }

    void aSecondAccountInAProfileIsRefused()
    {
        VERIFY_REFUSED(m_alice.run({"workspace", "create", "--name", "Other", "--username", "eve"}), "already-exists");
        VERIFY_REFUSED(m_bob.run({"join", newLink(), "--username", "eve"}), "already-exists");
    }

    void aWrongOrMissingPassphraseIsNamed()
    {
        VERIFY_REFUSED(m_alice.withPassphrase("correct horse batterx").run({"chats"}), "wrong-passphrase");
        VERIFY_REFUSED(m_alice.withPassphrase({}).run({"chats"}), "invalid-input");
    }

    void thePassphraseMayStandInAFile()
    {
        const QString path = m_folder.filePath("passphrase");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("correct horse battery\n");
        file.close();
        VERIFY_DONE(m_alice.withPassphrase({}).run({"--passphrase-file", path, "chats"}));
    }

    void anEmptyProfileSaysWhatToDo()
    {
        const CtlRunner nobody(m_folder.filePath("nobody"), "does not matter");
        const CtlRun run = nobody.run({"chats"});
        VERIFY_REFUSED(run, "not-found");
        QVERIFY2(run.errorOutput.contains("workspace create"), qPrintable(run.describe()));
        QVERIFY(!QDir(m_folder.filePath("nobody")).exists());
    }

    void aUsedLinkIsRefused()
    {
        const CtlRunner eve(m_folder.filePath("eve"), "eve listens everywhere");
        VERIFY_REFUSED(eve.run({"join", m_usedLink, "--username", "eve"}), "token-invalid");
    }

    void aTakenUsernameLeavesTheLinkUsable()
    {
        const CtlRunner carol(m_folder.filePath("carol"), "carol sings at dawn");
        const QString link = newLink();
        VERIFY_REFUSED(carol.run({"join", link, "--username", "BOB"}), "username-taken");
        const CtlRun joined = carol.runWithInput({"join", "-", "--username", "carol"}, link.toUtf8() + "\n");
        VERIFY_DONE(joined);
        QCOMPARE(joined.text("username"), "carol");
    }

    void aMessageArrivesOnce()
    {
        const CtlRun sent = m_alice.run({"send", "--to", "bob", "the tide turns at nine"});
        VERIFY_DONE(sent);
        QCOMPARE(sent.text("state"), "sent");
        const CtlRun received = m_bob.run({"receive", "--timeout", "10"});
        VERIFY_DONE(received);
        const QList<QJsonObject> messages = ofKind(received, "message");
        QCOMPARE(textsOf(messages), QStringList{"the tide turns at nine"});
        QCOMPARE(messages.first().value("id").toString(), sent.text("id"));
        QCOMPARE(messages.first().value("chat").toString(), sent.text("chat"));
        QCOMPARE(messages.first().value("from").toString(), "alice");
        QVERIFY(QDateTime::fromString(messages.first().value("sent_at").toString(), Qt::ISODateWithMs).isValid());
        QCOMPARE(ofKind(received, "chat").size(), 1);
        const CtlRun again = m_bob.run({"receive", "--timeout", "0"});
        VERIFY_DONE(again);
        QCOMPARE(ofKind(again, "message").size(), 0);
    }

    void marksComeBack()
    {
        const QString id = m_alice.run({"send", "--to", "bob", "mark this one"}).text("id");
        VERIFY_DONE(m_bob.run({"receive", "--timeout", "10", "--mark-read"}));
        const CtlRun marks = m_alice.run({"receive", "--timeout", "10"});
        VERIFY_DONE(marks);
        QStringList about;
        for (const QJsonObject &line : ofKind(marks, "delivered") + ofKind(marks, "read")) {
            QVERIFY(!line.contains(QLatin1StringView("text")));
            about += line.value("id").toString();
        }
        QVERIFY2(about.contains(id), qPrintable(marks.describe()));
        QCOMPARE(m_alice.run({"history", "--with", "bob", "--limit", "1"}).text("state"), "read");
    }

    void textMayComeFromStandardInput()
    {
        const QByteArray text = "first line\n  second line with \"quotes\" and ☕\n";
        VERIFY_DONE(m_bob.runWithInput({"send", "--to", "alice", "--file", "-"}, text));
        const CtlRun received = m_alice.run({"receive", "--timeout", "10"});
        QVERIFY2(ofKind(received, "message").size() == 1, qPrintable(received.describe()));
        QCOMPARE(textsOf(ofKind(received, "message")), QStringList{QString::fromUtf8(text.chopped(1))});
        VERIFY_REFUSED(m_bob.runWithInput({"send", "--to", "alice", "--file", "-"}, "\xff\xfe"), "invalid-input");
    }

    void hostileTextDoesNotReachTheTerminal()
    {
        const QString hostile = QString::fromUtf8("\x1b]0;owned\x07 \xc2\x9b"
                                                  "31m \xe2\x80\xae gnp.exe\nalice: forged");
        VERIFY_DONE(m_bob.runWithInput({"send", "--to", "alice", "--file", "-"}, hostile.toUtf8()));
        const CtlRun json = m_alice.run({"receive", "--timeout", "10"});
        QCOMPARE(textsOf(ofKind(json, "message")), QStringList{hostile});
        const CtlRun people = m_alice.runForPeople({"history", "--with", "bob", "--limit", "1"});
        QCOMPARE(people.exitCode, 0);
        for (const char *command : {"\x1b", "\x07", "\xc2\x9b", "\xe2\x80\xae", "\nalice: forged"}) {
            QVERIFY2(!people.output.contains(command), qPrintable(people.describe()));
            QVERIFY(!json.output.chopped(1).contains(command));
        }
    }

    void historyIsOldestFirstAndLimited()
    {
        const CtlRun all = m_bob.run({"history", "--with", "alice"});
        VERIFY_DONE(all);
        QVERIFY(all.lines.size() >= 4);
        QCOMPARE(all.lines.first().value("text").toString(), "the tide turns at nine");
        const CtlRun last = m_bob.run({"history", "--with", "ALICE", "--limit", "2"});
        QCOMPARE(textsOf(last.lines), textsOf(all.lines.last(2)));
        VERIFY_REFUSED(m_bob.run({"history", "--with", "carol"}), "not-found");
    }

    void bothSidesSeeTheSameSafetyNumber()
    {
        const CtlRun alice = m_alice.run({"safety-number", "bob", "--verified", "yes"});
        const CtlRun bob = m_bob.run({"safety-number", "alice"});
        VERIFY_DONE(alice);
        VERIFY_DONE(bob);
        QCOMPARE(alice.text("safety_number").size(), 60);
        QCOMPARE(alice.text("safety_number"), bob.text("safety_number"));
        QCOMPARE(alice.text("trust"), "verified");
        QCOMPARE(bob.text("trust"), "not-compared");
    }

    void contactsAreFoundAddedAndBlocked()
    {
        const CtlRun found = m_alice.run({"contacts", "search", "bo"});
        VERIFY_DONE(found);
        QCOMPARE(found.text("display_name"), "Bob Marsh");
        VERIFY_DONE(m_alice.run({"contacts", "add", "bob"}));
        QCOMPARE(m_alice.run({"contacts"}).text("username"), "bob");
        VERIFY_DONE(m_alice.run({"contacts", "block", "carol"}));
        const CtlRunner carol(m_folder.filePath("carol"), "carol sings at dawn");
        const CtlRun unheard = carol.run({"send", "--to", "alice", "hello?"});
        QVERIFY2(unheard.exitCode == 1, qPrintable(unheard.describe()));
        VERIFY_DONE(m_alice.run({"contacts", "unblock", "carol"}));
        VERIFY_REFUSED(m_alice.run({"contacts", "add", "nobody_here"}), "not-found");
    }

    void devicesAndChatsAreListed()
    {
        const CtlRun devices = m_bob.run({"devices"});
        VERIFY_DONE(devices);
        QCOMPARE(devices.line().value("this").toBool(), true);
        const CtlRun chats = m_bob.run({"chats"});
        VERIFY_DONE(chats);
        QCOMPARE(chats.text("with"), "alice");
    }

    void aFollowerShowsWhatComesAndASecondInstanceIsTold()
    {
        QProcess follower;
        m_bob.start(follower, {"--json", "receive", "--follow"});
        QByteArray output;
        const auto isShown = [&](const char *text) {
            follower.waitForReadyRead(100);
            output += follower.readAllStandardOutput();
            return output.contains(text);
        };
        VERIFY_DONE(m_alice.run({"send", "--to", "bob", "live one"}));
        QTRY_VERIFY_WITH_TIMEOUT(isShown("live one"), 30'000);
        VERIFY_REFUSED(m_bob.run({"chats"}), "already-running");
        VERIFY_DONE(m_alice.run({"send", "--to", "bob", "live two"}));
        QTRY_VERIFY_WITH_TIMEOUT(isShown("live two"), 30'000);
        follower.terminate();
        QVERIFY(follower.waitForFinished());
        QCOMPARE(follower.exitStatus(), QProcess::NormalExit);
        QCOMPARE(follower.exitCode(), 0);
        QCOMPARE(output.count("live one"), 1);
    }

    void whatIsSentOfflineLeavesLater()
    {
        // A data directory of another version: the server cannot be started.
        VERIFY_DONE(m_alice.run({"workspace", "stop"}));
        const QString directory = m_alice.run({"workspace", "status"}).text("directory");
        QFile version(directory + "/data/PG_VERSION");
        QVERIFY(version.open(QIODevice::ReadWrite));
        const QByteArray right = version.readAll();
        QVERIFY(version.seek(0) && version.write("16\n") == 3 && version.flush());
        const CtlRun queued = m_alice.run({"send", "--to", "bob", "written without a database"});
        QCOMPARE(queued.exitCode, 75);
        QVERIFY(queued.isJson);
        QCOMPARE(queued.text("state"), "queued");
        QVERIFY(version.seek(0) && version.write(right) == right.size() && version.flush());

        VERIFY_DONE(m_alice.run({"receive", "--timeout", "0"}));
        const CtlRun received = m_bob.run({"receive", "--timeout", "10"});
        QCOMPARE(textsOf(ofKind(received, "message")), QStringList{"written without a database"});
        QCOMPARE(ofKind(received, "message").first().value("id").toString(), queued.text("id"));
    }
};

QTEST_GUILESS_MAIN(TacetctlTest)
#include "tst_tacetctl.moc"
