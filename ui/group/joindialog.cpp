#include "ui/group/joindialog.h"

#include "models/items/groupwords.h"
#include "ui/group/detaildelegate.h"
#include "ui/group/linkobstacle.h"
#include "ui/group/plainlist.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/qrreader.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kPause{250};
constexpr QSize kSize(500, 600);
constexpr int kAvatarSide = 44;
/// Nothing shorter is a code.
constexpr int kCodeLeast = 8;

} // namespace

JoinDialog::JoinDialog(QWidget *parent)
    : QDialog(parent)
    , m_banner(new ErrorBanner)
    , m_join(new QPushButton)
{
    setObjectName(QStringLiteral("joinDialog"));
    setWindowTitle(tr("Join a group or channel"));
    resize(kSize);
    setAcceptDrops(true);
    m_join->setObjectName(QStringLiteral("joinChatButton"));
    m_join->setProperty("kind", QStringLiteral("primary"));
    m_join->setDefault(true);
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_join);
    m_card = buildCard();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(buildInvite());
    column->addWidget(m_banner);
    column->addWidget(m_card);
    column->addWidget(buildPublic(), 1);
    column->addLayout(buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &JoinDialog::ask);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        m_isPreviewed = false;
        m_pause.start();
        refresh();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &JoinDialog::refresh);
    connect(m_list, &QListView::doubleClicked, m_join, &QPushButton::click);
    connect(m_join, &QPushButton::clicked, this, &JoinDialog::join);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_field->setFocus();
    refresh();
    m_pause.start();
}

QWidget *JoinDialog::buildInvite()
{
    auto *part = new QWidget;
    m_field = new QLineEdit;
    m_field->setObjectName(QStringLiteral("inviteField"));
    m_field->setPlaceholderText(tr("Code or link"));
    m_field->setAccessibleName(tr("Code or link"));
    m_field->setClearButtonEnabled(true);
    QToolButton *pasteButton = iconButton(QStringLiteral("pasteInviteButton"), QStringLiteral("copy"),
                                          tr("Paste a link or the picture of one"));
    connect(pasteButton, &QToolButton::clicked, this, &JoinDialog::paste);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_field, 1);
    row->addWidget(pasteButton);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(new TextLabel(TextLevel::Strong, tr("By a code or link that somebody gave you")));
    column->addLayout(row);
    return part;
}

QWidget *JoinDialog::buildCard()
{
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    m_avatar = new Avatar(kAvatarSide);
    m_name = new TextLabel(TextLevel::Heading);
    m_name->setObjectName(QStringLiteral("previewName"));
    m_detail = new TextLabel(TextLevel::Caption);
    m_detail->setTone("muted");
    auto *words = new QVBoxLayout;
    words->setSpacing(space::kTiny);
    words->addWidget(m_name);
    words->addWidget(m_detail);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    row->setSpacing(space::kMedium);
    row->addWidget(m_avatar);
    row->addLayout(words, 1);
    return card;
}

