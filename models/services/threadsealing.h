#pragma once
#include "crypto/epoch/postaddress.h"
#include "crypto/epoch/sealedpost.h"
#include "models/backend/threadstore.h"
#include "models/domain/account.h"
#include "models/services/localkeys.h"
#include "models/vault/postoutboxstore.h"
#include "models/vault/replyvaultstore.h"

namespace tacet {

class VaultSession;
struct GroupState;

/// Where a thread or reply stands, for its seal.
crypto::PostAddress threadAddress(ChatId chat, ThreadId thread, UserId author, DeviceId device, const Seal &seal,
                                  int editNumber);
crypto::PostAddress replyAddress(ChatId chat, ThreadId thread, ReplyId reply, ReplyId parent, UserId author,
                                 DeviceId device, const Seal &seal, int editNumber);

/// Seals what this account wrote in threads under the chat's newest epoch, and gives it its place in the device's
/// chain. What was sealed before and not taken keeps its place. Runs on the vault's thread in the caller's
/// transaction.
///
/// NotFound if it is not there any more, Forbidden for who may not write threads now, TooSoon while the chat's keys
/// are not ready.
class ThreadSealing
{
public:
    ThreadSealing(VaultSession &vault, const LocalKeys &keys, const Account &account);

    Result<OutgoingThread> thread(const PostOutboxEntry &entry);
    Result<OutgoingReply> reply(const PostOutboxEntry &entry);

private:
    struct Ready;

    Result<Ready> ready(ChatId chat);
    Result<> rewind(ChatId chat, const Seal &former);
    Result<Seal> place(const Ready &ready);
    Result<crypto::SealedPost> seal(const Ready &ready, const QString &title, const QString &body,
                                    const crypto::PostAddress &address);
    PostSeal sealed(const crypto::SealedPost &post, const crypto::PostAddress &address) const;

    VaultSession &m_vault;
    const LocalKeys &m_keys;
    const Account &m_account;
};

/// Whether this account may write threads in the chat, as far as the vault knows. NotFound, Forbidden.
Result<> demandMayPostThreads(VaultSession &vault, ChatId chat);

} // namespace tacet
