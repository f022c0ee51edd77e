#include "models/backend/groupkeystore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/envelopeparams.h"
#include "models/backend/operationcall.h"
#include "models/domain/groupnames.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr PgStatement kBegin{"group_begin_epoch", "SELECT api.begin_epoch($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr PgStatement kEpochs{"group_epochs", "SELECT epoch, reason, sequence, made_by, made_by_device, open_key, "
                                              "made_at FROM api.group_epochs($1, $2, $3)"};
constexpr PgStatement kTargets{"group_wrap_targets",
                               "SELECT device_id, user_id, identity_pubkey, prekey_pubkey, prekey_signature, "
                               "certificate, certificate_signature, kem_id, kem_pubkey, kem_signature "
                               "FROM api.wrap_keys($1, $2)"};
constexpr PgStatement kPut{"group_put_keys",
                           "SELECT stored, dropped FROM api.put_group_keys($1, $2, $3, $4, $5, $6, $7)"};
constexpr PgStatement kOwn{"group_own_keys",
                           "SELECT epoch, wrapped_by, encapsulation, kem_key_id, kem_ciphertext, ciphertext, "
                           "created_at FROM api.my_group_keys($1, $2, $3)"};
constexpr PgStatement kReject{"group_reject_key", "SELECT 1 FROM api.reject_group_key($1, $2)"};
constexpr PgStatement kLacking{"group_devices_without_key",
                               "SELECT next_after, device_ids FROM api.devices_without_key($1, $2, $3, $4)"};
constexpr PgStatement kStartSender{"group_start_sender_key", "SELECT api.start_sender_key($1, $2)"};
constexpr PgStatement kSenders{"group_sender_keys",
                               "SELECT device_id, distribution_id, started_at FROM api.sender_keys($1, $2, $3)"};
constexpr PgStatement kControl{"group_control", "SELECT state, dropped, limited "
                                                "FROM api.send_group_control($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

constexpr size_t kWrapsAtOnce = 512;
constexpr qsizetype kKeySize = 32;
constexpr qsizetype kSignatureSize = 64;
constexpr qsizetype kKemKeySize = 1568;
constexpr qsizetype kKemCiphertextSize = 1568;

enum EpochColumn { EpochNumber, EpochWhy, EpochSequence, EpochMadeBy, EpochMadeByDevice, EpochOpenKey, EpochMadeAt };
enum TargetColumn {
    TargetDevice,
    TargetUser,
    TargetIdentity,
    TargetDhKey,
    TargetDhSignature,
    TargetCertificate,
    TargetCertificateSignature,
    TargetKemId,
    TargetKemKey,
    TargetKemSignature,
};
enum OwnColumn { OwnEpoch, OwnWrappedBy, OwnEncapsulation, OwnKemKeyId, OwnKemCiphertext, OwnCiphertext, OwnCreatedAt };

GroupEpoch epochFrom(PgRow &row)
{
    return {.epoch = row.int64(EpochNumber),
            .reason = row.parsed(EpochWhy, epochReasonFrom),
            .sequence = row.int64(EpochSequence),
            .madeBy = row.id<UserId>(EpochMadeBy),
            .madeByDevice = row.id<DeviceId>(EpochMadeByDevice),
            .openKey = row.isNull(EpochOpenKey) ? QByteArray() : row.bytes(EpochOpenKey, kKeySize),
            .madeAt = row.timestamp(EpochMadeAt)};
}

WrapTarget targetFrom(PgRow &row)
{
    return {.device = {.id = row.id<DeviceId>(TargetDevice),
                       .user = row.id<UserId>(TargetUser),
                       .identityKey = row.bytes(TargetIdentity, kKeySize),
                       .identityDhKey = row.bytes(TargetDhKey, kKeySize),
                       .identityDhSignature = row.bytes(TargetDhSignature, kSignatureSize),
                       .certificate = row.bytes(TargetCertificate),
                       .certificateSignature = row.bytes(TargetCertificateSignature, kSignatureSize),
                       .label = {},
                       .createdAt = {}},
            .kem = {.id = static_cast<quint32>(row.int64(TargetKemId)),
                    .publicKey = row.bytes(TargetKemKey, kKemKeySize),
                    .signature = row.bytes(TargetKemSignature, kSignatureSize),
                    .lastResort = true}};
}

OwnGroupKey ownKeyFrom(PgRow &row)
{
    return {.epoch = row.int64(OwnEpoch),
            .wrappedBy = row.id<DeviceId>(OwnWrappedBy),
            .wrap = {.device = {},
                     .encapsulation = row.bytes(OwnEncapsulation, kKeySize),
                     .kemKeyId = static_cast<quint32>(row.int64(OwnKemKeyId)),
                     .kemCiphertext = row.bytes(OwnKemCiphertext, kKemCiphertextSize),
                     .ciphertext = row.bytes(OwnCiphertext)},
            .createdAt = row.timestamp(OwnCreatedAt)};
}

WrapReceipt wrapReceiptFrom(PgRow &row)
{
    return {.stored = row.int64(0), .dropped = row.ids<DeviceId>(1)};
}

SenderKey senderKeyFrom(PgRow &row)
{
    return {.device = row.id<DeviceId>(0), .distribution = row.id<DistributionId>(1), .startedAt = row.timestamp(2)};
}

GroupControlReceipt controlReceiptFrom(PgRow &row)
{
    return {.state = row.parsed(0, storedStateFrom), .dropped = row.ids<DeviceId>(1), .limited = row.ids<DeviceId>(2)};
}

PgParams paramsOf(ChatId chat, qint64 epoch, std::span<const GroupKeyWrap> wraps)
{
    QList<DeviceId> devices;
    QList<QByteArray> encapsulations;
    QList<qint64> kemKeyIds;
    QList<QByteArray> kemCiphertexts;
    QList<QByteArray> ciphertexts;
    for (const GroupKeyWrap &wrap : wraps) {
        devices.append(wrap.device);
        encapsulations.append(wrap.encapsulation);
        kemKeyIds.append(wrap.kemKeyId);
        kemCiphertexts.append(wrap.kemCiphertext);
        ciphertexts.append(wrap.ciphertext);
    }
    PgParams params;
    params.id(chat).int64(epoch).ids(devices).byteas(encapsulations).int64s(kemKeyIds);
    params.byteas(kemCiphertexts).byteas(ciphertexts);
    return params;
}

} // namespace

