#include "models/backend/backendsession.h"

namespace tacet {

Result<std::unique_ptr<BackendSession>> BackendSession::open(const WorkspaceAddress &address,
                                                             const DatabaseLogin &login,
                                                             const EmbeddedCluster::Options &options)
{
    std::unique_ptr<EmbeddedCluster> cluster;
    if (address.place == WorkspaceAddress::Place::ThisComputer) {
        TACET_TRY_ASSIGN(cluster, EmbeddedCluster::start(address.directory, options));
    }
    TACET_TRY_ASSIGN(auto connection, DatabaseConnection::open(address, login));
    return std::unique_ptr<BackendSession>(new BackendSession(std::move(cluster), std::move(connection)));
}

BackendSession::BackendSession(std::unique_ptr<EmbeddedCluster> cluster, std::unique_ptr<DatabaseConnection> connection)
    : m_cluster(std::move(cluster))
    , m_connection(std::move(connection))
    , m_session(*m_connection)
    , m_enrolment(*m_connection)
    , m_directory(*m_connection)
    , m_devices(*m_connection)
    , m_prekeys(*m_connection)
    , m_directChats(*m_connection)
    , m_delivery(*m_connection)
    , m_mailbox(*m_connection)
    , m_media(*m_connection)
    , m_wake(*m_connection)
    , m_groups(*m_connection)
    , m_groupLog(*m_connection)
    , m_groupHistory(*m_connection)
    , m_groupInvites(*m_connection)
    , m_groupKeys(*m_connection)
    , m_posts(*m_connection)
    , m_reactions(*m_connection)
    , m_threads(*m_connection)
    , m_chatLog(*m_connection)
    , m_chatSettings(*m_connection)
    , m_console(*m_connection)
    , m_administration(*m_connection)
    , m_personAdministration(*m_connection)
{
}

} // namespace tacet
