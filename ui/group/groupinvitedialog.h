#pragma once
#include "models/domain/group.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace tacet {

class ErrorBanner;
class QrCodeWidget;
class TextLabel;

/// Makes a code or a link into a group or channel, and shows it: as text to say or send, and as a QR code.
class GroupInviteDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit GroupInviteDialog(const Group &group, QWidget *parent = nullptr);

    /// The roles a link may give: all but the owner's.
    void setRoles(const QList<GroupRole> &roles);
    void setInvite(const CreatedInvite &invite);
    void showError(ErrorCode code);

Q_SIGNALS:
    void inviteRequested(const tacet::NewInvite &invite);

private:
    QWidget *buildChoice();
    QWidget *buildResult();
    NewInvite entered() const;
    void refresh();

    ErrorBanner *m_banner;
    QWidget *m_choice;
    QWidget *m_result;
    QComboBox *m_kind;
    QComboBox *m_role;
    QComboBox *m_lifetime;
    QComboBox *m_uses;
    QCheckBox *m_approval;
    TextLabel *m_meaning;
    QPushButton *m_make;
    TextLabel *m_code;
    QrCodeWidget *m_picture;
    QLineEdit *m_link;
    QPushButton *m_copyLink;
    QPushButton *m_copyPicture;
    TextLabel *m_expiry;
};

} // namespace tacet
