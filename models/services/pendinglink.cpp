#include "models/services/pendinglink.h"

#include "crypto/primitives/sha256.h"
#include "models/services/bytes.h"
#include "models/services/devicepapers.h"
#include "models/services/newid.h"
#include "models/services/newprekeys.h"
#include "models/vault/keystore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultsession.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;
const QString kPendingSetting = QStringLiteral("link/pending");
const QString kFetchSetting = QStringLiteral("link/account-to-fetch");

std::unexpected<Error> unverified(const char *what)
{
    return fail(ErrorCode::CryptoFailed, QLatin1StringView(what));
}

/// The newest list of devices, signed by the key that the phrase opened, and not older than when it was sealed.
Result<crypto::DeviceManifest> verifiedManifest(const LinkGrounds &grounds, const crypto::MasterKey &master)
{
    if (toByteArray(master.publicKey().key.bytes) != grounds.material.masterKey)
        return unverified("the workspace shows another key for this account than the recovery phrase opens");
    if (!grounds.material.manifest)
        return unverified("the account shows no list of devices");
    const StoredManifest &stored = *grounds.material.manifest;
    TACET_TRY_ASSIGN(const auto signature, fixedBytes<64>(stored.signature));
    const auto encoded = viewOf(stored.manifest);
    const crypto::SignedManifest manifest{.encoded = crypto::Bytes(encoded.begin(), encoded.end()),
                                          .signature = crypto::Signature::from(signature)};
    auto verified = manifest.verify(master.publicKey(), idBytes(grounds.material.user));
    if (!verified)
        return unverified("the account's list of devices is not signed by its key");
    const crypto::ManifestPin &sealed = grounds.secrets->pin;
    if (verified->version < sealed.version || (verified->version == sealed.version && manifest.hash() != sealed.hash))
        return unverified("the account's list of devices is older than its recovery phrase, or another one");
    return std::move(*verified);
}

Result<crypto::DeviceIdentity> newIdentity()
{
    crypto::SystemRandom random;
    auto identity = crypto::DeviceIdentity::generate(random);
    if (!identity)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no key could be made"));
    return std::move(*identity);
}

Result<PendingLink> freshLink(VaultSession &vault, const LinkGrounds &grounds, const crypto::MasterKey &master)
{
    PendingLink pending;
    pending.user = grounds.material.user;
    pending.device = newId<DeviceId>();
    pending.deviceLabel = ownDeviceLabel();
    pending.databasePassword = grounds.databasePassword;
    pending.verifier = grounds.verifier;
    TACET_TRY_ASSIGN(auto identity, newIdentity());
    const LocalKeys keys{.user = pending.user,
                         .device = pending.device,
                         .master = crypto::MasterKey::fromSeed(master.seed()),
                         .identity = std::move(identity)};
    TACET_TRY(keys.save(vault));
    TACET_TRY(vault.keys().saveKey(KeyName::HistoryKey, toSecureArray(grounds.secrets->history.key.view())));
    TACET_TRY(makePrekeys(vault, keys.identity, PrekeyOrder::forNewDevice()));
    TACET_TRY_ASSIGN(pending.certificate, makeCertificate(keys, pending.deviceLabel));
    return pending;
}

/// `manifest` and this device, as the next version.
Result<StoredManifest> manifestAfter(const StoredManifest &before, crypto::DeviceManifest manifest,
                                     const LocalKeys &keys)
{
    const QByteArray hash = toByteArray(crypto::Sha256::of(viewOf(before.manifest)));
    TACET_TRY_ASSIGN(manifest.previousHash, fixedBytes<crypto::kManifestHashSize>(hash));
    manifest.version += 1;
    manifest.devices.push_back({.device = idBytes(keys.device), .identityKey = keys.identity.publicKey()});
    std::ranges::sort(manifest.devices);
    TACET_TRY_ASSIGN(const QByteArray signedManifest, signManifest(keys.master, manifest));
    return storedManifest(static_cast<qint64>(manifest.version), hash, signedManifest);
}

Result<> demandEmptyVault(VaultSession &vault, UserId user, const std::optional<PendingLink> &interrupted)
{
    TACET_TRY_ASSIGN(const auto account, vault.account().find());
    TACET_TRY_ASSIGN(const auto joining, vault.account().pendingEnrolment());
    if (account || joining)
        return fail(ErrorCode::AlreadyExists);
    if (interrupted && interrupted->user != user)
        return fail(ErrorCode::Conflict, QStringLiteral("this profile was begun for another account"));
    return {};
}

} // namespace

QByteArray PendingLink::encode() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    stream << kVersion << workspace.toString() << username << displayName << user.uuid() << device.uuid() << deviceLabel
           << databasePassword << verifier << attempt << certificate << manifest.version << manifest.previousHash
           << manifest.manifest + manifest.signature;
    return bytes;
}

