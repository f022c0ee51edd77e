#include "models/vault/keyanswerstore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kNote[] =
    "INSERT INTO key_answers (device_id, subject, answered_at, times) VALUES (:device, :subject, :now, 1) "
    "ON CONFLICT (device_id, subject) DO UPDATE SET answered_at = excluded.answered_at, times = times + 1 "
    "RETURNING answered_at, times";
constexpr char kSelect[] =
    "SELECT answered_at, times FROM key_answers WHERE device_id = :device AND subject = :subject";
constexpr char kCount[] = "SELECT count(*) FROM key_answers WHERE device_id = :device AND answered_at >= :since";
constexpr char kPrune[] = "DELETE FROM key_answers WHERE answered_at < :before";

KeyAnswer answerFrom(const QSqlQuery &row)
{
    return {.answeredAt = timeAt(row, 0), .times = row.value(1).toInt()};
}

} // namespace

Result<KeyAnswer> KeyAnswerStore::note(DeviceId device, const QByteArray &subject, const QDateTime &now)
{
    Statement note(m_database, kNote);
    note.bind(":device"_L1, device).bind(":subject"_L1, subject).bind(":now"_L1, now);
    TACET_TRY_ASSIGN(const auto answer, readOne(note, answerFrom));
    return answer.value_or(KeyAnswer{});
}

Result<std::optional<KeyAnswer>> KeyAnswerStore::find(DeviceId device, const QByteArray &subject)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":device"_L1, device).bind(":subject"_L1, subject), answerFrom);
}

Result<int> KeyAnswerStore::countSince(DeviceId device, const QDateTime &since)
{
    Statement select(m_database, kCount);
    TACET_TRY_ASSIGN(const auto counted, readOne(select.bind(":device"_L1, device).bind(":since"_L1, since),
                                                 [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return counted.value_or(0);
}

Result<int> KeyAnswerStore::prune(const QDateTime &before)
{
    Statement remove(m_database, kPrune);
    return remove.bind(":before"_L1, before).runAndCount();
}

} // namespace tacet
