#pragma once
#include <QString>

namespace tacet::bench {

/// Ordinary words, `bytes` long in UTF-8, another text for every number.
QString textOf(int bytes, int number);

} // namespace tacet::bench
