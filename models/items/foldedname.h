#pragma once
#include <QStringList>

namespace tacet {

/// Lower case without accents, so that "jose" finds "José".
QString foldedName(const QString &text);

/// The words somebody typed, folded; what is searched must contain all of them.
QStringList typedWords(const QString &typed);

} // namespace tacet
