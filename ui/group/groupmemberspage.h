#pragma once
#include "models/items/memberfilterproxymodel.h"
#include "models/items/memberlistmodel.h"
#include "ui/group/grouppage.h"

class QComboBox;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace tacet {

class EmptyState;
class TextLabel;

/// The members: search, filter by role, what the chosen one may do, and what one may do about it.
class GroupMembersPage final : public GroupPage
{
    Q_OBJECT
public:
    explicit GroupMembersPage(UserId self, QWidget *parent = nullptr);

    void setGroup(const Group &group) override;
    void setMembers(const QList<GroupMember> &members);
    void setRoles(const QList<GroupRole> &roles);
    const QList<GroupMember> &members() const { return m_members.members(); }
    MemberListModel &model() { return m_members; }

Q_SIGNALS:
    void addRequested();
    void chatRequested(tacet::UserId user);
    void roleChangeRequested(tacet::UserId user, tacet::RoleId role);
    /// A time of the past ends it.
    void muteRequested(tacet::UserId user, const QDateTime &until);
    void removeRequested(tacet::UserId user);

private:
    void buildList();
    QLayout *buildTop();
    QWidget *buildCard();
    const GroupMember *current() const;
    bool mayTouch(const GroupMember &member) const;
    void refresh();
    void refreshCard(const GroupMember *member);
    void fillRoleMenu();
    void fillMuteMenu();
    void askRemove();

    Group m_group;
    MemberListModel m_members;
    MemberFilterProxyModel m_filtered;
    QList<GroupRole> m_roles;
    QLineEdit *m_search;
    QComboBox *m_roleFilter;
    QPushButton *m_add;
    QStackedWidget *m_middle;
    QListView *m_list;
    EmptyState *m_empty;
    QWidget *m_card;
    TextLabel *m_sentence;
    QPushButton *m_chat;
    QPushButton *m_role;
    QPushButton *m_mute;
    QPushButton *m_remove;
    QMenu *m_roleMenu;
    QMenu *m_muteMenu;
};

} // namespace tacet
