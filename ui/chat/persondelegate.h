#pragma once
#include <QStyledItemDelegate>

namespace tacet {

/// Which roles of a model hold what PersonDelegate paints; -1 for what the model does not have.
struct PersonRoles {
    int avatarId = -1; ///< QUuid
    int detail = -1;   ///< QString, the second line
    int relation = -1; ///< int(Relation)
    int type = -1;     ///< int(ChatType)
    int picture = -1;  ///< QByteArray
};

/// Paints a row of a PeopleModel or ChatListModel in dialogs: avatar, name, a second line, a word for
/// contacts and blocked people, and a box where the row can be ticked.
class PersonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    PersonDelegate(const PersonRoles &roles, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    PersonRoles m_roles;
};

} // namespace tacet
