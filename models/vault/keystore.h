#pragma once
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>
#include <QtCrypto>

#include <optional>

namespace tacet {

/// Private keys there is one of.
enum class KeyName { DeviceIdentity = 1, MasterKey = 2, HistoryKey = 3 };

/// Each kind has its own space of ids. One-time and last-resort KEM keys share one, because a
/// handshake does not tell them apart.
enum class PrekeyKind { Signed = 1, OneTime = 2, Kem = 3 };

/// A prekey with all that a repeated upload needs.
struct Prekey {
    PrekeyKind kind = PrekeyKind::OneTime;
    quint32 id = 0;              ///< 1 … 2^31 − 1
    QCA::SecureArray privateKey; ///< empty once it was consumed
    QByteArray publicKey;
    QByteArray signature;
    bool lastResort = false;            ///< Kem only
    bool published = false;             ///< the database confirmed it
    QDateTime createdAt;                ///< UTC
    std::optional<QDateTime> usedAt;    ///< one-time keys: consumed by a handshake
    std::optional<QDateTime> retiredAt; ///< replaced by a newer one or withdrawn; kept 30 days
};

/// The device's private keys. Blobs are opaque here.
class KeyStore
{
public:
    explicit KeyStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// NotFound if there is none.
    Result<QCA::SecureArray> key(KeyName name);
    /// Conflict if another key stands under that name: keys are never replaced silently.
    Result<> saveKey(KeyName name, const QCA::SecureArray &key);
    /// Replaces it on purpose (a new master key after a theft).
    Result<> replaceKey(KeyName name, const QCA::SecureArray &key);

    /// The first of `count` ids never given out before; ids are not used twice, also after prune().
    Result<quint32> reserveIds(PrekeyKind kind, int count);
    /// Persist before publish. Conflict if an id stands there with another key; the same is no error.
    Result<> savePrekeys(const QList<Prekey> &prekeys);
    /// NotFound if unknown or pruned. A consumed one is found, without its private key.
    Result<Prekey> prekey(PrekeyKind kind, quint32 id);
    /// The newest that is not retired: Signed, or the last-resort one of Kem. NotFound.
    Result<Prekey> current(PrekeyKind kind);
    /// Those the database has not confirmed, oldest first.
    Result<QList<Prekey>> unpublished(PrekeyKind kind, int limit);
    /// One-time keys that are neither used nor retired.
    Result<int> countOneTime(PrekeyKind kind);

    Result<> markPublished(PrekeyKind kind, const QList<quint32> &ids);
    /// All one-time keys leave the published set (the database was restored); new ones take their place.
    Result<> retireAllOneTime(const QDateTime &now);
    /// A handshake used this one-time key: the private key is erased, the id is remembered so that a
    /// replay is refused. In the transaction that stores the session. NotFound; Conflict if consumed before.
    Result<> consume(PrekeyKind kind, quint32 id, const QDateTime &now);
    Result<> retire(PrekeyKind kind, const QList<quint32> &ids, const QDateTime &now);
    /// Forgets what was used or retired before `before`. How many.
    Result<int> prune(const QDateTime &before);

private:
    Result<> savePrekey(const Prekey &prekey);

    VaultDatabase &m_database;
};

} // namespace tacet
