#pragma once
#include "crypto/epoch/epochkey.h"
#include "crypto/primitives/sha256.h"

#include <optional>

namespace tacet::crypto {

enum class PostKind : std::uint8_t {
    Message = 1, ///< of a channel
    Thread = 2,  ///< has a title
    Reply = 3,
};

/// What the author's next post names as the one before it.
using PostHash = FixedBytes<Sha256::kDigestSize>;

/// Every column that says what a post is and where it stands. A post opens at its own address only.
struct PostAddress {
    PostKind kind = PostKind::Message;
    EpochName epoch;
    Uuid id{};
    Uuid thread{};                ///< of a reply; a thread's own id; nil for messages
    Uuid answers{};               ///< the reply or message that this one answers; nil for none and for threads
    std::uint32_t editNumber = 0; ///< 0 for the first version
    DeviceAddress author;
    std::uint64_t authorSequence = 0; ///< from 1, per author and chat
    std::optional<PostHash> parent;   ///< the author's post before, none for the first

    /// Whether the fields can be those of one row.
    bool isSound() const;
    /// One meaning, one encoding: everything has its fixed place.
    Bytes encode() const;
    friend bool operator==(const PostAddress &, const PostAddress &) = default;
};

} // namespace tacet::crypto
