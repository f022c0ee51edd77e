#pragma once
#include "models/backend/clusterpaths.h"
#include "models/domain/result.h"

namespace tacet {

/// The programs of PostgreSQL that the embedded cluster runs.
struct PostgresPrograms {
    QString folder;
    int majorVersion = 0;

    QString server() const { return folder + QLatin1StringView("/postgres"); }
    QString initdb() const { return folder + QLatin1StringView("/initdb"); }

    /// In the folder that pg_config names, in Debian's, or on PATH. Io, with what to install, if there
    /// is none; ServerTooOld below the floor.
    static Result<PostgresPrograms> find();
};

/// Makes the data directory of an embedded cluster. All or nothing: it is made beside its place and
/// renamed, so a program killed in between leaves nothing behind that looks like a cluster.
class ClusterFiles
{
public:
    enum class Sync { Disk, None };

    /// Superuser of every embedded cluster.
    static constexpr QLatin1StringView kSuperuser{"tacet"};

    /// DiskFull or Io if the folder cannot be written.
    static Result<> create(const ClusterPaths &paths, const PostgresPrograms &programs, Sync sync);
    /// Major version in the data directory's PG_VERSION; 0 if there is no cluster.
    static int majorVersion(const ClusterPaths &paths);
};

/// DiskFull if a program's words say so, else Io with `what`.
std::unexpected<Error> failFromWords(const QByteArray &words, const QString &what);

} // namespace tacet
