#include "app/desktop/desktopapplication.h"

#include "models/domain/linkkind.h"

#include <QApplication>

#include <utility>

namespace tacet {

DesktopApplication::DesktopApplication(const QString &profile, PreferencesFile &preferences)
    : m_preferences(preferences)
    , m_profile(profile)
    , m_tray(TrayIcon::create())
    , m_onboardingController(m_profile, m_onboarding)
{
    const Preferences chosen = preferences.read();
    m_theme.setChoice(chosen.theme);
    m_theme.setZoom(chosen.zoom);
    // Queued: a state changes inside of what leaving would destroy.
    connect(
        &m_profile, &ProfileService::stateChanged, this,
        [this] {
            if (m_profile.state() == ProfileService::State::Unlocked)
                enter();
            else if (m_session)
                leave();
        },
        Qt::QueuedConnection);
    connect(&m_onboarding, &OnboardingWindow::closed, this, &DesktopApplication::windowClosed, Qt::QueuedConnection);
    connect(&m_onboardingController, &OnboardingController::quitRequested, this, &DesktopApplication::quit);
    if (m_tray) {
        connect(m_tray.get(), &TrayIcon::openRequested, this, [this] { present(*currentWindow()); });
        connect(m_tray.get(), &TrayIcon::lockRequested, this, &DesktopApplication::lock);
        connect(m_tray.get(), &TrayIcon::quitRequested, this, &DesktopApplication::quit);
    }
}

DesktopApplication::~DesktopApplication() = default;

void DesktopApplication::start(const QString &link)
{
    m_onboardingController.start(link);
    follow(link);
    m_onboarding.show();
}

void DesktopApplication::activate(const QString &link)
{
    present(*currentWindow());
    if (m_profile.state() == ProfileService::State::Empty && !link.isEmpty())
        m_onboarding.showJoin(link);
    follow(link);
}

/// What it leads to, or why it leads nowhere, the dialog says. A link into a workspace is for who has no account yet.
void DesktopApplication::follow(const QString &link)
{
    if (link.isEmpty())
        return;
    if (m_session)
        m_session->groups().openInvitation(link);
    else if (m_profile.state() != ProfileService::State::Empty || linkKindOf(link) == LinkKind::Group)
        m_link = link;
}

QWidget *DesktopApplication::currentWindow()
{
    return m_session ? static_cast<QWidget *>(&m_session->window()) : &m_onboarding;
}

void DesktopApplication::present(QWidget &window)
{
    window.show();
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.raise();
    window.activateWindow();
}

void DesktopApplication::enter()
{
    if (m_session || m_profile.session() == nullptr)
        return;
    m_session.emplace(*m_profile.session());
    MainWindow &window = m_session->window();
    window.setPreferences(m_preferences.read());
    window.restore(m_preferences.geometry(), m_preferences.splitter());
    connect(&window, &MainWindow::preferencesChanged, this, &DesktopApplication::applyPreferences);
    connect(&window, &MainWindow::lockRequested, this, &DesktopApplication::lock, Qt::QueuedConnection);
    connect(&window, &MainWindow::quitRequested, this, &DesktopApplication::quit, Qt::QueuedConnection);
    connect(&window, &MainWindow::closed, this, &DesktopApplication::windowClosed, Qt::QueuedConnection);
    if (m_tray)
        connect(&m_session->chats(), &ChatListModel::unreadTotalChanged, m_tray.get(), &TrayIcon::setUnread);
    window.show();
    m_onboarding.hide();
    m_profile.session()->connection().start();
    follow(std::exchange(m_link, {}));
}

void DesktopApplication::leave()
{
    if (!m_session)
        return;
    MainWindow &window = m_session->window();
    window.flushDrafts();
    m_preferences.writeWindow(window.saveGeometry(), window.splitterState());
    m_session.reset();
}

void DesktopApplication::lock()
{
    if (!m_session)
        return;
    leave();
    m_profile.lock().then(this, [this](const Result<> &) {
        m_onboarding.showUnlock();
        present(m_onboarding);
    });
}

void DesktopApplication::quit()
{
    leave();
    if (m_profile.state() == ProfileService::State::Unlocked)
        m_profile.lock().then(this, [](const Result<> &) { QApplication::quit(); });
    else
        QApplication::quit();
}

void DesktopApplication::windowClosed()
{
    // With a tray the program stays; without one a closed window must not leave it running unseen.
    if (!m_tray)
        quit();
}

void DesktopApplication::applyPreferences(const Preferences &preferences)
{
    m_preferences.write(preferences);
    m_theme.setChoice(preferences.theme);
    m_theme.setZoom(preferences.zoom);
}

} // namespace tacet
