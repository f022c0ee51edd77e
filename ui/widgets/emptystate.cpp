#include "ui/widgets/emptystate.h"

#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kIconSide = 48;
constexpr int kWordsWidth = 360;

} // namespace

EmptyState::EmptyState(const QString &icon, QWidget *parent)
    : QWidget(parent)
    , m_iconName(icon)
    , m_icon(new QLabel)
    , m_headline(new TextLabel(TextLevel::Heading))
    , m_sentence(new TextLabel(TextLevel::Body))
    , m_action(new QPushButton)
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_headline->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setTone("muted");
    m_headline->setMaximumWidth(kWordsWidth);
    m_sentence->setMaximumWidth(kWordsWidth);
    m_action->setProperty("kind", QStringLiteral("primary"));
    m_action->setObjectName(QStringLiteral("emptyAction"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kSmall);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addSpacing(space::kSmall);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::kSmall);
    words->addWidget(m_headline);
    words->addWidget(m_sentence);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addLayout(words, 20);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(space::kSmall);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    m_action->hide();
    drawIcon();
}

void EmptyState::setWords(const QString &headline, const QString &sentence, const QString &action)
{
    m_headline->setText(headline);
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(headline);
    setAccessibleDescription(sentence);
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawIcon();
    QWidget::changeEvent(event);
}

void EmptyState::drawIcon()
{
    const QColor color = Theme::of(palette()).muted;
    m_icon->setPixmap(symbolicPixmap(m_iconName, color, kIconSide, devicePixelRatioF()));
}

} // namespace tacet
