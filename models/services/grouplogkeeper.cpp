#include "models/services/grouplogkeeper.h"

#include "models/domain/groupnames.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/epochcandidate.h"
#include "models/services/failures.h"
#include "models/vault/chatstore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/peerstore.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(lcGroups, "tacet.services.groups")

constexpr int kPage = 500;
/// What nobody tells of by an event: epochs that grow old, devices that came, rows that somebody put in.
constexpr std::chrono::minutes kCheckInterval{5};

/// Whose certificate verifies under the account's master key.
std::optional<OperationSigner> certified(const LogSigner &signer, const QByteArray &masterKey)
{
    const auto master = fixedBytes<crypto::kEd25519Size>(masterKey);
    const auto signature = fixedBytes<crypto::kSignatureSize>(signer.certificateSignature);
    if (!master || !signature)
        return std::nullopt;
    const auto encoded = viewOf(signer.certificate);
    const crypto::SignedCertificate certificate{.encoded = crypto::Bytes(encoded.begin(), encoded.end()),
                                                .signature = crypto::Signature::from(*signature)};
    const auto verified = certificate.verify(crypto::MasterPublicKey{crypto::Ed25519PublicKey::from(*master)},
                                             addressOf(signer.user, signer.device));
    if (!verified)
        return std::nullopt;
    return OperationSigner{.user = signer.user, .identityKey = toByteArray(verified->identityKey.bytes)};
}

} // namespace

struct GroupLogKeeper::Part {
    StoredGroup group;
    ShownTexts texts;
    QList<LoggedOperation> operations;
    QList<LogSigner> signers;
    QMap<qint64, QList<UserId>> departures; ///< by the operation before
};

/// A log as it is being read.
struct GroupLogKeeper::Reading {
    GroupLog log;
    ChatHead pinned; ///< up to where it was read before
    UserId me;
    QList<ToldOperation> told = {};
    std::optional<ToldOperation> settledBy = {}; ///< who changed the settings last
    bool hasVoid = false;

    Result<> take(const Part &part, const OperationSigners &signers);
    Result<bool> isComplete(const Part &part) const;
    void depart(const Part &part, qint64 after);
    void note(const LoggedOperation &entry, const LogStep &step);
};

GroupLogKeeper::GroupLogKeeper(AccountCore &core)
    : m_core(core)
{
    m_check.setInterval(kCheckInterval);
    connect(&m_check, &QTimer::timeout, this, [this] {
        if (m_core.connection().isOnline())
            checkAll();
    });
    m_check.start();
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, [this] {
        if (std::exchange(m_endAgain, false))
            lookForEnd();
        if (m_core.connection().isOnline())
            leaveThoseBehind();
    });
}

Result<GroupLogKeeper::Part> GroupLogKeeper::fetch(BackendSession &db, ChatId chat, qint64 since)
{
    Part part;
    TACET_TRY_ASSIGN(part.operations, db.groupLog().operations(chat, since, kPage));
    // Behind the operations: what they say is in it.
    TACET_TRY_ASSIGN(part.group, db.groupLog().group(chat));
    TACET_TRY_ASSIGN(part.texts.roles, db.groupLog().roles(chat, {}, kPage));
    if (!part.operations.isEmpty()) {
        TACET_TRY_ASSIGN(part.signers, db.groupHistory().signers(chat, since, kPage));
    }
    UserId after;
    for (bool isLast = false; !isLast;) {
        TACET_TRY_ASSIGN(const auto departed, db.groupHistory().departed(chat, after, kPage));
        isLast = departed.size() < kPage;
        for (const DepartedMember &member : departed) {
            part.departures[member.after] += member.user;
            after = member.user;
        }
    }
    const StoredGroupSettings &settings = part.group.settings;
    part.texts.name = settings.name;
    part.texts.description = settings.description;
    part.texts.encryptedName = settings.encryptedName;
    part.texts.encryptedDescription = settings.encryptedDescription;
    part.texts.memberCount = part.group.memberCount;
    part.texts.dueReason = part.group.epochDue ? QString(nameOf(*part.group.epochDue)) : QString();
    return part;
}

Task<> GroupLogKeeper::catchUp(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await readLog(chat));
    // With a key come the texts that are sealed under it.
    TACET_CO_TRY_ASSIGN(const bool hasMoreKeys, co_await core->epochs().fetch(chat));
    if (hasMoreKeys) {
        TACET_CO_TRY(co_await readLog(chat));
        // Whatever told of them, posts may wait for them.
        core->groupSync().catchUp(chat);
    }
    TACET_CO_TRY(co_await core->groupPictures().fetch(chat));
    co_return co_await core->epochs().tend(chat);
}

