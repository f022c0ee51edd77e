#include "models/backend/deliverystore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/envelopeparams.h"

namespace tacet {

namespace {

constexpr PgStatement kSend{"delivery_send", "SELECT state, own_manifest, peer_manifest, dropped "
                                             "FROM api.send_direct($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
constexpr PgStatement kSendBatch{"delivery_send_batch",
                                 "SELECT state, own_manifest, peer_manifest, dropped "
                                 "FROM api.send_direct_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
constexpr PgStatement kControl{"delivery_control", "SELECT state, own_manifest, peer_manifest, dropped "
                                                   "FROM api.send_control($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr PgStatement kAdd{"delivery_add_recipients", "SELECT state, own_manifest, peer_manifest, dropped "
                                                      "FROM api.add_recipients($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr PgStatement kStatus{"delivery_status", "SELECT message_id, status FROM api.delivery_status($1)"};

// Limits of one call of api.send_direct_batch, and a size that keeps its memory small.
constexpr qsizetype kBatchMessages = 128;
constexpr qsizetype kBatchEnvelopes = 512;
constexpr qsizetype kBatchBytes = qsizetype(16) << 20;

PgParams paramsOf(const OutgoingMessage &message)
{
    PgParams params;
    params.id(message.id).id(message.chat).bytes(message.encryptedContent).bytes(message.contentHash);
    addEnvelopes(params, message.envelopes);
    return params;
}

PgParams paramsOf(const OutgoingControl &control)
{
    PgParams params;
    params.id(control.id).id(control.chat).int16(control.kind);
    addEnvelopes(params, control.envelopes);
    return params;
}

SendReceipt receiptFrom(PgRow &row)
{
    return {.state = row.parsed(0, storedStateFrom),
            .ownManifestVersion = row.int64(1),
            .peerManifestVersion = row.int64(2),
            .dropped = row.ids<DeviceId>(3)};
}

DeliveryStatus statusFrom(PgRow &row)
{
    DeliveryStatus status{.message = row.id<MessageId>(0), .status = RecipientStatus::PendingSync};
    const QString text = row.text(1);
    if (text == QLatin1StringView("synced"))
        status.status = RecipientStatus::Synced;
    else if (text == QLatin1StringView("read"))
        status.status = RecipientStatus::Read;
    return status;
}

Result<SendReceipt> sendOne(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params)
{
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(statement, params));
    return result.first(receiptFrom);
}

PgParams paramsOf(std::span<const OutgoingMessage> messages)
{
    QList<MessageId> ids;
    QList<ChatId> chats;
    QList<QByteArray> contents;
    QList<QByteArray> hashes;
    QList<qint64> counts;
    QList<DeviceEnvelope> envelopes;
    for (const OutgoingMessage &message : messages) {
        ids.append(message.id);
        chats.append(message.chat);
        contents.append(message.encryptedContent);
        hashes.append(message.contentHash);
        counts.append(message.envelopes.size());
        envelopes.append(message.envelopes);
    }
    PgParams params;
    params.ids(ids).ids(chats).byteas(contents).byteas(hashes).int64s(counts);
    addEnvelopes(params, envelopes);
    return params;
}

// How many of the first messages fit into one call; at least one.
size_t fittingCount(std::span<const OutgoingMessage> messages)
{
    qsizetype envelopes = 0;
    qsizetype bytes = 0;
    size_t count = 0;
    for (const OutgoingMessage &message : messages) {
        envelopes += message.envelopes.size();
        bytes += message.encryptedContent.size();
        if (count > 0 &&
            (static_cast<qsizetype>(count) == kBatchMessages || envelopes > kBatchEnvelopes || bytes > kBatchBytes))
            break;
        ++count;
    }
    return count;
}

Result<QList<SendReceipt>> sendBatch(DatabaseConnection &connection, std::span<const OutgoingMessage> messages)
{
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(kSendBatch, paramsOf(messages)));
    TACET_TRY_ASSIGN(QList<SendReceipt> receipts, result.list(receiptFrom));
    if (receipts.size() != static_cast<qsizetype>(messages.size()))
        return fail(ErrorCode::Damaged, QStringLiteral("receipts"));
    return receipts;
}

Result<SendReceipt> addRecipientsTo(DatabaseConnection &connection, MessageId message, bool again,
                                    const QList<DeviceEnvelope> &envelopes)
{
    PgParams params;
    params.id(message).boolean(again);
    addEnvelopes(params, envelopes);
    return sendOne(connection, kAdd, params);
}

} // namespace

Result<SendReceipt> DeliveryStore::send(const OutgoingMessage &message)
{
    return sendOne(m_connection, kSend, paramsOf(message));
}

Result<QList<SendReceipt>> DeliveryStore::send(std::span<const OutgoingMessage> messages)
{
    if (messages.empty())
        return QList<SendReceipt>();
    if (fittingCount(messages) == messages.size())
        return sendBatch(m_connection, messages);
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(m_connection));
    QList<SendReceipt> receipts;
    while (!messages.empty()) {
        const size_t count = fittingCount(messages);
        TACET_TRY_ASSIGN(const QList<SendReceipt> part, sendBatch(m_connection, messages.first(count)));
        receipts.append(part);
        messages = messages.subspan(count);
    }
    TACET_TRY(transaction.commit());
    return receipts;
}

Result<SendReceipt> DeliveryStore::sendControl(const OutgoingControl &control)
{
    return sendOne(m_connection, kControl, paramsOf(control));
}

Result<QList<SendReceipt>> DeliveryStore::sendControl(std::span<const OutgoingControl> controls)
{
    QList<SendReceipt> receipts;
    if (controls.empty())
        return receipts;
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(m_connection));
    for (const OutgoingControl &control : controls) {
        TACET_TRY_ASSIGN(const SendReceipt receipt, sendOne(m_connection, kControl, paramsOf(control)));
        receipts.append(receipt);
    }
    TACET_TRY(transaction.commit());
    return receipts;
}

Result<SendReceipt> DeliveryStore::addRecipients(MessageId message, const QList<DeviceEnvelope> &envelopes)
{
    return addRecipientsTo(m_connection, message, false, envelopes);
}

Result<SendReceipt> DeliveryStore::sendAgain(MessageId message, const QList<DeviceEnvelope> &envelopes)
{
    return addRecipientsTo(m_connection, message, true, envelopes);
}

Result<QList<DeliveryStatus>> DeliveryStore::deliveryStatus(const QList<MessageId> &messages)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kStatus, PgParams().ids(messages)));
    return result.list(statusFrom);
}

} // namespace tacet
