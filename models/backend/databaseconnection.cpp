#include "models/backend/databaseconnection.h"

#include "models/backend/sqlerror.h"

#include <QDeadlineTimer>
#include <QSocketNotifier>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QThread>

#include <libpq-fe.h>

#include <cerrno>
#include <poll.h>

namespace tacet {

namespace {

constexpr int kBinary = 1;
constexpr int kRowsPerChunk = 128;
constexpr qsizetype kNameBytesMax = 63;
constexpr std::chrono::milliseconds kFirstPause{10};
constexpr std::chrono::milliseconds kLongestPause{640};
constexpr QByteArrayView kQueryCanceled{"57014"};
constexpr QByteArrayView kAdminShutdown{"57P01"};

pg_conn *handleOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    // Qt 6 names the struct, the manual its typedef.
    if (qstrcmp(handle.typeName(), "pg_conn*") != 0 && qstrcmp(handle.typeName(), "PGconn*") != 0)
        return nullptr;
    return *static_cast<PGconn *const *>(handle.constData());
}

bool isFailure(const pg_result *result)
{
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_TUPLES_CHUNK:
    case PGRES_EMPTY_QUERY: return false;
    default: return true;
    }
}

} // namespace

DatabaseConnection::DatabaseConnection()
    : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

DatabaseConnection::~DatabaseConnection()
{
    drop();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<DatabaseConnection>> DatabaseConnection::open(const WorkspaceAddress &address,
                                                                     const DatabaseLogin &login)
{
    TACET_TRY_ASSIGN(const ConnectParameters parameters, ConnectParameters::make(address, login));
    std::unique_ptr<DatabaseConnection> connection(new DatabaseConnection);
    TACET_TRY(connection->connectTo(parameters));
    return connection;
}

Result<> DatabaseConnection::connectTo(const ConnectParameters &parameters)
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_name);
    if (!m_database.isValid())
        return fail(ErrorCode::Internal, QStringLiteral("Qt's QPSQL driver is missing"));
    m_database.setHostName(parameters.host());
    m_database.setPort(parameters.port());
    m_database.setDatabaseName(parameters.database());
    m_database.setConnectOptions(parameters.options());
    TACET_TRY(openDatabase(parameters));
    m_connection = handleOf(m_database);
    if (!m_connection)
        return fail(ErrorCode::Internal, QStringLiteral("QPSQL has no PGconn"));
    if (const int version = serverVersion(); version < kServerFloor) {
        m_connection = nullptr;
        m_database.close();
        return fail(ErrorCode::ServerTooOld, QString::number(version));
    }
    PQsetNoticeReceiver(m_connection, &DatabaseConnection::noticeArrived, this);
    PQsetnonblocking(m_connection, 1);
    m_notifier = std::make_unique<QSocketNotifier>(PQsocket(m_connection), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &DatabaseConnection::readIdle);
    return {};
}

// A login has few places, and the server counts one that was just left until its process has ended: whoever comes
// back at once is refused, and a moment later is not.
Result<> DatabaseConnection::openDatabase(const ConnectParameters &parameters)
{
    for (auto pause = kFirstPause;; pause *= 2) {
        if (m_database.open(parameters.login().role, parameters.login().password))
            return {};
        Error error = diagnoseConnection(parameters);
        if (!passesSoon(error) || pause > kLongestPause)
            return std::unexpected(std::move(error));
        QThread::sleep(pause);
    }
}

Result<PgResult> DatabaseConnection::exec(const PgStatement &statement, const PgParams &params)
{
    TACET_TRY(prepare(statement, params));
    const auto values = params.pointers();
    const auto lengths = params.lengths();
    const std::vector<int> formats(values.size(), kBinary);
    if (PQsendQueryPrepared(m_connection, statement.name, params.size(), values.data(), lengths.data(), formats.data(),
                            kBinary) == 0)
        return failed(nullptr);
    PQsetChunkedRowsMode(m_connection, kRowsPerChunk);
    TACET_TRY_ASSIGN(auto chunks, collect());
    return PgResult(std::move(chunks));
}

Result<> DatabaseConnection::change(const PgStatement &statement, const PgParams &params)
{
    TACET_TRY(exec(statement, params));
    return {};
}

