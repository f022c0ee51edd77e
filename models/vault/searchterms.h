#pragma once
#include <QStringList>

namespace tacet {

/// Compares the search indexes with what they are of.
inline constexpr char kVaultSearchCheck[] =
    "INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 1);"
    "INSERT INTO threads_fts (threads_fts, rank) VALUES ('integrity-check', 1);"
    "INSERT INTO replies_fts (replies_fts, rank) VALUES ('integrity-check', 1)";

/// How words are looked for: the search index and the archive mean the same by them.

/// Without case and without accents, as the tokenizer folds the index.
QString foldedText(const QString &text);
/// At most 16 terms of at most 256 characters, split at white space and control characters.
QStringList searchTerms(const QString &words);

/// What the words become where there is an index of trigrams.
struct SearchPlan {
    QStringList indexed;  ///< FTS5 strings, in which everything means itself
    QStringList tooShort; ///< folded; below three characters, which the index does not know
};
SearchPlan searchPlan(const QString &words);
/// Whether all of the terms, folded already, occur in `text`.
bool containsAllTerms(const QString &text, const QStringList &foldedTerms);

} // namespace tacet
