#include "ui/group/groupinvitespage.h"

#include "ui/chat/persondelegate.h"
#include "ui/group/detaildelegate.h"
#include "ui/group/plainlist.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kRequestsShown = 3;

} // namespace

GroupInvitesPage::GroupInvitesPage(QWidget *parent)
    : GroupPage(tr("Invites"), parent)
{
    m_requestPart = buildRequests();
    column().addWidget(m_requestPart);
    column().addWidget(buildInvites(), 1);
    for (QListView *list : {m_requestList, m_inviteList})
        connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this, &GroupInvitesPage::refresh);
    refresh();
}

QWidget *GroupInvitesPage::buildRequests()
{
    auto *part = new QWidget;
    m_requestList = plainList(QStringLiteral("requestList"), tr("People who ask to join"), m_requests);
    m_requestList->setItemDelegate(
        new PersonDelegate({.avatarId = PeopleModel::AvatarIdRole, .detail = PeopleModel::HandleRole}, m_requestList));
    m_admit = new QPushButton(symbolicIcon(QStringLiteral("check"), IconTone::OnAccent), tr("Let in"));
    m_admit->setObjectName(QStringLiteral("admitButton"));
    m_admit->setProperty("kind", QStringLiteral("primary"));
    m_decline = new QPushButton(tr("Decline"));
    m_decline->setObjectName(QStringLiteral("declineButton"));
    const auto chosen = [this] { return m_requests.personAt(m_requestList->currentIndex().row()).id; };
    connect(m_admit, &QPushButton::clicked, this, [this, chosen] { Q_EMIT admitRequested(chosen()); });
    connect(m_decline, &QPushButton::clicked, this, [this, chosen] { Q_EMIT declineRequested(chosen()); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addStretch();
    buttons->addWidget(m_decline);
    buttons->addWidget(m_admit);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(new TextLabel(TextLevel::Strong, tr("These people ask to join")));
    column->addWidget(m_requestList);
    column->addLayout(buttons);
    return part;
}

QWidget *GroupInvitesPage::buildInvites()
{
    auto *part = new QWidget;
    m_inviteList = plainList(QStringLiteral("inviteList"), tr("Codes and links"), m_invites);
    m_inviteList->setItemDelegate(
        new DetailDelegate({.detail = InviteListModel::DetailRole, .icon = InviteListModel::IconRole}, m_inviteList));
    m_empty = new EmptyState(QStringLiteral("link"));
    m_empty->setWords(tr("No open invites"), tr("A code asks you first; a link lets people in at once."),
                      tr("Make an invite"));
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_inviteList);
    m_middle->addWidget(m_empty);
    m_revoke = new QPushButton(tr("Revoke"));
    m_revoke->setObjectName(QStringLiteral("revokeButton"));
    m_revoke->setProperty("kind", QStringLiteral("danger"));
    auto *make = new QPushButton(symbolicIcon(QStringLiteral("plus")), tr("New invite …"));
    make->setObjectName(QStringLiteral("newInviteButton"));
    connect(make, &QPushButton::clicked, this, &GroupInvitesPage::newInviteRequested);
    connect(m_empty, &EmptyState::actionTriggered, this, &GroupInvitesPage::newInviteRequested);
    connect(m_revoke, &QPushButton::clicked, this, [this] {
        Q_EMIT revokeRequested(m_inviteList->currentIndex().data(InviteListModel::InviteIdRole).value<InviteId>());
    });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_revoke);
    buttons->addStretch();
    buttons->addWidget(make);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(new TextLabel(TextLevel::Strong, tr("Codes and links")));
    column->addWidget(m_middle, 1);
    column->addLayout(buttons);
    return part;
}

void GroupInvitesPage::setGroup(const Group &) {}

void GroupInvitesPage::setInvites(const QList<GroupInvite> &invites)
{
    m_invites.setInvites(invites);
    if (!invites.isEmpty())
        m_inviteList->setCurrentIndex(m_invites.index(0));
    refresh();
}

void GroupInvitesPage::setRequests(const QList<JoinRequest> &requests)
{
    QList<Person> people;
    for (const JoinRequest &request : requests)
        people.append(request.person);
    m_requests.setPeople(people);
    if (!people.isEmpty())
        m_requestList->setCurrentIndex(m_requests.index(0));
    const int shown = std::min(m_requests.rowCount(), kRequestsShown);
    m_requestList->setFixedHeight(shown * m_requestList->sizeHintForRow(0) + space::kTiny);
    refresh();
}

void GroupInvitesPage::refresh()
{
    const bool isEmpty = m_invites.rowCount() == 0;
    m_requestPart->setVisible(m_requests.rowCount() > 0);
    m_admit->setEnabled(m_requestList->currentIndex().isValid());
    m_decline->setEnabled(m_requestList->currentIndex().isValid());
    m_middle->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_inviteList);
    m_revoke->setVisible(!isEmpty);
    m_revoke->setEnabled(m_inviteList->currentIndex().isValid());
}

} // namespace tacet
