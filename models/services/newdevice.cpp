#include "models/services/newdevice.h"

#include "models/services/bytes.h"
#include "models/services/devicepapers.h"
#include "models/services/inviteproof.h"
#include "models/services/localkeys.h"
#include "models/services/newid.h"
#include "models/services/newprekeys.h"
#include "models/services/pendinglink.h"
#include "models/vault/peerstore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultsession.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;
const QString kInviterSetting = QStringLiteral("enrolment/inviter");

Result<LocalKeys> newKeys(UserId user, DeviceId device)
{
    crypto::SystemRandom random;
    auto master = crypto::MasterKey::generate(random);
    auto identity = crypto::DeviceIdentity::generate(random);
    if (!master || !identity)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no key could be made"));
    return LocalKeys{.user = user, .device = device, .master = std::move(*master), .identity = std::move(*identity)};
}

Result<PendingEnrolment> freshEnrolment(VaultSession &vault)
{
    PendingEnrolment pending;
    pending.user = newId<UserId>();
    pending.device = newId<DeviceId>();
    pending.deviceLabel = ownDeviceLabel();
    TACET_TRY_ASSIGN(pending.databasePassword, newDevicePassword());
    TACET_TRY_ASSIGN(const LocalKeys keys, newKeys(pending.user, pending.device));
    TACET_TRY(keys.save(vault));
    TACET_TRY(makePrekeys(vault, keys.identity, PrekeyOrder::forNewDevice()));
    return pending;
}

/// The certificate is made once and kept: Ed25519 signatures here are hedged, and a repeat has to say
/// the same as before.
const QString kCertificateSetting = QStringLiteral("enrolment/certificate");
const QString kManifestSetting = QStringLiteral("enrolment/manifest");

template <class Make>
Result<QByteArray> madeOnce(VaultSession &vault, const QString &setting, Make make)
{
    TACET_TRY_ASSIGN(const auto kept, vault.settings().value(setting));
    if (kept)
        return *kept;
    TACET_TRY_ASSIGN(const QByteArray made, make());
    TACET_TRY(vault.settings().setValue(setting, made));
    return made;
}

crypto::DeviceManifest firstManifest(const LocalKeys &keys)
{
    crypto::DeviceManifest manifest;
    manifest.account = idBytes(keys.user);
    manifest.devices = {{.device = idBytes(keys.device), .identityKey = keys.identity.publicKey()}};
    return manifest;
}

/// The inviter as the link names her: her key is pinned before the database has said anything.
Result<> pinInviter(VaultSession &vault, const PendingEnrolment &pending)
{
    if (pending.link.inviter.isNull())
        return {};
    TACET_TRY(vault.settings().setText(kInviterSetting, pending.link.inviter.toString()));
    TACET_TRY(vault.peers().learn({.id = pending.link.inviter,
                                   .username = QString(),
                                   .displayName = QString(),
                                   .masterKey = pending.link.inviterMasterKey}));
    return {};
}

} // namespace

QByteArray PendingEnrolment::encode() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    stream << kVersion << link.toString() << user.uuid() << device.uuid() << username << displayName << deviceLabel
           << databasePassword;
    return bytes;
}

Result<PendingEnrolment> PendingEnrolment::decode(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_8);
    quint8 version = 0;
    QString link;
    QUuid user;
    QUuid device;
    PendingEnrolment pending;
    stream >> version >> link >> user >> device >> pending.username >> pending.displayName >> pending.deviceLabel >>
        pending.databasePassword;
    if (version != kVersion || stream.status() != QDataStream::Ok)
        return fail(ErrorCode::Damaged, QStringLiteral("stored enrolment"));
    TACET_TRY_ASSIGN(pending.link, EnrolmentLink::fromString(link));
    pending.user = UserId(user);
    pending.device = DeviceId(device);
    return pending;
}

