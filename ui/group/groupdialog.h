#pragma once
#include "models/domain/group.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace tacet {

class Avatar;
class ElidedLabel;
class ErrorBanner;
class GroupInvitesPage;
class GroupLeavePage;
class GroupMembersPage;
class GroupPage;
class GroupRolesPage;
class GroupSettingsPage;

/// Everything about a group or channel on pages: members, settings, roles, invites, keys and leaving.
class GroupDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Page { Members, Settings, Roles, Invites, Leave };

    GroupDialog(const Group &group, UserId self, QWidget *parent = nullptr);

    void setGroup(const Group &group);
    const Group &group() const { return m_group; }
    void setMembers(const QList<GroupMember> &members);
    void setRoles(const QList<GroupRole> &roles);
    const QList<GroupRole> &roles() const { return m_roles; }
    void setRequests(const QList<JoinRequest> &requests);
    void showPage(Page page);
    void showError(ErrorCode code);
    /// Something worked: what stood in the way is forgotten.
    void clearError();

    GroupMembersPage &members() { return *m_members; }
    GroupSettingsPage &settings() { return *m_settings; }
    GroupRolesPage &rolesPage() { return *m_rolesPage; }
    GroupInvitesPage &invites() { return *m_invites; }
    GroupLeavePage &leaving() { return *m_leave; }

private:
    QWidget *buildNavigation();
    void addPage(const QString &icon, const QString &text, GroupPage *page);
    void refresh();

    Group m_group;
    QList<GroupRole> m_roles;
    Avatar *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_detail;
    QListWidget *m_navigation;
    QStackedWidget *m_pages;
    ErrorBanner *m_banner;
    GroupMembersPage *m_members;
    GroupSettingsPage *m_settings;
    GroupRolesPage *m_rolesPage;
    GroupInvitesPage *m_invites;
    GroupLeavePage *m_leave;
};

} // namespace tacet
