#pragma once
#include <QCache>
#include <QStyledItemDelegate>
#include <QUuid>

#include <memory>

class QTreeView;

namespace tacet {

class BubbleLayout;
class CodeHighlighter;

/// Paints a row of a ReplyTreeModel: avatar, author, moment, whom it answers, and the text as wide as the view
/// and its depth allow.
class ReplyDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ReplyDelegate(QTreeView &view);
    ~ReplyDelegate() override;

    void forgetLayouts();
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Laid;

    std::shared_ptr<const Laid> laidOut(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    int widthOf(const QModelIndex &index) const;
    void paintHead(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect line) const;

    QTreeView &m_view;
    std::unique_ptr<CodeHighlighter> m_highlighter;
    mutable QCache<QUuid, std::shared_ptr<const Laid>> m_laid;
};

} // namespace tacet
