#pragma once
#include "models/services/accountsession.h"

#include <QSet>

#include <deque>

namespace tacet::ctl {

/// Something that came in.
struct ReceivedEvent {
    enum class Kind { Message, Delivered, Read, Chat, KeyChanged, Thread, Reply };

    Kind kind = Kind::Message;
    Message message = {}; ///< Message, Delivered, Read
    Chat chat = {};       ///< Chat
    Person person = {};   ///< KeyChanged
    Thread thread = {};   ///< Thread
    Reply reply = {};     ///< Reply
};

/// Collects what the services announce, each thing once, in the order in which it was stored. Made
/// before the connection starts, so that nothing falls between.
class ReceivedEvents final : public QObject
{
    Q_OBJECT
public:
    /// `session` outlives it; chats and threads that are known are not announced as new.
    ReceivedEvents(AccountSession &session, const QList<Chat> &known, QSet<ThreadId> knownThreads);

    bool isEmpty() const { return m_events.empty(); }
    ReceivedEvent take();
    /// Something came in the run of this object.
    bool hasAny() const { return m_any; }

Q_SIGNALS:
    /// An event came, or the connection changed.
    void changed();

private:
    void stored(const Message &message);
    void changedMessage(const Message &message);
    void changedChat(const Chat &chat);
    void changedPerson(const Person &person);
    void changedThread(const Thread &thread);
    void storedReply(const Reply &reply);
    void add(ReceivedEvent event);

    std::deque<ReceivedEvent> m_events;
    QSet<ChatId> m_chats;
    QHash<MessageId, MessageKind> m_messages;
    QHash<MessageId, DeliveryState> m_marks;
    QSet<UserId> m_changedKeys;
    QSet<ThreadId> m_threads;
    QSet<ReplyId> m_replies;
    bool m_any = false;
};

} // namespace tacet::ctl
