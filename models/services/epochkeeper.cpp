#include "models/services/epochkeeper.h"

#include "crypto/epoch/epochwrap.h"
#include "models/domain/groupnames.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/epochcandidate.h"
#include "models/services/failures.h"
#include "models/services/peerdevices.h"
#include "models/services/vaultprekeys.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/groupstatestore.h"

namespace tacet {

namespace {

constexpr int kPage = 500;

Result<> saveKey(VaultSession &vault, const crypto::EpochKey &key, ChatId chat)
{
    return vault.epochKeys().save({.chat = chat,
                                   .epoch = static_cast<qint64>(key.name().epoch),
                                   .key = toByteArray(key.view()),
                                   .commitment = toByteArray(key.commitment().bytes),
                                   .receivedAt = QDateTime::currentDateTimeUtc()});
}

} // namespace

/// What there is to be done.
struct EpochKeeper::Standing {
    GroupLogState state;
    QString dueReason;
    QList<qint64> known; ///< epochs whose keys are here
};

EpochKeeper::EpochKeeper(AccountCore &core)
    : m_core(core)
{
}

Task<EpochKeeper::Standing> EpochKeeper::look(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([core, chat](VaultSession &vault) -> Result<Standing> {
        return vault.transact([&]() -> Result<Standing> {
            Standing standing;
            TACET_TRY_ASSIGN(standing.state, GroupVault(vault, core->account()).state(chat));
            TACET_TRY_ASSIGN(const auto stored, vault.groups().find(chat));
            standing.dueReason = stored ? stored->dueReason : QString();
            TACET_TRY(adoptCandidate(vault, standing.state));
            TACET_TRY_ASSIGN(const auto keys, vault.epochKeys().list(chat));
            for (const EpochKeyRecord &key : keys)
                standing.known += key.epoch;
            return standing;
        });
    }));
}

Task<> EpochKeeper::tend(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    const auto turn = co_await m_turns.take(chat);
    TACET_CO_TRY_ASSIGN(Standing standing, co_await look(chat));
    const UserId me = core->account().user;
    if (!standing.state.isMember(me) || standing.state.isDissolved)
        co_return {};
    const bool manages = standing.state.may(me, Permission::ManageMembers);
    if (manages && (standing.state.wantsEpoch || !standing.dueReason.isEmpty())) {
        const auto reason = epochReasonFrom(standing.dueReason).value_or(EpochReason::Removal);
        TACET_CO_TRY(co_await begin(chat, reason));
        TACET_CO_TRY_ASSIGN(standing, co_await look(chat));
    }
    if (m_tended.value(chat) == standing.state.head.hash)
        co_return {};
    if (manages && !standing.state.isPublic())
        TACET_CO_TRY(co_await wrapAll(chat, standing.state, standing.known));
    TACET_CO_TRY(co_await reseal(chat, standing.state));
    if (manages)
        TACET_CO_TRY(co_await renewLinks(chat, standing.state));
    TACET_CO_TRY_ASSIGN(standing, co_await look(chat));
    m_tended.insert(chat, standing.state.head.hash);
    co_return {};
}

/// The key is in the vault before the log speaks of it, or a crash in between would leave an epoch that nobody can use.
Task<> EpochKeeper::begin(ChatId chat, EpochReason reason)
{
    const auto core = m_core.shared_from_this();
    const auto openKey = std::make_shared<QByteArray>();
    const auto epoch = std::make_shared<qint64>(0);
    const auto make = [=](VaultSession &vault, const GroupLogState &state) -> Result<GroupOperation> {
        *epoch = state.epoch() + 1;
        crypto::SystemRandom random;
        const auto key = crypto::EpochKey::generate(epochName(chat, *epoch), random);
        if (!key)
            return fail(ErrorCode::Internal, QStringLiteral("no randomness"));
        TACET_TRY(saveCandidate(vault, chat, *key));
        *openKey = state.isPublic() ? toByteArray(key->view()) : QByteArray();
        GroupOperation operation;
        operation.kind = OperationKind::Epoch;
        operation.fields =
            OperationEpoch{.epoch = *epoch, .commitment = toByteArray(key->commitment().bytes), .reason = reason};
        return operation;
    };
    const auto send = [=](BackendSession &db, const SignedOperation &made) {
        return db.groupKeys().beginEpoch(chat, *epoch, reason, *openKey, made);
    };
    const auto begun = co_await core->operations().append(chat, make, send);
    // Another manager was quicker.
    if (!begun && begun.error().code() == ErrorCode::Conflict)
        TACET_CO_TRY(co_await core->groupLog().readLog(chat));
    else if (!begun)
        co_return std::unexpected(begun.error());
    TACET_CO_TRY(co_await look(chat));
    co_return {};
}

