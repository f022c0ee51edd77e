#include "models/backend/directorystore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/directorycolumns.h"

namespace tacet {

namespace {

constexpr PgStatement kSearch{"directory_search",
                              "SELECT id, username, display_name, master_pubkey, manifest_version, relation "
                              "FROM api.find_users($1, $2, $3)"};
constexpr PgStatement kUser{"directory_user",
                            "SELECT id, username, display_name, master_pubkey, manifest_version, relation "
                            "FROM api.user_by_id($1)"};
constexpr PgStatement kUserByName{"directory_user_by_name",
                                  "SELECT id, username, display_name, master_pubkey, manifest_version, relation "
                                  "FROM api.user_by_name($1)"};
constexpr PgStatement kContacts{"directory_contacts",
                                "SELECT id, username, display_name, master_pubkey, manifest_version, relation "
                                "FROM api.contacts($1, $2)"};
constexpr PgStatement kBlocked{"directory_blocked",
                               "SELECT id, username, display_name, master_pubkey, manifest_version, relation "
                               "FROM api.blocked_users($1, $2)"};
constexpr PgStatement kAddContact{"directory_add_contact", "SELECT 1 FROM api.add_contact($1)"};
constexpr PgStatement kRemoveContact{"directory_remove_contact", "SELECT 1 FROM api.remove_contact($1)"};
constexpr PgStatement kBlock{"directory_block", "SELECT 1 FROM api.block_user($1)"};
constexpr PgStatement kUnblock{"directory_unblock", "SELECT 1 FROM api.unblock_user($1)"};
constexpr PgStatement kDisplayName{"directory_display_name", "SELECT 1 FROM api.set_display_name($1)"};

DirectoryEntry entryFrom(PgRow &row)
{
    return directoryEntryFrom(row, 0);
}

Result<QList<DirectoryEntry>> list(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params)
{
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(statement, params));
    return result.list(entryFrom);
}

} // namespace

Result<QList<DirectoryEntry>> DirectoryStore::search(const QString &prefix, const QString &after, int limit)
{
    return list(m_connection, kSearch, PgParams().text(prefix).text(after).int32(limit));
}

Result<DirectoryEntry> DirectoryStore::user(UserId user)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kUser, PgParams().id(user)));
    return result.first(entryFrom);
}

Result<DirectoryEntry> DirectoryStore::userByName(const QString &username)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kUserByName, PgParams().text(username)));
    return result.first(entryFrom);
}

Result<QList<DirectoryEntry>> DirectoryStore::contacts(const QString &after, int limit)
{
    return list(m_connection, kContacts, PgParams().text(after).int32(limit));
}

Result<QList<DirectoryEntry>> DirectoryStore::blocked(const QString &after, int limit)
{
    return list(m_connection, kBlocked, PgParams().text(after).int32(limit));
}

Result<> DirectoryStore::addContact(UserId user)
{
    return m_connection.change(kAddContact, PgParams().id(user));
}

Result<> DirectoryStore::removeContact(UserId user)
{
    return m_connection.change(kRemoveContact, PgParams().id(user));
}

Result<> DirectoryStore::block(UserId user)
{
    return m_connection.change(kBlock, PgParams().id(user));
}

Result<> DirectoryStore::unblock(UserId user)
{
    return m_connection.change(kUnblock, PgParams().id(user));
}

Result<> DirectoryStore::setDisplayName(const QString &displayName)
{
    return m_connection.change(kDisplayName, PgParams().text(displayName));
}

} // namespace tacet
