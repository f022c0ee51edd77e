#pragma once
#include "app/desktop/chatsession.h"
#include "app/desktop/trayicon.h"
#include "ui/account/onboardingcontroller.h"
#include "ui/account/onboardingwindow.h"
#include "ui/widgets/preferences.h"

#include <optional>

namespace tacet {

/// The program of one profile: the way in while it is locked, the chat window while it is not, preferences
/// and tray. Owned by main, GUI thread.
class DesktopApplication final : public QObject
{
    Q_OBJECT
public:
    DesktopApplication(const QString &profile, PreferencesFile &preferences);
    ~DesktopApplication() override;

    /// Shows the first window. `link` may be empty.
    void start(const QString &link);
    /// Another start of the same profile, or a clicked link: raises the window and follows the link.
    void activate(const QString &link);
    /// Drafts are stored, keys dropped, and the event loop ends.
    void quit();

    ProfileService &profile() { return m_profile; }
    /// The window that is in use now.
    QWidget *currentWindow();

private:
    void enter();
    void follow(const QString &link);
    void leave();
    void lock();
    void applyPreferences(const Preferences &preferences);
    void windowClosed();
    void present(QWidget &window);

    PreferencesFile &m_preferences;
    QString m_link; ///< to be followed once somebody is in
    ThemeController m_theme;
    ProfileService m_profile;
    std::unique_ptr<TrayIcon> m_tray;
    OnboardingWindow m_onboarding;
    OnboardingController m_onboardingController;
    std::optional<ChatSession> m_session;
};

} // namespace tacet
