#pragma once
#include "models/domain/error.h"
#include "ui/account/pageframe.h"

#include <QtCrypto>

namespace tacet {

class SecretEdit;

/// Before the administration: who sits here proves it with the passphrase of this computer.
class AdministrationUnlockPage final : public PageFrame
{
    Q_OBJECT
public:
    explicit AdministrationUnlockPage(const QString &workspace, QWidget *parent = nullptr);

    void showError(ErrorCode code);

Q_SIGNALS:
    void submitted(const QCA::SecureArray &passphrase);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void submit();

    SecretEdit *m_passphrase;
    QPushButton *m_button;
};

} // namespace tacet
