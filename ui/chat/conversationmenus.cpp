// The menus of the conversation and what follows from them.
#include "models/items/messagelistmodel.h"
#include "ui/chat/conversationheader.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/conversationview.h"
#include "ui/widgets/symbolicicon.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace tacet {

void ConversationPane::showMenu()
{
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("peerMenuPopup"));
    if (m_chat.type == ChatType::Direct)
        fillPersonMenu(menu);
    else
        fillGroupMenu(menu);
    menu.exec(m_header->menuPosition());
}

void ConversationPane::fillPersonMenu(QMenu &menu)
{
    const Person &peer = m_chat.peer;
    menu.addAction(symbolicIcon(QStringLiteral("shield")), tr("Safety number …"), this,
                   [this] { Q_EMIT safetyNumberRequested(m_chat.peer); });
    const bool isContact = peer.relation == Relation::Contact;
    const bool isBlocked = peer.relation == Relation::Blocked;
    if (!isBlocked)
        menu.addAction(symbolicIcon(QStringLiteral("person-add")),
                       isContact ? tr("Remove from contacts") : tr("Add to contacts"), this,
                       [this, isContact] { Q_EMIT contactChangeRequested(m_chat.peer.id, !isContact); });
    menu.addSeparator();
    menu.addAction(symbolicIcon(QStringLiteral("block")), isBlocked ? tr("Unblock") : tr("Block"), this,
                   [this, isBlocked] { Q_EMIT blockChangeRequested(m_chat.peer.id, !isBlocked); });
}

void ConversationPane::fillGroupMenu(QMenu &menu)
{
    if (m_chat.standing != ChatStanding::Member) {
        menu.addAction(symbolicIcon(QStringLiteral("trash")), tr("Remove from the list"), this,
                       [this] { Q_EMIT forgetRequested(m_chat.id); });
        return;
    }
    menu.addAction(symbolicIcon(QStringLiteral("group")), tr("Members and settings …"), this,
                   [this] { Q_EMIT detailsRequested(m_chat.id); });
    menu.addAction(symbolicIcon(QStringLiteral("link")), tr("Invite by code or link …"), this,
                   [this] { Q_EMIT groupInviteRequested(m_chat.id); });
    menu.addAction(symbolicIcon(QStringLiteral("thread")), tr("Threads"), this, &ConversationPane::threadsRequested);
    menu.addSeparator();
    menu.addAction(symbolicIcon(QStringLiteral("leave")),
                   m_chat.type == ChatType::Group ? tr("Leave the group …") : tr("Leave the channel …"), this,
                   [this] { Q_EMIT leaveRequested(m_chat.id); });
}

void ConversationPane::requestDetails()
{
    if (isGroup() && m_chat.standing == ChatStanding::Member)
        Q_EMIT detailsRequested(m_chat.id);
    else if (!m_chat.id.isNull() && !isGroup())
        Q_EMIT safetyNumberRequested(m_chat.peer);
}

void ConversationPane::seekFirstUnread()
{
    m_messages.seekFirstUnread();
}

void ConversationPane::showMessageMenu(const QPoint &position, const QModelIndex &index)
{
    const int kind = index.data(MessageListModel::KindRole).toInt();
    if (kind != static_cast<int>(MessageKind::Text))
        return; // nobody wrote it, or it cannot be read yet
    QMenu menu(this);
    menu.addAction(symbolicIcon(QStringLiteral("copy")), tr("Copy"), this,
                   [this] { QApplication::clipboard()->setText(m_view->copyText()); });
    menu.addAction(tr("Copy the whole message"), this,
                   [text = index.data().toString()] { QApplication::clipboard()->setText(text); });
    if (m_chat.type != ChatType::Direct && index.data(MessageListModel::OutgoingRole).toBool()) {
        const auto id = index.data(MessageListModel::MessageIdRole).value<MessageId>();
        menu.addAction(symbolicIcon(QStringLiteral("eye")), tr("Who has read this …"), this,
                       [this, id] { Q_EMIT readersRequested(id); });
    }
    if (index.data(MessageListModel::StateRole).toInt() == static_cast<int>(DeliveryState::Failed)) {
        const auto id = index.data(MessageListModel::MessageIdRole).value<MessageId>();
        menu.addAction(symbolicIcon(QStringLiteral("retry")), tr("Try again"), this,
                       [this, id] { Q_EMIT retryRequested(id); });
    }
    menu.exec(position);
}

void ConversationPane::openLink(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("tacet")) {
        Q_EMIT invitationActivated(url.toString(QUrl::FullyEncoded));
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Open a link"), {}, QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("linkQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    // The host in its ASCII form: letters that only look alike show themselves.
    box->setText(tr("Open %1 in the browser?").arg(url.host(QUrl::FullyEncoded)));
    box->setInformativeText(url.toString(QUrl::FullyEncoded));
    QPushButton *open = box->addButton(tr("Open"), QMessageBox::AcceptRole);
    open->setProperty("kind", QStringLiteral("primary"));
    connect(open, &QPushButton::clicked, this, [url] { QDesktopServices::openUrl(url); });
    box->open();
}

} // namespace tacet
