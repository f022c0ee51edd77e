#pragma once
#include "models/items/invitelistmodel.h"
#include "models/items/peoplemodel.h"
#include "ui/group/grouppage.h"

class QListView;
class QPushButton;
class QStackedWidget;

namespace tacet {

class EmptyState;
class TextLabel;

/// Who asks to be let in, and the codes and links that can still be used.
class GroupInvitesPage final : public GroupPage
{
    Q_OBJECT
public:
    explicit GroupInvitesPage(QWidget *parent = nullptr);

    void setGroup(const Group &group) override;
    void setInvites(const QList<GroupInvite> &invites);
    void setRequests(const QList<JoinRequest> &requests);

Q_SIGNALS:
    void newInviteRequested();
    void revokeRequested(tacet::InviteId invite);
    void admitRequested(tacet::UserId user);
    void declineRequested(tacet::UserId user);

private:
    QWidget *buildRequests();
    QWidget *buildInvites();
    void refresh();

    PeopleModel m_requests;
    InviteListModel m_invites;
    QWidget *m_requestPart;
    QListView *m_requestList;
    QPushButton *m_admit;
    QPushButton *m_decline;
    QStackedWidget *m_middle;
    QListView *m_inviteList;
    EmptyState *m_empty;
    QPushButton *m_revoke;
};

} // namespace tacet
