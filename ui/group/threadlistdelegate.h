#pragma once
#include <QStyledItemDelegate>

namespace tacet {

/// Paints a row of a ThreadListModel: title, time, author and beginning of the text, unread or reply count, and
/// whether it is pinned or followed.
class ThreadListDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintTitle(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect line) const;
    void paintPreview(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      QRect line) const;
};

} // namespace tacet