Result<PendingLink> PendingLink::decode(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_8);
    quint8 version = 0;
    QString workspace;
    QUuid user;
    QUuid device;
    qint64 manifestVersion = 0;
    QByteArray previousHash;
    QByteArray signedManifest;
    PendingLink pending;
    stream >> version >> workspace >> pending.username >> pending.displayName >> user >> device >>
        pending.deviceLabel >> pending.databasePassword >> pending.verifier >> pending.attempt >> pending.certificate >>
        manifestVersion >> previousHash >> signedManifest;
    if (version != kVersion || stream.status() != QDataStream::Ok)
        return fail(ErrorCode::Damaged, QStringLiteral("stored link"));
    TACET_TRY_ASSIGN(pending.workspace, WorkspaceLink::fromString(workspace));
    pending.user = UserId(user);
    pending.device = DeviceId(device);
    pending.manifest = storedManifest(manifestVersion, previousHash, signedManifest);
    return pending;
}

Result<> checkGrounds(const LinkGrounds &grounds)
{
    TACET_TRY(verifiedManifest(grounds, crypto::MasterKey::fromSeed(grounds.secrets->masterSeed.view())));
    return {};
}

Result<std::optional<PendingLink>> pendingLink(VaultSession &vault)
{
    TACET_TRY_ASSIGN(const auto bytes, vault.settings().value(kPendingSetting));
    if (!bytes)
        return std::nullopt;
    TACET_TRY_ASSIGN(const PendingLink pending, PendingLink::decode(*bytes));
    return pending;
}

Result<PendingLink> beginLink(VaultSession &vault, const LinkGrounds &grounds)
{
    return vault.transact([&]() -> Result<PendingLink> {
        const LinkMaterial &material = grounds.material;
        TACET_TRY_ASSIGN(const auto interrupted, pendingLink(vault));
        TACET_TRY(demandEmptyVault(vault, material.user, interrupted));
        const auto master = crypto::MasterKey::fromSeed(grounds.secrets->masterSeed.view());
        TACET_TRY_ASSIGN(const auto manifest, verifiedManifest(grounds, master));
        if (interrupted && manifest.find(idBytes(interrupted->device)))
            return fail(ErrorCode::Conflict,
                        QStringLiteral("this profile's link was interrupted more than a day ago: delete its folder"));
        TACET_TRY_ASSIGN(PendingLink pending,
                         interrupted ? Result<PendingLink>(*interrupted) : freshLink(vault, grounds, master));
        TACET_TRY_ASSIGN(const LocalKeys keys, LocalKeys::load(vault, pending.user, pending.device));
        if (keys.master.publicKey() != master.publicKey())
            return fail(ErrorCode::Conflict,
                        QStringLiteral("the account's key is another one since: delete the folder"));
        pending.workspace = grounds.workspace;
        pending.username = material.username;
        pending.displayName = material.displayName;
        pending.attempt = grounds.attempt;
        TACET_TRY_ASSIGN(pending.manifest, manifestAfter(*material.manifest, manifest, keys));
        TACET_TRY(vault.settings().setValue(kPendingSetting, pending.encode()));
        return pending;
    });
}

Result<EnrolmentRequest> linkRequest(VaultSession &vault, const PendingLink &pending)
{
    TACET_TRY_ASSIGN(const LocalKeys keys, LocalKeys::load(vault, pending.user, pending.device));
    EnrolmentRequest request = deviceRequest(keys, pending.certificate, pending.deviceLabel);
    request.username = pending.username;
    request.displayName = pending.displayName;
    request.scramVerifier = pending.verifier;
    request.manifest = pending.manifest;
    TACET_TRY_ASSIGN(request.prekeys, unpublishedPrekeys(vault));
    return request;
}

Result<AccountRecord> completeLink(VaultSession &vault, const PendingLink &pending, const EnrolmentRequest &request,
                                   const Enrolled &enrolled)
{
    return vault.transact([&]() -> Result<AccountRecord> {
        AccountRecord record;
        record.account.user = pending.user;
        record.account.device = pending.device;
        record.account.username = pending.username;
        record.account.displayName = pending.displayName;
        record.account.masterKey = request.masterKey;
        record.account.workspace = pending.workspace.workspace;
        record.account.workspace.id = enrolled.workspace;
        record.databaseRole = enrolled.role;
        record.databasePassword = pending.databasePassword.toLatin1();
        record.deviceLabel = pending.deviceLabel;
        TACET_TRY(settleAccount(vault, record, request,
                                {.role = pending.workspace.enrolRole, .password = pending.workspace.enrolPassword}));
        TACET_TRY(vault.settings().setNumber(kFetchSetting, 1));
        TACET_TRY(vault.settings().remove(kPendingSetting));
        return record;
    });
}

Result<bool> hasAccountToFetch(VaultSession &vault)
{
    TACET_TRY_ASSIGN(const auto waits, vault.settings().number(kFetchSetting));
    return waits.has_value();
}

Result<> noteAccountFetched(VaultSession &vault)
{
    return vault.settings().remove(kFetchSetting);
}

} // namespace tacet
