#include "app/ctl/lifetime.h"

namespace tacet::ctl {

namespace {

constexpr std::chrono::hours kLongest{24 * 366};

std::optional<std::chrono::seconds> unitOf(QChar letter)
{
    switch (letter.unicode()) {
    case u's': return std::chrono::seconds(1);
    case u'm': return std::chrono::minutes(1);
    case u'h': return std::chrono::hours(1);
    case u'd': return std::chrono::hours(24);
    default: return std::nullopt;
    }
}

} // namespace

std::optional<std::chrono::seconds> parsedLifetime(const QString &text)
{
    if (text.size() < 2 || !text.front().isDigit())
        return std::nullopt;
    const auto unit = unitOf(text.back());
    bool isNumber = false;
    const int count = QStringView(text).chopped(1).toInt(&isNumber);
    if (!unit || !isNumber || count < 1)
        return std::nullopt;
    const std::chrono::seconds lifetime = *unit * static_cast<qint64>(count);
    return lifetime <= kLongest ? std::optional(lifetime) : std::nullopt;
}

} // namespace tacet::ctl
