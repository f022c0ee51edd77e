#include "models/services/peerdirectory.h"

#include "models/services/accountcore.h"
#include "models/services/crashpoint.h"
#include "models/services/failures.h"
#include "models/services/pairwisevault.h"
#include "models/services/peerdevices.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

constexpr qsizetype kSessionsAtOnce = 32;

/// What the database says of an account, not verified.
struct Claimed {
    DirectoryEntry entry;
    QList<StoredManifest> manifests; ///< newer than the pinned one, or the newest
    QList<DirectoryDevice> devices;
};

Result<Claimed> fetchClaims(BackendSession &db, UserId user, qint64 pinnedVersion)
{
    Claimed claimed;
    TACET_TRY_ASSIGN(claimed.entry, db.directory().user(user));
    TACET_TRY_ASSIGN(claimed.devices, db.devices().devicesOf(user));
    if (pinnedVersion > 0) {
        TACET_TRY_ASSIGN(claimed.manifests, db.devices().manifestsSince(user, pinnedVersion));
    }
    if (claimed.manifests.isEmpty()) {
        TACET_TRY_ASSIGN(const StoredManifest newest, db.devices().manifestOf(user));
        claimed.manifests += newest;
    }
    return claimed;
}

PersonFacts factsOf(const DirectoryEntry &entry)
{
    return {.id = entry.id, .username = entry.username, .displayName = entry.displayName, .masterKey = entry.masterKey};
}

Result<Person> learnFacts(VaultSession &vault, const DirectoryEntry &entry)
{
    TACET_TRY(vault.peers().learn(factsOf(entry)));
    TACET_TRY(vault.peers().setRelation(entry.id, entry.relation));
    TACET_TRY_ASSIGN(const auto person, vault.peers().find(entry.id));
    return person.value_or(Person{});
}

Result<> pinClaims(VaultSession &vault, const Claimed &claimed)
{
    return vault.transact([&]() -> Result<> {
        TACET_TRY_ASSIGN(const Person person, learnFacts(vault, claimed.entry));
        if (person.trust == Trust::Changed)
            return {};
        TACET_TRY_ASSIGN(const auto pinned, vault.peers().manifest(person.id));
        TACET_TRY_ASSIGN(const VerifiedPeer peer,
                         verifyPeer(person.id, person.masterKey, pinned, claimed.manifests, claimed.devices));
        return vault.peers().pinManifest(person.id, peer.manifest, peer.devices);
    });
}

/// What the database says of a person may be wrong or forged.
bool isOfOnePerson(ErrorCode code)
{
    return code == ErrorCode::CryptoFailed || code == ErrorCode::NotFound || code == ErrorCode::Conflict ||
           code == ErrorCode::InvalidInput;
}

/// One answer for each device. An error only if the connection broke.
Result<QList<Result<PrekeyBundle>>> claimAll(BackendSession &db, const QList<PeerDevice> &devices)
{
    QList<Result<PrekeyBundle>> bundles;
    for (const PeerDevice &device : devices) {
        bundles += db.prekeys().claim(device.id);
        if (!bundles.constLast() && breaksConnection(bundles.constLast().error().code()))
            return std::unexpected(bundles.constLast().error());
    }
    return bundles;
}

/// Begins sessions with those whose bundle verifies; whose do not is answered.
Result<QSet<UserId>> startAll(VaultSession &vault, const LocalKeys &keys, const QList<PeerDevice> &devices,
                              const QList<Result<PrekeyBundle>> &bundles)
{
    PairwiseVault ratchets(vault, keys);
    QSet<UserId> failed;
    for (qsizetype i = 0; i < devices.size(); ++i) {
        const Result<> started =
            bundles[i] ? ratchets.start(devices[i], *bundles[i]) : std::unexpected(bundles[i].error());
        if (started)
            continue;
        qCWarning(logServices) << "no session with device" << devices[i].id.toString() << started.error().detail();
        failed += devices[i].user;
    }
    TACET_TRY(ratchets.save());
    return failed;
}

bool isUnreachable(const Error &error)
{
    return error.code() == ErrorCode::Offline || error.code() == ErrorCode::Timeout ||
           error.code() == ErrorCode::NotOpen;
}

} // namespace

Result<QSet<UserId>> unknownUsers(VaultSession &vault, const QHash<DeviceId, UserId> &devices)
{
    QSet<UserId> unknown;
    for (const auto &[id, user] : devices.asKeyValueRange()) {
        TACET_TRY_ASSIGN(const auto device, vault.peers().device(id));
        if (!device || !device->active)
            unknown += user;
    }
    return unknown;
}

PeerDirectory::PeerDirectory(AccountCore &core)
    : m_core(core)
{
}

