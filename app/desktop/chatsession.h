#pragma once
#include "models/items/chatlistmodel.h"
#include "models/items/messagelistmodel.h"
#include "ui/chat/chatcontroller.h"
#include "ui/chat/mainwindow.h"
#include "ui/chat/messagecontroller.h"
#include "ui/chat/peoplecontroller.h"
#include "ui/group/groupcontroller.h"
#include "ui/group/groupdetailscontroller.h"
#include "ui/group/joinrequestcontroller.h"
#include "ui/group/threadcontroller.h"

namespace tacet {

/// One unlocked account on the screen: models, window and controllers, in the order in which they need each
/// other. Ends before the account session does.
class ChatSession final
{
public:
    explicit ChatSession(AccountSession &session);

    MainWindow &window() { return m_window; }
    ChatListModel &chats() { return m_chats; }
    ChatController &controller() { return m_chatController; }
    GroupController &groups() { return m_groupController; }

private:
    ChatListModel m_chats;
    MessageListModel m_messages;
    MainWindow m_window;
    ChatController m_chatController;
    MessageController m_messageController;
    PeopleController m_peopleController;
    GroupController m_groupController;
    GroupDetailsController m_detailsController;
    JoinRequestController m_requestController;
    ThreadController m_threadController;
};

} // namespace tacet
