#pragma once
#include "models/services/groupinviteservice.h"
#include "models/services/groupservice.h"

#include <QObject>

namespace tacet {

class MainWindow;

/// Shows how many people ask to be let into the chat that is shown. Everything it is given outlives it. GUI thread.
class JoinRequestController final : public QObject
{
    Q_OBJECT
public:
    JoinRequestController(GroupService &groups, GroupInviteService &invites, MainWindow &window,
                          QObject *parent = nullptr);

private:
    void countOthers(ChatId chat);

    GroupService &m_groups;
    GroupInviteService &m_invites;
    MainWindow &m_window;
};

} // namespace tacet
