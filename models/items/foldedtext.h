#pragma once
#include <QStringList>

namespace tacet {

/// Lower case without accents, so that "jose" finds "José".
QString foldedText(const QString &text);

/// The words somebody typed, folded; what is searched must contain all of them.
QStringList foldedWords(const QString &typed);

} // namespace tacet
