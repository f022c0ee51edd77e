#include "models/domain/invitelink.h"
#include "ui/chat/bubblelayout.h"
#include "ui/chat/codehighlighter.h"
#include "ui/widgets/theme.h"

#include <QTest>

using namespace tacet;

class BubbleLayoutTest : public QObject
{
    Q_OBJECT
private:
    CodeHighlighter m_highlighter;

    BubbleLayout layout(const QString &text, qreal width = 300)
    {
        return BubbleLayout({.text = text, .font = {}, .maxWidth = width, .footer = QSizeF(40, 12)}, Theme::light(),
                            m_highlighter);
    }

private slots:
    void blocksOfCodeAreToldFromProse()
    {
        const auto blocks = blocksOf("one\n```cpp\nint x;\nint y;\n```\ntwo");
        QCOMPARE(blocks.size(), 3);
        QCOMPARE(blocks.at(1).text, "int x;\nint y;");
        QCOMPARE(blocks.at(1).language, "cpp");
        QVERIFY(blocks.at(1).isCode);
        QCOMPARE(blocks.at(2).text, "two");
    }

    void anUnclosedFenceIsProse()
    {
        const auto blocks = blocksOf("```cpp\nint x;");
        QCOMPARE(blocks.size(), 2);
        QVERIFY(!blocks.at(0).isCode);
        QCOMPARE(blocks.at(0).text, "```cpp");
    }

    void codeIsColouredAndUnknownLanguagesAreNot()
    {
        QVERIFY(!m_highlighter.formats("return \"x\";", "cpp", false).isEmpty());
        QVERIFY(m_highlighter.formats("return \"x\";", "no such language", false).isEmpty());
        QVERIFY(m_highlighter.formats("return \"x\";", {}, false).isEmpty());
        for (const auto &range : m_highlighter.formats("int a;\nint b;", "cpp", true))
            QVERIFY(range.start + range.length <= 13);
    }

    void linesNeverLeaveTheBubble()
    {
        for (const QString &text :
             {QString("short"), QString(500, 'w'), QString("word ").repeated(100),
              QString::fromUtf8("نص عربي ").repeated(40), QString("```\n" + QString(300, 'x') + "\n```")})
            QVERIFY(layout(text).size().width() <= 300);
    }

    void theTimeStandsBesideAShortLastLine()
    {
        const qreal one = layout("x").size().height();
        QCOMPARE(layout("y").size().height(), one);
        // A right-to-left line ends where the time would stand: the time gets its own line.
        QVERIFY(layout(QString::fromUtf8("نعم")).size().height() > one);
        QVERIFY(layout(QString(38, 'w')).size().height() > one);
    }

    void positionsCountInTheShownText()
    {
        const BubbleLayout bubble = layout("first\nsecond");
        QCOMPARE(bubble.text(), "first\nsecond");
        QCOMPARE(bubble.positionAt(QPointF(0, 0)), 0);
        QCOMPARE(bubble.positionAt(QPointF(0, bubble.size().height() - 3)), 6);
        QCOMPARE(bubble.positionAt(QPointF(1'000, 1'000)), 12);
    }

    void linksEndBeforePunctuation()
    {
        const auto links = linksIn("see https://example.org/a_(b). Or https://x.example!");
        QCOMPARE(links.size(), 2);
        QCOMPARE(links.at(0).url.host(), "example.org");
        QCOMPARE(links.at(1).url.toString(), "https://x.example");
    }

    void linksOfTacetAreLinksAndComeBackAsTheyWere()
    {
        const QString link = InviteLink{.workspace = WorkspaceId(QUuid::createUuid()),
                                        .host = "db.example.org",
                                        .port = 5433,
                                        .secret = "0123456789ABCDEFGHJK"}
                                 .toString();
        const auto links = linksIn("Join us: " + link + ". Not tacet://elsewhere, not ftp://x.example.");
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.at(0).url.toString(QUrl::FullyEncoded), link);
    }
};

QTEST_MAIN(BubbleLayoutTest)
#include "tst_bubblelayout.moc"
