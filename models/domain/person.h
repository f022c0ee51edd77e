#pragma once
#include "models/domain/ids.h"

#include <QByteArray>

namespace tacet {

/// How sure this account is that a peer's master key is the peer's.
enum class Trust {
    NotCompared, ///< first seen through the database or a link, never compared
    Verified,    ///< the safety number was compared
    Changed,     ///< the master key is another one than before; sending is blocked until decided
};

enum class Relation { None, Contact, Blocked };

/// Another account as this one sees it.
struct Person {
    UserId id;
    QString username;
    QString displayName;
    QByteArray masterKey; ///< Ed25519 public key, 32 bytes
    Relation relation = Relation::None;
    Trust trust = Trust::NotCompared;

    /// What a view shows: the display name, or the user name if there is none.
    const QString &shownName() const { return displayName.isEmpty() ? username : displayName; }
};

} // namespace tacet
