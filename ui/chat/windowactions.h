#pragma once
#include <QAction>
#include <QObject>

#include <array>

class QWidget;

namespace tacet {

/// The commands of the chat window with their shortcuts: one list, from which the menu and the overview of
/// shortcuts are made. Owned by the window.
class WindowActions final : public QObject
{
    Q_OBJECT
public:
    /// Adds every action to `window`, so that its shortcut works there.
    explicit WindowActions(QWidget &window);

    struct Group {
        QString title;
        QList<QAction *> actions;
    };
    const QList<Group> &groups() const { return m_groups; }

    QAction *newChat;
    QAction *newGroup;
    QAction *join;
    QAction *details;
    QAction *switchChat;
    QAction *nextChat;
    QAction *previousChat;
    QAction *nextUnread;
    QAction *previousUnread;
    QAction *markRead;
    QAction *jumpToNewest;
    QAction *firstUnread;
    QAction *rightPanel;
    QAction *nextPane;
    QAction *previousPane;
    QAction *focusComposer;
    QAction *invite;
    QAction *administration; ///< hidden but for who administers the workspace
    QAction *preferences;
    QAction *shortcuts;
    QAction *larger;
    QAction *smaller;
    QAction *normalSize;
    QAction *lock;
    QAction *quit;

Q_SIGNALS:
    /// Ctrl+1 … Ctrl+9: 0 to 8.
    void chatNumberTriggered(int row);

private:
    QAction *add(const QString &name, const QString &text, const QList<QKeySequence> &keys, const QString &icon = {});
    void buildChatActions();
    void buildMovingActions();
    void buildProgramActions();

    QWidget &m_window;
    QList<Group> m_groups;
};

} // namespace tacet
