#pragma once
#include "models/services/groupoperation.h"

#include <QMap>
#include <QSet>

#include <optional>

namespace tacet {

struct LoggedRole {
    BuiltInRole builtIn = BuiltInRole::None;
    OperationRole definition;

    bool may(Permission permission) const { return definition.permissions.testFlag(permission); }
    /// Owner above admin above who manages anything above the rest. Nobody changes an equal or a better.
    int rank() const;
    friend bool operator==(const LoggedRole &, const LoggedRole &) = default;
};

struct LoggedMember {
    RoleId role;
    qint64 joinedSequence = 0; ///< of the operation that let in
    qint64 joinedEpoch = 0;    ///< the first one that was not before its time
    QDateTime joinedAt;        ///< UTC, by who let in
    QDateTime mutedUntil;      ///< UTC; not valid: not muted

    friend bool operator==(const LoggedMember &, const LoggedMember &) = default;
};

/// A link; codes are not in the log.
struct LoggedInvite {
    UserId creator;
    RoleId role;
    OperationInvite terms;
    qint64 uses = 0;
    bool isRevoked = false;

    friend bool operator==(const LoggedInvite &, const LoggedInvite &) = default;
};

struct LoggedEpoch {
    QByteArray commitment;
    EpochReason reason = EpochReason::Created;
    qint64 sequence = 0;
    QDateTime madeAt; ///< UTC

    friend bool operator==(const LoggedEpoch &, const LoggedEpoch &) = default;
};

/// What a chat is, as its log says up to `head`. The database's tables are only an index of it.
struct GroupLogState {
    ChatId chat;
    ChatHead head;
    ChatType type = ChatType::Group;
    OperationSettings settings;
    UserId owner;
    QMap<RoleId, LoggedRole> roles;
    QMap<UserId, LoggedMember> members;
    QSet<UserId> removed;  ///< by managers, and not pardoned since
    QSet<UserId> departed; ///< whose accounts were deleted while they were members
    QMap<InviteId, LoggedInvite> invites;
    QMap<qint64, LoggedEpoch> epochs;
    bool wantsEpoch = false;      ///< somebody has to be shut out: nothing is sent before the next epoch
    bool isSuccessionDue = false; ///< the owner's account is gone; its successor has not yet said so
    bool isDissolved = false;
    bool hasOpaqueLinks = false; ///< a channel that hides its readers: members of the plain role may lack here
    QDateTime createdAt;         ///< UTC

    qint64 epoch() const { return epochs.isEmpty() ? 0 : epochs.lastKey(); }
    bool isPublic() const { return settings.visibility == ChatVisibility::Public; }
    bool isMember(UserId user) const { return members.contains(user); }
    RoleId builtInRole(BuiltInRole builtIn) const;
    RoleId defaultRole() const;
    /// The member's role. With opaque links also of somebody who can only be a plain member.
    const LoggedRole *roleOf(UserId user) const;
    bool may(UserId user, Permission permission) const;

    /// For the vault.
    QByteArray toCbor() const;
    /// Damaged.
    static Result<GroupLogState> fromCbor(const QByteArray &bytes);
    friend bool operator==(const GroupLogState &, const GroupLogState &) = default;
};

} // namespace tacet