Result<OperationAnswer> GroupKeyStore::beginEpoch(ChatId chat, qint64 epoch, EpochReason reason,
                                                  const QByteArray &openKey, const SignedOperation &operation)
{
    PgParams params;
    params.id(chat).int64(epoch).text(nameOf(reason)).bytes(openKey);
    addOperation(params, operation);
    return operate(m_connection, kBegin, params, chat, operation);
}

Result<QList<GroupEpoch>> GroupKeyStore::epochs(ChatId chat, qint64 since, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kEpochs, PgParams().id(chat).int64(since).int32(limit)));
    return result.list(epochFrom);
}

Result<QList<WrapTarget>> GroupKeyStore::wrapTargets(ChatId chat, const QList<DeviceId> &devices)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kTargets, PgParams().id(chat).ids(devices)));
    return result.list(targetFrom);
}

Result<WrapReceipt> GroupKeyStore::putWraps(ChatId chat, qint64 epoch, std::span<const GroupKeyWrap> wraps)
{
    WrapReceipt receipt;
    while (!wraps.empty()) {
        const auto batch = wraps.first(std::min(wraps.size(), kWrapsAtOnce));
        TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kPut, paramsOf(chat, epoch, batch)));
        TACET_TRY_ASSIGN(const WrapReceipt part, result.first(wrapReceiptFrom));
        receipt.stored += part.stored;
        receipt.dropped.append(part.dropped);
        wraps = wraps.subspan(batch.size());
    }
    return receipt;
}

Result<QList<OwnGroupKey>> GroupKeyStore::ownKeys(ChatId chat, qint64 since, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kOwn, PgParams().id(chat).int64(since).int32(limit)));
    return result.list(ownKeyFrom);
}

Result<> GroupKeyStore::rejectKey(ChatId chat, qint64 epoch)
{
    return m_connection.change(kReject, PgParams().id(chat).int64(epoch));
}

Result<LackingDevices> GroupKeyStore::devicesWithoutKey(ChatId chat, qint64 epoch, UserId after, int members)
{
    TACET_TRY_ASSIGN(const PgResult result,
                     m_connection.exec(kLacking, PgParams().id(chat).int64(epoch).id(after).int32(members)));
    return result.first(
        [](PgRow &row) { return LackingDevices{.devices = row.ids<DeviceId>(1), .next = row.optionalId<UserId>(0)}; });
}

Result<StoredState> GroupKeyStore::startSenderKey(ChatId chat, DistributionId distribution)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kStartSender, PgParams().id(chat).id(distribution)));
    return result.first([](PgRow &row) { return row.parsed(0, storedStateFrom); });
}

Result<QList<SenderKey>> GroupKeyStore::senderKeys(ChatId chat, DeviceId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kSenders, PgParams().id(chat).id(after).int32(limit)));
    return result.list(senderKeyFrom);
}

Result<GroupControlReceipt> GroupKeyStore::sendControl(const OutgoingControl &control)
{
    PgParams params;
    params.id(control.id).id(control.chat).int16(control.kind);
    addEnvelopes(params, control.envelopes);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kControl, params));
    return result.first(controlReceiptFrom);
}

} // namespace tacet
