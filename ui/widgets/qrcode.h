#pragma once
#include <QImage>
#include <QWidget>

#include <optional>

namespace tacet {

/// The code of `data` with one pixel per module and no margin; nothing if it is longer than version 40 holds.
std::optional<QImage> qrImage(const QByteArray &data);

/// Shows a QR code black on white with its quiet zone, also in the dark theme, so that every camera reads it.
class QrCodeWidget final : public QWidget
{
    Q_OBJECT
public:
    explicit QrCodeWidget(QWidget *parent = nullptr);

    void setData(const QByteArray &content);
    /// The picture as shown, for copying and saving; 8 pixels per module.
    QImage picture() const;

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_modules;
};

} // namespace tacet
