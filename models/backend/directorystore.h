#pragma once
#include "models/domain/person.h"
#include "models/domain/result.h"

#include <QList>

#include <optional>

namespace tacet {

class DatabaseConnection;

/// A member as the directory shows it. The master key is the database's word only.
struct DirectoryEntry {
    UserId id;
    QString username;
    QString displayName;
    QByteArray masterKey; ///< Ed25519, 32 bytes
    qint64 manifestVersion = 0;
    Relation relation = Relation::None; ///< of the caller to this member
};

/// Members, contacts and blocks. Synchronous; belongs to the backend executor's thread.
class DirectoryStore
{
public:
    explicit DirectoryStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// User or display name begins with `prefix` (case does not matter), by user name, after the user
    /// name `after`, without oneself, at most `limit` (1 to 100).
    Result<QList<DirectoryEntry>> search(const QString &prefix, const QString &after, int limit);
    /// NotFound.
    Result<DirectoryEntry> user(UserId user);
    Result<DirectoryEntry> userByName(const QString &username);

    /// Contacts after the user name `after`, by user name, at most `limit` (1 to 500).
    Result<QList<DirectoryEntry>> contacts(const QString &after, int limit);
    Result<QList<DirectoryEntry>> blocked(const QString &after, int limit);
    /// All four are idempotent. NotFound; InvalidInput for oneself; addContact answers Blocked.
    Result<> addContact(UserId user);
    Result<> removeContact(UserId user);
    Result<> block(UserId user); ///< ends being a contact
    Result<> unblock(UserId user);
    Result<> setDisplayName(const QString &displayName);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