Result<> DatabaseConnection::prepare(const PgStatement &statement, const PgParams &params)
{
    if (!m_connection)
        return fail(ErrorCode::Offline, QStringLiteral("connection"));
    if (m_prepared.contains(statement.name))
        return {};
    if (PQsendPrepare(m_connection, statement.name, statement.sql, params.size(), params.types()) == 0)
        return failed(nullptr);
    TACET_TRY(collect());
    m_prepared.insert(statement.name);
    return {};
}

Result<> DatabaseConnection::script(const QByteArray &sql)
{
    if (!m_connection)
        return fail(ErrorCode::Offline, QStringLiteral("connection"));
    if (PQsendQuery(m_connection, sql.constData()) == 0)
        return failed(nullptr);
    TACET_TRY(collect());
    return {};
}

Result<> DatabaseConnection::commit()
{
    if (!m_connection || PQsendQuery(m_connection, "COMMIT") == 0)
        return failed(nullptr);
    TACET_TRY_ASSIGN(const auto answers, collect());
    if (answers.empty() || qstrcmp(PQcmdStatus(answers.back().get()), "COMMIT") != 0)
        return fail(ErrorCode::Conflict, QStringLiteral("the transaction had failed and was rolled back"));
    return {};
}

Result<> DatabaseConnection::exec(QSqlQuery &query)
{
    if (!m_connection)
        return fail(ErrorCode::Offline, QStringLiteral("connection"));
    const bool done = query.exec();
    deliverNotifications();
    if (done)
        return {};
    if (PQstatus(m_connection) == CONNECTION_BAD)
        drop();
    return std::unexpected(errorFrom(query.lastError()));
}

Result<std::vector<PgResult::Chunk>> DatabaseConnection::collect()
{
    const QDeadlineTimer deadline(m_timeout);
    m_standbyUnconfirmed = false;
    TACET_TRY(flush(deadline));
    std::vector<PgResult::Chunk> chunks;
    PgResult::Chunk failure;
    size_t bytes = 0;
    while (true) {
        TACET_TRY(waitForAnswer(deadline));
        PgResult::Chunk chunk(PQgetResult(m_connection));
        if (!chunk)
            break;
        bytes += PQresultMemorySize(chunk.get());
        if (bytes > static_cast<size_t>(kResultBytesMax))
            return dropped(ErrorCode::QuotaExceeded, QStringLiteral("answer too large"));
        if (isFailure(chunk.get()))
            failure = std::move(chunk);
        else
            chunks.push_back(std::move(chunk));
        if (PQstatus(m_connection) == CONNECTION_BAD)
            break;
    }
    deliverNotifications();
    if (failure || PQstatus(m_connection) == CONNECTION_BAD)
        return failed(failure.get());
    if (m_standbyUnconfirmed)
        return fail(ErrorCode::Timeout, QStringLiteral("a synchronous standby did not confirm"));
    return chunks;
}

Result<> DatabaseConnection::flush(const QDeadlineTimer &deadline)
{
    while (true) {
        const int left = PQflush(m_connection);
        if (left == 0)
            return {};
        if (left < 0)
            return failed(nullptr);
        // The server may have to be read before it takes more.
        pollfd entry{.fd = PQsocket(m_connection), .events = POLLIN | POLLOUT, .revents = 0};
        const int ready = poll(&entry, 1, static_cast<int>(deadline.remainingTime()));
        if (ready == 0)
            return dropped(ErrorCode::Timeout, QStringLiteral("no answer"));
        if (ready > 0 && (entry.revents & (POLLIN | POLLHUP | POLLERR)) && PQconsumeInput(m_connection) == 0)
            return failed(nullptr);
    }
}

Result<> DatabaseConnection::waitForAnswer(const QDeadlineTimer &deadline)
{
    while (PQisBusy(m_connection)) {
        pollfd entry{.fd = PQsocket(m_connection), .events = POLLIN, .revents = 0};
        const int ready = poll(&entry, 1, static_cast<int>(deadline.remainingTime()));
        if (ready == 0)
            return dropped(ErrorCode::Timeout, QStringLiteral("no answer"));
        if (ready < 0 && errno != EINTR)
            return dropped(ErrorCode::Offline, QStringLiteral("poll"));
        if (ready > 0 && PQconsumeInput(m_connection) == 0)
            return failed(nullptr);
    }
    return {};
}

