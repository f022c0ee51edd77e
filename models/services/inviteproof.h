#pragma once
#include "models/domain/ids.h"

#include <QByteArray>

namespace tacet {

/// HMAC-SHA-256(invite key, label ‖ account ‖ master key): shows the inviter that the one who joined had
/// the link, and under which key (protocol.md section 7, "First key").
QByteArray inviteProof(const QByteArray &inviteKey, UserId account, const QByteArray &masterKey);

/// SHA-256, as the database keeps tokens.
QByteArray tokenHash(const QByteArray &token);

} // namespace tacet
