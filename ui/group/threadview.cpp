#include "ui/group/threadview.h"

#include "models/items/messagewords.h"
#include "models/items/replytreemodel.h"
#include "ui/chat/composer.h"
#include "ui/group/replydelegate.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kHeaderHeight = 64;
constexpr int kIndentation = 20;
constexpr int kSendSide = 36;
constexpr double kCardShare = 0.4;

} // namespace

ThreadView::ThreadView(ReplyTreeModel &replies, QWidget *parent)
    : QWidget(parent)
    , m_replies(replies)
    , m_banner(new ErrorBanner)
{
    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    banners->addWidget(m_banner);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader());
    column->addWidget(buildCard());
    column->addLayout(banners);
    column->addWidget(buildReplies(), 1);
    column->addWidget(buildComposer());
    connect(&m_replies, &ReplyTreeModel::countChanged, this, &ThreadView::refreshReplies);
    connect(&m_replies, &QAbstractItemModel::rowsInserted, m_tree,
            [this](const QModelIndex &above) { m_tree->expand(above); });
    connect(&m_replies, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    refreshComposer();
}

QWidget *ThreadView::buildHeader()
{
    auto *header = new QWidget;
    header->setObjectName(QStringLiteral("panelHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setMinimumHeight(kHeaderHeight);
    auto *back = iconButton(QStringLiteral("threadBackButton"), QStringLiteral("back"), tr("Back to the threads"));
    m_heading = new ElidedLabel(TextLevel::Strong);
    m_follow = iconButton(QStringLiteral("followButton"), QStringLiteral("bell"), tr("Follow"));
    m_pin = iconButton(QStringLiteral("pinThreadButton"), QStringLiteral("pin"), tr("Pin"));
    m_pin->setCheckable(true);
    m_delete = iconButton(QStringLiteral("deleteThreadButton"), QStringLiteral("trash"), tr("Delete the thread"));
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    row->setSpacing(space::kTiny);
    row->addWidget(back);
    row->addWidget(m_heading, 1);
    for (QToolButton *button : {m_follow, m_pin, m_delete})
        row->addWidget(button);
    connect(back, &QToolButton::clicked, this, &ThreadView::backRequested);
    connect(m_follow, &QToolButton::clicked, this,
            [this] { Q_EMIT followChangeRequested(m_thread.id, !m_thread.isFollowed); });
    connect(m_pin, &QToolButton::clicked, this, [this] { Q_EMIT pinChangeRequested(m_thread.id, !m_thread.isPinned); });
    connect(m_delete, &QToolButton::clicked, this, &ThreadView::askDeleteThread);
    return header;
}

QWidget *ThreadView::buildCard()
{
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("page"));
    m_title = new TextLabel(TextLevel::Heading);
    m_title->setObjectName(QStringLiteral("shownThreadTitle"));
    m_byline = new TextLabel(TextLevel::Caption);
    m_byline->setTone("muted");
    m_body = new TextLabel(TextLevel::Body);
    m_body->setObjectName(QStringLiteral("shownThreadBody"));
    m_body->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kSmall);
    column->setSpacing(space::kTiny);
    column->addWidget(m_title);
    column->addWidget(m_byline);
    column->addWidget(m_body);
    m_card = new QScrollArea;
    m_card->setObjectName(QStringLiteral("threadCard"));
    m_card->setFrameShape(QFrame::NoFrame);
    m_card->setWidgetResizable(true);
    m_card->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_card->setWidget(content);
    return m_card;
}

QWidget *ThreadView::buildReplies()
{
    m_tree = new QTreeView;
    m_tree->setObjectName(QStringLiteral("replyTree"));
    m_tree->setAccessibleName(tr("Replies"));
    m_tree->setModel(&m_replies);
    m_delegate = new ReplyDelegate(*m_tree);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(kIndentation);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(true);
    m_tree->setMouseTracking(true);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);
    connect(m_tree, &QTreeView::doubleClicked, this, &ThreadView::answer);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &ThreadView::showMenu);
    m_empty = new EmptyState(QStringLiteral("reply"));
    m_empty->setWords(tr("No replies yet"), tr("Be the first to answer."));
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_tree);
    m_middle->addWidget(m_empty);
    return m_middle;
}

