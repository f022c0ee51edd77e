#pragma once
#include "models/domain/message.h"
#include "models/services/grouplogstate.h"

namespace tacet {

/// One operation against one state: what it needs, and what it does. Made for one run().
class GroupFold
{
public:
    using Folded = Result<std::optional<ChatEvent>>;

    /// `inviteSignature` is looked at for who joins by a link. All of them outlive the object.
    GroupFold(GroupLogState &state, const GroupOperation &operation, const QByteArray &inviteSignature);

    /// Whether the operation may stand next in the log, and what it then makes of the state; what a person is told of
    /// it, without names. InvalidInput for what cannot be, Forbidden for what the actor may not, Conflict and
    /// QuotaExceeded for what does not fit: the state is as before.
    Folded run();

private:
    // chatoperations.cpp
    Folded create();
    Folded settings();
    Folded dissolve();
    Folded passOwnership();
    Folded takeOwnership();
    Folded epoch();
    // roleoperations.cpp
    Folded role();
    Folded removeRole();
    Folded assign();
    // memberoperations.cpp
    Folded add();
    Folded join();
    Folded remove();
    Folded pardon();
    Folded leave();
    Folded mute();
    Folded invite();
    Folded revokeInvite();
    Result<> needsInvite(const OperationJoin &join);
    Result<> seat(RoleId role);

    Result<> needs(Permission permission) const;
    Result<> needsOwner() const;
    /// Not to oneself.
    Result<> needsOther() const;
    /// Somebody of lower rank who is here now.
    Result<> needsOutranked() const;
    Result<> needsGrantable(RoleId role) const;
    Result<> needsSoundTexts(const OperationSettings &settings) const;
    const LoggedRole &own() const { return *m_state.roleOf(m_operation.actor); }
    ChatEvent event(ChatEventKind kind, UserId subject = {}, const QString &detail = {}) const;
    template <class Fields>
    const Fields &fields() const
    {
        return std::get<Fields>(m_operation.fields);
    }

    GroupLogState &m_state;
    const GroupOperation &m_operation;
    const QByteArray &m_inviteSignature;
    const UserId m_user; ///< the subject, where it is one
    const RoleId m_role; ///< the detail, where there is one
};

/// Nobody gives a role of his own rank, or with what he has not; only the default role, with which people are let in,
/// may have more than who lets them in. Other roles are given by who manages roles, ownership never.
bool mayGive(const LoggedRole &giver, const LoggedRole &given);

/// The account is no member any more: what it made to let others in ends with it.
void unseatIn(GroupLogState &state, UserId user);
/// The member owns the chat.
void makeOwnerIn(GroupLogState &state, UserId user);
/// The end: nobody is a member.
void dissolveIn(GroupLogState &state);
/// Who owns the chat once its owner's account is gone: the admin who has been there longest, else the member. Null if
/// nobody is left.
UserId successorIn(const GroupLogState &state);
/// Links of somebody who may not let in any more.
void voidInvitesIn(GroupLogState &state, UserId creator);

/// Refusals, with why for logs.
std::unexpected<Error> notAllowed(const char *why);
std::unexpected<Error> notFitting(const char *why);

} // namespace tacet
