#include "models/domain/chat.h"

#include <QList>

namespace tacet {

QString previewOf(const QString &text, int length)
{
    // Four units per code point is more than any text needs before the cut.
    const QString folded = text.left(static_cast<qsizetype>(length) * 4).simplified();
    const auto points = folded.toUcs4();
    if (points.size() <= length)
        return folded;
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), length) + QChar(0x2026);
}

} // namespace tacet
