#pragma once
#include "models/services/accountsession.h"

#include <QObject>

namespace tacet {

class ChatListModel;
class MainWindow;
class MessageListModel;

/// Connects the chat list and the connection with the services: rows, opening a chat, drafts. Everything it
/// is given outlives it. GUI thread.
class ChatController final : public QObject
{
    Q_OBJECT
public:
    ChatController(AccountSession &session, ChatListModel &chats, MessageListModel &messages, MainWindow &window,
                   QObject *parent = nullptr);

    /// Reads the list from the vault; the connection may take its time.
    void start();
    /// The direct chat with that person, made if need be, is opened.
    void openChatWith(UserId person);
    /// A chat that this account has just come into is opened.
    void enterChat(ChatId chat);

Q_SIGNALS:
    void started();

private:
    void openChat(ChatId chat);
    void readMentionables(ChatId chat);
    void readWritingRule(ChatId chat);
    void takeChat(const Chat &chat);
    void enter(const Result<Chat> &chat);
    void saveDraft(ChatId chat, const QString &text);

    AccountSession &m_session;
    ChatListModel &m_chats;
    MessageListModel &m_messages;
    MainWindow &m_window;
};

} // namespace tacet
