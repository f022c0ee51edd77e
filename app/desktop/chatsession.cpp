#include "app/desktop/chatsession.h"

namespace tacet {

ChatSession::ChatSession(AccountSession &session)
    : m_window(m_chats, m_messages)
    , m_chatController(session, m_chats, m_messages, m_window)
    , m_messageController(session, m_chats, m_messages, m_window)
    , m_peopleController(session, m_window)
{
    QObject::connect(&m_peopleController, &PeopleController::chatRequested, &m_chatController,
                     &ChatController::openChatWith);
    m_chatController.start();
}

} // namespace tacet
