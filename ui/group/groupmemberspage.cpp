#include "ui/group/groupmemberspage.h"

#include "models/items/groupwords.h"
#include "ui/group/memberdelegate.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr qint64 kHour = 3'600;
constexpr qint64 kDay = 24 * kHour;

} // namespace

GroupMembersPage::GroupMembersPage(UserId self, QWidget *parent)
    : GroupPage(tr("Members"), parent)
{
    m_members.setSelf(self);
    m_filtered.setSourceModel(&m_members);
    buildList();
    column().addLayout(buildTop());
    column().addWidget(m_middle, 1);
    column().addWidget(buildCard());
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_filtered.setWords(typed);
        refresh();
    });
    connect(m_roleFilter, &QComboBox::currentIndexChanged, this, [this] {
        m_filtered.setRole(m_roleFilter->currentData().value<RoleId>());
        refresh();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &GroupMembersPage::refresh);
    connect(&m_members, &QAbstractItemModel::dataChanged, this, &GroupMembersPage::refresh);
    refresh();
}

void GroupMembersPage::buildList()
{
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("memberList"));
    m_list->setAccessibleName(tr("Members"));
    m_list->setModel(&m_filtered);
    m_list->setItemDelegate(new MemberDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty = new EmptyState(QStringLiteral("person"));
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_list);
    m_middle->addWidget(m_empty);
}

