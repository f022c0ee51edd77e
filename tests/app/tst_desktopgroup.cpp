// Two people with the real windows, the real services and a real PostgreSQL: a group is made, talked in, has a
// thread, loses a member and is joined by a link. Driven by object names only.
#include "tests/app/desk.h"

#include "models/items/threadlistmodel.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTreeView>

using namespace tacet;
using namespace tacet::tests;

class DesktopGroupTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<Desk> m_alice;
    std::unique_ptr<Desk> m_bob;

    static int rowOf(Desk &desk, const QString &name)
    {
        for (int row = 0; row < desk.chats().rowCount(); ++row) {
            if (desk.chats().index(row, 0).data().toString() == name)
                return row;
        }
        return -1;
    }

    static void openChat(Desk &desk, const QString &name)
    {
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(desk, name) >= 0, kLong);
        desk.bringToFront();
        auto *list = desk.find<QListView>("chatList");
        list->setCurrentIndex(desk.chats().index(rowOf(desk, name), 0));
        QTRY_VERIFY(desk.find<QWidget>("composer") != nullptr);
    }

    static bool shows(Desk &desk, const QString &text)
    {
        for (int row = 0; row < desk.messages().rowCount(); ++row) {
            if (desk.text(row) == text)
                return true;
        }
        return false;
    }

    static void openDetails(Desk &desk, int page)
    {
        desk.press("detailsButton");
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QListWidget>("groupNavigation") != nullptr, kLong);
        desk.find<QListWidget>("groupNavigation")->setCurrentRow(page);
    }

    static void makeGroup(Desk &desk, const QString &name)
    {
        desk.command("newGroup");
        desk.type("groupName", name);
        desk.press("groupNextButton");
    }

