#pragma once
#include "ui/group/grouppage.h"

class QComboBox;
class QPushButton;

namespace tacet {

class TextLabel;

/// Where the keys stand, and the ways out: leaving, passing the ownership on, dissolving.
class GroupLeavePage final : public GroupPage
{
    Q_OBJECT
public:
    explicit GroupLeavePage(UserId self, QWidget *parent = nullptr);

    void setGroup(const Group &group) override;
    /// Who may become the owner.
    void setMembers(const QList<GroupMember> &members);
    void setKeys(const GroupKeysReport &report);

Q_SIGNALS:
    void renewKeysRequested();
    void leaveRequested();
    void transferRequested(tacet::UserId user);
    void dissolveRequested();

private:
    QWidget *buildKeys();
    QWidget *buildTransfer();
    QWidget *buildEnd();
    void refresh();
    void askTransfer();
    void askDissolve();

    UserId m_self;
    Group m_group;
    TextLabel *m_keys;
    QPushButton *m_renew;
    QWidget *m_transferPart;
    QComboBox *m_heirs;
    QPushButton *m_transfer;
    TextLabel *m_leaveWords;
    QPushButton *m_leave;
    QPushButton *m_dissolve;
};

} // namespace tacet
