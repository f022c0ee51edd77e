#pragma once
#include "crypto/vaultkey/vaultkey.h"
#include "models/domain/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>

struct sqlite3;

namespace tacet {

/// The open SQLCipher file: one connection with its prepared statements. Owned by VaultSession, used
/// on the thread that made it only. `models/vault` alone talks to it.
class VaultDatabase
{
public:
    /// Opens an existing file (possibly empty) with the raw key. Damaged if it does not decrypt or
    /// its header does not fit its size, AlreadyRunning if another connection holds it, Internal if
    /// the SQL driver is not SQLCipher's.
    static Result<std::unique_ptr<VaultDatabase>> open(const QString &file, const crypto::VaultKey &key);
    ~VaultDatabase();
    Q_DISABLE_COPY_MOVE(VaultDatabase)

    /// The prepared statement of `sql`, a string with static storage: it is the key of the cache.
    Result<QSqlQuery *> prepared(const char *sql);
    /// Runs several statements; for migrations and pragmas.
    Result<> executeScript(const QByteArray &sql);
    /// One value of one row.
    Result<QVariant> scalar(const char *sql);

    /// Takes the vault for this connection: raises the fencing counter and remembers it.
    Result<> takeFence();
    /// AlreadyRunning if another connection has raised the counter since takeFence().
    Result<> checkFence();

    bool inTransaction() const;

private:
    VaultDatabase() = default;
    Result<> unlockWith(const crypto::VaultKey &key);
    Result<> checkHeader(const QString &file);
    sqlite3 *handle() const;

    QString m_connectionName;
    QSqlDatabase m_database;
    QHash<const char *, QSqlQuery> m_statements;
    qint64 m_fence = 0;
};

} // namespace tacet
