#include "ui/chat/conversationpane.h"

#include "models/items/messagelistmodel.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationview.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

namespace tacet {

namespace {

constexpr int kAvatarSide = 36;
constexpr int kIconSide = 20;
constexpr int kHeaderHeight = 64;
constexpr int kSendSide = 36;

QToolButton *iconButton(const QString &name, const QString &icon, const QString &label)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(symbolicIcon(icon));
    button->setIconSize(QSize(kIconSide, kIconSide));
    button->setToolTip(label);
    button->setAccessibleName(label);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

ConversationPane::ConversationPane(MessageListModel &messages, QWidget *parent)
    : QWidget(parent)
    , m_messages(messages)
    , m_pages(new QStackedWidget)
    , m_noChat(new EmptyState(QStringLiteral("chat")))
{
    setObjectName(QStringLiteral("conversation"));
    setAttribute(Qt::WA_StyledBackground);
    auto *shown = new QWidget;
    auto *column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader());
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
    column->addLayout(banners);
    column->addWidget(buildMiddle(), 1);
    column->addWidget(buildComposerBar());

    m_noChat->setWords(tr("No chat is open"),
                       tr("Choose a chat on the side, or start a new one. Only you and the other person can read it."),
                       tr("New chat"));
    m_pages->addWidget(m_noChat);
    m_pages->addWidget(shown);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);
    connectParts();
}

