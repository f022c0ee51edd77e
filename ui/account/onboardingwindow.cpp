#include "ui/account/onboardingwindow.h"

#include "ui/account/createpage.h"
#include "ui/account/joinpage.h"
#include "ui/account/smallpages.h"
#include "ui/widgets/errorbanner.h"

#include <QStackedWidget>

namespace tacet {

namespace {

constexpr QSize kSize(760, 820);
constexpr QSize kSmallest(500, 480);

} // namespace

OnboardingWindow::OnboardingWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_pages(new QStackedWidget)
    , m_welcome(new WelcomePage)
    , m_create(new CreatePage)
    , m_join(new JoinPage)
    , m_unlock(new UnlockPage)
    , m_progress(new ProgressPage)
{
    setObjectName(QStringLiteral("onboardingWindow"));
    setWindowTitle(QStringLiteral("Tacet"));
    resize(kSize);
    setMinimumSize(kSmallest);
    m_pages->setObjectName(QStringLiteral("page"));
    for (QWidget *page : QList<QWidget *>{m_welcome, m_create, m_join, m_unlock, m_progress})
        m_pages->addWidget(page);
    setCentralWidget(m_pages);
    connect(m_welcome, &WelcomePage::createChosen, this, &OnboardingWindow::showCreate);
    connect(m_welcome, &WelcomePage::joinChosen, this, [this] { showJoin(); });
    connect(m_create, &PageFrame::backRequested, this, &OnboardingWindow::showWelcome);
    connect(m_join, &PageFrame::backRequested, this, &OnboardingWindow::showWelcome);
    connect(m_create, &CreatePage::submitted, this, &OnboardingWindow::createRequested);
    connect(m_join, &JoinPage::submitted, this, &OnboardingWindow::joinRequested);
    connect(m_unlock, &UnlockPage::submitted, this, &OnboardingWindow::unlockRequested);
    connect(m_progress, &ProgressPage::cancelRequested, this, &OnboardingWindow::cancelRequested);
}

void OnboardingWindow::turnTo(QWidget *page)
{
    m_pages->setCurrentWidget(page);
}

void OnboardingWindow::showWelcome()
{
    turnTo(m_welcome);
}

void OnboardingWindow::showCreate()
{
    turnTo(m_create);
}

void OnboardingWindow::showJoin(const QString &link)
{
    turnTo(m_join);
    if (!link.isEmpty())
        m_join->setLink(link);
}

void OnboardingWindow::showUnlock()
{
    m_unlock->banner().clear();
    turnTo(m_unlock);
}

void OnboardingWindow::showProgress(const QString &words)
{
    if (m_pages->currentWidget() != m_progress)
        m_before = m_pages->currentWidget();
    m_progress->setWords(words);
    turnTo(m_progress);
}

void OnboardingWindow::showError(ErrorCode code)
{
    if (m_before == nullptr)
        m_before = m_pages->currentWidget();
    turnTo(m_before);
    if (auto *frame = qobject_cast<PageFrame *>(m_before))
        frame->banner().showError(code);
}

void OnboardingWindow::closeEvent(QCloseEvent *event)
{
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace tacet
