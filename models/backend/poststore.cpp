#include "models/backend/poststore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/sealcolumns.h"

namespace tacet {

namespace {

constexpr PgStatement kPost{"post_one", "SELECT state, stored_at, expires_at "
                                        "FROM api.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr PgStatement kPostBatch{"post_batch", "SELECT state, stored_at, expires_at "
                                               "FROM api.post_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr PgStatement kByIds{"post_by_ids",
                             "SELECT id, sender_user, sender_device, epoch, author_sequence, parent_hash, signature, "
                             "distribution_id, encrypted_content, content_hash, reply_to_id, stored_at, edit_number, "
                             "edited_at, deleted_at, deleted_by, expires_at, is_hidden, chat_id "
                             "FROM api.messages_by_ids($1)"};
constexpr PgStatement kBackfill{"post_backfill",
                                "SELECT id, sender_user, sender_device, epoch, author_sequence, parent_hash, "
                                "signature, distribution_id, encrypted_content, content_hash, reply_to_id, stored_at, "
                                "edit_number, edited_at, deleted_at, deleted_by, expires_at, is_hidden "
                                "FROM api.backfill($1, $2, $3)"};
constexpr PgStatement kEdit{"post_edit",
                            "SELECT state, edited_at FROM api.edit_message($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr PgStatement kVersions{"post_versions",
                                "SELECT edit_number, device_id, distribution_id, epoch, author_sequence, parent_hash, "
                                "signature, encrypted_content, content_hash, created_at "
                                "FROM api.message_versions($1, $2, $3)"};
constexpr PgStatement kDelete{"post_delete", "SELECT 1 FROM api.delete_message($1)"};
constexpr PgStatement kHide{"post_hide", "SELECT 1 FROM api.hide_messages($1)"};
constexpr PgStatement kHidden{"post_hidden", "SELECT message_id FROM api.hidden_messages($1, $2)"};
constexpr PgStatement kPin{"post_pin", "SELECT 1 FROM api.pin_message($1)"};
constexpr PgStatement kUnpin{"post_unpin", "SELECT 1 FROM api.unpin_message($1)"};
constexpr PgStatement kPinned{"post_pinned", "SELECT message_id, pinned_by, pinned_at FROM api.pinned_messages($1)"};

// Limits of one call of api.post_batch, and a size that keeps its memory small.
constexpr qsizetype kBatchPosts = 128;
constexpr qsizetype kBatchBytes = qsizetype(16) << 20;

enum PostColumn {
    PostId,
    PostSender,
    PostSenderDevice,
    PostSeal,
    PostDistribution = PostSeal + kSealColumns,
    PostContent,
    PostContentHash,
    PostReplyTo,
    PostStoredAt,
    PostEditNumber,
    PostEditedAt,
    PostDeletedAt,
    PostDeletedBy,
    PostExpiresAt,
    PostHidden,
    PostChat,
};

enum VersionColumn {
    VersionNumber,
    VersionDevice,
    VersionDistribution,
    VersionSeal,
    VersionContent = VersionSeal + kSealColumns,
    VersionContentHash,
    VersionCreatedAt,
};

constexpr qsizetype kHashSize = 32;

const MessageId kNewest(QUuid(QStringLiteral("ffffffff-ffff-ffff-ffff-ffffffffffff")));

StoredPost postFrom(PgRow &row, ChatId chat)
{
    return {.id = row.id<MessageId>(PostId),
            .chat = chat,
            .sender = row.optionalId<UserId>(PostSender),
            .senderDevice = row.id<DeviceId>(PostSenderDevice),
            .seal = sealFrom(row, PostSeal),
            .distribution = row.optionalId<DistributionId>(PostDistribution),
            .encryptedContent = row.optionalBytes(PostContent),
            .contentHash = row.bytes(PostContentHash, kHashSize),
            .replyTo = row.optionalId<MessageId>(PostReplyTo),
            .storedAt = row.timestamp(PostStoredAt),
            .editNumber = row.int32(PostEditNumber),
            .editedAt = row.timestamp(PostEditedAt),
            .deletedAt = row.timestamp(PostDeletedAt),
            .deletedBy = row.optionalId<UserId>(PostDeletedBy),
            .expiresAt = row.timestamp(PostExpiresAt),
            .isHidden = row.boolean(PostHidden)};
}

PostVersion versionFrom(PgRow &row)
{
    return {.number = row.int32(VersionNumber),
            .device = row.id<DeviceId>(VersionDevice),
            .seal = sealFrom(row, VersionSeal),
            .distribution = row.optionalId<DistributionId>(VersionDistribution),
            .encryptedContent = row.bytes(VersionContent),
            .contentHash = row.bytes(VersionContentHash, kHashSize),
            .createdAt = row.timestamp(VersionCreatedAt)};
}

PostReceipt receiptFrom(PgRow &row)
{
    return {.state = row.parsed(0, storedStateFrom), .storedAt = row.timestamp(1), .expiresAt = row.timestamp(2)};
}

PinnedPost pinnedFrom(PgRow &row)
{
    return {.message = row.id<MessageId>(0), .pinnedBy = row.optionalId<UserId>(1), .pinnedAt = row.timestamp(2)};
}

void addSeal(PgParams &params, const Seal &seal, DistributionId distribution)
{
    params.int64(seal.epoch).id(distribution);
    addSealAfterEpoch(params, seal);
}

PgParams paramsOf(std::span<const OutgoingPost> posts)
{
    QList<MessageId> ids;
    QList<ChatId> chats;
    QList<qint64> epochs;
    QList<DistributionId> distributions;
    QList<qint64> sequences;
    QList<QByteArray> parentHashes;
    QList<QByteArray> signatures;
    QList<QByteArray> contents;
    QList<QByteArray> hashes;
    QList<MessageId> repliesTo;
    for (const OutgoingPost &post : posts) {
        ids.append(post.id);
        chats.append(post.chat);
        epochs.append(post.seal.epoch);
        distributions.append(post.distribution);
        sequences.append(post.seal.authorSequence);
        parentHashes.append(post.seal.parentHash);
        signatures.append(post.seal.signature);
        contents.append(post.encryptedContent);
        hashes.append(post.contentHash);
        repliesTo.append(post.replyTo);
    }
    PgParams params;
    params.ids(ids).ids(chats).int64s(epochs).ids(distributions).int64s(sequences).byteas(parentHashes);
    params.byteas(signatures).byteas(contents).byteas(hashes).ids(repliesTo);
    return params;
}

// How many of the first posts fit into one call; at least one.
size_t fittingCount(std::span<const OutgoingPost> posts)
{
    qsizetype bytes = 0;
    size_t count = 0;
    for (const OutgoingPost &post : posts) {
        bytes += post.encryptedContent.size();
        if (count > 0 && (static_cast<qsizetype>(count) == kBatchPosts || bytes > kBatchBytes))
            break;
        ++count;
    }
    return count;
}

Result<QList<PostReceipt>> postBatch(DatabaseConnection &connection, std::span<const OutgoingPost> posts)
{
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(kPostBatch, paramsOf(posts)));
    TACET_TRY_ASSIGN(QList<PostReceipt> receipts, result.list(receiptFrom));
    if (receipts.size() != static_cast<qsizetype>(posts.size()))
        return fail(ErrorCode::Damaged, QStringLiteral("receipts"));
    return receipts;
}

} // namespace

