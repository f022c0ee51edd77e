#include "ui/chat/conversationpane.h"

#include "models/items/messagelistmodel.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationheader.h"
#include "ui/chat/conversationview.h"
#include "ui/chat/mentioncompleter.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

namespace tacet {

namespace {

constexpr int kIconSide = 20;
constexpr int kSendSide = 36;

} // namespace

ConversationPane::ConversationPane(MessageListModel &messages, QWidget *parent)
    : QWidget(parent)
    , m_messages(messages)
    , m_pages(new QStackedWidget)
    , m_noChat(new EmptyState(QStringLiteral("chat")))
{
    setObjectName(QStringLiteral("conversation"));
    setAttribute(Qt::WA_StyledBackground);
    m_header = new ConversationHeader;
    m_header->hide();
    auto *shown = new QWidget;
    auto *column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    banners->setSpacing(space::kSmall);
    // Nothing above the messages while no banner is shown; the usual distance above each that is.
    auto *edge = new QWidget;
    edge->setFixedHeight(0);
    banners->addWidget(edge);
    m_banner = new ErrorBanner;
    m_trouble = new ErrorBanner;
    m_trouble->setObjectName(QStringLiteral("banner"));
    banners->addWidget(m_banner);
    banners->addWidget(m_trouble);
    column->addWidget(buildMiddle(), 1);
    column->addWidget(buildComposerBar());

    m_noChat->setWords(tr("No chat is open"),
                       tr("Choose a chat on the side, or start a new one. Only you and the other person can read it."),
                       tr("New chat"));
    m_pages->addWidget(m_noChat);
    m_pages->addWidget(shown);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_header);
    whole->addLayout(banners);
    whole->addWidget(m_pages, 1);
    connectParts();
}

QWidget *ConversationPane::buildMiddle()
{
    m_view = new ConversationView;
    m_view->setModel(&m_messages);
    m_noMessages = new EmptyState(QStringLiteral("lock"));
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_view);
    m_middle->addWidget(m_noMessages);
    m_jump = new QToolButton(m_middle);
    m_jump->setObjectName(QStringLiteral("jumpButton"));
    m_jump->setIcon(symbolicIcon(QStringLiteral("down")));
    m_jump->setIconSize(QSize(kIconSide, kIconSide));
    m_jump->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_jump->hide();
    m_firstUnread = new QToolButton(m_middle);
    m_firstUnread->setObjectName(QStringLiteral("firstUnreadButton"));
    m_firstUnread->setText(tr("First unread message"));
    m_firstUnread->setIcon(symbolicIcon(QStringLiteral("up"), IconTone::Accent));
    m_firstUnread->setIconSize(QSize(kIconSide, kIconSide));
    m_firstUnread->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_firstUnread->hide();
    return m_middle;
}

