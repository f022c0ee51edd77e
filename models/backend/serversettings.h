#pragma once
#include <QStringList>

namespace tacet {

enum class ServerDurability { Full, None };

/// Command line of an embedded server, without the program. Given at every start, so that neither an
/// edited postgresql.conf nor an older Tacet's decides what protects the data.
QStringList serverArguments(const QString &data, const QStringList &socketDirectories, ServerDurability durability);

} // namespace tacet
