#pragma once
#include "models/backend/administrationstore.h"
#include "models/backend/chatlogstore.h"
#include "models/backend/chatsettingsstore.h"
#include "models/backend/consolestore.h"
#include "models/backend/databaseconnection.h"
#include "models/backend/deliverystore.h"
#include "models/backend/devicestore.h"
#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "models/backend/embeddedcluster.h"
#include "models/backend/enrolmentstore.h"
#include "models/backend/grouphistorystore.h"
#include "models/backend/groupinvitestore.h"
#include "models/backend/groupkeystore.h"
#include "models/backend/grouplogstore.h"
#include "models/backend/groupstore.h"
#include "models/backend/mailboxstore.h"
#include "models/backend/mediastore.h"
#include "models/backend/personadministrationstore.h"
#include "models/backend/poststore.h"
#include "models/backend/prekeystore.h"
#include "models/backend/reactionstore.h"
#include "models/backend/sessionstore.h"
#include "models/backend/threadstore.h"
#include "models/backend/wakestore.h"

namespace tacet {

/// A signed-in connection to a workspace's database with its stores, and for a workspace on this
/// computer the use of its server. The session type of `Executor<BackendSession>`: made, used and
/// destroyed on the executor's thread.
class BackendSession
{
public:
    /// Starts the embedded server if the workspace is on this computer, and signs in. As
    /// EmbeddedCluster::start() and DatabaseConnection::open().
    static Result<std::unique_ptr<BackendSession>> open(const WorkspaceAddress &address, const DatabaseLogin &login,
                                                        const EmbeddedCluster::Options &options = {});

    SessionStore &session() { return m_session; }
    EnrolmentStore &enrolment() { return m_enrolment; }
    DirectoryStore &directory() { return m_directory; }
    DeviceStore &devices() { return m_devices; }
    PrekeyStore &prekeys() { return m_prekeys; }
    DirectChatStore &directChats() { return m_directChats; }
    DeliveryStore &delivery() { return m_delivery; }
    MailboxStore &mailbox() { return m_mailbox; }
    MediaStore &media() { return m_media; }
    WakeStore &wake() { return m_wake; }
    GroupStore &groups() { return m_groups; }
    GroupLogStore &groupLog() { return m_groupLog; }
    GroupHistoryStore &groupHistory() { return m_groupHistory; }
    GroupInviteStore &groupInvites() { return m_groupInvites; }
    GroupKeyStore &groupKeys() { return m_groupKeys; }
    PostStore &posts() { return m_posts; }
    ReactionStore &reactions() { return m_reactions; }
    ThreadStore &threads() { return m_threads; }
    ChatLogStore &chatLog() { return m_chatLog; }
    ChatSettingsStore &chatSettings() { return m_chatSettings; }
    ConsoleStore &console() { return m_console; }
    AdministrationStore &administration() { return m_administration; }
    PersonAdministrationStore &personAdministration() { return m_personAdministration; }

    /// For its signals: notified(), lost().
    DatabaseConnection &connection() { return *m_connection; }

private:
    BackendSession(std::unique_ptr<EmbeddedCluster> cluster, std::unique_ptr<DatabaseConnection> connection);

    std::unique_ptr<EmbeddedCluster> m_cluster; ///< outlives the connection; null for a server elsewhere
    std::unique_ptr<DatabaseConnection> m_connection;
    SessionStore m_session;
    EnrolmentStore m_enrolment;
    DirectoryStore m_directory;
    DeviceStore m_devices;
    PrekeyStore m_prekeys;
    DirectChatStore m_directChats;
    DeliveryStore m_delivery;
    MailboxStore m_mailbox;
    MediaStore m_media;
    WakeStore m_wake;
    GroupStore m_groups;
    GroupLogStore m_groupLog;
    GroupHistoryStore m_groupHistory;
    GroupInviteStore m_groupInvites;
    GroupKeyStore m_groupKeys;
    PostStore m_posts;
    ReactionStore m_reactions;
    ThreadStore m_threads;
    ChatLogStore m_chatLog;
    ChatSettingsStore m_chatSettings;
    ConsoleStore m_console;
    AdministrationStore m_administration;
    PersonAdministrationStore m_personAdministration;
};

} // namespace tacet
