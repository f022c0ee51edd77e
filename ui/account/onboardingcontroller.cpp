#include "ui/account/onboardingcontroller.h"

#include "ui/account/onboardingwindow.h"

namespace tacet {

OnboardingController::OnboardingController(ProfileService &profile, OnboardingWindow &window, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_window(window)
{
    connect(&window, &OnboardingWindow::createRequested, this,
            [this](const QString &workspace, const QString &username, const QString &displayName,
                   const QCA::SecureArray &passphrase) {
                await(m_profile.createWorkspace(
                    {.name = workspace, .username = username, .displayName = displayName, .passphrase = passphrase}));
            });
    connect(&window, &OnboardingWindow::joinRequested, this,
            [this](const EnrolmentLink &link, const QString &username, const QString &displayName,
                   const QCA::SecureArray &passphrase) {
                await(m_profile.join(
                    {.link = link, .username = username, .displayName = displayName, .passphrase = passphrase}));
            });
    connect(&window, &OnboardingWindow::unlockRequested, this,
            [this](const QCA::SecureArray &passphrase) { await(m_profile.unlock(passphrase)); });
    connect(&window, &OnboardingWindow::cancelRequested, this, &OnboardingController::quitRequested);
    connect(&profile, &ProfileService::progressed, this,
            [this](ProfileService::Step step) { m_window.showProgress(wordsFor(step)); });
}

void OnboardingController::start(const QString &link)
{
    if (m_profile.state() == ProfileService::State::Locked)
        m_window.showUnlock();
    else if (!link.isEmpty())
        m_window.showJoin(link);
    else
        m_window.showWelcome();
}

void OnboardingController::await(AsyncResult<> work)
{
    m_window.showProgress(tr("One moment …"));
    work.then(this, [this](const Result<> &result) {
        if (!result)
            m_window.showError(result.error().code());
    });
}

QString OnboardingController::wordsFor(ProfileService::Step step)
{
    switch (step) {
    case ProfileService::Step::PreparingVault: return tr("Preparing the encrypted storage …");
    case ProfileService::Step::StartingDatabase: return tr("Starting the database …");
    case ProfileService::Step::CreatingDatabase: return tr("Creating the database …");
    case ProfileService::Step::SigningIn: return tr("Signing in …");
    case ProfileService::Step::MakingKeys: return tr("Making your keys …");
    case ProfileService::Step::Enrolling: return tr("Joining the workspace …");
    case ProfileService::Step::Opening: return tr("Opening …");
    }
    return {};
}

} // namespace tacet
