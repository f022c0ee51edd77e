#pragma once
#include "models/domain/group.h"
#include "models/domain/grouplog.h"

#include <QLatin1StringView>
#include <QStringList>

#include <optional>

/// The names by which the database and signed operations call what groups and channels are made of.
namespace tacet {

QLatin1StringView nameOf(ChatType type);
QLatin1StringView nameOf(ChatVisibility visibility);
QLatin1StringView nameOf(Permission permission);
QLatin1StringView nameOf(EpochReason reason);
QLatin1StringView nameOf(OperationKind kind);

/// Nothing for a name that is not known.
std::optional<ChatType> chatTypeFrom(QStringView name);
std::optional<ChatVisibility> chatVisibilityFrom(QStringView name);
std::optional<EpochReason> epochReasonFrom(QStringView name);
std::optional<OperationKind> operationKindFrom(QStringView name);
/// "owner", "admin", "member", or empty for none.
std::optional<BuiltInRole> builtInRoleFrom(QStringView name);

/// In the order of the enum.
QStringList namesOf(Permissions permissions);
/// Names that are not known, of a newer database, are left out.
Permissions permissionsFrom(const QStringList &names);

} // namespace tacet
