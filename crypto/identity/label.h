#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace tacet::crypto {

/// Number of code points, or nothing if the text is not well-formed UTF-8 (RFC 3629) or has a NUL.
std::optional<std::size_t> codePoints(std::string_view text);

} // namespace tacet::crypto
