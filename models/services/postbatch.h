#pragma once
#include "models/services/postkind.h"

#include <QHash>
#include <QSet>

#include <map>
#include <memory>

namespace tacet {

using PostKinds = std::map<PostOutboxKind, std::unique_ptr<PostKind>>;

/// What became of an entry of the post outbox.
struct SentPost {
    PostOutboxEntry entry;
    Result<PostAnswer> answer;
};

/// What a step of the vault made of a batch.
struct PostSettlement {
    QList<Announcement> announcements;
    QSet<ChatId> moved; ///< chats whose log has to be read: their epoch is not the newest
};

/// The vault's half of the post outbox. On the vault's thread.
class PostVault
{
public:
    PostVault(VaultSession &vault, const PostKinds &kinds);

    /// Chats of which something may be tried now, with the first of it.
    Result<QHash<ChatId, PostOutboxEntry>> due(const QDateTime &now);
    /// What is due of `chats`, sealed as far as it is not. In the caller's transaction. What cannot be sealed is in
    /// `refused`, and what follows it in its chat is left out.
    Result<QList<PostOutboxEntry>> seal(const QSet<ChatId> &chats, const QDateTime &now, QList<SentPost> &refused);
    /// Removes what the database has; postpones what was refused, or gives it up. In the caller's transaction.
    Result<PostSettlement> settle(const QList<SentPost> &sent, const QDateTime &now);

private:
    Result<> postpone(const PostOutboxEntry &entry, ErrorCode why, const QDateTime &now);
    PostKind *kindOf(const PostOutboxEntry &entry) const;

    VaultSession &m_vault;
    const PostKinds &m_kinds;
};

/// In order, runs of one kind at once; what follows a refusal in its chat is not tried. An error only if the
/// connection broke: then what was stored is not known. On the backend's thread.
Result<QList<SentPost>> sendPosts(BackendSession &db, const PostKinds &kinds, const QList<PostOutboxEntry> &entries);

} // namespace tacet
