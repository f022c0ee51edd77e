#pragma once
#include "tests/crypto/epochmembers.h"

namespace tacet::fuzz {

/// A chat of two with an epoch key, and something genuine of each kind. The same in every process.
struct EpochWorld {
    test::SeededRandom random{11};
    test::EpochMember author{2, random};
    test::EpochMember reader{3, random};
    crypto::EpochKey key = crypto::EpochKey::generate({test::uuidOf(1), 3}, random).value();
    crypto::PostAddress threadAddress = test::threadAddress(author);
    crypto::SealedPost thread = crypto::SealedPost::seal(test::textFor(threadAddress, "body"), threadAddress, key,
                                                         key.commitment(), author.local(), random)
                                    .value();
    crypto::EpochWrap wrap = crypto::EpochWrap::seal(key, author.local(), reader.recipient(), random).value();
};

} // namespace tacet::fuzz
