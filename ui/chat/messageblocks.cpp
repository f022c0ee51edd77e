#include "ui/chat/messageblocks.h"

#include "models/domain/linkkind.h"

#include <QRegularExpression>

namespace tacet {

namespace {

constexpr QStringView kFence = u"```";
constexpr int kLinksMax = 64;
constexpr qsizetype kUrlMax = 2'048;

/// The line that closes the fence opened at `open`; -1 if none does.
qsizetype closingLine(const QStringList &lines, qsizetype open)
{
    for (qsizetype line = open + 1; line < lines.size(); ++line) {
        if (lines.at(line).trimmed() == kFence)
            return line;
    }
    return -1;
}

} // namespace

QList<MessageBlock> blocksOf(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    QList<MessageBlock> blocks;
    for (qsizetype line = 0; line < lines.size(); ++line) {
        const bool opens = lines.at(line).startsWith(kFence);
        const qsizetype close = opens ? closingLine(lines, line) : -1;
        if (close < 0) {
            blocks.append({.text = lines.at(line), .language = {}});
            continue;
        }
        blocks.append({.text = lines.sliced(line + 1, close - line - 1).join(u'\n'),
                       .isCode = true,
                       .language = lines.at(line).sliced(kFence.size()).trimmed()});
        line = close;
    }
    return blocks;
}

QList<LinkSpan> linksIn(const QString &text)
{
    // Trailing punctuation belongs to the sentence, not to the address.
    static const QRegularExpression pattern(
        QStringLiteral(R"(\b(?:https|tacet)://[^\s<>"'`{}|\\^]+[^\s<>"'`{}|\\^.,;:!?()\[\]])"));
    QList<LinkSpan> links;
    if (!text.contains(u"https://") && !text.contains(u"tacet://"))
        return links;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text)) {
        if (links.size() == kLinksMax)
            break;
        const QUrl url(match.captured(), QUrl::StrictMode);
        const bool isClean = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty();
        const bool isKnown =
            url.scheme() == QLatin1StringView("https") || linkKindOf(match.captured()) != LinkKind::None;
        if (match.capturedLength() <= kUrlMax && isClean && isKnown)
            links.append({.start = match.capturedStart(), .length = match.capturedLength(), .url = url});
    }
    return links;
}

} // namespace tacet
