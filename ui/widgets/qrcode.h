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
    /// About `side` pixels wide: as many as give every module the same number.
    explicit QrCodeWidget(int side, QWidget *parent = nullptr);

    void setData(const QByteArray &content);
    /// The picture as shown, for copying and saving; 8 pixels per module.
    QImage picture() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_side;
    QImage m_modules;
};

} // namespace tacet
