#pragma once
#include "models/domain/message.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

#include <limits>
#include <optional>

namespace tacet {

/// What one step of archiving did.
struct ArchivedBatch {
    int moved = 0;
    qint64 lookedUpTo = 0; ///< where the next step goes on
    bool isDone = false;   ///< nothing is behind it
};

/// What one step of a search in the archive found.
struct ArchiveHits {
    QList<Message> messages; ///< newest first
    qint64 lookedBackTo = 0; ///< `before` of the next step
    bool reachedOldest = false;
};

/// Old messages, out of the search index and the way of the new ones. They keep their position, so that
/// MessageStore's pages go on into the archive; only its search does not, and its receipts are over.
///
/// What is not settled stays where it is: queued, failed or undelivered messages, unread ones, and each chat's last
/// one.
class MessageArchiveStore
{
public:
    static constexpr int kBatchMax = 500;
    static constexpr int kSearchWindow = 20'000;

    explicit MessageArchiveStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Looks at the next `limit` messages behind position `after` and moves those stored before `before`.
    Result<ArchivedBatch> archive(qint64 after, const QDateTime &before, const QDateTime &now, int limit = 256);
    Result<qint64> count();
    /// All terms of `words` occur in the text. Reads the archive itself, at most kSearchWindow rows a call.
    Result<ArchiveHits> search(const QString &words, std::optional<ChatId> chat, int limit,
                               qint64 before = std::numeric_limits<qint64>::max());
    /// Moves up to `limit` of a chat's messages back, newest first; they can be searched again. How many.
    Result<int> bringBack(ChatId chat, int limit = kBatchMax);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
