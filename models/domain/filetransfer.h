#pragma once
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace tacet {

enum class TransferDirection { Inbound = 1, Outbound = 2 };

enum class TransferState {
    Pending,   ///< waits for its turn
    Active,    ///< chunks are on their way
    Paused,    ///< by the person
    Completed, ///< all chunks are there and the hash is right; final
    Failed,    ///< `failure` says why; may be tried again
    Cancelled, ///< by the person; final
};

/// One file on its way to or from this computer, resumable by chunk.
struct FileTransfer {
    MediaId id;
    ChatId chat;
    TransferDirection direction = TransferDirection::Inbound;
    TransferState state = TransferState::Pending;
    QString fileName;
    QString localPath; ///< where it is read from or put
    qint64 fileSize = 0;
    QByteArray fileHash; ///< SHA-256 of the ciphertext
    QByteArray fileKey;  ///< 32 bytes
    int chunkSize = 1 << 20;
    int chunkCount = 1;
    int chunksDone = 0;
    QByteArray chunks; ///< a bit per chunk, the lowest bit of the first byte first
    int attempts = 0;
    std::optional<ErrorCode> failure;
    QDateTime createdAt; ///< UTC
    QDateTime changedAt;
    std::optional<QDateTime> completedAt;

    bool hasChunk(int number) const { return (static_cast<quint8>(chunks.at(number / 8)) >> (number % 8) & 1) != 0; }
    /// 0 … 100, whole; 100 only when every chunk is there.
    int percent() const { return 100 * chunksDone / chunkCount; }
};

} // namespace tacet
