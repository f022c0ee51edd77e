#include "ui/admin/figurecard.h"

#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kMarkSide = 18;

} // namespace

FigureCard::FigureCard(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextLevel::Caption, title))
    , m_figure(new TextLabel(TextLevel::Title, QStringLiteral("…")))
    , m_sentence(new TextLabel(TextLevel::Body))
    , m_mark(new QLabel)
    , m_action(new QPushButton)
{
    setObjectName(QStringLiteral("card"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_title->setTone("muted");
    m_figure->setProperty("figure", true);
    m_action->setObjectName(QStringLiteral("cardAction"));
    m_action->hide();
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kSmall);
    head->addWidget(m_title, 1);
    head->addWidget(m_mark);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kTiny);
    column->addLayout(head);
    column->addWidget(m_figure);
    column->addWidget(m_sentence);
    column->addSpacing(space::kTiny);
    column->addStretch();
    column->addWidget(m_action, 0, Qt::AlignLeading);
    connect(m_action, &QPushButton::clicked, this, &FigureCard::actionTriggered);
}

void FigureCard::setFigure(const QString &figure, ConsoleTone tone, const QString &sentence, const QString &action)
{
    m_tone = tone;
    m_figure->setText(figure);
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_action->setAccessibleDescription(sentence);
    setAccessibleName(tr("%1: %2. %3", "title, figure and sentence of a card").arg(m_title->text(), figure, sentence));
    drawMark();
}

void FigureCard::setUnknown(const QString &sentence)
{
    setFigure(QStringLiteral("–"), ConsoleTone::Plain, sentence, {});
}

void FigureCard::drawMark()
{
    const Theme &theme = Theme::of(palette());
    m_mark->setVisible(m_tone != ConsoleTone::Plain);
    const bool isGood = m_tone == ConsoleTone::Good;
    const QColor color = isGood ? theme.success : m_tone == ConsoleTone::Warning ? theme.warning : theme.danger;
    m_mark->setPixmap(symbolicPixmap(isGood ? QStringLiteral("check") : QStringLiteral("warning"), color, kMarkSide,
                                     devicePixelRatioF()));
}

void FigureCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawMark();
    QFrame::changeEvent(event);
}

} // namespace tacet
