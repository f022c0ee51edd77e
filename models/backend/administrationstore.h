#pragma once
#include "models/domain/administration.h"
#include "models/domain/result.h"

class QJsonValue;

namespace tacet {

class DatabaseConnection;

/// Begins and ends a device's administration, and what administrators do to the workspace's limits, policies,
/// events, rights and chats; people are PersonAdministrationStore's. Each call is one transaction with its entry in the
/// audit log. Synchronous; belongs to the console executor's thread.
///
/// Every action: AdministrationEnded, NotAdministrator, RateLimited; InvalidInput for values out of bounds; NotFound.
class AdministrationStore
{
public:
    explicit AdministrationStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Answers after how much time without use it ends. NotAdministrator.
    Result<std::chrono::seconds> begin();
    Result<> touch();
    Result<> end();
    Result<AdministrationState> state();

    Result<> setQuota(const QString &area, const QUuid &holder, const QuotaLimits &limits);
    Result<> setPolicy(const QString &key, const QJsonValue &value);
    Result<> resetPolicy(const QString &key);
    Result<> setRetention(const RetentionChange &change);
    /// Reads everything that would go. `table` empty: of all.
    Result<QList<RetentionPreview>> previewRetention(const QString &table);
    /// Once; what was said then stays.
    Result<> resolveEvent(const QUuid &event, const QString &resolution);
    /// To an administrator; a null id: to nobody.
    Result<> assignEvent(const QUuid &event, UserId person);
    Result<> giveGrant(const AccessGrant &grant);
    Result<> takeGrant(UserId person, const QString &resourceType, const QString &resourceId);
    Result<ChatEffect> chatEffect(ChatId chat);
    /// Of groups and channels.
    Result<> closeChat(ChatId chat, bool isClosed);
    /// At most 10,000 entries of one chain; empty if it holds.
    Result<QList<AuditFinding>> verifyAudit(const QString &category, qint64 from, qint64 to);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
