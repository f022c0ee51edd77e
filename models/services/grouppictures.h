#pragma once
#include "crypto/epoch/epochkey.h"
#include "models/domain/ids.h"
#include "models/services/awaiting.h"

#include <QHash>

namespace tacet {

class AccountCore;
class BackendSession;

/// A picture as the database holds it: under an epoch's key, or plain where the chat is public.
struct SealedPicture {
    MediaId medium;
    QByteArray bytes;
    QByteArray hash;  ///< SHA-256 of the bytes, which the signed settings name
    qint64 epoch = 0; ///< 0: plain
};

/// `key` is null for public chats. InvalidInput for what plainPicture() does not take.
Result<SealedPicture> sealPicture(ChatId chat, const QByteArray &picture, const crypto::EpochKey *key);
/// All or nothing; what is there already is not sent again. QuotaExceeded. On the backend's thread.
Result<> uploadPicture(BackendSession &db, ChatId chat, const SealedPicture &picture);

/// Fetches the pictures that the logs of groups and channels name. What is not the one that the log names, or no
/// picture of a group, is not shown. Lives on its owner's thread.
class GroupPictures
{
public:
    explicit GroupPictures(AccountCore &core)
        : m_core(core)
    {
    }

    /// The chat's picture is in the vault, if it is in the database and its key is here.
    Task<> fetch(ChatId chat);

private:
    AccountCore &m_core;
    QHash<ChatId, QByteArray> m_refused; ///< hash of what did not turn out to be what the log names
};

} // namespace tacet