Result<std::optional<PendingEnrolment>> pendingEnrolment(VaultSession &vault)
{
    TACET_TRY_ASSIGN(const auto bytes, vault.account().pendingEnrolment());
    if (!bytes)
        return std::nullopt;
    TACET_TRY_ASSIGN(const PendingEnrolment pending, PendingEnrolment::decode(*bytes));
    return pending;
}

Result<PendingEnrolment> beginEnrolment(VaultSession &vault, const EnrolmentLink &link, const QString &username,
                                        const QString &displayName)
{
    return vault.transact([&]() -> Result<PendingEnrolment> {
        TACET_TRY_ASSIGN(const auto account, vault.account().find());
        if (account)
            return fail(ErrorCode::AlreadyExists);
        TACET_TRY_ASSIGN(const auto linking, pendingLink(vault));
        if (linking)
            return fail(ErrorCode::AlreadyExists);
        TACET_TRY_ASSIGN(const auto interrupted, pendingEnrolment(vault));
        TACET_TRY_ASSIGN(PendingEnrolment pending,
                         interrupted ? Result<PendingEnrolment>(*interrupted) : freshEnrolment(vault));
        pending.link = link;
        pending.username = username;
        pending.displayName = displayName;
        TACET_TRY(vault.account().savePendingEnrolment(pending.encode()));
        return pending;
    });
}

Result<EnrolmentRequest> enrolmentRequest(VaultSession &vault, const PendingEnrolment &pending)
{
    return vault.transact([&]() -> Result<EnrolmentRequest> {
        TACET_TRY_ASSIGN(const LocalKeys keys, LocalKeys::load(vault, pending.user, pending.device));
        TACET_TRY_ASSIGN(const QByteArray proof, madeOnce(vault, kCertificateSetting,
                                                          [&] { return makeCertificate(keys, pending.deviceLabel); }));
        TACET_TRY_ASSIGN(const QByteArray manifest, madeOnce(vault, kManifestSetting, [&] {
                             return signManifest(keys.master, firstManifest(keys));
                         }));
        EnrolmentRequest request = deviceRequest(keys, proof, pending.deviceLabel);
        request.token = pending.link.token;
        request.username = pending.username;
        request.displayName = pending.displayName;
        request.manifest = storedManifest(1, {}, manifest);
        TACET_TRY_ASSIGN(request.prekeys, unpublishedPrekeys(vault));
        request.inviteProof = inviteProof(pending.link.inviteKey, request.user, request.masterKey);
        return request;
    });
}

Result<AccountRecord> completeEnrolment(VaultSession &vault, const PendingEnrolment &pending,
                                        const EnrolmentRequest &request, const Enrolled &enrolled)
{
    return vault.transact([&]() -> Result<AccountRecord> {
        AccountRecord record;
        record.account.user = pending.user;
        record.account.device = pending.device;
        record.account.username = pending.username;
        record.account.displayName = pending.displayName;
        record.account.masterKey = request.masterKey;
        record.account.role = pending.link.inviter.isNull() ? WorkspaceRole::Owner : WorkspaceRole::Member;
        record.account.workspace = pending.link.workspace;
        record.account.workspace.id = enrolled.workspace;
        record.databaseRole = enrolled.role;
        record.databasePassword = pending.databasePassword.toLatin1();
        record.deviceLabel = pending.deviceLabel;
        TACET_TRY(settleAccount(vault, record, request,
                                {.role = pending.link.enrolRole, .password = pending.link.enrolPassword}));
        TACET_TRY(vault.settings().remove(kCertificateSetting));
        TACET_TRY(vault.settings().remove(kManifestSetting));
        TACET_TRY(pinInviter(vault, pending));
        TACET_TRY(vault.account().clearPendingEnrolment());
        return record;
    });
}

Result<UserId> takeNamelessInviter(VaultSession &vault)
{
    TACET_TRY_ASSIGN(const auto inviter, vault.settings().text(kInviterSetting));
    TACET_TRY(vault.settings().remove(kInviterSetting));
    return UserId::fromString(inviter.value_or(QString()));
}

} // namespace tacet
