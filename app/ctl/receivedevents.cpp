#include "app/ctl/receivedevents.h"

namespace tacet::ctl {

ReceivedEvents::ReceivedEvents(AccountSession &session, const QList<Chat> &known, QSet<ThreadId> knownThreads)
    : m_threads(std::move(knownThreads))
{
    for (const Chat &chat : known)
        m_chats.insert(chat.id);
    connect(&session.messages(), &MessageService::messageStored, this, &ReceivedEvents::stored);
    connect(&session.messages(), &MessageService::messageChanged, this, &ReceivedEvents::changedMessage);
    connect(&session.chats(), &ChatService::chatChanged, this, &ReceivedEvents::changedChat);
    connect(&session.people(), &PeopleService::personChanged, this, &ReceivedEvents::changedPerson);
    connect(&session.threads(), &ThreadService::threadChanged, this, &ReceivedEvents::changedThread);
    connect(&session.threads(), &ThreadService::replyStored, this, &ReceivedEvents::storedReply);
    connect(&session.connection(), &ConnectionService::stateChanged, this, &ReceivedEvents::changed);
}

ReceivedEvent ReceivedEvents::take()
{
    ReceivedEvent event = std::move(m_events.front());
    m_events.pop_front();
    return event;
}

void ReceivedEvents::stored(const Message &message)
{
    if (message.outgoing || m_messages.contains(message.id))
        return;
    m_messages.insert(message.id, message.kind);
    add({.kind = ReceivedEvent::Kind::Message, .message = message});
}

/// A mark counts once, and only forward. What waited for its key is told once more when it can be read.
void ReceivedEvents::changedMessage(const Message &message)
{
    if (!message.outgoing && message.kind == MessageKind::Text &&
        m_messages.value(message.id, MessageKind::Waiting) == MessageKind::Waiting) {
        m_messages.insert(message.id, MessageKind::Text);
        add({.kind = ReceivedEvent::Kind::Message, .message = message});
        return;
    }
    const bool isMark = message.state == DeliveryState::Delivered || message.state == DeliveryState::Read;
    if (!message.outgoing || !isMark || m_marks.value(message.id, DeliveryState::Queued) >= message.state)
        return;
    m_marks.insert(message.id, message.state);
    const bool isRead = message.state == DeliveryState::Read;
    add({.kind = isRead ? ReceivedEvent::Kind::Read : ReceivedEvent::Kind::Delivered, .message = message});
}

void ReceivedEvents::changedChat(const Chat &chat)
{
    if (m_chats.contains(chat.id))
        return;
    m_chats.insert(chat.id);
    add({.kind = ReceivedEvent::Kind::Chat, .chat = chat});
}

void ReceivedEvents::changedPerson(const Person &person)
{
    if (person.trust != Trust::Changed) {
        m_changedKeys.remove(person.id);
        return;
    }
    if (m_changedKeys.contains(person.id))
        return;
    m_changedKeys.insert(person.id);
    add({.kind = ReceivedEvent::Kind::KeyChanged, .person = person});
}

void ReceivedEvents::changedThread(const Thread &thread)
{
    if (thread.isOutgoing || m_threads.contains(thread.id))
        return;
    m_threads.insert(thread.id);
    add({.kind = ReceivedEvent::Kind::Thread, .thread = thread});
}

void ReceivedEvents::storedReply(const Reply &reply)
{
    if (reply.isOutgoing || m_replies.contains(reply.id))
        return;
    m_replies.insert(reply.id);
    add({.kind = ReceivedEvent::Kind::Reply, .reply = reply});
}

void ReceivedEvents::add(ReceivedEvent event)
{
    m_events.push_back(std::move(event));
    m_any = true;
    Q_EMIT changed();
}

} // namespace tacet::ctl
