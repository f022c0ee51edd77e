#pragma once
#include "models/services/profileservice.h"

#include <QObject>

namespace tacet {

class OnboardingWindow;

/// Connects the way in with the profile: what was entered becomes a use case, its steps become words, its
/// failure an error on the page. Both outlive it. GUI thread.
class OnboardingController final : public QObject
{
    Q_OBJECT
public:
    OnboardingController(ProfileService &profile, OnboardingWindow &window, QObject *parent = nullptr);

    /// Shows the page that fits the profile; `link` opens the page for joining.
    void start(const QString &link);

Q_SIGNALS:
    void quitRequested();

private:
    void await(AsyncResult<> work);
    static QString wordsFor(ProfileService::Step step);

    ProfileService &m_profile;
    OnboardingWindow &m_window;
};

} // namespace tacet
