#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

namespace tacet {

/// What a link to a group carries. It names the workspace, whose members alone can use it, and no chat: which one it
/// is, only the secret's lookup id tells the database. The secret stands behind `#`, so that it never reaches a
/// server's log if the link is opened by mistake in a browser.
struct InviteLink {
    WorkspaceId workspace;
    QString host; ///< of the workspace's server, to say where an account is needed; empty for this computer
    quint16 port = 5432;
    QString secret; ///< 20 characters of Crockford's base 32, upper case (protocol.md section 5)

    /// `tacet://group?w=…#…`, URL-safe characters only.
    QString toString() const;
    /// Takes what toString() gives and nothing else, blanks around it excepted. InvalidInput with a developer's
    /// detail if the text is no such link.
    static Result<InviteLink> fromString(const QString &text);
};

} // namespace tacet
