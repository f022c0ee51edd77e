#include "ui/widgets/displaytext.h"

namespace tacet {

namespace {

constexpr int kMarksPerBase = 4;
constexpr int kJoinersPerRun = 16;
constexpr int kLineCodePoints = 200;
/// Emoji and other characters beyond the first plane take a dozen times as long to shape.
constexpr int kCostlyWeight = 12;
constexpr char32_t kFirstCostly = 0x10000;
constexpr char32_t kZeroWidthJoiner = 0x200D;
constexpr char32_t kLineSeparator = 0x2028;
constexpr char32_t kParagraphSeparator = 0x2029;

/// Embeddings, overrides and isolates; marks (LRM, RLM, ALM) stay, they are harmless and needed.
bool isDirectionControl(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool isTag(char32_t c)
{
    return (c >= 0xE0000 && c <= 0xE007F) || c == 0xFFFC || c == 0xFEFF;
}

/// What may pass; line ends are folded to '\n' before.
bool isShown(char32_t c)
{
    if (c == U'\n' || c == U'\t')
        return true;
    if (isDirectionControl(c) || isTag(c))
        return false;
    return QChar::category(c) != QChar::Other_Control && QChar::category(c) != QChar::Other_Surrogate;
}

char32_t asLineEnd(char32_t c)
{
    return c == U'\r' || c == kLineSeparator || c == kParagraphSeparator || c == U'\v' || c == U'\f' ? U'\n' : c;
}

/// The code point at `at`, which moves behind it. A lone surrogate is returned as it is.
char32_t codePointAt(const QString &text, qsizetype &at)
{
    const QChar first = text.at(at++);
    if (first.isHighSurrogate() && at < text.size() && text.at(at).isLowSurrogate())
        return QChar::surrogateToUcs4(first, text.at(at++));
    return first.unicode();
}

/// Counts marks and joiners since the last base character.
class ClusterLimits
{
public:
    bool admits(char32_t c)
    {
        if (QChar::isMark(c))
            return ++m_marks <= kMarksPerBase;
        if (c == kZeroWidthJoiner)
            return ++m_joiners <= kJoinersPerRun;
        m_marks = 0;
        m_joiners = c > 0xFF ? m_joiners : 0;
        return true;
    }

private:
    int m_marks = 0;
    int m_joiners = 0;
};

} // namespace

DisplayText displayText(const QString &raw, int maxCodePoints, int maxLines)
{
    DisplayText out;
    out.text.reserve(std::min<qsizetype>(raw.size(), maxCodePoints));
    ClusterLimits cluster;
    int points = 0;
    int lines = 1;
    char32_t before = 0;
    qsizetype at = 0;
    while (at < raw.size()) {
        const char32_t original = codePointAt(raw, at);
        const char32_t c = asLineEnd(original);
        const bool secondHalf = original == U'\n' && before == U'\r';
        before = original;
        if (secondHalf || !isShown(c) || !cluster.admits(c))
            continue;
        const int weight = c >= kFirstCostly ? kCostlyWeight : 1;
        if (points + weight > maxCodePoints || (c == U'\n' && lines == maxLines)) {
            out.cut = true;
            break;
        }
        points += weight;
        lines += c == U'\n' ? 1 : 0;
        out.text += QStringView(QChar::fromUcs4(c));
    }
    while (out.text.endsWith(u'\n'))
        out.text.chop(1);
    return out;
}

QString lineText(const QString &raw)
{
    const DisplayText shown = displayText(raw, kLineCodePoints, kLineCodePoints);
    return shown.text.simplified() + (shown.cut ? QStringLiteral("…") : QString());
}

QString isolated(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069); // first strong isolate, pop
}

} // namespace tacet
