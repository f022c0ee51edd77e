#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"

#include <QTest>

using namespace tacet;

class DisplayTextTest : public QObject
{
    Q_OBJECT
private slots:
    void hostileTextIsMadeHarmless_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << "hello" << "hello";
        QTest::newRow("html stays text") << "<img src=\"file:///etc/passwd\">" << "<img src=\"file:///etc/passwd\">";
        QTest::newRow("override") << QString("photo%1gnp.exe").arg(QChar(0x202E)) << "photognp.exe";
        QTest::newRow("isolates") << QString("%1a%2").arg(QChar(0x2066)).arg(QChar(0x2069)) << "a";
        QTest::newRow("marks of direction stay")
            << QString("a%1b").arg(QChar(0x200F)) << QString("a%1b").arg(QChar(0x200F));
        QTest::newRow("zalgo") << "Z" + QString(50, QChar(0x0301)) << "Z" + QString(4, QChar(0x0301));
        QTest::newRow("control") << QString("a%1b%2c").arg(QChar(7)).arg(QChar(0x1B)) << "abc";
        QTest::newRow("nul") << QString("a%1b").arg(QChar(0)) << "ab";
        QTest::newRow("line ends") << "a\r\nb\rc" << "a\nb\nc";
        QTest::newRow("separators") << QString("a%1b").arg(QChar(0x2029)) << "a\nb";
        QTest::newRow("empty lines stay") << "a\n\nb" << "a\n\nb";
        QTest::newRow("lone surrogate") << QString("a%1b").arg(QChar(0xD800)) << "ab";
        QTest::newRow("emoji") << QString::fromUtf8("👩‍👩‍👧‍👦")
                               << QString::fromUtf8("👩‍👩‍👧‍👦");
        QTest::newRow("object replacement") << QString("a%1b").arg(QChar(0xFFFC)) << "ab";
    }

    void hostileTextIsMadeHarmless()
    {
        QFETCH(QString, raw);
        QFETCH(QString, shown);
        const DisplayText text = displayText(raw, shown::kCodePoints, shown::kLines);
        QCOMPARE(text.text, shown);
        QVERIFY(!text.cut);
    }

    void longTextIsCut()
    {
        const DisplayText line = displayText(QString(1'000'000, 'x'), shown::kCodePoints, shown::kLines);
        QVERIFY(line.cut);
        QCOMPARE(line.text.size(), shown::kCodePoints);
        const DisplayText lines = displayText(QString("a\n").repeated(100'000), shown::kCodePoints, 24);
        QVERIFY(lines.cut);
        QCOMPARE(lines.text.count('\n'), 23);
    }

    void joinerChainsAreCut()
    {
        const QString chain = QString::fromUtf8("👩‍").repeated(1'000);
        QCOMPARE(displayText(chain, shown::kCodePoints, 10).text.count(QChar(0x200D)), 16);
    }

    void namesStandOnOneLine()
    {
        QCOMPARE(lineText(" a\n b\tc "), "a b c");
        QVERIFY(lineText(QString(100'000, 'x')).size() <= 201);
    }

    void initials_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("initials");
        QTest::newRow("two words") << "mara lindqvist" << "ML";
        QTest::newRow("one word") << "bob" << "B";
        QTest::newRow("three words") << "Anna Maria Schmidt" << "AS";
        QTest::newRow("arabic") << QString::fromUtf8("مارا العلي") << QString::fromUtf8("م");
        QTest::newRow("empty") << "" << "?";
        QTest::newRow("punctuation") << "... !!!" << "?";
        QTest::newRow("combined letter") << QString("e%1 x").arg(QChar(0x0301)) << QString("E%1X").arg(QChar(0x0301));
    }

    void initials()
    {
        QFETCH(QString, name);
        QFETCH(QString, initials);
        QCOMPARE(initialsOf(name), initials);
    }
};

QTEST_MAIN(DisplayTextTest)
#include "tst_displaytext.moc"
