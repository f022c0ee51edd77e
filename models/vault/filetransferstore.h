#pragma once
#include "models/domain/filetransfer.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

namespace tacet {

/// What is known of a file when its transfer begins.
struct NewTransfer {
    MediaId id;
    ChatId chat;
    TransferDirection direction = TransferDirection::Inbound;
    QString fileName;
    QString localPath;
    qint64 fileSize = 0; ///< bytes of ciphertext, at most kFileBytesMax
    QByteArray fileHash; ///< 32 bytes
    QByteArray fileKey;  ///< 32 bytes
    int chunkSize = 1 << 20;
    QDateTime createdAt;
};

/// Files on their way. The table itself refuses moves between states that make no sense, and a transfer
/// that calls itself complete without all of its chunks.
class FileTransferStore
{
public:
    static constexpr qint64 kFileBytesMax = qint64{500} << 20;
    static constexpr int kListMax = 500;

    explicit FileTransferStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Pending, without a chunk. The same again answers what stands; Conflict if another file has the id,
    /// NotFound for an unknown chat, InvalidInput for sizes out of range.
    Result<FileTransfer> begin(const NewTransfer &transfer);
    /// Damaged if the chunks do not agree with their count, here and below.
    Result<std::optional<FileTransfer>> find(MediaId id);
    /// Oldest first.
    Result<QList<FileTransfer>> inState(TransferState state, int limit);
    /// Newest first.
    Result<QList<FileTransfer>> ofChat(ChatId chat, int limit);

    /// Active (counts an attempt), Paused, Pending or Cancelled; the state it has already changes nothing.
    /// Conflict if it does not move like that, NotFound.
    Result<FileTransfer> move(MediaId id, TransferState state, const QDateTime &now);
    Result<FileTransfer> markFailed(MediaId id, ErrorCode why, const QDateTime &now);
    /// Of an active one. The same chunk again changes nothing. InvalidInput for a number that the file does
    /// not have, Conflict if it is not active.
    Result<FileTransfer> markChunk(MediaId id, int number, const QDateTime &now);
    /// Forgets the chunks: what was put together does not have the hash. Pending again; counts as an attempt
    /// when it is activated.
    Result<FileTransfer> startOver(MediaId id, const QDateTime &now);
    /// Conflict while a chunk is missing or it is not active.
    Result<FileTransfer> complete(MediaId id, const QDateTime &now);
    /// After a crash: what was active waits again. How many.
    Result<int> returnActive(const QDateTime &now);
    /// Completed and cancelled ones only; Conflict else. Absent ones are no error.
    Result<> remove(MediaId id);

private:
    Result<FileTransfer> require(MediaId id);

    VaultDatabase &m_database;
};

} // namespace tacet
