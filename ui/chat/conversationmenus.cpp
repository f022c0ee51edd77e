// The menus of the conversation and what follows from them.
#include "models/items/messagelistmodel.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/conversationview.h"
#include "ui/widgets/symbolicicon.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

namespace tacet {

void ConversationPane::showMenu()
{
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("peerMenuPopup"));
    menu.addAction(symbolicIcon(QStringLiteral("shield")), tr("Safety number …"), this,
                   [this] { Q_EMIT safetyNumberRequested(m_peer); });
    const bool isContact = m_peer.relation == Relation::Contact;
    const bool isBlocked = m_peer.relation == Relation::Blocked;
    if (!isBlocked)
        menu.addAction(symbolicIcon(QStringLiteral("person-add")),
                       isContact ? tr("Remove from contacts") : tr("Add to contacts"), this,
                       [this, isContact] { Q_EMIT contactChangeRequested(m_peer.id, !isContact); });
    menu.addSeparator();
    menu.addAction(symbolicIcon(QStringLiteral("block")), isBlocked ? tr("Unblock") : tr("Block"), this,
                   [this, isBlocked] { Q_EMIT blockChangeRequested(m_peer.id, !isBlocked); });
    menu.exec(m_menu->mapToGlobal(QPoint(0, m_menu->height())));
}

void ConversationPane::showMessageMenu(const QPoint &position, const QModelIndex &index)
{
    QMenu menu(this);
    menu.addAction(symbolicIcon(QStringLiteral("copy")), tr("Copy"), this,
                   [this] { QApplication::clipboard()->setText(m_view->copyText()); });
    menu.addAction(tr("Copy the whole message"), this,
                   [text = index.data().toString()] { QApplication::clipboard()->setText(text); });
    if (index.data(MessageListModel::StateRole).toInt() == static_cast<int>(DeliveryState::Failed)) {
        const auto id = index.data(MessageListModel::MessageIdRole).value<MessageId>();
        menu.addAction(symbolicIcon(QStringLiteral("retry")), tr("Try again"), this,
                       [this, id] { Q_EMIT retryRequested(id); });
    }
    menu.exec(position);
}

void ConversationPane::openLink(const QUrl &url)
{
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
