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
        {"username"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "User name")},
        {"display_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Name")},
        {"role"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Role")},
        {"state"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "State")},
        {"devices"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Devices")},
        {"groups"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Groups")},
        {"waiting"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Waiting messages")},
        {"media_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Files")},
        {"created_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Made")},
        {"last_seen"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last seen")},
        {"has_password"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Password")},
        {"has_second_factor"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Second factor")},
        {"has_recovery_phrase"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Recovery phrase")},
        {"suspended_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Suspended")},
        {"deactivated_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Deactivated")},
        {"erased_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Erased")},
        {"user_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Person’s id")},
        {"label"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device")},
        {"fingerprint"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Fingerprint")},
        {"one_time_keys"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "One-time keys")},
        {"kem_keys"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Post-quantum keys")},
        {"last_resort_keys"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last-resort keys")},
        {"signed_key_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Signed key made")},
        {"revoked_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Removed")},
        {"type"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Kind")},
        {"visibility"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Visibility")},
        {"name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Name")},
        {"owner_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Owner’s id")},
        {"owner"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Owner")},
        {"members"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Members")},
        {"messages"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Messages")},
        {"last_message_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last message")},
        {"epoch"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Key epoch")},
        {"slow_mode"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Slow mode, seconds")},
        {"closed_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Closed")},
        {"dissolved_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Dissolved")},
        {"chat_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Chat’s id")},
        {"joined_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Joined")},
        {"left_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Left")},
        {"muted_until"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Muted until")},
        {"invited_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Invited by")},
        {"role_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Role’s id")},
        {"permissions"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Permissions")},
        {"is_default"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "For newcomers")},
        {"area"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Area")},
        {"holder"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Holder’s id")},
        {"used_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used")},
        {"used_files"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Files")},
        {"max_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit")},
        {"max_files"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Limit of files")},
        {"share"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Share")},
        {"has_own_limits"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Own limits")},
        {"member_percent"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Percent for one member")},
        {"updated_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Changed")},
        {"kind"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Kind")},
        {"author_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Author’s id")},
        {"author"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Author")},
        {"storage"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Kept in")},
        {"size_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Size")},
        {"charged_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Counted")},
        {"uploaded_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Uploaded")},
        {"expires_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Expires")},
        {"token"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Token")},
        {"wished_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Wished name")},
        {"created_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Maker’s id")},
        {"creator"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Made by")},
        {"used_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used")},
        {"used_by"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "User’s id")},
        {"used_by_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used by")},
        {"used_device"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device’s id")},
        {"invite_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Invite’s id")},
        {"device_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device’s id")},
        {"last_sync"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last synchronised")},
        {"pending_outgoing"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Not sent yet")},
        {"oldest_waiting"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Oldest waiting")},
        {"day"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Day")},
        {"metric"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What is measured")},
        {"value"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Value")},
        {"recorded_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "When")},
        {"unit"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Unit")},
        {"category"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Area")},
        {"table_name"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Table")},
        {"subject"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What of it")},
        {"method"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "How")},
        {"days"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Days")},
        {"is_archived"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Archived first")},
        {"is_enabled"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Switched on")},
        {"is_own"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Own rule")},
        {"goes_before"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Goes if older than")},
        {"last_cleanup"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last run")},
        {"finished_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Ended")},
        {"partition"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Partition")},
        {"rows"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Rows")},
        {"bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Bytes")},
        {"chats"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Chats")},
        {"oldest"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Oldest")},
        {"newest"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Newest")},
        {"archive_file"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Archive")},
        {"archive_sha256"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Checksum of the archive")},
        {"completed_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Ended")},
        {"incarnation"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Incarnation")},
        {"schema_version"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Schema")},
        {"files"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Files")},
        {"integrity"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Checksum")},
        {"retention_until"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Kept until")},
        {"records"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Rows")},
        {"tables"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Tables")},
        {"backup_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Backup")},
        {"checksum"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Checksum")},
        {"seq"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Number")},
        {"event"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Event")},
        {"action"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What was done")},
        {"severity"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Severity")},
        {"actor_account"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Account’s id")},
        {"actor"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Who")},
        {"actor_device"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device’s id")},
        {"actor_role"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Login")},
        {"resource_type"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "What it was done to")},
        {"resource_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Its id")},
        {"success"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Succeeded")},
        {"error_code"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Error")},
        {"details"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Details")},
        {"occurred_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "When")},
        {"account_id"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Account’s id")},
        {"account"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Person")},
        {"assigned_to"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Assignee’s id")},
        {"assignee"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Looked after by")},
        {"resolved_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Resolved")},
        {"resolution"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Outcome")},
        {"granted_at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Given")},
        {"key"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Setting")},
        {"standard"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Standard")},
        {"is_changed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Changed")},
        {"allowed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Allowed")},
        {"lowest"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Least")},
        {"highest"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Most")},
        {"bounds"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Bounds")},
        {"rows_estimate"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Rows, about")},
        {"total_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Size")},
        {"partitions"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Partitions")},
        {"dead_rows"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Dead rows")},
        {"index_bytes"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Indexes")},
        {"last_vacuum"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last vacuum")},
        {"last_analyze"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Last analyze")},
        {"at"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "When")},
    };
    return words;
}

const QHash<QLatin1StringView, const char *> &stateWords()
{
    static const QHash<QLatin1StringView, const char *> words{
        {"active"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Active")},
        {"suspended"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Suspended")},
        {"deactivated"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Deactivated")},
        {"erased"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Erased")},
        {"removed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Removed")},
        {"member"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Member")},
        {"admin"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Administrator")},
        {"owner"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Owner")},
        {"custom"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Own role")},
        {"open"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Open")},
        {"closed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Closed")},
        {"dissolved"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Dissolved")},
        {"used"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Used")},
        {"expired"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Expired")},
        {"revoked"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Revoked")},
        {"group"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Group")},
        {"channel"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Channel")},
        {"direct"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Direct chat")},
        {"public"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Public")},
        {"private"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Private")},
        {"secret"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Secret")},
        {"account"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Account")},
        {"device"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device")},
        {"chat"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Chat")},
        {"pack"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Sticker pack")},
        {"file"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "File")},
        {"avatar"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Picture")},
        {"story"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Story")},
        {"sticker"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Sticker")},
        {"uploading"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Uploading")},
        {"complete"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Complete")},
        {"database"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Database")},
        {"s3"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Object store")},
        {"never"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Never synchronised")},
        {"idle"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Up to date")},
        {"syncing"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Synchronising")},
        {"error"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Error")},
        {"low"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Low")},
        {"medium"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Medium")},
        {"high"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "High")},
        {"critical"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Critical")},
        {"security"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Security")},
        {"administration"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Administration")},
        {"operations"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Operations")},
        {"system"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "System")},
        {"storage"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Storage")},
        {"application"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Program")},
        {"network"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Network")},
        {"resolved"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Resolved")},
        {"assigned"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Being looked after")},
        {"running"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Running")},
        {"completed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Complete")},
        {"failed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Failed")},
        {"full"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Full")},
        {"incremental"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Incremental")},
        {"tenant"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Workspace")},
        {"verify"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Test restore")},
        {"done"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Done")},
        {"partitions"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Whole months")},
        {"rows"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Row by row")},
        {"chain"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Chain")},
        {"function"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "By a function")},
        {"boolean"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Yes or no")},
        {"number"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Number")},
        {"string"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Text")},
        {"device_password_changed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Password of a device changed")},
        {"device_removed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device removed")},
        {"session_opened"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Signed in")},
        {"session_reused"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "A used session came again")},
        {"password_set"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Password set")},
        {"password_cleared"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Password taken away")},
        {"recovery_changed"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Recovery phrase changed")},
        {"recovery_codes_replaced"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Recovery codes replaced")},
        {"recovery_code_used"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Recovery code used")},
        {"attempt"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Tried a code")},
        {"device_linked"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Device linked")},
        {"totp_enabled"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Second factor switched on")},
        {"totp_disabled"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Second factor switched off")},
        {"locked"_L1, QT_TRANSLATE_NOOP("tacet::ConsoleNames", "Locked after wrong codes")},
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
    static const QSet<QString> good{u"active"_s, u"complete"_s, u"idle"_s, u"resolved"_s, u"completed"_s, u"done"_s};
    static const QSet<QString> warning{u"suspended"_s,
                                       u"deactivated"_s,
                                       u"closed"_s,
                                       u"expired"_s,
                                       u"never"_s,
                                       u"medium"_s,
                                       u"assigned"_s,
                                       u"password_cleared"_s,
                                       u"recovery_code_used"_s,
                                       u"totp_disabled"_s};
    static const QSet<QString> danger{u"error"_s,  u"high"_s,           u"critical"_s,
                                      u"failed"_s, u"session_reused"_s, u"locked"_s};
    return danger.contains(state)    ? ConsoleTone::Danger
           : warning.contains(state) ? ConsoleTone::Warning
           : good.contains(state)    ? ConsoleTone::Good
                                     : ConsoleTone::Plain;
}

} // namespace tacet
