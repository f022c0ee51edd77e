#include "ui/chat/chatlistpane.h"

#include "models/items/chatlistmodel.h"
#include "ui/chat/chatlistdelegate.h"
#include "ui/chat/connectionline.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>

namespace tacet {

namespace {

constexpr int kAvatarSide = 32;
constexpr int kIconSide = 20;

} // namespace

ChatListPane::ChatListPane(ChatListModel &chats, QWidget *parent)
    : QWidget(parent)
    , m_chats(chats)
    , m_connection(new ConnectionLine)
{
    setObjectName(QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    m_filtered.setSourceModel(&chats);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addWidget(buildMiddle(), 1);
    column->addWidget(buildAccount());
    column->addWidget(m_connection);
    connect(m_connection, &ConnectionLine::retryRequested, this, &ChatListPane::retryConnectionRequested);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filtered, change, this, &ChatListPane::refreshEmpty);
    connect(&m_filtered, &QAbstractItemModel::modelReset, this, [this] {
        refreshEmpty();
        keepSelection();
    });
    connect(&m_filtered, &QAbstractItemModel::rowsInserted, this, &ChatListPane::keepSelection);
    refreshEmpty();
}

QWidget *ChatListPane::buildTop()
{
    auto *top = new QWidget;
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("chatFilter"));
    m_filter->setProperty("role", QStringLiteral("search"));
    m_filter->setPlaceholderText(tr("Search chats"));
    m_filter->setAccessibleName(tr("Search chats"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(symbolicIcon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_newChat = new QToolButton;
    m_newChat->setObjectName(QStringLiteral("newChatButton"));
    m_newChat->setIconSize(QSize(kIconSide, kIconSide));
    m_newChat->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(space::kMedium, space::kMedium, space::kSmall, space::kSmall);
    row->setSpacing(space::kSmall);
    row->addWidget(m_filter, 1);
    row->addWidget(m_newChat);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &typed) {
        {
            const QScopedValueRollback filtering(m_filtering, true);
            m_list->setCurrentIndex({});
            m_filtered.setWords(typed);
        }
        refreshEmpty();
        keepSelection();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        selectRow(0);
        m_filter->clear();
        Q_EMIT chatActivated();
    });
    return top;
}

QWidget *ChatListPane::buildMiddle()
{
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("chatList"));
    m_list->setAccessibleName(tr("Chats"));
    m_list->setModel(&m_filtered);
    m_list->setItemDelegate(new ChatListDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        const ChatId chat = current.data(ChatListModel::ChatIdRole).value<ChatId>();
        if (!current.isValid() || chat == m_current || m_filtering)
            return;
        m_current = chat;
        Q_EMIT chatSelected(chat);
    });
    connect(m_list, &QListView::clicked, this, &ChatListPane::chatActivated);
    connect(m_list, &QListView::activated, this, &ChatListPane::chatActivated);
    m_empty = new EmptyState(QStringLiteral("person-add"));
    m_empty->setWords(tr("No chats yet"), tr("Invite somebody into the workspace, or find people who are in it."),
                      tr("Invite somebody"));
    connect(m_empty, &EmptyState::actionTriggered, this, &ChatListPane::inviteRequested);
    m_nothingFound = new EmptyState(QStringLiteral("search"));
    m_nothingFound->setWords(tr("No chat by that name"), tr("Look among everybody in the workspace instead."),
                             tr("Find people"));
    connect(m_nothingFound, &EmptyState::actionTriggered, this, &ChatListPane::newChatRequested);
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_list);
    m_middle->addWidget(m_empty);
    m_middle->addWidget(m_nothingFound);
    return m_middle;
}

QWidget *ChatListPane::buildAccount()
{
    auto *account = new QWidget;
    m_avatar = new Avatar(kAvatarSide);
    m_name = new ElidedLabel(TextLevel::Strong);
    m_name->setObjectName(QStringLiteral("ownName"));
    m_workspace = new ElidedLabel(TextLevel::Caption);
    m_workspace->setMuted(true);
    m_menu = new QToolButton;
    m_menu->setObjectName(QStringLiteral("menuButton"));
    m_menu->setIcon(symbolicIcon(QStringLiteral("menu")));
    m_menu->setIconSize(QSize(kIconSide, kIconSide));
    m_menu->setToolTip(tr("Menu"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFocusPolicy(Qt::TabFocus);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_workspace);
    auto *row = new QHBoxLayout(account);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    row->setSpacing(space::kSmall + space::kTiny);
    row->addWidget(m_avatar);
    row->addLayout(names, 1);
    row->addWidget(m_menu);
    return account;
}

void ChatListPane::setAccount(const Account &account)
{
    const QString name = account.displayName.isEmpty() ? account.username : account.displayName;
    m_avatar->setPerson(account.user, name);
    m_name->setText(lineText(name));
    m_workspace->setText(lineText(account.workspace.name));
}

void ChatListPane::setConnection(const ConnectionState &state)
{
    m_connection->setState(state);
}

void ChatListPane::setMenu(QMenu *menu)
{
    m_menu->setMenu(menu);
}

void ChatListPane::setNewChatAction(QAction *action)
{
    m_newChat->setDefaultAction(action);
    m_newChat->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_newChat->setAccessibleName(action->text());
}

ChatId ChatListPane::currentChat() const
{
    return m_current;
}

void ChatListPane::selectChat(ChatId chat)
{
    const int row = m_chats.rowOf(chat);
    if (row < 0)
        return;
    const QModelIndex index = m_filtered.mapFromSource(m_chats.index(row));
    if (!index.isValid())
        m_filter->clear();
    m_list->setCurrentIndex(m_filtered.mapFromSource(m_chats.index(row)));
}

void ChatListPane::selectRow(int row)
{
    if (row >= 0 && row < m_filtered.rowCount())
        m_list->setCurrentIndex(m_filtered.index(row, 0));
}

void ChatListPane::step(int step, Among among)
{
    const int count = m_filtered.rowCount();
    int row = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : (step > 0 ? -1 : count);
    for (row += step; row >= 0 && row < count; row += step) {
        const bool unread = m_filtered.index(row, 0).data(ChatListModel::UnreadRole).toInt() > 0;
        if (among == Among::All || unread) {
            selectRow(row);
            return;
        }
    }
}

/// A filter hides the open chat's row and shows it again: the row is current, the chat stays open.
void ChatListPane::keepSelection()
{
    const int row = m_chats.rowOf(m_current);
    if (row >= 0)
        m_list->setCurrentIndex(m_filtered.mapFromSource(m_chats.index(row)));
}

void ChatListPane::refreshEmpty()
{
    if (m_filtered.rowCount() > 0)
        m_middle->setCurrentWidget(m_list);
    else
        m_middle->setCurrentWidget(m_chats.rowCount() > 0 ? m_nothingFound : m_empty);
}

} // namespace tacet
