#include "models/services/groupkeysreport.h"

#include "models/vault/groupstatestore.h"
#include "models/vault/megolmstore.h"
#include "models/vault/peerstore.h"
#include "models/vault/waitingpoststore.h"

namespace tacet {

Result<GroupKeysReport> keysReportOf(VaultSession &vault, const Account &account, ChatId chat)
{
    TACET_TRY_ASSIGN(const GroupLogState state, GroupVault(vault, account).state(chat));
    TACET_TRY_ASSIGN(const auto stored, vault.groups().find(chat));
    GroupKeysReport report;
    report.epoch = state.epoch();
    report.epochMadeAt = state.epochs.value(report.epoch).madeAt;
    report.epochDueReason = stored ? stored->dueReason : QString();
    QSet<DeviceId> devices{account.device};
    for (auto member = state.members.keyBegin(); member != state.members.keyEnd(); ++member) {
        TACET_TRY_ASSIGN(const auto known, vault.peers().devices(*member));
        for (const PeerDevice &device : known)
            devices.insert(device.id);
    }
    report.devices = static_cast<int>(devices.size());
    TACET_TRY_ASSIGN(report.unreadableMessages, vault.waiting().count(chat));
    TACET_TRY_ASSIGN(const auto session, vault.megolm().outbound(chat));
    if (!session)
        return report;
    report.sessionMessages = session->messages;
    report.sessionStartedAt = session->startedAt;
    devices.remove(account.device);
    TACET_TRY_ASSIGN(const auto recipients, vault.megolm().recipients(session->distribution));
    for (const SenderKeyRecipient &recipient : recipients) {
        if (recipient.state == SenderKeyState::Sent)
            devices.remove(recipient.device);
    }
    report.devicesWithoutSession = static_cast<int>(devices.size());
    return report;
}

} // namespace tacet
