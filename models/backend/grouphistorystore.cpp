#include "models/backend/grouphistorystore.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr PgStatement kSigners{
    "group_operation_signers",
    "SELECT device_id, user_id, master_pubkey, certificate, certificate_signature, is_active "
    "FROM api.operation_signers($1, $2, $3)"};
constexpr PgStatement kDeparted{"group_departed_members",
                                "SELECT user_id, departed_after FROM api.departed_members($1, $2, $3)"};
constexpr PgStatement kDeposit{"group_put_deposit", "SELECT api.put_session_deposit($1, $2, $3, $4)"};
constexpr PgStatement kDeposits{"group_deposits", "SELECT distribution_id, device_id, epoch, sealed_session "
                                                  "FROM api.session_deposits($1, $2)"};

constexpr qsizetype kKeySize = 32;
constexpr qsizetype kSignatureSize = 64;

LogSigner signerFrom(PgRow &row)
{
    return {.device = row.id<DeviceId>(0),
            .user = row.id<UserId>(1),
            .masterKey = row.bytes(2, kKeySize),
            .certificate = row.bytes(3),
            .certificateSignature = row.bytes(4, kSignatureSize),
            .isActive = row.boolean(5)};
}

DepartedMember departedFrom(PgRow &row)
{
    return {.user = row.id<UserId>(0), .after = row.int64(1)};
}

SessionDeposit depositFrom(PgRow &row)
{
    return {.distribution = row.id<DistributionId>(0),
            .device = row.id<DeviceId>(1),
            .epoch = row.int64(2),
            .sealedSession = row.bytes(3)};
}

} // namespace

Result<QList<LogSigner>> GroupHistoryStore::signers(ChatId chat, qint64 since, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kSigners, PgParams().id(chat).int64(since).int32(limit)));
    return result.list(signerFrom);
}

Result<QList<DepartedMember>> GroupHistoryStore::departed(ChatId chat, UserId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kDeparted, PgParams().id(chat).id(after).int32(limit)));
    return result.list(departedFrom);
}

Result<StoredState> GroupHistoryStore::deposit(ChatId chat, const SessionDeposit &session)
{
    PgParams params;
    params.id(chat).id(session.distribution).int64(session.epoch).bytes(session.sealedSession);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kDeposit, params));
    return result.first([](PgRow &row) { return row.parsed(0, storedStateFrom); });
}

Result<QList<SessionDeposit>> GroupHistoryStore::deposits(ChatId chat, const QList<DistributionId> &sessions)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kDeposits, PgParams().id(chat).ids(sessions)));
    return result.list(depositFrom);
}

} // namespace tacet
