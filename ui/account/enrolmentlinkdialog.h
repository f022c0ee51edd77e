#pragma once
#include "models/domain/enrolmentlink.h"

#include <QDialog>
#include <QTimer>

#include <chrono>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tacet {

class ErrorBanner;
class QrCodeWidget;
class TextLabel;

/// Makes a link that lets one person join, and shows it as text and QR code until it expires.
class EnrolmentLinkDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit EnrolmentLinkDialog(QWidget *parent = nullptr);

    void setLink(const EnrolmentLink &link);
    void showError(ErrorCode code);

Q_SIGNALS:
    void linkRequested(std::chrono::seconds lifetime);

private:
    QWidget *buildChoice();
    QWidget *buildLink();
    void refreshExpiry();

    QWidget *m_choice;
    QWidget *m_result;
    ErrorBanner *m_banner;
    QComboBox *m_lifetime;
    QPushButton *m_make;
    QrCodeWidget *m_code;
    QLineEdit *m_text;
    TextLabel *m_expiry;
    QDateTime m_expires;
    QTimer m_clock;
};

} // namespace tacet
