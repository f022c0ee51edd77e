#include "crypto/epoch/postaddress.h"

#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint64_t kLastSequence = INT64_MAX;

} // namespace

bool PostAddress::isSound() const
{
    constexpr Uuid kNil{};
    const bool isCounted = authorSequence >= 1 && authorSequence <= kLastSequence;
    if (!epoch.isSound() || !isCounted || id == kNil || answers == id || editNumber > INT32_MAX)
        return false;
    switch (kind) {
    case PostKind::Message: return thread == kNil;
    case PostKind::Thread: return thread == id && answers == kNil;
    case PostKind::Reply: return thread != kNil && thread != id && answers != thread;
    }
    return false;
}

Bytes PostAddress::encode() const
{
    Bytes bytes;
    BinaryWriter writer(bytes);
    writer.u8(kVersion);
    writer.u8(static_cast<std::uint8_t>(kind));
    writer.bytes(epoch.chat);
    writer.bytes(thread);
    writer.u64(epoch.epoch);
    writer.bytes(id);
    writer.bytes(answers);
    writer.u32(editNumber);
    writer.bytes(author.account);
    writer.bytes(author.device);
    writer.u64(authorSequence);
    writer.u8(parent ? 1 : 0);
    writer.bytes(parent.value_or(PostHash()));
    return bytes;
}

} // namespace tacet::crypto
