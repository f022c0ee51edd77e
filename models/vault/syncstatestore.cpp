#include "models/vault/syncstatestore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSave[] =
    "INSERT INTO sync_state (id, cursor_from, cursor_to, after_chat, after_transaction, after_event) "
    "VALUES (1, :from, :to, :chat, :transaction, :event) ON CONFLICT (id) DO UPDATE SET "
    "cursor_from = excluded.cursor_from, cursor_to = excluded.cursor_to, after_chat = excluded.after_chat, "
    "after_transaction = excluded.after_transaction, after_event = excluded.after_event";
constexpr char kSelect[] =
    "SELECT cursor_from, cursor_to, after_chat, after_transaction, after_event FROM sync_state WHERE id = 1";
constexpr char kDelete[] = "DELETE FROM sync_state";

} // namespace

Result<> SyncStateStore::save(const SyncState &state)
{
    Statement save(m_database, kSave);
    return save.bind(":from"_L1, state.from)
        .bind(":to"_L1, state.to)
        .bind(":chat"_L1, state.chat)
        .bind(":transaction"_L1, state.transaction)
        .bind(":event"_L1, state.event.toRfc4122())
        .run();
}

Result<std::optional<SyncState>> SyncStateStore::find()
{
    Statement select(m_database, kSelect);
    return readOne(select, [](const QSqlQuery &row) {
        return SyncState{.from = row.value(0).toString(),
                         .to = row.value(1).toString(),
                         .chat = idAt<ChatId>(row, 2),
                         .transaction = row.value(3).toLongLong(),
                         .event = QUuid::fromRfc4122(row.value(4).toByteArray())};
    });
}

Result<> SyncStateStore::clear()
{
    Statement remove(m_database, kDelete);
    return remove.run();
}

} // namespace tacet
