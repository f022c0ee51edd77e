#include "models/vault/epochkeystore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define KEY_COLUMNS "k.chat_id, k.epoch, k.key, k.commitment, k.received_at"
constexpr char kInsert[] = "INSERT INTO epoch_keys (chat_id, epoch, key, commitment, received_at) "
                           "VALUES (:chat, :epoch, :key, :commitment, :received_at) ON CONFLICT DO NOTHING";
constexpr char kSelect[] = "SELECT " KEY_COLUMNS " FROM epoch_keys k WHERE k.chat_id = :chat AND k.epoch = :epoch";
constexpr char kSelectNewest[] =
    "SELECT " KEY_COLUMNS " FROM epoch_keys k WHERE k.chat_id = :chat ORDER BY k.epoch DESC LIMIT 1";
constexpr char kSelectFrom[] =
    "SELECT " KEY_COLUMNS " FROM epoch_keys k WHERE k.chat_id = :chat AND k.epoch >= :from ORDER BY k.epoch";

EpochKeyRecord keyFrom(const QSqlQuery &row)
{
    return {.chat = idAt<ChatId>(row, 0),
            .epoch = row.value(1).toLongLong(),
            .key = row.value(2).toByteArray(),
            .commitment = row.value(3).toByteArray(),
            .receivedAt = timeAt(row, 4)};
}

} // namespace

Result<> EpochKeyStore::save(const EpochKeyRecord &key)
{
    {
        Statement insert(m_database, kInsert);
        TACET_TRY_ASSIGN(const int inserted, insert.bind(":chat"_L1, key.chat)
                                                 .bind(":epoch"_L1, key.epoch)
                                                 .bind(":key"_L1, key.key)
                                                 .bind(":commitment"_L1, key.commitment)
                                                 .bind(":received_at"_L1, key.receivedAt)
                                                 .runAndCount());
        if (inserted > 0)
            return {};
    }
    TACET_TRY_ASSIGN(const auto present, find(key.chat, key.epoch));
    if (!present || present->key != key.key || present->commitment != key.commitment)
        return fail(ErrorCode::Conflict, u"two keys of one epoch"_s);
    return {};
}

Result<std::optional<EpochKeyRecord>> EpochKeyStore::find(ChatId chat, qint64 epoch)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":chat"_L1, chat).bind(":epoch"_L1, epoch), keyFrom);
}

Result<std::optional<EpochKeyRecord>> EpochKeyStore::newest(ChatId chat)
{
    Statement select(m_database, kSelectNewest);
    return readOne(select.bind(":chat"_L1, chat), keyFrom);
}

Result<QList<EpochKeyRecord>> EpochKeyStore::list(ChatId chat, qint64 from)
{
    Statement select(m_database, kSelectFrom);
    return readAll(select.bind(":chat"_L1, chat).bind(":from"_L1, from), keyFrom);
}

} // namespace tacet
