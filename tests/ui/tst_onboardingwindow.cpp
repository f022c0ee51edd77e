#include "tests/ui/samplevalues.h"
#include "ui/account/enrolmentlinkdialog.h"
#include "ui/account/onboardingwindow.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;
using namespace tacet::tests;

class OnboardingWindowTest : public QObject
{
    Q_OBJECT
private:
    const QCA::Initializer m_crypto;
    const SampleValues m_values = sampleValues(false);

    template <class T>
    static T *find(QWidget &window, const char *name)
    {
        for (T *found : window.findChildren<T *>(name)) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    static void type(QWidget &window, const char *field, const QString &text)
    {
        QTest::keyClicks(find<QLineEdit>(window, field), text);
    }

private slots:
    void creatingAsksForEverythingItNeeds()
    {
        OnboardingWindow window;
        window.show();
        QSignalSpy created(&window, &OnboardingWindow::createRequested);
        QTest::mouseClick(find<QPushButton>(window, "createCard"), Qt::LeftButton);
        auto *button = find<QPushButton>(window, "createButton");
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(find<QWidget>(window, "banner") != nullptr);
        type(window, "workspaceName", "Quartet");
        type(window, "username", "a!b");
        QCOMPARE(find<QLineEdit>(window, "username")->text(), "ab");
        QTest::mouseClick(button, Qt::LeftButton);
        type(window, "username", "cd");
        type(window, "passphrase", "password");
        type(window, "passphraseAgain", "password");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(created.count(), 0);
        find<QLineEdit>(window, "passphrase")->clear();
        find<QLineEdit>(window, "passphraseAgain")->clear();
        type(window, "passphrase", "copper lantern seven rivers");
        type(window, "passphraseAgain", "copper lantern seven river");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(created.count(), 0);
        type(window, "passphraseAgain", "s");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(created.count(), 1);
        QCOMPARE(created.first().at(0).toString(), "Quartet");
        QCOMPARE(created.first().at(1).toString(), "abcd");
        QCOMPARE(created.first().at(3).value<QCA::SecureArray>().toByteArray(), "copper lantern seven rivers");
        QVERIFY(find<QLineEdit>(window, "passphrase")->text().isEmpty());
    }

    void joiningShowsWhatTheLinkIs()
    {
        OnboardingWindow window;
        window.showJoin(m_values.link.toString());
        window.show();
        QVERIFY(find<QLabel>(window, "linkAbout")->text().contains("Chamber Ensemble"));
        find<QLineEdit>(window, "linkField")->setText("tacet://join?w=half");
        QVERIFY(!find<QLabel>(window, "linkAbout")->text().contains("Chamber"));
        QSignalSpy joined(&window, &OnboardingWindow::joinRequested);
        type(window, "username", "bob");
        QTest::mouseClick(find<QPushButton>(window, "joinButton"), Qt::LeftButton);
        QCOMPARE(joined.count(), 0);
        QVERIFY(find<QWidget>(window, "banner") != nullptr);
    }

    void aLinkThatLeadsElsewhereSaysWhere()
    {
        OnboardingWindow window;
        window.showJoin("tacet://group?w=x#y");
        window.show();
        QVERIFY(find<QLabel>(window, "linkAbout")->text().startsWith("This link leads into a group or channel."));
        find<QLineEdit>(window, "linkField")->setText("tacet://workspace?w=x#y");
        QVERIFY(find<QLabel>(window, "linkAbout")->text().startsWith("This link adds a computer to an account."));
        find<QLineEdit>(window, "linkField")->setText("tacet://elsewhere");
        QCOMPARE(find<QLabel>(window, "linkAbout")->text(), "This is not a whole Tacet link.");
    }

    void aFailureComesBackToItsPage()
    {
        OnboardingWindow window;
        window.showUnlock();
        window.show();
        QSignalSpy unlocked(&window, &OnboardingWindow::unlockRequested);
        type(window, "unlockPassphrase", "secret words");
        QTest::keyClick(find<QLineEdit>(window, "unlockPassphrase"), Qt::Key_Return);
        QCOMPARE(unlocked.count(), 1);
        window.showProgress("Opening");
        QVERIFY(find<QWidget>(window, "progressPage") != nullptr);
        window.showError(ErrorCode::WrongPassphrase);
        QVERIFY(find<QLineEdit>(window, "unlockPassphrase") != nullptr);
        QCOMPARE(find<QWidget>(window, "banner")->accessibleName(), "This is not the passphrase.");
        QVERIFY(find<QLineEdit>(window, "unlockPassphrase")->text().isEmpty());
    }

    void theInviteShowsLinkAndExpiry()
    {
        EnrolmentLinkDialog dialog;
        dialog.show();
        QSignalSpy requested(&dialog, &EnrolmentLinkDialog::linkRequested);
        QTest::mouseClick(find<QPushButton>(dialog, "makeLinkButton"), Qt::LeftButton);
        QCOMPARE(requested.count(), 1);
        dialog.showError(ErrorCode::Offline);
        QVERIFY(find<QPushButton>(dialog, "makeLinkButton")->isEnabled());
        dialog.setLink(m_values.link);
        QCOMPARE(find<QLineEdit>(dialog, "linkText")->text(), m_values.link.toString());
        QVERIFY(find<QLabel>(dialog, "linkExpiry")->text().contains("59"));
    }
};

QTEST_MAIN(OnboardingWindowTest)
#include "tst_onboardingwindow.moc"
