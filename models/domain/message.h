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

enum class MessageKind {
    Text = 0,
    Event = 1,   ///< something happened in the chat: `event` says what
    Waiting = 2, ///< its key has not arrived: `waiting` says why and since when
};

/// What the line of a group says that nobody wrote.
enum class ChatEventKind {
    Created = 0,
    Added = 1,   ///< actor added subject
    Joined = 2,  ///< subject, by an invite or into a public chat
    Left = 3,    ///< subject
    Removed = 4, ///< actor removed subject
    RoleChanged = 5,
    OwnerChanged = 6, ///< subject is the owner now
    Renamed = 7,      ///< `detail` is the new name
    SettingsChanged = 8,
    TimerChanged = 9, ///< `detail` is seconds, "0" for off
    Muted = 10,       ///< actor muted subject
    Dissolved = 11,
};

struct ChatEvent {
    ChatEventKind kind = ChatEventKind::Created;
    UserId actor = {};
    UserId subject = {};      ///< null if the event has none
    QString actorName = {};   ///< as shown
    QString subjectName = {}; ///< as shown
    QString detail = {};      ///< plain text; a role's or the chat's name

    friend bool operator==(const ChatEvent &, const ChatEvent &) = default;
};

enum class WaitingCause {
    KeyNotArrived, ///< the author's device has not sent the key yet
    KeyAsked,      ///< asked for; nobody who has it was online since
    EpochMissing,  ///< the chat's key of that time has not been given to this device
    NotShared,     ///< from before one joined, and the chat does not share that
};

/// Why a message cannot be shown yet; a person never sees that without cause, age and state of the repair.
struct WaitingForKey {
    WaitingCause cause = WaitingCause::KeyNotArrived;
    QDateTime since = {};                  ///< UTC
    std::optional<QDateTime> askedAt = {}; ///< UTC; when a device that has the key was asked last

    friend bool operator==(const WaitingForKey &, const WaitingForKey &) = default;
};

enum class MentionKind { Person = 0, Role = 1, Everyone = 2 };

/// Part of a message's text that names somebody.
struct Mention {
    MentionKind kind = MentionKind::Person;
    QUuid target = {}; ///< user or role; null for everyone
    int start = 0;     ///< in UTF-16 units of the text
    int length = 0;

    friend bool operator==(const Mention &, const Mention &) = default;
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
    MessageKind kind = MessageKind::Text;
    std::optional<ChatEvent> event = {};       ///< kind Event
    std::optional<WaitingForKey> waiting = {}; ///< kind Waiting
    QList<Mention> mentions = {};              ///< in the order of the text
    bool mentionsMe = false;
    QString authorName = {}; ///< as shown; groups and channels
    std::optional<MessageId> replyTo = {};
    std::optional<QDateTime> expiresAt = {}; ///< UTC; it disappears then
    DeliveryState state = DeliveryState::Received;
    std::optional<ErrorCode> failure;
};

/// Part of a chat's history.
struct MessagePage {
    QList<Message> messages; ///< newest first
    bool reachedOldest = false;
};

} // namespace tacet
