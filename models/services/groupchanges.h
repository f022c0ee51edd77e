#pragma once
#include "models/services/grouptexts.h"
#include "models/services/operationwriter.h"

namespace tacet {

/// Every change of a group or channel as an operation of its log, one function each. What may not be is not sent; see
/// OperationWriter. Lives on its owner's thread.
class GroupChanges
{
public:
    explicit GroupChanges(AccountCore &core)
        : m_core(core)
    {
    }

    /// Makes the chat with its first epoch; the people are added later.
    Task<ChatId> create(NewGroup group);
    Task<> settings(ChatId chat, GroupSettings settings);
    Task<> dissolve(ChatId chat);
    Task<> passOwnership(ChatId chat, UserId successor);
    /// Says that this account is the successor of an owner who is gone.
    Task<> takeOwnership(ChatId chat);

    /// Adds the role if its id is null. Answers it with its id.
    Task<GroupRole> saveRole(ChatId chat, GroupRole role);
    Task<> removeRole(ChatId chat, RoleId role);
    Task<> assign(ChatId chat, UserId user, RoleId role);

    /// A null role is the chat's default one.
    Task<> add(ChatId chat, UserId user, RoleId role);
    Task<> remove(ChatId chat, UserId user);
    Task<> pardon(ChatId chat, UserId user);
    Task<> mute(ChatId chat, UserId user, QDateTime until);
    Task<> leave(ChatId chat);

    /// The same texts under the newest key.
    Task<> resealSettings(ChatId chat);
    Task<> resealRole(ChatId chat, RoleId role);

private:
    struct Kind {
        OperationKind kind;
        QUuid subject = {};
        OperationFields fields = std::monostate();
    };
    /// One whose subject and fields do not depend on the state.
    Task<> plain(ChatId chat, Kind kind, OperationWriter::Send send);
    using SettingsOf = std::function<Result<GroupSettings>(GroupVault &)>;
    Task<> changeSettings(ChatId chat, SettingsOf wanted);

    AccountCore &m_core;
};

} // namespace tacet
