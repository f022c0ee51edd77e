#include "models/backend/administrationstore.h"

#include "models/backend/administrationerror.h"
#include "models/backend/databaseconnection.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tacet {

namespace {

constexpr PgStatement kBegin{"administration_begin", "SELECT api.begin_administration()"};
constexpr PgStatement kTouch{"administration_touch", "SELECT 1 FROM api.touch_administration()"};
constexpr PgStatement kEnd{"administration_end", "SELECT 1 FROM api.end_administration()"};
constexpr PgStatement kState{"administration_state", "SELECT state, seconds_left FROM api.administration()"};
constexpr PgStatement kSetQuota{"admin_set_quota", "SELECT 1 FROM api.admin_set_quota($1, $2, $3, $4::int8::int4, "
                                                   "$5::int8::int4)"};
constexpr PgStatement kSetPolicy{"admin_set_policy", "SELECT 1 FROM api.admin_set_policy($1, $2::text::jsonb)"};
constexpr PgStatement kResetPolicy{"admin_reset_policy", "SELECT 1 FROM api.admin_reset_policy($1)"};
// Switches come as text, which can be NULL.
constexpr PgStatement kSetRetention{"admin_set_retention",
                                    "SELECT 1 FROM api.admin_set_retention($1, $2, $3::int8::int4, $4::text::bool, "
                                    "$5::text::bool)"};
constexpr PgStatement kPreview{"admin_retention_preview",
                               "SELECT table_name, subject, method, partition_name, state, cleanup_enabled, row_count, "
                               "byte_count, chat_count, oldest, newest FROM api.admin_retention_dry_run($1)"};
constexpr PgStatement kResolveEvent{"admin_resolve_event", "SELECT 1 FROM api.admin_resolve_event($1, $2)"};
constexpr PgStatement kAssignEvent{"admin_assign_event", "SELECT 1 FROM api.admin_assign_event($1, $2)"};
constexpr PgStatement kGiveGrant{"admin_give_grant", "SELECT 1 FROM api.admin_give_grant($1, $2, $3, $4, $5)"};
constexpr PgStatement kTakeGrant{"admin_take_grant", "SELECT 1 FROM api.admin_take_grant($1, $2, $3)"};
constexpr PgStatement kChatEffect{"admin_chat_effect",
                                  "SELECT members, messages, files, bytes FROM api.admin_chat_effect($1)"};
constexpr PgStatement kCloseChat{"admin_close_chat", "SELECT 1 FROM api.admin_close_chat($1, $2)"};
constexpr PgStatement kVerifyAudit{"admin_verify_audit", "SELECT seq, finding FROM api.admin_verify_audit($1, $2, $3)"};

enum PreviewColumn {
    PreviewTable,
    PreviewSubject,
    PreviewMethod,
    PreviewPartition,
    PreviewState,
    PreviewIsEnabled,
    PreviewRows,
    PreviewBytes,
    PreviewChats,
    PreviewOldest,
    PreviewNewest,
};

std::optional<AdministrationState::Kind> stateKindFrom(QStringView name)
{
    using enum AdministrationState::Kind;
    if (name == u"begun")
        return Begun;
    if (name == u"idle")
        return Idle;
    if (name == u"closed")
        return Closed;
    if (name == u"none")
        return NotAdministrator;
    return std::nullopt;
}

RetentionPreview previewFrom(PgRow &row)
{
    return {.table = row.text(PreviewTable),
            .subject = row.text(PreviewSubject),
            .method = row.text(PreviewMethod),
            .partition = row.optionalText(PreviewPartition),
            .state = row.optionalText(PreviewState),
            .isEnabled = row.boolean(PreviewIsEnabled),
            .rows = row.int64(PreviewRows),
            .bytes = row.int64(PreviewBytes),
            .chats = row.int64(PreviewChats),
            .oldest = row.timestamp(PreviewOldest),
            .newest = row.timestamp(PreviewNewest)};
}

template <class Number>
void addOptional(PgParams &params, const std::optional<Number> &value)
{
    if (value)
        params.int64(*value);
    else
        params.nullInt64();
}

void addSwitch(PgParams &params, const std::optional<bool> &value)
{
    if (value)
        params.text(*value ? QStringLiteral("true") : QStringLiteral("false"));
    else
        params.nullText();
}

Result<PgResult> ask(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params = {})
{
    return connection.exec(statement, params).transform_error(administrationError);
}

Result<> run(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params = {})
{
    return connection.change(statement, params).transform_error(administrationError);
}

} // namespace

