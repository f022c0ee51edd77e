#pragma once
#include "models/backend/backendsession.h"
#include "models/executor/executor.h"
#include "models/services/chatservice.h"
#include "models/services/connectionservice.h"
#include "models/services/consoleservice.h"
#include "models/services/deviceservice.h"
#include "models/services/doctorservice.h"
#include "models/services/enrolmentservice.h"
#include "models/services/epochkeeper.h"
#include "models/services/groupchanges.h"
#include "models/services/groupinviteservice.h"
#include "models/services/grouplogkeeper.h"
#include "models/services/grouppictures.h"
#include "models/services/groupservice.h"
#include "models/services/groupsync.h"
#include "models/services/inbox.h"
#include "models/services/localkeys.h"
#include "models/services/messageexpiry.h"
#include "models/services/messageservice.h"
#include "models/services/outbox.h"
#include "models/services/peerdirectory.h"
#include "models/services/peopleservice.h"
#include "models/services/postoutbox.h"
#include "models/services/prekeyservice.h"
#include "models/services/recoveryservice.h"
#include "models/services/senderkeyservice.h"
#include "models/services/sharedhistory.h"
#include "models/services/signinservice.h"
#include "models/services/threadservice.h"
#include "models/services/threadsync.h"
#include "models/services/vaultcareservice.h"
#include "models/vault/accountstore.h"
#include "models/vault/vaultsession.h"

#include <memory>

namespace tacet {

using VaultExecutor = Executor<VaultSession>;
using BackendExecutor = Executor<BackendSession>;

/// What the services of one unlocked account share: the two executors, the account, the device's keys,
/// and the services themselves, in the order in which they need each other.
///
/// Held by shared pointer: every coroutine of a service keeps the core alive until it is done, while
/// close() makes its next step answer NotOpen. Lives on the thread that made it.
class AccountCore : public std::enable_shared_from_this<AccountCore>
{
public:
    static std::shared_ptr<AccountCore> create(std::unique_ptr<VaultExecutor> vault,
                                               std::unique_ptr<BackendExecutor> backend, AccountRecord record,
                                               LocalKeys keys);

    VaultExecutor &vault() { return *m_vault; }
    BackendExecutor &backend() { return *m_backend; }
    const AccountRecord &record() const { return m_record; }
    const Account &account() const { return m_record.account; }
    /// The device's private keys. Constant after construction; crypto work reads them on the vault's thread.
    const LocalKeys &keys() const { return *m_keys; }

    ChatService &chats() { return m_chats; }
    MessageService &messages() { return m_messages; }
    PeopleService &people() { return m_people; }
    EnrolmentService &enrolment() { return m_enrolment; }
    DeviceService &devices() { return m_devices; }
    DoctorService &doctor() { return m_doctor; }
    SignInService &signIn() { return m_signIn; }
    RecoveryService &recovery() { return m_recovery; }
    VaultCareService &vaultCare() { return m_vaultCare; }
    PeerDirectory &directory() { return m_directory; }
    PrekeyService &prekeys() { return m_prekeys; }
    Outbox &outbox() { return m_outbox; }
    Inbox &inbox() { return m_inbox; }
    ConnectionService &connection() { return m_connection; }
    SenderKeyService &senderKeys() { return m_senderKeys; }
    SharedHistory &sharedHistory() { return m_sharedHistory; }
    PostOutbox &posts() { return m_posts; }
    GroupSync &groupSync() { return m_groupSync; }
    MessageExpiry &expiry() { return m_expiry; }
    GroupLogKeeper &groupLog() { return m_groupLog; }
    EpochKeeper &epochs() { return m_epochs; }
    GroupPictures &groupPictures() { return m_groupPictures; }
    OperationWriter &operations() { return m_operations; }
    GroupChanges &groupChanges() { return m_groupChanges; }
    GroupService &groups() { return m_groups; }
    GroupInviteService &groupInvites() { return m_groupInvites; }
    ThreadService &threads() { return m_threads; }
    ConsoleService &console() { return m_console; }

    /// Ends the connection and drops the vault's key. What waits stays in the vault. Finished when the
    /// vault is closed.
    AsyncResult<> close();
    bool isClosed() const { return m_closed; }

private:
    AccountCore(std::unique_ptr<VaultExecutor> vault, std::unique_ptr<BackendExecutor> backend, AccountRecord record,
                LocalKeys keys);

    std::unique_ptr<VaultExecutor> m_vault;
    std::unique_ptr<BackendExecutor> m_backend;
    AccountRecord m_record;
    std::shared_ptr<const LocalKeys> m_keys;
    bool m_closed = false;

    PeerDirectory m_directory;
    PrekeyService m_prekeys;
    ChatService m_chats;
    MessageService m_messages;
    PeopleService m_people;
    EnrolmentService m_enrolment;
    DeviceService m_devices;
    DoctorService m_doctor;
    SignInService m_signIn;
    RecoveryService m_recovery;
    VaultCareService m_vaultCare;
    Outbox m_outbox;
    Inbox m_inbox;
    ConnectionService m_connection;
    SenderKeyService m_senderKeys;
    SharedHistory m_sharedHistory;
    PostOutbox m_posts;
    GroupSync m_groupSync;
    MessageExpiry m_expiry;
    GroupLogKeeper m_groupLog;
    EpochKeeper m_epochs;
    GroupPictures m_groupPictures;
    OperationWriter m_operations;
    GroupChanges m_groupChanges;
    GroupService m_groups;
    GroupInviteService m_groupInvites;
    ThreadService m_threads;
    ThreadSync m_threadSync;
    ConsoleService m_console;
};

} // namespace tacet
