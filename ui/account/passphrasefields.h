#pragma once
#include <QWidget>
#include <QtCrypto>

class QProgressBar;

namespace tacet {

class SecretEdit;
class TextLabel;

/// A new passphrase, twice, with its strength in words and as a bar.
class PassphraseFields final : public QWidget
{
    Q_OBJECT
public:
    explicit PassphraseFields(QWidget *parent = nullptr);

    /// Long enough, not weak, and typed the same twice.
    bool isComplete() const;
    /// Puts what is missing into words under the second field.
    void explain();
    /// What was typed; the fields are wiped.
    QCA::SecureArray take();

Q_SIGNALS:
    void changed();

private:
    void refresh();

    SecretEdit *m_first;
    SecretEdit *m_second;
    QProgressBar *m_bar;
    TextLabel *m_strength;
    TextLabel *m_match;
};

} // namespace tacet
