#include "crypto/recovery/wordlist.h"

#include <algorithm>

namespace tacet::crypto {

std::optional<std::uint16_t> indexOfWord(std::string_view word)
{
    const auto found = std::ranges::lower_bound(kEnglishWords, word);
    if (found == kEnglishWords.end() || *found != word)
        return std::nullopt;
    return static_cast<std::uint16_t>(found - kEnglishWords.begin());
}

} // namespace tacet::crypto