QWidget *ConversationPane::buildHeader()
{
    auto *header = new QWidget;
    header->setObjectName(QStringLiteral("conversationHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setMinimumHeight(kHeaderHeight);
    m_avatar = new Avatar(kAvatarSide);
    m_name = new ElidedLabel(TextLevel::Strong);
    m_name->setObjectName(QStringLiteral("peerName"));
    m_subtitle = new ElidedLabel(TextLevel::Caption);
    m_subtitle->setMuted(true);
    m_safety = iconButton(QStringLiteral("safetyButton"), QStringLiteral("shield"), tr("Safety number"));
    m_menu = iconButton(QStringLiteral("peerMenu"), QStringLiteral("more"), tr("More about this person"));
    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    names->addStretch();
    names->addWidget(m_name);
    names->addWidget(m_subtitle);
    names->addStretch();
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    row->setSpacing(space::kSmall + space::kTiny);
    row->addWidget(m_avatar);
    row->addLayout(names, 1);
    row->addWidget(m_safety);
    row->addWidget(m_menu);
    return header;
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
    return m_middle;
}

QWidget *ConversationPane::buildComposerBar()
{
    auto *bar = new QWidget;
    bar->setObjectName(QStringLiteral("composerBar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    m_composer = new Composer;
    m_send = iconButton(QStringLiteral("sendButton"), QStringLiteral("send"), tr("Send"));
    m_send->setIcon(symbolicIcon(QStringLiteral("send"), IconTone::OnAccent));
    m_send->setFixedSize(kSendSide, kSendSide);
    m_limit = new TextLabel(TextLevel::Caption);
    m_limit->setTone("danger");
    m_limit->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_composer, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    column->setSpacing(space::kTiny);
    column->addWidget(m_limit);
    column->addLayout(row);
    return bar;
}

void ConversationPane::connectParts()
{
    connect(m_noChat, &EmptyState::actionTriggered, this, &ConversationPane::newChatRequested);
    connect(m_safety, &QToolButton::clicked, this, [this] { Q_EMIT safetyNumberRequested(m_peer); });
    connect(m_menu, &QToolButton::clicked, this, &ConversationPane::showMenu);
    connect(m_banner, &ErrorBanner::actionTriggered, this, [this] {
        if (m_peer.relation == Relation::Blocked)
            Q_EMIT blockChangeRequested(m_peer.id, false);
        else
            Q_EMIT safetyNumberRequested(m_peer);
    });
    connect(m_trouble, &ErrorBanner::actionTriggered, m_trouble, &ErrorBanner::clear);
    connect(m_composer, &Composer::sendRequested, this, &ConversationPane::send);
    connect(m_composer, &Composer::textChanged, this, &ConversationPane::refreshComposer);
    connect(m_composer, &Composer::draftChanged, this, [this](const QString &text) {
        if (!m_chat.isNull())
            Q_EMIT draftChanged(m_chat, text);
    });
    connect(m_send, &QToolButton::clicked, this, &ConversationPane::send);
    connect(m_jump, &QToolButton::clicked, m_view, &ConversationView::jumpToNewest);
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
    m_chat = chat.id;
    m_arrivals = 0;
    m_trouble->clear();
    m_composer->setDraft(chat.draft);
    updatePeer(chat.peer);
    m_pages->setCurrentIndex(1);
    refreshComposer();
}

void ConversationPane::updatePeer(const Person &peer)
{
    m_peer = peer;
    refreshHeader();
    refreshBanner();
    refreshMiddle();
}

void ConversationPane::showNothing()
{
    m_composer->flush();
    m_chat = {};
    m_pages->setCurrentIndex(0);
}

void ConversationPane::showError(ErrorCode code)
{
    m_trouble->showError(code, tr("Close"));
}

void ConversationPane::refreshHeader()
{
    m_avatar->setPerson(m_peer.id, m_peer.shownName());
    m_name->setText(lineText(m_peer.shownName()));
    const QString handle = isolated(lineText(u'@' + m_peer.username));
    const bool verified = m_peer.trust == Trust::Verified;
    m_subtitle->setText(verified                         ? tr("%1 · Verified").arg(handle)
                        : m_peer.trust == Trust::Changed ? tr("%1 · Safety number has changed").arg(handle)
                                                         : tr("%1 · Safety number not compared").arg(handle));
    m_safety->setIcon(verified                         ? symbolicIcon(QStringLiteral("shield-check"), IconTone::Accent)
                      : m_peer.trust == Trust::Changed ? symbolicIcon(QStringLiteral("warning"), IconTone::Warning)
                                                       : symbolicIcon(QStringLiteral("shield")));
}

void ConversationPane::refreshBanner()
{
    if (m_peer.relation == Relation::Blocked)
        m_banner->showWords(ErrorBanner::Tone::Info, tr("You have blocked this person."),
                            tr("Neither of you can write to the other."), tr("Unblock"));
    else if (m_peer.trust == Trust::Changed)
        m_banner->showWords(ErrorBanner::Tone::Warning, tr("The safety number has changed."),
                            tr("This person has a new key: a new device, or somebody in between. Nothing is sent until "
                               "you decide."),
                            tr("Compare"));
    else
        m_banner->clear();
}

void ConversationPane::refreshMiddle()
{
    const bool isEmpty = m_messages.isOpened() && m_messages.rowCount() == 0;
    m_noMessages->setWords(tr("No messages yet"),
                           tr("What you and %1 write is encrypted on your computers. Nobody else can read it, not even "
                              "whoever runs the database.")
                               .arg(isolated(lineText(m_peer.shownName()))));
    m_middle->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_noMessages) : m_view);
    refreshJumpButton(m_view->isAtNewest());
}

void ConversationPane::refreshComposer()
{
    const bool writable = m_peer.relation != Relation::Blocked;
    const qsizetype excess = m_composer->excess();
    m_composer->setEnabled(writable);
    m_send->setEnabled(writable && m_composer->canSend());
    m_limit->setVisible(excess > 0);
    if (excess > 0)
        m_limit->setText(tr("%n character(s) too long for one message", nullptr, static_cast<int>(excess)));
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
        m_arrivals > 0 ? tr("Jump to %n new message(s)", nullptr, m_arrivals) : tr("Jump to the newest message");
    m_jump->setToolButtonStyle(m_arrivals > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_jump->setText(QLocale().toString(m_arrivals));
    m_jump->setToolTip(label);
    m_jump->setAccessibleName(label);
    m_jump->setVisible(!atNewest && m_middle->currentWidget() == m_view);
    placeJumpButton();
}

void ConversationPane::placeJumpButton()
{
    m_jump->adjustSize();
    const int x =
        layoutDirection() == Qt::LeftToRight ? m_middle->width() - m_jump->width() - space::kLarge : space::kLarge;
    m_jump->move(x, m_middle->height() - m_jump->height() - space::kSmall);
    m_jump->raise();
}

void ConversationPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeJumpButton();
}

void ConversationPane::send()
{
    if (!m_composer->isEnabled() || !m_composer->canSend())
        return;
    const QString text = m_composer->toPlainText().trimmed();
    m_trouble->clear();
    m_composer->setDraft({});
    refreshComposer();
    m_view->jumpToNewest();
    Q_EMIT sendRequested(m_chat, text);
}

void ConversationPane::restoreUnsent(ChatId chat, const QString &text)
{
    if (chat != m_chat)
        return;
    const QString typed = m_composer->toPlainText();
    m_composer->setDraft(typed.isEmpty() ? text : text + u'\n' + typed);
    refreshComposer();
}

} // namespace tacet
