#pragma once
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

/// What became of a message of one's own; only moves forward, except Failed back to Queued by the user.
enum class DeliveryState {
    Queued,    ///< in the vault, not yet in the database
    Sent,      ///< stored by the database
    Delivered, ///< stored by a device of the recipient
    Read,      ///< shown to the recipient
    Failed,    ///< refused; `failure` says why
    Received,  ///< somebody else's message
};

struct Message {
    MessageId id;
    ChatId chat;
    UserId author;
    bool outgoing = false;
    qint64 position = 0; ///< the vault's order in which messages arrived here; pages are keyed by it
    QDateTime sentAt;    ///< UTC, by the author's clock (authenticated)
    QDateTime storedAt;  ///< UTC, when this vault stored it
    QString text;        ///< plain text, never to be given to a rich-text API
    DeliveryState state = DeliveryState::Received;
    std::optional<ErrorCode> failure;
};

/// Part of a chat's history.
struct MessagePage {
    QList<Message> messages; ///< newest first
    bool reachedOldest = false;
};

} // namespace tacet
