#include "ui/group/groupdetailscontroller.h"

#include "ui/chat/conversationpane.h"
#include "ui/chat/mainwindow.h"
#include "ui/group/addmembersdialog.h"
#include "ui/group/groupcontroller.h"
#include "ui/group/groupdialog.h"
#include "ui/group/groupinvitespage.h"
#include "ui/group/groupleavepage.h"
#include "ui/group/groupmemberspage.h"
#include "ui/group/grouprolespage.h"
#include "ui/group/groupsettingspage.h"
#include "ui/group/memberpicker.h"

namespace tacet {

GroupDetailsController::GroupDetailsController(GroupService &groups, GroupInviteService &invites, GroupController &ways,
                                               MainWindow &window, UserId self, QObject *parent)
    : QObject(parent)
    , m_groups(groups)
    , m_invites(invites)
    , m_ways(ways)
    , m_window(window)
    , m_self(self)
{
    connect(&window.conversation(), &ConversationPane::detailsRequested, this, &GroupDetailsController::open);
    connect(&groups, &GroupService::groupChanged, this, [this](ChatId chat) {
        if (chat == m_chat)
            refresh();
    });
    connect(&invites, &GroupInviteService::requestsChanged, this, [this](ChatId chat) {
        if (chat == m_chat)
            refreshInvites();
    });
}

void GroupDetailsController::open(ChatId chat)
{
    m_groups.find(chat).then(this, [this](const Result<Group> &group) {
        if (group)
            show(*group);
        else
            m_window.conversation().showError(group.error().code());
    });
}

void GroupDetailsController::show(const Group &group)
{
    if (m_dialog != nullptr)
        m_dialog->close();
    m_chat = group.id;
    m_dialog = new GroupDialog(group, m_self, &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connectMembers(*m_dialog);
    connectRules(*m_dialog);
    connectInvites(*m_dialog);
    connectLeaving(*m_dialog);
    refresh();
    m_dialog->open();
}

void GroupDetailsController::connectMembers(GroupDialog &dialog)
{
    GroupMembersPage &page = dialog.members();
    connect(&page, &GroupMembersPage::addRequested, this, &GroupDetailsController::openAdd);
    connect(&page, &GroupMembersPage::chatRequested, this, [this](UserId user) {
        m_dialog->close();
        Q_EMIT chatRequested(user);
    });
    connect(&page, &GroupMembersPage::roleChangeRequested, this,
            [this](UserId user, RoleId role) { report(m_groups.assignRole(m_chat, user, role)); });
    connect(&page, &GroupMembersPage::muteRequested, this,
            [this](UserId user, const QDateTime &until) { report(m_groups.muteMember(m_chat, user, until)); });
    connect(&page, &GroupMembersPage::removeRequested, this,
            [this](UserId user) { report(m_groups.removeMember(m_chat, user)); });
}

void GroupDetailsController::connectRules(GroupDialog &dialog)
{
    connect(&dialog.settings(), &GroupSettingsPage::settingsChangeRequested, this,
            [this](const GroupSettings &settings) {
                m_groups.change(m_chat, settings).then(this, [this](const Result<Group> &changed) {
                    if (m_dialog == nullptr)
                        return;
                    if (changed)
                        m_dialog->setGroup(*changed);
                    else
                        m_dialog->showError(changed.error().code());
                });
            });
    connect(&dialog.settings(), &GroupSettingsPage::membersPostChangeRequested, this,
            [this](bool allowed) { report(m_groups.setMembersPost(m_chat, allowed)); });
    connect(&dialog.rolesPage(), &GroupRolesPage::saveRequested, this, [this](const GroupRole &role) {
        m_groups.saveRole(m_chat, role).then(this, [this](const Result<GroupRole> &saved) {
            if (!saved && m_dialog != nullptr)
                m_dialog->showError(saved.error().code());
            else
                refresh();
        });
    });
    connect(&dialog.rolesPage(), &GroupRolesPage::removeRequested, this,
            [this](RoleId role) { report(m_groups.removeRole(m_chat, role)); });
}

void GroupDetailsController::connectInvites(GroupDialog &dialog)
{
    GroupInvitesPage &page = dialog.invites();
    connect(&page, &GroupInvitesPage::newInviteRequested, this, [this] { m_ways.openInvite(m_chat); });
    connect(&page, &GroupInvitesPage::revokeRequested, this,
            [this](InviteId invite) { report(m_invites.revoke(m_chat, invite)); });
    connect(&page, &GroupInvitesPage::admitRequested, this,
            [this](UserId user) { report(m_invites.admit(m_chat, user)); });
    connect(&page, &GroupInvitesPage::declineRequested, this,
            [this](UserId user) { report(m_invites.decline(m_chat, user)); });
}

void GroupDetailsController::connectLeaving(GroupDialog &dialog)
{
    GroupLeavePage &page = dialog.leaving();
    connect(&page, &GroupLeavePage::renewKeysRequested, this, [this] { report(m_groups.renewKeys(m_chat)); });
    connect(&page, &GroupLeavePage::transferRequested, this,
            [this](UserId user) { report(m_groups.transfer(m_chat, user)); });
    connect(&page, &GroupLeavePage::leaveRequested, this, [this] {
        const ChatId chat = m_chat;
        m_dialog->close();
        m_ways.askLeave(chat);
    });
    connect(&page, &GroupLeavePage::dissolveRequested, this, [this] {
        m_groups.dissolve(m_chat).then(this, [this](const Result<> &dissolved) {
            if (m_dialog == nullptr)
                return;
            if (dissolved)
                m_dialog->close();
            else
                m_dialog->showError(dissolved.error().code());
        });
    });
}

void GroupDetailsController::openAdd()
{
    QSet<UserId> members;
    for (const GroupMember &member : m_dialog->members().members())
        members.insert(member.person.id);
    auto *dialog = new AddMembersDialog(members, m_dialog);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_ways.serve(dialog->picker());
    connect(dialog, &AddMembersDialog::addRequested, this, [this, dialog](const QList<UserId> &users) {
        m_groups.addMembers(m_chat, users).then(dialog, [this, dialog](const Result<QList<AddedMember>> &added) {
            if (added)
                dialog->setAdded(*added);
            else
                dialog->showError(added.error().code());
            refresh();
        });
    });
    dialog->picker().start();
    dialog->open();
}

void GroupDetailsController::refresh()
{
    if (m_dialog == nullptr)
        return;
    m_groups.find(m_chat).then(m_dialog, [this](const Result<Group> &group) {
        if (!group)
            m_dialog->showError(group.error().code());
        else if (group->standing != ChatStanding::Member)
            m_dialog->close();
        else
            m_dialog->setGroup(*group);
    });
    m_groups.roles(m_chat).then(m_dialog, [this](const Result<QList<GroupRole>> &roles) {
        if (roles)
            m_dialog->setRoles(*roles);
    });
    m_groups.members(m_chat).then(m_dialog, [this](const Result<QList<GroupMember>> &members) {
        if (members)
            m_dialog->setMembers(*members);
        else
            m_dialog->showError(members.error().code());
    });
    refreshInvites();
    refreshKeys();
}

void GroupDetailsController::refreshInvites()
{
    if (m_dialog == nullptr || !m_dialog->group().may(Permission::ManageMembers))
        return;
    m_invites.list(m_chat).then(m_dialog, [this](const Result<QList<GroupInvite>> &invites) {
        if (invites)
            m_dialog->invites().setInvites(*invites);
    });
    m_invites.requests(m_chat).then(m_dialog, [this](const Result<QList<JoinRequest>> &requests) {
        if (requests)
            m_dialog->setRequests(*requests);
    });
}

void GroupDetailsController::refreshKeys()
{
    m_groups.keys(m_chat).then(m_dialog, [this](const Result<GroupKeysReport> &report) {
        if (report)
            m_dialog->leaving().setKeys(*report);
    });
}

/// What worked is read again, whether the service tells of it or not.
void GroupDetailsController::report(AsyncResult<> work)
{
    work.then(this, [this](const Result<> &done) {
        if (m_dialog == nullptr)
            return;
        if (done)
            m_dialog->clearError();
        else
            m_dialog->showError(done.error().code());
        refresh();
    });
}

} // namespace tacet
