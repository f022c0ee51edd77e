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
    void paintPreview(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      QRect line) const;
};

} // namespace tacet
