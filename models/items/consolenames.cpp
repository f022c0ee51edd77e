#include "models/items/consolenames.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

const QHash<QLatin1StringView, const char *> &viewTitles()
{
    static const QHash<QLatin1StringView, const char *> words{
        {"people"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "People")},
        {"devices"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Devices and keys")},
        {"chats"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Groups and channels")},
        {"chat_members"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Members of groups")},
        {"chat_roles"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Roles of groups")},
        {"quotas"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Quotas")},
        {"media"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Media")},
        {"enrolment_tokens"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Enrolment")},
        {"join_requests"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Join requests")},
        {"sync"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Sync")},
        {"usage"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Usage")},
        {"metrics"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Measurements")},
        {"retention"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Retention")},
        {"retention_runs"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Runs of retention")},
        {"backups"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Backups")},
        {"backup_contents"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Contents of backups")},
        {"audit"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Audit")},
        {"security_events"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Security events")},
        {"grants"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Extra rights")},
        {"policies"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Settings")},
        {"partitions"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Partitions")},
        {"table_sizes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Sizes of tables")},
        {"sign_ins"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Sign-ins")},
    };
    return words;
}

const QHash<QLatin1StringView, const char *> &columnTitles()
{
    static const QHash<QLatin1StringView, const char *> words{
        {"id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Id")},
        {"user_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Person")},
        {"username"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "User name")},
        {"display_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Name")},
        {"name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Name")},
        {"public_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Public name")},
        {"workspace_role"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Role")},
        {"role"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Role")},
        {"state"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "State")},
        {"status"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "State")},
        {"type"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Type")},
        {"kind"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Kind")},
        {"visibility"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Visibility")},
        {"created_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Made")},
        {"updated_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Changed")},
        {"changed_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Changed")},
        {"last_seen"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last seen")},
        {"last_seen_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last seen")},
        {"last_activity"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last activity")},
        {"last_activity_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last activity")},
        {"last_message_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last message")},
        {"expires_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Expires")},
        {"revoked_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Revoked")},
        {"used_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used")},
        {"joined_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Joined")},
        {"suspended_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Suspended")},
        {"deactivated_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Deactivated")},
        {"dissolved_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Dissolved")},
        {"resolved_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Resolved")},
        {"occurred_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "When")},
        {"recorded_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "When")},
        {"started_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Started")},
        {"ended_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Ended")},
        {"finished_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Ended")},
        {"completed_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Ended")},
        {"verified_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Verified")},
        {"device_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device")},
        {"device_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Name of the device")},
        {"devices"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Devices")},
        {"chat_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Chat")},
        {"chat_type"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Type")},
        {"owner_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Owner")},
        {"owner"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Owner")},
        {"creator"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Made by")},
        {"creator_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Made by")},
        {"created_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Made by")},
        {"approver"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Approved by")},
        {"approved_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Approved by")},
        {"used_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used by")},
        {"uploader"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Uploaded by")},
        {"uploader_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Uploaded by")},
        {"actor"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Who")},
        {"actor_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Who")},
        {"actor_device"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device")},
        {"object"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What it was done to")},
        {"object_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What it was done to")},
        {"object_kind"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Kind of object")},
        {"verb"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What was done")},
        {"event"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Event")},
        {"event_type"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Event")},
        {"action"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What was done")},
        {"category"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Area")},
        {"severity"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Severity")},
        {"before"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Before")},
        {"after"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "After")},
        {"detail"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Details")},
        {"details"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Details")},
        {"assigned_to"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Looked after by")},
        {"resolved_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Resolved by")},
        {"resolution"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Outcome")},
        {"member_count"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Members")},
        {"members"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Members")},
        {"groups"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Groups")},
        {"group_count"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Groups")},
        {"device_count"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Devices")},
        {"message_count"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Messages")},
        {"messages"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Messages")},
        {"messages_estimate"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Messages, about")},
        {"pending_count"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Waiting messages")},
        {"pending"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Waiting messages")},
        {"pending_messages"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Waiting messages")},
        {"waiting"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Waiting messages")},
        {"oldest_pending_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Oldest waiting")},
        {"error_count"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Errors")},
        {"errors"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Errors")},
        {"last_error"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last error")},
        {"bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Bytes")},
        {"size_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Size")},
        {"size"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Size")},
        {"used_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used")},
        {"max_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit")},
        {"bytes_used"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used")},
        {"bytes_limit"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit")},
        {"limit_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit")},
        {"used_files"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Files")},
        {"files_used"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Files")},
        {"max_files"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit of files")},
        {"files_limit"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit of files")},
        {"limit_files"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit of files")},
        {"share"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Share")},
        {"bytes_share"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Share of space")},
        {"files_share"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Share of files")},
        {"fingerprint"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Fingerprint")},
        {"certificate"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Certificate")},
        {"certificate_state"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Certificate")},
        {"prekeys"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Prekeys")},
        {"one_time_prekeys"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "One-time prekeys")},
        {"kem_prekeys"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "One-time prekeys, post-quantum")},
        {"one_time_share"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Stock of prekeys")},
        {"kem_share"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Stock of post-quantum prekeys")},
        {"prekey_share"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Stock of prekeys")},
        {"address"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Address")},
        {"area"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Area")},
        {"media_type"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Type")},
        {"token"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Token")},
        {"token_prefix"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Token")},
        {"hash_prefix"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Token")},
        {"value"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Value")},
        {"default_value"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Standard")},
        {"standard"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Standard")},
        {"allowed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Allowed")},
        {"minimum"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Least")},
        {"maximum"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Most")},
        {"reason"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Reason")},
        {"day"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Day")},
        {"hour"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Hour")},
        {"metric"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Measured")},
        {"unit"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Unit")},
        {"active_users"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Active people")},
        {"active_devices"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Active devices")},
        {"table_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Table")},
        {"partition"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Partition")},
        {"rows"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Rows")},
        {"rows_estimate"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Rows, about")},
        {"index_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Size of indexes")},
        {"total_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Size")},
        {"granted_to"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Given to")},
        {"granted_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Given by")},
        {"right"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Right")},
        {"checksum"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Checksum")},
        {"backup_type"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Type")},
        {"method"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Method")},
        {"keep_days"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Kept for days")},
        {"result"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Result")},
        {"success"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Worked")},
        {"is_admin"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Administrator")},
        {"sync_status"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Sync")},
        {"lag"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Behind")},
        {"lag_seconds"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Seconds behind")},
    };
    return words;
}

const QHash<QLatin1StringView, const char *> &stateWords()
{
    static const QHash<QLatin1StringView, const char *> words{
        {"active"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Active")},
        {"online"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Online")},
        {"offline"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Offline")},
        {"suspended"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Suspended")},
        {"deactivated"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Deactivated")},
        {"erased"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Erased")},
        {"deleted"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Deleted")},
        {"member"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Member")},
        {"admin"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Administrator")},
        {"owner"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Owner")},
        {"open"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Open")},
        {"used"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used")},
        {"expired"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Expired")},
        {"expiring"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Expires soon")},
        {"revoked"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Revoked")},
        {"pending"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Waiting")},
        {"approved"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Approved")},
        {"rejected"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Refused")},
        {"idle"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Idle")},
        {"syncing"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Syncing")},
        {"error"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Error")},
        {"valid"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Valid")},
        {"missing"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Missing")},
        {"invalid"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Not valid")},
        {"low"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Low")},
        {"medium"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Medium")},
        {"high"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "High")},
        {"critical"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Critical")},
        {"resolved"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Resolved")},
        {"assigned"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Being looked after")},
        {"completed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Complete")},
        {"complete"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Complete")},
        {"uploading"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Uploading")},
        {"running"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Running")},
        {"failed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Failed")},
        {"direct"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Direct chat")},
        {"group"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Group")},
        {"channel"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Channel")},
        {"public"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Public")},
        {"private"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Private")},
        {"secret"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Secret")},
        {"dissolved"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Dissolved")},
        {"closed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Closed")},
        {"account"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Account")},
        {"device"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device")},
        {"full"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Full")},
        {"incremental"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Incremental")},
        {"tenant"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Workspace")},
        {"verify"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Test restore")},
        {"security"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Security")},
        {"administration"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Administration")},
        {"operations"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Operations")},
        {"ok"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "In order")},
    };
    return words;
}

/// What has no words of its own stands as the database names it.
QString named(const QHash<QLatin1StringView, const char *> &words, const QString &name)
{
    const QByteArray latin = name.toLatin1();
    const char *found = words.value(QLatin1StringView(latin));
    return found ? QCoreApplication::translate("tacet::ConsoleNames", found) : QString(name).replace(u'_', u' ');
}

bool isNamed(const QHash<QLatin1StringView, const char *> &words, const QString &name)
{
    const QByteArray latin = name.toLatin1();
    return words.contains(QLatin1StringView(latin));
}

} // namespace

QString consoleViewTitle(const QString &view)
{
    return named(viewTitles(), view);
}

QString consoleTitle(const QString &column)
{
    return named(columnTitles(), column);
}

QString consoleStateWords(const QString &state)
{
    return named(stateWords(), state);
}

bool hasConsoleViewTitle(const QString &view)
{
    return isNamed(viewTitles(), view);
}

bool hasConsoleTitle(const QString &column)
{
    return isNamed(columnTitles(), column);
}

bool hasConsoleStateWords(const QString &state)
{
    return isNamed(stateWords(), state);
}

ConsoleTone consoleStateTone(const QString &state)
{
    static const QSet<QString> good{u"active"_s,   u"online"_s,    u"approved"_s, u"valid"_s,
                                    u"resolved"_s, u"completed"_s, u"complete"_s, u"ok"_s};
    static const QSet<QString> warning{u"suspended"_s, u"deactivated"_s, u"expired"_s,  u"expiring"_s, u"pending"_s,
                                       u"low"_s,       u"medium"_s,      u"assigned"_s, u"closed"_s};
    static const QSet<QString> danger{u"error"_s, u"missing"_s, u"invalid"_s, u"high"_s, u"critical"_s, u"failed"_s};
    return danger.contains(state)    ? ConsoleTone::Danger
           : warning.contains(state) ? ConsoleTone::Warning
           : good.contains(state)    ? ConsoleTone::Good
                                     : ConsoleTone::Plain;
}

} // namespace tacet
