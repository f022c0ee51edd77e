#include "app/ctl/commands.h"

#include "app/ctl/accountpasswordcommand.h"
#include "app/ctl/accounttotpcommand.h"
#include "app/ctl/chatscommand.h"
#include "app/ctl/contactchangecommand.h"
#include "app/ctl/contactscommand.h"
#include "app/ctl/contactssearchcommand.h"
#include "app/ctl/devicescommand.h"
#include "app/ctl/doctorcommand.h"
#include "app/ctl/enrolcreatecommand.h"
#include "app/ctl/groupcommand.h"
#include "app/ctl/historycommand.h"
#include "app/ctl/joincommand.h"
#include "app/ctl/linkcommand.h"
#include "app/ctl/maintaintenantcommand.h"
#include "app/ctl/maintainvaultcommand.h"
#include "app/ctl/migratedowncommand.h"
#include "app/ctl/migratestatuscommand.h"
#include "app/ctl/migrateupcommand.h"
#include "app/ctl/receivecommand.h"
#include "app/ctl/recoverycommand.h"
#include "app/ctl/safetynumbercommand.h"
#include "app/ctl/sendcommand.h"
#include "app/ctl/tenantchangecommand.h"
#include "app/ctl/tenantcreatecommand.h"
#include "app/ctl/tenantdropcommand.h"
#include "app/ctl/tenantlistcommand.h"
#include "app/ctl/threadchangecommand.h"
#include "app/ctl/threadcreatecommand.h"
#include "app/ctl/threadlistcommand.h"
#include "app/ctl/threadreplycommand.h"
#include "app/ctl/threadshowcommand.h"
#include "app/ctl/wardencommand.h"
#include "app/ctl/workspaceaddresscommand.h"
#include "app/ctl/workspacecreatecommand.h"
#include "app/ctl/workspacestartcommand.h"
#include "app/ctl/workspacestatuscommand.h"
#include "app/ctl/workspacestopcommand.h"
#include "app/ctl/workspaceuricommand.h"

#include <algorithm>

namespace tacet::ctl {

std::vector<std::unique_ptr<Command>> allCommands()
{
    using Change = ContactChangeCommand::Change;
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<WorkspaceCreateCommand>());
    commands.push_back(std::make_unique<WorkspaceStatusCommand>());
    commands.push_back(std::make_unique<WorkspaceStartCommand>());
    commands.push_back(std::make_unique<WorkspaceStopCommand>());
    commands.push_back(std::make_unique<WorkspaceUriCommand>());
    commands.push_back(std::make_unique<WorkspaceAddressCommand>());
    commands.push_back(std::make_unique<EnrolCreateCommand>());
    commands.push_back(std::make_unique<JoinCommand>());
    commands.push_back(std::make_unique<LinkCommand>());
    commands.push_back(std::make_unique<ContactsCommand>());
    commands.push_back(std::make_unique<ContactsSearchCommand>());
    for (const Change change : {Change::Add, Change::Remove, Change::Block, Change::Unblock, Change::AcceptKey})
        commands.push_back(std::make_unique<ContactChangeCommand>(change));
    commands.push_back(std::make_unique<ChatsCommand>());
    std::ranges::move(groupCommands(), std::back_inserter(commands));
    commands.push_back(std::make_unique<SendCommand>());
    commands.push_back(std::make_unique<ReceiveCommand>());
    commands.push_back(std::make_unique<HistoryCommand>());
    commands.push_back(std::make_unique<ThreadCreateCommand>());
    commands.push_back(std::make_unique<ThreadListCommand>());
    commands.push_back(std::make_unique<ThreadShowCommand>());
    commands.push_back(std::make_unique<ThreadReplyCommand>());
    using ThreadChange = ThreadChangeCommand::Change;
    for (const ThreadChange change :
         {ThreadChange::Delete, ThreadChange::Pin, ThreadChange::Unpin, ThreadChange::Follow, ThreadChange::Unfollow})
        commands.push_back(std::make_unique<ThreadChangeCommand>(change));
    commands.push_back(std::make_unique<SafetyNumberCommand>());
    commands.push_back(std::make_unique<DevicesCommand>());
    commands.push_back(std::make_unique<AccountPasswordCommand>());
    commands.push_back(std::make_unique<AccountTotpCommand>());
    commands.push_back(std::make_unique<RecoveryCommand>(RecoveryCommand::Action::Create));
    commands.push_back(std::make_unique<RecoveryCommand>(RecoveryCommand::Action::Check));
    commands.push_back(std::make_unique<TenantListCommand>());
    commands.push_back(std::make_unique<TenantCreateCommand>());
    using TenantChange = TenantChangeCommand::Change;
    for (const TenantChange change : {TenantChange::Rename, TenantChange::Suspend, TenantChange::Resume})
        commands.push_back(std::make_unique<TenantChangeCommand>(change));
    commands.push_back(std::make_unique<TenantDropCommand>());
    commands.push_back(std::make_unique<MaintainTenantCommand>());
    commands.push_back(std::make_unique<MigrateStatusCommand>());
    commands.push_back(std::make_unique<MigrateUpCommand>());
    commands.push_back(std::make_unique<MigrateDownCommand>());
    commands.push_back(std::make_unique<WardenCommand>());
    commands.push_back(std::make_unique<MaintainVaultCommand>());
    commands.push_back(std::make_unique<DoctorCommand>());
    return commands;
}

Command *takeCommand(const std::vector<std::unique_ptr<Command>> &commands, QStringList &words)
{
    constexpr qsizetype kLongestName = 2;
    for (qsizetype count = std::min(kLongestName, words.size()); count > 0; --count) {
        const QString name = words.sliced(0, count).join(u' ');
        const auto found = std::ranges::find_if(commands, [&name](const auto &each) { return each->name() == name; });
        if (found == commands.end())
            continue;
        words = words.sliced(count);
        return found->get();
    }
    return nullptr;
}

} // namespace tacet::ctl
