#include "models/vault/vaultdatabase.h"

#include "models/vault/vaultlock.h"
#include "models/vault/wipingmemory.h"

#include <QSqlDriver>
#include <QUuid>

#include <algorithm>
#include <array>
#include <ranges>

#define SQLITE_HAS_CODEC 1
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kCipherVersion[] = "PRAGMA cipher_version";
constexpr char kReadSchema[] = "SELECT count(*) FROM sqlite_schema";
constexpr char kCommit[] = "COMMIT";
constexpr char kCountCommit[] = "UPDATE vault_state SET commits = commits + 1 WHERE id = 1 RETURNING commits";
constexpr char kTakeFence[] = "UPDATE vault_state SET fence = :fence, missing_commits = missing_commits + "
                              "max(0, :mark - commits), commits = max(commits, :least) WHERE id = 1 RETURNING commits";
constexpr char kReadFence[] = "SELECT fence FROM vault_state WHERE id = 1";

// locking_mode stands before journal_mode: then SQLite never makes a shared-memory file, and no other
// connection can read or write while this one lives.
constexpr char kBeforeFirstRead[] = "PRAGMA cipher_log_level = NONE;"
                                    "PRAGMA temp_store = MEMORY;"
                                    "PRAGMA locking_mode = EXCLUSIVE;";
constexpr char kMemorySecurity[] = "PRAGMA cipher_memory_security = ON";
constexpr char kSettings[] = "PRAGMA journal_mode = WAL;"
                             "PRAGMA synchronous = FULL;"
                             "PRAGMA secure_delete = ON;"
                             "PRAGMA foreign_keys = ON;"
                             "PRAGMA trusted_schema = OFF;"
                             "PRAGMA cell_size_check = ON;"
                             "PRAGMA journal_size_limit = 16777216;"
                             "PRAGMA cache_size = -8192;";

ErrorCode codeOf(int resultCode)
{
    if (resultCode == SQLITE_CONSTRAINT_FOREIGNKEY)
        return ErrorCode::NotFound;
    switch (resultCode & 0xff) {
    case SQLITE_FULL: return ErrorCode::DiskFull;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Damaged;
    case SQLITE_BUSY: return ErrorCode::AlreadyRunning;
    case SQLITE_CONSTRAINT: return ErrorCode::Conflict;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM: return ErrorCode::Io;
    case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
    case SQLITE_TOOBIG: return ErrorCode::InvalidInput;
    default: return ErrorCode::Internal;
    }
}

Error errorOf(int resultCode, const QString &text)
{
    return Error(codeOf(resultCode), u"SQLite %1"_s.arg(resultCode)).withDatabaseText(text);
}

} // namespace

Error vaultErrorFrom(const QSqlError &error)
{
    return errorOf(error.nativeErrorCode().toInt(), error.text());
}

Result<std::unique_ptr<VaultDatabase>> VaultDatabase::open(const QString &file, const crypto::VaultKey &key,
                                                           Expect expect)
{
    std::unique_ptr<VaultDatabase> database(new VaultDatabase);
    const bool wipes = useWipingMemory();
    database->m_connectionName = u"vault-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    database->m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_connectionName);
    database->m_database.setDatabaseName(file);
    database->m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
    if (!database->m_database.open())
        return std::unexpected(vaultErrorFrom(database->m_database.lastError()));
    TACET_TRY(database->unlockWith(key));
    if (!wipes)
        TACET_TRY(database->executeScript(kMemorySecurity));
    TACET_TRY(database->configure(expect));
    return database;
}

