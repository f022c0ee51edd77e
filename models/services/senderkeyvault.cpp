#include "models/services/senderkeyvault.h"

#include "crypto/group/outboundgroupsession.h"
#include "models/services/bytes.h"
#include "models/services/newid.h"
#include "models/services/outgoingbundle.h"
#include "models/services/owedkeys.h"
#include "models/services/sessiondeposits.h"
#include "models/vault/groupcontrolstore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/keyanswerstore.h"
#include "models/vault/megolmstore.h"

namespace tacet {

namespace {

constexpr int kAnswersPerDay = 3; ///< to one device about one session
constexpr std::chrono::hours kAnswerPause{24};
constexpr int kAskMax = 500;
constexpr std::chrono::seconds kAskAfter{2}; ///< the key may be on its way
constexpr std::chrono::hours kAskAgain{1};
constexpr std::chrono::hours kAskDaily{24};
constexpr int kEagerAttempts = 3;

Result<crypto::OutboundGroupSession> sessionFrom(const QByteArray &state)
{
    auto session = crypto::OutboundGroupSession::deserialise(viewOf(state));
    if (!session)
        return fail(ErrorCode::Damaged, QStringLiteral("stored session of a group"));
    return std::move(*session);
}

/// A session that stands at `from`: nothing but its ratchet is turned by writing messages that nobody gets.
Result<QByteArray> shareAt(const QByteArray &begun, quint32 from)
{
    TACET_TRY_ASSIGN(auto session, sessionFrom(begun));
    while (session.index() < from) {
        if (!session.encrypt({}))
            return fail(ErrorCode::CryptoFailed, QStringLiteral("the session does not reach that far"));
    }
    return toByteArray(session.share());
}

SenderKeyFacts factsOf(const OutboundSessionRecord &session)
{
    return {.startedAt = session.startedAt, .messages = session.messages, .epoch = session.epoch};
}

GroupControlBody senderKeyBody(const Account &account, ChatId chat, DistributionId distribution, qint64 epoch,
                               const QByteArray &share)
{
    GroupControlBody body;
    body.kind = GroupControlKind::SenderKey;
    body.fromUser = account.user;
    body.fromDevice = account.device;
    body.chat = chat;
    body.distributions = {distribution};
    body.epoch = epoch;
    body.share = share;
    return body;
}

} // namespace

SenderKeyVault::SenderKeyVault(VaultSession &vault, const LocalKeys &keys, const Account &account)
    : m_vault(vault)
    , m_keys(keys)
    , m_account(account)
{
}

Result<QList<PeerDevice>> SenderKeyVault::entitled(ChatId chat, QList<UserId> *unknown)
{
    TACET_TRY_ASSIGN(const auto members, m_vault.groups().members(chat));
    QList<PeerDevice> entitled;
    for (const VaultMember &member : members) {
        if (member.person.trust == Trust::Changed)
            continue;
        TACET_TRY_ASSIGN(const auto devices, m_vault.peers().devices(member.person.id));
        if (devices.isEmpty() && unknown && member.person.id != m_account.user)
            *unknown += member.person.id;
        for (const PeerDevice &device : devices) {
            if (device.id != m_account.device)
                entitled += device;
        }
    }
    return entitled;
}

Result<QSet<DeviceId>> SenderKeyVault::holdersOf(DistributionId distribution)
{
    TACET_TRY_ASSIGN(const auto recipients, m_vault.megolm().recipients(distribution));
    QSet<DeviceId> holders;
    for (const SenderKeyRecipient &recipient : recipients)
        holders += recipient.device;
    return holders;
}

Result<QByteArray> SenderKeyVault::freshAt(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(chat));
    TACET_TRY_ASSIGN(const auto session, m_vault.megolm().outbound(chat));
    if (!state || !session)
        return QByteArray();
    // A policy that changed has moved the end of the log.
    const bool isStale =
        rotationReason(factsOf(*session), {}, {}, state->epochFloor, QDateTime::currentDateTimeUtc()).has_value();
    return isStale ? QByteArray() : state->logHash;
}

