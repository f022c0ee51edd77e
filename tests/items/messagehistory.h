#pragma once
#include "models/items/messagelistmodel.h"

namespace tacet::tests {

/// A chat's history as values, answering page requests as the vault does: newest first, keyed by position.
class MessageHistory
{
public:
    explicit MessageHistory(int count, ChatId chat = ChatId(QUuid::createUuid()))
        : m_chat(chat)
    {
        m_messages.reserve(count);
        for (int i = 0; i < count; ++i)
            append(QString("Message %1").arg(i + 1));
    }

    ChatId chat() const { return m_chat; }
    UserId peer() const { return m_peer; }
    const QList<Message> &messages() const { return m_messages; }

    const Message &append(const QString &text, bool outgoing = false)
    {
        Message message;
        message.id = MessageId(QUuid::createUuid());
        message.chat = m_chat;
        message.author = outgoing ? m_self : m_peer;
        message.outgoing = outgoing;
        message.position = m_messages.size() + 1;
        message.sentAt = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + message.position * 60'000, QTimeZone::UTC);
        message.storedAt = message.sentAt;
        message.text = text;
        message.state = outgoing ? DeliveryState::Queued : DeliveryState::Received;
        m_messages.append(message);
        return m_messages.last();
    }

    MessagePage page(const PageRequest &request) const
    {
        MessagePage page;
        qsizetype next = std::min<qint64>(request.before - 1, m_messages.size()) - 1;
        while (next >= 0 && page.messages.size() < request.limit)
            page.messages.append(m_messages.at(next--));
        page.reachedOldest = next < 0;
        return page;
    }

private:
    ChatId m_chat;
    UserId m_peer{QUuid::createUuid()};
    UserId m_self{QUuid::createUuid()};
    QList<Message> m_messages;
};

} // namespace tacet::tests
