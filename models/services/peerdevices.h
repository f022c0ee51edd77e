#pragma once
#include "crypto/identity/devicecertificate.h"
#include "crypto/identity/devicemanifest.h"
#include "crypto/prekeys/prekeybundle.h"
#include "models/backend/devicestore.h"
#include "models/backend/prekeystore.h"
#include "models/vault/peerstore.h"

namespace tacet {

/// What a peer's devices are, once everything the database said of them has been verified.
struct VerifiedPeer {
    PinnedManifest manifest;
    QList<PeerDevice> devices;
};

/// Checks manifest and certificates under the pinned master key and against the manifest seen before.
/// A device that is not in the manifest, or whose certificate does not verify, is left out: nobody with
/// write access to the database slips one in. CryptoFailed if the manifest itself does not verify or
/// raises an alarm.
Result<VerifiedPeer> verifyPeer(UserId user, const QByteArray &masterKey, const std::optional<PinnedManifest> &pinned,
                                const QList<StoredManifest> &manifests, const QList<DirectoryDevice> &devices);

/// A stored device as a peer of a session; its signatures are checked again.
Result<crypto::VerifiedDevice> verifiedDevice(const PeerDevice &device, const QByteArray &masterKey);

/// The database's bundle in crypto's types. InvalidInput for wrong lengths.
Result<crypto::PrekeyBundle> cryptoBundle(const PrekeyBundle &bundle);

} // namespace tacet
