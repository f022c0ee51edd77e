#include "app/ctl/qrtext.h"

#include <qrencode.h>

#include <memory>

namespace tacet::ctl {

namespace {

constexpr int kQuietZone = 4; // ISO/IEC 18004, 5.3.8
constexpr int kAnyVersion = 0;
constexpr int kCaseSensitive = 1;

struct FreeQr {
    void operator()(QRcode *code) const { QRcode_free(code); }
};

bool isDark(const QRcode &code, int x, int y)
{
    if (x < 0 || y < 0 || x >= code.width || y >= code.width)
        return false;
    return (code.data[y * code.width + x] & 1) != 0;
}

QChar blockFor(bool upper, bool lower)
{
    if (upper && lower)
        return u' ';
    if (upper)
        return u'\u2584';
    return lower ? u'\u2580' : u'\u2588';
}

} // namespace

QString qrText(const QString &text)
{
    const std::unique_ptr<QRcode, FreeQr> code(
        QRcode_encodeString(text.toUtf8().constData(), kAnyVersion, QR_ECLEVEL_L, QR_MODE_8, kCaseSensitive));
    if (!code)
        return {};
    QString shown;
    for (int y = -kQuietZone; y < code->width + kQuietZone; y += 2) {
        shown += QStringLiteral("\x1b[97;40m");
        for (int x = -kQuietZone; x < code->width + kQuietZone; ++x)
            shown += blockFor(isDark(*code, x, y), isDark(*code, x, y + 1));
        shown += QStringLiteral("\x1b[0m\n");
    }
    return shown;
}

} // namespace tacet::ctl
