#pragma once
#include "models/domain/message.h"
#include "models/domain/person.h"

namespace tacet {

/// One row of the chat list.
struct Chat {
    ChatId id;
    Person peer; ///< direct chats: the other account
    std::optional<Message> lastMessage;
    int unread = 0;
    QString draft;          ///< what stands in the composer, never lost
    QDateTime lastActivity; ///< UTC; newest first in the list
};

/// One line for the chat list: white space folded, cut at `length` code points.
QString previewOf(const QString &text, int length = 120);

} // namespace tacet
