#pragma once
#include "models/domain/result.h"
#include "models/domain/workspaceaddress.h"

#include <QDateTime>

namespace tacet {

/// What an enrolment link carries. Everything secret stands behind `#`, so that it never reaches a
/// server's log if the link is opened by mistake in a browser.
struct EnrolmentLink {
    WorkspaceAddress workspace;
    QString enrolRole; ///< PostgreSQL role that can redeem a token and nothing else
    QString enrolPassword;
    QByteArray token;     ///< 32 bytes; the database holds only its SHA-256
    QByteArray inviteKey; ///< 32 bytes that never reach the database (protocol.md section 7, "First key")
    UserId inviter;
    QByteArray inviterMasterKey; ///< Ed25519, 32 bytes; all zero for the first account of a workspace
    QDateTime expires;           ///< UTC, for display; the database decides

    /// `tacet://join?…#…`, URL-safe characters only, fits a QR code of version 40.
    QString toString() const;
    /// InvalidInput with a developer's detail if the text is no such link.
    static Result<EnrolmentLink> fromString(const QString &text);
};

} // namespace tacet
