#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

class DatabaseConnection;

enum class MediaArea { Chat, Account, StickerPack };
enum class MediaKind { File, Avatar, Story, Sticker };

/// Where a medium lies: with the chat, the account or the sticker pack that `holder` names.
struct MediaPlace {
    MediaArea area = MediaArea::Chat;
    QUuid holder;
    MediaId id; ///< a UUIDv7
};

/// What is to be uploaded. Everything in it is ciphertext.
struct NewMedia {
    MediaPlace place;
    MediaKind kind = MediaKind::File;
    qint64 size = 0;              ///< bytes of ciphertext, above 0
    QByteArray contentHash;       ///< SHA-256 of the whole ciphertext
    QByteArray encryptedMetadata; ///< 1 to 4,096 bytes
    QByteArray thumbnail;         ///< at most 64 KiB; empty = none
    std::optional<MessageId> message;
};

/// Where an upload stands.
struct MediaState {
    bool isComplete = false;
    std::optional<QDateTime> expiresAt; ///< UTC
};

/// A finished medium.
struct StoredMedia {
    MediaKind kind = MediaKind::File;
    UserId author; ///< null once the account is gone
    std::optional<MessageId> message;
    qint64 size = 0;
    int chunkCount = 0;
    QByteArray contentHash; ///< SHA-256 of the whole ciphertext
    QByteArray encryptedMetadata;
    QByteArray thumbnail;
    QDateTime uploadedAt;               ///< UTC
    std::optional<QDateTime> expiresAt; ///< UTC; avatars and stickers stay
};

/// Media in pieces of 1 MiB, in the database. Everything is idempotent: an upload that was broken off goes on
/// with missingChunks(). Synchronous; belongs to the backend executor's thread.
///
/// Every function: NotFound where the medium or its holder is absent or not for this account.
class MediaStore
{
public:
    static constexpr qsizetype kChunkSize = qsizetype{1} << 20;

    explicit MediaStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// QuotaExceeded, RateLimited (too many uploads at once), Conflict if the id is another medium's.
    Result<MediaState> begin(const NewMedia &media);
    /// All chunks but the last have kChunkSize bytes. Conflict if other bytes are there.
    Result<> putChunk(const MediaPlace &place, int index, const QByteArray &bytes);
    Result<QList<qint32>> missingChunks(const MediaPlace &place);
    /// Conflict while chunks are missing.
    Result<MediaState> finish(const MediaPlace &place);
    /// Ends an unfinished upload of the own account.
    Result<> cancel(const MediaPlace &place);
    /// Own ones, or with the right to delete.
    Result<> remove(const MediaPlace &place);

    Result<StoredMedia> media(const MediaPlace &place);
    Result<QByteArray> chunk(const MediaPlace &place, int index);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
