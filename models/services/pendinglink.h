#pragma once
#include "crypto/recovery/sealedrecovery.h"
#include "models/backend/signinstore.h"
#include "models/domain/workspacelink.h"
#include "models/vault/accountstore.h"

namespace tacet {

class VaultSession;

/// A link that has begun: with it this computer's device is asked for again, whatever interrupted it. The database
/// answers the same attempt and request the same.
struct PendingLink {
    WorkspaceLink workspace;
    QString username;
    QString displayName;
    UserId user;
    DeviceId device;
    QString deviceLabel;
    QString databasePassword; ///< of the device's role
    QByteArray verifier;      ///< of that password
    QUuid attempt;            ///< of the second factor, passed
    QByteArray certificate;   ///< as makeCertificate() made it
    StoredManifest manifest;

    QByteArray encode() const;
    static Result<PendingLink> decode(const QByteArray &bytes);
};

/// What a new device needs of those who let it in.
struct LinkGrounds {
    WorkspaceLink workspace;
    QUuid attempt;
    LinkMaterial material;
    std::shared_ptr<const crypto::RecoverySecrets> secrets;
    QString databasePassword; ///< taken unless a link waits that has one
    QByteArray verifier;
};

/// Whether the account's key and list of devices are the phrase's; CryptoFailed.
Result<> checkGrounds(const LinkGrounds &grounds);

/// The link that waits in the vault, if one does.
Result<std::optional<PendingLink>> pendingLink(VaultSession &vault);
/// Checks the grounds, makes this device's keys or takes up those of an
/// interrupted link, and stores all of it in one transaction. CryptoFailed if something does not verify; Conflict if
/// the vault is another account's, or the database has the device of a link that cannot be repeated any more.
Result<PendingLink> beginLink(VaultSession &vault, const LinkGrounds &grounds);
/// Everything the database is told: the same at every repeat.
Result<EnrolmentRequest> linkRequest(VaultSession &vault, const PendingLink &pending);
/// The database has the device: writes the account into the vault and ends the pending state.
Result<AccountRecord> completeLink(VaultSession &vault, const PendingLink &pending, const EnrolmentRequest &request,
                                   const Enrolled &enrolled);

/// Whether this device was linked and has not fetched contacts and chats of the account yet.
Result<bool> hasAccountToFetch(VaultSession &vault);
Result<> noteAccountFetched(VaultSession &vault);

} // namespace tacet
