#include "ui/group/groupdialog.h"

#include "models/items/groupwords.h"
#include "ui/group/groupinvitespage.h"
#include "ui/group/groupleavepage.h"
#include "ui/group/groupmemberspage.h"
#include "ui/group/grouprolespage.h"
#include "ui/group/groupsettingspage.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QListWidget>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr QSize kSize(840, 640);
constexpr int kNavigationWidth = 212;
constexpr int kAvatarSide = 40;
constexpr int kIconSide = 20;

} // namespace

GroupDialog::GroupDialog(const Group &group, UserId self, QWidget *parent)
    : QDialog(parent)
    , m_group(group)
    , m_pages(new QStackedWidget)
    , m_banner(new ErrorBanner)
    , m_members(new GroupMembersPage(self))
    , m_settings(new GroupSettingsPage)
    , m_rolesPage(new GroupRolesPage)
    , m_invites(new GroupInvitesPage)
    , m_leave(new GroupLeavePage(self))
{
    setObjectName(QStringLiteral("groupDialog"));
    resize(kSize);
    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(space::kLarge, 0, space::kLarge, 0);
    banners->setSpacing(space::kMedium);
    // The distance above the banner goes with it.
    auto *edge = new QWidget;
    edge->setFixedHeight(0);
    banners->addWidget(edge);
    banners->addWidget(m_banner);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addLayout(banners);
    right->addWidget(m_pages, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildNavigation());
    row->addLayout(right, 1);
    addPage(QStringLiteral("group"), tr("Members"), m_members);
    addPage(QStringLiteral("settings"), tr("Settings"), m_settings);
    addPage(QStringLiteral("shield"), tr("Roles"), m_rolesPage);
    addPage(QStringLiteral("link"), tr("Invites"), m_invites);
    addPage(QStringLiteral("key"), tr("Keys and leaving"), m_leave);
    connect(m_navigation, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    setGroup(group);
    m_navigation->setCurrentRow(0);
}

QWidget *GroupDialog::buildNavigation()
{
    auto *side = new QWidget;
    side->setObjectName(QStringLiteral("navigation"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(kNavigationWidth);
    m_avatar = new Avatar(kAvatarSide);
    m_name = new ElidedLabel(TextLevel::Strong);
    m_detail = new ElidedLabel(TextLevel::Caption);
    m_detail->setMuted(true);
    m_navigation = new QListWidget;
    m_navigation->setObjectName(QStringLiteral("groupNavigation"));
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setIconSize(QSize(kIconSide, kIconSide));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_detail);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kSmall, 0, space::kSmall, 0);
    head->setSpacing(space::kSmall);
    head->addWidget(m_avatar);
    head->addLayout(names, 1);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(space::kSmall, space::kLarge, space::kSmall, space::kSmall);
    column->setSpacing(space::kMedium);
    column->addLayout(head);
    column->addWidget(m_navigation, 1);
    return side;
}

void GroupDialog::addPage(const QString &icon, const QString &text, GroupPage *page)
{
    m_navigation->addItem(new QListWidgetItem(symbolicIcon(icon), text));
    m_pages->addWidget(page);
}

void GroupDialog::setGroup(const Group &group)
{
    m_group = group;
    for (GroupPage *page : QList<GroupPage *>{m_members, m_settings, m_rolesPage, m_invites, m_leave})
        page->setGroup(group);
    refresh();
}

void GroupDialog::setMembers(const QList<GroupMember> &members)
{
    m_members->setMembers(members);
    m_leave->setMembers(members);
}

void GroupDialog::setRoles(const QList<GroupRole> &roles)
{
    m_roles = roles;
    m_members->setRoles(roles);
    m_rolesPage->setRoles(roles);
    m_settings->setRoles(roles);
}

void GroupDialog::setRequests(const QList<JoinRequest> &requests)
{
    m_invites->setRequests(requests);
    const int count = static_cast<int>(requests.size());
    QListWidgetItem *item = m_navigation->item(static_cast<int>(Page::Invites));
    item->setText(count > 0 ? tr("Invites (%1)").arg(QLocale().toString(count)) : tr("Invites"));
    item->setData(Qt::AccessibleTextRole,
                  count > 0 ? tr("Invites. %Ln person(s) ask(s) to join.", nullptr, count) : tr("Invites"));
}

void GroupDialog::showPage(Page page)
{
    m_navigation->setCurrentRow(static_cast<int>(page));
}

void GroupDialog::showError(ErrorCode code)
{
    m_banner->showError(code);
}

void GroupDialog::clearError()
{
    m_banner->clear();
}

void GroupDialog::refresh()
{
    const QString name = lineText(m_group.settings.name);
    setWindowTitle(name);
    m_avatar->setLook(
        {.id = m_group.id.uuid(), .name = name, .shape = AvatarShape::Chat, .picture = m_group.settings.picture});
    m_name->setText(name);
    m_detail->setText(memberCountWords(m_group.memberCount));
    const bool mayInvite = m_group.may(Permission::ManageMembers);
    m_navigation->item(static_cast<int>(Page::Invites))->setHidden(!mayInvite);
}

} // namespace tacet
