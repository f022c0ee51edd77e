#include "models/vault/filetransferstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

#include <bit>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define TRANSFER_COLUMNS                                                                                               \
    "t.id, t.chat_id, t.direction, t.state, t.file_name, t.local_path, t.file_size, t.file_hash, t.file_key, "         \
    "t.chunk_size, t.chunk_count, t.chunks_done, t.chunks, t.attempts, t.failure, t.created_at, t.changed_at, "        \
    "t.completed_at"
enum Column {
    IdColumn,
    ChatColumn,
    DirectionColumn,
    StateColumn,
    NameColumn,
    PathColumn,
    SizeColumn,
    HashColumn,
    KeyColumn,
    ChunkSizeColumn,
    ChunkCountColumn,
    ChunksDoneColumn,
    ChunksColumn,
    AttemptsColumn,
    FailureColumn,
    CreatedColumn,
    ChangedColumn,
    CompletedColumn,
};
// State: 0 pending, 1 active, 2 paused, 3 completed, 4 failed, 5 cancelled.
constexpr char kInsert[] =
    "INSERT INTO file_transfers (id, chat_id, direction, state, file_name, local_path, file_size, file_hash, file_key, "
    "chunk_size, chunk_count, chunks, created_at, changed_at) VALUES (:id, :chat, :direction, 0, :name, :path, :size, "
    ":hash, :key, :chunk_size, :chunk_count, :chunks, :now, :now2) ON CONFLICT (id) DO NOTHING";
constexpr char kSelect[] = "SELECT " TRANSFER_COLUMNS " FROM file_transfers t WHERE t.id = :id";
constexpr char kSelectState[] =
    "SELECT " TRANSFER_COLUMNS " FROM file_transfers t WHERE t.state = :state ORDER BY t.created_at LIMIT :limit";
constexpr char kSelectChat[] =
    "SELECT " TRANSFER_COLUMNS " FROM file_transfers t WHERE t.chat_id = :chat ORDER BY t.created_at DESC LIMIT :limit";
constexpr char kMove[] = "UPDATE file_transfers SET state = :state, failure = :failure, changed_at = :now, "
                         "attempts = attempts + :attempt, completed_at = :completed WHERE id = :id";
constexpr char kSaveChunks[] = "UPDATE file_transfers SET chunks = :chunks, chunks_done = :done, changed_at = :now "
                               "WHERE id = :id AND state = 1";
constexpr char kStartOver[] =
    "UPDATE file_transfers SET state = 0, chunks = zeroblob(length(chunks)), chunks_done = 0, "
    "failure = NULL, changed_at = :now WHERE id = :id";
constexpr char kReturnActive[] = "UPDATE file_transfers SET state = 0, changed_at = :now WHERE state = 1";
constexpr char kDelete[] = "DELETE FROM file_transfers WHERE id = :id AND state IN (3, 5)";

static_assert(int(TransferState::Pending) == 0 && int(TransferState::Active) == 1 && int(TransferState::Paused) == 2 &&
                  int(TransferState::Completed) == 3 && int(TransferState::Failed) == 4 &&
                  int(TransferState::Cancelled) == 5,
              "the numbers in the statements and in the migration");

constexpr int kSmallestChunk = 1024;
constexpr int kLargestChunk = 1 << 20;
constexpr qsizetype kLongestName = 255;
constexpr qsizetype kLongestPath = 4096;
constexpr qsizetype kHashSize = 32;

int bitsIn(const QByteArray &bytes)
{
    int bits = 0;
    for (const char byte : bytes)
        bits += std::popcount(static_cast<quint8>(byte));
    return bits;
}

FileTransfer transferFrom(const QSqlQuery &row)
{
    return {
        .id = idAt<MediaId>(row, IdColumn),
        .chat = idAt<ChatId>(row, ChatColumn),
        .direction = TransferDirection(row.value(DirectionColumn).toInt()),
        .state = TransferState(row.value(StateColumn).toInt()),
        .fileName = row.value(NameColumn).toString(),
        .localPath = row.value(PathColumn).toString(),
        .fileSize = row.value(SizeColumn).toLongLong(),
        .fileHash = row.value(HashColumn).toByteArray(),
        .fileKey = row.value(KeyColumn).toByteArray(),
        .chunkSize = row.value(ChunkSizeColumn).toInt(),
        .chunkCount = row.value(ChunkCountColumn).toInt(),
        .chunksDone = row.value(ChunksDoneColumn).toInt(),
        .chunks = row.value(ChunksColumn).toByteArray(),
        .attempts = row.value(AttemptsColumn).toInt(),
        .failure = errorCodeAt(row, FailureColumn),
        .createdAt = timeAt(row, CreatedColumn),
        .changedAt = timeAt(row, ChangedColumn),
        .completedAt = row.value(CompletedColumn).isNull() ? std::nullopt : std::optional(timeAt(row, CompletedColumn)),
    };
}

