#include "app/demo/pictures.h"

#include "ui/chat/chatlistpane.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QCoro/QCoroTimer>
#include <QDialog>

namespace tacet::demo {

namespace {

// Long enough for layouts, fades and an answer of the database.
constexpr std::chrono::milliseconds kSettle{700};

} // namespace

Pictures::Pictures(DesktopApplication &application, const QString &folder, const QString &prefix)
    : m_application(application)
    , m_folder(folder)
    , m_prefix(prefix)
{
}

QCoro::Task<> Pictures::take(QWidget &widget, QString screen)
{
    widget.show();
    co_await QCoro::sleepFor(kSettle);
    widget.grab().save(m_folder.filePath(m_prefix + u'-' + screen + QStringLiteral(".png")));
}

QCoro::Task<> Pictures::takeDialog(QString screen)
{
    co_await QCoro::sleepFor(kSettle);
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        auto *dialog = qobject_cast<QDialog *>(widget);
        if (!dialog || !dialog->isVisible())
            continue;
        co_await take(*dialog, screen);
        dialog->close();
        co_return;
    }
}

QCoro::Task<> Pictures::takeOnboarding()
{
    OnboardingWindow window;
    window.showWelcome();
    co_await take(window, QStringLiteral("welcome"));
    window.showCreate();
    co_await take(window, QStringLiteral("create"));
    window.showJoin();
    co_await take(window, QStringLiteral("join"));
    window.showUnlock();
    co_await take(window, QStringLiteral("unlock"));
}

QCoro::Task<> Pictures::takeChat()
{
    auto *window = qobject_cast<MainWindow *>(m_application.currentWindow());
    if (!window)
        co_return;
    window->side().selectRow(0);
    co_await take(*window, QStringLiteral("chat"));
    const auto chats = co_await answerOf(m_application.profile().session()->chats().list());
    if (chats && !chats->isEmpty()) {
        Q_EMIT window->conversation().safetyNumberRequested(chats->constFirst().peer);
        co_await takeDialog(QStringLiteral("safety-number"));
    }
    WindowActions &actions = window->actions();
    const QList<std::pair<QAction *, QString>> screens{{actions.newChat, QStringLiteral("people")},
                                                       {actions.switchChat, QStringLiteral("switcher")},
                                                       {actions.invite, QStringLiteral("invite")},
                                                       {actions.preferences, QStringLiteral("preferences")},
                                                       {actions.shortcuts, QStringLiteral("shortcuts")}};
    for (const auto &[action, screen] : screens) {
        action->trigger();
        co_await takeDialog(screen);
    }
}

} // namespace tacet::demo
