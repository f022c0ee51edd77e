#pragma once
#include "models/domain/message.h"

#include <QCache>
#include <QStyledItemDelegate>
#include <QUrl>

#include <memory>
#include <optional>

namespace tacet {

class CodeHighlighter;
struct MessageRow;

/// Paints the rows of a MessageListModel from roles only: day line, line of new messages, the author, bubble,
/// time and mark, reason of a failure; events as a line in the middle. Layouts of the rows last painted are kept.
class MessageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// What is under a point of a row.
    struct Hit {
        enum class Kind { Nothing, Text, Link, More, Retry } kind = Kind::Nothing;
        int position = 0; ///< in shownText(), for Text and Link
        QUrl url;
    };
    /// Selected text: [from, to) of that message.
    struct Selection {
        MessageId message;
        int from = 0;
        int to = 0;
    };

    explicit MessageDelegate(QObject *parent = nullptr);
    ~MessageDelegate() override;

    void setSelection(const Selection &selection) { m_selection = selection; }
    /// After the font, the theme or the language changed.
    void forgetLayouts();

    /// `point` relative to the row's top left corner.
    Hit hit(const QStyleOptionViewItem &option, const QModelIndex &index, QPointF point) const;
    /// What the bubble shows, to copy from.
    QString shownText(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// The bubble relative to the row, for a focus ring and tool tips.
    QRectF bubbleRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::shared_ptr<const MessageRow> rowFor(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLine(QPainter &painter, const QStyleOptionViewItem &option, const QRectF &rect, const QString &text,
                   const QColor &color) const;
    void paintAuthor(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const MessageRow &row) const;
    void paintBubble(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const MessageRow &row) const;
    void paintFooter(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const MessageRow &row) const;

    std::unique_ptr<CodeHighlighter> m_highlighter;
    mutable QCache<QUuid, std::shared_ptr<const MessageRow>> m_rows;
    Selection m_selection;
};

} // namespace tacet
