#pragma once
#include "models/domain/ids.h"

#include <QByteArray>

namespace tacet {

/// Where a workspace's database is.
struct WorkspaceAddress {
    enum class Place { ThisComputer, Server };

    Place place = Place::ThisComputer;
    WorkspaceId id;
    QString name;               ///< shown to people
    QString database;           ///< PostgreSQL database name
    QString directory;          ///< ThisComputer: the embedded cluster's folder, absolute
    QString host;               ///< Server
    quint16 port = 5432;        ///< Server
    QByteArray rootCertificate; ///< Server: PEM that the TLS certificate must chain to; empty = the system's

    friend bool operator==(const WorkspaceAddress &, const WorkspaceAddress &) = default;
};

} // namespace tacet
