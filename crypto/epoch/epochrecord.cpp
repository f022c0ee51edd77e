#include "crypto/epoch/epochrecord.h"

#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kVersion = 1;

bool isKnown(EpochReason reason)
{
    return reason >= EpochReason::Created && reason <= EpochReason::Manual;
}

// Epoch 1 and only it was created with its chat and has none before it.
bool isSound(const EpochRecord &record)
{
    const bool isFirst = record.name.epoch == 1;
    return record.name.isSound() && isKnown(record.reason) && record.madeAt.time_since_epoch().count() >= 0 &&
           isFirst == (record.reason == EpochReason::Created) && isFirst == (record.previous == EpochCommitment());
}

} // namespace

EpochRecord EpochRecord::of(const EpochKey &key, const EpochRecord *before, EpochReason reason, Timestamp madeAt)
{
    return {.name = key.name(),
            .previous = before ? before->key : EpochCommitment(),
            .key = key.commitment(),
            .reason = reason,
            .madeAt = madeAt};
}

std::expected<Bytes, EpochRecordError> EpochRecord::encode() const
{
    if (!isSound(*this))
        return std::unexpected(EpochRecordError::Malformed);
    Bytes encoded;
    encoded.reserve(kSize);
    BinaryWriter writer(encoded);
    writer.u8(kVersion);
    writer.bytes(name.chat);
    writer.u64(name.epoch);
    writer.bytes(previous.bytes);
    writer.bytes(key.bytes);
    writer.u8(static_cast<std::uint8_t>(reason));
    writer.u64(static_cast<std::uint64_t>(madeAt.time_since_epoch().count()));
    return encoded;
}

std::expected<EpochRecord, EpochRecordError> EpochRecord::decode(ByteView bytes)
{
    BinaryReader reader(bytes);
    EpochRecord record;
    if (reader.u8() != kVersion)
        reader.fail();
    record.name.chat = reader.fixed<kUuidSize>();
    record.name.epoch = reader.u64();
    record.previous.bytes = reader.fixed<32>();
    record.key.bytes = reader.fixed<32>();
    record.reason = static_cast<EpochReason>(reader.u8());
    // A time beyond the clock's range comes out negative and is refused below.
    record.madeAt = Timestamp(std::chrono::milliseconds(static_cast<std::int64_t>(reader.u64())));
    if (!reader.finished() || !isSound(record))
        return std::unexpected(EpochRecordError::Malformed);
    return record;
}

std::expected<EpochPin, EpochAlarm> checkEpoch(const std::optional<EpochPin> &pin, const EpochRecord &record)
{
    const EpochPin next = EpochPin::of(record);
    if (!pin)
        return next;
    if (record.name.chat != pin->name.chat)
        return std::unexpected(EpochAlarm::OtherChat);
    if (record.name.epoch < pin->name.epoch)
        return std::unexpected(EpochAlarm::LowerEpoch);
    if (record.name.epoch == pin->name.epoch) {
        if (record.key != pin->key)
            return std::unexpected(EpochAlarm::OtherKey);
        return next;
    }
    if (record.name.epoch != pin->name.epoch + 1)
        return std::unexpected(EpochAlarm::MissingEpochs);
    if (record.previous != pin->key)
        return std::unexpected(EpochAlarm::BrokenChain);
    return next;
}

} // namespace tacet::crypto
