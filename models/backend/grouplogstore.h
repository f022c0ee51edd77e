#pragma once
#include "models/backend/directorystore.h"
#include "models/backend/groupstore.h"

#include <QList>

namespace tacet {

/// One entry of a chat's log. In channels whose readers are not listed, what is about them is only a link of
/// the chain: hash and previous hash, all else empty.
struct LoggedOperation {
    SignedOperation operation;
    QByteArray hash;     ///< SHA-256 of previous hash and body, 32 bytes
    bool isShown = true; ///< false: nothing but the link of the chain
    OperationKind kind = OperationKind::Create;
    QUuid subject; ///< user, role or invite, as `kind` says; null for none
    QUuid detail;  ///< the role of assign, add, join and invite
    UserId actor;
    DeviceId actorDevice;
    QByteArray inviteSignature; ///< of a link's key, 64 bytes; else empty
    QDateTime createdAt;        ///< UTC, by the database
};

/// A role as the database has it.
struct StoredRole {
    RoleDefinition definition;
    BuiltInRole builtIn = BuiltInRole::None;
};

struct StoredMember {
    UserId user;
    RoleId role;
    BuiltInRole builtIn = BuiltInRole::None; ///< of the role
    QDateTime joinedAt;                      ///< UTC
    qint64 joinedSequence = 0;               ///< of the operation that let in
    QDateTime mutedUntil;                    ///< UTC; not valid: not muted
};

enum class Presence { Offline, Online, Away, DoNotDisturb };

/// A member with what the directory and the profile show of the account.
struct StoredMemberPerson {
    StoredMember member;
    DirectoryEntry entry;
    MediaId avatar; ///< null for none
    Presence presence = Presence::Offline;
    QDateTime lastSeen; ///< UTC, in steps of five minutes; not valid: not known, or not shown
};

/// Somebody who was removed and comes back only when added or pardoned.
struct RemovedMember {
    UserId user;
    QDateTime leftAt; ///< UTC
    UserId removedBy;
};

/// What the account is in a chat and may do there.
struct OwnMembership {
    RoleId role; ///< null in direct chats
    BuiltInRole builtIn = BuiltInRole::None;
    Permissions permissions;
    QDateTime mutedUntil; ///< UTC; not valid: not muted
};

/// A group or channel of this account.
struct StoredGroup {
    ChatId id;
    ChatType type = ChatType::Group;
    StoredGroupSettings settings;
    UserId owner;
    qint32 memberCount = 0;
    QDateTime createdAt; ///< UTC
    QDateTime updatedAt; ///< UTC
    OwnMembership own;
    ChatHead head;
    QDateTime nextPostAt; ///< UTC, when slow mode lets this account post again; not valid: now
    qint64 epoch = 0;
    qint64 epochFloor = 0;               ///< the lowest one for posts; above `epoch`: none until the next one
    std::optional<EpochReason> epochDue; ///< why the next epoch is wanted
    bool isSuccessionDue = false;        ///< the owner's account is gone; the new owner has not taken it yet
};

/// A row of the list of all chats of this account. Names as in StoredGroupSettings.
struct ListedChat {
    ChatId id;
    ChatType type = ChatType::Direct;
    UserId peer; ///< of direct chats
    ChatVisibility visibility = ChatVisibility::Private;
    QString name;
    QByteArray encryptedName;
    MediaId avatar;
    qint32 memberCount = 0;
    OwnMembership own;
    ChatHead head;
    qint64 epoch = 0;
    QUuid lastEvent;       ///< of the chat's event log; null for none
    QDateTime lastEventAt; ///< UTC
};

/// What members read about their groups and channels. Synchronous; belongs to the backend executor's
/// thread. Lists are paged by id: ask again after the last one. NotFound for who is no member.
class GroupLogStore
{
public:
    explicit GroupLogStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// The signed log after `since`, at most 500 entries and about 8 MiB.
    Result<QList<LoggedOperation>> operations(ChatId chat, qint64 since, int limit);
    /// At most 500.
    Result<QList<StoredRole>> roles(ChatId chat, RoleId after, int limit);
    /// At most 500. Where not everybody is listed: oneself and who has another role than the built-in one
    /// of members.
    Result<QList<StoredMember>> members(ChatId chat, UserId after, int limit);
    /// The same with the people, at most 200.
    Result<QList<StoredMemberPerson>> people(ChatId chat, UserId after, int limit);
    /// For who may manage members, at most 500.
    Result<QList<RemovedMember>> removedMembers(ChatId chat, UserId after, int limit);

    Result<StoredGroup> group(ChatId chat);
    /// Chats of every type, at most 500.
    Result<QList<ListedChat>> chats(ChatId after, int limit);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
