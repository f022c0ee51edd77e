#pragma once
#include "models/domain/error.h"
#include "models/domain/person.h"
#include "models/domain/safetynumber.h"

#include <QDialog>

class QGridLayout;
class QPushButton;

namespace tacet {

class ErrorBanner;
class QrCodeWidget;
class TextLabel;

/// The number that two people compare: twelve groups of five digits and a QR code, and what to do after.
class SafetyNumberDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit SafetyNumberDialog(const Person &person, QWidget *parent = nullptr);

    UserId person() const { return m_person.id; }
    void setNumber(const SafetyNumber &number);
    void setPerson(const Person &person);
    void showError(ErrorCode code);

Q_SIGNALS:
    void verifiedChangeRequested(tacet::UserId person, bool verified);
    /// The new key is taken; `verified` if the numbers were compared and agree.
    void changedKeyAccepted(tacet::UserId person, bool verified);

private:
    QWidget *buildCard();
    QLayout *buildButtons();
    void refresh();

    Person m_person;
    QString m_digits;
    TextLabel *m_explanation;
    TextLabel *m_state;
    ErrorBanner *m_banner;
    QrCodeWidget *m_code;
    QList<TextLabel *> m_groups;
    QPushButton *m_copy;
    QPushButton *m_acceptUnseen;
    QPushButton *m_verify;
};

} // namespace tacet
