#include "models/domain/consoletables.h"

#include <algorithm>

namespace tacet {

namespace {

using enum ConsoleKind;

ConsoleColumn shown(const char *name, ConsoleKind kind)
{
    return {.name = QString::fromLatin1(name), .kind = kind};
}

ConsoleColumn hidden(const char *name, ConsoleKind kind)
{
    return {.name = QString::fromLatin1(name), .kind = kind, .isShown = false};
}

// States in one word each, parted by spaces.
ConsoleColumn states(const char *name, const char *words)
{
    return {.name = QString::fromLatin1(name), .kind = State, .states = QString::fromLatin1(words).split(u' ')};
}

ConsoleColumn hiddenStates(const char *name, const char *words)
{
    ConsoleColumn column = states(name, words);
    column.isShown = false;
    return column;
}

ConsoleColumn sortable(ConsoleColumn column)
{
    column.isSortable = true;
    return column;
}

ConsoleTable peopleTable()
{
    return {.view = QStringLiteral("people"),
            .columns = {hidden("id", Id), sortable(shown("username", Text)), shown("display_name", Text),
                        states("role", "owner admin member"), states("state", "active suspended deactivated erased"),
                        shown("devices", Count), shown("groups", Count), shown("waiting", Count),
                        shown("media_bytes", Bytes), sortable(shown("created_at", Time)), shown("last_seen", Time),
                        hidden("has_password", Flag), hidden("has_second_factor", Flag),
                        hidden("has_recovery_phrase", Flag), hidden("suspended_at", Time),
                        hidden("deactivated_at", Time), hidden("erased_at", Time)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("username")};
}

ConsoleTable devicesTable()
{
    return {.view = QStringLiteral("devices"),
            .columns = {hidden("id", Id), hidden("user_id", Id), shown("username", Text), shown("label", Text),
                        states("state", "active suspended removed"), shown("fingerprint", Text),
                        shown("one_time_keys", Count), shown("kem_keys", Count), hidden("last_resort_keys", Count),
                        hidden("signed_key_at", Time), shown("waiting", Count), sortable(shown("created_at", Time)),
                        shown("last_seen", Time), hidden("revoked_at", Time)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("created_at"),
            .isDescending = true};
}

ConsoleTable enrolmentTokensTable()
{
    return {.view = QStringLiteral("enrolment_tokens"),
            .columns = {shown("token", Text), states("kind", "owner account device group"),
                        states("state", "open used expired revoked"), shown("wished_name", Text),
                        hidden("created_by", Id), shown("creator", Text), sortable(shown("created_at", Time)),
                        shown("expires_at", Time), shown("used_at", Time), hidden("used_by", Id),
                        shown("used_by_name", Text), hidden("used_device", Id)},
            .key = QStringLiteral("token"),
            .order = QStringLiteral("created_at"),
            .isDescending = true};
}

ConsoleTable syncTable()
{
    return {.view = QStringLiteral("sync"),
            .columns = {sortable(shown("device_id", Id)), hidden("user_id", Id), shown("username", Text),
                        shown("label", Text), states("state", "idle syncing error never"), shown("last_sync", Time),
                        shown("pending_outgoing", Count), shown("waiting", Count), shown("oldest_waiting", Time),
                        hidden("last_seen", Time)},
            .key = QStringLiteral("device_id"),
            .order = QStringLiteral("device_id")};
}

ConsoleTable signInsTable()
{
    return {.view = QStringLiteral("sign_ins"),
            .columns = {hidden("id", Text), sortable(shown("at", Time)), shown("kind", Text),
                        states("state", "done failed"), hidden("user_id", Id), shown("username", Text),
                        hidden("device_id", Id)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("at"),
            .isDescending = true};
}

ConsoleTable grantsTable()
{
    return {.view = QStringLiteral("grants"),
            .columns = {hidden("id", Text), shown("resource_type", Text), shown("resource_id", Text),
                        hidden("user_id", Id), shown("username", Text), shown("permissions", Text),
                        states("state", "open expired"), hidden("granted_at", Time),
                        sortable(shown("expires_at", Time))},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("expires_at")};
}

ConsoleTable chatsTable()
{
    return {.view = QStringLiteral("chats"),
            .columns = {hidden("id", Id), states("type", "group channel"),
                        states("visibility", "public private secret"), shown("name", Text),
                        states("state", "open closed dissolved"), hidden("owner_id", Id), shown("owner", Text),
                        shown("members", Count), shown("messages", Count), shown("last_message_at", Time),
                        shown("media_bytes", Bytes), hidden("epoch", Count), hidden("slow_mode", Count),
                        sortable(shown("created_at", Time)), hidden("closed_at", Time), hidden("dissolved_at", Time)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("created_at"),
            .isDescending = true};
}

ConsoleTable chatMembersTable()
{
    return {.view = QStringLiteral("chat_members"),
            .columns = {hidden("id", Text), shown("chat_id", Id), hidden("user_id", Id), shown("username", Text),
                        states("role", "owner admin member custom"), sortable(shown("joined_at", Time)),
                        shown("left_at", Time), shown("muted_until", Time), hidden("invited_by", Id)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("joined_at"),
            .isDescending = true};
}

ConsoleTable chatRolesTable()
{
    return {.view = QStringLiteral("chat_roles"),
            .columns = {hidden("id", Text), shown("chat_id", Id), hidden("role_id", Id),
                        states("role", "owner admin member custom"), shown("name", Text), shown("permissions", Json),
                        shown("is_default", Flag), shown("members", Count), sortable(hidden("created_at", Time))},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("created_at"),
            .isDescending = true};
}

ConsoleTable joinRequestsTable()
{
    return {.view = QStringLiteral("join_requests"),
            .columns = {hidden("id", Text), shown("chat_id", Id), hidden("user_id", Id), shown("username", Text),
                        hidden("invite_id", Id), sortable(shown("created_at", Time))},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("created_at"),
            .isDescending = true};
}

ConsoleTable quotasTable()
{
    return {.view = QStringLiteral("quotas"),
            .columns = {sortable(hidden("id", Text)), states("area", "chat account pack"), shown("holder", Id),
                        shown("name", Text), shown("used_bytes", Bytes), shown("used_files", Count),
                        shown("max_bytes", Bytes), shown("max_files", Count), shown("share", Share),
                        shown("has_own_limits", Flag), hidden("member_percent", Count), hidden("updated_at", Time)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("id")};
}

ConsoleTable mediaTable()
{
    return {.view = QStringLiteral("media"),
            .columns = {hidden("id", Text), states("area", "chat account pack"),
                        states("kind", "file avatar story sticker"), shown("holder", Id), hidden("author_id", Id),
                        shown("author", Text), states("state", "uploading complete"),
                        hiddenStates("storage", "database s3"), shown("size_bytes", Bytes),
                        hidden("charged_bytes", Bytes), sortable(shown("created_at", Time)),
                        hidden("uploaded_at", Time), shown("expires_at", Time)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("created_at"),
            .isDescending = true};
}

ConsoleTable auditTable()
{
    return {.view = QStringLiteral("audit"),
            .columns = {sortable(hidden("id", Count)), shown("recorded_at", Time),
                        states("category", "security administration operations"), shown("seq", Count),
                        shown("event", Text), shown("action", Text), states("severity", "low medium high critical"),
                        hidden("actor_account", Id), shown("actor", Text), hidden("actor_device", Id),
                        hidden("actor_role", Text), shown("resource_type", Text), shown("resource_id", Text),
                        shown("success", Flag), hidden("error_code", Text), hidden("details", Json)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("id"),
            .isDescending = true};
}

ConsoleTable securityEventsTable()
{
    return {.view = QStringLiteral("security_events"),
            .columns = {hidden("id", Id), sortable(shown("occurred_at", Time)), shown("event", Text),
                        states("severity", "low medium high critical"), states("state", "open assigned resolved"),
                        hidden("account_id", Id), shown("account", Text), hidden("device_id", Id),
                        hidden("assigned_to", Id), shown("assignee", Text), hidden("details", Json),
                        shown("resolved_at", Time), shown("resolution", Text)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("occurred_at"),
            .isDescending = true};
}

ConsoleTable usageTable()
{
    return {.view = QStringLiteral("usage"),
            .columns = {hidden("id", Text), sortable(shown("day", Time)), shown("metric", Text), shown("value", Count)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("day"),
            .isDescending = true};
}

ConsoleTable metricsTable()
{
    return {.view = QStringLiteral("metrics"),
            .columns = {hidden("id", Count), sortable(shown("recorded_at", Time)), shown("metric", Text),
                        shown("value", Text), shown("unit", Text),
                        states("category", "system application network storage database")},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("recorded_at"),
            .isDescending = true};
}

ConsoleTable retentionTable()
{
    return {.view = QStringLiteral("retention"),
            .columns = {sortable(hidden("id", Text)), shown("table_name", Text), shown("subject", Text),
                        states("method", "partitions rows chain function"), shown("days", Count),
                        shown("is_archived", Flag), shown("is_enabled", Flag), hidden("is_own", Flag),
                        shown("goes_before", Time), shown("last_cleanup", Time)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("id")};
}

ConsoleTable retentionRunsTable()
{
    return {.view = QStringLiteral("retention_runs"),
            .columns = {hidden("id", Id), sortable(shown("finished_at", Time)), shown("table_name", Text),
                        shown("subject", Text), shown("partition", Text), shown("rows", Count), shown("bytes", Bytes),
                        shown("chats", Count), hidden("oldest", Time), hidden("newest", Time),
                        shown("archive_file", Text), hidden("archive_sha256", Text)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("finished_at"),
            .isDescending = true};
}

ConsoleTable backupsTable()
{
    return {.view = QStringLiteral("backups"),
            .columns = {hidden("id", Id), states("type", "full incremental tenant verify"),
                        states("state", "running completed failed"), sortable(shown("created_at", Time)),
                        shown("completed_at", Time), hidden("incarnation", Id), hidden("schema_version", Count),
                        shown("bytes", Bytes), shown("files", Count), hidden("integrity", Text),
                        shown("retention_until", Time), shown("records", Count), hidden("tables", Count)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("created_at"),
            .isDescending = true};
}

ConsoleTable backupContentsTable()
{
    return {.view = QStringLiteral("backup_contents"),
            .columns = {sortable(hidden("id", Text)), shown("backup_id", Id), shown("table_name", Text),
                        shown("records", Count), shown("bytes", Bytes), shown("checksum", Text)},
            .key = QStringLiteral("id"),
            .order = QStringLiteral("id")};
}

ConsoleTable policiesTable()
{
    return {.view = QStringLiteral("policies"),
            .columns = {sortable(shown("key", Text)), shown("value", Json), shown("standard", Json),
                        shown("is_changed", Flag), hiddenStates("type", "number boolean string"),
                        hidden("allowed", Json), hidden("lowest", Text), hidden("highest", Text)},
            .key = QStringLiteral("key"),
            .order = QStringLiteral("key")};
}

ConsoleTable partitionsTable()
{
    return {.view = QStringLiteral("partitions"),
            .columns = {sortable(shown("partition", Text)), shown("table_name", Text), hidden("bounds", Text),
                        shown("rows_estimate", Count), shown("total_bytes", Bytes)},
            .key = QStringLiteral("partition"),
            .order = QStringLiteral("partition")};
}

ConsoleTable tableSizesTable()
{
    return {.view = QStringLiteral("table_sizes"),
            .columns = {shown("table_name", Text), shown("partitions", Count), shown("rows_estimate", Count),
                        shown("dead_rows", Count), sortable(shown("total_bytes", Bytes)), shown("index_bytes", Bytes),
                        shown("last_vacuum", Time), shown("last_analyze", Time)},
            .key = QStringLiteral("table_name"),
            .order = QStringLiteral("total_bytes"),
            .isDescending = true};
}

} // namespace

const QList<ConsoleTable> &consoleTables()
{
    static const QList<ConsoleTable> tables{
        peopleTable(),   devicesTable(),    enrolmentTokensTable(), syncTable(),           signInsTable(),
        grantsTable(),   chatsTable(),      chatMembersTable(),     chatRolesTable(),      joinRequestsTable(),
        quotasTable(),   mediaTable(),      auditTable(),           securityEventsTable(), usageTable(),
        metricsTable(),  retentionTable(),  retentionRunsTable(),   backupsTable(),        backupContentsTable(),
        policiesTable(), partitionsTable(), tableSizesTable()};
    return tables;
}

const ConsoleTable *consoleTable(const QString &view)
{
    const auto &tables = consoleTables();
    const auto found = std::ranges::find(tables, view, &ConsoleTable::view);
    return found == tables.end() ? nullptr : &*found;
}

const ConsoleColumn *consoleColumn(const ConsoleTable &table, const QString &name)
{
    const auto found = std::ranges::find(table.columns, name, &ConsoleColumn::name);
    return found == table.columns.end() ? nullptr : &*found;
}

} // namespace tacet
