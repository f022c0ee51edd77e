#pragma once
#include <QStyledItemDelegate>

namespace tacet {

/// Paints a row of two lines beside an icon or a dot of the row's own colour: roles, invites, public chats.
class DetailDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// The roles that hold the second line, the name of the icon, and a colour ("#rrggbb" or empty); -1 for
    /// none. A row without an icon gets a dot.
    struct Roles {
        int detail = -1;
        int icon = -1;
        int color = -1;
    };
    DetailDelegate(const Roles &roles, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Roles m_roles;
};

} // namespace tacet
