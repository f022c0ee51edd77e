#pragma once
#include <QStyledItemDelegate>

namespace tacet {

/// Cells of the console: shares as bars with their figure, states with a mark and a word; warnings are told
/// apart by shape and words as well as by colour.
class ConsoleDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintShare(QPainter &painter, const QStyleOptionViewItem &option, const QRect &cell,
                    const QModelIndex &index) const;
    void paintState(QPainter &painter, const QStyleOptionViewItem &option, const QRect &cell,
                    const QModelIndex &index) const;
};

} // namespace tacet
