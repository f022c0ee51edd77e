#include "ui/chat/bubblelayout.h"

#include "ui/chat/codehighlighter.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextOption>

#include <cmath>

namespace tacet {

namespace {

constexpr qreal kCodePadding = 8;
constexpr qreal kCodeMargin = 4;
constexpr qreal kFooterGap = 10;
constexpr double kCodeScale = 0.92;

QFont codeFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(base.pointSizeF() * kCodeScale);
    return font;
}

QList<QTextLayout::FormatRange> linkFormats(const QList<LinkSpan> &links, const Theme &theme)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const LinkSpan &link : links) {
        QTextCharFormat format;
        format.setForeground(theme.accent);
        format.setFontUnderline(true);
        ranges.append({static_cast<int>(link.start), static_cast<int>(link.length), format});
    }
    return ranges;
}

/// Wide enough for its longest line, in whole pixels.
qreal naturalWidth(const QTextLayout &layout)
{
    qreal width = 0;
    for (int i = 0; i < layout.lineCount(); ++i)
        width = std::max(width, layout.lineAt(i).naturalTextWidth());
    return std::ceil(width);
}

} // namespace

BubbleLayout::BubbleLayout(const Request &request, const Theme &theme, CodeHighlighter &highlighter)
    : m_lineWidth(std::floor(request.maxWidth))
    , m_mentions(request.mentions)
{
    const DisplayText shownText = request.isOwnWords ? DisplayText{request.text, false}
                                  : request.expanded
                                      ? displayText(request.text, shown::kCodePoints, shown::kLines)
                                      : displayText(request.text, shown::kFoldedCodePoints, shown::kFoldedLines);
    m_cut = shownText.cut;
    for (const MessageBlock &content : blocksOf(shownText.text))
        addBlock(content, request, theme, highlighter);
    placeFooter(request);
}