Task<Person> PeerDirectory::learn(UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto known, co_await answerOf(core->vault().run(
                                              [user](VaultSession &vault) { return vault.peers().find(user); })));
    const auto entry =
        co_await answerOf(core->backend().run([user](BackendSession &db) { return db.directory().user(user); }));
    if (!entry && known && isUnreachable(entry.error()))
        co_return *known;
    if (!entry)
        co_return std::unexpected(entry.error());
    TACET_CO_TRY_ASSIGN(const Person person, co_await answerOf(core->vault().run([entry](VaultSession &vault) {
                            return vault.transact([&] { return learnFacts(vault, *entry); });
                        })));
    if (!known || known->trust != person.trust || known->relation != person.relation ||
        known->displayName != person.displayName)
        Q_EMIT core->people().personChanged(person);
    co_return person;
}

Task<> PeerDirectory::ensureDevices(UserId user)
{
    const auto core = m_core.shared_from_this();
    const auto look = [user](VaultSession &vault) -> Result<bool> {
        TACET_TRY_ASSIGN(const auto person, vault.peers().find(user));
        if (person && person->trust == Trust::Changed)
            return fail(ErrorCode::IdentityChanged);
        TACET_TRY_ASSIGN(const auto devices, vault.peers().devices(user));
        return !devices.isEmpty();
    };
    TACET_CO_TRY_ASSIGN(const bool known, co_await answerOf(core->vault().run(look)));
    if (known)
        co_return {};
    TACET_CO_TRY(co_await refresh(user));
    TACET_CO_TRY_ASSIGN(const bool found, co_await answerOf(core->vault().run(look)));
    if (!found)
        co_return fail(ErrorCode::NoDevices);
    co_return {};
}

Task<> PeerDirectory::refresh(UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto pinned, co_await answerOf(core->vault().run(
                                               [user](VaultSession &vault) { return vault.peers().manifest(user); })));
    const qint64 version = pinned ? pinned->version : 0;
    TACET_CO_TRY_ASSIGN(const Claimed claimed,
                        co_await answerOf(core->backend().run(
                            [user, version](BackendSession &db) { return fetchClaims(db, user, version); })));
    TACET_CO_TRY(
        co_await answerOf(core->vault().run([claimed](VaultSession &vault) { return pinClaims(vault, claimed); })));
    const Result<Person> person = co_await answerOf(core->people().find(user));
    if (person && user != core->account().user)
        Q_EMIT core->people().personChanged(*person);
    co_return {};
}

Task<> PeerDirectory::refreshAll(QSet<UserId> users)
{
    const auto core = m_core.shared_from_this();
    for (const UserId &user : users) {
        const Result<> learnt = co_await refresh(user);
        if (!learnt && !isOfOnePerson(learnt.error().code()))
            co_return std::unexpected(learnt.error());
    }
    co_return {};
}

Task<> PeerDirectory::learnDevices(QHash<DeviceId, UserId> devices)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto unknown, co_await answerOf(core->vault().run([devices](VaultSession &vault) {
                            return unknownUsers(vault, devices);
                        })));
    co_return co_await refreshAll(unknown);
}

Task<> PeerDirectory::startSession(PeerDevice device)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const PrekeyBundle bundle, co_await answerOf(core->backend().run([device](BackendSession &db) {
                            return db.prekeys().claim(device.id);
                        })));
    reached(CrashPoint::AfterBundleClaimed);
    co_return co_await answerOf(core->vault().run([core, device, bundle](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY_ASSIGN(const auto person, vault.peers().find(device.user));
            if (!person)
                return fail(ErrorCode::NotFound, QStringLiteral("person"));
            PairwiseVault ratchets(vault, core->keys());
            TACET_TRY(ratchets.start(device, bundle));
            return ratchets.save();
        });
    }));
}

Task<QSet<UserId>> PeerDirectory::startSessions(QList<PeerDevice> devices)
{
    const auto core = m_core.shared_from_this();
    QSet<UserId> failed;
    for (qsizetype from = 0; from < devices.size(); from += kSessionsAtOnce) {
        const QList<PeerDevice> part = devices.mid(from, kSessionsAtOnce);
        TACET_CO_TRY_ASSIGN(const auto bundles, co_await answerOf(core->backend().run(
                                                    [part](BackendSession &db) { return claimAll(db, part); })));
        reached(CrashPoint::AfterBundleClaimed);
        TACET_CO_TRY_ASSIGN(const auto missed,
                            co_await answerOf(core->vault().run([core, part, bundles](VaultSession &vault) {
                                return vault.transact([&] { return startAll(vault, core->keys(), part, bundles); });
                            })));
        failed += missed;
    }
    co_return failed;
}

} // namespace tacet
