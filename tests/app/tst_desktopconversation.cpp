// Two people, two profiles, the real windows, the real services and a real PostgreSQL: from an empty folder to
// a conversation, driven by object names only.
#include "tests/app/desk.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

using namespace tacet;
using namespace tacet::tests;

class DesktopConversationTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<Desk> m_alice;
    std::unique_ptr<Desk> m_bob;

private slots:
    void initTestCase()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        m_alice = std::make_unique<Desk>("alice", m_folder.filePath("alice"));
        m_bob = std::make_unique<Desk>("bob", m_folder.filePath("bob"));
    }

    void cleanupTestCase()
    {
        m_bob.reset();
        m_alice.reset();
        // The database stops after its last user, a moment later.
        m_folder.setAutoRemove(false);
        QTRY_VERIFY_WITH_TIMEOUT(QDir(m_folder.path()).removeRecursively(), kLong);
    }

    void aliceMakesAWorkspace()
    {
        m_alice->press("createCard");
        m_alice->type("workspaceName", "Quartet");
        m_alice->enterNames();
        m_alice->press("createButton");
        QVERIFY(m_alice->find<QWidget>("progressPage") != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->isIn(), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->find<QWidget>("connectionWords")->accessibleName(), "Connected", kLong);
    }

    void bobJoinsByThePictureOfTheCode()
    {
        m_alice->command("invite");
        m_alice->press("makeLinkButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QLineEdit>("linkText") != nullptr, kLong);
        const QString link = m_alice->find<QLineEdit>("linkText")->text();
        QVERIFY(link.startsWith("tacet://join"));
        m_alice->press("copyCodeButton");
        m_alice->find<QDialog>("enrolmentLinkDialog")->close();

        m_bob->press("joinCard");
        m_bob->press("pasteButton");
        QCOMPARE(m_bob->find<QLineEdit>("linkField")->text(), link);
        m_bob->enterNames();
        m_bob->press("joinButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_bob->isIn(), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(m_bob->find<QWidget>("connectionWords")->accessibleName(), "Connected", kLong);
    }

    void aliceFindsBobAndWrites()
    {
        m_alice->command("newChat");
        m_alice->type("peopleSearch", "bo");
        QTRY_VERIFY(m_alice->find<QListView>("peopleList") != nullptr &&
                    m_alice->find<QListView>("peopleList")->model()->rowCount() == 1);
        m_alice->press("startChatButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->chats().rowCount(), 1, kLong);
        QTRY_VERIFY(m_alice->find<QWidget>("composer") != nullptr);
        m_alice->send("Hello Bob");
        QTRY_COMPARE(m_alice->messages().rowCount(), 1);
        QCOMPARE(m_alice->text(0), "Hello Bob");
        QVERIFY(m_alice->find<Composer>("composer")->toPlainText().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->state(0), DeliveryState::Delivered, kLong);
    }

    void bobReadsAndAliceSeesIt()
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_bob->chats().rowCount(), 1, kLong);
        QTRY_COMPARE(m_bob->chats().index(0, 0).data(ChatListModel::UnreadRole).toInt(), 1);
        m_bob->bringToFront();
        m_bob->find<QListView>("chatList")->setCurrentIndex(m_bob->chats().index(0, 0));
        QTRY_COMPARE(m_bob->messages().rowCount(), 1);
        QCOMPARE(m_bob->text(0), "Hello Bob");
        QTRY_COMPARE_WITH_TIMEOUT(m_bob->chats().index(0, 0).data(ChatListModel::UnreadRole).toInt(), 0, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->state(0), DeliveryState::Read, kLong);
    }

    void answersArriveInOrder()
    {
        for (int i = 0; i < 5; ++i)
            m_bob->send(QString("Answer %1").arg(i));
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->messages().rowCount(), 6, kLong);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_alice->text(i + 1), QString("Answer %1").arg(i));
    }

    void bothSeeTheSameSafetyNumber()
    {
        QStringList seen;
        for (Desk *desk : {m_alice.get(), m_bob.get()}) {
            desk->press("safetyButton");
            QTRY_VERIFY(desk->find<QPushButton>("verifyButton") != nullptr &&
                        desk->find<QPushButton>("verifyButton")->isEnabled());
            QStringList digits;
            for (const QLabel *group : desk->find<QWidget>("safetyDigits")->findChildren<QLabel *>())
                digits += group->text();
            QCOMPARE(digits.size(), 12);
            seen += digits.join(' ');
            desk->press("verifyButton");
            QTRY_COMPARE(desk->chats().index(0, 0).data(ChatListModel::TrustRole).toInt(), int(Trust::Verified));
            desk->find<QDialog>("safetyNumberDialog")->close();
        }
        QCOMPARE(seen.at(0), seen.at(1));
    }

    void aDraftOutlivesTheLock()
    {
        m_alice->bringToFront();
        m_alice->type("composer", "half a sentence");
        m_alice->command("lock");
        QTRY_VERIFY(!m_alice->isIn());
        QTRY_VERIFY(m_alice->find<QWidget>("unlockPassphrase") != nullptr);
        m_alice->type("unlockPassphrase", "not the passphrase");
        m_alice->press("unlockButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->find<QWidget>("banner") != nullptr, kLong);
        QVERIFY(!m_alice->isIn());
        m_alice->type("unlockPassphrase", kPassphrase);
        m_alice->press("unlockButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_alice->isIn(), kLong);
        QTRY_COMPARE(m_alice->chats().rowCount(), 1);
        m_alice->find<QListView>("chatList")->setCurrentIndex(m_alice->chats().index(0, 0));
        QTRY_COMPARE(m_alice->find<Composer>("composer")->toPlainText(), "half a sentence");
        QTRY_COMPARE(m_alice->messages().rowCount(), 6);
    }

    void whatWasWrittenMeanwhileArrives()
    {
        m_bob->send("While you were away");
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->messages().rowCount(), 7, kLong);
        QCOMPARE(m_alice->text(6), "While you were away");
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QCA::Initializer crypto;
    DesktopConversationTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_desktopconversation.moc"
