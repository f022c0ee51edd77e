#pragma once
#include "models/domain/result.h"

#include <QString>

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

    /// The short folder for a new server's socket: `$XDG_RUNTIME_DIR/tacet/HASH`, or
    /// `/tmp/tacet-UID/HASH` where that is missing or too long. Made with mode 0700, or refused with Io
    /// if it belongs to somebody else.
    Result<QString> makeSocketDirectory() const;
    /// Where the running server's socket is; NotOpen if no server has written one down.
    Result<QString> runningSocketDirectory() const;

    std::optional<PostmasterFile> postmasterFile() const;

private:
    QString m_directory;
};

} // namespace tacet
