#include "ui/account/smallpages.h"

#include "ui/widgets/secretedit.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QAccessible>
#include <QIcon>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kLogoSide = 72;
constexpr int kCardIconSide = 28;
constexpr int kColumnWidth = 440;

/// Puts `column` into the middle of the page.
void centre(QWidget &page, QWidget *column)
{
    auto *row = new QHBoxLayout(&page);
    row->addStretch();
    row->addWidget(column);
    row->addStretch();
    column->setFixedWidth(kColumnWidth);
}

/// A push button as large as the labels inside it.
class CardButton final : public QPushButton
{
public:
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return layout()->totalHeightForWidth(width); }
    QSize sizeHint() const override { return {kColumnWidth, heightForWidth(kColumnWidth)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("welcomePage"));
    auto *logo = new QLabel;
    logo->setPixmap(
        QIcon(QStringLiteral(":/icons/tacet.svg")).pixmap(QSize(kLogoSide, kLogoSide), devicePixelRatioF()));
    auto *title = new TextLabel(TextLevel::Title, tr("Welcome to Tacet"));
    auto *sentence = new TextLabel(
        TextLevel::Body, tr("Private messages on a database that belongs to you. Everything is encrypted on this "
                            "computer before it is stored."));
    sentence->setTone("muted");
    QPushButton *create = makeCard(QStringLiteral("createCard"), QStringLiteral("computer"), tr("Create a workspace"),
                                   tr("On this computer, for yourself or to try it out. Takes a few seconds."));
    QPushButton *join = makeCard(QStringLiteral("joinCard"), QStringLiteral("link"), tr("Join a workspace"),
                                 tr("With a link or a QR code that somebody gave you."));
    auto *column = new QWidget;
    auto *stack = new QVBoxLayout(column);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(space::kSmall);
    stack->addStretch(2);
    stack->addWidget(logo);
    stack->addSpacing(space::kSmall);
    stack->addWidget(title);
    stack->addWidget(sentence);
    stack->addSpacing(space::kMedium);
    stack->addWidget(create);
    stack->addWidget(join);
    stack->addStretch(3);
    centre(*this, column);
    connect(create, &QPushButton::clicked, this, &WelcomePage::createChosen);
    connect(join, &QPushButton::clicked, this, &WelcomePage::joinChosen);
}

QPushButton *WelcomePage::makeCard(const QString &name, const QString &icon, const QString &title,
                                   const QString &sentence)
{
    auto *card = new CardButton;
    card->setObjectName(name);
    card->setProperty("kind", QStringLiteral("card"));
    card->setAccessibleName(title);
    card->setAccessibleDescription(sentence);
    auto *picture = new QLabel;
    picture->setPixmap(
        symbolicIcon(icon, IconTone::Accent).pixmap(QSize(kCardIconSide, kCardIconSide), devicePixelRatioF()));
    auto *caption = new TextLabel(TextLevel::Body, sentence);
    caption->setTone("muted");
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new TextLabel(TextLevel::Strong, title));
    words->addWidget(caption);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    row->setSpacing(space::kMedium);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    for (QLabel *label : card->findChildren<QLabel *>())
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return card;
}

UnlockPage::UnlockPage(QWidget *parent)
    : PageFrame(tr("Welcome back"), tr("Your messages on this computer are locked. The passphrase opens them."), parent)
    , m_passphrase(new SecretEdit)
{
    setObjectName(QStringLiteral("unlockPage"));
    hideBack();
    m_passphrase->setObjectName(QStringLiteral("unlockPassphrase"));
    addField(tr("Passphrase"), m_passphrase);
    QPushButton *button = addPrimary(QStringLiteral("unlockButton"), tr("Unlock"));
    button->setEnabled(false);
    connect(m_passphrase, &QLineEdit::textChanged, button,
            [button](const QString &typed) { button->setEnabled(!typed.isEmpty()); });
    connect(m_passphrase, &QLineEdit::returnPressed, button, &QPushButton::click);
    connect(button, &QPushButton::clicked, this, &UnlockPage::submit);
}

void UnlockPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    m_passphrase->setFocus();
}

void UnlockPage::submit()
{
    const QCA::SecureArray secret = m_passphrase->secret();
    m_passphrase->wipe();
    Q_EMIT submitted(secret);
}

ProgressPage::ProgressPage(QWidget *parent)
    : QWidget(parent)
    , m_words(new TextLabel(TextLevel::Heading))
    , m_bar(new QProgressBar)
{
    setObjectName(QStringLiteral("progressPage"));
    m_words->setObjectName(QStringLiteral("progressWords"));
    m_words->setAlignment(Qt::AlignCenter);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    auto *cancel = new QPushButton(tr("Stop and quit"));
    cancel->setObjectName(QStringLiteral("cancelButton"));
    connect(cancel, &QPushButton::clicked, this, &ProgressPage::cancelRequested);
    auto *column = new QWidget;
    auto *stack = new QVBoxLayout(column);
    stack->setSpacing(space::kMedium);
    stack->addStretch(2);
    stack->addWidget(m_words);
    stack->addWidget(m_bar);
    stack->addWidget(cancel, 0, Qt::AlignHCenter);
    stack->addStretch(3);
    centre(*this, column);
}

void ProgressPage::setWords(const QString &words)
{
    m_words->setText(words);
    QAccessibleEvent event(m_words, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace tacet
