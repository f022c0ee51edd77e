#include "ui/admin/dangerdialog.h"

#include "ui/widgets/dialogsize.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/textlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kWidth = 500;

} // namespace

DangerDialog::DangerDialog(const Words &words, Confirmation confirmation, QWidget *parent)
    : QDialog(parent)
    , m_effects(new QVBoxLayout)
    , m_counting(new TextLabel(TextLevel::Body, tr("Counting what this affects …")))
    , m_banner(new ErrorBanner)
    , m_action(new QPushButton(words.action))
    , m_name(lineText(words.name))
{
    setObjectName(QStringLiteral("dangerDialog"));
    setWindowTitle(words.title);
    setFixedWidth(kWidth);
    m_effects->setSpacing(space::kTiny);
    m_counting->setTone("muted");
    m_effects->addWidget(m_counting);
    m_action->setObjectName(QStringLiteral("dangerAction"));
    m_action->setProperty("kind", QStringLiteral("danger"));
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("dangerCancel"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_action);
    auto *undo = new TextLabel(TextLevel::Body, words.undo);
    undo->setTone(confirmation == Confirmation::TypedName ? "danger" : "muted");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(new TextLabel(TextLevel::Heading, words.title));
    column->addWidget(new TextLabel(TextLevel::Body, words.sentence));
    column->addLayout(m_effects);
    column->addWidget(undo);
    column->addWidget(m_banner);
    if (confirmation == Confirmation::TypedName)
        column->addWidget(buildConfirmation(m_name));
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, [this] {
        m_isUnderWay = true;
        m_banner->clear();
        refresh();
        Q_EMIT confirmed();
    });
    const QList<QPushButton *> every = findChildren<QPushButton *>();
    for (QPushButton *button : every)
        button->setAutoDefault(false);
    refresh();
    fitHeight(*this);
}

QWidget *DangerDialog::buildConfirmation(const QString &name)
{
    auto *box = new QWidget;
    auto *ask = new TextLabel(TextLevel::Body, tr("Type “%1” to go on.").arg(isolated(name)));
    m_field = new QLineEdit;
    m_field->setObjectName(QStringLiteral("dangerField"));
    m_field->setAccessibleName(ask->text());
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(ask);
    column->addWidget(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &DangerDialog::refresh);
    return box;
}

void DangerDialog::setEffects(const QStringList &effects)
{
    m_counting->hide();
    for (const QString &effect : effects) {
        auto *line = new TextLabel(TextLevel::Strong, tr("• %1", "one of several effects").arg(effect));
        line->setProperty("effect", true);
        m_effects->addWidget(line);
        line->show();
    }
    m_isCounted = true;
    refresh();
    fitHeight(*this);
}

void DangerDialog::showError(ErrorCode code)
{
    m_counting->hide();
    m_isUnderWay = false;
    m_banner->showError(code);
    refresh();
    fitHeight(*this);
}

void DangerDialog::refresh()
{
    const bool isNamed = !m_field || lineText(m_field->text()) == m_name;
    m_action->setEnabled(m_isCounted && isNamed && !m_isUnderWay);
}

} // namespace tacet
