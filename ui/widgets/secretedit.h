#pragma once
#include <QLineEdit>
#include <QtCrypto>

namespace tacet {

/// A field for a passphrase: hidden, with a button to look at it, kept away from input methods and undo.
class SecretEdit final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SecretEdit(QWidget *parent = nullptr);

    /// What was typed, as UTF-8 in composed form, in memory that is wiped. The field keeps its text.
    QCA::SecureArray secret() const;
    /// Empties the field and overwrites what Qt held.
    void wipe();

private:
    void setRevealed(bool revealed);

    QAction *m_reveal;
};

} // namespace tacet
