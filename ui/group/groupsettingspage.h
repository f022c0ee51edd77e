#pragma once
#include "ui/group/grouppage.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace tacet {

class PictureChooser;
class TextLabel;

/// Name, picture and the rules of a group. Nothing is changed before it is saved.
class GroupSettingsPage final : public GroupPage
{
    Q_OBJECT
public:
    explicit GroupSettingsPage(QWidget *parent = nullptr);

    void setGroup(const Group &group) override;
    /// For the box of who may write: the rights of the built-in member role.
    void setRoles(const QList<GroupRole> &roles);

Q_SIGNALS:
    void settingsChangeRequested(const tacet::GroupSettings &settings);
    void membersPostChangeRequested(bool allowed);

private:
    void buildFields();
    void fill(QFormLayout &form);
    GroupSettings entered() const;
    void show(const GroupSettings &settings);
    void refresh();
    void save();

    Group m_group;
    bool m_membersPost = true;
    PictureChooser *m_picture;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
    QComboBox *m_visibility;
    TextLabel *m_meaning;
    QCheckBox *m_onlyAdmins;
    QComboBox *m_slowMode;
    QComboBox *m_timer;
    QComboBox *m_history;
    QSpinBox *m_maxMembers;
    QPushButton *m_save;
};

} // namespace tacet
