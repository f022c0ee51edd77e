#include "ui/group/joinrequestcontroller.h"

#include "ui/chat/chatlistpane.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/mainwindow.h"

namespace tacet {

JoinRequestController::JoinRequestController(GroupService &groups, GroupInviteService &invites, MainWindow &window,
                                             QObject *parent)
    : QObject(parent)
    , m_groups(groups)
    , m_invites(invites)
    , m_window(window)
{
    connect(&window.side(), &ChatListPane::chatSelected, this, &JoinRequestController::countOthers);
    connect(&invites, &GroupInviteService::requestsChanged, this, &JoinRequestController::countOthers);
    connect(&groups, &GroupService::groupChanged, this, &JoinRequestController::countOthers);
    // Nobody is told at once of a request: whoever comes back to the window sees it.
    connect(&window, &MainWindow::activeChanged, this, [this](bool active) {
        if (active)
            countOthers(m_window.conversation().chat());
    });
}

void JoinRequestController::countOthers(ChatId chat)
{
    if (chat != m_window.conversation().chat() || !m_window.conversation().isGroup())
        return;
    m_groups.find(chat).then(this, [this, chat](const Result<Group> &group) {
        if (!group || !group->may(Permission::ManageMembers))
            return;
        m_invites.requests(chat).then(this, [this, chat](const Result<QList<JoinRequest>> &requests) {
            if (requests)
                m_window.conversation().setJoinRequests(chat, static_cast<int>(requests->size()));
        });
    });
}

} // namespace tacet
