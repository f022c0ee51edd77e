// The panel of threads as a person uses it: with real windows, the mouse and the keyboard.
#include "tests/ui/samplegroup.h"
#include "ui/chat/composer.h"
#include "ui/group/newthreadform.h"
#include "ui/group/threadlistview.h"
#include "ui/group/threadpane.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace tacet;
using namespace tacet::tests;

class ThreadPaneTest : public QObject
{
    Q_OBJECT
private:
    struct Shown {
        Shown()
        {
            QObject::connect(&pane.threads(), &ThreadListModel::pageWanted, &pane, [this](const ThreadPageRequest &r) {
                asked += r.query;
                QList<Thread> page = group.threads;
                if (!r.query.words.isEmpty())
                    page = page.mid(1, 1);
                pane.threads().takePage(r.token, {.threads = page, .total = int(page.size())});
            });
            QObject::connect(&pane, &ThreadPane::threadOpened, &pane,
                             [this] { pane.replies().setReplies(group.replies); });
            pane.setRights(true, {.reply = true, .pin = true, .deleteAny = false});
            pane.resize(340, 640);
            pane.show();
            pane.activateWindow();
            if (!QTest::qWaitForWindowActive(&pane))
                qFatal("the pane does not become active");
            pane.openChat(group.chat.id);
        }

        template <class T>
        T *find(const char *name)
        {
            return pane.findChild<T *>(name);
        }

        SampleGroup group = sampleGroup(false);
        QList<ThreadQuery> asked;
        ThreadPane pane;
    };

private slots:
    void aThreadOpensByEnterAndBackspaceLeadsBack()
    {
        Shown shown;
        QListView &list = shown.pane.list().list();
        list.setFocus();
        list.setCurrentIndex(list.model()->index(0, 0));
        QTest::keyClick(&list, Qt::Key_Return);
        QVERIFY(shown.pane.showsThread());
        QCOMPARE(shown.pane.view().thread().title, shown.group.threads.first().title);
        QCOMPARE(shown.pane.replies().count(), shown.group.replies.size());
        QTreeView &tree = shown.pane.view().tree();
        QVERIFY(tree.isExpanded(tree.model()->index(0, 0)));
        tree.setFocus();
        QTest::keyClick(&tree, Qt::Key_Backspace);
        QVERIFY(!shown.pane.showsThread());
        QVERIFY(list.hasFocus());
    }

    void enterOnAReplyAnswersIt()
    {
        Shown shown;
        shown.pane.openThread(shown.group.threads.first());
        QSignalSpy replies(&shown.pane.view(), &ThreadView::replyRequested);
        Composer &composer = shown.pane.view().composer();
        QTest::keyClicks(&composer, "to the thread");
        QTest::keyClick(&composer, Qt::Key_Return);
        QCOMPARE(replies.count(), 1);
        QVERIFY(!replies.at(0).at(2).value<std::optional<ReplyId>>().has_value());
        QVERIFY(composer.toPlainText().isEmpty());

        QTreeView &tree = shown.pane.view().tree();
        tree.setFocus();
        tree.setCurrentIndex(shown.pane.replies().indexOf(shown.group.replies.at(1).id));
        QTest::keyClick(&tree, Qt::Key_Return);
        QVERIFY(composer.hasFocus());
        QTest::keyClicks(&composer, "to the reply");
        QTest::keyClick(&composer, Qt::Key_Return);
        QCOMPARE(replies.at(1).at(1).toString(), "to the reply");
        QCOMPARE(replies.at(1).at(2).value<std::optional<ReplyId>>(), std::optional(shown.group.replies.at(1).id));
        shown.pane.view().restoreUnsent(shown.group.threads.first().id, "to the reply");
        QCOMPARE(composer.toPlainText(), "to the reply");
    }

    void searchFilterAndOrderAskTheVault()
    {
        Shown shown;
        QTest::keyClicks(shown.find<QLineEdit>("threadSearch"), "drives");
        QTRY_COMPARE(shown.asked.last().words, "drives");
        QCOMPARE(shown.pane.threads().rowCount(), 1);
        shown.find<QComboBox>("threadFilter")->setCurrentIndex(int(ThreadFilter::Followed));
        QCOMPARE(shown.asked.last().filter, ThreadFilter::Followed);
        shown.find<QComboBox>("threadOrder")->setCurrentIndex(int(ThreadOrder::Title));
        QCOMPARE(shown.asked.last().order, ThreadOrder::Title);
        QCOMPARE(shown.asked.last().words, "drives");
    }

