#include "ui/chat/windowactions.h"

#include "ui/widgets/symbolicicon.h"

#include <QWidget>

namespace tacet {

namespace {

constexpr int kNumberedChats = 9;

} // namespace

WindowActions::WindowActions(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    buildChatActions();
    buildMovingActions();
    buildProgramActions();
    for (int row = 0; row < kNumberedChats; ++row) {
        auto *action = new QAction(this);
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + row)));
        m_window.addAction(action);
        connect(action, &QAction::triggered, this, [this, row] { Q_EMIT chatNumberTriggered(row); });
    }
}

QAction *WindowActions::add(const QString &name, const QString &text, const QList<QKeySequence> &keys,
                            const QString &icon)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    if (!icon.isEmpty())
        action->setIcon(symbolicIcon(icon));
    const QString shown = action->shortcut().toString(QKeySequence::NativeText);
    if (!shown.isEmpty())
        action->setToolTip(tr("%1 (%2)").arg(text, shown));
    m_window.addAction(action);
    m_groups.last().actions.append(action);
    return action;
}

void WindowActions::buildChatActions()
{
    m_groups.append({tr("Chats"), {}});
    newChat =
        add(QStringLiteral("newChat"), tr("New chat"), {QKeySequence(Qt::CTRL | Qt::Key_N)}, QStringLiteral("compose"));
    newGroup = add(QStringLiteral("newGroup"), tr("New group or channel"),
                   {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)}, QStringLiteral("group"));
    join = add(QStringLiteral("join"), tr("Join by code or link"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J)},
               QStringLiteral("link"));
    switchChat = add(QStringLiteral("switchChat"), tr("Go to a chat"), {QKeySequence(Qt::CTRL | Qt::Key_K)},
                     QStringLiteral("search"));
    nextChat = add(QStringLiteral("nextChat"), tr("Next chat"), {QKeySequence(Qt::ALT | Qt::Key_Down)});
    previousChat = add(QStringLiteral("previousChat"), tr("Previous chat"), {QKeySequence(Qt::ALT | Qt::Key_Up)});
    nextUnread =
        add(QStringLiteral("nextUnread"), tr("Next unread chat"), {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Down)});
    previousUnread = add(QStringLiteral("previousUnread"), tr("Previous unread chat"),
                         {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Up)});
    details = add(QStringLiteral("details"), tr("About this chat"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)});
    markRead = add(QStringLiteral("markRead"), tr("Mark as read"), {QKeySequence(Qt::CTRL | Qt::Key_R)});
}

void WindowActions::buildMovingActions()
{
    m_groups.append({tr("Moving about"), {}});
    jumpToNewest = add(QStringLiteral("jumpToNewest"), tr("Newest message"), {QKeySequence(Qt::CTRL | Qt::Key_End)});
    firstUnread = add(QStringLiteral("firstUnread"), tr("First unread message"),
                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_End)});
    // Shift makes ">" of "." on many layouts.
    rightPanel = add(QStringLiteral("rightPanel"), tr("Threads beside the chat"),
                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Period), QKeySequence(Qt::CTRL | Qt::Key_Greater)});
    nextPane = add(QStringLiteral("nextPane"), tr("Next part of the window"), {QKeySequence(Qt::Key_F6)});
    previousPane =
        add(QStringLiteral("previousPane"), tr("Previous part of the window"), {QKeySequence(Qt::SHIFT | Qt::Key_F6)});
    focusComposer = add(QStringLiteral("focusComposer"), tr("Write a message"), {QKeySequence(Qt::Key_Escape)});
}

void WindowActions::buildProgramActions()
{
    m_groups.append({tr("Program"), {}});
    invite = add(QStringLiteral("invite"), tr("Invite somebody"), {}, QStringLiteral("person-add"));
    administration = add(QStringLiteral("administration"), tr("Administration"), {}, QStringLiteral("shield"));
    administration->setVisible(false);
    preferences = add(QStringLiteral("preferences"), tr("Preferences"), {QKeySequence(Qt::CTRL | Qt::Key_Comma)},
                      QStringLiteral("settings"));
    shortcuts = add(QStringLiteral("shortcuts"), tr("Keyboard shortcuts"), {QKeySequence(Qt::CTRL | Qt::Key_Slash)},
                    QStringLiteral("keyboard"));
    larger = add(QStringLiteral("larger"), tr("Larger text"),
                 {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    smaller = add(QStringLiteral("smaller"), tr("Smaller text"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    normalSize = add(QStringLiteral("normalSize"), tr("Normal text"), {QKeySequence(Qt::CTRL | Qt::Key_0)});
    lock = add(QStringLiteral("lock"), tr("Lock"), {QKeySequence(Qt::CTRL | Qt::Key_L)}, QStringLiteral("lock"));
    quit = add(QStringLiteral("quit"), tr("Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)}, QStringLiteral("quit"));
}

} // namespace tacet
