#include "ui/account/pageframe.h"

#include "ui/widgets/errorbanner.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace tacet {

namespace {

constexpr int kColumnWidth = 440;

} // namespace

PageFrame::PageFrame(const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_form(new QVBoxLayout)
    , m_banner(new ErrorBanner)
    , m_back(new QToolButton)
{
    m_back->setObjectName(QStringLiteral("backButton"));
    m_back->setIcon(symbolicIcon(QStringLiteral("back")));
    m_back->setText(tr("Back"));
    m_back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_back, &QToolButton::clicked, this, &PageFrame::backRequested);
    auto *words = new TextLabel(TextLevel::Body, sentence);
    words->setTone("muted");
    m_form->setSpacing(space::kMedium);

    auto *column = new QWidget;
    column->setObjectName(QStringLiteral("page"));
    column->setFixedWidth(kColumnWidth);
    auto *stack = new QVBoxLayout(column);
    stack->setContentsMargins(0, space::kLarge, 0, space::kLarge);
    stack->setSpacing(space::kSmall);
    stack->addWidget(m_back, 0, Qt::AlignLeft);
    stack->addStretch(1);
    stack->addWidget(new TextLabel(TextLevel::Title, title));
    stack->addWidget(words);
    stack->addSpacing(space::kSmall);
    stack->addWidget(m_banner);
    stack->addSpacing(space::kSmall);
    stack->addLayout(m_form);
    stack->addStretch(2);

    auto *page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto *middle = new QHBoxLayout(page);
    middle->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    middle->addStretch();
    middle->addWidget(column);
    middle->addStretch();
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);
}

void PageFrame::addField(const QString &label, QWidget *field, const QString &hint)
{
    auto *group = new QVBoxLayout;
    group->setSpacing(space::kTiny);
    auto *caption = new TextLabel(TextLevel::Strong, label);
    caption->setBuddy(field);
    field->setAccessibleName(label);
    group->addWidget(caption);
    group->addWidget(field);
    if (!hint.isEmpty()) {
        auto *words = new TextLabel(TextLevel::Caption, hint);
        words->setTone("muted");
        field->setAccessibleDescription(hint);
        group->addWidget(words);
    }
    m_form->addLayout(group);
}

void PageFrame::addWidget(QWidget *widget)
{
    m_form->addWidget(widget);
}

QPushButton *PageFrame::addPrimary(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setProperty("kind", QStringLiteral("primary"));
    button->setDefault(true);
    m_form->addSpacing(space::kSmall);
    m_form->addWidget(button);
    return button;
}

void PageFrame::hideBack()
{
    m_back->hide();
}

} // namespace tacet
