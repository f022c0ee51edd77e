#pragma once
#include <QStyledItemDelegate>

namespace tacet {

/// Paints a row of a PeopleModel or ChatListModel in dialogs: avatar, name, user name, and a word for
/// contacts and blocked people.
class PersonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// The roles that hold the id, the user name and the relation; -1 for a model without relations.
    PersonDelegate(int idRole, int usernameRole, int relationRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_idRole;
    int m_usernameRole;
    int m_relationRole;
};

} // namespace tacet
