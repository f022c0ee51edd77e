#pragma once
#include <QStyledItemDelegate>

namespace tacet {

/// Paints a row of a ChatListModel: avatar, name, time, preview or draft, unread count, mark and warning.
class ChatListDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintUpperLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                        const QRect &line) const;
    void paintLowerLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                        const QRect &line) const;
    QRect paintBadge(QPainter &painter, const QStyleOptionViewItem &option, int unread, const QRect &line) const;
};

/// The background of a hovered, selected or focused row, shared by the lists of the side bar and dialogs.
void paintRowBackground(QPainter &painter, const QStyleOptionViewItem &option);

} // namespace tacet
