#pragma once
#include "models/domain/result.h"

#include <QHash>
#include <QString>

namespace tacet {

/// "owner" → role name of this tenant, `^[a-z0-9_]+$`.
using SqlPlaceholders = QHash<QString, QString>;

/// Every `@word@` of `sql` as a quoted identifier. InvalidInput if a word is unknown or its name is not
/// of the form above.
Result<QByteArray> withPlaceholders(const QByteArray &sql, const SqlPlaceholders &placeholders);

} // namespace tacet
