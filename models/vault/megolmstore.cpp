#include "models/vault/megolmstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSaveOutbound[] =
    "INSERT INTO megolm_outbound (chat_id, distribution_id, session, started_at, messages, epoch) "
    "VALUES (:chat, :distribution, :session, :started_at, :messages, :epoch) ON CONFLICT (chat_id) DO UPDATE SET "
    "distribution_id = excluded.distribution_id, session = excluded.session, started_at = excluded.started_at, "
    "messages = excluded.messages, epoch = excluded.epoch";
constexpr char kSelectOutbound[] = "SELECT chat_id, distribution_id, session, started_at, messages, epoch "
                                   "FROM megolm_outbound WHERE chat_id = :chat";
constexpr char kDeleteOutbound[] = "DELETE FROM megolm_outbound WHERE chat_id = :chat";

// State: 1 prepared, 2 sent.
constexpr char kSaveRecipient[] =
    "INSERT INTO megolm_recipients (distribution_id, device_id, chat_id, state, message_index, noted_at) "
    "VALUES (:distribution, :device, (SELECT o.chat_id FROM megolm_outbound o WHERE o.distribution_id = :session), "
    ":state, :index, :noted_at) ON CONFLICT (distribution_id, device_id) DO UPDATE SET "
    "state = excluded.state, message_index = excluded.message_index, noted_at = excluded.noted_at "
    "WHERE megolm_recipients.state = 1";
constexpr char kMarkSent[] =
    "UPDATE megolm_recipients SET state = 2 WHERE distribution_id = :distribution AND device_id = :device";
constexpr char kSelectRecipients[] = "SELECT device_id, state, message_index, noted_at FROM megolm_recipients "
                                     "WHERE distribution_id = :distribution ORDER BY device_id";
constexpr char kDeleteRecipient[] =
    "DELETE FROM megolm_recipients WHERE distribution_id = :distribution AND device_id = :device";

constexpr char kPruneRecipients[] =
    "DELETE FROM megolm_recipients WHERE noted_at < :before "
    "AND NOT EXISTS (SELECT 1 FROM megolm_outbound o WHERE o.distribution_id = megolm_recipients.distribution_id)";

#define INBOUND_COLUMNS "distribution_id, sender_device, chat_id, session, first_index, received_at"
constexpr char kSaveInbound[] =
    "INSERT INTO megolm_inbound (" INBOUND_COLUMNS ") VALUES (:distribution, :sender, :chat, :session, :index, "
    ":received_at) ON CONFLICT (distribution_id, sender_device) DO UPDATE SET session = excluded.session, "
    "first_index = excluded.first_index WHERE megolm_inbound.chat_id = excluded.chat_id";
constexpr char kSelectInbound[] = "SELECT " INBOUND_COLUMNS " FROM megolm_inbound "
                                  "WHERE distribution_id = :distribution AND sender_device = :sender";
constexpr char kSelectInboundOf[] =
    "SELECT " INBOUND_COLUMNS " FROM megolm_inbound WHERE chat_id = :chat ORDER BY distribution_id, sender_device";

static_assert(int(SenderKeyState::Prepared) == 1 && int(SenderKeyState::Sent) == 2, "the numbers in the statements");

InboundSessionRecord inboundFrom(const QSqlQuery &row)
{
    return {.distribution = idAt<DistributionId>(row, 0),
            .sender = idAt<DeviceId>(row, 1),
            .chat = idAt<ChatId>(row, 2),
            .session = row.value(3).toByteArray(),
            .firstIndex = row.value(4).toInt(),
            .receivedAt = timeAt(row, 5)};
}

} // namespace

Result<> MegolmStore::saveOutbound(const OutboundSessionRecord &session)
{
    Statement save(m_database, kSaveOutbound);
    return save.bind(":chat"_L1, session.chat)
        .bind(":distribution"_L1, session.distribution)
        .bind(":session"_L1, session.session)
        .bind(":started_at"_L1, session.startedAt)
        .bind(":messages"_L1, session.messages)
        .bind(":epoch"_L1, session.epoch)
        .run();
}