    void aThreadNeedsATitleAndAFittingText()
    {
        Shown shown;
        QSignalSpy created(&shown.pane, &ThreadPane::createRequested);
        QTest::mouseClick(shown.find<QWidget>("newThreadButton"), Qt::LeftButton);
        auto *create = shown.find<QAbstractButton>("createThreadButton");
        QVERIFY(create->isVisible() && !create->isEnabled());
        QTest::keyClicks(shown.find<QLineEdit>("threadTitle"), "Chairs");
        auto *body = shown.find<QPlainTextEdit>("threadBody");
        body->setPlainText(QString(NewThreadForm::kBodyMax + 1, 'x'));
        QVERIFY(!create->isEnabled());
        body->setPlainText("How many?");
        QTest::mouseClick(create, Qt::LeftButton);
        QCOMPARE(created.count(), 1);
        QCOMPARE(created.first().at(0).value<ChatId>(), shown.group.chat.id);
        QCOMPARE(created.first().at(1).toString(), "Chairs");
        shown.pane.showError(ErrorCode::Offline);
        QVERIFY(create->isEnabled());
    }

    void whatWasTypedIsKept()
    {
        Shown shown;
        shown.pane.openThread(shown.group.threads.at(0));
        QTest::keyClicks(&shown.pane.view().composer(), "half a reply");
        shown.pane.openThread(shown.group.threads.at(1));
        QVERIFY(shown.pane.view().composer().toPlainText().isEmpty());
        shown.pane.openThread(shown.group.threads.at(0));
        QCOMPARE(shown.pane.view().composer().toPlainText(), "half a reply");
        shown.pane.startThread();
        QTest::keyClicks(shown.find<QLineEdit>("threadTitle"), "Half a title");
        QTest::mouseClick(shown.find<QWidget>("cancelThreadButton"), Qt::LeftButton);
        shown.pane.startThread();
        QCOMPARE(shown.find<QLineEdit>("threadTitle")->text(), "Half a title");
        Thread made = shown.group.threads.at(0);
        made.id = ThreadId(QUuid::createUuid());
        shown.pane.takeCreated(made);
        QCOMPARE(shown.pane.view().thread().id, made.id);
        shown.pane.startThread();
        QVERIFY(shown.find<QLineEdit>("threadTitle")->text().isEmpty());
    }

    void whoMayNotReplyCannot()
    {
        Shown shown;
        shown.pane.setRights(false, {});
        shown.pane.openThread(shown.group.threads.at(1));
        QVERIFY(!shown.pane.view().composer().isEnabled());
        QVERIFY(!shown.find<QWidget>("pinThreadButton")->isVisible());
        QVERIFY(!shown.find<QWidget>("deleteThreadButton")->isVisible());
        QVERIFY(shown.find<QWidget>("followButton")->isVisible());
        QVERIFY(!shown.find<QWidget>("newThreadButton")->isEnabled());
    }

    void aThreadThatIsDeletedElsewhereCloses()
    {
        Shown shown;
        shown.pane.openThread(shown.group.threads.first());
        shown.pane.removeThread(shown.group.threads.first().id);
        QVERIFY(!shown.pane.showsThread());
        QCOMPARE(shown.pane.threads().rowOf(shown.group.threads.first().id), -1);
    }

    void anotherChatBeginsWithItsList()
    {
        Shown shown;
        QTest::keyClicks(shown.find<QLineEdit>("threadSearch"), "drives");
        shown.pane.openThread(shown.group.threads.first());
        const ChatId other(QUuid::createUuid());
        shown.pane.openChat(other);
        QVERIFY(!shown.pane.showsThread());
        QCOMPARE(shown.asked.last().chat, other);
        QVERIFY(shown.asked.last().words.isEmpty());
        QVERIFY(shown.find<QLineEdit>("threadSearch")->text().isEmpty());
    }

    void tenThousandThreadsArePaintedWithinAFrame()
    {
        Shown shown;
        QList<Thread> page;
        for (int i = 0; i < ThreadListModel::kPageSize; ++i) {
            Thread thread = shown.group.threads.at(i % shown.group.threads.size());
            thread.id = ThreadId(QUuid::createUuid());
            page += thread;
        }
        QObject::disconnect(&shown.pane.threads(), nullptr, &shown.pane, nullptr);
        ThreadPageRequest asked;
        QObject::connect(&shown.pane.threads(), &ThreadListModel::pageWanted, &shown.pane,
                         [&](const ThreadPageRequest &r) { asked = r; });
        qint64 best = std::numeric_limits<qint64>::max();
        for (int round = 0; round < 7; ++round) {
            shown.pane.openChat(ChatId(QUuid::createUuid()));
            QElapsedTimer clock;
            clock.start();
            shown.pane.threads().takePage(asked.token, {.threads = page, .total = 10'000});
            shown.pane.list().list().viewport()->repaint();
            best = std::min(best, clock.nsecsElapsed());
        }
        QCOMPARE(shown.pane.threads().total(), 10'000);
        QVERIFY2(best < 16'000'000, qPrintable(QString::number(best)));
    }
};

QTEST_MAIN(ThreadPaneTest)
#include "tst_threadpane.moc"
