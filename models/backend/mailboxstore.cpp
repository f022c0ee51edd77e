#include "models/backend/mailboxstore.h"

#include "models/backend/databaseconnection.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace tacet {

namespace {

constexpr PgStatement kFetch{"mailbox_fetch",
                             "SELECT mailbox_id, kind, source_id, chat_id, sender_user, sender_device, header, "
                             "ciphertext, handshake, stored_at, encrypted_content, content_hash "
                             "FROM api.fetch_mailbox($1)"};
constexpr PgStatement kAcknowledge{"mailbox_acknowledge", "SELECT 1 FROM api.ack_mailbox($1)"};

enum ItemColumn {
    ItemMailboxId,
    ItemKind,
    ItemSource,
    ItemChat,
    ItemSenderUser,
    ItemSenderDevice,
    ItemHeader,
    ItemCiphertext,
    ItemHandshake,
    ItemStoredAt,
    ItemContent,
    ItemContentHash,
};

constexpr qsizetype kBatchBytes = qsizetype(8) << 20; ///< as in api.fetch_mailbox
constexpr int kHeaderVersion = 1;

std::optional<quint32> numberIn(const QJsonObject &header, QLatin1StringView key)
{
    const qint64 value = header.value(key).toInteger(-1);
    if (value < 0 || value > std::numeric_limits<quint32>::max())
        return std::nullopt;
    return static_cast<quint32>(value);
}

QByteArray bytesIn(const QJsonObject &header, QLatin1StringView key)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(header.value(key).toString().toLatin1(),
                                       QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? decoded.decoded : QByteArray();
}

// A header that does not fit leaves the fields empty: the ratchet then refuses the item, and the ones
// after it still arrive.
DeviceEnvelope envelopeFrom(const QString &headerText)
{
    const QJsonObject header = QJsonDocument::fromJson(headerText.toUtf8()).object();
    const auto previousCount = numberIn(header, QLatin1StringView("pn"));
    const auto number = numberIn(header, QLatin1StringView("n"));
    if (header.value(QLatin1StringView("v")).toInt() != kHeaderVersion || !previousCount || !number)
        return {};
    DeviceEnvelope envelope;
    envelope.session = bytesIn(header, QLatin1StringView("session"));
    envelope.ratchetKey = bytesIn(header, QLatin1StringView("dh_pubkey"));
    envelope.previousCount = *previousCount;
    envelope.number = *number;
    return envelope;
}

MailboxItem itemFrom(PgRow &row)
{
    MailboxItem item{.mailboxId = row.int64(ItemMailboxId),
                     .kind = static_cast<qint16>(row.int32(ItemKind)),
                     .id = row.id<MessageId>(ItemSource),
                     .chat = row.id<ChatId>(ItemChat),
                     .senderUser = row.id<UserId>(ItemSenderUser),
                     .senderDevice = row.id<DeviceId>(ItemSenderDevice),
                     .envelope = envelopeFrom(row.text(ItemHeader)),
                     .encryptedContent = row.optionalBytes(ItemContent),
                     .contentHash = row.optionalBytes(ItemContentHash),
                     .storedAt = row.timestamp(ItemStoredAt)};
    item.envelope.ciphertext = row.bytes(ItemCiphertext);
    item.envelope.handshake = row.bytes(ItemHandshake);
    return item;
}

qsizetype bytesOf(const QList<MailboxItem> &items)
{
    qsizetype bytes = 0;
    for (const MailboxItem &item : items)
        bytes += item.encryptedContent.size() + item.envelope.ciphertext.size() + item.envelope.handshake.size();
    return bytes;
}

} // namespace

Result<MailboxBatch> MailboxStore::fetch(int limit, Prekeys prekeys)
{
    MailboxBatch batch;
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kFetch, PgParams().int32(limit)));
    TACET_TRY_ASSIGN(batch.items, result.list(itemFrom));
    batch.more = batch.items.size() >= limit || bytesOf(batch.items) >= kBatchBytes;
    const bool usedUp =
        std::ranges::any_of(batch.items, [](const MailboxItem &item) { return !item.envelope.handshake.isEmpty(); });
    if (prekeys == Prekeys::Count || usedUp) {
        TACET_TRY_ASSIGN(batch.prekeys, PrekeyStore(m_connection).counts());
    }
    return batch;
}

Result<> MailboxStore::acknowledge(const QList<qint64> &mailboxIds)
{
    return m_connection.change(kAcknowledge, PgParams().int64s(mailboxIds));
}

} // namespace tacet