Result<std::optional<OutboundSessionRecord>> MegolmStore::outbound(ChatId chat)
{
    Statement select(m_database, kSelectOutbound);
    return readOne(select.bind(":chat"_L1, chat), [](const QSqlQuery &row) {
        return OutboundSessionRecord{.chat = idAt<ChatId>(row, 0),
                                     .distribution = idAt<DistributionId>(row, 1),
                                     .session = row.value(2).toByteArray(),
                                     .startedAt = timeAt(row, 3),
                                     .messages = row.value(4).toInt(),
                                     .epoch = row.value(5).toLongLong()};
    });
}

Result<> MegolmStore::removeOutbound(ChatId chat)
{
    Statement remove(m_database, kDeleteOutbound);
    return remove.bind(":chat"_L1, chat).run();
}

Result<> MegolmStore::saveRecipient(DistributionId distribution, const SenderKeyRecipient &recipient)
{
    Statement save(m_database, kSaveRecipient);
    return save.bind(":distribution"_L1, distribution)
        .bind(":device"_L1, recipient.device)
        .bind(":state"_L1, recipient.state)
        .bind(":index"_L1, recipient.index)
        .bind(":noted_at"_L1, recipient.notedAt)
        .bind(":session"_L1, distribution)
        .run();
}

Result<> MegolmStore::markSent(DistributionId distribution, const QList<DeviceId> &devices)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    for (const DeviceId &device : devices) {
        Statement mark(m_database, kMarkSent);
        TACET_TRY(mark.bind(":distribution"_L1, distribution).bind(":device"_L1, device).run());
    }
    return transaction.commit();
}

Result<QList<SenderKeyRecipient>> MegolmStore::recipients(DistributionId distribution)
{
    Statement select(m_database, kSelectRecipients);
    return readAll(select.bind(":distribution"_L1, distribution), [](const QSqlQuery &row) {
        return SenderKeyRecipient{.device = idAt<DeviceId>(row, 0),
                                  .state = SenderKeyState(row.value(1).toInt()),
                                  .index = row.value(2).toInt(),
                                  .notedAt = timeAt(row, 3)};
    });
}

Result<> MegolmStore::removeRecipient(DistributionId distribution, DeviceId device)
{
    Statement remove(m_database, kDeleteRecipient);
    return remove.bind(":distribution"_L1, distribution).bind(":device"_L1, device).run();
}

Result<int> MegolmStore::pruneRecipients(const QDateTime &before)
{
    Statement remove(m_database, kPruneRecipients);
    return remove.bind(":before"_L1, before).runAndCount();
}

Result<> MegolmStore::saveInbound(const InboundSessionRecord &session)
{
    Statement save(m_database, kSaveInbound);
    save.bind(":distribution"_L1, session.distribution)
        .bind(":sender"_L1, session.sender)
        .bind(":chat"_L1, session.chat)
        .bind(":session"_L1, session.session)
        .bind(":index"_L1, session.firstIndex)
        .bind(":received_at"_L1, session.receivedAt);
    TACET_TRY_ASSIGN(const int saved, save.runAndCount());
    return saved > 0 ? Result<>() : fail(ErrorCode::Conflict, u"the session is another chat's"_s);
}

Result<std::optional<InboundSessionRecord>> MegolmStore::inbound(DistributionId distribution, DeviceId sender)
{
    Statement select(m_database, kSelectInbound);
    return readOne(select.bind(":distribution"_L1, distribution).bind(":sender"_L1, sender), inboundFrom);
}

Result<QList<InboundSessionRecord>> MegolmStore::inboundOf(ChatId chat)
{
    Statement select(m_database, kSelectInboundOf);
    return readAll(select.bind(":chat"_L1, chat), inboundFrom);
}

} // namespace tacet
