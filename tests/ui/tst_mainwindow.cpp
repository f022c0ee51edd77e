#include "models/items/chatlistmodel.h"
#include "models/items/messagelistmodel.h"
#include "tests/items/messagehistory.h"
#include "tests/ui/samplegroup.h"
#include "tests/ui/samplevalues.h"
#include "ui/chat/chatlistpane.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/conversationview.h"
#include "ui/chat/mainwindow.h"
#include "ui/chat/peopledialog.h"
#include "ui/chat/safetynumberdialog.h"
#include "ui/chat/windowactions.h"
#include "ui/group/groupdialog.h"
#include "ui/group/groupinvitedialog.h"
#include "ui/group/groupinvitespage.h"
#include "ui/group/joindialog.h"
#include "ui/group/newgroupdialog.h"
#include "ui/group/threadpane.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tacet;
using namespace tacet::tests;

class MainWindowTest : public QObject
{
    Q_OBJECT
private:
    struct Shown {
        Shown()
        {
            chats.setChats(values.chats);
            QObject::connect(&messages, &MessageListModel::pageWanted, &messages, [this](const PageRequest &request) {
                MessagePage page;
                page.reachedOldest = true;
                if (request.chat == values.chats.first().id)
                    page.messages = QList<Message>(values.messages.rbegin(), values.messages.rend());
                messages.takePage(request.token, page);
            });
            QObject::connect(&window.side(), &ChatListPane::chatSelected, &window, [this](ChatId id) {
                const Chat chat = chats.chatAt(chats.rowOf(id));
                messages.open(id, chat.peer.shownName(), 0);
                window.conversation().showChat(chat);
            });
            QObject::connect(&window.conversation(), &ConversationPane::draftChanged, &window,
                             [this](ChatId id, const QString &text) { chats.setDraft(id, text); });
            window.show();
            window.activateWindow();
            if (!QTest::qWaitForWindowActive(&window))
                qFatal("the window does not become active");
        }

        QString peer() { return window.conversation().peer().username; }
        void key(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(&window, key, modifiers); }

        SampleValues values = sampleValues(false);
        ChatListModel chats;
        MessageListModel messages;
        MainWindow window{chats, messages};
    };

    static QString nameless(QWidget &top)
    {
        QStringList faults;
        for (QWidget *widget : top.findChildren<QWidget *>()) {
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool needsName = button != nullptr || qobject_cast<QLineEdit *>(widget) != nullptr ||
                                   qobject_cast<QAbstractItemView *>(widget) != nullptr ||
                                   qobject_cast<QPlainTextEdit *>(widget) != nullptr;
            if (!needsName || !widget->isVisibleTo(&top) || widget->objectName().startsWith("qt_") ||
                widget->inherits("QLineEditIconButton"))
                continue;
            if (widget->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty()))
                faults += QString(widget->metaObject()->className()) + ' ' + widget->objectName();
        }
        return faults.join('\n');
    }

