#pragma once
#include "models/domain/enrolmentlink.h"

#include <QMainWindow>
#include <QtCrypto>

class QStackedWidget;

namespace tacet {

class CreatePage;
class JoinPage;
class ProgressPage;
class UnlockPage;
class WelcomePage;

/// The way in: create a workspace on this computer, join one by link, or unlock. Takes and gives values; a
/// controller does the work. Passphrases leave it as SecureArray only.
class OnboardingWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit OnboardingWindow(QWidget *parent = nullptr);

    void showWelcome();
    void showCreate();
    /// With the link filled in, if one was given on the command line.
    void showJoin(const QString &link = {});
    void showUnlock();
    /// What is being done, in words; shown until one of the others is called.
    void showProgress(const QString &words);
    /// Goes back to the page from which the work was started, and says what happened.
    void showError(ErrorCode code);

Q_SIGNALS:
    void createRequested(const QString &workspace, const QString &username, const QString &displayName,
                         const QCA::SecureArray &passphrase);
    void joinRequested(const tacet::EnrolmentLink &link, const QString &username, const QString &displayName,
                       const QCA::SecureArray &passphrase);
    void unlockRequested(const QCA::SecureArray &passphrase);
    void cancelRequested();
    /// The person closed the window.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void turnTo(QWidget *page);

    QStackedWidget *m_pages;
    WelcomePage *m_welcome;
    CreatePage *m_create;
    JoinPage *m_join;
    UnlockPage *m_unlock;
    ProgressPage *m_progress;
    QWidget *m_before = nullptr; ///< the page that started the work in progress
};

} // namespace tacet
