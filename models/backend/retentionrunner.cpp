#include "models/backend/retentionrunner.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/partitionarchive.h"
#include "models/backend/sqlplaceholders.h"

#include <QLoggingCategory>
#include <QThread>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(lcBackend, "tacet.backend")

constexpr int kRowsAtOnce = 10'000;
constexpr int kChatsAtOnce = 500;
constexpr int kChatRowsAtOnce = 1'000;
constexpr int kAttempts = 6;
constexpr std::chrono::seconds kPause{1};
constexpr QLatin1StringView kLockNotAvailable{"55P03"};

constexpr PgStatement kPlan{"retention_plan",
                            "SELECT d.table_name, d.subject, d.partition_name, d.state, d.cleanup_enabled, p.archive, "
                            "d.row_count, d.byte_count, d.chat_count, d.oldest, d.newest "
                            "FROM admin.retention_dry_run() d JOIN admin.retention_policies() p "
                            "ON p.table_name = d.table_name AND p.subject = d.subject"};
constexpr PgStatement kPartitions{"retention_partitions",
                                  "SELECT table_name, '', partition_name, state, true, archive, row_count, byte_count, "
                                  "chat_count, oldest, newest FROM admin.retention_partitions()"};
constexpr PgStatement kRun{"retention_run", "SELECT row_count, byte_count, oldest, newest "
                                            "FROM admin.retention_run($1, $2, $3)"};
constexpr PgStatement kChats{"retention_chats",
                             "SELECT c.chat_id, f.row_count, f.byte_count, f.oldest, f.newest "
                             "FROM admin.chat_retention($1, $2) c, admin.chat_retention_dry_run(c.chat_id) f"};
constexpr PgStatement kRunChat{"retention_run_chat", "SELECT row_count, byte_count, is_done "
                                                     "FROM admin.chat_retention_run($1, $2)"};
constexpr PgStatement kDropped{"retention_dropped",
                               "SELECT admin.note_partition_dropped($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr PgStatement kSize{"retention_size", "SELECT pg_database_size(current_database())"};
constexpr auto kDetach = "ALTER TABLE tacet.@table@ DETACH PARTITION tacet.@partition@ CONCURRENTLY";
constexpr auto kFinalize = "ALTER TABLE tacet.@table@ DETACH PARTITION tacet.@partition@ FINALIZE";
constexpr auto kDrop = "DROP TABLE tacet.@partition@";

RetentionItem itemFrom(PgRow &row)
{
    return {.table = row.text(0),
            .subject = row.text(1),
            .partition = row.isNull(2) ? QString() : row.text(2),
            .state = row.isNull(3) ? QString() : row.text(3),
            .isEnabled = row.boolean(4),
            .isArchived = row.boolean(5),
            .rows = row.int64(6),
            .bytes = row.int64(7),
            .chats = row.int64(8),
            .oldest = row.timestamp(9),
            .newest = row.timestamp(10),
            .archiveFile = {}};
}

} // namespace

RetentionRunner::RetentionRunner(DatabaseConnection &connection, QString archiveFolder, QString database)
    : m_connection(connection)
    , m_archiveFolder(std::move(archiveFolder))
    , m_database(std::move(database))
{
}

Result<QList<RetentionItem>> RetentionRunner::plan()
{
    TACET_TRY_ASSIGN(const PgResult rows, m_connection.exec(kPlan));
    TACET_TRY_ASSIGN(const QList<RetentionItem> policies, rows.list(itemFrom));
    TACET_TRY_ASSIGN(const QList<RetentionItem> ofChats, chats());
    return policies + ofChats;
}

Result<QList<RetentionItem>> RetentionRunner::chats()
{
    QList<RetentionItem> found;
    QUuid after;
    for (qsizetype size = kChatsAtOnce; size == kChatsAtOnce;) {
        TACET_TRY_ASSIGN(const PgResult rows, m_connection.exec(kChats, PgParams().uuid(after).int32(kChatsAtOnce)));
        TACET_TRY_ASSIGN(const QList<RetentionItem> page, rows.list([](PgRow &row) {
            RetentionItem item;
            item.table = QStringLiteral("messages");
            item.chat = row.uuid(0);
            item.rows = row.int64(1);
            item.bytes = row.int64(2);
            item.chats = 1;
            item.oldest = row.timestamp(3);
            item.newest = row.timestamp(4);
            return item;
        }));
        size = page.size();
        for (const RetentionItem &item : page) {
            after = item.chat;
            if (item.rows > 0)
                found.append(item);
        }
    }
    return found;
}

Result<QList<RetentionItem>> RetentionRunner::partitions()
{
    TACET_TRY_ASSIGN(const PgResult rows, m_connection.exec(kPartitions));
    return rows.list(itemFrom);
}

