#pragma once
#include <QString>

namespace tacet {

/// Peer text made harmless for a layout engine: overrides of writing direction and control characters
/// removed, at most 4 combining marks per base, joiner chains cut at 16. Never rich text.
struct DisplayText {
    QString text;
    bool cut = false; ///< the text went on
};

/// Limits of what one bubble lays out; an emoji counts as twelve code points, because it costs as much.
namespace shown {
inline constexpr int kFoldedCodePoints = 2'048;
inline constexpr int kFoldedLines = 24;
inline constexpr int kCodePoints = 16'384;
inline constexpr int kLines = 1'000;
} // namespace shown

DisplayText displayText(const QString &raw, int maxCodePoints, int maxLines);

/// A name or a title on one line: as above, white space folded, at most 200 code points.
QString lineText(const QString &raw);

/// A name inside a sentence, a user name with its sign: keeps its own direction and does not disturb the rest.
QString isolated(const QString &text);

} // namespace tacet
