#include "ui/admin/administrationunlockpage.h"

#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/secretedit.h"

#include <QPushButton>

namespace tacet {

AdministrationUnlockPage::AdministrationUnlockPage(const QString &workspace, QWidget *parent)
    : PageFrame(
          tr("Administration of %1").arg(isolated(lineText(workspace))),
          tr("Your passphrase opens the administration. It ends after 15 minutes without use. People, devices and "
             "figures can be seen here; what people write cannot."),
          parent)
    , m_passphrase(new SecretEdit)
{
    setObjectName(QStringLiteral("administrationUnlock"));
    hideBack();
    m_passphrase->setObjectName(QStringLiteral("administrationPassphrase"));
    addField(tr("Passphrase of this computer"), m_passphrase);
    m_button = addPrimary(QStringLiteral("beginAdministration"), tr("Open the administration"));
    connect(m_button, &QPushButton::clicked, this, &AdministrationUnlockPage::submit);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &AdministrationUnlockPage::submit);
}

void AdministrationUnlockPage::showError(ErrorCode code)
{
    m_button->setEnabled(true);
    banner().showError(code);
    m_passphrase->setFocus(Qt::OtherFocusReason);
}

void AdministrationUnlockPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    m_button->setEnabled(true);
    m_passphrase->setFocus(Qt::OtherFocusReason);
}

void AdministrationUnlockPage::submit()
{
    const QCA::SecureArray passphrase = m_passphrase->secret();
    if (passphrase.isEmpty() || !m_button->isEnabled())
        return;
    m_passphrase->wipe();
    m_button->setEnabled(false);
    banner().clear();
    Q_EMIT submitted(passphrase);
}

} // namespace tacet
