#include "tests/backend/canaries.h"

#include <array>

namespace tacet {

namespace {

constexpr std::array<signed char, 256> digitTable()
{
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (unsigned char c = '0'; c <= '9'; ++c)
        table[c] = static_cast<signed char>(c - '0');
    for (unsigned char c = 'a'; c <= 'f'; ++c)
        table[c] = static_cast<signed char>(c - 'a' + 10);
    return table;
}

constexpr auto kDigits = digitTable();

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

template <class Visit>
void forEachWord(const QByteArray &text, Visit visit)
{
    qsizetype start = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && isWordCharacter(text[at]))
            continue;
        if (at - start >= Canaries::kShortestWord)
            visit(text.mid(start, at - start).toLower());
        start = at + 1;
    }
}

// Every window of hexadecimal digits; hyphens of UUIDs are passed over. An id's window is its random end,
// because its beginning is the time; a longer value's is wherever it is looked for.
template <class Visit>
void forEachWindow(const QByteArray &word, Visit visit)
{
    quint64 window = 0;
    qsizetype run = 0;
    for (const char c : word) {
        if (c == '-')
            continue;
        const signed char digit = kDigits[static_cast<unsigned char>(c)];
        run = digit < 0 ? 0 : run + 1;
        window = digit < 0 ? 0 : (window << 4) | static_cast<quint64>(digit);
        if (run >= Canaries::kWindow)
            visit(window, run);
    }
}

bool isId(const QByteArray &word)
{
    return word.size() == 36 && word[8] == '-' && word[13] == '-' && word[18] == '-' && word[23] == '-';
}

// The same byte throughout, as the grammar fills what has a length only: no secret.
bool isFilling(const QByteArray &word)
{
    const QByteArray digits = word.startsWith('x') ? word.sliced(1) : word;
    return digits.size() >= 4 && digits.size() % 2 == 0 && digits == digits.first(2).repeated(digits.size() / 2);
}

// What is remembered of a word: the end of an id, the beginning of anything else.
template <class Visit>
void forEachMark(const QByteArray &word, Visit visit)
{
    quint64 mark = 0;
    bool found = false;
    forEachWindow(word, [&](quint64 window, qsizetype) {
        if (!found || isId(word))
            mark = window;
        found = true;
    });
    // Repeated digits are no secret.
    if (found && mark != 0 && mark != ~quint64(0))
        visit(mark);
}

} // namespace

void Canaries::add(const QByteArray &rows)
{
    forEachWord(rows, [this](const QByteArray &word) {
        if (isFilling(word))
            return;
        m_words.insert(word);
        forEachMark(word, [this](quint64 mark) { m_windows.insert(mark); });
    });
}

void Canaries::remove(const QByteArray &rows)
{
    forEachWord(rows, [this](const QByteArray &word) {
        m_words.remove(word);
        forEachWindow(word, [this](quint64 window, qsizetype) { m_windows.remove(window); });
    });
}

QByteArrayList Canaries::in(const QByteArray &told, const QByteArray &said) const
{
    QByteArrayList found;
    QSet<QByteArray> known;
    QSet<quint64> knownWindows;
    bool compared = false;
    const auto compare = [&] {
        if (std::exchange(compared, true))
            return;
        forEachWord(said, [&](const QByteArray &word) {
            known.insert(word);
            forEachWindow(word, [&](quint64 window, qsizetype) { knownWindows.insert(window); });
        });
    };
    forEachWord(told, [&](const QByteArray &word) {
        if (m_words.contains(word)) {
            compare();
            if (!known.contains(word) && !found.contains(word))
                found += word;
            return;
        }
        forEachWindow(word, [&](quint64 window, qsizetype) {
            if (!m_windows.contains(window))
                return;
            compare();
            if (!knownWindows.contains(window) && !found.contains(word))
                found += word;
        });
    });
    return found;
}

} // namespace tacet
