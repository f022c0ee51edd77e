#pragma once
#include "models/backend/directchatstore.h"
#include "models/domain/chat.h"
#include "models/services/awaiting.h"

#include <QHash>
#include <QObject>

namespace tacet {

class AccountCore;

/// The account's chats. Lives on the thread of its owner (the GUI's); nothing here waits.
class ChatService final : public QObject
{
    Q_OBJECT
public:
    explicit ChatService(AccountCore &core);

    /// All chats, newest activity first.
    AsyncResult<QList<Chat>> list();
    AsyncResult<Chat> find(ChatId chat);
    /// The direct chat with `peer`, made if there is none. Blocked, NotFound, Offline.
    AsyncResult<Chat> startDirect(UserId peer);
    /// Everything up to `position` was shown to the person: clears the count and sends read marks.
    AsyncResult<> markRead(ChatId chat, qint64 position);
    /// Stored at once, so that a draft outlives the program.
    AsyncResult<> saveDraft(ChatId chat, const QString &text);
    /// Takes up the account's chats as the database has them, on a device that was linked.
    Task<> fetchAll();
    /// Takes up one that another device of the account has written in. NotFound.
    Task<> fetch(ChatId chat);
    /// Reads the chat again and emits chatChanged(). Calls while a reading is under way are one more reading.
    void announce(ChatId chat);

Q_SIGNALS:
    /// A chat is new or any of its fields changed.
    void chatChanged(const tacet::Chat &chat);

private:
    Task<Chat> openDirect(UserId peer);
    Task<Chat> takeUp(DirectChat opened);
    Task<> markShown(ChatId chat, qint64 position);
    Task<> sendReadMark(ChatId chat, qint64 position);

    AccountCore &m_core;
    QHash<ChatId, bool> m_reading; ///< whether to read once more
};

} // namespace tacet
