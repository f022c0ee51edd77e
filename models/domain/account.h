#pragma once
#include "models/domain/ids.h"
#include "models/domain/workspaceaddress.h"

namespace tacet {

enum class WorkspaceRole { Member, Admin, Owner };

/// The account of this vault.
struct Account {
    UserId user;
    DeviceId device;
    QString username;
    QString displayName;
    QByteArray masterKey; ///< Ed25519 public key, 32 bytes
    WorkspaceRole role = WorkspaceRole::Member;
    WorkspaceAddress workspace;
};

} // namespace tacet
