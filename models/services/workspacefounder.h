#pragma once
#include "models/backend/backendsession.h"
#include "models/domain/enrolmentlink.h"

namespace tacet {

struct WorkspaceServer;

/// Makes a workspace on this computer under `profileDirectory` and signs in with its enrolment role;
/// `link` lets the first account, the owner, join. On the backend executor's thread.
Result<std::unique_ptr<BackendSession>> foundWorkspace(const QString &profileDirectory, const QString &name,
                                                       EnrolmentLink &link);

/// The same on a server, as its administrator. LoginRefused, CryptoFailed (the server cannot prove who it
/// is), ServerTooOld, Offline.
Result<std::unique_ptr<BackendSession>> foundWorkspaceOn(const WorkspaceServer &server, const QString &name,
                                                         EnrolmentLink &link);

/// An empty workspace on a cluster, as its superuser; the link lets its owner join.
Result<EnrolmentLink> newWorkspaceOn(const WorkspaceAddress &server, const DatabaseLogin &administrator,
                                     const QString &name);

/// The cluster and the login that a person named.
WorkspaceAddress addressOf(const WorkspaceServer &server);
DatabaseLogin administratorOf(const WorkspaceServer &server);

/// Where the embedded cluster of a profile lies.
QString clusterDirectory(const QString &profileDirectory);

} // namespace tacet