Result<qint64> RetentionRunner::databaseBytes()
{
    TACET_TRY_ASSIGN(const PgResult rows, m_connection.exec(kSize));
    return rows.first([](PgRow &row) { return row.int64(0); });
}

Result<QList<RetentionItem>> RetentionRunner::run(const Progress &progress)
{
    TACET_TRY_ASSIGN(QList<RetentionItem> due, plan());
    due.removeIf(
        [](const RetentionItem &item) { return !item.isEnabled || (item.partition.isEmpty() && item.rows == 0); });
    QList<RetentionItem> taken;
    for (RetentionItem &item : due) {
        if (progress && !progress(item))
            return fail(ErrorCode::Cancelled);
        TACET_TRY(!item.chat.isNull()        ? takeChat(item)
                  : item.partition.isEmpty() ? takeRows(item)
                                             : takePartition(item));
        taken.append(item);
    }
    return taken;
}

Result<> RetentionRunner::takeRows(RetentionItem &item)
{
    item.rows = 0;
    item.bytes = 0;
    while (true) {
        TACET_TRY_ASSIGN(const PgResult answer,
                         m_connection.exec(kRun, PgParams().text(item.table).text(item.subject).int32(kRowsAtOnce)));
        TACET_TRY_ASSIGN(const qint64 rows, answer.first([&item](PgRow &row) {
            item.bytes += row.int64(1);
            return row.int64(0);
        }));
        item.rows += rows;
        if (rows < kRowsAtOnce)
            return {};
    }
}

Result<> RetentionRunner::takeChat(RetentionItem &item)
{
    item.rows = 0;
    item.bytes = 0;
    for (bool isDone = false; !isDone;) {
        TACET_TRY_ASSIGN(const PgResult answer,
                         m_connection.exec(kRunChat, PgParams().uuid(item.chat).int32(kChatRowsAtOnce)));
        TACET_TRY_ASSIGN(isDone, answer.first([&item](PgRow &row) {
            item.rows += row.int64(0);
            item.bytes += row.int64(1);
            return row.boolean(2);
        }));
    }
    return {};
}

Result<> RetentionRunner::takePartition(RetentionItem &item)
{
    if (item.isArchived && m_archiveFolder.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    QStringLiteral("the policy of %1 saves months to files: say where").arg(item.table));
    TACET_TRY(detach(item));
    // Nobody writes to it any more: these are the figures that hold.
    TACET_TRY_ASSIGN(const QList<RetentionItem> now, partitions());
    for (const RetentionItem &each : now) {
        if (each.partition == item.partition)
            item = each;
    }
    ArchivedPartition archived;
    if (item.isArchived) {
        TACET_TRY_ASSIGN(archived, PartitionArchive(m_connection, m_archiveFolder, m_database).save(item.partition));
        if (archived.rows != item.rows)
            return fail(ErrorCode::Damaged, QStringLiteral("the archive has %1 rows").arg(archived.rows));
        item.archiveFile = archived.file;
    }
    PgParams params;
    params.text(item.table).text(item.partition).int64(item.rows).int64(item.bytes).int64(item.chats);
    params.timestamp(item.oldest).timestamp(item.newest);
    if (item.isArchived)
        params.text(archived.file).bytes(archived.sha256);
    else
        params.nullText().nullBytes();
    // Both or none: what is gone is noted.
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(m_connection));
    TACET_TRY(statement(kDrop, item));
    TACET_TRY(m_connection.exec(kDropped, params));
    return transaction.commit();
}

Result<> RetentionRunner::detach(const RetentionItem &item)
{
    QString state = item.state;
    for (int tries = 1; state != QLatin1StringView("detached"); ++tries) {
        const auto done = statement(state == QLatin1StringView("pending") ? kFinalize : kDetach, item);
        if (done)
            return {};
        if (tries == kAttempts || done.error().detail() != kLockNotAvailable)
            return done;
        qCInfo(lcBackend) << "retention waits for a transaction that is open, attempt" << tries;
        QThread::sleep(kPause);
        // What was begun goes on from where it is.
        TACET_TRY_ASSIGN(const QList<RetentionItem> now, partitions());
        state = QStringLiteral("detached");
        for (const RetentionItem &each : now) {
            if (each.partition == item.partition)
                state = each.state;
        }
    }
    return {};
}

Result<> RetentionRunner::statement(const char *sql, const RetentionItem &item)
{
    TACET_TRY_ASSIGN(const QByteArray text, withPlaceholders(sql, {{QStringLiteral("table"), item.table},
                                                                   {QStringLiteral("partition"), item.partition}}));
    return m_connection.script(text);
}

} // namespace tacet
