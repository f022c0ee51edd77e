#pragma once
#include "crypto/identity/deviceaddress.h"
#include "crypto/identity/masterkey.h"

#include <optional>

namespace tacet::crypto {

enum class ManifestError {
    Malformed,    ///< not the exact encoding, not sorted, a device twice or both active and revoked
    BadSignature, ///< not signed by this master key
    OtherAccount,
};

inline constexpr std::size_t kManifestHashSize = 32;
using ManifestHash = FixedBytes<kManifestHashSize>;
inline constexpr std::size_t kMaxManifestDevices = 1024;

struct ManifestDevice {
    Uuid device{};
    Ed25519PublicKey identityKey;

    friend auto operator<=>(const ManifestDevice &, const ManifestDevice &) = default;
};

/// The devices of an account (protocol.md section 1).
struct DeviceManifest {
    Uuid account{};
    std::uint64_t version = 1;           ///< from 1
    ManifestHash previousHash{};         ///< of version − 1; zeros in version 1
    std::vector<ManifestDevice> devices; ///< rising ids
    std::vector<Uuid> revoked;           ///< rising ids

    std::expected<Bytes, ManifestError> encode() const;
    static std::expected<DeviceManifest, ManifestError> decode(ByteView bytes);
    /// The key of an active device, or nothing.
    const Ed25519PublicKey *find(const Uuid &device) const;
};

struct SignedManifest {
    Bytes encoded;
    Signature signature;

    static std::expected<SignedManifest, ManifestError> make(const MasterKey &key, const DeviceManifest &manifest);
    std::expected<DeviceManifest, ManifestError> verify(const MasterPublicKey &key, const Uuid &account) const;
    /// SHA-256 of the signed bytes; what the next manifest and every envelope carry.
    ManifestHash hash() const;
};

/// The highest manifest that this device has seen of an account.
struct ManifestPin {
    std::uint64_t version = 0;
    ManifestHash hash{};

    friend bool operator==(const ManifestPin &, const ManifestPin &) = default;
};

enum class ManifestAlarm {
    LowerVersion,    ///< the database shows an older state than before
    OtherHash,       ///< two manifests of one version exist: a split view
    BrokenChain,     ///< the next version does not continue the pinned one
    MissingVersions, ///< versions between lack; fetch them and check each in turn
};

/// Compares a verified manifest with the pin; the new pin, or why to raise an alarm. Without a pin
/// any version is taken (first contact).
std::expected<ManifestPin, ManifestAlarm> checkPin(const std::optional<ManifestPin> &pin,
                                                   const DeviceManifest &manifest, const ManifestHash &hash);
/// Compares what a peer's envelope says it last saw of an account with the pin of that account:
/// the same version must have the same hash.
std::expected<void, ManifestAlarm> checkSeenByPeer(const ManifestPin &pin, const ManifestPin &seenByPeer);

} // namespace tacet::crypto
