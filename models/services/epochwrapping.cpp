#include "crypto/epoch/epochwrap.h"
#include "crypto/epoch/invitesecret.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/epochkeeper.h"
#include "models/services/failures.h"
#include "models/services/grouptexts.h"
#include "models/services/invitesecrets.h"
#include "models/services/peerdevices.h"
#include "models/vault/peerstore.h"

/// What a manager's client hands out: wraps for devices, names and links under the newest key.
namespace tacet {

namespace {

constexpr int kMembersAtOnce = 100;

/// The wrap of the key for one device, or nothing if its prekey does not verify.
std::optional<GroupKeyWrap> wrapFor(const crypto::EpochKey &key, const crypto::LocalDevice &sender,
                                    const crypto::VerifiedDevice &device, const PublishedKemPrekey &prekey)
{
    const auto bytes = fixedBytes<crypto::kKemPublicKeySize>(prekey.publicKey);
    const auto signature = fixedBytes<crypto::kSignatureSize>(prekey.signature);
    if (!bytes || !signature)
        return std::nullopt;
    const crypto::PublicKemPrekey published{.id = prekey.id,
                                            .kind = prekey.lastResort ? crypto::KemPrekeyKind::LastResort
                                                                      : crypto::KemPrekeyKind::OneTime,
                                            .key = *bytes,
                                            .signature = crypto::Signature::from(*signature)};
    const auto kem = published.verify(device.identityKey());
    if (!kem)
        return std::nullopt;
    crypto::SystemRandom random;
    const auto wrap =
        crypto::EpochWrap::seal(key, sender, {.device = device, .kemPrekeyId = prekey.id, .kemKey = *kem}, random);
    if (!wrap)
        return std::nullopt;
    return GroupKeyWrap{.device = DeviceId(QUuid::fromRfc4122(toByteArray(device.address().device))),
                        .encapsulation = toByteArray(wrap->encapsulation.view()),
                        .kemKeyId = wrap->kemPrekeyId,
                        .kemCiphertext = toByteArray(wrap->kemCiphertext),
                        .ciphertext = toByteArray(wrap->ciphertext)};
}

} // namespace

/// The newest one first: what is written now is written under it.
Task<> EpochKeeper::wrapAll(ChatId chat, GroupLogState state, QList<qint64> epochs)
{
    for (auto epoch = epochs.crbegin(); epoch != epochs.crend(); ++epoch)
        TACET_CO_TRY(co_await wrapEpoch(chat, state, *epoch));
    co_return {};
}

Task<> EpochKeeper::wrapEpoch(ChatId chat, GroupLogState state, qint64 epoch)
{
    const auto core = m_core.shared_from_this();
    UserId after;
    do {
        TACET_CO_TRY_ASSIGN(const LackingDevices page,
                            co_await answerOf(core->backend().run([chat, epoch, after](BackendSession &db) {
                                return db.groupKeys().devicesWithoutKey(chat, epoch, after, kMembersAtOnce);
                            })));
        QList<DeviceId> lacking = page.devices;
        lacking.removeAll(core->account().device);
        if (!lacking.isEmpty()) {
            TACET_CO_TRY_ASSIGN(const auto targets, co_await answerOf(core->backend().run([=](BackendSession &db) {
                                    return db.groupKeys().wrapTargets(chat, lacking);
                                })));
            TACET_CO_TRY_ASSIGN(const auto devices, co_await verifiedDevices(chat, state, targets));
            if (!devices.isEmpty())
                TACET_CO_TRY(co_await wrapFor(chat, epoch, targets, devices));
        }
        after = page.next;
    } while (!after.isNull());
    co_return {};
}

/// Those of the devices that the verified list of a member in the log has. Lists are asked for where a device is new.
/// Whoever the log does not know yet is left for later.
Task<QList<PeerDevice>> EpochKeeper::verifiedDevices(ChatId chat, GroupLogState state, QList<WrapTarget> targets)
{
    const auto core = m_core.shared_from_this();
    targets.removeIf([&state](const WrapTarget &target) { return !state.isMember(target.device.user); });
    const auto known = [targets](VaultSession &vault) -> Result<QList<PeerDevice>> {
        QList<PeerDevice> found;
        for (const WrapTarget &target : targets) {
            TACET_TRY_ASSIGN(const auto device, vault.peers().device(target.device.id));
            TACET_TRY_ASSIGN(const auto person, vault.peers().find(target.device.user));
            if (device && device->active && device->user == target.device.user && person &&
                person->trust != Trust::Changed)
                found += *device;
        }
        return found;
    };
    TACET_CO_TRY_ASSIGN(QList<PeerDevice> found, co_await answerOf(core->vault().run(known)));
    QSet<UserId> unknown;
    for (const WrapTarget &target : std::as_const(targets)) {
        if (!std::ranges::contains(found, target.device.id, &PeerDevice::id))
            unknown.insert(target.device.user);
    }
    if (unknown.isEmpty())
        co_return found;
    for (const UserId user : std::as_const(unknown)) {
        const Result<> refreshed = co_await core->directory().refresh(user);
        if (!refreshed && breaksConnection(refreshed.error().code()))
            co_return std::unexpected(refreshed.error());
    }
    TACET_CO_TRY_ASSIGN(found, co_await answerOf(core->vault().run(known)));
    if (found.size() < targets.size())
        core->groupLog().alarm(chat, GroupAlarm::ForeignDevice);
    co_return found;
}

Task<> EpochKeeper::wrapFor(ChatId chat, qint64 epoch, QList<WrapTarget> targets, QList<PeerDevice> devices)
{
    const auto core = m_core.shared_from_this();
    const auto seal = [=](VaultSession &vault) -> Result<QList<GroupKeyWrap>> {
        QList<GroupKeyWrap> wraps;
        TACET_TRY_ASSIGN(const auto key, GroupVault(vault, core->account()).epochKey(chat, epoch));
        if (!key)
            return wraps;
        for (const WrapTarget &target : targets) {
            const auto device = std::ranges::find(devices, target.device.id, &PeerDevice::id);
            if (device == devices.cend())
                continue;
            TACET_TRY_ASSIGN(const auto person, vault.peers().find(device->user));
            const auto verified = verifiedDevice(*device, person ? person->masterKey : QByteArray());
            if (!verified)
                continue;
            if (const auto wrap = tacet::wrapFor(*key, core->keys().localDevice(), *verified, target.kem))
                wraps += *wrap;
        }
        return wraps;
    };
    TACET_CO_TRY_ASSIGN(const auto wraps, co_await answerOf(core->vault().run(seal)));
    if (wraps.isEmpty())
        co_return {};
    co_return co_await answerOf(core->backend().run([chat, epoch, wraps](BackendSession &db) -> Result<> {
        TACET_TRY(db.groupKeys().putWraps(chat, epoch, wraps));
        // They may be waiting for nothing else.
        std::ignore = db.wake().wake(chat);
        return {};
    }));
}

/// Name, description and names of roles, so that who has the newest key alone reads them.
Task<> EpochKeeper::reseal(ChatId chat, GroupLogState state)
{
    const auto core = m_core.shared_from_this();
    const UserId me = core->account().user;
    const qint64 epoch = state.epoch();
    if (state.isPublic() || state.wantsEpoch)
        co_return {};
    if (state.settings.epoch < epoch && state.may(me, Permission::ManageChat)) {
        const Result<> resealed = co_await core->groupChanges().resealSettings(chat);
        if (!resealed && breaksConnection(resealed.error().code()))
            co_return resealed;
    }
    if (!state.may(me, Permission::ManageRoles))
        co_return {};
    for (auto role = state.roles.cbegin(); role != state.roles.cend(); ++role) {
        if (role->definition.nameHash.isEmpty() || role->definition.nameEpoch >= epoch)
            continue;
        const Result<> resealed = co_await core->groupChanges().resealRole(chat, role.key());
        if (!resealed && breaksConnection(resealed.error().code()))
            co_return resealed;
    }
    co_return {};
}

/// The newest key for who comes by links that this device made.
Task<> EpochKeeper::renewLinks(ChatId chat, GroupLogState state)
{
    const auto core = m_core.shared_from_this();
    const qint64 epoch = state.epoch();
    TACET_CO_TRY_ASSIGN(const auto secrets, co_await answerOf(core->vault().run(
                                                [chat](VaultSession &vault) { return inviteSecretsOf(vault, chat); })));
    if (secrets.isEmpty() || state.isPublic())
        co_return {};
    TACET_CO_TRY_ASSIGN(const auto stored, co_await answerOf(core->backend().run([chat](BackendSession &db) {
                            return db.groupInvites().invites(chat, {}, 500);
                        })));
    for (const StoredInvite &invite : stored) {
        if (invite.kind != InviteKind::Link || invite.epoch >= epoch || !secrets.contains(invite.id))
            continue;
        const QString text = secrets.value(invite.id);
        TACET_CO_TRY_ASSIGN(const InviteKey key, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                                GroupVault groups(vault, core->account());
                                return keyForLink(groups, chat, epoch, invite.id, text);
                            })));
        const InviteId id = invite.id;
        const Result<> renewed = co_await answerOf(core->backend().run(
            [chat, id, key](BackendSession &db) { return db.groupInvites().setLinkKey(chat, id, key); }));
        if (!renewed && breaksConnection(renewed.error().code()))
            co_return renewed;
    }
    co_return {};
}

} // namespace tacet
