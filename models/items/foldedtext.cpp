#include "models/items/foldedtext.h"

namespace tacet {

QString foldedText(const QString &text)
{
    QString out;
    for (const QChar &c : text.normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark())
            out += c;
    }
    return out.toCaseFolded();
}

QStringList foldedWords(const QString &typed)
{
    return foldedText(typed).split(u' ', Qt::SkipEmptyParts);
}

} // namespace tacet
