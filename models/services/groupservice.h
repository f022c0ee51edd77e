#pragma once
#include "models/domain/group.h"
#include "models/domain/groupalarm.h"
#include "models/services/awaiting.h"

#include <QObject>

namespace tacet {

class AccountCore;

/// Groups and channels: what they are called, who is in them and what each may do there. Every change is an
/// operation that this device signs and appends to the chat's log; when somebody else was first, it is signed
/// anew against the new head. Changes need the database: Offline otherwise. NotFound for a chat that is not
/// there, Forbidden for what the own role does not allow. Lives on its owner's thread.
class GroupService final : public QObject
{
    Q_OBJECT
public:
    explicit GroupService(AccountCore &core);

    /// Makes the chat and adds the members; a person who cannot be added does not undo the rest (see
    /// `members` of addMembers()). InvalidInput for names and sizes out of range.
    AsyncResult<Group> create(const NewGroup &group);
    AsyncResult<Group> find(ChatId chat);
    /// By rank of role, then shown name.
    AsyncResult<QList<GroupMember>> members(ChatId chat);
    AsyncResult<QList<GroupRole>> roles(ChatId chat);

    AsyncResult<QList<AddedMember>> addMembers(ChatId chat, const QList<UserId> &users);
    /// And starts the next epoch: what is written afterwards the person cannot read.
    AsyncResult<> removeMember(ChatId chat, UserId user);
    /// Who was removed may come back by an invite.
    AsyncResult<> pardonMember(ChatId chat, UserId user);
    /// A time of the past ends it.
    AsyncResult<> muteMember(ChatId chat, UserId user, const QDateTime &until);
    AsyncResult<> assignRole(ChatId chat, UserId user, RoleId role);
    /// Adds the role if its id is null. Answers it with its id.
    AsyncResult<GroupRole> saveRole(ChatId chat, const GroupRole &role);
    /// Conflict while somebody has it.
    AsyncResult<> removeRole(ChatId chat, RoleId role);

    AsyncResult<Group> change(ChatId chat, const GroupSettings &settings);
    /// Whether members without further rights may write: changes the built-in member role.
    AsyncResult<> setMembersPost(ChatId chat, bool allowed);
    AsyncResult<> transfer(ChatId chat, UserId newOwner);
    /// The owner passes ownership first: Conflict.
    AsyncResult<> leave(ChatId chat);
    /// Ends the chat for everybody.
    AsyncResult<> dissolve(ChatId chat);
    /// Takes a chat that one is no longer in out of the list, with its messages on this computer.
    AsyncResult<> forget(ChatId chat);

    AsyncResult<GroupKeysReport> keys(ChatId chat);
    /// A new epoch and new sessions, whatever their age.
    AsyncResult<> renewKeys(ChatId chat);

    /// Reads what is new in all groups and channels, compares the database's members with the logs', and does what
    /// is due for the keys. The connection does it by itself.
    AsyncResult<> refresh();

Q_SIGNALS:
    /// Settings, roles, members or standing changed; read them again.
    void groupChanged(tacet::ChatId chat);
    /// The database shows something of the chat that its log does not say. Once for each chat and kind.
    void alarmed(tacet::ChatId chat, tacet::GroupAlarm alarm);
    /// The chat was made, without the picture that it was to have.
    void pictureNotSet(tacet::ChatId chat, tacet::ErrorCode why);

private:
    Task<Group> makeGroup(NewGroup group);
    Task<QList<GroupMember>> listMembers(ChatId chat);
    Task<QList<AddedMember>> addAll(ChatId chat, QList<UserId> users);
    Task<> addOne(ChatId chat, UserId user);
    /// The change, and what its keys need.
    Task<> changed(ChatId chat, Task<> change);
    Task<> end(ChatId chat, Task<> change, ChatStanding standing);
    Task<Group> applySettings(ChatId chat, GroupSettings settings);
    Task<GroupRole> applyRole(ChatId chat, GroupRole role);
    Task<> letMembersPost(ChatId chat, bool allowed);
    Task<> drop(ChatId chat);
    Task<GroupKeysReport> report(ChatId chat);
    Task<> renew(ChatId chat);

    AccountCore &m_core;
};

} // namespace tacet
