#pragma once
#include "models/domain/administration.h"
#include "models/domain/result.h"

#include <functional>
#include <optional>
#include <variant>

class QObject;

namespace tacet {

struct PersonChange {
    PersonDeed deed;
    UserId person;
};
struct DeviceRemoval {
    DeviceId device;
};
struct ChatClosing {
    ChatId chat;
    bool isClosed; ///< false: it is opened again
};
struct TokenRevocation {
    QString token; ///< as the view names it
};
struct QuotaChange {
    QString area;
    QUuid holder;
    QuotaLimits limits;
};
struct PolicyChange {
    QString key;
    std::optional<QString> value; ///< JSON; nothing: back to the standard
};
struct EventResolution {
    QUuid event;
    QString outcome;
};
struct EventAssignment {
    QUuid event;
    bool isOwn; ///< looked after by whoever sits here; false: by nobody
};
struct GrantRemoval {
    UserId person;
    QString resourceType;
    QString resource;
};

/// What an administrator may do. The database writes each into the audit log in the same transaction.
using ConsoleAction = std::variant<PersonChange, DeviceRemoval, ChatClosing, TokenRevocation, QuotaChange, PolicyChange,
                                   EventResolution, EventAssignment, GrantRemoval>;

enum class EffectKind { Devices, Groups, OwnedGroups, Waiting, Members, Messages, Files, Bytes };
struct Effect {
    EffectKind kind;
    qint64 amount;
};

/// Whoever carries out what the console's pages ask for. Every call is answered once, on the GUI thread and not
/// before it has returned, unless its context is gone by then.
class ConsoleActions
{
public:
    ConsoleActions() = default;
    virtual ~ConsoleActions() = default;
    Q_DISABLE_COPY_MOVE(ConsoleActions)

    virtual void carryOut(const ConsoleAction &action, QObject *context,
                          std::function<void(const Result<> &)> take) = 0;
    /// What it would touch now. Of PersonChange and ChatClosing; of the others nothing.
    virtual void countEffect(const ConsoleAction &action, QObject *context,
                             std::function<void(const Result<QList<Effect>> &)> take) = 0;
    /// The newest entries of each chain, at most 10,000.
    virtual void verifyAudit(QObject *context, std::function<void(const Result<QList<AuditFinding>> &)> take) = 0;
};

} // namespace tacet
