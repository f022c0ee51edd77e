#include "models/items/chatfilterproxymodel.h"
#include "models/items/chatlistmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;

class ChatListModelTest : public QObject
{
    Q_OBJECT
private:
    static Chat chatWith(const QString &name, int minute, int unread = 0)
    {
        Chat chat;
        chat.id = ChatId(QUuid::createUuid());
        chat.peer.id = UserId(QUuid::createUuid());
        chat.peer.username = name.toLower().remove(u' ');
        chat.peer.displayName = name;
        chat.unread = unread;
        chat.lastActivity = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + minute * 60'000LL, QTimeZone::UTC);
        return chat;
    }

    static QStringList names(const QAbstractItemModel &model)
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names += model.index(row, 0).data().toString();
        return names;
    }

private slots:
    void newestActivityStandsFirst()
    {
        ChatListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setChats({chatWith("Alice", 1), chatWith("Bob", 3), chatWith("Carol", 2)});
        QCOMPARE(names(model), QStringList({"Bob", "Carol", "Alice"}));
    }

    void aMessageMovesItsChatUpWithoutAReset()
    {
        ChatListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Chat alice = chatWith("Alice", 1);
        model.setChats({alice, chatWith("Bob", 3), chatWith("Carol", 2)});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy moves(&model, &QAbstractItemModel::rowsMoved);
        alice.lastActivity = alice.lastActivity.addSecs(600);
        alice.unread = 2;
        model.put(alice);
        QCOMPARE(names(model), QStringList({"Alice", "Bob", "Carol"}));
        QCOMPARE(moves.count(), 1);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model.unreadTotal(), 2);
    }

    void theOrderHoldsUnderRandomUpdates()
    {
        ChatListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(7);
        QList<Chat> chats;
        for (int i = 0; i < 40; ++i)
            chats += chatWith(QString("Person %1").arg(i), random.bounded(50));
        for (const Chat &chat : chats)
            model.put(chat);
        for (int i = 0; i < 400; ++i) {
            Chat &chat = chats[random.bounded(int(chats.size()))];
            chat.lastActivity = chat.lastActivity.addSecs(random.bounded(-600, 600));
            model.put(chat);
        }
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.chatAt(row - 1).lastActivity >= model.chatAt(row).lastActivity);
        QCOMPARE(model.rowCount(), 40);
    }

    void aRowSpeaksASentence()
    {
        ChatListModel model;
        Chat chat = chatWith("Alice", 1, 3);
        Message message;
        message.text = "See you\nthere";
        message.sentAt = chat.lastActivity;
        chat.lastMessage = message;
        model.setChats({chat});
        const QString spoken = model.index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith("Alice, 3 unread"), qPrintable(spoken));
        QVERIFY2(spoken.contains("See you there"), qPrintable(spoken));
    }

    void groupsShowTheirNameAuthorAndMentions()
    {
        ChatListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Chat chat;
        chat.id = ChatId(QUuid::createUuid());
        chat.type = ChatType::Group;
        chat.title = "Quartet";
        chat.unread = 4;
        chat.unreadMentions = 1;
        chat.lastMessage = Message();
        chat.lastMessage->text = "See you";
        chat.lastMessage->authorName = "Alice";
        model.setChats({chat});
        const QModelIndex row = model.index(0);
        QCOMPARE(row.data().toString(), "Quartet");
        QCOMPARE(row.data(ChatListModel::AuthorRole).toString(), "Alice");
        QCOMPARE(row.data(ChatListModel::MentionsRole).toInt(), 1);
        QCOMPARE(row.data(ChatListModel::AvatarIdRole).toUuid(), chat.id.uuid());
        const QString spoken = row.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith("Quartet, group, 4 unread"), qPrintable(spoken));
        QVERIFY2(spoken.contains("mention"), qPrintable(spoken));
        QCOMPARE(model.rowOf(UserId()), -1);
    }

    void aChatThatIsNoMoreLeavesTheList()
    {
        ChatListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Chat alice = chatWith("Alice", 1, 2);
        model.setChats({alice, chatWith("Bob", 2, 1)});
        model.remove(alice.id);
        QCOMPARE(names(model), QStringList{"Bob"});
        QCOMPARE(model.unreadTotal(), 1);
    }

    void draftsShowAtOnce()
    {
        ChatListModel model;
        const Chat chat = chatWith("Alice", 1);
        model.setChats({chat});
        model.setDraft(chat.id, "half a\nsentence");
        QCOMPARE(model.index(0).data(ChatListModel::DraftRole).toString(), "half a sentence");
    }

    void filterIgnoresCaseAndAccents_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("nothing typed") << "" << QStringList({"José Núñez", "Bob"});
        QTest::newRow("without accents") << "jose" << QStringList({"José Núñez"});
        QTest::newRow("words in any order") << "nunez JOSE" << QStringList({"José Núñez"});
        QTest::newRow("user name") << "bob" << QStringList({"Bob"});
        QTest::newRow("nobody") << "zzz" << QStringList();
    }

    void filterIgnoresCaseAndAccents()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        ChatListModel model;
        ChatFilterProxyModel filter;
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        model.setChats({chatWith("José Núñez", 2), chatWith("Bob", 1)});
        filter.setWords(typed);
        QCOMPARE(names(filter), found);
    }
};

QTEST_GUILESS_MAIN(ChatListModelTest)
#include "tst_chatlistmodel.moc"
