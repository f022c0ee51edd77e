#pragma once
#include "models/domain/group.h"
#include "models/domain/message.h"
#include "models/domain/person.h"

namespace tacet {

/// One row of the chat list.
struct Chat {
    ChatId id;
    ChatType type = ChatType::Direct;
    Person peer;        ///< direct chats: the other account
    QString title;      ///< groups and channels: the name, empty while its key is missing
    QByteArray picture; ///< groups and channels: encoded image, or empty
    ChatVisibility visibility = ChatVisibility::Private;
    ChatStanding standing = ChatStanding::Member;
    int memberCount = 0;     ///< groups and channels
    bool canSend = true;     ///< groups and channels: the own role allows it and nobody muted this account
    int unreadMentions = 0;  ///< of this account, in what is unread
    int unreadThreads = 0;   ///< threads with something unread
    qint64 readPosition = 0; ///< everything up to this message was shown
    std::optional<Message> lastMessage;
    int unread = 0;         ///< messages, and what is unread in threads that are followed
    int unreadFollowed = 0; ///< of `unread`: in threads
    QString draft;          ///< what stands in the composer, never lost
    QDateTime lastActivity; ///< UTC; newest first in the list

    /// What a view shows as its name.
    const QString &shownName() const { return type == ChatType::Direct ? peer.shownName() : title; }
};

/// One line for the chat list: white space folded, cut at `length` code points.
QString previewOf(const QString &text, int length = 120);

} // namespace tacet
