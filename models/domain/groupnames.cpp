#include "models/domain/groupnames.h"

#include <algorithm>
#include <array>

namespace tacet {

namespace {

template <class Value>
struct Name {
    Value value;
    QLatin1StringView name;
};

constexpr std::array kChatTypes{
    Name{ChatType::Direct, QLatin1StringView("direct")},
    Name{ChatType::Group, QLatin1StringView("group")},
    Name{ChatType::Channel, QLatin1StringView("channel")},
};

constexpr std::array kVisibilities{
    Name{ChatVisibility::Public, QLatin1StringView("public")},
    Name{ChatVisibility::Private, QLatin1StringView("private")},
    Name{ChatVisibility::Secret, QLatin1StringView("secret")},
};

constexpr std::array kPermissions{
    Name{Permission::ManageChat, QLatin1StringView("manage_chat")},
    Name{Permission::ManageMembers, QLatin1StringView("manage_members")},
    Name{Permission::ManageRoles, QLatin1StringView("manage_roles")},
    Name{Permission::SendMessages, QLatin1StringView("send_messages")},
    Name{Permission::DeleteMessages, QLatin1StringView("delete_messages")},
    Name{Permission::PinMessages, QLatin1StringView("pin_messages")},
    Name{Permission::PostThreads, QLatin1StringView("post_threads")},
    Name{Permission::UploadMedia, QLatin1StringView("upload_media")},
};

constexpr std::array kBuiltInRoles{
    Name{BuiltInRole::None, QLatin1StringView("")},
    Name{BuiltInRole::Owner, QLatin1StringView("owner")},
    Name{BuiltInRole::Admin, QLatin1StringView("admin")},
    Name{BuiltInRole::Member, QLatin1StringView("member")},
};

constexpr std::array kEpochReasons{
    Name{EpochReason::Created, QLatin1StringView("created")},
    Name{EpochReason::Removal, QLatin1StringView("removal")},
    Name{EpochReason::Left, QLatin1StringView("left")},
    Name{EpochReason::Device, QLatin1StringView("device")},
    Name{EpochReason::Invite, QLatin1StringView("invite")},
    Name{EpochReason::Expiry, QLatin1StringView("expiry")},
    Name{EpochReason::Visibility, QLatin1StringView("visibility")},
    Name{EpochReason::Age, QLatin1StringView("age")},
    Name{EpochReason::Manual, QLatin1StringView("manual")},
};

constexpr std::array kOperationKinds{
    Name{OperationKind::Create, QLatin1StringView("create")},
    Name{OperationKind::Settings, QLatin1StringView("settings")},
    Name{OperationKind::Dissolve, QLatin1StringView("dissolve")},
    Name{OperationKind::Owner, QLatin1StringView("owner")},
    Name{OperationKind::Succeed, QLatin1StringView("succeed")},
    Name{OperationKind::Role, QLatin1StringView("role")},
    Name{OperationKind::RoleRemoved, QLatin1StringView("role_removed")},
    Name{OperationKind::Assign, QLatin1StringView("assign")},
    Name{OperationKind::Add, QLatin1StringView("add")},
    Name{OperationKind::Join, QLatin1StringView("join")},
    Name{OperationKind::Remove, QLatin1StringView("remove")},
    Name{OperationKind::Pardon, QLatin1StringView("pardon")},
    Name{OperationKind::Leave, QLatin1StringView("leave")},
    Name{OperationKind::Mute, QLatin1StringView("mute")},
    Name{OperationKind::Invite, QLatin1StringView("invite")},
    Name{OperationKind::InviteRevoked, QLatin1StringView("invite_revoked")},
    Name{OperationKind::Epoch, QLatin1StringView("epoch")},
};

template <class Names, class Value>
QLatin1StringView nameIn(const Names &names, Value value)
{
    const auto found = std::ranges::find(names, value, [](const auto &entry) { return entry.value; });
    Q_ASSERT(found != names.end());
    return found->name;
}

template <class Names>
auto valueIn(const Names &names, QStringView name) -> std::optional<decltype(names.front().value)>
{
    const auto found = std::ranges::find_if(names, [name](const auto &entry) { return entry.name == name; });
    if (found == names.end())
        return std::nullopt;
    return found->value;
}

} // namespace

QLatin1StringView nameOf(ChatType type)
{
    return nameIn(kChatTypes, type);
}

QLatin1StringView nameOf(ChatVisibility visibility)
{
    return nameIn(kVisibilities, visibility);
}

QLatin1StringView nameOf(Permission permission)
{
    return nameIn(kPermissions, permission);
}

QLatin1StringView nameOf(EpochReason reason)
{
    return nameIn(kEpochReasons, reason);
}

QLatin1StringView nameOf(OperationKind kind)
{
    return nameIn(kOperationKinds, kind);
}

std::optional<ChatType> chatTypeFrom(QStringView name)
{
    return valueIn(kChatTypes, name);
}

std::optional<ChatVisibility> chatVisibilityFrom(QStringView name)
{
    return valueIn(kVisibilities, name);
}

std::optional<EpochReason> epochReasonFrom(QStringView name)
{
    return valueIn(kEpochReasons, name);
}

std::optional<OperationKind> operationKindFrom(QStringView name)
{
    return valueIn(kOperationKinds, name);
}

std::optional<BuiltInRole> builtInRoleFrom(QStringView name)
{
    return valueIn(kBuiltInRoles, name);
}

QStringList namesOf(Permissions permissions)
{
    QStringList names;
    for (const auto &entry : kPermissions) {
        if (permissions.testFlag(entry.value))
            names.append(entry.name);
    }
    return names;
}

Permissions permissionsFrom(const QStringList &names)
{
    Permissions permissions;
    for (const QString &name : names) {
        if (const auto permission = valueIn(kPermissions, name))
            permissions |= *permission;
    }
    return permissions;
}

} // namespace tacet
