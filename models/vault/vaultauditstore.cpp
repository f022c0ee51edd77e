#include "models/vault/vaultauditstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

#include <QCryptographicHash>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define AUDIT_COLUMNS                                                                                                  \
    "l.position, l.happened_at, l.event, l.severity, l.succeeded, l.subject_kind, l.subject, l.details, l.hash, "      \
    "l.previous_hash"
enum Column {
    PositionColumn,
    HappenedColumn,
    EventColumn,
    SeverityColumn,
    SucceededColumn,
    KindColumn,
    SubjectColumn,
    DetailsColumn,
    HashColumn,
    PreviousColumn,
};
constexpr char kInsert[] =
    "INSERT INTO audit_log (position, happened_at, event, severity, succeeded, subject_kind, subject, details, "
    "previous_hash, hash) VALUES (:position, :happened_at, :event, :severity, :succeeded, :kind, :subject, :details, "
    ":previous, :hash)";
constexpr char kSelectPage[] =
    "SELECT " AUDIT_COLUMNS " FROM audit_log l WHERE l.position < :before ORDER BY l.position DESC LIMIT :limit";
constexpr char kSelectEvent[] =
    "SELECT " AUDIT_COLUMNS " FROM audit_log l INDEXED BY audit_log_by_event WHERE l.event = :event "
    "AND l.position < :before ORDER BY l.position DESC LIMIT :limit";
constexpr char kSelectFailed[] =
    "SELECT " AUDIT_COLUMNS " FROM audit_log l INDEXED BY audit_log_failed WHERE l.succeeded = 0 "
    "AND l.position < :before ORDER BY l.position DESC LIMIT :limit";
constexpr char kSelectOldest[] =
    "SELECT " AUDIT_COLUMNS " FROM audit_log l WHERE l.position > :after ORDER BY l.position LIMIT :limit";
constexpr char kSelectChain[] = "SELECT base_position, base_hash, head_position, head_hash FROM audit_chain";
constexpr char kMoveHead[] = "UPDATE audit_chain SET head_position = :position, head_hash = :hash WHERE id = 1";
constexpr char kMoveBase[] = "UPDATE audit_chain SET base_position = :position, base_hash = :hash WHERE id = 1";
constexpr char kPrune[] = "DELETE FROM audit_log WHERE position <= :position";

constexpr char kDomain[] = "tacet-vault-audit-v1";
constexpr qsizetype kLongestKind = 64;
constexpr qsizetype kLongestSubject = 64;
constexpr qsizetype kLongestDetails = 16384;
constexpr int kReadAtOnce = 500;

struct Chain {
    qint64 basePosition = 0;
    QByteArray baseHash;
    qint64 headPosition = 0;
    QByteArray headHash;
};

struct LinkedEntry {
    AuditEntry entry;
    QByteArray previousHash;
};

AuditEntry entryFrom(const QSqlQuery &row)
{
    return {
        .position = row.value(PositionColumn).toLongLong(),
        .note = {.event = AuditEvent(row.value(EventColumn).toInt()),
                 .severity = AuditSeverity(row.value(SeverityColumn).toInt()),
                 .succeeded = row.value(SucceededColumn).toBool(),
                 .subjectKind = row.value(KindColumn).toString(),
                 .subject = row.value(SubjectColumn).toByteArray(),
                 .details = row.value(DetailsColumn).toString().toUtf8(),
                 .happenedAt = timeAt(row, HappenedColumn)},
        .hash = row.value(HashColumn).toByteArray(),
    };
}

LinkedEntry linkedFrom(const QSqlQuery &row)
{
    return {.entry = entryFrom(row), .previousHash = row.value(PreviousColumn).toByteArray()};
}

void addNumber(QCryptographicHash &hash, qint64 number)
{
    std::array<char, sizeof(number)> bytes{};
    qToBigEndian(number, bytes.data());
    hash.addData(QByteArrayView(bytes));
}

void addBytes(QCryptographicHash &hash, const QByteArray &bytes)
{
    addNumber(hash, bytes.size());
    hash.addData(bytes);
}

QByteArray hashOf(qint64 position, const AuditNote &note, const QByteArray &previousHash)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(kDomain));
    addNumber(hash, position);
    addNumber(hash, note.happenedAt.toMSecsSinceEpoch());
    addNumber(hash, qint64(note.event));
    addNumber(hash, qint64(note.severity));
    addNumber(hash, note.succeeded ? 1 : 0);
    addBytes(hash, note.subjectKind.toUtf8());
    addBytes(hash, note.subject);
    addBytes(hash, note.details);
    addBytes(hash, previousHash);
    return hash.result();
}

Result<Chain> readChain(VaultDatabase &database)
{
    Statement select(database, kSelectChain);
    TACET_TRY_ASSIGN(auto chain, readOne(select, [](const QSqlQuery &row) {
                         return Chain{.basePosition = row.value(0).toLongLong(),
                                      .baseHash = row.value(1).toByteArray(),
                                      .headPosition = row.value(2).toLongLong(),
                                      .headHash = row.value(3).toByteArray()};
                     }));
    return chain ? Result<Chain>(std::move(*chain)) : fail(ErrorCode::Damaged, u"the ends of the audit log"_s);
}

