#pragma once
#include "models/domain/group.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

#include <optional>

namespace tacet {

/// What the verified log of a group says, up to the head that was seen. Another log never replaces it.
struct GroupState {
    ChatId chat = {};
    qint64 logSequence = 0;  ///< of the head
    QByteArray logHash = {}; ///< of the head
    RoleId ownRole = {};     ///< null: not a member
    Permissions permissions = {};
    qint64 epoch = 0;         ///< the newest
    qint64 epochFloor = 0;    ///< nothing is written below it
    QString dueReason = {};   ///< why the next epoch is wanted; empty if it is not
    QByteArray settings = {}; ///< encoded by who folds the log
    QByteArray state = {};    ///< likewise

    friend bool operator==(const GroupState &, const GroupState &) = default;
};

/// A member as the log says, with what is known of the person.
struct VaultMember {
    Person person = {}; ///< only the id if nothing more is known
    RoleId role = {};
    QDateTime joinedAt = {};   ///< UTC
    qint64 joinedSequence = 0; ///< in the log
    std::optional<QDateTime> mutedUntil = {};
    bool isRemoved = false; ///< by a manager; not a member, and not to come back before a pardon
};

/// A request to be let in that this account made and nobody has decided.
struct SentJoinRequest {
    ChatId chat = {};
    InviteId invite = {};
    QString name = {}; ///< of the chat, as the invite showed it
    QDateTime askedAt = {};

    friend bool operator==(const SentJoinRequest &, const SentJoinRequest &) = default;
};

/// Groups and channels as their verified logs say: state, members, roles; requests to join others. The chat is in
/// ChatStore first: NotFound otherwise.
class GroupStateStore
{
public:
    explicit GroupStateStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Replaces what was there. Conflict if the log would go back, or its head have another hash.
    Result<> save(const GroupState &state);
    Result<std::optional<GroupState>> find(ChatId chat);

    Result<> saveMember(ChatId chat, const VaultMember &member);
    Result<> removeMember(ChatId chat, UserId user);
    Result<std::optional<VaultMember>> member(ChatId chat, UserId user);
    /// Who is in, by id; not those that were removed.
    Result<QList<VaultMember>> members(ChatId chat);
    Result<QList<VaultMember>> removed(ChatId chat);
    /// Chats that the account is in, by id.
    Result<QList<ChatId>> chatsOf(UserId user);

    /// All of them, in their order.
    Result<> saveRoles(ChatId chat, const QList<GroupRole> &roles);
    Result<QList<GroupRole>> roles(ChatId chat);

    /// A later request of the same chat replaces it.
    Result<> saveRequest(const SentJoinRequest &request);
    Result<QList<SentJoinRequest>> requests();
    Result<> removeRequest(ChatId chat);

    /// How far somebody has read, where the workspace keeps that.
    Result<> saveReadMark(ChatId chat, UserId user, MessageId message);
    Result<std::optional<MessageId>> readMark(ChatId chat, UserId user);
    /// Others whose mark is this message or one stored behind it.
    Result<int> readersOf(ChatId chat, qint64 position);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
