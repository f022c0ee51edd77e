#include "models/backend/mediastore.h"

#include "models/backend/databaseconnection.h"

#include <QCryptographicHash>

namespace tacet {

namespace {

constexpr PgStatement kBegin{"media_begin",
                             "SELECT state, expires_at FROM api.begin_media($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
                             "'database')"};
constexpr PgStatement kPutChunk{"media_put", "SELECT api.put_chunk($1, $2, $3, $4, $5, $6)"};
constexpr PgStatement kMissing{"media_missing", "SELECT missing FROM api.media_missing_chunks($1, $2, $3)"};
constexpr PgStatement kFinish{"media_finish", "SELECT state, expires_at FROM api.finish_media($1, $2, $3)"};
constexpr PgStatement kCancel{"media_cancel", "SELECT 1 FROM api.cancel_media($1, $2, $3)"};
constexpr PgStatement kRemove{"media_remove", "SELECT 1 FROM api.delete_media($1, $2, $3)"};
constexpr PgStatement kMedia{"media_one",
                             "SELECT kind, author_id, message_id, size_bytes, chunk_count, content_hash, "
                             "encrypted_metadata, thumbnail, uploaded_at, expires_at FROM api.media($1, $2, $3)"};
constexpr PgStatement kChunk{"media_chunk", "SELECT api.read_chunk($1, $2, $3, $4)"};

enum MediaColumn {
    KindColumn,
    AuthorColumn,
    MessageColumn,
    SizeColumn,
    CountColumn,
    HashColumn,
    MetadataColumn,
    ThumbnailColumn,
    UploadedColumn,
    ExpiresColumn
};

constexpr qsizetype kHashSize = 32;

QString areaName(MediaArea area)
{
    switch (area) {
    case MediaArea::Chat: return QStringLiteral("chat");
    case MediaArea::Account: return QStringLiteral("account");
    case MediaArea::StickerPack: return QStringLiteral("pack");
    }
    Q_UNREACHABLE_RETURN({});
}

QString kindName(MediaKind kind)
{
    switch (kind) {
    case MediaKind::File: return QStringLiteral("file");
    case MediaKind::Avatar: return QStringLiteral("avatar");
    case MediaKind::Story: return QStringLiteral("story");
    case MediaKind::Sticker: return QStringLiteral("sticker");
    }
    Q_UNREACHABLE_RETURN({});
}

MediaKind kindFrom(const QString &name)
{
    for (const MediaKind kind : {MediaKind::Avatar, MediaKind::Story, MediaKind::Sticker}) {
        if (kindName(kind) == name)
            return kind;
    }
    return MediaKind::File;
}

std::optional<QDateTime> optionalTime(PgRow &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.timestamp(column));
}

PgParams paramsOf(const MediaPlace &place)
{
    PgParams params;
    params.text(areaName(place.area)).uuid(place.holder).id(place.id);
    return params;
}

MediaState stateFrom(PgRow &row)
{
    const QString state = row.text(0);
    return {.isComplete = state == u"complete" || state == u"finished", .expiresAt = optionalTime(row, 1)};
}

StoredMedia mediaFrom(PgRow &row)
{
    return {.kind = kindFrom(row.text(KindColumn)),
            .author = row.optionalId<UserId>(AuthorColumn),
            .message = row.isNull(MessageColumn) ? std::nullopt : std::optional(row.id<MessageId>(MessageColumn)),
            .size = row.int64(SizeColumn),
            .chunkCount = row.int32(CountColumn),
            .contentHash = row.bytes(HashColumn, kHashSize),
            .encryptedMetadata = row.bytes(MetadataColumn),
            .thumbnail = row.optionalBytes(ThumbnailColumn),
            .uploadedAt = row.timestamp(UploadedColumn),
            .expiresAt = optionalTime(row, ExpiresColumn)};
}

} // namespace

Result<MediaState> MediaStore::begin(const NewMedia &media)
{
    if (media.size <= 0)
        return fail(ErrorCode::InvalidInput, QStringLiteral("empty medium"));
    PgParams params = paramsOf(media.place);
    params.text(kindName(media.kind)).int64(media.size);
    params.int32(static_cast<qint32>((media.size + kChunkSize - 1) / kChunkSize));
    params.bytes(media.contentHash).bytes(media.encryptedMetadata);
    if (media.thumbnail.isEmpty())
        params.nullBytes();
    else
        params.bytes(media.thumbnail);
    if (media.message)
        params.id(*media.message);
    else
        params.nullUuid();
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kBegin, params));
    return result.first(stateFrom);
}

Result<> MediaStore::putChunk(const MediaPlace &place, int index, const QByteArray &bytes)
{
    PgParams params = paramsOf(place);
    params.int32(index).bytes(bytes).bytes(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    return m_connection.change(kPutChunk, params);
}

Result<QList<qint32>> MediaStore::missingChunks(const MediaPlace &place)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kMissing, paramsOf(place)));
    return result.list([](PgRow &row) { return row.int32(0); });
}

Result<MediaState> MediaStore::finish(const MediaPlace &place)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kFinish, paramsOf(place)));
    TACET_TRY_ASSIGN(MediaState state, result.first(stateFrom));
    // Whatever the answer is called: it is whole now.
    state.isComplete = true;
    return state;
}

Result<> MediaStore::cancel(const MediaPlace &place)
{
    return m_connection.change(kCancel, paramsOf(place));
}

Result<> MediaStore::remove(const MediaPlace &place)
{
    return m_connection.change(kRemove, paramsOf(place));
}

Result<StoredMedia> MediaStore::media(const MediaPlace &place)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kMedia, paramsOf(place)));
    return result.first(mediaFrom);
}

Result<QByteArray> MediaStore::chunk(const MediaPlace &place, int index)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kChunk, paramsOf(place).int32(index)));
    return result.first([](PgRow &row) { return row.bytes(0); });
}

} // namespace tacet
