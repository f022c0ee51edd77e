#pragma once
#include "tests/backend/clusterprocesses.h"
#include "tests/support/postgresfixture.h"

#include <QProcess>

namespace tacet {

/// A real pgbouncer in front of the fixture's server, with the files of packaging/pgbouncer. Throws std::runtime_error
/// if it does not come up.
class PgBouncer
{
public:
    /// `changes`: lines of the configuration that are replaced, by what they begin with.
    explicit PgBouncer(PostgresFixture &fixture, const QHash<QByteArray, QByteArray> &changes = {});
    ~PgBouncer();
    Q_DISABLE_COPY_MOVE(PgBouncer)

    /// `address` through the pooler.
    WorkspaceAddress address(WorkspaceAddress address) const;
    QByteArray log() const { return readFile(m_folder.filePath(QStringLiteral("log"))); }
    QByteArray socket() const;
    QString folder() const { return m_folder.path(); }

private:
    void prepareServer(PostgresFixture &fixture);
    void writeFiles(const QString &serverSockets, const QHash<QByteArray, QByteArray> &changes);

    QTemporaryDir m_folder{QStringLiteral("/tmp/pooler-XXXXXX")}; // a socket's path is short
    QProcess m_process;
};

} // namespace tacet