/// A chunk that is counted and not there would never be asked for again.
bool isSound(const FileTransfer &transfer)
{
    if (transfer.chunkCount < 1 || transfer.chunks.size() != (transfer.chunkCount + 7) / 8 ||
        bitsIn(transfer.chunks) != transfer.chunksDone)
        return false;
    const int spare = transfer.chunkCount % 8;
    return spare == 0 || static_cast<quint8>(transfer.chunks.back()) >> spare == 0;
}

Result<QList<FileTransfer>> soundOnes(Statement &statement)
{
    TACET_TRY_ASSIGN(auto transfers, readAll(statement, transferFrom));
    for (const FileTransfer &transfer : std::as_const(transfers)) {
        if (!isSound(transfer))
            return fail(ErrorCode::Damaged, u"the chunks of a transfer"_s);
    }
    return transfers;
}

bool isWellFormed(const NewTransfer &transfer)
{
    return transfer.fileSize >= 0 && transfer.fileSize <= FileTransferStore::kFileBytesMax &&
           transfer.chunkSize >= kSmallestChunk && transfer.chunkSize <= kLargestChunk &&
           !transfer.fileName.isEmpty() && transfer.fileName.size() <= kLongestName &&
           transfer.localPath.size() <= kLongestPath && transfer.fileHash.size() == kHashSize &&
           transfer.fileKey.size() == kHashSize;
}

bool isSameFile(const FileTransfer &there, const NewTransfer &asked)
{
    return there.chat == asked.chat && there.direction == asked.direction && there.fileSize == asked.fileSize &&
           there.fileHash == asked.fileHash && there.fileKey == asked.fileKey && there.chunkSize == asked.chunkSize;
}

} // namespace

Result<FileTransfer> FileTransferStore::begin(const NewTransfer &transfer)
{
    if (!isWellFormed(transfer))
        return fail(ErrorCode::InvalidInput, u"name, size, hash or key of a file"_s);
    const qint64 count = std::max<qint64>(1, (transfer.fileSize + transfer.chunkSize - 1) / transfer.chunkSize);
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement insert(m_database, kInsert);
    TACET_TRY(insert.bind(":id"_L1, transfer.id)
                  .bind(":chat"_L1, transfer.chat)
                  .bind(":direction"_L1, transfer.direction)
                  .bind(":name"_L1, transfer.fileName)
                  .bind(":path"_L1, transfer.localPath)
                  .bind(":size"_L1, transfer.fileSize)
                  .bind(":hash"_L1, transfer.fileHash)
                  .bind(":key"_L1, transfer.fileKey)
                  .bind(":chunk_size"_L1, qint64(transfer.chunkSize))
                  .bind(":chunk_count"_L1, count)
                  .bind(":chunks"_L1, QByteArray((count + 7) / 8, '\0'))
                  .bind(":now"_L1, transfer.createdAt)
                  .bind(":now2"_L1, transfer.createdAt)
                  .run());
    TACET_TRY_ASSIGN(FileTransfer stored, require(transfer.id));
    if (!isSameFile(stored, transfer))
        return fail(ErrorCode::Conflict, u"another file has that id"_s);
    TACET_TRY(transaction.commit());
    return stored;
}

Result<std::optional<FileTransfer>> FileTransferStore::find(MediaId id)
{
    Statement select(m_database, kSelect);
    TACET_TRY_ASSIGN(auto found, soundOnes(select.bind(":id"_L1, id)));
    return found.isEmpty() ? std::nullopt : std::optional(found.takeFirst());
}

Result<QList<FileTransfer>> FileTransferStore::inState(TransferState state, int limit)
{
    Statement select(m_database, kSelectState);
    return soundOnes(select.bind(":state"_L1, state).bind(":limit"_L1, qint64(std::min(limit, kListMax))));
}

