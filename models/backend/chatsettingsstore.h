#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace tacet {

class DatabaseConnection;

enum class ChatNotifications { All, Mentions, None };

/// What the account keeps about a chat; nobody else sees it.
struct ChatSettings {
    bool isMuted = false;
    QDateTime mutedUntil = {}; ///< UTC; not valid: until it is switched off
    bool isPinned = false;
    bool isArchived = false;
    ChatNotifications notifications = ChatNotifications::All;
};

/// Settings with what else the list of them says.
struct ListedChatSettings {
    ChatId chat;
    ChatSettings settings;
    MessageId lastRead;                ///< null: none, or the workspace keeps no read marks
    std::chrono::seconds messageTimer; ///< after which what is written now disappears; 0: never
};

/// What holds for everybody who writes in a chat.
struct ChatRules {
    std::chrono::seconds messageTimer{0}; ///< after which what is written now disappears; 0: never
    std::chrono::seconds slowMode{0};     ///< between two posts of who only writes; 0: off
    QDateTime nextPostAt;                 ///< UTC, when slow mode lets this account post again; not valid: now
};

/// How far a member has read.
struct MemberReadMark {
    UserId user;
    MessageId lastRead;
};

/// Settings, timers and read marks of chats of all types. Synchronous; belongs to the backend executor's
/// thread. NotFound for chats that are not the account's.
class ChatSettingsStore
{
public:
    enum class Which { All, Pinned, Archived };

    explicit ChatSettingsStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// All of them at once.
    Result<> set(ChatId chat, const ChatSettings &settings);
    /// Of chats that have any, in the order of ids, at most 500.
    Result<QList<ListedChatSettings>> settings(Which which, ChatId after, int limit);

    /// For what is written from now on; 5 seconds to a year, 0: nothing disappears. In groups it needs the
    /// permission to manage the chat.
    Result<> setMessageTimer(ChatId chat, std::chrono::seconds timer);

    Result<ChatRules> rules(ChatId chat);

    /// Never goes back. Kept only where the workspace keeps read marks; else nothing happens.
    Result<> markRead(ChatId chat, MessageId upTo);
    /// Of all members, in the order of users, at most 500; none where the workspace keeps no read marks.
    Result<QList<MemberReadMark>> readMarks(ChatId chat, UserId after, int limit);
    /// What came after the mark; where the workspace keeps none, in direct chats what none of the own devices
    /// has fetched. At most 1,000. Nothing: only the client knows.
    Result<std::optional<qint64>> unreadCount(ChatId chat);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
