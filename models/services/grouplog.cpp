#include "models/services/grouplog.h"

#include "models/services/groupfold.h"

namespace tacet {

namespace {

/// The row says what the signed body says.
bool isRowOf(const LoggedOperation &entry, const GroupOperation &operation)
{
    return entry.kind == operation.kind && entry.subject == operation.subject && entry.detail == operation.detail &&
           entry.actor == operation.actor && entry.actorDevice == operation.device;
}

Result<> checkSignature(const LoggedOperation &entry, const OperationSigners &signers)
{
    const auto signer = signers.constFind(entry.actorDevice);
    if (signer == signers.cend() || signer->user != entry.actor)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no certified device of the actor"));
    return verifyOperation(entry.operation.body, entry.operation.signature, signer->identityKey);
}

} // namespace

Result<> GroupLog::checkLink(const LoggedOperation &entry) const
{
    const SignedOperation &operation = entry.operation;
    if (operation.sequence != m_state.head.sequence + 1 || operation.previousHash != m_state.head.hash)
        return fail(ErrorCode::Damaged, QStringLiteral("the log does not continue what was seen of it"));
    const bool mayHide = m_state.type == ChatType::Channel && operation.sequence > 1;
    if (entry.isShown ? entry.hash != operationHash(operation.previousHash, operation.body)
                      : !mayHide || entry.hash.size() != 32)
        return fail(ErrorCode::Damaged, QStringLiteral("an entry of the log is not the one of its hash"));
    return {};
}

Result<LogStep> GroupLog::take(const LoggedOperation &entry, const OperationSigners &signers)
{
    TACET_TRY(checkLink(entry));
    const ChatHead head{.sequence = entry.operation.sequence, .hash = entry.hash};
    if (!entry.isShown) {
        m_state.hasOpaqueLinks = true;
        m_state.head = head;
        return LogStep{.verdict = LogStep::Verdict::Opaque, .event = {}, .reason = {}};
    }
    const auto fold = [&]() -> Result<std::optional<ChatEvent>> {
        TACET_TRY_ASSIGN(const GroupOperation operation, GroupOperation::decode(entry.operation.body));
        if (!isRowOf(entry, operation) || operation.sequence != head.sequence ||
            operation.previousHash != entry.operation.previousHash)
            return fail(ErrorCode::InvalidInput, QStringLiteral("the row says another thing than its body"));
        TACET_TRY(checkSignature(entry, signers));
        return GroupFold(m_state, operation, entry.inviteSignature).run();
    };
    const auto folded = fold();
    // Without its first entry there is no chat.
    if (!folded && head.sequence == 1)
        return fail(ErrorCode::Damaged, folded.error().detail());
    m_state.head = head;
    if (!folded)
        return LogStep{.verdict = LogStep::Verdict::Void, .event = {}, .reason = folded.error().detail()};
    return LogStep{.verdict = LogStep::Verdict::Good, .event = *folded, .reason = {}};
}

std::optional<ChatEvent> GroupLog::depart(UserId user)
{
    if (!m_state.isMember(user) || m_state.isDissolved)
        return std::nullopt;
    ChatEvent event{
        .kind = ChatEventKind::Left, .actor = user, .subject = user, .actorName = {}, .subjectName = {}, .detail = {}};
    if (m_state.owner == user) {
        const UserId heir = successorIn(m_state);
        if (heir.isNull()) {
            dissolveIn(m_state);
            event.kind = ChatEventKind::Dissolved;
            return event;
        }
        makeOwnerIn(m_state, heir);
        m_state.isSuccessionDue = true;
    }
    unseatIn(m_state, user);
    m_state.departed.insert(user);
    return event;
}

} // namespace tacet