QWidget *JoinDialog::buildPublic()
{
    auto *part = new QWidget;
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("publicSearch"));
    m_search->setProperty("role", QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search public chats"));
    m_search->setAccessibleName(tr("Search public chats"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(symbolicIcon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_list = plainList(QStringLiteral("publicList"), tr("Public chats"), m_chats);
    m_list->setItemDelegate(
        new DetailDelegate({.detail = PublicChatModel::DetailRole, .icon = PublicChatModel::IconRole}, m_list));
    m_empty = new EmptyState(QStringLiteral("globe"));
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_list);
    m_middle->addWidget(m_empty);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(new TextLabel(TextLevel::Strong, tr("Or one that is open to the whole workspace")));
    column->addWidget(m_search);
    column->addWidget(m_middle, 1);
    return part;
}

void JoinDialog::setInvite(const QString &text)
{
    m_field->setText(text.trimmed());
    m_field->setCursorPosition(0);
    ask();
}

void JoinDialog::paste()
{
    if (const Result<QString> text = textFromMimeData(*QApplication::clipboard()->mimeData()))
        setInvite(*text);
    else
        m_banner->showError(text.error().code());
}

void JoinDialog::ask()
{
    m_pause.stop();
    const QString typed = m_field->text().trimmed();
    if (typed != m_asked) {
        m_asked = typed;
        m_banner->clear();
        if (const auto obstacle = linkObstacle(typed, m_workspace))
            m_banner->showWords(ErrorBanner::Tone::Info, obstacle->happened,
                                obstacle->meaning + u' ' + obstacle->remedy);
        else if (typed.size() >= kCodeLeast)
            Q_EMIT previewRequested(typed);
    }
    const QString words = m_search->text().simplified();
    if (!m_hasSearched || words != m_searched) {
        m_hasSearched = true;
        m_searched = words;
        Q_EMIT searchRequested(words);
    }
}

void JoinDialog::setPreview(const QString &text, const InvitePreview &preview)
{
    if (text != m_field->text().trimmed())
        return;
    const QString kind = preview.type == ChatType::Group ? tr("Group") : tr("Channel");
    QStringList details{kind};
    if (preview.memberCount > 0)
        details += memberCountWords(preview.memberCount);
    details += preview.wantsApproval ? tr("somebody there lets you in") : tr("you are in at once");
    m_avatar->setLook({.id = preview.chat.uuid(), .name = preview.name, .shape = AvatarShape::Chat});
    m_name->setText(preview.name.isEmpty() ? tr("The name is shown to members only") : lineText(preview.name));
    m_detail->setText(details.join(QStringLiteral(" · ")));
    m_join->setText(preview.wantsApproval ? tr("Ask to join") : tr("Join"));
    m_isPreviewed = true;
    m_list->setCurrentIndex({});
    refresh();
}

void JoinDialog::showPreviewError(const QString &text, ErrorCode code)
{
    if (text == m_field->text().trimmed())
        m_banner->showError(code);
}

void JoinDialog::setPublicChats(const QString &words, const QList<PublicChat> &chats)
{
    if (words != m_searched)
        return;
    m_chats.setChats(chats);
    refresh();
}

void JoinDialog::join()
{
    m_joining = true;
    m_banner->clear();
    refresh();
    if (m_isPreviewed)
        Q_EMIT joinRequested(m_field->text().trimmed());
    else
        Q_EMIT joinPublicRequested(m_list->currentIndex().data(PublicChatModel::ChatIdRole).value<ChatId>());
}

void JoinDialog::showError(ErrorCode code)
{
    m_joining = false;
    m_banner->showError(code);
    refresh();
}

void JoinDialog::showRequested()
{
    m_banner->showWords(ErrorBanner::Tone::Info, tr("You asked to join."),
                        tr("The chat appears in your list once somebody there has let you in."));
    m_join->hide();
    m_isPreviewed = false;
    refresh();
}

void JoinDialog::refresh()
{
    const bool hasPublic = m_list->currentIndex().isValid();
    m_card->setVisible(m_isPreviewed);
    if (!m_isPreviewed)
        m_join->setText(tr("Join"));
    m_join->setEnabled(!m_joining && (m_isPreviewed || hasPublic));
    if (m_searched.isEmpty())
        m_empty->setWords(tr("No public chats"), tr("Nobody has made a chat that is open to the whole workspace."));
    else
        m_empty->setWords(tr("No public chat by that name"), tr("Names are found by their words."));
    m_middle->setCurrentWidget(m_chats.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_list);
}

void JoinDialog::dragEnterEvent(QDragEnterEvent *event)
{
    event->acceptProposedAction();
}

void JoinDialog::dropEvent(QDropEvent *event)
{
    if (const Result<QString> text = textFromMimeData(*event->mimeData()))
        setInvite(*text);
}

} // namespace tacet
