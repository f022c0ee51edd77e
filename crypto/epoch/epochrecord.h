#pragma once
#include "crypto/epoch/epochkey.h"
#include "crypto/primitives/clock.h"

#include <optional>

namespace tacet::crypto {

enum class EpochRecordError {
    Malformed, ///< not the exact encoding, an epoch or reason that is none, or a first epoch with one before it
};

/// Why there is a new epoch; the words of the database's group_key_epochs.reason.
enum class EpochReason : std::uint8_t {
    Created = 1, ///< the first one, and only it
    Removal = 2,
    Left = 3,
    Device = 4,
    Invite = 5,
    Expiry = 6,
    Visibility = 7,
    Age = 8,
    Manual = 9,
};

/// What a new epoch is, for all members to compare their keys with (protocol.md section 5). It is a part of the
/// body of the log's `create` or `epoch` operation, whose signature, sequence and previous hash are the record's too.
struct EpochRecord {
    static constexpr std::size_t kSize = 1 + kUuidSize + 8 + 32 + 32 + 1 + 8;

    EpochName name;
    EpochCommitment previous; ///< of the epoch before; zeros in epoch 1
    EpochCommitment key;
    EpochReason reason = EpochReason::Manual;
    Timestamp madeAt;

    /// The record of a key that was just made. `before` is the newest epoch's, or null for epoch 1.
    static EpochRecord of(const EpochKey &key, const EpochRecord *before, EpochReason reason, Timestamp madeAt);

    std::expected<Bytes, EpochRecordError> encode() const;
    static std::expected<EpochRecord, EpochRecordError> decode(ByteView bytes);
};

/// The newest epoch of a chat that this device has seen. Nothing is written under another one.
struct EpochPin {
    EpochName name;
    EpochCommitment key;

    static EpochPin of(const EpochRecord &record) { return {record.name, record.key}; }
    friend bool operator==(const EpochPin &, const EpochPin &) = default;
};

enum class EpochAlarm {
    OtherChat,
    LowerEpoch,    ///< an older epoch is shown as the newest
    OtherKey,      ///< two keys of one epoch exist: a split view
    BrokenChain,   ///< the next epoch does not name the pinned one's key as the one before
    MissingEpochs, ///< epochs between lack; fetch their records and check each in turn
};

/// Compares the record of a verified operation with the pin; the new pin, or why to raise an alarm. Without a pin
/// any epoch is taken: who joins starts with the one it got.
std::expected<EpochPin, EpochAlarm> checkEpoch(const std::optional<EpochPin> &pin, const EpochRecord &record);

} // namespace tacet::crypto
