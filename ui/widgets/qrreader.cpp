#include "ui/widgets/qrreader.h"

#include <QFile>
#include <QImageReader>
#include <QMimeData>
#include <QUrl>
#include <ZXing/ReadBarcode.h>

#include <exception>

namespace tacet {

namespace {

constexpr int kAllocationMegabytes = 64;
constexpr qint64 kPixelsMax = 40'000'000;
constexpr int kReadSide = 2'400;

} // namespace

Result<QImage> readPicture(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, QStringLiteral("picture cannot be opened"));
    QImageReader::setAllocationLimit(kAllocationMegabytes);
    const QByteArray format = QImageReader::imageFormat(&file);
    if (format != "png" && format != "jpeg" && format != "webp")
        return fail(ErrorCode::InvalidInput, QStringLiteral("not a picture of an allowed format"));
    QImageReader reader(&file, format);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > kPixelsMax)
        return fail(ErrorCode::InvalidInput, QStringLiteral("picture too large"));
    QImage picture;
    if (!reader.read(&picture))
        return fail(ErrorCode::InvalidInput, QStringLiteral("picture does not decode"));
    return picture;
}

Result<QString> readQrText(const QImage &picture)
{
    if (picture.isNull())
        return fail(ErrorCode::NotFound, QStringLiteral("no picture"));
    QImage gray = picture;
    if (std::max(gray.width(), gray.height()) > kReadSide)
        gray = gray.scaled(kReadSide, kReadSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    gray = gray.convertToFormat(QImage::Format_Grayscale8);
    try {
        const ZXing::ImageView view(gray.constBits(), gray.width(), gray.height(), ZXing::ImageFormat::Lum,
                                    static_cast<int>(gray.bytesPerLine()));
        ZXing::ReaderOptions options;
        options.setFormats(ZXing::BarcodeFormat::QRCode);
        const auto code = ZXing::ReadBarcode(view, options);
        if (!code.isValid())
            return fail(ErrorCode::NotFound, QStringLiteral("no QR code in the picture"));
        return QString::fromStdString(code.text());
    } catch (const std::exception &) {
        return fail(ErrorCode::NotFound, QStringLiteral("the QR reader gave up"));
    }
}

Result<QString> textFromMimeData(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (!urls.isEmpty() && urls.first().isLocalFile()) {
        TACET_TRY_ASSIGN(const QImage picture, readPicture(urls.first().toLocalFile()));
        return readQrText(picture);
    }
    if (data.hasImage())
        return readQrText(data.imageData().value<QImage>());
    if (data.hasText())
        return data.text().trimmed();
    return fail(ErrorCode::NotFound, QStringLiteral("neither text nor picture"));
}

} // namespace tacet