Result<QList<UserId>> SenderKeyVault::toRefresh(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(chat));
    TACET_TRY_ASSIGN(const auto session, m_vault.megolm().outbound(chat));
    QList<UserId> users;
    if (!state || !session || session->epoch >= state->epoch)
        return users;
    TACET_TRY_ASSIGN(const auto members, m_vault.groups().members(chat));
    for (const VaultMember &member : members)
        users += member.person.id;
    return users;
}

Result<SenderKeyPlan> SenderKeyVault::plan(ChatId chat, const QSet<UserId> &met)
{
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(chat));
    if (!state || state->ownRole.isNull())
        return fail(ErrorCode::NotFound, QStringLiteral("group"));
    SenderKeyPlan plan;
    plan.head = state->logHash;
    TACET_TRY_ASSIGN(const auto devices, entitled(chat, &plan.unknown));
    QSet<UserId> leftOut(plan.unknown.cbegin(), plan.unknown.cend());
    leftOut.intersect(met);
    plan.unknown.removeIf([&](const UserId &user) { return met.contains(user); });
    QSet<DeviceId> allowed;
    for (const PeerDevice &device : devices)
        allowed += device.id;

    TACET_TRY_ASSIGN(const auto session, m_vault.megolm().outbound(chat));
    SessionDeposits deposits(m_vault, m_keys, m_account);
    TACET_TRY_ASSIGN(const bool isShared, deposits.isWanted(chat));
    std::optional<SenderKeyFacts> facts;
    QSet<DeviceId> holders;
    if (session) {
        facts = factsOf(*session);
        TACET_TRY_ASSIGN(const bool isDeposited, deposits.isPrepared(chat, session->distribution));
        facts->fitsHistory = isDeposited == isShared;
        plan.distribution = session->distribution;
        TACET_TRY_ASSIGN(holders, holdersOf(session->distribution));
    }
    if (rotationReason(facts, holders, allowed, state->epochFloor, QDateTime::currentDateTimeUtc())) {
        TACET_TRY_ASSIGN(plan.distribution, begin(chat, state->epoch, isShared));
        holders.clear();
    }

    PairwiseVault ratchets(m_vault, m_keys);
    QList<PeerDevice> batch;
    for (const PeerDevice &device : devices) {
        if (holders.contains(device.id))
            continue;
        TACET_TRY_ASSIGN(const bool canWrite, ratchets.canEncrypt(device));
        if (!canWrite && met.contains(device.user))
            leftOut += device.user;
        else if (!canWrite)
            plan.withoutSession += device;
        if (!canWrite)
            continue;
        plan.isMore = batch.size() == kBatch;
        if (plan.isMore)
            break;
        batch += device;
    }
    if (!batch.isEmpty())
        TACET_TRY(queueBatch(ratchets, chat, batch));
    TACET_TRY(ratchets.save());
    TACET_TRY(noteLeftOut(chat, plan.distribution, leftOut));
    return plan;
}

Result<OutboundSessionRecord> SenderKeyVault::present(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto stored, m_vault.megolm().outbound(chat));
    if (!stored)
        return fail(ErrorCode::Internal, QStringLiteral("no session to distribute"));
    return *stored;
}

/// They are members, and the next message is written without them.
Result<> SenderKeyVault::noteLeftOut(ChatId chat, DistributionId distribution, const QSet<UserId> &users)
{
    if (users.isEmpty())
        return {};
    TACET_TRY_ASSIGN(const auto stored, present(chat));
    TACET_TRY_ASSIGN(const auto session, sessionFrom(stored.session));
    return noteOwed(m_vault, chat, distribution, users, session.index());
}

/// Sealed for those who come later before anything is written with it.
Result<DistributionId> SenderKeyVault::begin(ChatId chat, qint64 epoch, bool isShared)
{
    crypto::SystemRandom random;
    const auto session = crypto::OutboundGroupSession::create(random, cryptoNow());
    if (!session)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness for a session"));
    const auto distribution = newId<DistributionId>();
    const QByteArray state = toByteArray(session->serialise());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    TACET_TRY(m_vault.groupControls().saveBegun(
        {.distribution = distribution, .chat = chat, .session = state, .startedAt = now, .epoch = epoch}));
    TACET_TRY(m_vault.megolm().saveOutbound({.chat = chat,
                                             .distribution = distribution,
                                             .session = state,
                                             .startedAt = now,
                                             .messages = 0,
                                             .epoch = epoch}));
    SessionDeposits deposits(m_vault, m_keys, m_account);
    TACET_TRY(isShared ? deposits.prepare(chat, distribution, *session) : deposits.forget(chat));
    return distribution;
}

