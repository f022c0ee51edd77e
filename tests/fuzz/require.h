#pragma once
#include "crypto/primitives/bytes.h"

#include <algorithm>
#include <cstdlib>

namespace tacet::fuzz {

/// A broken promise ends the fuzzer, which keeps the input.
inline void require(bool kept)
{
    if (!kept)
        std::abort();
}

inline bool same(crypto::ByteView a, crypto::ByteView b)
{
    return std::ranges::equal(a, b);
}

/// Everything that decodes is encoded to the same bytes: one meaning, one form.
template <class Decode, class Encode>
void requireCanonical(crypto::ByteView input, Decode decode, Encode encode)
{
    if (const auto decoded = decode(input))
        require(same(encode(*decoded), input));
}

} // namespace tacet::fuzz
