#pragma once
#include "models/domain/account.h"
#include "models/domain/chat.h"
#include "models/domain/connectionstate.h"
#include "models/items/chatfilterproxymodel.h"

#include <QWidget>

class QLineEdit;
class QListView;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace tacet {

class Avatar;
class ChatListModel;
class ConnectionLine;
class ElidedLabel;
class EmptyState;

/// The side bar: filter, chats, the account with its menu, and the state of the connection.
class ChatListPane final : public QWidget
{
    Q_OBJECT
public:
    explicit ChatListPane(ChatListModel &chats, QWidget *parent = nullptr);

    void setAccount(const Account &account);
    void setConnection(const ConnectionState &state);
    /// The menu behind the account's button; the caller owns its actions.
    void setMenu(QMenu *menu);
    void setNewChatAction(QAction *action);

    ChatId currentChat() const;
    /// Selects the chat, and thereby opens it.
    void selectChat(ChatId chat);
    void selectRow(int row);
    /// `step` rows down (or up if negative), among the unread only if `unreadOnly`.
    enum class Among { All, Unread };
    void step(int step, Among among);
    QListView &list() { return *m_list; }

Q_SIGNALS:
    void chatSelected(tacet::ChatId chat);
    /// A chat was clicked or chosen with Enter, not only walked over.
    void chatActivated();
    void newChatRequested();
    void inviteRequested();
    void retryConnectionRequested();

private:
    QWidget *buildTop();
    QWidget *buildMiddle();
    QWidget *buildAccount();
    void refreshEmpty();
    void keepSelection();

    ChatListModel &m_chats;
    ChatFilterProxyModel m_filtered;
    ChatId m_current;
    bool m_filtering = false; ///< the view may lose its row, the chat stays open
    QLineEdit *m_filter;
    QToolButton *m_newChat;
    QStackedWidget *m_middle;
    QListView *m_list;
    EmptyState *m_empty;
    EmptyState *m_nothingFound;
    Avatar *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_workspace;
    QToolButton *m_menu;
    ConnectionLine *m_connection;
};

} // namespace tacet
