#pragma once
#include <QByteArray>

/// What the signed log of a group or channel is made of.
namespace tacet {

/// Why a chat got, or wants, another epoch.
enum class EpochReason {
    Created,
    Removal, ///< of a member
    Left,
    Device, ///< of a member was removed
    Invite, ///< a link with the key was revoked
    Expiry, ///< of a link with the key
    Visibility,
    Age,
    Manual,
};

enum class OperationKind {
    Create,
    Settings,
    Dissolve,
    Owner, ///< ownership was passed on
    Succeed,
    Role,
    RoleRemoved,
    Assign,
    Add,
    Join,
    Remove,
    Pardon,
    Leave,
    Mute,
    Invite,
    InviteRevoked,
    Epoch,
};

/// The last operation of a chat's signed log.
struct ChatHead {
    qint64 sequence = 0; ///< from 1; 0 before there is any
    QByteArray hash;     ///< SHA-256, 32 bytes; empty before there is any

    friend bool operator==(const ChatHead &a, const ChatHead &b) = default;
};

} // namespace tacet
