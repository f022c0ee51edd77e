#include "crypto/epoch/epochbox.h"

#include "crypto/payload/padding.h"

#include <utility>

namespace tacet::crypto {

namespace {

struct PurposeRow {
    std::string_view label; ///< of HKDF
    std::size_t limit;      ///< bytes; the CHECK of its column
};

PurposeRow rowOf(EpochPurpose purpose)
{
    switch (purpose) {
    case EpochPurpose::ThreadTitle: return {"Tacet-1 epoch thread title", 1'280};
    case EpochPurpose::ThreadBody: return {"Tacet-1 epoch thread body", 65'536};
    case EpochPurpose::Reply: return {"Tacet-1 epoch reply", 65'536};
    case EpochPurpose::Message: return {"Tacet-1 epoch message", 1'048'576};
    case EpochPurpose::ChatName: return {"Tacet-1 epoch chat name", 1'024};
    case EpochPurpose::ChatDescription: return {"Tacet-1 epoch chat description", 4'096};
    case EpochPurpose::RoleName: return {"Tacet-1 epoch role name", 1'024};
    case EpochPurpose::ChatPicture: return {"Tacet-1 epoch chat picture", 1'048'576};
    case EpochPurpose::SessionDeposit: return {"Tacet-1 epoch session deposit", 1'024};
    }
    std::unreachable();
}

} // namespace

std::size_t boxLimit(EpochPurpose purpose)
{
    return rowOf(purpose).limit;
}

std::size_t epochBoxSize(std::size_t textSize)
{
    return paddedSize(textSize) + kBoxOverhead;
}

bool fitsBox(EpochPurpose purpose, std::size_t textSize)
{
    return textSize < boxLimit(purpose) && epochBoxSize(textSize) <= boxLimit(purpose);
}

std::expected<Bytes, BoxError> sealEpochBox(const EpochKey &key, EpochPurpose purpose, ByteView associatedData,
                                            ByteView text, RandomSource &random)
{
    if (!fitsBox(purpose, text.size()))
        return std::unexpected(BoxError::TooLong);
    return sealBox(key.view(), rowOf(purpose).label, associatedData, pad(text), random);
}

std::expected<SecretBytes, BoxError> openEpochBox(const EpochKey &key, EpochPurpose purpose, ByteView associatedData,
                                                  ByteView box)
{
    if (box.size() > boxLimit(purpose))
        return std::unexpected(BoxError::Malformed);
    CRYPTO_TRY_ASSIGN(auto padded, openBox(key.view(), rowOf(purpose).label, associatedData, box));
    CRYPTO_TRY_ASSIGN_OR(auto text, unpad(std::move(padded)), BoxError::Malformed);
    return text;
}

bool isEpochBoxUnder(const EpochKey &key, EpochPurpose purpose, ByteView box)
{
    return isBoxUnder(key.view(), rowOf(purpose).label, box);
}

} // namespace tacet::crypto
