#include "app/desktop/commandline.h"

#include <QTest>

using namespace tacet;

class DesktopCommandLineTest : public QObject
{
    Q_OBJECT
private slots:
    void takesProfileLanguageAndLink()
    {
        const auto line = CommandLine::parse({"--profile", "/tmp/p", "--language", "ar", "tacet://join?w=1#2"});
        QVERIFY(line.has_value());
        QCOMPARE(line->profile, "/tmp/p");
        QCOMPARE(line->language, "ar");
        QCOMPARE(line->link, "tacet://join?w=1#2");
    }

    void hasADefaultProfile()
    {
        const auto line = CommandLine::parse({});
        QVERIFY(line.has_value());
        QCOMPARE(line->profile, CommandLine::defaultProfile());
        QVERIFY(line->link.isEmpty());
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("option") << QStringList{"--nonsense"};
        QTest::newRow("other scheme") << QStringList{"https://example.org"};
        QTest::newRow("file") << QStringList{"/etc/passwd"};
        QTest::newRow("two links") << QStringList{"tacet://a", "tacet://b"};
        QTest::newRow("missing value") << QStringList{"--profile"};
    }

    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QStringList, arguments);
        const auto line = CommandLine::parse(arguments);
        QVERIFY(!line.has_value());
        QCOMPARE(line.error().exitCode, 2);
        QVERIFY(!line.error().text.isEmpty());
    }

    void helpIsNoFailure()
    {
        const auto line = CommandLine::parse({"--help"});
        QVERIFY(!line.has_value());
        QCOMPARE(line.error().exitCode, 0);
        QVERIFY(line.error().text.contains("--profile"));
    }
};

QTEST_GUILESS_MAIN(DesktopCommandLineTest)
#include "tst_desktopcommandline.moc"
