#include "models/services/devicepapers.h"

#include "crypto/identity/devicecertificate.h"
#include "models/domain/limits.h"
#include "models/services/bytes.h"
#include "models/services/newprekeys.h"
#include "models/vault/peerstore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultsession.h"

#include <QCryptographicHash>
#include <QSysInfo>

namespace tacet {

namespace {

constexpr int kPasswordSize = 32;
constexpr qsizetype kSignatureSize = 64;
const QString kEnrolRoleSetting = QStringLiteral("workspace/enrol-role");
const QString kEnrolPasswordSetting = QStringLiteral("workspace/enrol-password");

PeerDevice ownDevice(const EnrolmentRequest &request)
{
    return {.id = request.device,
            .user = request.user,
            .identityKey = request.identityKey,
            .prekeyKey = request.identityDhKey,
            .certificate = request.certificate + request.certificateSignature + request.identityDhSignature,
            .label = request.label};
}

} // namespace

QString ownDeviceLabel()
{
    return QSysInfo::machineHostName().left(limits::kDeviceLabelMax);
}

Result<QString> newDevicePassword()
{
    crypto::SystemRandom random;
    const auto secret = random.secret<kPasswordSize>();
    if (!secret)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness"));
    return QString::fromLatin1(
        toByteArray(secret->view()).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<QByteArray> makeCertificate(const LocalKeys &keys, const QString &label)
{
    const crypto::DeviceCertificate certificate{.address = addressOf(keys.user, keys.device),
                                                .identityKey = keys.identity.publicKey(),
                                                .label = label.toStdString(),
                                                .createdAt = cryptoNow()};
    const auto made = crypto::SignedCertificate::make(keys.master, certificate);
    if (!made)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no certificate could be made"));
    return toByteArray(made->encoded) + toByteArray(made->signature.bytes) +
           toByteArray(keys.identity.signPrekey().bytes);
}

Result<QByteArray> signManifest(const crypto::MasterKey &master, const crypto::DeviceManifest &manifest)
{
    const auto made = crypto::SignedManifest::make(master, manifest);
    if (!made)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no list of devices could be made"));
    return toByteArray(made->encoded) + toByteArray(made->signature.bytes);
}

StoredManifest storedManifest(qint64 version, const QByteArray &previousHash, const QByteArray &signedManifest)
{
    const QByteArray manifest = signedManifest.chopped(kSignatureSize);
    return {.version = version,
            .manifest = manifest,
            .signature = signedManifest.last(kSignatureSize),
            .hash = QCryptographicHash::hash(manifest, QCryptographicHash::Sha256),
            .previousHash = previousHash};
}

EnrolmentRequest deviceRequest(const LocalKeys &keys, const QByteArray &certificate, const QString &label)
{
    EnrolmentRequest request;
    request.user = keys.user;
    request.masterKey = toByteArray(keys.master.publicKey().key.bytes);
    request.device = keys.device;
    request.identityKey = toByteArray(keys.identity.publicKey().bytes);
    request.identityDhKey = toByteArray(keys.identity.agreementKey().shared.bytes);
    request.identityDhSignature = certificate.last(kSignatureSize);
    request.certificateSignature = certificate.last(2 * kSignatureSize).first(kSignatureSize);
    request.certificate = certificate.chopped(2 * kSignatureSize);
    request.label = label;
    return request;
}

Result<> settleAccount(VaultSession &vault, const AccountRecord &record, const EnrolmentRequest &request,
                       const DatabaseLogin &enrol)
{
    TACET_TRY(vault.account().save(record));
    TACET_TRY(vault.settings().setText(kEnrolRoleSetting, enrol.role));
    TACET_TRY(vault.settings().setText(kEnrolPasswordSetting, enrol.password));
    TACET_TRY(markPublished(vault, request.prekeys));
    const Account &account = record.account;
    TACET_TRY(vault.peers().learn({.id = account.user,
                                   .username = account.username,
                                   .displayName = account.displayName,
                                   .masterKey = account.masterKey}));
    return vault.peers().pinManifest(account.user,
                                     {.version = request.manifest.version,
                                      .hash = request.manifest.hash,
                                      .bytes = request.manifest.manifest + request.manifest.signature},
                                     {ownDevice(request)});
}

Result<DatabaseLogin> enrolLogin(VaultSession &vault)
{
    TACET_TRY_ASSIGN(const auto role, vault.settings().text(kEnrolRoleSetting));
    TACET_TRY_ASSIGN(const auto password, vault.settings().text(kEnrolPasswordSetting));
    return DatabaseLogin{.role = role.value_or(QString()), .password = password.value_or(QString())};
}

} // namespace tacet
