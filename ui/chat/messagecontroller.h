#pragma once
#include "models/items/messagelistmodel.h"
#include "models/services/accountsession.h"

#include <QObject>

namespace tacet {

class ChatListModel;
class MainWindow;

/// Connects the open conversation with the services: pages, sending, retries, what was seen. Everything it
/// is given outlives it. GUI thread.
class MessageController final : public QObject
{
    Q_OBJECT
public:
    MessageController(AccountSession &session, ChatListModel &chats, MessageListModel &messages, MainWindow &window,
                      QObject *parent = nullptr);

private:
    void readPage(const PageRequest &request);
    void send(ChatId chat, const QString &text, const QList<Mention> &mentions);
    void openReaders(MessageId message);
    void takeStored(const Message &message);
    void markSeen();
    void markRead();

    AccountSession &m_session;
    ChatListModel &m_chats;
    MessageListModel &m_messages;
    MainWindow &m_window;
    ChatId m_seenChat;
    qint64 m_seenPosition = 0; ///< of m_seenChat
};

} // namespace tacet
