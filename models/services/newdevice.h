#pragma once
#include "models/backend/enrolmentstore.h"
#include "models/domain/enrolmentlink.h"
#include "models/vault/accountstore.h"

namespace tacet {

class VaultSession;

/// A join that has begun. It stays in the vault until the database's answer does, so that it can be
/// repeated with the same keys after whatever interrupted it.
struct PendingEnrolment {
    EnrolmentLink link;
    UserId user;
    DeviceId device;
    QString username;
    QString displayName;
    QString deviceLabel;
    QString databasePassword; ///< of the device's role; only its verifier leaves this computer

    QByteArray encode() const;
    static Result<PendingEnrolment> decode(const QByteArray &bytes);
};

/// Makes the keys of account and device, or takes up those of an interrupted join, and stores all of it
/// in one transaction. AlreadyExists if the vault has an account.
Result<PendingEnrolment> beginEnrolment(VaultSession &vault, const EnrolmentLink &link, const QString &username,
                                        const QString &displayName);
/// The join that waits in the vault, if one does.
Result<std::optional<PendingEnrolment>> pendingEnrolment(VaultSession &vault);
/// Everything the database is told, from what the vault holds: the same at every repeat.
Result<EnrolmentRequest> enrolmentRequest(VaultSession &vault, const PendingEnrolment &pending);
/// The database has the account: writes it into the vault and ends the pending state.
Result<AccountRecord> completeEnrolment(VaultSession &vault, const PendingEnrolment &pending,
                                        const EnrolmentRequest &request, const Enrolled &enrolled);

/// The inviter, of whom the link told the key and not the name; null if she has been asked for already.
Result<UserId> takeNamelessInviter(VaultSession &vault);

} // namespace tacet