Result<PostReceipt> PostStore::post(const OutgoingPost &post)
{
    PgParams params;
    params.id(post.id).id(post.chat);
    addSeal(params, post.seal, post.distribution);
    params.bytes(post.encryptedContent).bytes(post.contentHash).id(post.replyTo);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kPost, params));
    return result.first(receiptFrom);
}

Result<QList<PostReceipt>> PostStore::post(std::span<const OutgoingPost> posts)
{
    if (posts.empty())
        return QList<PostReceipt>();
    if (fittingCount(posts) == posts.size())
        return postBatch(m_connection, posts);
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(m_connection));
    QList<PostReceipt> receipts;
    while (!posts.empty()) {
        const size_t count = fittingCount(posts);
        TACET_TRY_ASSIGN(const QList<PostReceipt> part, postBatch(m_connection, posts.first(count)));
        receipts.append(part);
        posts = posts.subspan(count);
    }
    TACET_TRY(transaction.commit());
    return receipts;
}

Result<QList<StoredPost>> PostStore::posts(const QList<MessageId> &ids)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kByIds, PgParams().ids(ids)));
    return result.list([](PgRow &row) { return postFrom(row, row.id<ChatId>(PostChat)); });
}

Result<QList<StoredPost>> PostStore::backfill(ChatId chat, MessageId before, int limit)
{
    const MessageId bound = before.isNull() ? kNewest : before;
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kBackfill, PgParams().id(chat).id(bound).int32(limit)));
    return result.list([chat](PgRow &row) { return postFrom(row, chat); });
}

Result<EditReceipt> PostStore::edit(const OutgoingEdit &edit)
{
    PgParams params;
    params.id(edit.message).int32(edit.number);
    addSeal(params, edit.seal, edit.distribution);
    params.bytes(edit.encryptedContent).bytes(edit.contentHash);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kEdit, params));
    return result.first(
        [](PgRow &row) { return EditReceipt{.state = row.parsed(0, storedStateFrom), .editedAt = row.timestamp(1)}; });
}

Result<QList<PostVersion>> PostStore::versions(MessageId message, qint32 after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result,
                     m_connection.exec(kVersions, PgParams().id(message).int32(after).int32(limit)));
    return result.list(versionFrom);
}

Result<> PostStore::remove(MessageId message)
{
    return m_connection.change(kDelete, PgParams().id(message));
}

Result<> PostStore::hide(const QList<MessageId> &messages)
{
    return m_connection.change(kHide, PgParams().ids(messages));
}

Result<QList<MessageId>> PostStore::hidden(MessageId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kHidden, PgParams().id(after).int32(limit)));
    return result.list([](PgRow &row) { return row.id<MessageId>(0); });
}

Result<> PostStore::pin(MessageId message)
{
    return m_connection.change(kPin, PgParams().id(message));
}

Result<> PostStore::unpin(MessageId message)
{
    return m_connection.change(kUnpin, PgParams().id(message));
}

Result<QList<PinnedPost>> PostStore::pinned(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kPinned, PgParams().id(chat)));
    return result.list(pinnedFrom);
}

} // namespace tacet
