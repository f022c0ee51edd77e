#pragma once
#include "crypto/identity/devicemanifest.h"
#include "models/backend/connectparameters.h"
#include "models/backend/enrolmentstore.h"
#include "models/services/localkeys.h"
#include "models/vault/accountstore.h"

namespace tacet {

/// What a new device of one's own shows of itself, whether its account is new or not. Signatures are hedged: two of the
/// same text differ, so whatever may have to be repeated is made once and kept.

/// The computer's name, as far as a label may go.
QString ownDeviceLabel();
/// Of the device's login; only its verifier leaves this computer.
Result<QString> newDevicePassword();

/// Certificate ‖ its signature ‖ the prekey's signature.
Result<QByteArray> makeCertificate(const LocalKeys &keys, const QString &label);
/// Manifest ‖ signature.
Result<QByteArray> signManifest(const crypto::MasterKey &master, const crypto::DeviceManifest &manifest);
StoredManifest storedManifest(qint64 version, const QByteArray &previousHash, const QByteArray &signedManifest);

/// The device's part of a request; `certificate` as makeCertificate() made it.
EnrolmentRequest deviceRequest(const LocalKeys &keys, const QByteArray &certificate, const QString &label);

/// The database has the device: writes the account into the vault, pins its own key and device, and keeps the
/// workspace's published login for joining. In the caller's transaction.
Result<> settleAccount(VaultSession &vault, const AccountRecord &record, const EnrolmentRequest &request,
                       const DatabaseLogin &enrol);
/// That login.
Result<DatabaseLogin> enrolLogin(VaultSession &vault);

} // namespace tacet
