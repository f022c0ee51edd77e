#pragma once
#include "models/backend/connectparameters.h"
#include "models/domain/result.h"

#include <QList>
#include <QString>

#include <chrono>

namespace tacet {

class DatabaseConnection;

/// A session that the warden ended.
struct EndedSession {
    QString role;
    QString database;
    QString reason; ///< "active", "idle in transaction", "not reading", "deaf", "enrolling", "removed"
    qint64 pid = 0;
    std::chrono::milliseconds age{0}; ///< of its transaction; of the whole session if it was enrolling
};

struct RoleConnections {
    QString role;
    QString database; ///< empty for what is in none
    qint64 count = 0;
};

/// What one pass of the warden did and saw.
struct WardenPass {
    QList<EndedSession> ended;
    QList<RoleConnections> roles; ///< the 20 with most connections, most first
    qint64 connections = 0;
    qint64 connectionsAllowed = 0;
    double queueUsage = 0;                          ///< of the notification queue, 0 to 1
    qint64 snapshotAge = 0;                         ///< transactions since the oldest snapshot in use
    std::chrono::milliseconds oldestTransaction{0}; ///< including those that are none of the warden's
    qint64 sealed = 0;                              ///< devices that their enroller can no longer alter
    qint64 loginsEnded = 0;                         ///< removed devices that can no longer authenticate
};

/// Keeps the connections of devices and of the enrolment role short, in all tenants of a cluster, whatever they do:
/// what an honest client does takes milliseconds. Sessions of operators, owners and superusers are left alone.
/// Blocks; belongs to the thread of its connection, which is logged in as wardensql::kRole.
///
/// With the embedded server the cluster keeper does the same with the same statements.
class Warden
{
public:
    struct Limits {
        std::chrono::milliseconds transaction;
        std::chrono::milliseconds sending;
        std::chrono::milliseconds enrolment;
        static Limits standard();
    };

    /// The connection outlives the warden.
    explicit Warden(DatabaseConnection &connection, const Limits &limits = Limits::standard());

    /// One statement: ends what is over the limits and looks around. Offline if the connection broke.
    Result<WardenPass> pass();
    /// Seals new devices, in transactions of bounded size; how many.
    Result<qint64> seal();
    /// Ends the logins of devices that were removed after they were sealed; how many. Reads all roles: not for
    /// every second.
    Result<qint64> endRemovedLogins();

    /// Makes, as a superuser in the administration database, what the warden needs, or brings it up to date, and
    /// closes the administration databases to everybody else. Then `password` is the warden's.
    static Result<> prepare(DatabaseConnection &superuser, const QString &password);
    /// As a superuser in a tenant's database: takes from PUBLIC what it must not have.
    static Result<> closeTenant(DatabaseConnection &superuser);
    /// As a superuser in the administration database: the tenants' databases.
    static Result<QStringList> tenants(DatabaseConnection &superuser);

    static QString randomPassword();

private:
    DatabaseConnection &m_connection;
    const Limits m_limits;
};

} // namespace tacet