QWidget *ConversationPane::buildComposerBar()
{
    auto *bar = new QWidget;
    bar->setObjectName(QStringLiteral("composerBar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    m_composer = new Composer;
    m_mentions = new MentionCompleter(*m_composer);
    m_send = iconButton(QStringLiteral("sendButton"), QStringLiteral("send"), tr("Send"));
    m_send->setIcon(symbolicIcon(QStringLiteral("send"), IconTone::OnAccent));
    m_send->setFixedSize(kSendSide, kSendSide);
    m_limit = new TextLabel(TextLevel::Caption);
    m_limit->setTone("danger");
    m_limit->hide();
    m_rule = new TextLabel(TextLevel::Caption);
    m_rule->setObjectName(QStringLiteral("writingRule"));
    m_rule->setTone("muted");
    m_rule->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_composer, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    column->setSpacing(space::kTiny);
    column->addWidget(m_rule);
    column->addWidget(m_limit);
    column->addLayout(row);
    return bar;
}

void ConversationPane::connectParts()
{
    connect(m_noChat, &EmptyState::actionTriggered, this, &ConversationPane::newChatRequested);
    connect(m_header, &ConversationHeader::safetyNumberRequested, this,
            [this] { Q_EMIT safetyNumberRequested(m_chat.peer); });
    connect(m_header, &ConversationHeader::detailsRequested, this, [this] { Q_EMIT detailsRequested(m_chat.id); });
    connect(m_header, &ConversationHeader::threadsRequested, this, &ConversationPane::threadsRequested);
    connect(m_header, &ConversationHeader::menuRequested, this, &ConversationPane::showMenu);
    connect(m_banner, &ErrorBanner::actionTriggered, this, &ConversationPane::actOnBanner);
    connect(m_trouble, &ErrorBanner::actionTriggered, m_trouble, &ErrorBanner::clear);
    connect(m_composer, &Composer::sendRequested, this, &ConversationPane::send);
    connect(m_composer, &Composer::textChanged, this, &ConversationPane::refreshComposer);
    connect(m_composer, &Composer::draftChanged, this, [this](const QString &text) {
        if (!m_chat.id.isNull())
            Q_EMIT draftChanged(m_chat.id, text);
    });
    connect(m_send, &QToolButton::clicked, this, &ConversationPane::send);
    connect(m_jump, &QToolButton::clicked, m_view, &ConversationView::jumpToNewest);
    connect(m_firstUnread, &QToolButton::clicked, &m_messages, &MessageListModel::seekFirstUnread);
    connect(&m_messages, &MessageListModel::firstUnreadReached, this,
            [this](int row) { m_view->scrollTo(m_messages.index(row), QAbstractItemView::PositionAtTop); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &ConversationPane::refreshUnreadButton);
    connect(m_view, &ConversationView::atNewestChanged, this, [this](bool atNewest) {
        refreshJumpButton(atNewest);
        Q_EMIT atNewestChanged(atNewest);
    });
    connect(m_view, &ConversationView::retryRequested, this, &ConversationPane::retryRequested);
    connect(m_view, &ConversationView::linkActivated, this, &ConversationPane::openLink);
    connect(m_view, &ConversationView::contextMenuWanted, this, &ConversationPane::showMessageMenu);
    connect(&m_messages, &MessageListModel::windowChanged, this, &ConversationPane::refreshMiddle);
    connect(&m_messages, &MessageListModel::opened, this, &ConversationPane::refreshMiddle);
}

void ConversationPane::showChat(const Chat &chat)
{
    m_composer->flush();
    m_arrivals = 0;
    m_trouble->clear();
    m_mentions->setMentionables({});
    m_composer->setDraft(chat.draft);
    m_chat = chat;
    m_header->setJoinRequests(0);
    setWritingRule(chat.id, {});
    m_header->show();
    refreshChat();
    m_pages->setCurrentIndex(1);
}

void ConversationPane::updateChat(const Chat &chat)
{
    m_chat = chat;
    refreshChat();
}

void ConversationPane::updatePeer(const Person &peer)
{
    m_chat.peer = peer;
    refreshChat();
}

void ConversationPane::refreshChat()
{
    m_header->setChat(m_chat);
    refreshBanner();
    refreshMiddle();
    refreshComposer();
}

void ConversationPane::setMentionables(const QList<Mentionable> &mentionables)
{
    m_mentions->setMentionables(mentionables);
}

void ConversationPane::setWritingRule(ChatId chat, const QString &sentence)
{
    if (chat != m_chat.id)
        return;
    m_rule->setText(sentence);
    m_rule->setVisible(!sentence.isEmpty());
    m_composer->setAccessibleDescription(sentence);
}

void ConversationPane::setThreadsShown(bool shown)
{
    m_header->setThreadsShown(shown);
}

void ConversationPane::showNothing()
{
    m_composer->flush();
    m_mentions->setMentionables({});
    m_chat = {};
    m_header->hide();
    m_banner->clear();
    m_pages->setCurrentIndex(0);
}

void ConversationPane::setJoinRequests(ChatId chat, int count)
{
    if (chat == m_chat.id)
        m_header->setJoinRequests(count);
}

void ConversationPane::refreshMiddle()
{
    const bool isEmpty = m_messages.isOpened() && m_messages.rowCount() == 0;
    const QString sentence =
        m_chat.visibility == ChatVisibility::Public
            ? tr("Everybody in the workspace can find this chat and read what is written here.")
        : m_chat.type == ChatType::Direct
            ? tr("What you and %1 write is encrypted on your computers. Nobody else can read it, not even whoever "
                 "runs the database.")
                  .arg(isolated(lineText(m_chat.peer.shownName())))
            : tr("What is written here is encrypted on the members' computers. Nobody else can read it, not even "
                 "whoever runs the database.");
    m_noMessages->setWords(tr("No messages yet"), sentence);
    m_middle->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_noMessages) : m_view);
    refreshJumpButton(m_view->isAtNewest());
    refreshUnreadButton();
}

void ConversationPane::refreshComposer()
{
    const bool isDirect = m_chat.type == ChatType::Direct;
    const bool writable = isDirect ? m_chat.peer.relation != Relation::Blocked
                                   : m_chat.standing == ChatStanding::Member && m_chat.canSend;
    const bool isSilent = !isDirect && !writable;
    const qsizetype excess = m_composer->excess();
    m_composer->setEnabled(writable);
    m_composer->setPlaceholderText(isSilent ? tr("You may read here, but not write") : tr("Write a message"));
    m_send->setEnabled(writable && m_composer->canSend());
    m_limit->setVisible(excess > 0);
    if (excess > 0)
        m_limit->setText(tr("%Ln character(s) too long for one message", nullptr, static_cast<int>(excess)));
}

/// Shown while the first unread message is above what is seen, or not even loaded.
void ConversationPane::refreshUnreadButton()
{
    const int row = m_messages.firstUnreadRow();
    const bool isAbove = row < 0 || m_view->visualRect(m_messages.index(row)).top() < 0;
    m_firstUnread->setVisible(m_middle->currentWidget() == m_view && m_messages.hasFirstUnread() && isAbove);
    placeJumpButtons();
}

void ConversationPane::countArrival()
{
    if (!m_view->isAtNewest())
        ++m_arrivals;
    refreshJumpButton(m_view->isAtNewest());
}

void ConversationPane::announce(const QString &sentence)
{
    QAccessibleAnnouncementEvent event(m_view, sentence);
    QAccessible::updateAccessibility(&event);
}

void ConversationPane::refreshJumpButton(bool atNewest)
{
    if (atNewest)
        m_arrivals = 0;
    const QString label =
        m_arrivals > 0 ? tr("Jump to %Ln new message(s)", nullptr, m_arrivals) : tr("Jump to the newest message");
    m_jump->setToolButtonStyle(m_arrivals > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_jump->setText(QLocale().toString(m_arrivals));
    m_jump->setToolTip(label);
    m_jump->setAccessibleName(label);
    m_jump->setVisible(!atNewest && m_middle->currentWidget() == m_view);
    placeJumpButtons();
}

void ConversationPane::placeJumpButtons()
{
    m_jump->adjustSize();
    const int x =
        layoutDirection() == Qt::LeftToRight ? m_middle->width() - m_jump->width() - space::kLarge : space::kLarge;
    m_jump->move(x, m_middle->height() - m_jump->height() - space::kSmall);
    m_jump->raise();
    m_firstUnread->adjustSize();
    m_firstUnread->move((m_middle->width() - m_firstUnread->width()) / 2, space::kSmall);
    m_firstUnread->raise();
}

void ConversationPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeJumpButtons();
}

void ConversationPane::send()
{
    if (!m_composer->isEnabled() || !m_composer->canSend())
        return;
    const QString text = m_composer->toPlainText().trimmed();
    const QList<Mention> mentions = m_mentions->mentionsIn(text);
    m_trouble->clear();
    m_composer->setDraft({});
    refreshComposer();
    m_view->jumpToNewest();
    Q_EMIT sendRequested(m_chat.id, text, mentions);
}

void ConversationPane::restoreUnsent(ChatId chat, const QString &text)
{
    if (chat != m_chat.id)
        return;
    const QString typed = m_composer->toPlainText();
    m_composer->setDraft(typed.isEmpty() ? text : text + u'\n' + typed);
    refreshComposer();
}

} // namespace tacet
