#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace tacet {

class DatabaseConnection;

/// A published X25519 prekey: public half (32 bytes) and the device identity's signature (64 bytes).
/// Ids of one device and kind only rise: an id that was published once never comes back.
struct PublishedPrekey {
    quint32 id = 0; ///< 1 and up; 0 means "none" in the protocol
    QByteArray publicKey;
    QByteArray signature;
};

/// A published ML-KEM-1024 prekey: public key (1,568 bytes) and signature (64 bytes).
struct PublishedKemPrekey {
    quint32 id = 0;
    QByteArray publicKey;
    QByteArray signature;
    bool lastResort = false; ///< handed out when no one-time KEM key is left, and never used up
};

/// What is published at once; any part may be empty.
struct PrekeyUpload {
    std::optional<PublishedPrekey> signedPrekey;
    QList<PublishedPrekey> oneTime; ///< at most 512
    QList<PublishedKemPrekey> kem;  ///< at most 512, of both kinds
};

/// How many keys of this device the database can still hand out.
struct PrekeyCounts {
    int oneTime = 0;
    int kemOneTime = 0;
    bool hasLastResort = false;
    quint32 newestSignedId = 0; ///< 0 if none
};

/// What a sender needs for the first message to a device (protocol.md section 2). Nothing in it is
/// verified: the caller checks certificate and every signature before use.
struct PrekeyBundle {
    UserId user;
    DeviceId device;
    QByteArray identityKey;          ///< Ed25519, 32 bytes
    QByteArray identityDhKey;        ///< its X25519 form, 32 bytes
    QByteArray identityDhSignature;  ///< by the identity, 64 bytes
    QByteArray certificate;          ///< exact bytes that the master key signed
    QByteArray certificateSignature; ///< 64 bytes
    PublishedPrekey signedPrekey;
    std::optional<PublishedPrekey> oneTime; ///< none when used up or when this caller took too many
    PublishedKemPrekey kem;
};

/// Prekeys in the tenant database. Synchronous; belongs to the backend executor's thread.
class PrekeyStore
{
public:
    explicit PrekeyStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Idempotent by key id. Conflict: other bytes are published under that id, and the caller's own
    /// store must be taken for damaged. InvalidInput, QuotaExceeded (more than 1,000 one-time keys).
    Result<> publish(const PrekeyUpload &upload);
    Result<PrekeyCounts> counts();
    /// Removes all one-time keys of this device (after the database was restored from a backup).
    Result<> discardOneTime();
    /// Takes one bundle of `device`; each one-time key is handed out once. NotFound, Blocked.
    Result<PrekeyBundle> claim(DeviceId device);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
