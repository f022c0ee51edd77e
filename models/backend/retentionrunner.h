#pragma once
#include "models/backend/pgresult.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUuid>

#include <functional>

namespace tacet {

class DatabaseConnection;

/// What retention takes or took: the rows of a table, one month of it, or what one chat keeps too long.
struct RetentionItem {
    QString table;
    QString subject;   ///< which chain of the audit log; mostly empty
    QString partition; ///< empty if rows are deleted
    QString state;     ///< of the partition: attached, pending, detached
    QUuid chat = {};   ///< null unless it is a chat's own limit
    bool isEnabled = true;
    bool isArchived = false; ///< saved to a file first
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 chats = 0;
    QDateTime oldest; ///< invalid if there are no rows
    QDateTime newest;
    QString archiveFile;
};

/// Runs a tenant's retention policies. Rows go in batches; months are detached (`DETACH CONCURRENTLY`,
/// which stops nobody), saved if the policy says so, and dropped, so that the space is back. A run that was killed
/// is taken up by the next one at the month where it stood.
///
/// The connection acts as the tenant's owner (`SET ROLE`) and is in no transaction. Blocks.
class RetentionRunner
{
public:
    /// Before each item; false ends the run in good order.
    using Progress = std::function<bool(const RetentionItem &)>;

    /// `archiveFolder`: where months are saved; `database`: the first word of the files' names.
    RetentionRunner(DatabaseConnection &connection, QString archiveFolder, QString database);

    /// What would go, with its figures. Changes nothing.
    Result<QList<RetentionItem>> plan();
    /// Takes what plan() shows and is enabled; answers what went. Cancelled if `progress` said so; InvalidInput
    /// if something has to be saved and there is no folder.
    Result<QList<RetentionItem>> run(const Progress &progress = {});
    /// The size of the database on the server's disk.
    Result<qint64> databaseBytes();

private:
    Result<QList<RetentionItem>> partitions();
    Result<QList<RetentionItem>> chats();
    Result<> takeRows(RetentionItem &item);
    Result<> takeChat(RetentionItem &item);
    Result<> takePartition(RetentionItem &item);
    Result<> detach(const RetentionItem &item);
    Result<> statement(const char *sql, const RetentionItem &item);

    DatabaseConnection &m_connection;
    const QString m_archiveFolder;
    const QString m_database;
};

} // namespace tacet
