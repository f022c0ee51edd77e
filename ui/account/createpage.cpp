#include "ui/account/createpage.h"

#include "models/domain/limits.h"
#include "models/domain/username.h"
#include "ui/account/passphrasefields.h"
#include "ui/widgets/errorbanner.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>

namespace tacet {

QLineEdit *makeUsernameField()
{
    static const QRegularExpression allowed(QStringLiteral("[A-Za-z0-9_]*"));
    auto *field = new QLineEdit;
    field->setObjectName(QStringLiteral("username"));
    field->setMaxLength(limits::kUsernameMax);
    field->setValidator(new QRegularExpressionValidator(allowed, field));
    field->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText | Qt::ImhLatinOnly);
    return field;
}

QLineEdit *makeDisplayNameField()
{
    auto *field = new QLineEdit;
    field->setObjectName(QStringLiteral("displayName"));
    field->setMaxLength(limits::kDisplayNameMax);
    return field;
}

CreatePage::CreatePage(QWidget *parent)
    : PageFrame(tr("A workspace on this computer"),
                tr("Tacet starts a private PostgreSQL for it, in your own folder. Nobody outside this computer can "
                   "reach it."),
                parent)
    , m_workspace(new QLineEdit)
    , m_username(makeUsernameField())
    , m_displayName(makeDisplayNameField())
    , m_passphrase(new PassphraseFields)
{
    setObjectName(QStringLiteral("createPage"));
    m_workspace->setObjectName(QStringLiteral("workspaceName"));
    m_workspace->setMaxLength(limits::kWorkspaceNameMax);
    addField(tr("Name of the workspace"), m_workspace);
    addField(tr("Your user name"), m_username, tr("3 to 50 letters, digits or underscores. Others find you by it."));
    addField(tr("Your name (optional)"), m_displayName);
    addWidget(m_passphrase);
    m_submit = addPrimary(QStringLiteral("createButton"), tr("Create workspace"));
    for (QLineEdit *field : {m_workspace, m_username, m_displayName})
        connect(field, &QLineEdit::returnPressed, this, &CreatePage::submit);
    connect(m_submit, &QPushButton::clicked, this, &CreatePage::submit);
}

void CreatePage::submit()
{
    banner().clear();
    const QString workspace = m_workspace->text().trimmed();
    if (workspace.isEmpty()) {
        m_workspace->setFocus();
        banner().showWords(ErrorBanner::Tone::Danger, tr("The workspace needs a name."), {});
        return;
    }
    if (!checkedUsername(m_username->text())) {
        m_username->setFocus();
        banner().showWords(ErrorBanner::Tone::Danger, tr("A user name has 3 to 50 letters, digits or underscores."),
                           {});
        return;
    }
    if (!m_passphrase->isComplete()) {
        m_passphrase->explain();
        banner().showWords(ErrorBanner::Tone::Danger, tr("Choose a stronger passphrase, and type it the same twice."),
                           tr("It protects everything that this computer keeps. It cannot be recovered."));
        return;
    }
    Q_EMIT submitted(workspace, m_username->text(), m_displayName->text().trimmed(), m_passphrase->take());
}

} // namespace tacet
