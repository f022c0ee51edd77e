#include "models/vault/ratchetstore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSelect[] = "SELECT device_id, user_id, state FROM ratchet_state WHERE device_id = :device";
constexpr char kUpsert[] = "INSERT INTO ratchet_state (device_id, user_id, state) VALUES (:device, :user, :state) "
                           "ON CONFLICT (device_id) DO UPDATE SET user_id = excluded.user_id, state = excluded.state";
constexpr char kDelete[] = "DELETE FROM ratchet_state WHERE device_id = :device";
constexpr char kDeleteAll[] = "DELETE FROM ratchet_state";
constexpr char kSelectDevices[] = "SELECT device_id FROM ratchet_state WHERE user_id = :user ORDER BY device_id";
constexpr char kInsertHandshake[] = "INSERT INTO handshakes_seen (hash, seen_at) VALUES (:hash, :seen_at) "
                                    "ON CONFLICT (hash) DO NOTHING";
constexpr char kDeleteHandshakes[] = "DELETE FROM handshakes_seen WHERE seen_at < :before";
constexpr char kSelectRepair[] = "SELECT asked_at FROM session_repairs WHERE device_id = :device";
constexpr char kUpsertRepair[] = "INSERT INTO session_repairs (device_id, asked_at) VALUES (:device, :asked_at) "
                                 "ON CONFLICT (device_id) DO UPDATE SET asked_at = excluded.asked_at";

} // namespace

Result<std::optional<RatchetRecord>> RatchetStore::find(DeviceId device)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":device"_L1, device), [](const QSqlQuery &row) {
        return RatchetRecord{
            .device = idAt<DeviceId>(row, 0), .user = idAt<UserId>(row, 1), .state = row.value(2).toByteArray()};
    });
}

Result<> RatchetStore::save(const RatchetRecord &record)
{
    Statement upsert(m_database, kUpsert);
    return upsert.bind(":device"_L1, record.device).bind(":user"_L1, record.user).bind(":state"_L1, record.state).run();
}

Result<> RatchetStore::remove(DeviceId device)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":device"_L1, device).run();
}

Result<int> RatchetStore::removeAll()
{
    Statement remove(m_database, kDeleteAll);
    return remove.runAndCount();
}

Result<QList<DeviceId>> RatchetStore::devicesOf(UserId user)
{
    Statement select(m_database, kSelectDevices);
    return readAll(select.bind(":user"_L1, user), [](const QSqlQuery &row) { return idAt<DeviceId>(row, 0); });
}

Result<bool> RatchetStore::rememberHandshake(const QByteArray &hash, const QDateTime &now)
{
    Statement insert(m_database, kInsertHandshake);
    TACET_TRY_ASSIGN(const int inserted, insert.bind(":hash"_L1, hash).bind(":seen_at"_L1, now).runAndCount());
    return inserted > 0;
}

Result<int> RatchetStore::forgetHandshakes(const QDateTime &before)
{
    Statement remove(m_database, kDeleteHandshakes);
    return remove.bind(":before"_L1, before).runAndCount();
}

Result<std::optional<QDateTime>> RatchetStore::lastRepair(DeviceId device)
{
    Statement select(m_database, kSelectRepair);
    return readOne(select.bind(":device"_L1, device), [](const QSqlQuery &row) { return timeAt(row, 0); });
}

Result<> RatchetStore::setLastRepair(DeviceId device, const QDateTime &now)
{
    Statement upsert(m_database, kUpsertRepair);
    return upsert.bind(":device"_L1, device).bind(":asked_at"_L1, now).run();
}

} // namespace tacet
