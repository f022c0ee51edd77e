#pragma once
#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

namespace tacet {

/// The files of one vault, all beside each other and with mode 0600.
struct VaultFiles {
    QString directory;

    QString database() const;
    QString writeAheadLog() const;
    QString sharedMemory() const;
    QString key() const;
    QString lock() const;

    /// Whether there is anything of a vault, whole or not.
    bool anyExists() const;
};

/// Makes the folder with mode 0700 if it is not there.
Result<> makePrivateDirectory(const QString &directory);
/// All of `path`, at most `limit` bytes. NotFound, Io.
Result<QByteArray> readSmallFile(const QString &path, qint64 limit);
/// Writes a file of mode 0600 so that after a crash the old or the new content stands there, never a
/// part: temporary file, fsync, rename, fsync of the folder. DiskFull, Io.
Result<> writeFileAtomically(const QString &path, const QByteArray &content);
/// Takes a file's other permissions away if it has some. Io.
Result<> makePrivateFile(const QString &path);
/// Makes renames in the folder durable. Io.
Result<> syncPrivateDirectory(const QString &directory);
/// Makes an empty file of mode 0600. AlreadyExists, DiskFull, Io.
Result<> createPrivateFile(const QString &path);

} // namespace tacet
