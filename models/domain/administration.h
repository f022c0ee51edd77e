#pragma once
#include "models/domain/enrolmentlink.h"
#include "models/domain/ids.h"

#include <QDateTime>
#include <QStringList>
#include <QUuid>

#include <optional>

namespace tacet {

/// Why administration is over.
enum class ConsoleEnd {
    Closed,     ///< ended by the person, or the profile was locked
    Idle,       ///< nobody used it for the time that the workspace's policy sets
    RightTaken, ///< the account is no administrator any more
};

/// How the database sees the device's administration.
struct AdministrationState {
    enum class Kind { Begun, Idle, Closed, NotAdministrator };
    Kind kind = Kind::Closed;
    int secondsLeft = 0; ///< without use, until it is Idle
};

enum class PersonDeed {
    Suspend,    ///< shut out until resumed; nothing is lost
    Resume,     ///< of a suspended person
    Deactivate, ///< all devices go with what waits for them; name, memberships and messages stay
    Reactivate, ///< the person may link a device again
    Erase,      ///< for ever: the account, what is its own, and its name
};

/// What belongs to a person, counted before something is done.
struct PersonEffect {
    qint64 devices = 0;
    qint64 groups = 0;      ///< memberships
    qint64 ownedGroups = 0; ///< which stay without an owner if the person is erased
    qint64 waiting = 0;     ///< messages not fetched yet, counted to 100,000
    qint64 files = 0;
    qint64 bytes = 0; ///< of the files
};

struct ChatEffect {
    qint64 members = 0;
    qint64 messages = 0; ///< counted to 100,000
    qint64 files = 0;
    qint64 bytes = 0; ///< of the files
};

/// Nothing: what the policy says.
struct QuotaLimits {
    std::optional<qint64> bytes;
    std::optional<int> files;
    std::optional<int> memberPercent; ///< 1-100: what one member may fill
};

/// Nothing: as it is.
struct RetentionChange {
    QString table;
    QString subject; ///< of the tables that have several, else empty
    std::optional<int> days;
    std::optional<bool> isArchived;
    std::optional<bool> isEnabled;
};

/// What retention would take now: of one policy, or of one month of it.
struct RetentionPreview {
    QString table;
    QString subject;
    QString method;    ///< "partitions", "rows", "chain" or "function"
    QString partition; ///< empty but for "partitions"
    QString state;     ///< "attached", "pending" or "detached"; empty but for "partitions"
    bool isEnabled = false;
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 chats = 0;
    QDateTime oldest; ///< UTC; not valid: nothing
    QDateTime newest;
};

/// A right over one thing for a while.
struct AccessGrant {
    UserId user;
    QString resourceType;
    QString resourceId;
    QStringList permissions;
    QDateTime expires; ///< UTC, within a year
};

/// Where a chain of the audit log does not hold.
struct AuditFinding {
    qint64 sequence = 0;
    QString finding;
};

/// One of the links that an administrator asked for.
struct IssuedToken {
    enum class State { Created, NameTaken, NameInvalid };
    QString wishedName;
    State state = State::Created;
    EnrolmentLink link; ///< of a created one
};

} // namespace tacet