QWidget *ThreadView::buildComposer()
{
    auto *bar = new QWidget;
    bar->setObjectName(QStringLiteral("replyBar"));
    m_answering = new QWidget;
    m_answeringWords = new ElidedLabel(TextLevel::Caption);
    m_answeringWords->setMuted(true);
    auto *stop = iconButton(QStringLiteral("stopAnsweringButton"), QStringLiteral("close"), tr("Answer the thread"));
    auto *answering = new QHBoxLayout(m_answering);
    answering->setContentsMargins(space::kSmall, 0, 0, 0);
    answering->addWidget(m_answeringWords, 1);
    answering->addWidget(stop);
    m_answering->hide();
    m_composer = new Composer;
    m_composer->setObjectName(QStringLiteral("replyComposer"));
    m_composer->setPlaceholderText(tr("Reply"));
    m_composer->setAccessibleName(tr("Reply"));
    m_send = iconButton(QStringLiteral("sendReplyButton"), QStringLiteral("send"), tr("Send the reply"));
    m_send->setFixedSize(kSendSide, kSendSide);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_composer, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    column->setSpacing(space::kTiny);
    column->addWidget(m_answering);
    column->addLayout(row);
    connect(stop, &QToolButton::clicked, this, [this] { answer({}); });
    connect(m_composer, &Composer::sendRequested, this, &ThreadView::send);
    connect(m_composer, &Composer::textChanged, this, &ThreadView::refreshComposer);
    connect(m_send, &QToolButton::clicked, this, &ThreadView::send);
    return bar;
}

void ThreadView::setThread(const Thread &thread)
{
    if (thread.id != m_thread.id) {
        m_drafts.insert(m_thread.id, m_composer->toPlainText());
        m_composer->setDraft(m_drafts.take(thread.id));
        m_banner->clear();
        m_answers.reset();
        m_answering->hide();
    }
    m_thread = thread;
    refresh();
}

void ThreadView::setRights(const Rights &rights)
{
    m_rights = rights;
    refresh();
}

void ThreadView::refresh()
{
    m_heading->setText(lineText(m_thread.title));
    const QIcon bell = m_thread.isFollowed ? symbolicIcon(QStringLiteral("bell"), IconTone::Accent)
                                           : symbolicIcon(QStringLiteral("bell-off"), IconTone::Muted);
    const QString follow = m_thread.isFollowed ? tr("Stop following this thread") : tr("Follow this thread");
    m_follow->setIcon(bell);
    m_follow->setToolTip(follow);
    m_follow->setAccessibleName(follow);
    const QString pin = m_thread.isPinned ? tr("Take the pin off this thread") : tr("Pin this thread");
    m_pin->setVisible(m_rights.pin);
    m_pin->setChecked(m_thread.isPinned);
    m_pin->setToolTip(pin);
    m_pin->setAccessibleName(pin);
    m_delete->setVisible(m_rights.deleteAny || m_thread.isOutgoing);
    m_title->setText(displayText(m_thread.title, 200, 4).text);
    m_byline->setText(tr("%1 · %2").arg(isolated(lineText(m_thread.authorName)),
                                        QLocale().toString(m_thread.createdAt.toLocalTime(), QLocale::ShortFormat)));
    m_body->setText(displayText(m_thread.body, shown::kCodePoints, shown::kLines).text);
    m_body->setVisible(!m_thread.body.isEmpty());
    refreshComposer();
    fitCard();
}

/// As high as its text, but never more than its share of the pane.
void ThreadView::fitCard()
{
    const int wanted = m_card->widget()->heightForWidth(std::max(1, width()));
    m_card->setFixedHeight(std::min(wanted, std::max(kHeaderHeight, static_cast<int>(height() * kCardShare))));
}

void ThreadView::refreshReplies()
{
    const bool isEmpty = m_replies.isOpened() && m_replies.count() == 0;
    m_middle->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_tree);
}

