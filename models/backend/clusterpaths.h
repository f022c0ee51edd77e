#pragma once
#include "models/domain/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tacet {

/// What PostgreSQL writes into `postmaster.pid`.
struct PostmasterFile {
    qint64 pid = 0;
    QString socketDirectory;
    bool ready = false;
};

/// Where the parts of an embedded cluster lie. `directory` is the folder that WorkspaceAddress names:
///
///     data/          PostgreSQL's data directory, with log/ in it
///     data.new/      one that initdb has not finished
///     superuser      password of the superuser, mode 0600
///     start.lock     held while somebody starts or stops the server
///     users.lock     held shared by every process that uses the server
///     keeper.lock    held by the process that stops the server after its last user
///
/// The socket lies elsewhere, because its path may have 107 bytes only.
class ClusterPaths
{
public:
    static constexpr QLatin1StringView kSocketName{"/.s.PGSQL.5432"};
    static constexpr int kPort = 5432; ///< part of the socket's name; nothing listens on a network

    explicit ClusterPaths(const QString &directory);

    const QString &directory() const { return m_directory; }
    QString data() const { return m_directory + QLatin1StringView("/data"); }
    QString unfinishedData() const { return m_directory + QLatin1StringView("/data.new"); }
    QString superuserFile() const { return m_directory + QLatin1StringView("/superuser"); }
    QString startLock() const { return m_directory + QLatin1StringView("/start.lock"); }
    QString usersLock() const { return m_directory + QLatin1StringView("/users.lock"); }
    QString keeperLock() const { return m_directory + QLatin1StringView("/keeper.lock"); }
    QString logDirectory() const { return data() + QLatin1StringView("/log"); }

    /// The short folders for a new server's sockets: `$XDG_RUNTIME_DIR/tacet/HASH` and
    /// `/tmp/tacet-UID/HASH`, so that programs with and without a session find the same server. Made with
    /// mode 0700. What is too long or belongs to somebody else is left out; Io if nothing remains.
    Result<QStringList> makeSocketDirectories() const;
    /// Where the running server's socket is, as seen from here; NotOpen if there is none.
    Result<QString> runningSocketDirectory() const;

    std::optional<PostmasterFile> postmasterFile() const;

private:
    QStringList socketParents() const;
    QString socketLeaf() const;

    QString m_directory;
};

} // namespace tacet