private slots:
    void shortcutsWalkThroughTheChats()
    {
        Shown shown;
        shown.key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(shown.peer(), "mara_lindqvist");
        shown.key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(shown.peer(), "jonas");
        shown.key(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QVERIFY(shown.peer().startsWith("a_very_long"));
        shown.key(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(shown.peer(), "jonas");
        shown.key(Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(shown.peer(), "sofia");
    }

    void walkingThroughTheListKeepsTheFocusThere()
    {
        Shown shown;
        QListView &list = shown.window.side().list();
        list.setFocus();
        shown.window.side().selectRow(0);
        QTest::keyClick(&list, Qt::Key_Down);
        QCOMPARE(shown.peer(), "jonas");
        QVERIFY(list.hasFocus());
        QTest::keyClick(&list, Qt::Key_Return);
        QVERIFY(shown.window.conversation().composer().hasFocus());
        shown.key(Qt::Key_F6, {});
        QVERIFY(list.hasFocus());
    }

    void theSwitcherOpensByNameAlone()
    {
        Shown shown;
        shown.key(Qt::Key_K, Qt::ControlModifier);
        auto *field = shown.window.findChild<QLineEdit *>("switcherField");
        QVERIFY(field != nullptr);
        QTest::keyClicks(field, "nunez");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(shown.peer(), "sofia");
    }

    void pagesOfTheAdministrationAreReachedByNameAndMenu()
    {
        Shown shown;
        QAction *administration = shown.window.actions().administration;
        QVERIFY(!administration->isVisible());
        shown.window.setPlaces({{.id = "overview", .title = "Overview", .icon = "info"},
                                {.id = "security_events", .title = "Security events", .icon = "warning"}});
        QVERIFY(administration->isVisible());
        QSignalSpy asked(&shown.window, &MainWindow::placeRequested);
        administration->trigger();
        QCOMPARE(asked.last().first().toString(), "overview");
        shown.key(Qt::Key_K, Qt::ControlModifier);
        auto *field = shown.window.findChild<QLineEdit *>("switcherField");
        QVERIFY(field != nullptr);
        QTest::keyClicks(field, "secur");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(asked.count(), 2);
        QCOMPARE(asked.last().first().toString(), "security_events");
    }

    void noTwoCommandsShareAShortcut()
    {
        Shown shown;
        QHash<QString, QString> taken;
        for (const QAction *action : shown.window.actions().parent()->findChildren<QAction *>()) {
            for (const QKeySequence &keys : action->shortcuts()) {
                QVERIFY2(!taken.contains(keys.toString()), qPrintable(keys.toString()));
                taken.insert(keys.toString(), action->objectName());
            }
        }
        QVERIFY(taken.size() > 20);
    }

    void draftsSurviveSwitchingAndClosing()
    {
        Shown shown;
        shown.window.side().selectRow(0);
        QTest::keyClicks(&shown.window.conversation().composer(), "not lost");
        shown.window.side().selectRow(1);
        QVERIFY(shown.window.conversation().composer().toPlainText().isEmpty());
        QCOMPARE(shown.chats.chatAt(0).draft, "not lost");
        shown.window.side().selectRow(0);
        QCOMPARE(shown.window.conversation().composer().toPlainText(), "not lost");
        QTest::keyClicks(&shown.window.conversation().composer(), " either");
        shown.window.close();
        QCOMPARE(shown.chats.chatAt(0).draft, "not lost either");
    }

    void sendingEmptiesTheComposerAndKeepsTheTextOnFailure()
    {
        Shown shown;
        shown.window.side().selectRow(0);
        ConversationPane &pane = shown.window.conversation();
        QSignalSpy sent(&pane, &ConversationPane::sendRequested);
        QTest::keyClicks(&pane.composer(), "hello");
        QTest::keyClick(&pane.composer(), Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(sent.first().at(1).toString(), "hello");
        QVERIFY(pane.composer().toPlainText().isEmpty());
        QTest::keyClicks(&pane.composer(), "more");
        pane.restoreUnsent(pane.chat(), "hello");
        QCOMPARE(pane.composer().toPlainText(), "hello\nmore");
    }

    void threadsOpenBesideAGroupOnly()
    {
        Shown shown;
        const SampleGroup group = sampleGroup(false);
        shown.chats.put(group.chat);
        shown.window.side().selectChat(shown.values.chats.first().id);
        shown.key(Qt::Key_Period, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!shown.window.threads().isVisible());
        shown.window.side().selectChat(group.chat.id);
        shown.key(Qt::Key_Period, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(shown.window.threads().isVisible());
        shown.window.conversation().composer().setFocus();
        shown.key(Qt::Key_F6, {});
        QVERIFY(shown.window.threads().isAncestorOf(QApplication::focusWidget()));
        shown.key(Qt::Key_F6, {});
        QVERIFY(shown.window.side().list().hasFocus());
        shown.key(Qt::Key_Period, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!shown.window.threads().isVisible());
        QVERIFY(shown.window.conversation().composer().hasFocus());
    }

    void suggestedPeopleAreMentioned()
    {
        Shown shown;
        const SampleGroup group = sampleGroup(false);
        shown.chats.put(group.chat);
        shown.window.side().selectChat(group.chat.id);
        ConversationPane &pane = shown.window.conversation();
        pane.setMentionables(group.mentionables.mid(1));
        QSignalSpy sent(&pane, &ConversationPane::sendRequested);
        auto *list = shown.window.findChild<QListView *>("mentionList");
        pane.composer().setFocus();
        QTest::keyClicks(&pane.composer(), "Hi @m");
        QTRY_VERIFY(list->isVisible());
        QTest::keyClick(&pane.composer(), Qt::Key_Escape);
        QVERIFY(!list->isVisible());
        QTest::keyClicks(&pane.composer(), "a");
        QVERIFY(list->isVisible());
        QTest::keyClick(&pane.composer(), Qt::Key_Return);
        QCOMPARE(pane.composer().toPlainText(), "Hi @Mara Lindqvist ");
        QCOMPARE(sent.count(), 0);
        QTest::keyClick(&pane.composer(), Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        const auto mentions = sent.first().at(2).value<QList<Mention>>();
        QCOMPARE(mentions.size(), 1);
        QCOMPARE(mentions.first().target, group.members.at(1).person.id.uuid());
        shown.window.side().selectRow(0);
        pane.setMentionables({});
        QTest::keyClicks(&pane.composer(), "@m");
        QVERIFY(!list->isVisible());
    }

    void whoLeftAGroupMayReadButNotWrite()
    {
        Shown shown;
        SampleGroup group = sampleGroup(false);
        group.chat.standing = ChatStanding::Left;
        shown.chats.put(group.chat);
        shown.window.side().selectChat(group.chat.id);
        ConversationPane &pane = shown.window.conversation();
        QVERIFY(!pane.composer().isEnabled());
        QSignalSpy forgotten(&pane, &ConversationPane::forgetRequested);
        QTest::mouseClick(pane.findChild<QAbstractButton *>("bannerAction"), Qt::LeftButton);
        QCOMPARE(forgotten.first().first().value<ChatId>(), group.chat.id);
    }

    void aBlockedPersonCannotBeWrittenTo()
    {
        Shown shown;
        shown.window.side().selectRow(5);
        QVERIFY(!shown.window.conversation().composer().isEnabled());
        QSignalSpy unblocked(&shown.window.conversation(), &ConversationPane::blockChangeRequested);
        auto *action = shown.window.conversation().findChild<QAbstractButton *>("bannerAction");
        QTest::mouseClick(action, Qt::LeftButton);
        QCOMPARE(unblocked.count(), 1);
        QCOMPARE(unblocked.first().at(1).toBool(), false);
    }

    void theFilterKeepsTheOpenChat()
    {
        Shown shown;
        shown.window.side().selectRow(0);
        auto *filter = shown.window.findChild<QLineEdit *>("chatFilter");
        QTest::keyClicks(filter, "jonas");
        QCOMPARE(shown.peer(), "mara_lindqvist");
        filter->clear();
        QCOMPARE(shown.peer(), "mara_lindqvist");
        QCOMPARE(shown.window.side().list().currentIndex().row(), 0);
    }

    void everythingHasANameForAScreenReader()
    {
        Shown shown;
        shown.window.side().selectRow(0);
        QCOMPARE(nameless(shown.window), QString());
        PeopleDialog people;
        QCOMPARE(nameless(people), QString());
        SafetyNumberDialog safety(shown.values.people.first());
        QCOMPARE(nameless(safety), QString());
    }

    void everythingOfGroupsHasANameForAScreenReader()
    {
        Shown shown;
        const SampleGroup group = sampleGroup(false);
        shown.chats.put(group.chat);
        shown.window.side().selectChat(group.chat.id);
        shown.window.showThreads(true);
        QCOMPARE(nameless(shown.window), QString());
        shown.window.threads().openThread(group.threads.first());
        QCOMPARE(nameless(shown.window), QString());
        shown.window.threads().startThread();
        QCOMPARE(nameless(shown.window), QString());
        NewGroupDialog fresh;
        QCOMPARE(nameless(fresh), QString());
        fresh.showMembers();
        QCOMPARE(nameless(fresh), QString());
        JoinDialog join;
        QCOMPARE(nameless(join), QString());
        GroupInviteDialog invite(group.group);
        QCOMPARE(nameless(invite), QString());
        invite.setInvite({.id = {}, .code = "ABCD", .link = "tacet://group", .expiresAt = {}});
        QCOMPARE(nameless(invite), QString());
        GroupDialog details(group.group, group.self);
        details.setRoles(group.roles);
        details.setMembers(group.members);
        details.invites().setInvites(group.invites);
        details.invites().setRequests(group.requests);
        for (int page = 0; page <= int(GroupDialog::Page::Leave); ++page) {
            details.showPage(GroupDialog::Page(page));
            QCOMPARE(nameless(details), QString());
        }
    }

    void aButtonLeadsToTheFirstUnreadMessage()
    {
        ChatListModel chats;
        MessageListModel messages;
        MessageHistory history(300);
        connect(&messages, &MessageListModel::pageWanted, this,
                [&](const PageRequest &request) { messages.takePage(request.token, history.page(request)); });
        MainWindow window(chats, messages);
        Chat chat = sampleGroup(false).chat;
        chat.id = history.chat();
        chats.setChats({chat});
        window.show();
        messages.open(chat.id, {}, 140, MessageListModel::Authors::Named);
        window.conversation().showChat(chat);
        auto *button = window.findChild<QToolButton *>("firstUnreadButton");
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(messages.firstUnreadRow() >= 0);
        const QModelIndex first = messages.index(messages.firstUnreadRow());
        QCOMPARE(first.data().toString(), "Message 161");
        ConversationView &view = window.conversation().view();
        QTRY_VERIFY(view.viewport()->rect().intersects(view.visualRect(first)));
        QTRY_VERIFY(!button->isVisible());
    }

    void lateAnswersToAnOldSearchAreDropped()
    {
        Shown shown;
        PeopleDialog dialog;
        QSignalSpy asked(&dialog, &PeopleDialog::searchRequested);
        QTRY_COMPARE(asked.count(), 1);
        QTest::keyClicks(dialog.findChild<QLineEdit *>("peopleSearch"), "mara");
        QTRY_COMPARE(asked.count(), 2);
        dialog.setPeople({}, shown.values.people);
        QCOMPARE(dialog.findChild<QListView *>("peopleList")->model()->rowCount(), 0);
        dialog.setPeople("mara", {shown.values.people.first()});
        QCOMPARE(dialog.findChild<QListView *>("peopleList")->model()->rowCount(), 1);
    }

    void aChangedKeyIsDecidedOnlyByTheButtons()
    {
        Shown shown;
        SafetyNumberDialog dialog(shown.values.people.at(3));
        QSignalSpy accepted(&dialog, &SafetyNumberDialog::changedKeyAccepted);
        auto *verify = dialog.findChild<QAbstractButton *>("verifyButton");
        QVERIFY(!verify->isEnabled());
        dialog.setNumber(shown.values.number);
        dialog.show();
        QTest::mouseClick(verify, Qt::LeftButton);
        QCOMPARE(accepted.last().at(1).toBool(), true);
        QTest::mouseClick(dialog.findChild<QAbstractButton *>("acceptUnseen"), Qt::LeftButton);
        QCOMPARE(accepted.last().at(1).toBool(), false);
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
