#pragma once
#include "ui/account/pageframe.h"

#include <QtCrypto>

class QLineEdit;

namespace tacet {

class PassphraseFields;

/// A workspace on this computer and its owner.
class CreatePage final : public PageFrame
{
    Q_OBJECT
public:
    explicit CreatePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void submitted(const QString &workspace, const QString &username, const QString &displayName,
                   const QCA::SecureArray &passphrase);

private:
    void submit();

    QLineEdit *m_workspace;
    QLineEdit *m_username;
    QLineEdit *m_displayName;
    PassphraseFields *m_passphrase;
    QPushButton *m_submit;
};

/// Fields for the two names, with the limits of the domain.
QLineEdit *makeUsernameField();
QLineEdit *makeDisplayNameField();

} // namespace tacet
