#pragma once
#include <QFlags>

namespace tacet {

enum class ChatType { Direct = 0, Group = 1, Channel = 2 };

enum class ChatVisibility {
    Private = 0, ///< joined by invitation; name and content encrypted
    Secret = 1,  ///< joined by a secret link only
    Public = 2,  ///< plain name, searchable, open to every member of the workspace: not confidential
};

/// How far this account still belongs to a chat.
enum class ChatStanding {
    Member = 0,
    Left = 1,      ///< by one's own doing
    Removed = 2,   ///< by a manager
    Dissolved = 3, ///< the chat is no more
    Halted = 4,    ///< what the database shows of the log does not verify: nothing is sent
};

/// The fixed list of what a role may allow (docs/schema.md). The number is the bit's.
enum class Permission {
    ManageChat = 1 << 0,
    ManageMembers = 1 << 1,
    ManageRoles = 1 << 2,
    SendMessages = 1 << 3,
    DeleteMessages = 1 << 4,
    PinMessages = 1 << 5,
    PostThreads = 1 << 6,
    UploadMedia = 1 << 7,
};
Q_DECLARE_FLAGS(Permissions, Permission)
Q_DECLARE_OPERATORS_FOR_FLAGS(Permissions)

enum class BuiltInRole { None = 0, Owner = 1, Admin = 2, Member = 3 };

} // namespace tacet
