#pragma once
#include "models/items/rolelistmodel.h"
#include "ui/group/grouppage.h"

class QButtonGroup;
class QCheckBox;
class QLineEdit;
class QListView;
class QPushButton;

namespace tacet {

class TextLabel;

/// The roles: what each is called, its colour, and what it allows. Own ones can be made, changed and removed;
/// of the built-in ones the owner's is fixed.
class GroupRolesPage final : public GroupPage
{
    Q_OBJECT
public:
    explicit GroupRolesPage(QWidget *parent = nullptr);

    void setGroup(const Group &group) override;
    void setRoles(const QList<GroupRole> &roles);

Q_SIGNALS:
    /// A null id: it is new.
    void saveRequested(const tacet::GroupRole &role);
    void removeRequested(tacet::RoleId role);

private:
    QWidget *buildEditor();
    QLayout *buildColors();
    QLayout *buildButtons();
    GroupRole entered() const;
    void show(const GroupRole &role);
    void refresh();

    Group m_group;
    RoleListModel m_roles;
    GroupRole m_shown;
    QListView *m_list;
    QPushButton *m_new;
    QLineEdit *m_name;
    QButtonGroup *m_colors;
    QList<QCheckBox *> m_permissions; ///< in the order of allPermissions()
    TextLabel *m_sentence;
    QPushButton *m_remove;
    QPushButton *m_save;
};

} // namespace tacet
