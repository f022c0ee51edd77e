// The 2,048 English words of BIP-39, made from resources/wordlists at build time.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tacet::crypto {

inline constexpr std::size_t kWordCount = 2048;

/// Sorted; small letters.
extern const std::array<std::string_view, kWordCount> kEnglishWords;

/// Where `word`, in small letters, stands in the list; nothing if it does not.
std::optional<std::uint16_t> indexOfWord(std::string_view word);

} // namespace tacet::crypto
