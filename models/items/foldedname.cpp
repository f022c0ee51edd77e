#include "models/items/foldedname.h"

namespace tacet {

QString foldedName(const QString &text)
{
    QString out;
    for (const QChar &c : text.normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark())
            out += c;
    }
    return out.toCaseFolded();
}

QStringList typedWords(const QString &typed)
{
    return foldedName(typed).split(u' ', Qt::SkipEmptyParts);
}

} // namespace tacet
