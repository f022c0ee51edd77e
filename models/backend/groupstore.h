#pragma once
#include "models/backend/signedoperation.h"
#include "models/domain/group.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>

#include <chrono>

namespace tacet {

class DatabaseConnection;

/// What a group or channel is called and how it takes people in. Public chats have the plain texts, all
/// others the encrypted ones; what does not apply is empty.
struct StoredGroupSettings {
    ChatVisibility visibility = ChatVisibility::Private;
    QString name = {};                    ///< 1 to 100 characters
    QString description = {};             ///< at most 500 characters
    QByteArray encryptedName = {};        ///< at most 1 KiB
    QByteArray encryptedDescription = {}; ///< at most 4 KiB
    MediaId avatar = {};                  ///< null for none
    qint32 maxMembers = 1;                ///< at most what the workspace allows
    HistoryPolicy history = {};           ///< when read only whether everything: the log says the days
    std::chrono::seconds slowMode{0};     ///< between two posts of who only writes, at most a day; 0: off
    std::chrono::seconds messageTimer{0}; ///< after which what is written disappears, 5 s to a year; 0: never
};

/// A group or channel to be made.
struct GroupGenesis {
    ChatId id; ///< UUIDv7
    ChatType type = ChatType::Group;
    StoredGroupSettings settings;
    RoleId ownerRole;
    RoleId adminRole;
    RoleId memberRole;       ///< the default: may post in groups, may only read in channels
    QByteArray openKey = {}; ///< of epoch 1 of a public chat, 32 bytes; else empty
};

/// A role as it shall be. Built-in roles have no name; others a plain one in public chats, else an encrypted one.
struct RoleDefinition {
    RoleId id;
    QString name = {};             ///< at most 64 characters
    QByteArray encryptedName = {}; ///< at most 1 KiB
    QString color = {};            ///< "#rrggbb" in lower case, or empty
    Permissions permissions;       ///< at most those of who defines it
    bool isDefault = false;        ///< what people get who come by themselves
};

/// Changes of groups and channels, each an operation of the chat's signed log. Synchronous; belongs to
/// the backend executor's thread; outside any transaction.
///
/// All: NotFound for who is no member or lacks the permission, Conflict if the chat's state forbids it,
/// RateLimited. After Offline or Timeout the outcome is unknown: call again with the same operation.
class GroupStore
{
public:
    explicit GroupStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// `genesis` has sequence 1 and no previous hash; never answers HeadMoved. Conflict: the id is taken.
    Result<OperationAnswer> create(const GroupGenesis &group, const SignedOperation &genesis);
    /// All settings at once, together with the operation or not at all. Conflict: more members than that, or roles with
    /// plain names in a chat that stops being public. Between public and not public the next epoch is wanted at once.
    Result<OperationAnswer> change(ChatId chat, const StoredGroupSettings &settings, const SignedOperation &operation);
    /// Of the owner.
    Result<OperationAnswer> dissolve(ChatId chat, const SignedOperation &operation);
    /// The owner becomes an admin.
    Result<OperationAnswer> passOwnership(ChatId chat, UserId successor, const SignedOperation &operation);
    /// Of who became owner because the owner's account was deleted. Conflict: there is nothing to take.
    Result<OperationAnswer> takeOwnership(ChatId chat, const SignedOperation &operation);

    /// Adds or changes a role. QuotaExceeded: too many.
    Result<OperationAnswer> defineRole(ChatId chat, const RoleDefinition &role, const SignedOperation &operation);
    /// Conflict: somebody has it, or it is the default.
    Result<OperationAnswer> removeRole(ChatId chat, RoleId role, const SignedOperation &operation);
    Result<OperationAnswer> assignRole(ChatId chat, UserId user, RoleId role, const SignedOperation &operation);

    /// Conflict: is a member already; QuotaExceeded: the chat is full; Blocked.
    Result<OperationAnswer> addMember(ChatId chat, UserId user, RoleId role, const SignedOperation &operation);
    /// Nothing can be posted until the next epoch.
    Result<OperationAnswer> removeMember(ChatId chat, UserId user, const SignedOperation &operation);
    /// Who was removed may come back by an invite.
    Result<OperationAnswer> pardonMember(ChatId chat, UserId user, const SignedOperation &operation);
    /// A time that has passed ends it.
    Result<OperationAnswer> muteMember(ChatId chat, UserId user, const QDateTime &until,
                                       const SignedOperation &operation);
    /// The owner passes ownership first (Conflict); alone, the chat ends with the owner.
    Result<OperationAnswer> leave(ChatId chat, const SignedOperation &operation);
    /// Joins with the default role. NotFound also for who was removed.
    Result<OperationAnswer> joinPublic(ChatId chat, const SignedOperation &operation);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
