#pragma once
#include "ui/chat/persondelegate.h"

namespace tacet {

/// Rows of the switcher: chats as everywhere, places with their icon.
class SwitcherDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role {
        PlaceRole = Qt::UserRole + 1000, ///< QString; of a chat nothing
    };

    explicit SwitcherDelegate(const PersonRoles &roles, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    PersonDelegate m_chats;
};

} // namespace tacet
