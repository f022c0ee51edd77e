#pragma once
#include <QStringList>

namespace tacet {

/// How words are looked for: the search index and the archive mean the same by them.

/// Without case and without accents, as the tokenizer folds the index.
QString foldedText(const QString &text);
/// At most 16 terms of at most 256 characters, split at white space and control characters.
QStringList searchTerms(const QString &words);
/// Whether all of the terms, folded already, occur in `text`.
bool containsAllTerms(const QString &text, const QStringList &foldedTerms);

} // namespace tacet