/// The session as it stands now, so that nobody reads what was written before.
Result<> SenderKeyVault::queueBatch(PairwiseVault &ratchets, ChatId chat, const QList<PeerDevice> &devices)
{
    TACET_TRY_ASSIGN(const auto stored, present(chat));
    TACET_TRY_ASSIGN(const auto session, sessionFrom(stored.session));
    const GroupControlBody body =
        senderKeyBody(m_account, chat, stored.distribution, stored.epoch, toByteArray(session.share()));
    for (const PeerDevice &device : devices) {
        TACET_TRY(m_vault.megolm().saveRecipient(
            stored.distribution,
            {.device = device.id, .state = SenderKeyState::Prepared, .index = static_cast<int>(session.index())}));
    }
    return enqueue(ratchets, body, devices, stored.distribution);
}

/// In the transaction that stores the ratchets.
Result<> SenderKeyVault::enqueue(PairwiseVault &ratchets, const GroupControlBody &body,
                                 const QList<PeerDevice> &devices, std::optional<DistributionId> distribution)
{
    OutgoingControl control;
    control.id = newId<MessageId>();
    control.chat = body.chat;
    control.kind = static_cast<qint16>(body.kind);
    const QByteArray plaintext = body.encode();
    for (const PeerDevice &device : devices) {
        TACET_TRY_ASSIGN(const DeviceEnvelope envelope, ratchets.encrypt(device, plaintext));
        control.envelopes += envelope;
    }
    return m_vault.groupControls().enqueue({.id = control.id,
                                            .chat = body.chat,
                                            .distribution = distribution,
                                            .bundle = encodeBundle(control),
                                            .nextAttemptAt = QDateTime::currentDateTimeUtc()});
}

Result<> SenderKeyVault::noteSent(DistributionId distribution, const QList<DeviceId> &reached,
                                  const QList<DeviceId> &missed)
{
    TACET_TRY(m_vault.megolm().markSent(distribution, reached));
    TACET_TRY(noteMissed(distribution, missed));
    for (const DeviceId &device : missed)
        TACET_TRY(m_vault.megolm().removeRecipient(distribution, device));
    return {};
}

Result<> SenderKeyVault::noteMissed(DistributionId distribution, const QList<DeviceId> &missed)
{
    TACET_TRY_ASSIGN(const auto begun, m_vault.groupControls().begun(distribution));
    if (!begun || missed.isEmpty())
        return {};
    TACET_TRY_ASSIGN(const auto recipients, m_vault.megolm().recipients(distribution));
    for (const SenderKeyRecipient &recipient : recipients) {
        if (!missed.contains(recipient.device))
            continue;
        TACET_TRY_ASSIGN(const auto device, m_vault.peers().device(recipient.device));
        if (device)
            TACET_TRY(
                noteOwed(m_vault, begun->chat, distribution, {device->user}, static_cast<quint32>(recipient.index)));
    }
    return {};
}

Result<QList<PeerDevice>> SenderKeyVault::queueRequests(const QSet<UserId> &met, const QDateTime &now)
{
    TACET_TRY_ASSIGN(const auto posts, m_vault.waiting().toAsk(now.addDuration(-kAskAgain), kAskMax));
    QMap<std::pair<ChatId, DeviceId>, QList<WaitingPost>> wanted;
    for (const WaitingPost &post : posts) {
        const bool isFresh = post.waiting.since.addDuration(kAskAfter) > now;
        const bool rests = post.attempts >= kEagerAttempts && post.waiting.askedAt &&
                           post.waiting.askedAt->addDuration(kAskDaily) > now;
        if (post.kind == WaitingKind::Message && post.distribution && !isFresh && !rests)
            wanted[{post.chat, post.sender}] += post;
    }
    PairwiseVault ratchets(m_vault, m_keys);
    QList<PeerDevice> withoutSession;
    for (const auto &[place, waiting] : wanted.asKeyValueRange()) {
        TACET_TRY_ASSIGN(const auto device, m_vault.peers().device(place.second));
        if (!device || !device->active)
            continue;
        TACET_TRY_ASSIGN(const bool canWrite, ratchets.canEncrypt(*device));
        if (canWrite)
            TACET_TRY(queueRequest(ratchets, *device, waiting, now));
        else if (!met.contains(device->user))
            withoutSession += *device;
    }
    TACET_TRY(ratchets.save());
    return withoutSession;
}

