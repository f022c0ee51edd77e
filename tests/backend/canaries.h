#pragma once
#include <QByteArray>
#include <QByteArrayList>
#include <QSet>

namespace tacet {

/// Words of rows that the other side must not see: every unbroken run of 12 or more of [A-Za-z0-9_-] in them,
/// which covers ids, keys, ciphertexts (in PostgreSQL's hexadecimal form), channels and planted texts, but no
/// ordinary number or time. A plain value.
class Canaries
{
public:
    static constexpr qsizetype kShortestWord = 12;
    static constexpr qsizetype kWindow = 16; ///< hexadecimal digits that give a longer value away

    void add(const QByteArray &rows);
    /// Forgets what somebody may know: the public columns, names of the schema itself.
    void remove(const QByteArray &rows);
    qsizetype size() const { return m_words.size(); }
    bool contains(const QByteArray &word) const { return m_words.contains(word.toLower()); }
    /// Words of `told` that are canaries and that the caller had not said in `said` himself.
    QByteArrayList in(const QByteArray &told, const QByteArray &said) const;

private:
    QSet<QByteArray> m_words;
    QSet<quint64> m_windows;
};

} // namespace tacet
