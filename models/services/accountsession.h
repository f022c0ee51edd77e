#pragma once
#include "models/domain/account.h"
#include "models/services/chatservice.h"
#include "models/services/connectionservice.h"
#include "models/services/consoleservice.h"
#include "models/services/deviceservice.h"
#include "models/services/doctorservice.h"
#include "models/services/enrolmentservice.h"
#include "models/services/groupinviteservice.h"
#include "models/services/groupservice.h"
#include "models/services/groupsync.h"
#include "models/services/messageservice.h"
#include "models/services/outbox.h"
#include "models/services/peopleservice.h"
#include "models/services/postoutbox.h"
#include "models/services/recoveryservice.h"
#include "models/services/signinservice.h"
#include "models/services/threadservice.h"
#include "models/services/vaultcareservice.h"

#include <memory>

namespace tacet {

/// An unlocked account and its services. Made by ProfileService; gone when the profile is locked.
class AccountSession final : public QObject
{
    Q_OBJECT
public:
    explicit AccountSession(std::shared_ptr<AccountCore> core);
    ~AccountSession() override;

    /// The last call. Finished when the vault is closed and another may open it.
    AsyncResult<> close();

    const Account &account() const;
    ChatService &chats();
    MessageService &messages();
    PeopleService &people();
    EnrolmentService &enrolment();
    DeviceService &devices();
    DoctorService &doctor();
    SignInService &signIn();
    RecoveryService &recovery();
    VaultCareService &vaultCare();
    GroupService &groups();
    GroupInviteService &groupInvites();
    ConnectionService &connection();
    /// For its drained(): nothing is left that can be sent now, recipients are woken.
    Outbox &outbox();
    /// The same for groups and channels.
    PostOutbox &posts();
    /// For its alarms, and synchronised().
    GroupSync &groupSync();
    ThreadService &threads();
    ConsoleService &console();

private:
    std::shared_ptr<AccountCore> m_core;
};

} // namespace tacet
