#include "models/backend/chatlogstore.h"

#include "models/backend/databaseconnection.h"

#include <algorithm>
#include <array>

namespace tacet {

namespace {

constexpr PgStatement kCursor{"log_cursor", "SELECT api.sync_cursor()"};
constexpr PgStatement kEvents{"log_events",
                              "SELECT chat_id, xid, id, kind, subject FROM api.sync($1, $2, $3, $4, $5, $6)"};

struct KindName {
    LogEventKind kind;
    QLatin1StringView name;
};

constexpr std::array kKinds{
    KindName{LogEventKind::Message, QLatin1StringView("message")},
    KindName{LogEventKind::MessageEdited, QLatin1StringView("message_edited")},
    KindName{LogEventKind::MessageDeleted, QLatin1StringView("message_deleted")},
    KindName{LogEventKind::Reaction, QLatin1StringView("reaction")},
    KindName{LogEventKind::Pin, QLatin1StringView("pin")},
    KindName{LogEventKind::Receipt, QLatin1StringView("receipt")},
    KindName{LogEventKind::Thread, QLatin1StringView("thread")},
    KindName{LogEventKind::ThreadEdited, QLatin1StringView("thread_edited")},
    KindName{LogEventKind::ThreadDeleted, QLatin1StringView("thread_deleted")},
    KindName{LogEventKind::Reply, QLatin1StringView("reply")},
    KindName{LogEventKind::ReplyEdited, QLatin1StringView("reply_edited")},
    KindName{LogEventKind::ReplyDeleted, QLatin1StringView("reply_deleted")},
    KindName{LogEventKind::Operation, QLatin1StringView("operation")},
    KindName{LogEventKind::Epoch, QLatin1StringView("epoch")},
    KindName{LogEventKind::Keys, QLatin1StringView("keys")},
    KindName{LogEventKind::Chat, QLatin1StringView("chat")},
    KindName{LogEventKind::Media, QLatin1StringView("media")},
    KindName{LogEventKind::MediaDeleted, QLatin1StringView("media_deleted")},
    KindName{LogEventKind::Call, QLatin1StringView("call")},
};

LogEventKind kindFrom(const QString &name)
{
    const auto *found = std::ranges::find_if(kKinds, [&name](const KindName &entry) { return entry.name == name; });
    return found == kKinds.end() ? LogEventKind::Other : found->kind;
}

LogEvent eventFrom(PgRow &row)
{
    return {.position = {.chat = row.id<ChatId>(0), .transaction = row.int64(1), .event = row.uuid(2)},
            .kind = kindFrom(row.text(3)),
            .subject = row.uuid(4)};
}

} // namespace

Result<SyncCursor> ChatLogStore::cursor()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kCursor));
    return result.first([](PgRow &row) { return SyncCursor{.text = row.text(0)}; });
}

Result<SyncPage> ChatLogStore::events(const SyncCursor &from, const SyncCursor &to, const SyncPosition &after,
                                      int limit)
{
    PgParams params;
    params.text(from.text).text(to.text).id(after.chat).int64(after.transaction).uuid(after.event).int32(limit);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kEvents, params));
    SyncPage page;
    TACET_TRY_ASSIGN(page.events, result.list(eventFrom));
    page.isLast = page.events.size() < limit;
    page.end = page.events.isEmpty() ? after : page.events.last().position;
    return page;
}

} // namespace tacet