Task<GroupLogState> GroupLogKeeper::readLog(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    const auto turn = co_await m_turns.take(chat);
    auto read = co_await readParts(chat, false);
    // Who manages a channel is shown what was hidden from its readers.
    if (read && read->hasOpaqueLinks && read->may(core->account().user, Permission::ManageMembers))
        read = co_await readParts(chat, true);
    if (!read && read.error().code() == ErrorCode::Damaged) {
        TACET_CO_TRY(co_await halt(chat));
        co_return fail(ErrorCode::CryptoFailed, read.error().detail());
    }
    if (!read && read.error().code() == ErrorCode::NotFound)
        TACET_CO_TRY(co_await leaveBehind(chat));
    co_return read;
}

/// The accounts' keys are pinned at first sight; of accounts that were deleted only the certificates are left.
Task<OperationSigners> GroupLogKeeper::verifySigners(QList<LogSigner> signers)
{
    const auto core = m_core.shared_from_this();
    OperationSigners verified;
    for (const LogSigner &signer : std::as_const(signers)) {
        QByteArray masterKey = signer.masterKey;
        if (signer.user == core->account().user) {
            masterKey = toByteArray(core->keys().master.publicKey().key.bytes);
        } else {
            const UserId user = signer.user;
            TACET_CO_TRY_ASSIGN(auto person, co_await answerOf(core->vault().run(
                                                 [user](VaultSession &vault) { return vault.peers().find(user); })));
            if (!person || person->masterKey != signer.masterKey) {
                const Result<Person> learnt = co_await core->directory().learn(user);
                if (!learnt && learnt.error().code() != ErrorCode::NotFound)
                    co_return std::unexpected(learnt.error());
                if (learnt)
                    person = *learnt;
            }
            if (person && person->trust == Trust::Changed)
                co_return fail(ErrorCode::IdentityChanged);
            if (person)
                masterKey = person->masterKey;
        }
        if (const auto found = certified(signer, masterKey))
            verified.insert(signer.device, *found);
    }
    co_return verified;
}

/// What was seen is still there, and what is new continues it.
Result<> GroupLogKeeper::Reading::take(const Part &part, const OperationSigners &signers)
{
    depart(part, log.state().head.sequence);
    for (const LoggedOperation &entry : part.operations) {
        TACET_TRY_ASSIGN(const LogStep step, log.take(entry, signers));
        const qint64 sequence = log.state().head.sequence;
        if (sequence == pinned.sequence && log.state().head != pinned)
            return fail(ErrorCode::Damaged, QStringLiteral("another log than the one that was seen"));
        if (step.verdict == LogStep::Verdict::Void && sequence > pinned.sequence) {
            qCWarning(lcGroups) << "void operation" << sequence << "of" << log.state().chat.toString() << step.reason;
            hasVoid = true;
        }
        if (step.verdict == LogStep::Verdict::Good && sequence > pinned.sequence)
            note(entry, step);
        depart(part, sequence);
    }
    return {};
}

/// Whether everything was read: the database's head is the log's. Damaged for a shorter log, or another one.
Result<bool> GroupLogKeeper::Reading::isComplete(const Part &part) const
{
    const ChatHead &head = log.state().head;
    if (part.operations.size() == kPage || (part.group.head.sequence > head.sequence && !part.operations.isEmpty()))
        return false;
    if (part.group.head.sequence < std::max(pinned.sequence, head.sequence) ||
        (part.group.head.sequence == head.sequence && part.group.head != head))
        return fail(ErrorCode::Damaged, QStringLiteral("another log than the one that was seen"));
    return true;
}

/// Accounts that were deleted behind that operation.
void GroupLogKeeper::Reading::depart(const Part &part, qint64 after)
{
    for (const UserId user : part.departures.value(after)) {
        if (const auto event = log.depart(user); event && log.state().isMember(me))
            told += {.event = *event, .sequence = after, .device = {}, .time = QDateTime::currentDateTimeUtc()};
    }
}

/// A person is told of what happened in their time.
void GroupLogKeeper::Reading::note(const LoggedOperation &entry, const LogStep &step)
{
    const bool isMine = log.state().isMember(me) || entry.subject == me.uuid() || log.state().isDissolved;
    ToldOperation operation{.event = step.event.value_or(ChatEvent{}),
                            .sequence = log.state().head.sequence,
                            .device = entry.actorDevice,
                            .time = entry.createdAt};
    operation.event.actor = entry.actor;
    if (step.event && isMine)
        told += operation;
    if (entry.kind == OperationKind::Settings)
        settledBy = operation;
}

