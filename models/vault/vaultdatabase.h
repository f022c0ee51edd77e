#pragma once
#include "crypto/vaultkey/vaultkey.h"
#include "models/domain/result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>

#include <atomic>
#include <memory>
#include <unordered_map>

struct sqlite3;

namespace tacet {

class VaultLock;

/// The vault's errors by SQLite's extended result code.
Error vaultErrorFrom(const QSqlError &error);

/// The open SQLCipher file: one connection with its prepared statements. Owned by VaultSession, used
/// on the thread that made it only. `models/vault` alone talks to it.
class VaultDatabase
{
public:
    enum class Expect { New, Existing };

    /// Opens a file that is there with the raw key: an empty one, or one that must hold a vault already
    /// and into which nothing is written before that is clear. Damaged if it does not decrypt, AlreadyRunning if
    /// another connection holds it, Internal if the SQL driver is not SQLCipher's.
    static Result<std::unique_ptr<VaultDatabase>> open(const QString &file, const crypto::VaultKey &key, Expect expect);
    ~VaultDatabase();
    Q_DISABLE_COPY_MOVE(VaultDatabase)

    /// The prepared statement of `sql`, a string with static storage: it is the key of the cache.
    Result<QSqlQuery *> prepared(const char *sql);
    /// Runs several statements; for migrations and pragmas.
    Result<> executeScript(const QByteArray &sql);
    /// One value of one row.
    Result<QVariant> scalar(const char *sql);

    /// Takes the vault for this connection: raises the fencing counter, in the vault and in the lock's
    /// file, and notes in the vault how many commits it has lost since the file was last written.
    /// `lock` must outlive this.
    Result<> takeFence(VaultLock &lock);
    /// AlreadyRunning if somebody has taken the vault since: the locks do not hold on this file system,
    /// or the lock's file was replaced. Every Transaction begins with it.
    Result<> checkFence() const;
    /// Ends the transaction that runs and counts it. What failed is not committed.
    Result<> commit();

    /// From now on statements end with Cancelled soon after `stop` is true; null takes that back. What
    /// they had changed is undone. `stop` must outlive this or the next call.
    void interruptWhen(std::atomic_bool *stop);

    bool inTransaction() const;

    /// How SQLite runs each statement prepared so far ("SEARCH … USING INDEX …"), by statement; for tests.
    Result<QStringList> queryPlans() const;

private:
    VaultDatabase() = default;
    Result<> unlockWith(const crypto::VaultKey &key);
    Result<> configure(Expect expect);
    sqlite3 *handle() const;

    QString m_connectionName;
    QSqlDatabase m_database;
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_statements;
    VaultLock *m_lock = nullptr; ///< null until takeFence()
    qint64 m_fence = 0;
};

} // namespace tacet
