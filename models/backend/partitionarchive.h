#pragma once
#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

namespace tacet {

class DatabaseConnection;

/// What a month was saved to.
struct ArchivedPartition {
    QString file;      ///< without the folder
    QByteArray sha256; ///< of the file
    qint64 rows = 0;
    qint64 bytes = 0; ///< of the file
};

/// Saves a detached partition to a compressed file before it is dropped: `COPY … TO STDOUT` as text with
/// a header line, in gzip's format, readable and writable by its owner alone. What is in it is as it lies
/// in the database: ciphertext stays ciphertext. It comes back with
/// `gzip -dc FILE | psql -c '\copy tacet.PARTITION FROM STDIN WITH (HEADER MATCH)'`.
///
/// Nothing is believed to be saved until the file was read again: its rows are counted and their SHA-256
/// compared with what the server sent. A file of that name is replaced. Blocks.
class PartitionArchive
{
public:
    /// `folder` exists or can be made. The connection's role may read the partition.
    PartitionArchive(DatabaseConnection &connection, QString folder, QString database);

    /// Io or DiskFull if it cannot be written, Damaged if it reads otherwise than written.
    Result<ArchivedPartition> save(const QString &partition);

private:
    struct Stream {
        QByteArray sha256;
        qint64 rows = 0;
    };

    Result<Stream> write(const QString &partition, const QString &path);
    static Result<Stream> read(const QString &path);

    DatabaseConnection &m_connection;
    const QString m_folder;
    const QString m_database;
};

} // namespace tacet
