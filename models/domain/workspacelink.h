#pragma once
#include "models/domain/result.h"
#include "models/domain/workspaceaddress.h"

namespace tacet {

/// Where a workspace is and how its members let others in. Lets nobody in by itself: a device of an account is linked
/// with it, a password and the recovery phrase.
struct WorkspaceLink {
    WorkspaceAddress workspace;
    QString enrolRole; ///< PostgreSQL role that can redeem a token and nothing else
    QString enrolPassword;

    /// `tacet://workspace?…#…`, URL-safe characters only.
    QString toString() const;
    /// Such a text, or any invitation to the workspace, also a used one. InvalidInput for anything else.
    static Result<WorkspaceLink> fromString(const QString &text);
};

} // namespace tacet
