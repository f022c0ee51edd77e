#pragma once
#include "models/backend/connectparameters.h"
#include "models/backend/pgparams.h"
#include "models/backend/pgresult.h"

#include <QObject>
#include <QSet>
#include <QSqlDatabase>

#include <chrono>

class QDeadlineTimer;
class QSocketNotifier;
class QSqlQuery;
struct pg_conn;

namespace tacet {

/// A named SQL statement, normally a constant at the top of a store's source file. It is prepared at its
/// first use on a connection; `name` is unique in the program.
///
/// `constexpr PgStatement kFetch{"mailbox_fetch", "SELECT id, body FROM api.fetch($1)"};`
struct PgStatement {
    const char *name;
    const char *sql;
};

/// One connection to a workspace's database. It belongs to the thread that opened it (an executor's)
/// and every call blocks that thread until the server answers, at most timeout(). After a failure that
/// broke the connection every call answers Offline; open a new one.
class DatabaseConnection final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kServerFloor = 170010; ///< PostgreSQL 17.10, as PQserverVersion() says it
    static constexpr std::chrono::milliseconds kDefaultTimeout{30'000};
    static constexpr qsizetype kResultBytesMax = qsizetype(64) << 20;

    /// An embedded cluster must run already (EmbeddedCluster::start). ServerTooOld below the floor, else
    /// as diagnoseConnection() says.
    static Result<std::unique_ptr<DatabaseConnection>> open(const WorkspaceAddress &address,
                                                            const DatabaseLogin &login);
    ~DatabaseConnection() override;

    /// Prepared, binary both ways. QuotaExceeded for an answer of more than kResultBytesMax. Timeout
    /// closes the connection: whether the statement took effect is unknown then, as it is with Offline.
    Result<PgResult> exec(const PgStatement &statement, const PgParams &params = {});
    /// exec() of what answers nothing that anybody needs.
    Result<> change(const PgStatement &statement, const PgParams &params = {});
    /// Statements without parameters and without an answer, several at once: migrations, BEGIN. Never
    /// anything with a value in it.
    Result<> script(const QByteArray &sql);
    /// COMMIT; use DatabaseTransaction. Conflict if the server rolled back instead, Timeout if a synchronous
    /// standby did not confirm.
    Result<> commit();
    /// Runs a prepared and bound query of database(), for what does not carry ciphertext.
    Result<> exec(QSqlQuery &query);
    /// For QSqlQuery; its lifetime ends before the connection's.
    QSqlDatabase database() const { return m_database; }

    /// LISTEN. The channel's notifications arrive as notified(), from the thread's event loop and also
    /// when they come along with an answer.
    Result<> listen(const QString &channel);
    Result<> unlisten(const QString &channel);

    /// SCRAM-SHA-256 verifier of a password, computed here with this server's iteration count and a random
    /// 16-byte salt: the only form in which a password ever leaves the computer.
    Result<QByteArray> scramVerifier(const QString &role, const QString &password) const;

    bool isOpen() const { return m_connection != nullptr; }
    bool isInTransaction() const;
    int serverVersion() const;
    /// Libpq's connection, for pipelines and COPY in this folder; null after a failure.
    pg_conn *handle() const { return m_connection; }

    std::chrono::milliseconds timeout() const { return m_timeout; }
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

Q_SIGNALS:
    void notified(const QString &channel);
    /// The server closed the connection, or it broke; emitted once, from the event loop.
    void lost();

private:
    DatabaseConnection();
    Result<> connectTo(const ConnectParameters &parameters);
    Result<> openDatabase(const ConnectParameters &parameters);
    Result<> prepare(const PgStatement &statement, const PgParams &params);
    Result<std::vector<PgResult::Chunk>> collect();
    Result<> waitForAnswer(const QDeadlineTimer &deadline);
    Result<> flush(const QDeadlineTimer &deadline);
    Result<> commandOnChannel(const char *command, const QString &channel);
    std::unexpected<Error> failed(const pg_result *result);
    std::unexpected<Error> dropped(ErrorCode code, const QString &detail);
    void drop();
    void readIdle();
    void deliverNotifications();
    static void noticeArrived(void *self, const pg_result *notice);

    const QString m_name;
    QSqlDatabase m_database;
    pg_conn *m_connection = nullptr; ///< owned by m_database
    std::unique_ptr<QSocketNotifier> m_notifier;
    QSet<QByteArray> m_prepared;
    std::chrono::milliseconds m_timeout = kDefaultTimeout;
    bool m_standbyUnconfirmed = false;
};

} // namespace tacet
