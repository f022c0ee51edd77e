#pragma once
#include "crypto/epoch/sealedpost.h"
#include "models/backend/threadstore.h"
#include "models/domain/account.h"
#include "models/domain/thread.h"
#include "models/services/threadtext.h"
#include "models/vault/replyvaultstore.h"
#include "models/vault/waitingpoststore.h"

#include <QSet>

namespace tacet {

class VaultSession;

/// What rows of threads and replies became in the vault.
struct ThreadOutcome {
    QSet<ThreadId> threads;       ///< new ones, and such as changed in any way
    QList<Reply> stored;          ///< new ones
    QList<Reply> changed;         ///< edited or deleted
    QHash<ThreadId, ChatId> gone; ///< deleted
    QSet<ChatId> halted;          ///< whose log has two ends
    QHash<QUuid, ChatId> refused; ///< threads and replies that are not what their rows say
    bool isWaiting = false;       ///< a key lacks
};

/// Takes threads and replies into the vault: checks the author's signature over everything that the row says, opens
/// them under the epoch's key, and keeps those whose key has not come. Runs on the vault's thread in the caller's
/// transaction. A row that is refused changes nothing.
///
/// The authors' devices are in the vault, and the chat's log was read up to where the database is. Taking the same row
/// again changes nothing. Errors are the vault's.
class ThreadReception
{
public:
    ThreadReception(VaultSession &vault, const Account &account);

    Result<> take(const StoredThread &row);
    /// The thread was taken before, as far as it is to be seen.
    Result<> take(const StoredReply &row);
    /// Opens what waited for keys of epochs that are here now.
    Result<> reveal(ChatId chat);

    ThreadOutcome finish() { return std::move(m_outcome); }

private:
    struct Author {
        UserId user;
        crypto::VerifiedDevice device;
    };
    /// What both kinds of rows have.
    struct Row {
        WaitingKind kind = WaitingKind::Thread;
        QUuid id = {};
        ChatId chat = {};
        DeviceId device = {};
        QByteArray title = {};
        QByteArray body = {};
        Seal seal = {};
        QByteArray kept = {}; ///< the row as it is, for later
    };
    struct Opened {
        QString title;
        ThreadText text;
        PostSeal seal;
    };

    // threadopening.cpp
    static bool isRefusal(ErrorCode code);
    Result<Author> authorOf(UserId claimed, DeviceId device);
    /// Nothing if it waits or was refused.
    Result<std::optional<Opened>> open(const Row &row, const Author &author, const crypto::PostAddress &address);
    Result<Opened> opened(const crypto::SealedPost &post, const Author &author, const crypto::PostAddress &address,
                          const QByteArray &key);
    Result<> checkAuthor(ChatId chat, UserId author, const ThreadText &text);
    Result<> checkHead(ChatId chat, const ThreadText &text);
    Result<> wait(const Row &row);
    Result<> refuse(const Row &row, const Error &why);

    static Row commonOf(const StoredThread &row);
    static Row commonOf(const StoredReply &row, ChatId chat);
    Result<bool> isOwnAndKnown(const StoredThread &row);
    Result<bool> isOwnAndKnown(const StoredReply &row);
    Result<> store(const StoredThread &row, const Author &author, const Opened &opened);
    Result<> store(const StoredReply &row, const Author &author, const Opened &opened, ChatId chat);
    Result<> erase(const StoredReply &row);
    Result<std::optional<ChatId>> chatOf(const StoredReply &row);
    Result<bool> isFromBefore(ChatId chat, const QDateTime &createdAt);

    VaultSession &m_vault;
    const Account &m_account;
    ThreadOutcome m_outcome;
};

} // namespace tacet