Task<GroupLogState> GroupLogKeeper::readParts(ChatId chat, bool anew)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(GroupLog log, co_await answerOf(core->vault().run([core, chat](VaultSession &vault) {
                            return GroupVault(vault, core->account()).log(chat);
                        })));
    Reading reading{.log = anew ? GroupLog(chat) : log, .pinned = log.state().head, .me = core->account().user};
    Part part;
    for (bool isComplete = false; !isComplete;) {
        const qint64 since = reading.log.state().head.sequence;
        TACET_CO_TRY_ASSIGN(part, co_await answerOf(core->backend().run(
                                      [chat, since](BackendSession &db) { return fetch(db, chat, since); })));
        TACET_CO_TRY_ASSIGN(const OperationSigners signers, co_await verifySigners(part.signers));
        TACET_CO_TRY(reading.take(part, signers));
        TACET_CO_TRY_ASSIGN(isComplete, reading.isComplete(part));
    }
    TACET_CO_TRY_ASSIGN(const auto lines, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                            return vault.transact([&]() -> Result<QList<Message>> {
                                // A key of this device's own making opens what it sealed under it.
                                TACET_TRY(adoptCandidate(vault, reading.log.state()));
                                return GroupVault(vault, core->account())
                                    .save(reading.log.state(), part.texts, reading.told, reading.settledBy);
                            });
                        })));
    for (const Message &line : lines)
        Q_EMIT core->messages().messageStored(line);
    if (reading.hasVoid)
        alarm(chat, GroupAlarm::VoidOperation);
    core->chats().announce(chat);
    if (reading.pinned != reading.log.state().head || !lines.isEmpty())
        Q_EMIT groupChanged(chat);
    co_return reading.log.state();
}

Task<> GroupLogKeeper::halt(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    co_await answerOf(core->vault().run([core, chat](VaultSession &vault) -> Result<> {
        TACET_TRY_ASSIGN(const auto row, vault.chats().find(chat));
        return row ? vault.chats().setStanding(chat, ChatStanding::Halted) : Result<>();
    }));
    alarm(chat, GroupAlarm::LogBroken);
    core->chats().announce(chat);
    Q_EMIT groupChanged(chat);
    co_return {};
}

/// Once for each chat and kind, as long as the program runs.
void GroupLogKeeper::alarm(ChatId chat, GroupAlarm alarm)
{
    if (m_alarmed.contains({chat, static_cast<int>(alarm)}))
        return;
    m_alarmed.insert({chat, static_cast<int>(alarm)});
    qCWarning(lcGroups) << "alarm" << static_cast<int>(alarm) << "in" << chat.toString();
    Q_EMIT alarmed(chat, alarm);
}

Task<> GroupLogKeeper::checkAll()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto present, co_await answerOf(core->backend().run(presentChats)));
    TACET_CO_TRY_ASSIGN(const auto known, co_await answerOf(core->chats().list()));
    TACET_CO_TRY_ASSIGN(const auto ended, co_await behind(present));
    for (const ChatId &chat : present + ended) {
        const bool isNew = !std::ranges::contains(known, chat, &Chat::id);
        Result<> checked = isNew ? co_await core->groupSync().readAll(chat) : co_await core->groupSync().catchUp(chat);
        if (checked)
            checked = co_await compareMembers(chat);
        if (!checked && breaksConnection(checked.error().code()))
            co_return checked;
    }
    co_return {};
}

Task<> GroupLogKeeper::compareMembers(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const GroupLogState state, co_await answerOf(core->vault().run([core, chat](VaultSession &v) {
                            return GroupVault(v, core->account()).state(chat);
                        })));
    UserId after;
    for (bool isLast = false; !isLast;) {
        TACET_CO_TRY_ASSIGN(const auto members,
                            co_await answerOf(core->backend().run([chat, after](BackendSession &db) {
                                return db.groupLog().members(chat, after, kPage);
                            })));
        TACET_CO_TRY_ASSIGN(const StoredGroup group, co_await answerOf(core->backend().run([chat](BackendSession &db) {
                                return db.groupLog().group(chat);
                            })));
        // Somebody came or went in between: they are compared the next time.
        if (group.head != state.head)
            co_return {};
        isLast = members.size() < kPage;
        for (const StoredMember &row : members) {
            after = row.user;
            if (state.members.value(row.user).role != row.role && !state.departed.contains(state.owner))
                alarm(chat, GroupAlarm::ForeignMember);
        }
    }
    co_return {};
}

} // namespace tacet
