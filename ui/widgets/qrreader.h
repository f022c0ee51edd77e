#pragma once
#include "models/domain/result.h"

#include <QImage>

class QMimeData;

namespace tacet {

/// Reads a picture of at most 40 megapixels and 64 MB in memory: PNG, JPEG or WebP, by content and not by
/// name. InvalidInput if it is something else, Io if it cannot be read.
Result<QImage> readPicture(const QString &path);

/// The text of the first QR code in the picture. NotFound if there is none.
Result<QString> readQrText(const QImage &picture);

/// What was dropped or pasted: the text itself, or the text of the QR code in its picture or picture file.
/// NotFound if it holds neither.
Result<QString> textFromMimeData(const QMimeData &data);

} // namespace tacet
