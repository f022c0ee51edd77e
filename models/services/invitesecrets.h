#pragma once
#include "models/backend/groupinvitestore.h"
#include "models/services/groupvault.h"

#include <QMap>

namespace tacet {

/// The secrets of links that this device made, by invite: with each new epoch its key is wrapped for them anew. In the
/// caller's transaction of the vault.
using InviteSecrets = QMap<InviteId, QString>;

Result<InviteSecrets> inviteSecretsOf(VaultSession &vault, ChatId chat);
/// An epoch's key, wrapped under what the link's secret gives. NotFound if the key is not here.
Result<InviteKey> keyForLink(GroupVault &groups, ChatId chat, qint64 epoch, InviteId invite, const QString &secret);
Result<> saveInviteSecrets(VaultSession &vault, ChatId chat, const InviteSecrets &secrets);

} // namespace tacet
