#pragma once
#include "models/backend/backendsession.h"
#include "models/services/awaiting.h"
#include "models/services/grouplogstate.h"
#include "models/vault/vaultsession.h"

#include <functional>

namespace tacet {

class AccountCore;

/// Appends operations to the logs of chats that this account is in. When somebody else was first, the log is read and
/// the operation made and signed anew against the new head. The chat's members, and whoever it puts out, are woken.
/// Lives on its owner's thread.
class OperationWriter
{
public:
    explicit OperationWriter(AccountCore &core)
        : m_core(core)
    {
    }

    /// Says what is to be done in this state: kind, subject, detail, fields. In a transaction of the vault, on its
    /// thread; once for each attempt.
    using Make = std::function<Result<GroupOperation>(VaultSession &, const GroupLogState &)>;
    using Send = std::function<Result<OperationAnswer>(BackendSession &, const SignedOperation &)>;

    /// The state with the operation in it. Who is no member any more afterwards is answered all the same. What the log
    /// would not allow is not sent: Forbidden, Conflict, InvalidInput, QuotaExceeded.
    Task<GroupLogState> append(ChatId chat, Make make, Send send);

private:
    struct Signed {
        SignedOperation made;
        GroupLogState after; ///< what it makes of the chat
        bool putsOut = false;
    };
    Task<Signed> sign(ChatId chat, GroupLogState state, Make make);
    static Result<OperationAnswer> sendAndWake(BackendSession &db, ChatId chat, const Signed &ready, const Send &send);

    AccountCore &m_core;
};

} // namespace tacet