void ThreadView::refreshComposer()
{
    m_composer->setEnabled(m_rights.reply);
    m_composer->setPlaceholderText(m_rights.reply ? tr("Reply") : tr("You may read here, but not reply"));
    const bool sendable = m_rights.reply && m_composer->canSend();
    m_send->setEnabled(sendable);
    m_send->setIcon(symbolicIcon(QStringLiteral("send"), sendable ? IconTone::Accent : IconTone::Muted));
}

void ThreadView::answer(const QModelIndex &index)
{
    const bool toReply = index.isValid() && !index.data(ReplyTreeModel::DeletedRole).toBool();
    m_answers = toReply ? std::optional(index.data(ReplyTreeModel::ReplyIdRole).value<ReplyId>()) : std::nullopt;
    m_answering->setVisible(toReply);
    if (toReply)
        m_answeringWords->setText(
            tr("Answering %1").arg(isolated(lineText(index.data(ReplyTreeModel::AuthorRole).toString()))));
    m_composer->setFocus(Qt::OtherFocusReason);
}

void ThreadView::send()
{
    if (!m_composer->isEnabled() || !m_composer->canSend())
        return;
    const QString body = m_composer->toPlainText().trimmed();
    const std::optional<ReplyId> parent = m_answers;
    m_banner->clear();
    m_composer->setDraft({});
    answer({});
    refreshComposer();
    Q_EMIT replyRequested(m_thread.id, body, parent);
}

void ThreadView::restoreUnsent(ThreadId thread, const QString &body)
{
    if (thread != m_thread.id)
        return;
    const QString typed = m_composer->toPlainText();
    m_composer->setDraft(typed.isEmpty() ? body : body + u'\n' + typed);
    refreshComposer();
}

void ThreadView::showError(ErrorCode code)
{
    m_banner->showError(code);
}

void ThreadView::showMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid() || index.data(ReplyTreeModel::DeletedRole).toBool())
        return;
    const auto reply = index.data(ReplyTreeModel::ReplyIdRole).value<ReplyId>();
    const bool own = index.data(ReplyTreeModel::OutgoingRole).toBool();
    QMenu menu(this);
    if (m_rights.reply)
        menu.addAction(symbolicIcon(QStringLiteral("reply")), tr("Answer"), this,
                       [this, kept = QPersistentModelIndex(index)] { answer(kept); });
    menu.addAction(symbolicIcon(QStringLiteral("copy")), tr("Copy"), this,
                   [text = index.data().toString()] { QApplication::clipboard()->setText(text); });
    if (index.data(ReplyTreeModel::StateRole).toInt() == static_cast<int>(DeliveryState::Failed))
        menu.addAction(symbolicIcon(QStringLiteral("retry")), tr("Try again"), this,
                       [this, reply] { Q_EMIT retryReplyRequested(reply); });
    if (own || m_rights.deleteAny)
        menu.addAction(symbolicIcon(QStringLiteral("trash"), IconTone::Danger), tr("Delete"), this,
                       [this, reply] { Q_EMIT deleteReplyRequested(m_thread.id, reply); });
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

void ThreadView::askDeleteThread()
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Delete the thread"), {}, QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("deleteThreadQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Delete “%1”?").arg(isolated(lineText(m_thread.title))));
    box->setInformativeText(tr("The thread and its replies disappear for everybody. This cannot be undone."));
    QPushButton *remove = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    remove->setProperty("kind", QStringLiteral("danger"));
    connect(remove, &QPushButton::clicked, this, [this, id = m_thread.id] { Q_EMIT deleteThreadRequested(id); });
    box->open();
}

void ThreadView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitCard();
    // Rows are as high as their text is at this width.
    m_tree->doItemsLayout();
}

void ThreadView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LayoutDirectionChange) {
        m_delegate->forgetLayouts();
        m_tree->doItemsLayout();
        refresh();
    }
}

bool ThreadView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_rights.reply) {
            answer(m_tree->currentIndex());
            return true;
        }
        if (key == Qt::Key_Backspace) {
            Q_EMIT backRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tacet
