#pragma once
#include "models/backend/storedstate.h"
#include "models/domain/result.h"
#include "models/vault/postoutboxstore.h"

#include <functional>

namespace tacet {

class BackendSession;
class VaultSession;

/// What the database answered to something of the outbox.
struct PostAnswer {
    StoredState state = StoredState::Stored;
    QDateTime storedAt;  ///< UTC; not valid where the database does not tell
    QDateTime expiresAt; ///< UTC; not valid: never
};

/// What is to be said of it, on the services' thread.
using Announcement = std::function<void()>;

/// Ciphertext, and the epoch under which it was made; 0: under none.
struct SealedEntry {
    QByteArray bytes;
    qint64 epoch = 0;
};

/// How the post outbox sends what is of one kind: messages, threads, replies, what is deleted. Objects have no state
/// of their own: their functions run on the vault's and the backend's threads.
class PostKind
{
public:
    virtual ~PostKind() = default;
    PostKind() = default;
    Q_DISABLE_COPY_MOVE(PostKind)

    /// What goes to the database, under the chat's present keys. Called again after the epoch moved: `entry.sealed` is
    /// then what was not taken, and id and author sequence stay as they were. In the caller's transaction. NotOpen:
    /// the keys are not there yet, try later; other errors give the entry up.
    virtual Result<SealedEntry> seal(VaultSession &vault, const PostOutboxEntry &entry) = 0;
    /// Stores them in order, an answer for each that was tried: what follows one that was refused need not be.
    virtual QList<Result<PostAnswer>> send(BackendSession &db, const QList<PostOutboxEntry> &entries) = 0;
    /// The database has it. In the caller's transaction.
    virtual Result<Announcement> stored(VaultSession &vault, const PostOutboxEntry &entry,
                                        const PostAnswer &answer) = 0;
    /// It was given up. In the caller's transaction.
    virtual Result<Announcement> givenUp(VaultSession &vault, const PostOutboxEntry &entry, ErrorCode why) = 0;
};

} // namespace tacet
