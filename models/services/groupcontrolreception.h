#pragma once
#include "models/backend/mailboxstore.h"
#include "models/services/groupreception.h"
#include "models/services/pairwisevault.h"

namespace tacet {

struct GroupControlBody;

/// Takes what devices of groups tell this one over their ratchets: sessions to read with, and requests for this
/// device's own. Part of Reception, in its transaction and with its ratchets.
class GroupControlReception
{
public:
    GroupControlReception(VaultSession &vault, const LocalKeys &keys, const Account &account, PairwiseVault &ratchets);

    /// The envelope came from this device. InvalidInput for what does not fit the row, NotFound for who is no member.
    Result<> take(const PeerDevice &device, const MailboxItem &item, const QByteArray &plaintext);

    /// Something was queued for devices of groups.
    bool queuedAnything() const { return m_queuedAnything; }
    /// Messages that waited for what came.
    GroupReceptionOutcome finish() { return m_messages.finish(); }

private:
    Result<> checkMember(ChatId chat, UserId user);
    Result<> takeSenderKey(const PeerDevice &device, const GroupControlBody &body);

    VaultSession &m_vault;
    const LocalKeys &m_keys;
    const Account &m_account;
    PairwiseVault &m_ratchets;
    GroupReception m_messages;
    bool m_queuedAnything = false;
};

} // namespace tacet