QLayout *GroupMembersPage::buildTop()
{
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("memberFilter"));
    m_search->setProperty("role", QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search members"));
    m_search->setAccessibleName(tr("Search members"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(symbolicIcon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_roleFilter = new QComboBox;
    m_roleFilter->setObjectName(QStringLiteral("roleFilter"));
    m_roleFilter->setAccessibleName(tr("Which role"));
    m_roleFilter->addItem(tr("All roles"), QVariant::fromValue(RoleId()));
    m_add = new QPushButton(symbolicIcon(QStringLiteral("person-add")), tr("Add people …"));
    m_add->setObjectName(QStringLiteral("addMembersButton"));
    connect(m_add, &QPushButton::clicked, this, &GroupMembersPage::addRequested);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_search, 1);
    row->addWidget(m_roleFilter);
    row->addWidget(m_add);
    return row;
}

QWidget *GroupMembersPage::buildCard()
{
    m_card = new QFrame;
    m_card->setObjectName(QStringLiteral("card"));
    m_sentence = new TextLabel(TextLevel::Body);
    m_sentence->setObjectName(QStringLiteral("maySentence"));
    m_chat = new QPushButton(tr("Message"));
    m_chat->setObjectName(QStringLiteral("messageMemberButton"));
    m_role = new QPushButton(tr("Role"));
    m_role->setObjectName(QStringLiteral("memberRoleButton"));
    m_mute = new QPushButton(tr("Mute"));
    m_mute->setObjectName(QStringLiteral("muteMemberButton"));
    m_remove = new QPushButton(tr("Remove …"));
    m_remove->setObjectName(QStringLiteral("removeMemberButton"));
    m_remove->setProperty("kind", QStringLiteral("danger"));
    for (QPushButton *button : {m_role, m_mute})
        button->setProperty("kind", QStringLiteral("menu"));
    m_roleMenu = new QMenu(m_role);
    m_muteMenu = new QMenu(m_mute);
    m_role->setMenu(m_roleMenu);
    m_mute->setMenu(m_muteMenu);
    connect(m_roleMenu, &QMenu::aboutToShow, this, &GroupMembersPage::fillRoleMenu);
    connect(m_muteMenu, &QMenu::aboutToShow, this, &GroupMembersPage::fillMuteMenu);
    connect(m_remove, &QPushButton::clicked, this, &GroupMembersPage::askRemove);
    connect(m_chat, &QPushButton::clicked, this, [this] {
        if (const GroupMember *member = current(); member != nullptr)
            Q_EMIT chatRequested(member->person.id);
    });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_chat);
    buttons->addWidget(m_role);
    buttons->addWidget(m_mute);
    buttons->addStretch();
    buttons->addWidget(m_remove);
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(m_sentence);
    column->addLayout(buttons);
    return m_card;
}

void GroupMembersPage::setGroup(const Group &group)
{
    m_group = group;
    refresh();
}

void GroupMembersPage::setMembers(const QList<GroupMember> &members)
{
    const GroupMember *shown = current();
    const UserId kept = shown != nullptr ? shown->person.id : UserId();
    m_members.setMembers(members);
    const int row = std::max(0, m_members.rowOf(kept));
    if (m_members.rowCount() > 0)
        m_list->setCurrentIndex(m_filtered.mapFromSource(m_members.index(row)));
    refresh();
}

void GroupMembersPage::setRoles(const QList<GroupRole> &roles)
{
    m_roles = roles;
    m_members.setRoles(roles);
    const QSignalBlocker quiet(m_roleFilter);
    const RoleId chosen = m_roleFilter->currentData().value<RoleId>();
    while (m_roleFilter->count() > 1)
        m_roleFilter->removeItem(1);
    for (const GroupRole &role : roles) {
        m_roleFilter->addItem(lineText(roleName(role)), QVariant::fromValue(role.id));
        if (role.id == chosen)
            m_roleFilter->setCurrentIndex(m_roleFilter->count() - 1);
    }
    refresh();
}

const GroupMember *GroupMembersPage::current() const
{
    const QModelIndex index = m_filtered.mapToSource(m_list->currentIndex());
    return index.isValid() ? &m_members.memberAt(index.row()) : nullptr;
}

/// The owner by nobody, and nobody by oneself.
bool GroupMembersPage::mayTouch(const GroupMember &member) const
{
    return member.person.id != m_members.self() && member.person.id != m_group.owner;
}

void GroupMembersPage::refresh()
{
    if (m_group.listsMembers)
        m_empty->setWords(tr("Nobody by that name"), tr("No member fits what is typed and chosen."));
    else
        m_empty->setWords(tr("The readers are not shown"),
                          tr("This channel shows its readers only to those who manage it."));
    m_middle->setCurrentWidget(m_filtered.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_list);
    m_add->setVisible(m_group.may(Permission::ManageMembers));
    refreshCard(current());
}

void GroupMembersPage::refreshCard(const GroupMember *member)
{
    m_card->setVisible(member != nullptr);
    if (member == nullptr)
        return;
    const bool isSelf = member->person.id == m_members.self();
    const QString name = isSelf ? tr("You") : isolated(lineText(member->person.shownName()));
    const GroupRole role = m_members.roleOf(member->role);
    m_sentence->setText(tr("%1: %2", "a name, then what the person may do").arg(name, permissionSentence(role)));
    const bool manages = mayTouch(*member) && m_group.may(Permission::ManageMembers);
    m_chat->setVisible(!isSelf);
    m_role->setVisible(mayTouch(*member) && m_group.may(Permission::ManageRoles));
    m_mute->setVisible(manages);
    m_remove->setVisible(manages);
}

void GroupMembersPage::fillRoleMenu()
{
    m_roleMenu->clear();
    const GroupMember *member = current();
    if (member == nullptr)
        return;
    for (const GroupRole &role : std::as_const(m_roles)) {
        if (role.builtIn == BuiltInRole::Owner)
            continue;
        QAction *action = m_roleMenu->addAction(
            lineText(roleName(role)).replace(u'&', QStringLiteral("&&")), this,
            [this, user = member->person.id, id = role.id] { Q_EMIT roleChangeRequested(user, id); });
        action->setCheckable(true);
        action->setChecked(role.id == member->role);
    }
}

void GroupMembersPage::fillMuteMenu()
{
    m_muteMenu->clear();
    const GroupMember *member = current();
    if (member == nullptr)
        return;
    const UserId user = member->person.id;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const qint64 seconds : {kHour, kDay, 7 * kDay})
        m_muteMenu->addAction(tr("For %1").arg(durationWords(seconds)), this, [this, user, seconds] {
            Q_EMIT muteRequested(user, QDateTime::currentDateTimeUtc().addSecs(seconds));
        });
    if (member->mutedUntil && *member->mutedUntil > now)
        m_muteMenu->addAction(tr("Let write again"), this,
                              [this, user] { Q_EMIT muteRequested(user, QDateTime::currentDateTimeUtc()); });
}

void GroupMembersPage::askRemove()
{
    const GroupMember *member = current();
    if (member == nullptr)
        return;
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Remove a member"), {}, QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("removeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Remove %1?").arg(isolated(lineText(member->person.shownName()))));
    box->setInformativeText(tr("What is written from now on, this person cannot read. What was received before stays "
                               "on the person's computer."));
    QPushButton *remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("confirmRemoveButton"));
    remove->setProperty("kind", QStringLiteral("danger"));
    connect(remove, &QPushButton::clicked, this, [this, user = member->person.id] { Q_EMIT removeRequested(user); });
    box->open();
}

} // namespace tacet
