#include "ui/group/typedconfirmation.h"

#include "ui/widgets/dialogsize.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/textlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kWidth = 440;

} // namespace

TypedConfirmation::TypedConfirmation(const Words &words, QWidget *parent)
    : QDialog(parent)
    , m_field(new QLineEdit)
    , m_action(new QPushButton(words.action))
{
    setObjectName(QStringLiteral("typedConfirmation"));
    setWindowTitle(words.title);
    setFixedWidth(kWidth);
    auto *sentence = new TextLabel(TextLevel::Body, words.sentence);
    auto *ask = new TextLabel(TextLevel::Body, tr("Type “%1” to go on.").arg(isolated(lineText(words.name))));
    ask->setTone("muted");
    m_field->setObjectName(QStringLiteral("confirmationField"));
    m_field->setAccessibleName(ask->text());
    m_action->setObjectName(QStringLiteral("confirmationButton"));
    m_action->setProperty("kind", QStringLiteral("danger"));
    m_action->setEnabled(false);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_action);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(new TextLabel(TextLevel::Heading, words.title));
    column->addWidget(sentence);
    column->addWidget(ask);
    column->addWidget(m_field);
    column->addLayout(buttons);
    // What cannot be typed as it is shown (direction marks, look-alike spaces) must not stand in the way.
    connect(m_field, &QLineEdit::textChanged, this, [this, wanted = lineText(words.name)](const QString &typed) {
        m_action->setEnabled(lineText(typed) == wanted);
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, &QDialog::accept);
    fitHeight(*this);
}

} // namespace tacet