Result<> SenderKeyVault::queueRequest(PairwiseVault &ratchets, const PeerDevice &device,
                                      const QList<WaitingPost> &posts, const QDateTime &now)
{
    GroupControlBody body;
    body.kind = GroupControlKind::KeyRequest;
    body.fromUser = m_account.user;
    body.fromDevice = m_account.device;
    body.chat = posts.constFirst().chat;
    for (const WaitingPost &post : posts) {
        const bool isNamed = body.distributions.contains(*post.distribution);
        if (!isNamed && body.distributions.size() == GroupControlBody::kMaxDistributions)
            continue;
        if (!isNamed)
            body.distributions += *post.distribution;
        TACET_TRY(m_vault.waiting().markAsked(post.kind, post.id, now));
    }
    return enqueue(ratchets, body, {device}, std::nullopt);
}

Result<int> SenderKeyVault::answer(PairwiseVault &ratchets, const PeerDevice &device, const GroupControlBody &request)
{
    TACET_TRY_ASSIGN(const auto member, m_vault.groups().member(request.chat, device.user));
    if (!member || member->isRemoved)
        return 0;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    int answered = 0;
    for (const DistributionId &distribution : request.distributions) {
        TACET_TRY_ASSIGN(const auto from, startFor(device, request.chat, distribution));
        if (!from)
            continue;
        TACET_TRY_ASSIGN(const auto before, m_vault.keyAnswers().find(device.id, distribution.toBytes()));
        if (before && before->times % kAnswersPerDay == 0 && before->answeredAt.addDuration(kAnswerPause) > now)
            continue;
        TACET_TRY(m_vault.keyAnswers().note(device.id, distribution.toBytes(), now));
        TACET_TRY(queueAnswer(ratchets, device, request.chat, distribution, *from));
        ++answered;
    }
    return answered;
}

/// Where the device, or another one of the same account, was let in or should have been; a device that came later
/// reads what its account reads.
Result<std::optional<quint32>> SenderKeyVault::startFor(const PeerDevice &device, ChatId chat,
                                                        DistributionId distribution)
{
    TACET_TRY_ASSIGN(const auto recipients, m_vault.megolm().recipients(distribution));
    TACET_TRY_ASSIGN(std::optional<quint32> start, owedFrom(m_vault, chat, distribution, device.user));
    for (const SenderKeyRecipient &recipient : recipients) {
        TACET_TRY_ASSIGN(const auto known, m_vault.peers().device(recipient.device));
        const auto index = static_cast<quint32>(recipient.index);
        if (known && known->user == device.user)
            start = std::min(start.value_or(index), index);
    }
    if (!start && device.user == m_account.user)
        return quint32{0};
    return start;
}

Result<> SenderKeyVault::queueAnswer(PairwiseVault &ratchets, const PeerDevice &device, ChatId chat,
                                     DistributionId distribution, quint32 from)
{
    TACET_TRY_ASSIGN(const auto begun, m_vault.groupControls().begun(distribution));
    if (!begun || begun->chat != chat)
        return {};
    TACET_TRY_ASSIGN(const QByteArray share, shareAt(begun->session, from));
    TACET_TRY(m_vault.megolm().saveRecipient(
        distribution, {.device = device.id, .state = SenderKeyState::Prepared, .index = static_cast<int>(from)}));
    return enqueue(ratchets, senderKeyBody(m_account, chat, distribution, begun->epoch, share), {device}, distribution);
}

} // namespace tacet