Task<bool> EpochKeeper::fetch(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Standing standing, co_await look(chat));
    qint64 oldestMissing = 0;
    for (auto epoch = standing.state.epochs.keyBegin(); epoch != standing.state.epochs.keyEnd(); ++epoch) {
        if (!standing.known.contains(*epoch) && oldestMissing == 0)
            oldestMissing = *epoch;
    }
    if (oldestMissing == 0 || !standing.state.isMember(core->account().user))
        co_return false;
    TACET_CO_TRY(co_await fetchOpen(chat, standing.state));
    TACET_CO_TRY(co_await fetchWrapped(chat, standing.state, oldestMissing - 1));
    TACET_CO_TRY_ASSIGN(const Standing after, co_await look(chat));
    co_return after.known.size() > standing.known.size();
}

/// Of public chats, now or in former times.
Task<> EpochKeeper::fetchOpen(ChatId chat, GroupLogState state)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto epochs, co_await answerOf(core->backend().run([chat](BackendSession &db) {
                            return db.groupKeys().epochs(chat, 0, kPage);
                        })));
    TACET_CO_TRY_ASSIGN(const bool isWrong, co_await answerOf(core->vault().run([=](VaultSession &v) -> Result<bool> {
                            bool wrong = false;
                            for (const GroupEpoch &row : epochs) {
                                const auto logged = state.epochs.constFind(row.epoch);
                                const auto bytes = fixedBytes<crypto::kEpochKeySize>(row.openKey);
                                if (logged == state.epochs.cend() || !bytes)
                                    continue;
                                const auto key = crypto::EpochKey::fromBytes(epochName(chat, row.epoch), *bytes);
                                if (toByteArray(key.commitment().bytes) == logged->commitment)
                                    TACET_TRY(saveKey(v, key, chat));
                                else
                                    wrong = true;
                            }
                            return wrong;
                        })));
    if (isWrong)
        core->groupLog().alarm(chat, GroupAlarm::WrongKey);
    co_return {};
}

Task<> EpochKeeper::fetchWrapped(ChatId chat, GroupLogState state, qint64 since)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto wraps, co_await answerOf(core->backend().run([chat, since](BackendSession &db) {
                            return db.groupKeys().ownKeys(chat, since, kPage);
                        })));
    for (const OwnGroupKey &wrapped : wraps) {
        if (state.epochs.contains(wrapped.epoch))
            TACET_CO_TRY(co_await openWrap(chat, state, wrapped));
    }
    co_return {};
}

/// The device that wrapped, as the list of its account has it; asked for if it is new.
Task<std::optional<PeerDevice>> EpochKeeper::wrapper(GroupLogState state, DeviceId device)
{
    const auto core = m_core.shared_from_this();
    const auto find = [device](VaultSession &vault) { return vault.peers().device(device); };
    TACET_CO_TRY_ASSIGN(auto known, co_await answerOf(core->vault().run(find)));
    for (auto user = state.members.keyBegin(); !known && user != state.members.keyEnd(); ++user) {
        if (!state.may(*user, Permission::ManageMembers) && *user != core->account().user)
            continue;
        const Result<> refreshed = co_await core->directory().refresh(*user);
        if (!refreshed && breaksConnection(refreshed.error().code()))
            co_return std::unexpected(refreshed.error());
        TACET_CO_TRY_ASSIGN(known, co_await answerOf(core->vault().run(find)));
    }
    co_return known;
}

/// A wrap that does not open to the key of the log is thrown away, so that another manager makes a new one.
Task<> EpochKeeper::openWrap(ChatId chat, GroupLogState state, OwnGroupKey wrapped)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto device, co_await wrapper(state, wrapped.wrappedBy));
    const LoggedEpoch logged = state.epochs.value(wrapped.epoch);
    const auto open = [=](VaultSession &vault) -> Result<bool> {
        TACET_TRY_ASSIGN(const auto known, vault.epochKeys().find(chat, wrapped.epoch));
        if (known)
            return true;
        if (!device)
            return false;
        TACET_TRY_ASSIGN(const auto person, vault.peers().find(device->user));
        const auto sender =
            person ? verifiedDevice(*device, person->masterKey) : fail(ErrorCode::NotFound, QStringLiteral("person"));
        const auto columns =
            crypto::EpochWrap::fromColumns(viewOf(wrapped.wrap.encapsulation), wrapped.wrap.kemKeyId,
                                           viewOf(wrapped.wrap.kemCiphertext), viewOf(wrapped.wrap.ciphertext));
        const auto prekey = VaultPrekeys(vault.keys()).kemPrekey(wrapped.wrap.kemKeyId);
        const auto commitment = fixedBytes<32>(logged.commitment);
        if (!sender || !columns || !prekey || !commitment)
            return false;
        const auto key = columns->open(epochName(chat, wrapped.epoch), crypto::EpochCommitment{*commitment}, *sender,
                                       core->keys().localDevice(), *prekey);
        if (!key)
            return false;
        TACET_TRY(saveKey(vault, *key, chat));
        return true;
    };
    TACET_CO_TRY_ASSIGN(const bool isGood, co_await answerOf(core->vault().run(open)));
    if (isGood)
        co_return {};
    core->groupLog().alarm(chat, GroupAlarm::WrongKey);
    const qint64 epoch = wrapped.epoch;
    co_return co_await answerOf(
        core->backend().run([chat, epoch](BackendSession &db) { return db.groupKeys().rejectKey(chat, epoch); }));
}

} // namespace tacet
