#pragma once
#include "ui/chat/messageblocks.h"

#include <QTextLayout>

#include <memory>
#include <optional>
#include <vector>

namespace tacet {

class CodeHighlighter;
struct Theme;

/// The text of one message laid out for one width: paragraphs with their own direction, blocks of code,
/// links. Positions count in text(). Plain text only.
class BubbleLayout
{
public:
    /// Words of the text that name somebody, as they came.
    struct MentionSpan {
        QString text;
        bool isMe = false;
    };
    struct Request {
        QString text;                     ///< as it came; made harmless here
        QList<MentionSpan> mentions = {}; ///< in the order of the text
        QFont font;
        qreal maxWidth = 0;
        QSizeF footer; ///< room for the time at the end of the last line
        bool expanded = false;
        Qt::LayoutDirection direction = Qt::LeftToRight; ///< of the window
        /// The program's own sentence: harmless already, and written in the window's direction.
        bool isOwnWords = false;
    };

    BubbleLayout(const Request &request, const Theme &theme, CodeHighlighter &highlighter);

    /// The shown text; blocks of code without their fences.
    const QString &text() const { return m_text; }
    /// There is more than is shown.
    bool isCut() const { return m_cut; }
    QSizeF size() const { return m_size; }

    /// `selection` is [from, to) in text(); `ink` is the colour of what has none of its own (the theme's text).
    void draw(QPainter &painter, QPointF origin, const Theme &theme, std::optional<std::pair<int, int>> selection,
              const QColor &ink = {}) const;
    /// The position nearest to a point relative to the origin.
    int positionAt(QPointF point) const;
    /// The address under the point.
    std::optional<QUrl> linkAt(QPointF point) const;

private:
    struct Block {
        std::unique_ptr<QTextLayout> layout;
        int start = 0; ///< in text()
        QRectF rect;
        bool isCode = false;
        bool isRightToLeft = false;
        QList<LinkSpan> links;
    };

    void addBlock(const MessageBlock &content, const Request &request, const Theme &theme,
                  CodeHighlighter &highlighter);
    qreal layOut(Block &block, qreal width, qreal y) const;
    void placeFooter(const Request &request);
    const Block *blockAt(qreal y) const;
    QPointF offsetOf(const Block &block) const;
    QList<QTextLayout::FormatRange> mentionFormats(const QString &blockText, const Theme &theme);

    std::vector<Block> m_blocks;
    QString m_text;
    QSizeF m_size;
    qreal m_lineWidth = 0;
    bool m_cut = false;
    QList<MentionSpan> m_mentions; ///< not yet found, while blocks are added
};

} // namespace tacet
