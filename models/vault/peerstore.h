#pragma once
#include "models/domain/person.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

#include <optional>

namespace tacet {

/// What the workspace's database says about an account. The master key is pinned at first sight.
struct PersonFacts {
    UserId id;
    QString username;
    QString displayName;
    QByteArray masterKey; ///< Ed25519, 32 bytes
};

/// A device of a peer, as its verified manifest and certificate say.
struct PeerDevice {
    DeviceId id;
    UserId user;
    QByteArray identityKey; ///< Ed25519, 32 bytes
    QByteArray prekeyKey;   ///< X25519, 32 bytes
    QByteArray certificate; ///< verified bytes
    QString label;
    bool active = true; ///< false once a later manifest left it out or revoked it
};

/// The highest manifest seen of an account.
struct PinnedManifest {
    qint64 version = 0;
    QByteArray hash;  ///< SHA-256 of `bytes`
    QByteArray bytes; ///< signed form, verified
};

/// Other accounts: names, keys as pinned here, relation, devices.
class PeerStore
{
public:
    static constexpr qsizetype kPictureMax = qsizetype{256} * 1024;

    explicit PeerStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Stores names, and the master key if none was pinned. Another key than the pinned one does not
    /// replace it: trust becomes Changed and the new key waits for acceptChangedKey(). The pinned key
    /// shown again clears that (to NotCompared). Answers what stands now.
    Result<Person> learn(const PersonFacts &facts);
    Result<std::optional<Person>> find(UserId user);
    /// Without case; the one learnt last, if a database gave a name twice.
    Result<std::optional<Person>> findByUsername(const QString &username);

    /// NotFound for an unknown person here and below.
    Result<> setRelation(UserId user, Relation relation);
    /// By shown name, without case.
    Result<QList<Person>> withRelation(Relation relation);
    /// A name that only this account sees; empty = none.
    Result<> setNickname(UserId user, const QString &nickname);
    Result<QString> nickname(UserId user);

    /// An encoded picture of at most kPictureMax bytes, as it came: whoever shows it checks it. Empty
    /// takes it away. InvalidInput above.
    Result<> setPicture(UserId user, const QByteArray &picture);
    /// Empty if there is none.
    Result<QByteArray> picture(UserId user);

    /// Verified or NotCompared. Conflict while the key is Changed.
    Result<> setVerified(UserId user, bool verified);
    /// The key that waits after a change; nothing if none.
    Result<std::optional<QByteArray>> changedKey(UserId user);
    /// Pins the waiting key; trust becomes NotCompared, the old manifest is dropped and the old
    /// devices become inactive. NotFound if none waits; Conflict if it is not `key` (it changed again
    /// since the person looked).
    Result<> acceptChangedKey(UserId user, const QByteArray &key);

    Result<std::optional<PinnedManifest>> manifest(UserId user);
    /// Pins a verified manifest with its devices. Others of that user become inactive. Conflict for a
    /// lower version, the same version with another hash, or a device that came with other keys or under
    /// another account before: raise the alarm. The same again is no error.
    Result<> pinManifest(UserId user, const PinnedManifest &manifest, const QList<PeerDevice> &devices);
    /// Active ones, by id.
    Result<QList<PeerDevice>> devices(UserId user);
    /// Active or not.
    Result<std::optional<PeerDevice>> device(DeviceId device);

private:
    Result<> saveDevice(UserId user, const PeerDevice &device);

    VaultDatabase &m_database;
};

} // namespace tacet
