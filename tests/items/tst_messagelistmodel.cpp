#include "tests/items/messagehistory.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;
using namespace tacet::tests;

class MessageListModelTest : public QObject
{
    Q_OBJECT
private:
    /// Answers every request at once.
    static void serve(MessageListModel &model, const MessageHistory &history)
    {
        connect(&model, &MessageListModel::pageWanted, &model, [&model, &history](const PageRequest &request) {
            model.takePage(request.token, history.page(request));
        });
    }

    static void expectContiguous(const MessageListModel &model)
    {
        for (int row = 1; row < model.rowCount(); ++row)
            QCOMPARE(model.messageAt(row).position, model.messageAt(row - 1).position + 1);
    }

private slots:
    void openingShowsTheNewestPage()
    {
        const MessageHistory history(1'000);
        MessageListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        serve(model, history);
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.open(history.chat(), "Bob", 0);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(model.rowCount(), MessageListModel::kPageSize);
        QCOMPARE(model.messageAt(model.rowCount() - 1).position, 1'000);
        QVERIFY(model.atNewest());
        QVERIFY(model.canFetchOlder());
    }

    void aHundredThousandRowsTakeOneWindow()
    {
        const MessageHistory history(100'000);
        MessageListModel model;
        serve(model, history);
        model.open(history.chat(), "Bob", 0);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        int pages = 0;
        while (model.canFetchOlder()) {
            model.fetchOlder();
            ++pages;
            QVERIFY(model.rowCount() <= MessageListModel::kMaxRows);
        }
        QVERIFY(pages > 1'600);
        QCOMPARE(model.messageAt(0).position, 1);
        QCOMPARE(model.newerCount(), 100'000 - MessageListModel::kMaxRows);
        expectContiguous(model);
        while (model.canFetchNewer()) {
            model.fetchNewer();
            QVERIFY(model.rowCount() <= MessageListModel::kMaxRows);
        }
        QCOMPARE(model.messageAt(model.rowCount() - 1).position, 100'000);
        expectContiguous(model);
        QCOMPARE(resets.count(), 0);
    }

    void theWindowStaysConsistentUnderTheTester()
    {
        MessageHistory history(900);
        MessageListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        serve(model, history);
        model.open(history.chat(), "Bob", 3);
        while (model.canFetchOlder())
            model.fetchOlder();
        for (int i = 0; i < 150; ++i)
            model.put(history.append(QString("new %1").arg(i)));
        QCOMPARE(model.newerCount(), 1'050 - MessageListModel::kMaxRows);
        while (model.canFetchNewer())
            model.fetchNewer();
        expectContiguous(model);
        QCOMPARE(model.messageAt(model.rowCount() - 1).position, 1'050);
    }

    void lateAnswersToAnOldQuestionAreDropped()
    {
        const MessageHistory first(200);
        const MessageHistory second(10);
        MessageListModel model;
        QList<PageRequest> asked;
        connect(&model, &MessageListModel::pageWanted, &model, [&asked](const PageRequest &r) { asked.append(r); });
        model.open(first.chat(), "Bob", 0);
        model.open(second.chat(), "Carol", 0);
        QCOMPARE(asked.size(), 2);
        model.takePage(asked.at(0).token, first.page(asked.at(0)));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.isOpened());
        model.takePage(asked.at(1).token, second.page(asked.at(1)));
        QCOMPARE(model.rowCount(), 10);
        model.takePage(asked.at(1).token, second.page(asked.at(1)));
        QCOMPARE(model.rowCount(), 10);
    }

    void whatArrivesWhileThePageIsReadIsKeptOnce()
    {
        MessageHistory history(100);
        MessageListModel model;
        QList<PageRequest> asked;
        connect(&model, &MessageListModel::pageWanted, &model, [&asked](const PageRequest &r) { asked.append(r); });
        model.open(history.chat(), "Bob", 0);
        const MessagePage before = history.page(asked.first());
        const Message one = history.append("arrived");
        model.put(one);
        model.put(one);
        model.takePage(asked.first().token, before);
        QCOMPARE(model.rowCount(), MessageListModel::kPageSize + 1);
        QCOMPARE(model.messageAt(model.rowCount() - 1).id, one.id);
    }

    void aFailedPageMayBeAskedForAgain()
    {
        const MessageHistory history(300);
        MessageListModel model;
        QList<PageRequest> asked;
        connect(&model, &MessageListModel::pageWanted, &model, [&asked](const PageRequest &r) { asked.append(r); });
        model.open(history.chat(), "Bob", 0);
        model.takePage(asked.last().token, history.page(asked.last()));
        model.fetchOlder();
        QVERIFY(!model.canFetchOlder());
        model.fetchOlder();
        QCOMPARE(asked.size(), 2);
        model.dropPage(asked.last().token);
        QVERIFY(model.canFetchOlder());
    }

    void statesChangeInPlace()
    {
        MessageHistory history(5);
        Message mine = history.append("mine", true);
        MessageListModel model;
        serve(model, history);
        model.open(history.chat(), "Bob", 0);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        mine.state = DeliveryState::Read;
        model.put(mine);
        QCOMPARE(inserted.count(), 0);
        const QModelIndex last = model.index(5);
        QCOMPARE(last.data(MessageListModel::StateRole).toInt(), int(DeliveryState::Read));
        QVERIFY(last.data(Qt::AccessibleTextRole).toString().contains("read"));
    }

    void messagesOfOtherChatsAreIgnored()
    {
        const MessageHistory history(5);
        MessageHistory other(1);
        MessageListModel model;
        serve(model, history);
        model.open(history.chat(), "Bob", 0);
        model.put(other.append("elsewhere"));
        QCOMPARE(model.rowCount(), 5);
    }

    void groupsEndWhereTheAuthorChangesOrPauses()
    {
        MessageHistory history(2);
        history.append("mine", true);
        MessageListModel model;
        serve(model, history);
        model.open(history.chat(), "Bob", 0);
        const auto flag = [&model](int row, int role) { return model.index(row).data(role).toBool(); };
        QVERIFY(flag(0, MessageListModel::StartsDayRole));
        QVERIFY(flag(0, MessageListModel::StartsGroupRole));
        QVERIFY(!flag(0, MessageListModel::EndsGroupRole));
        QVERIFY(!flag(1, MessageListModel::StartsGroupRole));
        QVERIFY(flag(1, MessageListModel::EndsGroupRole));
        QVERIFY(flag(2, MessageListModel::StartsGroupRole));
        QVERIFY(flag(2, MessageListModel::EndsGroupRole));
    }

    void theUnreadLineStandsAboveTheFirstNewMessage()
    {
        const MessageHistory history(10);
        MessageListModel model;
        serve(model, history);
        model.open(history.chat(), "Bob", 3);
        for (int row = 0; row < 10; ++row)
            QCOMPARE(model.index(row).data(MessageListModel::FirstUnreadRole).toBool(), row == 7);
    }

    void jumpingToTheNewestLoadsOnePage()
    {
        const MessageHistory history(2'000);
        MessageListModel model;
        serve(model, history);
        model.open(history.chat(), "Bob", 0);
        while (model.canFetchOlder())
            model.fetchOlder();
        model.jumpToNewest();
        QVERIFY(model.atNewest());
        QCOMPARE(model.rowCount(), MessageListModel::kPageSize);
        QCOMPARE(model.messageAt(model.rowCount() - 1).position, 2'000);
    }

    void theFirstUnreadMessageIsSoughtThroughOlderPages()
    {
        MessageHistory history(500);
        MessageListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        connect(&model, &MessageListModel::pageWanted, this,
                [&](const PageRequest &request) { model.takePage(request.token, history.page(request)); });
        QSignalSpy reached(&model, &MessageListModel::firstUnreadReached);
        model.open(history.chat(), "Alice", 150);
        QVERIFY(model.hasFirstUnread());
        QCOMPARE(model.firstUnreadRow(), -1);
        model.seekFirstUnread();
        QCOMPARE(reached.count(), 1);
        const int row = model.firstUnreadRow();
        QCOMPARE(reached.first().first().toInt(), row);
        QCOMPARE(model.messageAt(row).text, "Message 351");
        QVERIFY(model.index(row).data(MessageListModel::FirstUnreadRole).toBool());
    }

    void eventsStandAloneAndWaitingMessagesSayWhy()
    {
        MessageHistory history(3);
        MessageListModel model;
        connect(&model, &MessageListModel::pageWanted, this,
                [&](const PageRequest &request) { model.takePage(request.token, history.page(request)); });
        model.open(history.chat(), {}, 0, MessageListModel::Authors::Named);
        Message event = history.messages().last();
        event.id = MessageId(QUuid::createUuid());
        event.position = 4;
        event.kind = MessageKind::Event;
        event.event = ChatEvent{.kind = ChatEventKind::Joined,
                                .actor = {},
                                .subject = {},
                                .actorName = {},
                                .subjectName = "Bob",
                                .detail = {}};
        model.put(event);
        Message waiting = event;
        waiting.id = MessageId(QUuid::createUuid());
        waiting.position = 5;
        waiting.kind = MessageKind::Waiting;
        waiting.event.reset();
        waiting.authorName = "Bob";
        waiting.waiting = WaitingForKey{.cause = WaitingCause::KeyNotArrived,
                                        .since = QDateTime::currentDateTimeUtc().addSecs(-300),
                                        .askedAt = {}};
        model.put(waiting);
        QVERIFY(model.index(2).data(MessageListModel::EndsGroupRole).toBool());
        QVERIFY(model.index(3).data(MessageListModel::StartsGroupRole).toBool());
        QVERIFY(model.index(4).data(MessageListModel::StartsGroupRole).toBool());
        QVERIFY(model.index(3).data(Qt::AccessibleTextRole).toString().startsWith("Bob joined."));
        const QString spoken = model.index(4).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith("Bob: a message that cannot be read yet"), qPrintable(spoken));
        QCOMPARE(model.index(4).data(MessageListModel::AuthorRole).toString(), "Bob");
    }

    void aMessageThatDisappearedLeavesTheWindow()
    {
        MessageHistory history(100);
        MessageListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        connect(&model, &MessageListModel::pageWanted, this,
                [&](const PageRequest &request) { model.takePage(request.token, history.page(request)); });
        model.open(history.chat(), "Alice", 0);
        const int rows = model.rowCount();
        const MessageId gone = model.messageAt(0).id;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.remove(gone);
        QCOMPARE(model.rowCount(), rows - 1);
        QCOMPARE(model.rowOf(gone), -1);
        QCOMPARE(changed.count(), 1); // the next one begins the day now
        model.remove(gone);
        QCOMPARE(model.rowCount(), rows - 1);
        model.fetchOlder();
        QCOMPARE(model.messageAt(0).text, "Message 1");
    }
};

QTEST_GUILESS_MAIN(MessageListModelTest)
#include "tst_messagelistmodel.moc"
