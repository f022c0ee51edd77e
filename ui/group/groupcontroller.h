#pragma once
#include "models/services/accountsession.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace tacet {

class ChatListModel;
class JoinDialog;
class MainWindow;
class MemberPicker;

/// Ways into and out of groups and channels: making, joining, inviting, leaving, forgetting. Everything it is
/// given outlives it. GUI thread.
class GroupController final : public QObject
{
    Q_OBJECT
public:
    GroupController(AccountSession &session, ChatListModel &chats, MainWindow &window, QObject *parent = nullptr);

    /// Opens the dialog that looks at a link, as if it had been pasted.
    void openInvitation(const QString &link);
    void openInvite(ChatId chat);
    void askLeave(ChatId chat);
    /// Answers the searches of a picker: contacts, or people of the workspace.
    void serve(MemberPicker &picker);

Q_SIGNALS:
    /// The person is in this chat now: show it.
    void chatEntered(tacet::ChatId chat);

private:
    void lookSoon();
    void warn(ChatId chat, GroupAlarm alarm);
    void openNewGroup();
    JoinDialog *openJoin();
    void preview(JoinDialog *dialog, const QString &text);
    void searchPublic(JoinDialog *dialog, const QString &words);
    void finishJoin(JoinDialog *dialog, AsyncResult<JoinResult> work);
    void forget(ChatId chat);
    void report(AsyncResult<> work);

    GroupService &m_groups;
    GroupInviteService &m_invites;
    PeopleService &m_people;
    WorkspaceId m_workspace;
    ChatListModel &m_chats;
    MainWindow &m_window;
    QPointer<JoinDialog> m_join;
    QTimer m_look; ///< until the groups are looked at again
    QElapsedTimer m_looked;
};

} // namespace tacet