private slots:
    void initTestCase()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        m_alice = std::make_unique<Desk>("alice", m_folder.filePath("alice"));
        m_bob = std::make_unique<Desk>("bob", m_folder.filePath("bob"));
        m_alice->press("createCard");
        m_alice->type("workspaceName", "Quartet");
        m_alice->enterNames();
        m_alice->press("createButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->isIn(), kLong);
        m_alice->command("invite");
        m_alice->press("makeLinkButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QLineEdit>("linkText") != nullptr, kLong);
        const QString link = m_alice->find<QLineEdit>("linkText")->text();
        m_alice->find<QDialog>("enrolmentLinkDialog")->close();
        m_bob->press("joinCard");
        m_bob->find<QLineEdit>("linkField")->setText(link);
        m_bob->enterNames();
        m_bob->press("joinButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_bob->isIn(), kLong);
        for (Desk *desk : {m_alice.get(), m_bob.get()})
            QTRY_COMPARE_WITH_TIMEOUT(desk->find<QWidget>("connectionWords")->accessibleName(), "Connected", kLong);
    }

    void cleanupTestCase()
    {
        m_bob.reset();
        m_alice.reset();
        // The database stops after its last user, a moment later.
        m_folder.setAutoRemove(false);
        QTRY_VERIFY_WITH_TIMEOUT(QDir(m_folder.path()).removeRecursively(), kLong);
    }

    void aliceMakesAGroupWithBob()
    {
        makeGroup(*m_alice, "Strings");
        m_alice->type("memberSearch", "bo");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QListView>("pickList") != nullptr &&
                                     m_alice->find<QListView>("pickList")->model()->rowCount() == 1,
                                 kLong);
        QTest::keyClick(m_alice->find<QLineEdit>("memberSearch"), Qt::Key_Return);
        QVERIFY(m_alice->find<QLabel>("pickedCount")->text().startsWith("1"));
        m_alice->press("groupNextButton");
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(*m_alice, "Strings") >= 0, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(*m_bob, "Strings") >= 0, kLong);
        QCOMPARE(m_bob->chats().index(rowOf(*m_bob, "Strings"), 0).data(ChatListModel::TypeRole).toInt(),
                 int(ChatType::Group));
    }

    void bothTalkInIt()
    {
        openChat(*m_alice, "Strings");
        m_alice->send("Hello everybody");
        openChat(*m_bob, "Strings");
        QTRY_VERIFY_WITH_TIMEOUT(shows(*m_bob, "Hello everybody"), kLong);
        m_bob->send("Hello Alice");
        QTRY_VERIFY_WITH_TIMEOUT(shows(*m_alice, "Hello Alice"), kLong);
    }

    void aThreadIsStartedAndAnswered()
    {
        m_alice->bringToFront();
        m_alice->command("rightPanel");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QWidget>("newThreadButton")->isEnabled(), kLong);
        m_alice->press("newThreadButton");
        m_alice->type("threadTitle", "Which score?");
        m_alice->type("threadBody", "There are two.");
        m_alice->press("createThreadButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QLabel>("shownThreadTitle") != nullptr, kLong);

        m_bob->bringToFront();
        m_bob->command("rightPanel");
        QTRY_VERIFY_WITH_TIMEOUT(m_bob->find<QListView>("threadList") != nullptr &&
                                     m_bob->find<QListView>("threadList")->model()->rowCount() == 1,
                                 kLong);
        auto *list = m_bob->find<QListView>("threadList");
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(m_bob->find<QWidget>("replyComposer") != nullptr);
        QCOMPARE(m_bob->find<QLabel>("shownThreadBody")->text(), "There are two.");
        QTRY_VERIFY(m_bob->find<QWidget>("replyComposer")->isEnabled());
        m_bob->type("replyComposer", "The second one");
        QTest::keyClick(m_bob->find<QWidget>("replyComposer"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QTreeView>("replyTree") != nullptr &&
                                     m_alice->find<QTreeView>("replyTree")->model()->rowCount() == 1,
                                 kLong);
        QCOMPARE(m_alice->find<QTreeView>("replyTree")->model()->index(0, 0).data().toString(), "The second one");
        for (Desk *desk : {m_alice.get(), m_bob.get()})
            desk->command("rightPanel");
    }

    void bobIsRemovedAndToldSo()
    {
        openChat(*m_alice, "Strings");
        openDetails(*m_alice, 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QListView>("memberList") != nullptr &&
                                     m_alice->find<QListView>("memberList")->model()->rowCount() == 2,
                                 kLong);
        auto *members = m_alice->find<QListView>("memberList");
        members->setCurrentIndex(members->model()->index(1, 0));
        m_alice->press("removeMemberButton");
        m_alice->press("confirmRemoveButton");
        QTRY_COMPARE_WITH_TIMEOUT(members->model()->rowCount(), 1, kLong);
        m_alice->find<QDialog>("groupDialog")->close();
        m_bob->bringToFront();
        QTRY_COMPARE_WITH_TIMEOUT(
            m_bob->chats().index(rowOf(*m_bob, "Strings"), 0).data(ChatListModel::StandingRole).toInt(),
            int(ChatStanding::Removed), kLong);
    }

    void bobJoinsAnotherGroupByALink()
    {
        makeGroup(*m_alice, "Winds");
        m_alice->press("groupNextButton");
        openChat(*m_alice, "Winds");
        openDetails(*m_alice, 3);
        m_alice->press("newInviteButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QWidget>("makeInviteButton") != nullptr, kLong);
        m_alice->press("makeInviteButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QLineEdit>("inviteLink") != nullptr, kLong);
        const QString link = m_alice->find<QLineEdit>("inviteLink")->text();
        m_alice->find<QDialog>("groupInviteDialog")->close();
        m_alice->find<QDialog>("groupDialog")->close();

        m_bob->bringToFront();
        m_bob->command("join");
        m_bob->find<QLineEdit>("inviteField")->setText(link);
        QTRY_VERIFY_WITH_TIMEOUT(m_bob->find<QWidget>("joinChatButton")->isEnabled(), kLong);
        m_bob->press("joinChatButton");
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(*m_bob, "Winds") >= 0, kLong);
        openChat(*m_bob, "Winds");
        m_alice->bringToFront();
        m_alice->send("Welcome");
        QTRY_VERIFY_WITH_TIMEOUT(shows(*m_bob, "Welcome"), kLong);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QCA::Initializer crypto;
    DesktopGroupTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_desktopgroup.moc"
