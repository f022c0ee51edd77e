#pragma once
#include "models/domain/chatrights.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/person.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace tacet {

struct GroupRole {
    RoleId id;
    BuiltInRole builtIn = BuiltInRole::None;
    QString name;  ///< of roles that are not built in; at most 64 code points
    QString color; ///< "#rrggbb" in lower case, or empty
    Permissions permissions;
    bool isDefault = false; ///< what people are let in with

    friend bool operator==(const GroupRole &, const GroupRole &) = default;
};

struct GroupMember {
    Person person;
    RoleId role;
    QDateTime joinedAt;                  ///< UTC
    std::optional<QDateTime> mutedUntil; ///< UTC; cannot post until then
    std::optional<QDateTime> lastSeen;   ///< UTC; nothing if unknown or not shown
};

/// What newcomers may read of the time before they came.
struct HistoryPolicy {
    static constexpr int kFromStart = -1;
    int days = 0; ///< 0 nothing, kFromStart everything, else the epochs of so many days

    friend bool operator==(const HistoryPolicy &, const HistoryPolicy &) = default;
};

/// Everything about a group or channel that its managers decide.
struct GroupSettings {
    ChatVisibility visibility = ChatVisibility::Private;
    QString name;        ///< 1-100 code points
    QString description; ///< at most 500 code points
    QByteArray picture;  ///< as plainPicture() makes it; empty = none, or not here yet
    HistoryPolicy history;
    int maxMembers = 200;
    int slowModeSeconds = 0;     ///< least time between two posts of a member; 0 = off
    int messageTimerSeconds = 0; ///< messages disappear after; 0 = never

    friend bool operator==(const GroupSettings &, const GroupSettings &) = default;
};

/// A group or channel as this account sees it.
struct Group {
    ChatId id;
    ChatType type = ChatType::Group;
    GroupSettings settings;
    UserId owner;
    GroupRole ownRole;
    ChatStanding standing = ChatStanding::Member;
    std::optional<QDateTime> mutedUntil; ///< of this account, UTC
    int memberCount = 0;
    bool listsMembers = true; ///< channels may show their readers to managers only
    qint64 epoch = 0;
    QDateTime createdAt; ///< UTC

    bool may(Permission permission) const
    {
        return standing == ChatStanding::Member && ownRole.permissions.testFlag(permission);
    }
    bool isOwner() const { return ownRole.builtIn == BuiltInRole::Owner; }
};

/// What somebody who wants a new group or channel has decided.
struct NewGroup {
    ChatType type = ChatType::Group;
    GroupSettings settings;
    QList<UserId> members; ///< to be added at once; without oneself
};

/// What became of adding somebody.
struct AddedMember {
    UserId user;
    std::optional<ErrorCode> failure; ///< nothing if the person is in
};

enum class InviteKind {
    Code, ///< 8 characters: locates the chat and asks; a manager admits
    Link, ///< 20 characters or a link: carries a secret that lets in at once
};

struct GroupInvite {
    InviteId id;
    InviteKind kind = InviteKind::Code;
    RoleId role; ///< links only
    UserId createdBy;
    QDateTime createdAt; ///< UTC
    QDateTime expiresAt; ///< UTC
    int maxUses = 1;
    int uses = 0;
    bool wantsApproval = true; ///< codes always; links as their maker decided
};

struct NewInvite {
    InviteKind kind = InviteKind::Link;
    RoleId role; ///< null: the chat's default role
    std::chrono::seconds lifetime{86400};
    int maxUses = 1;
    bool wantsApproval = false;
};

/// Shown once: the secret is nowhere else.
struct CreatedInvite {
    InviteId id;
    QString code;        ///< 8 characters, or 20 in groups of five for a link
    QString link;        ///< tacet://…; empty for a code
    QDateTime expiresAt; ///< UTC
};

/// What an invite shows before one joins.
struct InvitePreview {
    ChatId chat;
    ChatType type = ChatType::Group;
    ChatVisibility visibility = ChatVisibility::Private;
    InviteKind kind = InviteKind::Code;
    QString name;        ///< empty where the invite does not open it
    int memberCount = 0; ///< 0 if not shown
    bool wantsApproval = true;
    QDateTime expiresAt; ///< UTC
};

enum class JoinOutcome {
    Joined,
    Requested, ///< a manager decides
    AlreadyMember,
};

struct JoinResult {
    ChatId chat;
    JoinOutcome outcome = JoinOutcome::Joined;
};

struct JoinRequest {
    Person person;
    InviteId invite;
    QDateTime createdAt; ///< UTC
};

/// A public chat that a search found.
struct PublicChat {
    ChatId id;
    ChatType type = ChatType::Channel;
    QString name;
    QString description;
    int memberCount = 0;
};

/// Where the keys of a chat stand, for people who want to know why something cannot be read.
struct GroupKeysReport {
    qint64 epoch = 0;
    QDateTime epochMadeAt;         ///< UTC
    QString epochDueReason;        ///< why the next epoch is wanted; empty if it is not
    int devices = 0;               ///< of all members
    int devicesWithoutKey = 0;     ///< that lack the epoch's key; only managers know (else 0)
    int sessionMessages = 0;       ///< sent with this device's current Megolm session
    QDateTime sessionStartedAt;    ///< UTC; invalid if there is none
    int devicesWithoutSession = 0; ///< that have not been given it
    int unreadableMessages = 0;    ///< that wait for a key
};

} // namespace tacet
