#include "crypto/epoch/chattext.h"

#include "crypto/epoch/epochbox.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kLabel = "Tacet-1 chat text";

EpochPurpose purposeOf(ChatTextKind kind)
{
    switch (kind) {
    case ChatTextKind::Description: return EpochPurpose::ChatDescription;
    case ChatTextKind::RoleName: return EpochPurpose::RoleName;
    case ChatTextKind::Picture: return EpochPurpose::ChatPicture;
    case ChatTextKind::Name: break;
    }
    return EpochPurpose::ChatName;
}

// label ‖ 0 ‖ kind ‖ chat ‖ epoch ‖ subject ‖ length of the box
Bytes associatedData(const ChatTextAddress &address, const EpochName &epoch, std::size_t boxSize)
{
    Bytes data;
    BinaryWriter writer(data);
    writer.bytes(textBytes(kLabel));
    writer.u8(0);
    writer.u8(static_cast<std::uint8_t>(address.kind));
    writer.bytes(address.chat);
    writer.u64(epoch.epoch);
    writer.bytes(address.subject);
    writer.u32(static_cast<std::uint32_t>(boxSize));
    return data;
}

// A key of another chat is a mistake that no ciphertext should come of.
bool isSound(const ChatTextAddress &address, const EpochKey &key)
{
    const bool isOfTheChat = address.kind == ChatTextKind::Name || address.kind == ChatTextKind::Description;
    return key.name().isSound() && key.name().chat == address.chat && isOfTheChat == (address.subject == Uuid());
}

} // namespace

std::expected<Bytes, BoxError> sealChatText(ByteView text, const ChatTextAddress &address, const EpochKey &key,
                                            RandomSource &random)
{
    if (!isSound(address, key))
        return std::unexpected(BoxError::Malformed);
    if (!fitsChatText(address.kind, text.size()))
        return std::unexpected(BoxError::TooLong);
    return sealEpochBox(key, purposeOf(address.kind), associatedData(address, key.name(), epochBoxSize(text.size())),
                        text, random);
}

std::expected<SecretBytes, BoxError> openChatText(ByteView box, const ChatTextAddress &address, const EpochKey &key)
{
    if (!isSound(address, key))
        return std::unexpected(BoxError::Malformed);
    return openEpochBox(key, purposeOf(address.kind), associatedData(address, key.name(), box.size()), box);
}

bool isChatTextUnder(ByteView box, ChatTextKind kind, const EpochKey &key)
{
    return isEpochBoxUnder(key, purposeOf(kind), box);
}

bool fitsChatText(ChatTextKind kind, std::size_t textSize)
{
    return fitsBox(purposeOf(kind), textSize);
}

} // namespace tacet::crypto
