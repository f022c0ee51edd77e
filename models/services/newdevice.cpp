#include "models/services/newdevice.h"

#include "crypto/identity/devicecertificate.h"
#include "crypto/identity/devicemanifest.h"
#include "models/domain/limits.h"
#include "models/services/bytes.h"
#include "models/services/inviteproof.h"
#include "models/services/localkeys.h"
#include "models/services/newid.h"
#include "models/services/newprekeys.h"
#include "models/services/peerdevices.h"
#include "models/vault/peerstore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultsession.h"

#include <QDataStream>
#include <QIODevice>
#include <QSysInfo>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;
constexpr int kPasswordSize = 32;
const QString kEnrolRoleSetting = QStringLiteral("workspace/enrol-role");
const QString kInviterSetting = QStringLiteral("enrolment/inviter");
const QString kEnrolPasswordSetting = QStringLiteral("workspace/enrol-password");

std::unexpected<Error> noKey()
{
    return fail(ErrorCode::CryptoFailed, QStringLiteral("no key could be made"));
}

/// The computer's name, as far as a label may go.
QString ownLabel()
{
    return QSysInfo::machineHostName().left(limits::kDeviceLabelMax);
}

Result<QString> newPassword()
{
    crypto::SystemRandom random;
    const auto secret = random.secret<kPasswordSize>();
    if (!secret)
        return noKey();
    return QString::fromLatin1(
        toByteArray(secret->view()).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<LocalKeys> newKeys(UserId user, DeviceId device)
{
    crypto::SystemRandom random;
    auto master = crypto::MasterKey::generate(random);
    auto identity = crypto::DeviceIdentity::generate(random);
    if (!master || !identity)
        return noKey();
    return LocalKeys{.user = user, .device = device, .master = std::move(*master), .identity = std::move(*identity)};
}

Result<PendingEnrolment> freshEnrolment(VaultSession &vault)
{
    PendingEnrolment pending;
    pending.user = newId<UserId>();
    pending.device = newId<DeviceId>();
    pending.deviceLabel = ownLabel();
    TACET_TRY_ASSIGN(pending.databasePassword, newPassword());
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

Result<QByteArray> makeCertificate(const LocalKeys &keys, const PendingEnrolment &pending)
{
    const crypto::DeviceCertificate certificate{.address = addressOf(pending.user, pending.device),
                                                .identityKey = keys.identity.publicKey(),
                                                .label = pending.deviceLabel.toStdString(),
                                                .createdAt = cryptoNow()};
    const auto made = crypto::SignedCertificate::make(keys.master, certificate);
    if (!made)
        return noKey();
    return toByteArray(made->encoded) + toByteArray(made->signature.bytes) +
           toByteArray(keys.identity.signPrekey().bytes);
}

Result<QByteArray> makeManifest(const LocalKeys &keys, const PendingEnrolment &pending)
{
    crypto::DeviceManifest manifest;
    manifest.account = idBytes(pending.user);
    manifest.devices = {{.device = idBytes(pending.device), .identityKey = keys.identity.publicKey()}};
    const auto made = crypto::SignedManifest::make(keys.master, manifest);
    if (!made)
        return noKey();
    return toByteArray(made->encoded) + toByteArray(made->signature.bytes);
}

PeerDevice ownDevice(const EnrolmentRequest &request)
{
    return {.id = request.device,
            .user = request.user,
            .identityKey = request.identityKey,
            .prekeyKey = request.identityDhKey,
            .certificate = request.certificate + request.certificateSignature + request.identityDhSignature,
            .label = request.label};
}

/// One's own account and the inviter as the link names her: her key is pinned before the database has
/// said anything.
Result<> pinFirstKeys(VaultSession &vault, const PendingEnrolment &pending, const EnrolmentRequest &request)
{
    TACET_TRY(vault.peers().learn({.id = request.user,
                                   .username = request.username,
                                   .displayName = request.displayName,
                                   .masterKey = request.masterKey}));
    TACET_TRY(vault.peers().pinManifest(request.user,
                                        {.version = request.manifest.version,
                                         .hash = request.manifest.hash,
                                         .bytes = request.manifest.manifest + request.manifest.signature},
                                        {ownDevice(request)}));
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
        TACET_TRY_ASSIGN(const QByteArray proof,
                         madeOnce(vault, kCertificateSetting, [&] { return makeCertificate(keys, pending); }));
        TACET_TRY_ASSIGN(const QByteArray manifest,
                         madeOnce(vault, kManifestSetting, [&] { return makeManifest(keys, pending); }));
        EnrolmentRequest request;
        request.token = pending.link.token;
        request.user = pending.user;
        request.username = pending.username;
        request.displayName = pending.displayName;
        request.masterKey = toByteArray(keys.master.publicKey().key.bytes);
        request.device = pending.device;
        request.identityKey = toByteArray(keys.identity.publicKey().bytes);
        request.identityDhKey = toByteArray(keys.identity.agreementKey().shared.bytes);
        request.identityDhSignature = proof.last(64);
        request.certificateSignature = proof.last(128).first(64);
        request.certificate = proof.chopped(128);
        request.label = pending.deviceLabel;
        request.manifest = {.version = 1,
                            .manifest = manifest.chopped(64),
                            .signature = manifest.last(64),
                            .hash = tokenHash(manifest.chopped(64)),
                            .previousHash = {}};
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
        TACET_TRY(vault.account().save(record));
        TACET_TRY(vault.settings().setText(kEnrolRoleSetting, pending.link.enrolRole));
        TACET_TRY(vault.settings().setText(kEnrolPasswordSetting, pending.link.enrolPassword));
        TACET_TRY(vault.settings().remove(kCertificateSetting));
        TACET_TRY(vault.settings().remove(kManifestSetting));
        TACET_TRY(markPublished(vault, request.prekeys));
        TACET_TRY(pinFirstKeys(vault, pending, request));
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

Result<DatabaseLogin> enrolLogin(VaultSession &vault)
{
    TACET_TRY_ASSIGN(const auto role, vault.settings().text(kEnrolRoleSetting));
    TACET_TRY_ASSIGN(const auto password, vault.settings().text(kEnrolPasswordSetting));
    return DatabaseLogin{.role = role.value_or(QString()), .password = password.value_or(QString())};
}

} // namespace tacet
