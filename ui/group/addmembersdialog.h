#pragma once
#include "models/domain/group.h"

#include <QDialog>

class QPushButton;

namespace tacet {

class ErrorBanner;
class MemberPicker;

/// Adds people to a group; says who could not be added.
class AddMembersDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `members` are in already and are not offered.
    explicit AddMembersDialog(const QSet<UserId> &members, QWidget *parent = nullptr);

    MemberPicker &picker() { return *m_picker; }
    void showError(ErrorCode code);
    /// Closes if everybody is in; else says how many are not, and why the first one.
    void setAdded(const QList<AddedMember> &added);

Q_SIGNALS:
    void addRequested(const QList<tacet::UserId> &users);

private:
    ErrorBanner *m_banner;
    MemberPicker *m_picker;
    QPushButton *m_add;
};

} // namespace tacet
