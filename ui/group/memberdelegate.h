#pragma once
#include <QStyledItemDelegate>

namespace tacet {

/// Paints a row of a MemberListModel: avatar, name with its mark of a compared safety number, the role in its
/// colour, user name, since when, when last seen, and whether muted.
class MemberDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintUpperLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                        QRect line) const;
    void paintLowerLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                        QRect line) const;
};

} // namespace tacet
