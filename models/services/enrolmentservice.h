#pragma once
#include "models/domain/enrolmentlink.h"
#include "models/domain/limits.h"
#include "models/services/awaiting.h"

#include <QObject>

namespace tacet {

class AccountCore;
struct Invitation;

/// Lets others into the workspace.
class EnrolmentService final : public QObject
{
    Q_OBJECT
public:
    explicit EnrolmentService(AccountCore &core);

    /// A link that lets one person join once within `lifetime`.
    AsyncResult<EnrolmentLink> createLink(std::chrono::seconds lifetime = limits::kEnrolmentLifetime);
    /// `count` links whose tokens the database does not know yet; their keys are in the vault.
    Task<QList<EnrolmentLink>> prepareLinks(qsizetype count, std::chrono::seconds lifetime);
    /// Links that came to nothing: their keys leave the vault.
    Task<> forgetLinks(QList<EnrolmentLink> links);
    /// Looks whether somebody joined by a link of this account, and checks the proofs.
    Task<> checkInvitations();

Q_SIGNALS:
    /// Somebody joined by a link of this account; `proved` tells whether the invite key's proof fits
    /// (protocol.md section 7, "First key").
    void inviteeJoined(tacet::UserId user, bool proved);

private:
    Task<EnrolmentLink> makeLink(std::chrono::seconds lifetime);
    Task<> checkOff(Invitation invitation);

    AccountCore &m_core;
};

} // namespace tacet