void BubbleLayout::addBlock(const MessageBlock &content, const Request &request, const Theme &theme,
                            CodeHighlighter &highlighter)
{
    if (!m_blocks.empty())
        m_text += u'\n';
    Block block;
    block.start = static_cast<int>(m_text.size());
    block.isCode = content.isCode;
    block.isRightToLeft =
        request.isOwnWords ? request.direction == Qt::RightToLeft : !content.isCode && content.text.isRightToLeft();
    m_text += content.text;

    QString layoutText = content.text;
    layoutText.replace(u'\n', QChar::LineSeparator);
    block.layout = std::make_unique<QTextLayout>(layoutText, content.isCode ? codeFont(request.font) : request.font);
    block.layout->setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(block.isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment(block.isRightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    block.layout->setTextOption(option);
    if (content.isCode) {
        block.layout->setFormats(highlighter.formats(content.text, content.language, theme.isDark()));
    } else {
        block.links = linksIn(content.text);
        block.layout->setFormats(linkFormats(block.links, theme) + mentionFormats(content.text, theme));
    }

    const qreal padding = block.isCode ? kCodePadding : 0;
    qreal y = m_size.height();
    if (block.isCode && !m_blocks.empty())
        y += kCodeMargin;
    const qreal height = layOut(block, m_lineWidth - 2 * padding, padding) + padding;
    const qreal width = naturalWidth(*block.layout) + 2 * padding;
    block.rect = QRectF(0, y, width, height);
    m_size = QSizeF(std::max(m_size.width(), width), y + height);
    m_blocks.push_back(std::move(block));
}

/// Mentions stand in the order of the text, so each is looked for behind the one before it: what was made
/// harmless in between does not matter.
QList<QTextLayout::FormatRange> BubbleLayout::mentionFormats(const QString &blockText, const Theme &theme)
{
    QList<QTextLayout::FormatRange> ranges;
    qsizetype from = 0;
    while (!m_mentions.isEmpty()) {
        const QString words = displayText(m_mentions.first().text, shown::kFoldedCodePoints, 1).text;
        const qsizetype at = words.isEmpty() ? -1 : blockText.indexOf(words, from);
        if (at < 0)
            break;
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setForeground(m_mentions.first().isMe ? theme.onAccent : theme.accent);
        if (m_mentions.first().isMe)
            format.setBackground(theme.accent);
        ranges.append({static_cast<int>(at), static_cast<int>(words.size()), format});
        from = at + words.size();
        m_mentions.removeFirst();
    }
    return ranges;
}

qreal BubbleLayout::layOut(Block &block, qreal width, qreal y) const
{
    block.layout->beginLayout();
    while (true) {
        QTextLine line = block.layout->createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition(QPointF(block.isCode ? kCodePadding : 0, y));
        y += std::ceil(line.height());
    }
    block.layout->endLayout();
    return y;
}

void BubbleLayout::placeFooter(const Request &request)
{
    const Block &last = m_blocks.back();
    const QTextLine line = last.layout->lineAt(last.layout->lineCount() - 1);
    const bool sameDirection = last.isRightToLeft == (request.direction == Qt::RightToLeft);
    const qreal needed = line.naturalTextWidth() + kFooterGap + request.footer.width();
    if (!last.isCode && !m_cut && sameDirection && needed <= m_lineWidth)
        m_size.setWidth(std::max(m_size.width(), std::ceil(needed)));
    else
        m_size = QSizeF(std::max(m_size.width(), request.footer.width()), m_size.height() + request.footer.height());
}

QPointF BubbleLayout::offsetOf(const Block &block) const
{
    // Lines of right-to-left paragraphs end at the line width, which is wider than the bubble.
    const qreal x = block.isRightToLeft ? m_size.width() - m_lineWidth : 0;
    return {x, block.rect.top()};
}

void BubbleLayout::draw(QPainter &painter, QPointF origin, const Theme &theme,
                        std::optional<std::pair<int, int>> selection, const QColor &ink) const
{
    for (const Block &block : m_blocks) {
        if (block.isCode) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.codeSurface);
            painter.drawRoundedRect(QRectF(origin + block.rect.topLeft(), QSizeF(m_size.width(), block.rect.height())),
                                    space::kRadius, space::kRadius);
        }
        QList<QTextLayout::FormatRange> marked;
        const int length = static_cast<int>(block.layout->text().size());
        if (selection) {
            const int from = std::clamp(selection->first - block.start, 0, length);
            const int to = std::clamp(selection->second - block.start, 0, length);
            QTextCharFormat format;
            format.setBackground(theme.accent);
            format.setForeground(theme.onAccent);
            if (from < to)
                marked.append({from, to - from, format});
        }
        painter.setPen(ink.isValid() ? ink : theme.text);
        block.layout->draw(&painter, origin + offsetOf(block), marked);
    }
}

const BubbleLayout::Block *BubbleLayout::blockAt(qreal y) const
{
    for (const Block &block : m_blocks) {
        if (y < block.rect.bottom())
            return &block;
    }
    return &m_blocks.back();
}

int BubbleLayout::positionAt(QPointF point) const
{
    const Block *block = blockAt(point.y());
    const QPointF inside = point - offsetOf(*block);
    for (int i = 0; i < block->layout->lineCount(); ++i) {
        const QTextLine line = block->layout->lineAt(i);
        if (inside.y() < line.y() + line.height() || i + 1 == block->layout->lineCount())
            return block->start + line.xToCursor(inside.x());
    }
    return block->start;
}

std::optional<QUrl> BubbleLayout::linkAt(QPointF point) const
{
    const Block *block = blockAt(point.y());
    const QPointF inside = point - offsetOf(*block);
    if (!block->layout->boundingRect().contains(inside))
        return std::nullopt;
    const int position = positionAt(point) - block->start;
    for (const LinkSpan &link : block->links) {
        if (position >= link.start && position < link.start + link.length)
            return link.url;
    }
    return std::nullopt;
}

} // namespace tacet
