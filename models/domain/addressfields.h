#pragma once
#include "models/domain/workspaceaddress.h"

#include <QCborArray>

#include <optional>

namespace tacet {

/// A workspace's address among the fields of a link.
inline constexpr int kAddressFields = 8;

/// Appends kAddressFields fields.
void appendAddress(QCborArray &fields, const WorkspaceAddress &address);
/// Those that begin at `first`; nothing if one is not of its type.
std::optional<WorkspaceAddress> addressAt(const QCborArray &fields, qsizetype first);

} // namespace tacet
