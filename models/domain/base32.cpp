#include "models/domain/base32.h"

namespace tacet {

namespace {

constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int valueOf(QChar c)
{
    const char16_t upper = c.toUpper().unicode();
    if (upper == u'O')
        return 0;
    if (upper == u'I' || upper == u'L')
        return 1;
    for (int i = 0; i < 32; ++i) {
        if (upper == static_cast<char16_t>(kAlphabet[i]))
            return i;
    }
    return -1;
}

} // namespace

QString toBase32(const QByteArray &bytes)
{
    QString text;
    unsigned bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | static_cast<quint8>(byte);
        for (count += 8; count >= 5; count -= 5)
            text += QLatin1Char(kAlphabet[(bits >> (count - 5)) & 31]);
        bits &= (1U << count) - 1;
    }
    if (count > 0)
        text += QLatin1Char(kAlphabet[(bits << (5 - count)) & 31]);
    return text;
}

std::optional<QByteArray> fromBase32(const QString &text)
{
    QByteArray bytes;
    unsigned bits = 0;
    int count = 0;
    for (const QChar c : text) {
        if (c == u'-')
            continue;
        const int value = valueOf(c);
        if (value < 0)
            return std::nullopt;
        bits = (bits << 5) | static_cast<unsigned>(value);
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count);
            bits &= (1U << count) - 1;
        }
    }
    if (count >= 5 || bits != 0)
        return std::nullopt;
    return bytes;
}

} // namespace tacet
