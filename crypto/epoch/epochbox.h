#pragma once
#include "crypto/epoch/committingbox.h"
#include "crypto/epoch/epochkey.h"

namespace tacet::crypto {

/// What a text under an epoch key is. Each purpose has keys of its own and the size of its column.
enum class EpochPurpose : std::uint8_t {
    ThreadTitle = 1,
    ThreadBody = 2,
    Reply = 3,
    Message = 4,
    ChatName = 5,
    ChatDescription = 6,
    RoleName = 7,
    ChatPicture = 8,
    SessionDeposit = 9,
};

/// The longest box of this purpose that its column takes.
std::size_t boxLimit(EpochPurpose purpose);
/// The size of the box of a text of so many bytes.
std::size_t epochBoxSize(std::size_t textSize);
/// Whether such a box fits where texts of this purpose go.
bool fitsBox(EpochPurpose purpose, std::size_t textSize);

/// A padded, committing box under an epoch key. TooLong if the text does not fit.
std::expected<Bytes, BoxError> sealEpochBox(const EpochKey &key, EpochPurpose purpose, ByteView associatedData,
                                            ByteView text, RandomSource &random);
/// Malformed also if it is longer than its column or its padding is wrong.
std::expected<SecretBytes, BoxError> openEpochBox(const EpochKey &key, EpochPurpose purpose, ByteView associatedData,
                                                  ByteView box);
/// See isBoxUnder().
bool isEpochBoxUnder(const EpochKey &key, EpochPurpose purpose, ByteView box);

} // namespace tacet::crypto
