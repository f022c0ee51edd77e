#pragma once
#include "models/domain/chat.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

#include <optional>

namespace tacet {

/// What markRead() changed.
struct ReadMark {
    qint64 previous = 0; ///< read up to here before
    qint64 current = 0;  ///< and now; equal if nothing changed
    int unread = 0;      ///< left, with that of followed threads
    int unreadMentions = 0;
};

/// The chat list. Unread count, last message and last activity are kept by MessageStore's inserts;
/// nothing here looks through the messages.
class ChatStore
{
public:
    explicit ChatStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// A direct chat; the peer is in PeerStore. The same again is no error; Conflict if the id or the
    /// peer stands in another chat.
    Result<> saveDirect(ChatId chat, UserId peer, const QDateTime &createdAt);
    /// A group or channel: type, title, picture, visibility, standing, member count and whether one can send.
    /// `lastActivity` counts for a new one only; what is read and written there stays. Conflict if the id is a
    /// direct chat's.
    Result<> saveGroup(const Chat &group);
    /// NotFound, also for direct chats.
    Result<> setStanding(ChatId chat, ChatStanding standing);
    /// The chat and everything of it, its keys too. No error if it is not there.
    Result<> forget(ChatId chat);
    Result<std::optional<Chat>> find(ChatId chat);
    Result<std::optional<Chat>> findDirect(UserId peer);
    /// Newest activity first.
    Result<QList<Chat>> list();
    /// Of all chats.
    Result<int> unreadTotal();

    /// Everything up to `position` was shown. Never moves back. NotFound.
    Result<ReadMark> markRead(ChatId chat, qint64 position);
    /// NotFound.
    Result<> saveDraft(ChatId chat, const QString &text);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
