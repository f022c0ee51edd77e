#include "ui/widgets/qrcode.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <qrencode.h>

#include <memory>

namespace tacet {

namespace {

constexpr int kQuietModules = 4; // ISO/IEC 18004
constexpr int kPictureScale = 8;

} // namespace

std::optional<QImage> qrImage(const QByteArray &data)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(data.size()), reinterpret_cast<const unsigned char *>(data.constData()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return std::nullopt;
    QImage image(code->width, code->width, QImage::Format_Grayscale8);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x)
            image.scanLine(y)[x] = (code->data[y * code->width + x] & 1U) != 0 ? 0x00 : 0xFF;
    }
    return image;
}

QrCodeWidget::QrCodeWidget(int side, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
{
    setFixedSize(side, side);
}

void QrCodeWidget::setData(const QByteArray &content)
{
    m_modules = qrImage(content).value_or(QImage());
    const int modules = m_modules.width() + 2 * kQuietModules;
    const int shown = modules * std::max(1, qRound(double(m_side) / modules));
    setFixedSize(shown, shown);
    update();
}

QImage QrCodeWidget::picture() const
{
    if (m_modules.isNull())
        return {};
    const int modules = m_modules.width() + 2 * kQuietModules;
    QImage picture(modules, modules, QImage::Format_Grayscale8);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.drawImage(kQuietModules, kQuietModules, m_modules);
    painter.end();
    return picture.scaled(picture.size() * kPictureScale);
}

void QrCodeWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = std::min(width(), height());
    const QRectF card((width() - side) / 2.0, (height() - side) / 2.0, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(card, space::kRadius, space::kRadius);
    if (m_modules.isNull())
        return;
    // Whole device pixels per module: a camera needs even squares.
    const qreal ratio = devicePixelRatioF();
    const int modules = m_modules.width() + 2 * kQuietModules;
    const int pixels = std::max(1, static_cast<int>(side * ratio) / modules);
    const qreal shown = m_modules.width() * pixels / ratio;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRectF(card.center().x() - shown / 2, card.center().y() - shown / 2, shown, shown), m_modules);
}

} // namespace tacet
