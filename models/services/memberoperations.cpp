#include "crypto/epoch/invitesecret.h"
#include "models/services/bytes.h"
#include "models/services/groupfold.h"

namespace tacet {

namespace {

/// How long links live at most, as the database has it.
constexpr qint64 kLongestInviteDays = 30;

} // namespace

GroupFold::Folded GroupFold::add()
{
    TACET_TRY(needs(Permission::ManageMembers));
    TACET_TRY(needsOther());
    if (m_state.settings.visibility == ChatVisibility::Secret)
        return notAllowed("a secret chat is joined by its link alone");
    TACET_TRY(needsGrantable(m_role));
    TACET_TRY(seat(m_role));
    return event(ChatEventKind::Added, m_user);
}

Result<> GroupFold::seat(RoleId role)
{
    if (m_state.isMember(m_user))
        return notFitting("a member already");
    if (m_state.members.size() >= m_state.settings.maxMembers)
        return fail(ErrorCode::QuotaExceeded, QStringLiteral("the chat is full"));
    m_state.members.insert(m_user, {.role = role,
                                    .joinedSequence = m_operation.sequence,
                                    .joinedEpoch = m_state.epoch() + (m_state.wantsEpoch ? 1 : 0),
                                    .joinedAt = m_operation.time,
                                    .mutedUntil = {}});
    m_state.removed.remove(m_user);
    return {};
}

/// By the link's key, for the role and within the time and the uses that the log says of it, while who made it could
/// still give the role.
Result<> GroupFold::needsInvite(const OperationJoin &join)
{
    const auto invite = m_state.invites.constFind(join.invite);
    if (invite == m_state.invites.cend() || invite->isRevoked || invite->role != m_role ||
        m_operation.time > invite->terms.expiresAt || invite->uses >= invite->terms.maxUses)
        return notAllowed("not an invite that may be used");
    const LoggedRole *const giver = m_state.roleOf(invite->creator);
    const auto given = m_state.roles.constFind(m_role);
    if (!giver || !giver->may(Permission::ManageMembers) || given == m_state.roles.cend() || !mayGive(*giver, *given))
        return notAllowed("who made the invite may not give its role any more");
    TACET_TRY_ASSIGN(const auto key, fixedBytes<crypto::kEd25519Size>(invite->terms.publicKey));
    TACET_TRY_ASSIGN(const auto signature, fixedBytes<crypto::kSignatureSize>(m_inviteSignature));
    const QByteArray body = m_operation.encode();
    if (!crypto::InviteSecret::verifyJoin(crypto::Ed25519PublicKey::from(key), viewOf(body),
                                          crypto::Signature::from(signature)))
        return fail(ErrorCode::CryptoFailed, QStringLiteral("not signed by the invite's key"));
    return {};
}

GroupFold::Folded GroupFold::join()
{
    if (m_user != m_operation.actor || m_state.removed.contains(m_user))
        return notAllowed("who was removed does not come back alone");
    const auto &how = fields<OperationJoin>();
    if (how.invite.isNull()) {
        if (!m_state.isPublic() || m_role != m_state.defaultRole())
            return notAllowed("not a public chat, or another role than the default");
    } else {
        TACET_TRY(needsInvite(how));
    }
    TACET_TRY(seat(m_role));
    if (!how.invite.isNull())
        ++m_state.invites[how.invite].uses;
    return event(ChatEventKind::Joined, m_user);
}

GroupFold::Folded GroupFold::remove()
{
    TACET_TRY(needs(Permission::ManageMembers));
    TACET_TRY(needsOther());
    TACET_TRY(needsOutranked());
    unseatIn(m_state, m_user);
    m_state.removed.insert(m_user);
    m_state.wantsEpoch = m_state.wantsEpoch || !m_state.isPublic();
    return event(ChatEventKind::Removed, m_user);
}

GroupFold::Folded GroupFold::pardon()
{
    TACET_TRY(needs(Permission::ManageMembers));
    if (!m_state.removed.remove(m_user))
        return notAllowed("nobody who was removed");
    return std::nullopt;
}

GroupFold::Folded GroupFold::leave()
{
    if (m_user != m_operation.actor)
        return fail(ErrorCode::InvalidInput, QStringLiteral("only for oneself"));
    if (own().builtIn == BuiltInRole::Owner) {
        if (m_state.members.size() > 1)
            return notFitting("the owner passes ownership first");
        dissolveIn(m_state);
        return event(ChatEventKind::Dissolved);
    }
    unseatIn(m_state, m_user);
    return event(ChatEventKind::Left, m_user);
}

GroupFold::Folded GroupFold::mute()
{
    TACET_TRY(needs(Permission::ManageMembers));
    TACET_TRY(needsOther());
    TACET_TRY(needsOutranked());
    const QDateTime until = fields<OperationMute>().until;
    const bool isMuted = until > m_operation.time;
    if (const auto member = m_state.members.find(m_user); member != m_state.members.end())
        member->mutedUntil = isMuted ? until : QDateTime();
    if (!isMuted)
        return std::nullopt;
    return event(ChatEventKind::Muted, m_user, until.toString(Qt::ISODate));
}

GroupFold::Folded GroupFold::invite()
{
    TACET_TRY(needs(Permission::ManageMembers));
    TACET_TRY(needsGrantable(m_role));
    const auto &terms = fields<OperationInvite>();
    const InviteId id(m_operation.subject);
    if (m_state.invites.contains(id) || (terms.epoch != 0 && terms.epoch != m_state.epoch()) ||
        terms.expiresAt > m_operation.time.addDays(kLongestInviteDays + 1))
        return notFitting("not an invite that can be made");
    m_state.invites.insert(
        id, {.creator = m_operation.actor, .role = m_role, .terms = terms, .uses = 0, .isRevoked = false});
    return std::nullopt;
}

GroupFold::Folded GroupFold::revokeInvite()
{
    TACET_TRY(needs(Permission::ManageMembers));
    const auto invite = m_state.invites.find(InviteId(m_operation.subject));
    if (invite == m_state.invites.end())
        return notAllowed("no such invite");
    invite->isRevoked = true;
    // Whoever has the link could open the key that lay there.
    m_state.wantsEpoch = m_state.wantsEpoch || !m_state.isPublic();
    return std::nullopt;
}

} // namespace tacet
