#pragma once
#include "models/services/groupinviteservice.h"
#include "models/services/groupservice.h"

#include <QObject>
#include <QPointer>

namespace tacet {

class GroupController;
class GroupDialog;
class MainWindow;

/// Connects the dialog about a group with the services: members, settings, roles, invites, keys. One dialog at a
/// time; it is read again whenever the group changes. Everything it is given outlives it. GUI thread.
class GroupDetailsController final : public QObject
{
    Q_OBJECT
public:
    GroupDetailsController(GroupService &groups, GroupInviteService &invites, GroupController &ways, MainWindow &window,
                           UserId self, QObject *parent = nullptr);

Q_SIGNALS:
    /// A member is to be written to.
    void chatRequested(tacet::UserId user);

private:
    void open(ChatId chat);
    void show(const Group &group);
    void connectMembers(GroupDialog &dialog);
    void connectRules(GroupDialog &dialog);
    void connectInvites(GroupDialog &dialog);
    void connectLeaving(GroupDialog &dialog);
    void openAdd();
    void refresh();
    void refreshInvites();
    void refreshKeys();
    void report(AsyncResult<> work);

    GroupService &m_groups;
    GroupInviteService &m_invites;
    GroupController &m_ways;
    MainWindow &m_window;
    UserId m_self;
    ChatId m_chat; ///< of the open dialog
    QPointer<GroupDialog> m_dialog;
};

} // namespace tacet
