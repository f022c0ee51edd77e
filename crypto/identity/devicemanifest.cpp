#include "crypto/identity/devicemanifest.h"

#include "crypto/primitives/sha256.h"
#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kLabel = "Tacet-1 manifest";
constexpr std::uint8_t kFormat = 1;

template <class Range, class Projection>
bool risesStrictly(const Range &range, Projection projection)
{
    return std::ranges::adjacent_find(range, std::ranges::greater_equal(), projection) == range.end();
}

bool isConsistent(const DeviceManifest &manifest)
{
    const bool sorted =
        risesStrictly(manifest.devices, &ManifestDevice::device) && risesStrictly(manifest.revoked, std::identity());
    const bool small = manifest.devices.size() <= kMaxManifestDevices && manifest.revoked.size() <= kMaxManifestDevices;
    const bool firstIsFirst = manifest.version > 0 && (manifest.version > 1 || manifest.previousHash == ManifestHash{});
    return sorted && small && firstIsFirst && std::ranges::none_of(manifest.devices, [&](const ManifestDevice &entry) {
               return std::ranges::binary_search(manifest.revoked, entry.device) || !entry.identityKey.isAcceptable();
           });
}

} // namespace

std::expected<Bytes, ManifestError> DeviceManifest::encode() const
{
    if (!isConsistent(*this))
        return std::unexpected(ManifestError::Malformed);
    Bytes encoded;
    BinaryWriter writer(encoded);
    writer.u8(kFormat);
    writer.bytes(account);
    writer.u64(version);
    writer.bytes(previousHash);
    writer.u16(static_cast<std::uint16_t>(devices.size()));
    for (const ManifestDevice &entry : devices) {
        writer.bytes(entry.device);
        writer.bytes(entry.identityKey.view());
    }
    writer.u16(static_cast<std::uint16_t>(revoked.size()));
    for (const Uuid &device : revoked)
        writer.bytes(device);
    return encoded;
}

std::expected<DeviceManifest, ManifestError> DeviceManifest::decode(ByteView bytes)
{
    BinaryReader reader(bytes);
    DeviceManifest manifest;
    if (reader.u8() != kFormat)
        reader.fail();
    manifest.account = reader.fixed<kUuidSize>();
    manifest.version = reader.u64();
    manifest.previousHash = reader.fixed<kManifestHashSize>();
    const std::size_t devices = reader.u16();
    for (std::size_t i = 0; i < devices && !reader.failed(); ++i) {
        ManifestDevice &entry = manifest.devices.emplace_back();
        entry.device = reader.fixed<kUuidSize>();
        entry.identityKey.bytes = reader.fixed<kEd25519Size>();
    }
    const std::size_t revoked = reader.u16();
    for (std::size_t i = 0; i < revoked && !reader.failed(); ++i)
        manifest.revoked.push_back(reader.fixed<kUuidSize>());
    if (!reader.finished() || !isConsistent(manifest))
        return std::unexpected(ManifestError::Malformed);
    return manifest;
}

const Ed25519PublicKey *DeviceManifest::find(const Uuid &device) const
{
    const auto found = std::ranges::lower_bound(devices, device, {}, &ManifestDevice::device);
    return found != devices.end() && found->device == device ? &found->identityKey : nullptr;
}

std::expected<SignedManifest, ManifestError> SignedManifest::make(const MasterKey &key, const DeviceManifest &manifest)
{
    CRYPTO_TRY_ASSIGN(auto encoded, manifest.encode());
    const Signature signature = key.signLabelled(kLabel, encoded);
    return SignedManifest{std::move(encoded), signature};
}

std::expected<DeviceManifest, ManifestError> SignedManifest::verify(const MasterPublicKey &key,
                                                                    const Uuid &account) const
{
    CRYPTO_TRY_OR(verifyLabelled(key.key, kLabel, encoded, signature), ManifestError::BadSignature);
    CRYPTO_TRY_ASSIGN(auto manifest, DeviceManifest::decode(encoded));
    if (manifest.account != account)
        return std::unexpected(ManifestError::OtherAccount);
    return manifest;
}

ManifestHash SignedManifest::hash() const
{
    return Sha256::of(encoded);
}

std::expected<ManifestPin, ManifestAlarm> checkPin(const std::optional<ManifestPin> &pin,
                                                   const DeviceManifest &manifest, const ManifestHash &hash)
{
    const ManifestPin next{manifest.version, hash};
    if (!pin || next == *pin)
        return next;
    if (next.version < pin->version)
        return std::unexpected(ManifestAlarm::LowerVersion);
    if (next.version == pin->version)
        return std::unexpected(ManifestAlarm::OtherHash);
    if (next.version - pin->version > 1)
        return std::unexpected(ManifestAlarm::MissingVersions);
    if (manifest.previousHash != pin->hash)
        return std::unexpected(ManifestAlarm::BrokenChain);
    return next;
}

std::expected<void, ManifestAlarm> checkSeenByPeer(const ManifestPin &pin, const ManifestPin &seenByPeer)
{
    if (seenByPeer.version == pin.version && seenByPeer.hash != pin.hash)
        return std::unexpected(ManifestAlarm::OtherHash);
    return {};
}

} // namespace tacet::crypto