Result<QList<FileTransfer>> FileTransferStore::ofChat(ChatId chat, int limit)
{
    Statement select(m_database, kSelectChat);
    return soundOnes(select.bind(":chat"_L1, chat).bind(":limit"_L1, qint64(std::min(limit, kListMax))));
}

Result<FileTransfer> FileTransferStore::move(MediaId id, TransferState state, const QDateTime &now)
{
    if (state == TransferState::Completed || state == TransferState::Failed)
        return fail(ErrorCode::InvalidInput, u"complete() and markFailed() say more"_s);
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(FileTransfer before, require(id));
    if (before.state == state)
        return before;
    Statement update(m_database, kMove);
    TACET_TRY(update.bind(":state"_L1, state)
                  .bind(":failure"_L1, std::optional<ErrorCode>())
                  .bind(":attempt"_L1, qint64(state == TransferState::Active ? 1 : 0))
                  .bind(":completed"_L1, std::optional<QDateTime>())
                  .bind(":now"_L1, now)
                  .bind(":id"_L1, id)
                  .run());
    TACET_TRY(transaction.commit());
    return require(id);
}

Result<FileTransfer> FileTransferStore::markFailed(MediaId id, ErrorCode why, const QDateTime &now)
{
    TACET_TRY(require(id));
    Statement update(m_database, kMove);
    TACET_TRY(update.bind(":state"_L1, TransferState::Failed)
                  .bind(":failure"_L1, std::optional(why))
                  .bind(":attempt"_L1, qint64(0))
                  .bind(":completed"_L1, std::optional<QDateTime>())
                  .bind(":now"_L1, now)
                  .bind(":id"_L1, id)
                  .run());
    return require(id);
}

Result<FileTransfer> FileTransferStore::markChunk(MediaId id, int number, const QDateTime &now)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(FileTransfer transfer, require(id));
    if (number < 0 || number >= transfer.chunkCount)
        return fail(ErrorCode::InvalidInput, u"the file has no such chunk"_s);
    if (transfer.state != TransferState::Active)
        return fail(ErrorCode::Conflict, u"the transfer is not active"_s);
    if (transfer.hasChunk(number))
        return transfer;
    char &byte = transfer.chunks.data()[number / 8];
    byte = static_cast<char>(static_cast<quint8>(byte) | (1U << (number % 8)));
    Statement update(m_database, kSaveChunks);
    TACET_TRY(changeOne(update.bind(":chunks"_L1, transfer.chunks)
                            .bind(":done"_L1, qint64(transfer.chunksDone) + 1)
                            .bind(":now"_L1, now)
                            .bind(":id"_L1, id)));
    TACET_TRY(transaction.commit());
    return require(id);
}

Result<FileTransfer> FileTransferStore::startOver(MediaId id, const QDateTime &now)
{
    TACET_TRY(require(id));
    Statement update(m_database, kStartOver);
    TACET_TRY(update.bind(":now"_L1, now).bind(":id"_L1, id).run());
    return require(id);
}

Result<FileTransfer> FileTransferStore::complete(MediaId id, const QDateTime &now)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(FileTransfer before, require(id));
    if (before.state == TransferState::Completed)
        return before;
    Statement update(m_database, kMove);
    TACET_TRY(update.bind(":state"_L1, TransferState::Completed)
                  .bind(":failure"_L1, std::optional<ErrorCode>())
                  .bind(":attempt"_L1, qint64(0))
                  .bind(":completed"_L1, std::optional(now))
                  .bind(":now"_L1, now)
                  .bind(":id"_L1, id)
                  .run());
    TACET_TRY(transaction.commit());
    return require(id);
}

Result<int> FileTransferStore::returnActive(const QDateTime &now)
{
    Statement update(m_database, kReturnActive);
    return update.bind(":now"_L1, now).runAndCount();
}

Result<> FileTransferStore::remove(MediaId id)
{
    Statement remove(m_database, kDelete);
    TACET_TRY_ASSIGN(const int removed, remove.bind(":id"_L1, id).runAndCount());
    if (removed == 1)
        return {};
    TACET_TRY_ASSIGN(const auto there, find(id));
    return there ? fail(ErrorCode::Conflict, u"the transfer is not over"_s) : Result<>();
}

Result<FileTransfer> FileTransferStore::require(MediaId id)
{
    TACET_TRY_ASSIGN(auto transfer, find(id));
    return transfer ? Result<FileTransfer>(std::move(*transfer)) : fail(ErrorCode::NotFound);
}

} // namespace tacet