Result<> DatabaseConnection::listen(const QString &channel)
{
    return commandOnChannel("LISTEN ", channel);
}

Result<> DatabaseConnection::unlisten(const QString &channel)
{
    return commandOnChannel("UNLISTEN ", channel);
}

Result<> DatabaseConnection::commandOnChannel(const char *command, const QString &channel)
{
    if (!m_connection)
        return fail(ErrorCode::Offline, QStringLiteral("connection"));
    const QByteArray name = channel.toUtf8();
    // PostgreSQL would cut a longer name, and then another one is heard.
    if (name.isEmpty() || name.size() > kNameBytesMax || name.contains('\0'))
        return fail(ErrorCode::InvalidInput, QStringLiteral("channel"));
    char *identifier = PQescapeIdentifier(m_connection, name.constData(), static_cast<size_t>(name.size()));
    if (!identifier)
        return fail(ErrorCode::InvalidInput, QStringLiteral("channel"));
    const QByteArray sql = QByteArray(command) + identifier;
    PQfreemem(identifier);
    return script(sql);
}

Result<QByteArray> DatabaseConnection::scramVerifier(const QString &role, const QString &password) const
{
    if (!m_connection)
        return fail(ErrorCode::Offline, QStringLiteral("connection"));
    char *verifier =
        PQencryptPasswordConn(m_connection, password.toUtf8().constData(), role.toUtf8().constData(), "scram-sha-256");
    if (!verifier)
        return fail(ErrorCode::Internal, QStringLiteral("no SCRAM verifier"));
    QByteArray copy(verifier);
    PQfreemem(verifier);
    return copy;
}

bool DatabaseConnection::isInTransaction() const
{
    return m_connection && PQtransactionStatus(m_connection) != PQTRANS_IDLE;
}

int DatabaseConnection::serverVersion() const
{
    return m_connection ? PQserverVersion(m_connection) : 0;
}

std::unexpected<Error> DatabaseConnection::failed(const pg_result *result)
{
    if (!m_connection)
        return fail(ErrorCode::Offline, QStringLiteral("connection"));
    Error error = errorFrom(m_connection, result);
    if (PQstatus(m_connection) == CONNECTION_BAD) {
        drop();
        // What the server said last tells more (57P01: shut down; 28000: role taken away) than the break.
        if (error.code() == ErrorCode::Internal)
            error = Error(ErrorCode::Offline, QStringLiteral("connection"));
    }
    return std::unexpected(std::move(error));
}

std::unexpected<Error> DatabaseConnection::dropped(ErrorCode code, const QString &detail)
{
    drop();
    return fail(code, detail);
}

void DatabaseConnection::drop()
{
    if (!m_connection)
        return;
    // Possibly from the notifier's own signal.
    m_notifier->setEnabled(false);
    m_notifier.release()->deleteLater();
    m_connection = nullptr;
    m_prepared.clear();
    m_database.close();
    QMetaObject::invokeMethod(this, &DatabaseConnection::lost, Qt::QueuedConnection);
}

void DatabaseConnection::readIdle()
{
    if (!m_connection)
        return;
    if (PQconsumeInput(m_connection) == 0 || PQstatus(m_connection) == CONNECTION_BAD) {
        drop();
        return;
    }
    deliverNotifications();
}

void DatabaseConnection::deliverNotifications()
{
    QStringList channels;
    while (PGnotify *notification = PQnotifies(m_connection)) {
        channels.append(QString::fromUtf8(notification->relname));
        PQfreemem(notification);
    }
    channels.removeDuplicates();
    // From the event loop: a slot may run statements, and this may stand in the middle of one.
    for (const QString &channel : std::as_const(channels))
        QMetaObject::invokeMethod(this, [this, channel] { Q_EMIT notified(channel); }, Qt::QueuedConnection);
}

void DatabaseConnection::noticeArrived(void *self, const pg_result *notice)
{
    // Notices never reach a log. One matters: a commit that is not on the standby yet counts as unsure.
    const QByteArrayView state = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
    if (state == kQueryCanceled || state == kAdminShutdown)
        static_cast<DatabaseConnection *>(self)->m_standbyUnconfirmed = true;
}

} // namespace tacet
