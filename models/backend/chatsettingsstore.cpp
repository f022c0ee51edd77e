#include "models/backend/chatsettingsstore.h"

#include "models/backend/databaseconnection.h"

#include <array>

namespace tacet {

namespace {

constexpr PgStatement kSet{"chat_settings_set", "SELECT 1 FROM api.set_chat_settings($1, $2, $3, $4, $5, $6)"};
constexpr PgStatement kList{"chat_settings_list",
                            "SELECT chat_id, is_muted, muted_until, is_pinned, is_archived, notifications, "
                            "last_read_message_id, message_timer FROM api.chat_settings($1, $2, $3)"};
constexpr PgStatement kTimer{"chat_settings_timer", "SELECT 1 FROM api.set_message_timer($1, $2)"};
constexpr PgStatement kRules{"chat_settings_rules",
                             "SELECT message_timer, slow_mode, next_post_at FROM api.chat_rules($1)"};
constexpr PgStatement kMarkRead{"chat_settings_mark_read", "SELECT 1 FROM api.mark_read($1, $2)"};
constexpr PgStatement kReadMarks{"chat_settings_read_marks",
                                 "SELECT user_id, last_read_message_id FROM api.read_marks($1, $2, $3)"};
constexpr PgStatement kUnread{"chat_settings_unread", "SELECT api.get_unread_count($1)"};

enum SettingsColumn {
    SettingsChat,
    SettingsMuted,
    SettingsMutedUntil,
    SettingsPinned,
    SettingsArchived,
    SettingsNotifications,
    SettingsLastRead,
    SettingsTimer,
};

// In the order of the enums.
constexpr std::array kNotifications{QLatin1StringView("all"), QLatin1StringView("mentions"), QLatin1StringView("none")};
constexpr std::array kWhich{QLatin1StringView("all"), QLatin1StringView("pinned"), QLatin1StringView("archived")};

std::optional<ChatNotifications> notificationsFrom(QStringView name)
{
    for (size_t index = 0; index < kNotifications.size(); ++index) {
        if (kNotifications.at(index) == name)
            return static_cast<ChatNotifications>(index);
    }
    return std::nullopt;
}

ListedChatSettings settingsFrom(PgRow &row)
{
    return {.chat = row.id<ChatId>(SettingsChat),
            .settings = {.isMuted = row.boolean(SettingsMuted),
                         .mutedUntil = row.timestamp(SettingsMutedUntil),
                         .isPinned = row.boolean(SettingsPinned),
                         .isArchived = row.boolean(SettingsArchived),
                         .notifications = row.parsed(SettingsNotifications, notificationsFrom)},
            .lastRead = row.optionalId<MessageId>(SettingsLastRead),
            .messageTimer = std::chrono::seconds(row.optionalInt64(SettingsTimer))};
}

MemberReadMark markFrom(PgRow &row)
{
    return {.user = row.id<UserId>(0), .lastRead = row.id<MessageId>(1)};
}

} // namespace

Result<> ChatSettingsStore::set(ChatId chat, const ChatSettings &settings)
{
    PgParams params;
    params.id(chat).boolean(settings.isMuted).timestamp(settings.mutedUntil);
    params.boolean(settings.isPinned).boolean(settings.isArchived);
    params.text(kNotifications.at(static_cast<size_t>(settings.notifications)));
    return m_connection.change(kSet, params);
}

Result<QList<ListedChatSettings>> ChatSettingsStore::settings(Which which, ChatId after, int limit)
{
    PgParams params;
    params.text(kWhich.at(static_cast<size_t>(which))).id(after).int32(limit);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kList, params));
    return result.list(settingsFrom);
}

Result<> ChatSettingsStore::setMessageTimer(ChatId chat, std::chrono::seconds timer)
{
    return m_connection.change(kTimer, PgParams().id(chat).int32(static_cast<qint32>(timer.count())));
}

Result<ChatRules> ChatSettingsStore::rules(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kRules, PgParams().id(chat)));
    return result.first([](PgRow &row) {
        return ChatRules{.messageTimer = std::chrono::seconds(row.int32(0)),
                         .slowMode = std::chrono::seconds(row.int32(1)),
                         .nextPostAt = row.timestamp(2)};
    });
}

Result<> ChatSettingsStore::markRead(ChatId chat, MessageId upTo)
{
    return m_connection.change(kMarkRead, PgParams().id(chat).id(upTo));
}

Result<QList<MemberReadMark>> ChatSettingsStore::readMarks(ChatId chat, UserId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kReadMarks, PgParams().id(chat).id(after).int32(limit)));
    return result.list(markFrom);
}

Result<std::optional<qint64>> ChatSettingsStore::unreadCount(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kUnread, PgParams().id(chat)));
    return result.first(
        [](PgRow &row) { return row.isNull(0) ? std::optional<qint64>() : std::optional<qint64>(row.int64(0)); });
}

} // namespace tacet
