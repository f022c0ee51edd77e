#include "tests/items/messagehistory.h"
#include "ui/chat/conversationview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;
using namespace tacet::tests;

namespace {

/// Resident set of this process in bytes.
qint64 residentBytes()
{
    QFile status("/proc/self/statm");
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toLongLong() * 4'096;
}

} // namespace

class ConversationViewTest : public QObject
{
    Q_OBJECT
private:
    /// A view on a history, shown.
    struct Shown {
        explicit Shown(MessageHistory &messages)
            : history(messages)
        {
            QObject::connect(&model, &MessageListModel::pageWanted, &model, [this](const PageRequest &request) {
                model.takePage(request.token, history.page(request));
            });
            view.setModel(&model);
            view.resize(700, 500);
            view.show();
            model.open(history.chat(), "Bob", 0);
        }

        void scrollBy(int pixels)
        {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + pixels);
            QCoreApplication::processEvents();
        }
        QString textAt(int y) const { return view.indexAt(QPoint(100, y)).data().toString(); }

        MessageHistory &history;
        MessageListModel model;
        ConversationView view;
    };

private slots:
    void opensAtTheNewestMessage()
    {
        MessageHistory history(100'000);
        QElapsedTimer clock;
        clock.start();
        Shown shown(history);
        shown.view.grab();
        QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(shown.view.isAtNewest());
        QCOMPARE(shown.textAt(480), "Message 100000");
    }

    void onlyRowsNearTheViewportAreLaidOut()
    {
        MessageHistory history(100'000);
        Shown shown(history);
        QVERIFY2(shown.view.measuredRows() < 45, qPrintable(QString::number(shown.view.measuredRows())));
    }

    void aHundredThousandMessagesScrollInBoundedMemory()
    {
        MessageHistory history(100'000);
        Shown shown(history);
        shown.view.grab();
        const qint64 before = residentBytes();
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        qint64 worst = 0;
        for (int step = 0; step < 600; ++step) {
            QElapsedTimer clock;
            clock.start();
            shown.scrollBy(-400);
            shown.view.grab();
            worst = std::max(worst, clock.elapsed());
        }
        QVERIFY2(shown.model.messageAt(0).position < 95'000,
                 qPrintable(QString::number(shown.model.messageAt(0).position)));
        QVERIFY(shown.model.rowCount() <= MessageListModel::kMaxRows);
        QCOMPARE(resets.count(), 0);
        const qint64 grown = residentBytes() - before;
        QVERIFY2(grown < 16 * 1'024 * 1'024, qPrintable(QString::number(grown)));
        QVERIFY2(worst < 250, qPrintable(QString::number(worst)));
        qInfo("worst step %lld ms, grown %lld KiB", worst, grown / 1'024);
    }

    void theAnchorKeepsItsPlaceWhenAPageLoads()
    {
        MessageHistory history(1'000);
        Shown shown(history);
        shown.view.verticalScrollBar()->setValue(0);
        const QModelIndex anchor = shown.view.indexAt(QPoint(100, 250));
        const QPersistentModelIndex kept = anchor;
        const int y = shown.view.visualRect(anchor).top();
        const int rows = shown.model.rowCount();
        QTRY_VERIFY(shown.model.rowCount() > rows);
        QCOMPARE(shown.view.visualRect(kept).top(), y);
    }

    void theAnchorKeepsItsPlaceWhenAMessageArrives()
    {
        MessageHistory history(300);
        Shown shown(history);
        shown.scrollBy(-800);
        QVERIFY(!shown.view.isAtNewest());
        const QPersistentModelIndex kept = shown.view.indexAt(QPoint(100, 250));
        const int y = shown.view.visualRect(kept).top();
        shown.model.put(history.append("arrived"));
        QCOMPARE(shown.view.visualRect(kept).top(), y);
        shown.view.jumpToNewest();
        QVERIFY(shown.view.isAtNewest());
        QCOMPARE(shown.textAt(480), "arrived");
    }

    void theNewestStaysInSightAtTheEnd()
    {
        MessageHistory history(300);
        Shown shown(history);
        for (int i = 0; i < 20; ++i)
            shown.model.put(history.append(QString("new %1").arg(i)));
        QVERIFY(shown.view.isAtNewest());
        QCOMPARE(shown.textAt(480), "new 19");
    }

    void theNewestStaysInSightWhenTheWindowIsResized()
    {
        MessageHistory history(300);
        Shown shown(history);
        for (const QSize size : {QSize(400, 300), QSize(900, 700), QSize(320, 640)}) {
            shown.view.resize(size);
            QVERIFY(shown.view.isAtNewest());
            QCOMPARE(shown.textAt(size.height() - 20), "Message 300");
        }
    }

    void jumpingBackFromFarAwayLoadsTheNewestPage()
    {
        MessageHistory history(3'000);
        Shown shown(history);
        for (int i = 0; i < 200 && shown.model.atNewest(); ++i)
            shown.scrollBy(-2'000);
        QVERIFY(!shown.model.atNewest());
        shown.view.jumpToNewest();
        QVERIFY(shown.view.isAtNewest());
        QCOMPARE(shown.textAt(480), "Message 3000");
    }

    void aScreenReaderWalksTheRows()
    {
        MessageHistory history(3);
        Shown shown(history);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.view);
        QVERIFY(list != nullptr);
        QCOMPARE(list->text(QAccessible::Name), "Messages");
        QCOMPARE(list->childCount(), 3);
        QVERIFY(list->child(1)->text(QAccessible::Name).startsWith("Bob: Message 2."));
    }

    void theKeyboardWalksAndCopies()
    {
        MessageHistory history(50);
        Shown shown(history);
        shown.view.setFocus();
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QCOMPARE(shown.view.currentIndex().data().toString(), "Message 49");
        QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), "Message 49");
        QTest::keyClick(&shown.view, Qt::Key_Home);
        QVERIFY(shown.view.viewport()->rect().intersects(shown.view.visualRect(shown.view.currentIndex())));
    }

    void theMouseSelectsText()
    {
        MessageHistory history(5);
        Shown shown(history);
        const QRect row = shown.view.visualRect(shown.model.index(4, 0));
        const QPoint start(30, row.center().y());
        QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, start);
        QTest::mouseMove(shown.view.viewport(), start + QPoint(400, 0));
        QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, start + QPoint(400, 0));
        QCOMPARE(shown.view.copyText(), "Message 5");
    }

    void onlyHttpsLinksAreOffered_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("offered");
        QTest::newRow("https") << "https://example.org/x" << true;
        QTest::newRow("http") << "http://example.org/x" << false;
        QTest::newRow("file") << "file:///etc/passwd" << false;
        QTest::newRow("javascript") << "javascript:alert(1)" << false;
        QTest::newRow("user info") << "https://bank.example@evil.example/" << false;
    }

    void onlyHttpsLinksAreOffered()
    {
        QFETCH(QString, text);
        QFETCH(bool, offered);
        MessageHistory history(0);
        history.append(text);
        Shown shown(history);
        QSignalSpy links(&shown.view, &ConversationView::linkActivated);
        const QRect row = shown.view.visualRect(shown.model.index(0, 0));
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(50, row.bottom() - 24));
        QCOMPARE(links.count(), offered ? 1 : 0);
    }

    void hostileTextNeitherFreezesNorReachesFiles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nested tables") << QString("<table><tr><td>").repeated(22);
        QTest::newRow("image of a file") << "<img src=\"file:///etc/passwd\"><b>bold</b>";
        QTest::newRow("megabyte line") << QString(1'000'000, 'x');
        QTest::newRow("zalgo") << QString("Z" + QString(200, QChar(0x0301))).repeated(500);
        QTest::newRow("joiners") << QString::fromUtf8("👩‍").repeated(20'000);
        QTest::newRow("regional indicators") << QString::fromUtf8("🇩").repeated(16'000);
        QTest::newRow("overrides") << QString("%1abc%2").arg(QChar(0x202E)).arg(QChar(0x2067)).repeated(3'000);
        QTest::newRow("line ends") << QString(100'000, '\n') + "x";
        QTest::newRow("fences") << QString("```cpp\n").repeated(5'000);
        QTest::newRow("links") << QString("https://a.example/ ").repeated(5'000);
        QTest::newRow("lone surrogates") << QString(10'000, QChar(0xD800));
    }

    void hostileTextNeitherFreezesNorReachesFiles()
    {
        QFETCH(QString, text);
        MessageHistory history(0);
        history.append("before");
        history.append(text);
        QElapsedTimer clock;
        clock.start();
        Shown shown(history);
        shown.view.grab();
        const qint64 folded = clock.restart();
        shown.model.setData(shown.model.index(1, 0), true, MessageListModel::ExpandedRole);
        shown.view.grab();
        const qint64 expanded = clock.elapsed();
        qInfo("folded %lld ms, expanded %lld ms", folded, expanded);
        QVERIFY2(folded < 100, qPrintable(QString::number(folded)));
        QVERIFY2(expanded < 400, qPrintable(QString::number(expanded)));
    }
};

QTEST_MAIN(ConversationViewTest)
#include "tst_conversationview.moc"
