#include "ui/widgets/secretedit.h"

#include "ui/widgets/symbolicicon.h"

#include <QAction>

namespace tacet {

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_reveal(addAction(symbolicIcon(QStringLiteral("eye"), IconTone::Muted), QLineEdit::TrailingPosition))
{
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QAction::toggled, this, &SecretEdit::setRevealed);
    setRevealed(false);
}

void SecretEdit::setRevealed(bool revealed)
{
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setIcon(symbolicIcon(revealed ? QStringLiteral("eye-off") : QStringLiteral("eye"), IconTone::Muted));
    m_reveal->setText(revealed ? tr("Hide the passphrase") : tr("Show the passphrase"));
    m_reveal->setToolTip(m_reveal->text());
}

QCA::SecureArray SecretEdit::secret() const
{
    QString composed = text().normalized(QString::NormalizationForm_C);
    QByteArray utf8 = composed.toUtf8();
    QCA::SecureArray secret(utf8);
    utf8.fill('\0');
    composed.fill(u'\0');
    return secret;
}

void SecretEdit::wipe()
{
    setText(QString(text().size(), u'\0'));
    clear();
    m_reveal->setChecked(false);
}

} // namespace tacet
