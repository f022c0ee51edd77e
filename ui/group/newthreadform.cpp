#include "ui/group/newthreadform.h"

#include "ui/widgets/errorbanner.h"
#include "ui/widgets/textlabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

NewThreadForm::NewThreadForm(QWidget *parent)
    : QWidget(parent)
    , m_banner(new ErrorBanner)
    , m_title(new QLineEdit)
    , m_body(new QPlainTextEdit)
    , m_limit(new TextLabel(TextLevel::Caption))
    , m_create(new QPushButton(tr("Start thread")))
{
    m_title->setObjectName(QStringLiteral("threadTitle"));
    m_title->setPlaceholderText(tr("What is it about?"));
    m_title->setAccessibleName(tr("Title of the thread"));
    m_title->setMaxLength(kTitleMax);
    setFocusProxy(m_title);
    m_body->setObjectName(QStringLiteral("threadBody"));
    m_body->setPlaceholderText(tr("Say more, if you like"));
    m_body->setAccessibleName(tr("Text of the thread"));
    m_body->setTabChangesFocus(true);
    m_limit->setTone("danger");
    m_create->setObjectName(QStringLiteral("createThreadButton"));
    m_create->setProperty("kind", QStringLiteral("primary"));
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancelThreadButton"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_create);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(new TextLabel(TextLevel::Heading, tr("New thread")));
    column->addWidget(m_banner);
    column->addWidget(m_title);
    column->addWidget(m_body, 1);
    column->addWidget(m_limit);
    column->addLayout(buttons);
    connect(m_title, &QLineEdit::textChanged, this, &NewThreadForm::refresh);
    connect(m_body, &QPlainTextEdit::textChanged, this, &NewThreadForm::refresh);
    connect(m_title, &QLineEdit::returnPressed, m_body, [this] { m_body->setFocus(); });
    connect(cancel, &QPushButton::clicked, this, &NewThreadForm::cancelled);
    connect(m_create, &QPushButton::clicked, this, [this] {
        m_create->setEnabled(false);
        Q_EMIT createRequested(m_title->text().simplified(), m_body->toPlainText().trimmed());
    });
    refresh();
}

void NewThreadForm::start()
{
    m_banner->clear();
    m_title->setFocus();
    refresh();
}

void NewThreadForm::clear()
{
    m_title->clear();
    m_body->clear();
}

void NewThreadForm::showError(ErrorCode code)
{
    m_banner->showError(code);
    refresh();
}

void NewThreadForm::refresh()
{
    const qsizetype excess = m_body->toPlainText().toUcs4().size() - kBodyMax;
    m_limit->setVisible(excess > 0);
    if (excess > 0)
        m_limit->setText(tr("%Ln character(s) too long for a thread", nullptr, static_cast<int>(excess)));
    m_create->setEnabled(excess <= 0 && !m_title->text().simplified().isEmpty());
}

void NewThreadForm::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        m_create->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tacet
