#pragma once
#include <QString>

#include <chrono>
#include <optional>

namespace tacet::ctl {

/// "90s", "30m", "1h", "7d": a whole number above zero and a unit. Nothing if it is no such text or
/// longer than a year.
std::optional<std::chrono::seconds> parsedLifetime(const QString &text);

} // namespace tacet::ctl