VaultDatabase::~VaultDatabase()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<> VaultDatabase::unlockWith(const crypto::VaultKey &key)
{
    // Before the key goes anywhere: a driver with the plain library would write everything unencrypted,
    // and would not understand the handle's codec.
    const auto version = scalar(kCipherVersion);
    if (!version || version->toString().isEmpty())
        return fail(ErrorCode::Internal, u"the SQL driver runs without SQLCipher"_s);

    // x'…' is SQLCipher's form of a raw key. By the C call, so that it stands in no statement text.
    constexpr std::array kDigits{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    QCA::SecureArray literal(2 * key.size() + 3, '\'');
    literal[0] = 'x';
    for (int i = 0; i < key.size(); ++i) {
        const auto byte = static_cast<unsigned char>(key[i]);
        literal[2 + 2 * i] = kDigits[byte >> 4];
        literal[3 + 2 * i] = kDigits[byte & 0xf];
    }
    const int keyed = sqlite3_key_v2(handle(), "main", literal.constData(), literal.size());
    if (keyed != SQLITE_OK)
        return std::unexpected(errorOf(keyed, {}));
    return {};
}

Result<> VaultDatabase::configure(Expect expect)
{
    TACET_TRY(executeScript(kBeforeFirstRead));
    TACET_TRY_ASSIGN(const QVariant objects, scalar(kReadSchema));
    // SQLite takes a file cut to less than a page for a new database, and would begin one in it.
    if (expect == Expect::Existing && objects.toInt() == 0)
        return fail(ErrorCode::Damaged, u"vault.db is empty"_s);
    TACET_TRY(executeScript(kSettings));
    return {};
}

Result<QSqlQuery *> VaultDatabase::prepared(const char *sql)
{
    if (const auto found = m_statements.find(sql); found != m_statements.end())
        return found->second.get();
    auto query = std::make_unique<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    if (!query->prepare(QString::fromLatin1(sql)))
        return std::unexpected(vaultErrorFrom(query->lastError()));
    return m_statements.emplace(sql, std::move(query)).first->second.get();
}

Result<> VaultDatabase::executeScript(const QByteArray &sql)
{
    const int code = sqlite3_exec(handle(), sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(
            errorOf(sqlite3_extended_errcode(handle()), QString::fromUtf8(sqlite3_errmsg(handle()))));
    return {};
}

Result<QVariant> VaultDatabase::scalar(const char *sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString::fromLatin1(sql)))
        return std::unexpected(vaultErrorFrom(query.lastError()));
    if (!query.next()) {
        if (query.lastError().isValid())
            return std::unexpected(vaultErrorFrom(query.lastError()));
        return QVariant();
    }
    return query.value(0);
}

Result<> VaultDatabase::takeFence(VaultLock &lock)
{
    TACET_TRY_ASSIGN(const VaultMarks before, lock.readMarks());
    TACET_TRY_ASSIGN(const QVariant fence, scalar(kReadFence));
    VaultMarks now{.fence = std::max(fence.toLongLong(), before.fence) + 1};
    QSqlQuery update(m_database);
    update.prepare(QString::fromLatin1(kTakeFence));
    update.bindValue(u":fence"_s, now.fence);
    update.bindValue(u":mark"_s, before.commits);
    update.bindValue(u":least"_s, before.commits);
    if (!update.exec() || !update.next())
        return std::unexpected(vaultErrorFrom(update.lastError()));
    now.commits = update.value(0).toLongLong();
    update.finish();
    TACET_TRY(lock.writeMarks(now));
    m_lock = &lock;
    m_fence = now.fence;
    return {};
}

Result<> VaultDatabase::checkFence() const
{
    if (!m_lock)
        return {};
    TACET_TRY_ASSIGN(const VaultMarks marks, m_lock->readMarks());
    if (marks.fence != m_fence)
        return fail(ErrorCode::AlreadyRunning, u"another instance has taken the vault"_s);
    return {};
}

Result<> VaultDatabase::commit()
{
    if (!m_lock)
        return executeScript(kCommit);
    TACET_TRY_ASSIGN(QSqlQuery * count, prepared(kCountCommit));
    if (!count->exec() || !count->next())
        return std::unexpected(vaultErrorFrom(count->lastError()));
    const VaultMarks marks{.fence = m_fence, .commits = count->value(0).toLongLong()};
    count->finish();
    TACET_TRY(executeScript(kCommit));
    // It is committed whether or not the mark can be written; a mark that is behind does no harm.
    static_cast<void>(m_lock->writeMarks(marks));
    return {};
}

void VaultDatabase::interruptWhen(std::atomic_bool *stop)
{
    // Some milliseconds of work between two looks.
    constexpr int kInstructions = 10'000;
    const auto isStopped = [](void *flag) -> int {
        return static_cast<const std::atomic_bool *>(flag)->load(std::memory_order_relaxed) ? 1 : 0;
    };
    if (stop)
        sqlite3_progress_handler(handle(), kInstructions, isStopped, stop);
    else
        sqlite3_progress_handler(handle(), 0, nullptr, nullptr);
}

bool VaultDatabase::inTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}

Result<QStringList> VaultDatabase::queryPlans() const
{
    constexpr int kDetailColumn = 3;
    QStringList plans;
    for (const char *sql : m_statements | std::views::keys) {
        sqlite3_stmt *statement = nullptr;
        const QByteArray explained = QByteArray("EXPLAIN QUERY PLAN ") + sql;
        const int code = sqlite3_prepare_v2(handle(), explained.constData(), -1, &statement, nullptr);
        if (code != SQLITE_OK)
            return std::unexpected(errorOf(code, {}));
        QString plan = QString::fromLatin1(sql);
        while (sqlite3_step(statement) == SQLITE_ROW)
            plan += u'\n' +
                    QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, kDetailColumn)));
        sqlite3_finalize(statement);
        plans.append(plan);
    }
    return plans;
}

sqlite3 *VaultDatabase::handle() const
{
    return *static_cast<sqlite3 *const *>(m_database.driver()->handle().constData());
}

} // namespace tacet
