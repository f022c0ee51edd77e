#include "models/backend/partitionarchive.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/sqlerror.h"
#include "models/backend/sqlplaceholders.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <libpq-fe.h>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

namespace tacet {

namespace {

constexpr auto kCopy = "COPY tacet.@partition@ TO STDOUT (FORMAT text, HEADER)";
constexpr unsigned int kBuffer = 1U << 17;
constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

struct CloseGz {
    void operator()(gzFile file) const { gzclose(file); }
};
using GzFile = std::unique_ptr<gzFile_s, CloseGz>;

struct FreeCopy {
    void operator()(char *data) const { PQfreemem(data); }
};

std::unexpected<Error> fileFailed()
{
    return fail(errno == ENOSPC || errno == EDQUOT ? ErrorCode::DiskFull : ErrorCode::Io,
                QStringLiteral("archive: %1").arg(qt_error_string(errno)));
}

/// A gzip stream over a descriptor of its own, so that the QFile can be synced after it.
GzFile gzipOver(const QFile &file, const char *mode)
{
    const int copy = dup(file.handle());
    if (copy < 0)
        return nullptr;
    GzFile stream(gzdopen(copy, mode));
    if (!stream)
        close(copy);
    else
        gzbuffer(stream.get(), kBuffer);
    return stream;
}

Result<> syncFolder(const QString &folder)
{
    const int descriptor = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fileFailed();
    const bool done = fsync(descriptor) == 0;
    close(descriptor);
    return done ? Result<>() : fileFailed();
}

} // namespace

PartitionArchive::PartitionArchive(DatabaseConnection &connection, QString folder, QString database)
    : m_connection(connection)
    , m_folder(std::move(folder))
    , m_database(std::move(database))
{
}

Result<ArchivedPartition> PartitionArchive::save(const QString &partition)
{
    const QDir folder(m_folder);
    if (!folder.exists() &&
        !(QDir().mkpath(QFileInfo(m_folder).absolutePath()) && QDir().mkdir(m_folder, kOwnerOnly | QFile::ExeOwner)))
        return fail(ErrorCode::Io, QStringLiteral("archive folder"));
    ArchivedPartition archived{.file = m_database + u'.' + partition + QStringLiteral(".copy.gz"), .sha256 = {}};
    const QString path = folder.filePath(archived.file);
    const QString unfinished = path + QStringLiteral(".part");
    TACET_TRY_ASSIGN(const Stream sent, write(partition, unfinished));
    TACET_TRY_ASSIGN(const Stream found, read(unfinished));
    if (found.rows != sent.rows || found.sha256 != sent.sha256)
        return fail(ErrorCode::Damaged, QStringLiteral("the archive reads otherwise than it was written"));
    QFile file(unfinished);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fileFailed();
    archived.sha256 = hash.result();
    archived.bytes = file.size();
    archived.rows = sent.rows;
    if (rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(path).constData()) != 0)
        return fileFailed();
    TACET_TRY(syncFolder(m_folder));
    return archived;
}

Result<PartitionArchive::Stream> PartitionArchive::write(const QString &partition, const QString &path)
{
    TACET_TRY_ASSIGN(const QByteArray sql, withPlaceholders(kCopy, {{QStringLiteral("partition"), partition}}));
    QFile::remove(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly))
        return fileFailed();
    GzFile stream = gzipOver(file, "wb6");
    if (!stream)
        return fileFailed();
    pg_conn *const server = m_connection.handle();
    if (!server)
        return fail(ErrorCode::Offline, QStringLiteral("connection"));
    const PgResult::Chunk begun(PQexec(server, sql.constData()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_OUT)
        return std::unexpected(errorFrom(server, begun.get()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    Stream sent{.sha256 = {}, .rows = -1}; // the header is no row
    bool isWritten = true;
    char *line = nullptr;
    int size = 0;
    // To the end even when the disk is full: the connection goes on.
    while ((size = PQgetCopyData(server, &line, 0)) > 0) {
        const std::unique_ptr<char, FreeCopy> owned(line);
        hash.addData(QByteArrayView(line, size));
        isWritten = isWritten && gzwrite(stream.get(), line, static_cast<unsigned int>(size)) == size;
        ++sent.rows;
    }
    const PgResult::Chunk ended(PQgetResult(server));
    while (const PgResult::Chunk rest{PQgetResult(server)}) {
    }
    if (size == -2 || PQresultStatus(ended.get()) != PGRES_COMMAND_OK)
        return std::unexpected(errorFrom(server, ended.get()));
    if (!isWritten || gzclose(stream.release()) != Z_OK || fsync(file.handle()) != 0)
        return fileFailed();
    sent.sha256 = hash.result();
    return sent;
}

Result<PartitionArchive::Stream> PartitionArchive::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileFailed();
    const GzFile stream = gzipOver(file, "rb");
    if (!stream)
        return fileFailed();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    Stream found{.sha256 = {}, .rows = -1};
    QByteArray buffer(kBuffer, Qt::Uninitialized);
    int size = 0;
    while ((size = gzread(stream.get(), buffer.data(), kBuffer)) > 0) {
        const QByteArrayView part(buffer.constData(), size);
        hash.addData(part);
        found.rows += part.count('\n');
    }
    if (size < 0)
        return fail(ErrorCode::Damaged, QStringLiteral("the archive cannot be unpacked"));
    found.sha256 = hash.result();
    return found;
}

} // namespace tacet