Result<QList<LinkedEntry>> oldestAfter(VaultDatabase &database, qint64 after, int limit)
{
    Statement select(database, kSelectOldest);
    return readAll(select.bind(":after"_L1, after).bind(":limit"_L1, qint64(limit)), linkedFrom);
}

} // namespace

Result<AuditEntry> VaultAuditStore::append(const AuditNote &note)
{
    if (note.subjectKind.size() > kLongestKind || note.subject.size() > kLongestSubject ||
        note.details.size() > kLongestDetails || !QString::fromUtf8(note.details).isValidUtf16() ||
        QString::fromUtf8(note.details).toUtf8() != note.details || !note.happenedAt.isValid())
        return fail(ErrorCode::InvalidInput, u"an entry of the audit log"_s);
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const Chain chain, readChain(m_database));
    AuditEntry entry{.position = chain.headPosition + 1, .note = note, .hash = {}};
    entry.hash = hashOf(entry.position, note, chain.headHash);
    Statement insert(m_database, kInsert);
    TACET_TRY(insert.bind(":position"_L1, entry.position)
                  .bind(":happened_at"_L1, note.happenedAt)
                  .bind(":event"_L1, note.event)
                  .bind(":severity"_L1, note.severity)
                  .bind(":succeeded"_L1, qint64(note.succeeded ? 1 : 0))
                  .bind(":kind"_L1, note.subjectKind)
                  .bind(":subject"_L1, note.subject)
                  .bind(":details"_L1, QString::fromUtf8(note.details))
                  .bind(":previous"_L1, chain.headHash)
                  .bind(":hash"_L1, entry.hash)
                  .run());
    Statement move(m_database, kMoveHead);
    TACET_TRY(changeOne(move.bind(":position"_L1, entry.position).bind(":hash"_L1, entry.hash)));
    TACET_TRY(transaction.commit());
    return entry;
}

Result<QList<AuditEntry>> VaultAuditStore::page(qint64 before, int limit)
{
    Statement select(m_database, kSelectPage);
    return readAll(select.bind(":before"_L1, before).bind(":limit"_L1, qint64(std::min(limit, kPageMax))), entryFrom);
}

Result<QList<AuditEntry>> VaultAuditStore::ofEvent(AuditEvent event, qint64 before, int limit)
{
    Statement select(m_database, kSelectEvent);
    select.bind(":event"_L1, event).bind(":before"_L1, before).bind(":limit"_L1, qint64(std::min(limit, kPageMax)));
    return readAll(select, entryFrom);
}

Result<QList<AuditEntry>> VaultAuditStore::failures(qint64 before, int limit)
{
    Statement select(m_database, kSelectFailed);
    return readAll(select.bind(":before"_L1, before).bind(":limit"_L1, qint64(std::min(limit, kPageMax))), entryFrom);
}

Result<AuditVerdict> VaultAuditStore::verify()
{
    TACET_TRY_ASSIGN(const Chain chain, readChain(m_database));
    AuditVerdict verdict;
    // From the very beginning: a row at or below the base is one that should have gone.
    qint64 position = chain.basePosition;
    QByteArray hash = chain.baseHash;
    qint64 after = std::numeric_limits<qint64>::min();
    while (true) {
        TACET_TRY_ASSIGN(const auto entries, oldestAfter(m_database, after, kReadAtOnce));
        for (const auto &[entry, previousHash] : entries) {
            if (entry.position != position + 1 || previousHash != hash ||
                entry.hash != hashOf(entry.position, entry.note, previousHash)) {
                verdict.brokenAt = position + 1;
                return verdict;
            }
            position = entry.position;
            hash = entry.hash;
            ++verdict.entries;
        }
        if (entries.size() < kReadAtOnce)
            break;
        after = position;
    }
    if (position != chain.headPosition || hash != chain.headHash)
        verdict.brokenAt = position + 1;
    return verdict;
}

Result<qint64> VaultAuditStore::prune(const QDateTime &before)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const Chain chain, readChain(m_database));
    qint64 position = chain.basePosition;
    QByteArray hash = chain.baseHash;
    bool reached = false;
    while (!reached) {
        TACET_TRY_ASSIGN(const auto entries, oldestAfter(m_database, position, kReadAtOnce));
        reached = entries.size() < kReadAtOnce;
        for (const LinkedEntry &linked : entries) {
            if (linked.entry.note.happenedAt >= before) {
                reached = true;
                break;
            }
            position = linked.entry.position;
            hash = linked.entry.hash;
        }
    }
    if (position == chain.basePosition)
        return 0;
    Statement move(m_database, kMoveBase);
    TACET_TRY(changeOne(move.bind(":position"_L1, position).bind(":hash"_L1, hash)));
    Statement remove(m_database, kPrune);
    TACET_TRY(remove.bind(":position"_L1, position).run());
    TACET_TRY(transaction.commit());
    return position - chain.basePosition;
}

} // namespace tacet