Result<std::chrono::seconds> AdministrationStore::begin()
{
    TACET_TRY_ASSIGN(const PgResult result, ask(m_connection, kBegin));
    return result.first([](PgRow &row) { return std::chrono::seconds(row.int32(0)); });
}

Result<> AdministrationStore::touch()
{
    return run(m_connection, kTouch);
}

Result<> AdministrationStore::end()
{
    return run(m_connection, kEnd);
}

Result<AdministrationState> AdministrationStore::state()
{
    TACET_TRY_ASSIGN(const PgResult result, ask(m_connection, kState));
    return result.first([](PgRow &row) {
        return AdministrationState{.kind = row.parsed(0, stateKindFrom), .secondsLeft = row.int32(1)};
    });
}

Result<> AdministrationStore::setQuota(const QString &area, const QUuid &holder, const QuotaLimits &limits)
{
    PgParams params;
    params.text(area).uuid(holder);
    addOptional(params, limits.bytes);
    addOptional(params, limits.files);
    addOptional(params, limits.memberPercent);
    return run(m_connection, kSetQuota, params);
}

Result<> AdministrationStore::setPolicy(const QString &key, const QJsonValue &value)
{
    // A value alone is no QJsonDocument.
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return run(m_connection, kSetPolicy, PgParams().text(key).text(QString::fromUtf8(json.sliced(1).chopped(1))));
}

Result<> AdministrationStore::resetPolicy(const QString &key)
{
    return run(m_connection, kResetPolicy, PgParams().text(key));
}

Result<> AdministrationStore::setRetention(const RetentionChange &change)
{
    PgParams params;
    params.text(change.table).text(change.subject);
    addOptional(params, change.days);
    addSwitch(params, change.isArchived);
    addSwitch(params, change.isEnabled);
    return run(m_connection, kSetRetention, params);
}

Result<QList<RetentionPreview>> AdministrationStore::previewRetention(const QString &table)
{
    PgParams params;
    if (table.isEmpty())
        params.nullText();
    else
        params.text(table);
    TACET_TRY_ASSIGN(const PgResult result, ask(m_connection, kPreview, params));
    return result.list(previewFrom);
}

Result<> AdministrationStore::resolveEvent(const QUuid &event, const QString &resolution)
{
    return run(m_connection, kResolveEvent, PgParams().uuid(event).text(resolution));
}

Result<> AdministrationStore::assignEvent(const QUuid &event, UserId person)
{
    PgParams params;
    params.uuid(event);
    if (person.isNull())
        params.nullUuid();
    else
        params.id(person);
    return run(m_connection, kAssignEvent, params);
}

Result<> AdministrationStore::giveGrant(const AccessGrant &grant)
{
    PgParams params;
    params.id(grant.user).text(grant.resourceType).text(grant.resourceId).texts(grant.permissions);
    return run(m_connection, kGiveGrant, params.timestamp(grant.expires));
}

Result<> AdministrationStore::takeGrant(UserId person, const QString &resourceType, const QString &resourceId)
{
    return run(m_connection, kTakeGrant, PgParams().id(person).text(resourceType).text(resourceId));
}

Result<ChatEffect> AdministrationStore::chatEffect(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, ask(m_connection, kChatEffect, PgParams().id(chat)));
    return result.first([](PgRow &row) {
        return ChatEffect{
            .members = row.int64(0), .messages = row.int64(1), .files = row.int64(2), .bytes = row.int64(3)};
    });
}

Result<> AdministrationStore::closeChat(ChatId chat, bool isClosed)
{
    return run(m_connection, kCloseChat, PgParams().id(chat).boolean(isClosed));
}

Result<QList<AuditFinding>> AdministrationStore::verifyAudit(const QString &category, qint64 from, qint64 to)
{
    TACET_TRY_ASSIGN(const PgResult result,
                     ask(m_connection, kVerifyAudit, PgParams().text(category).int64(from).int64(to)));
    return result.list([](PgRow &row) { return AuditFinding{.sequence = row.int64(0), .finding = row.text(1)}; });
}

} // namespace tacet
