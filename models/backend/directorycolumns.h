#pragma once
#include "models/backend/directorystore.h"
#include "models/backend/pgresult.h"

namespace tacet {

/// The columns id, username, display_name, master_pubkey, manifest_version, relation.
inline constexpr int kDirectoryColumns = 6;

inline Relation relationFrom(const QString &text)
{
    if (text == QLatin1StringView("contact"))
        return Relation::Contact;
    return text == QLatin1StringView("blocked") ? Relation::Blocked : Relation::None;
}

inline DirectoryEntry directoryEntryFrom(PgRow &row, int firstColumn)
{
    constexpr qsizetype kMasterKeySize = 32;
    return {.id = row.id<UserId>(firstColumn),
            .username = row.text(firstColumn + 1),
            .displayName = row.text(firstColumn + 2),
            .masterKey = row.bytes(firstColumn + 3, kMasterKeySize),
            .manifestVersion = row.int64(firstColumn + 4),
            .relation = relationFrom(row.text(firstColumn + 5))};
}

} // namespace tacet
