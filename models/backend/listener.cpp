#include "models/backend/listener.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

Result<> Listener::attach(DatabaseConnection &connection, const QString &channel)
{
    if (m_connection != &connection || m_channel != channel)
        TACET_TRY(detach());
    // First ask, then remember: a failed LISTEN leaves nothing attached.
    TACET_TRY(connection.listen(channel));
    m_channel = channel;
    m_connection = &connection;
    connect(&connection, &DatabaseConnection::notified, this, &Listener::hear, Qt::UniqueConnection);
    return {};
}

Result<> Listener::detach()
{
    DatabaseConnection *before = m_connection;
    const QString channel = m_channel;
    m_connection = nullptr;
    m_channel.clear();
    if (!before)
        return {};
    disconnect(before, &DatabaseConnection::notified, this, &Listener::hear);
    return before->isOpen() ? before->unlisten(channel) : Result<>();
}

bool Listener::isAttached() const
{
    return m_connection && m_connection->isOpen();
}

void Listener::hear(const QString &channel)
{
    if (channel == m_channel)
        Q_EMIT woken();
}

} // namespace tacet
