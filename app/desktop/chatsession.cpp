#include "app/desktop/chatsession.h"

namespace tacet {

ChatSession::ChatSession(AccountSession &session)
    : m_window(m_chats, m_messages)
    , m_chatController(session, m_chats, m_messages, m_window)
    , m_messageController(session, m_chats, m_messages, m_window)
    , m_peopleController(session, m_window)
    , m_groupController(session, m_chats, m_window)
    , m_detailsController(session.groups(), session.groupInvites(), m_groupController, m_window, session.account().user)
    , m_requestController(session.groups(), session.groupInvites(), m_window)
    , m_threadController(session.threads(), session.groups(), m_window)
{
    QObject::connect(&m_peopleController, &PeopleController::chatRequested, &m_chatController,
                     &ChatController::openChatWith);
    QObject::connect(&m_groupController, &GroupController::chatEntered, &m_chatController, &ChatController::enterChat);
    QObject::connect(&m_detailsController, &GroupDetailsController::chatRequested, &m_chatController,
                     &ChatController::openChatWith);
    m_chatController.start();
}

} // namespace tacet
