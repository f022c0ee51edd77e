#include "app/ctl/invocation.h"
#include "app/ctl/lifetime.h"
#include "app/ctl/output.h"
#include "tests/app/ctlrunner.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace tacet::ctl;
using namespace tacet::tests;

/// Everything before a command does something: arguments, words, output.
class CommandLineTest : public QObject
{
    Q_OBJECT
private slots:
    void globalOptionsStandBeforeTheCommand()
    {
        const auto parsed =
            Invocation::parse({"--profile", "p", "--json", "--passphrase-file=f", "send", "--to", "bob"});
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->profile, QDir::current().absoluteFilePath("p"));
        QVERIFY(parsed->json);
        QCOMPARE(parsed->passphraseFile, "f");
        QCOMPARE(parsed->rest, (QStringList{"send", "--to", "bob"}));
    }

    void theProfileHasADefault()
    {
        qputenv("XDG_DATA_HOME", "/tmp/data-home");
        const auto parsed = Invocation::parse({"chats"});
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->profile, "/tmp/data-home/tacet");
        qunsetenv("XDG_DATA_HOME");
    }

    void badOptionsAreNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("value missing") << QStringList{"--profile"};
        QTest::newRow("value empty") << QStringList{"--profile=", "chats"};
        QTest::newRow("unknown") << QStringList{"--colour", "chats"};
    }

    void badOptionsAreNamed()
    {
        QFETCH(QStringList, arguments);
        const auto parsed = Invocation::parse(arguments);
        QVERIFY(!parsed.has_value());
        QVERIFY(parsed.error().contains(arguments.first().section('=', 0, 0)));
    }

    void lifetimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds"); // -1: refused
        QTest::newRow("seconds") << "90s" << qint64(90);
        QTest::newRow("minutes") << "30m" << qint64(1800);
        QTest::newRow("hours") << "1h" << qint64(3600);
        QTest::newRow("days") << "7d" << qint64(604'800);
        QTest::newRow("a year") << "366d" << qint64(31'622'400);
        QTest::newRow("more than a year") << "367d" << qint64(-1);
        QTest::newRow("overflow") << "99999999999d" << qint64(-1);
        QTest::newRow("zero") << "0h" << qint64(-1);
        QTest::newRow("negative") << "-1h" << qint64(-1);
        QTest::newRow("no unit") << "60" << qint64(-1);
        QTest::newRow("no number") << "h" << qint64(-1);
        QTest::newRow("fraction") << "1.5h" << qint64(-1);
        QTest::newRow("empty") << "" << qint64(-1);
        QTest::newRow("foreign unit") << "1w" << qint64(-1);
    }

    void lifetimes()
    {
        QFETCH(QString, text);
        QFETCH(qint64, seconds);
        const auto parsed = parsedLifetime(text);
        QCOMPARE(parsed ? qint64(parsed->count()) : -1, seconds);
    }

    void terminalCommandsAreShownAndJoinersKept_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const QString mark(QChar::ReplacementCharacter);
        QTest::newRow("plain") << "hello" << "hello";
        QTest::newRow("escape") << "a\x1b[2Jb" << "a" + mark + "[2Jb";
        QTest::newRow("C1") << QString("a") + QChar(0x9B) + "b" << "a" + mark + "b";
        QTest::newRow("override") << QString("a") + QChar(0x202E) + "b" << "a" + mark + "b";
        QTest::newRow("isolate") << QString("a") + QChar(0x2067) + "b" << "a" + mark + "b";
        QTest::newRow("family emoji") << QString::fromUtf8("👩‍👧") << QString::fromUtf8("👩‍👧");
        QTest::newRow("second line") << "one\nalice: two" << "one\n    alice: two";
        QTest::newRow("carriage return") << "one\rtwo" << "one" + mark + "two";
    }

    void terminalCommandsAreShownAndJoinersKept()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(printable(text), shown);
        QVERIFY(!printableName(text).contains('\n'));
    }

    void jsonIsOneLineThatAnyTerminalMayShow()
    {
        QString hostile;
        for (char16_t c = 1; c < 0x2100; ++c)
            hostile += QChar(c);
        const QByteArray line = jsonLine({{"text", hostile}});
        QVERIFY(!line.contains('\n'));
        QCOMPARE(QJsonDocument::fromJson(line).object().value("text").toString(), hostile);
        for (const QChar c : QString::fromUtf8(line))
            QVERIFY(c >= u' ' && !(c >= QChar(0x7F) && c <= QChar(0x9F)) &&
                    !(c >= QChar(0x2028) && c <= QChar(0x202E)));
    }

    void wrongUseExitsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList{};
        QTest::newRow("unknown command") << QStringList{"shout"};
        QTest::newRow("unknown word") << QStringList{"workspace", "paint"};
        QTest::newRow("unknown option") << QStringList{"chats", "--loud"};
        QTest::newRow("argument too many") << QStringList{"chats", "all"};
        QTest::newRow("no recipient") << QStringList{"send", "hello"};
        QTest::newRow("no text") << QStringList{"send", "--to", "bob"};
        QTest::newRow("text and file") << QStringList{"send", "--to", "bob", "--file", "-", "hello"};
        QTest::newRow("no link") << QStringList{"join", "--username", "bob"};
        QTest::newRow("no number") << QStringList{"history", "--with", "bob", "--limit", "many"};
        QTest::newRow("limit zero") << QStringList{"history", "--with", "bob", "--limit", "0"};
        QTest::newRow("timeout") << QStringList{"receive", "--timeout", "-1"};
        QTest::newRow("timeout nan") << QStringList{"receive", "--timeout", "nan"};
        QTest::newRow("expires") << QStringList{"enrol", "create", "--expires", "soon"};
    }

    void wrongUseExitsWithTwo()
    {
        QFETCH(QStringList, arguments);
        const CtlRunner nobody("/nonexistent/profile", "unused");
        const CtlRun run = nobody.run(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.isJson, qPrintable(run.describe()));
        QVERIFY(run.output.isEmpty());
        QCOMPARE(run.errorName(), "invalid-input");
    }

    void helpNamesEveryCommand()
    {
        const CtlRunner nobody("/nonexistent/profile", {});
        const CtlRun help = nobody.runForPeople({"--help"});
        QCOMPARE(help.exitCode, 0);
        for (const char *command :
             {"workspace create", "workspace stop", "enrol create", "join", "contacts add", "chats", "send", "receive",
              "history", "safety-number", "devices", "migrate up", "doctor"})
            QVERIFY2(help.output.contains(command), command);
        const CtlRun send = nobody.runForPeople({"send", "--help"});
        QCOMPARE(send.exitCode, 0);
        QVERIFY(send.output.contains("--to"));
    }

    void outputThatCannotBeWrittenIsAFailure()
    {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(QStringLiteral(TACET_BINARY_DIR "/bin/tacetctl"), {"--help"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
