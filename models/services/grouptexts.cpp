#include "models/services/grouptexts.h"

#include "crypto/epoch/chattext.h"
#include "models/domain/picturefile.h"
#include "models/services/bytes.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr int kNameMax = 100;
constexpr int kDescriptionMax = 500;
constexpr int kRoleNameMax = 64;
constexpr int kMembersMax = 1'000'000;

std::unexpected<Error> unsound(const char *what)
{
    return fail(ErrorCode::InvalidInput, QLatin1StringView(what));
}

bool isText(const QString &text, int least, int most)
{
    const auto codePoints = text.toUcs4();
    return codePoints.size() >= least && codePoints.size() <= most && text.isValidUtf16() &&
           std::ranges::none_of(codePoints, [](uint point) { return point < 0x20 || (point >= 0x7F && point < 0xA0); });
}

Result<QByteArray> sealed(const QString &text, crypto::ChatTextKind kind, ChatId chat, QUuid subject,
                          const crypto::EpochKey &key)
{
    if (text.isEmpty())
        return QByteArray();
    crypto::SystemRandom random;
    const auto box = crypto::sealChatText(
        viewOf(text.toUtf8()), {.kind = kind, .chat = idBytes(chat), .subject = idBytes(RoleId(subject))}, key, random);
    if (!box)
        return unsound("a text that does not fit");
    return toByteArray(*box);
}

QByteArray hashOf(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QByteArray() : operationHash({}, bytes);
}

} // namespace

Result<> demandSettings(const GroupSettings &settings)
{
    QString lines = settings.description;
    lines.remove(u'\n');
    if (!isText(settings.name, 1, kNameMax) || settings.name.trimmed().isEmpty())
        return unsound("the name");
    if (!isText(lines, 0, kDescriptionMax) || settings.description.toUcs4().size() > kDescriptionMax)
        return unsound("the description");
    if (settings.maxMembers < 1 || settings.maxMembers > kMembersMax ||
        settings.history.days < HistoryPolicy::kFromStart || settings.history.days > 36'500 ||
        settings.slowModeSeconds < 0 || settings.slowModeSeconds > 86'400 || settings.messageTimerSeconds < 0 ||
        settings.messageTimerSeconds > 31'536'000)
        return unsound("a number");
    if (!settings.picture.isEmpty() && !plainPicture(settings.picture))
        return unsound("the picture");
    return {};
}

Result<SealedSettings> sealSettings(ChatId chat, const GroupSettings &settings, const crypto::EpochKey *key)
{
    TACET_TRY(demandSettings(settings));
    const bool isPublic = settings.visibility == ChatVisibility::Public;
    if (!isPublic && !key)
        return fail(ErrorCode::NotFound, QStringLiteral("the chat's key has not come yet"));
    SealedSettings made;
    made.stored = {.visibility = settings.visibility,
                   .maxMembers = settings.maxMembers,
                   .history = settings.history,
                   .slowMode = std::chrono::seconds(settings.slowModeSeconds),
                   .messageTimer = std::chrono::seconds(settings.messageTimerSeconds)};
    made.logged = {.visibility = settings.visibility,
                   .epoch = isPublic ? 0 : static_cast<qint64>(key->name().epoch),
                   .nameHash = {},
                   .descriptionHash = {},
                   .pictureHash = {},
                   .maxMembers = settings.maxMembers,
                   .history = settings.history,
                   .slowModeSeconds = settings.slowModeSeconds,
                   .messageTimerSeconds = settings.messageTimerSeconds};
    if (isPublic) {
        made.stored.name = settings.name;
        made.stored.description = settings.description;
        made.logged.nameHash = hashOf(settings.name.toUtf8());
        made.logged.descriptionHash = hashOf(settings.description.toUtf8());
        return made;
    }
    TACET_TRY_ASSIGN(made.stored.encryptedName, sealed(settings.name, crypto::ChatTextKind::Name, chat, {}, *key));
    TACET_TRY_ASSIGN(made.stored.encryptedDescription,
                     sealed(settings.description, crypto::ChatTextKind::Description, chat, {}, *key));
    made.logged.nameHash = hashOf(made.stored.encryptedName);
    made.logged.descriptionHash = hashOf(made.stored.encryptedDescription);
    return made;
}

Result<SealedRole> sealRole(ChatId chat, const GroupRole &role, const crypto::EpochKey *key)
{
    SealedRole made;
    made.stored.id = role.id;
    made.stored.color = role.color;
    made.stored.permissions = role.permissions;
    made.stored.isDefault = role.isDefault;
    made.logged.color = role.color;
    made.logged.permissions = role.permissions;
    made.logged.isDefault = role.isDefault;
    if (role.builtIn != BuiltInRole::None)
        return made;
    if (!isText(role.name, 1, kRoleNameMax))
        return unsound("the role's name");
    if (!key) {
        made.stored.name = role.name;
        made.logged.nameHash = hashOf(role.name.toUtf8());
        return made;
    }
    TACET_TRY_ASSIGN(made.stored.encryptedName,
                     sealed(role.name, crypto::ChatTextKind::RoleName, chat, role.id.uuid(), *key));
    made.logged.nameEpoch = static_cast<qint64>(key->name().epoch);
    made.logged.nameHash = hashOf(made.stored.encryptedName);
    return made;
}

Result<GroupSettings> settingsOf(GroupVault &groups, ChatId chat)
{
    TACET_TRY_ASSIGN(const Group group, groups.group(chat));
    return group.settings;
}

} // namespace tacet
