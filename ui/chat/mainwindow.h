#pragma once
#include "models/domain/account.h"
#include "models/domain/chat.h"
#include "models/domain/connectionstate.h"
#include "ui/chat/windowplace.h"
#include "ui/widgets/preferences.h"

#include <QMainWindow>

class QSplitter;

namespace tacet {

class ChatListModel;
class ChatListPane;
class ConversationPane;
class MessageListModel;
class ThreadPane;
class WindowActions;

/// The chat window: arranges the side bar, the conversation and the threads beside it, and routes commands
/// between them. Knows no service; a controller connects its signals.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(ChatListModel &chats, MessageListModel &messages, QWidget *parent = nullptr);

    void setAccount(const Account &account);
    void setConnection(const ConnectionState &state);
    void setPreferences(const Preferences &preferences);
    /// Pages of the administration, offered in the menu (the first one) and by Ctrl+K. None: nothing is offered.
    void setPlaces(const QList<WindowPlace> &places);
    /// Place of the window and of its parts, as remembered.
    void restore(const QByteArray &geometry, const QByteArray &splitter);
    QByteArray splitterState() const;
    /// Reports a draft that waits for its pause.
    void flushDrafts();

    ChatListPane &side() { return *m_side; }
    ConversationPane &conversation() { return *m_conversation; }
    ThreadPane &threads() { return *m_threads; }
    WindowActions &actions() { return *m_actions; }
    /// Opens or closes the panel of threads; it opens only beside a group or channel.
    void showThreads(bool shown);

Q_SIGNALS:
    void newChatRequested();
    void newGroupRequested();
    void joinRequested();
    void inviteRequested();
    /// One of those that setPlaces() offered.
    void placeRequested(const QString &id);
    /// The panel of threads was opened or closed.
    void threadsShownChanged(bool shown);
    void lockRequested();
    void markReadRequested();
    void preferencesChanged(const tacet::Preferences &preferences);
    void quitRequested();
    /// The person closed the window.
    void closed();
    /// Became the active window, or stopped being it.
    void activeChanged(bool active);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectActions();
    void buildParts();
    void buildMenu();
    void openSwitcher();
    void openShortcuts();
    void openPreferences();
    void zoomBy(int points);
    void stepPane(int step);
    void refreshTitle(int unread);

    QSplitter *m_splitter;
    ChatListModel &m_chats;
    ChatListPane *m_side;
    ConversationPane *m_conversation;
    ThreadPane *m_threads;
    WindowActions *m_actions;
    QList<WindowPlace> m_places;
    Preferences m_preferences;
};

} // namespace tacet
