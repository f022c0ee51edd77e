#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

class DatabaseConnection;

/// A signed device manifest as it is stored (protocol.md section 1). Not verified here.
struct StoredManifest {
    qint64 version = 0;      ///< 1 and up, without gaps
    QByteArray manifest;     ///< exact bytes that the master key signed, at most 64 KiB
    QByteArray signature;    ///< 64 bytes
    QByteArray hash;         ///< SHA-256 of `manifest`, checked by the database
    QByteArray previousHash; ///< of the version before; empty for version 1
};

/// A device as the directory has it. Not verified here: check the certificate and the manifest.
struct DirectoryDevice {
    DeviceId id;
    UserId user;
    QByteArray identityKey;
    QByteArray identityDhKey;
    QByteArray identityDhSignature;
    QByteArray certificate;
    QByteArray certificateSignature;
    QString label;
    QDateTime createdAt; ///< UTC
};

/// Devices and manifests. Synchronous; belongs to the backend executor's thread.
class DeviceStore
{
public:
    explicit DeviceStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Active devices of `user`, oldest first. NotFound.
    Result<QList<DirectoryDevice>> devicesOf(UserId user);
    /// The newest manifest. NotFound.
    Result<StoredManifest> manifestOf(UserId user);
    /// Manifests newer than `version`, oldest first, at most 100.
    Result<QList<StoredManifest>> manifestsSince(UserId user, qint64 version);
    /// Of the own account. Version and previous hash must follow the newest one; the same manifest
    /// again is fine; Conflict otherwise.
    Result<> publishManifest(const StoredManifest &manifest);
    /// A device of the own account loses its login, its connections, its prekeys and its mailbox.
    Result<> removeDevice(DeviceId device);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
