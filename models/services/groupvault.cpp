#include "models/services/groupvault.h"

#include "crypto/epoch/chattext.h"
#include "crypto/primitives/sha256.h"
#include "models/domain/groupnames.h"
#include "models/services/bytes.h"
#include "models/vault/chatstore.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/messagestore.h"

#include <QCborArray>
#include <QCborValue>

namespace tacet {

namespace {

/// The id of a line about an operation: the same however often the log is read.
MessageId lineId(ChatId chat, qint64 sequence, UserId subject, const QDateTime &time)
{
    const QByteArray of = chat.toBytes() + QByteArray::number(sequence) + subject.toBytes();
    const auto digest = crypto::Sha256::of(viewOf(of));
    return MessageId(uuid7(time.toMSecsSinceEpoch(), crypto::ByteView(digest).first<10>()));
}

// What the log says in hashes only, as it stands in a group's row.
enum TextField { NameField, DescriptionField, MediumField, PictureHashField, PictureEpochField };

QByteArray encodeTexts(const QString &name, const QString &description, const VaultPicture &picture)
{
    // A null array would be written as CBOR's null.
    return QCborValue(
               QCborArray{name, description, picture.medium.toBytes(), QByteArray("") + picture.hash, picture.epoch})
        .toCbor();
}

QCborArray textsOf(const GroupState &state)
{
    return QCborValue::fromCbor(state.settings).toArray();
}

} // namespace

ChatStanding standingIn(const GroupLogState &state, UserId user)
{
    if (state.isDissolved)
        return ChatStanding::Dissolved;
    if (state.isMember(user))
        return ChatStanding::Member;
    return state.removed.contains(user) ? ChatStanding::Removed : ChatStanding::Left;
}

crypto::EpochName epochName(ChatId chat, qint64 epoch)
{
    return {.chat = idBytes(chat), .epoch = static_cast<std::uint64_t>(epoch)};
}

Result<GroupLog> GroupVault::log(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto stored, m_vault.groups().find(chat));
    if (!stored)
        return GroupLog(chat);
    TACET_TRY_ASSIGN(GroupLogState state, GroupLogState::fromCbor(stored->state));
    return GroupLog(std::move(state));
}

Result<GroupLogState> GroupVault::state(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto stored, m_vault.groups().find(chat));
    if (!stored)
        return fail(ErrorCode::NotFound, QStringLiteral("group"));
    return GroupLogState::fromCbor(stored->state);
}

Result<Group> GroupVault::group(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto row, m_vault.chats().find(chat));
    TACET_TRY_ASSIGN(const auto stored, m_vault.groups().find(chat));
    if (!row || !stored)
        return fail(ErrorCode::NotFound, QStringLiteral("group"));
    TACET_TRY_ASSIGN(const GroupLogState state, GroupLogState::fromCbor(stored->state));
    const QCborArray texts = textsOf(*stored);
    Group group;
    group.id = chat;
    group.type = state.type;
    group.settings = {.visibility = state.settings.visibility,
                      .name = texts[NameField].toString(),
                      .description = texts[DescriptionField].toString(),
                      .picture = row->picture,
                      .history = state.settings.history,
                      .maxMembers = static_cast<int>(state.settings.maxMembers),
                      .slowModeSeconds = static_cast<int>(state.settings.slowModeSeconds),
                      .messageTimerSeconds = static_cast<int>(state.settings.messageTimerSeconds)};
    group.owner = state.owner;
    TACET_TRY_ASSIGN(const auto roles, m_vault.groups().roles(chat));
    for (const GroupRole &role : roles) {
        if (role.id == stored->ownRole)
            group.ownRole = role;
    }
    group.standing = row->standing;
    const LoggedMember own = state.members.value(m_account.user);
    if (own.mutedUntil.isValid())
        group.mutedUntil = own.mutedUntil;
    group.memberCount = row->memberCount;
    group.listsMembers = !state.hasOpaqueLinks;
    group.epoch = state.epoch();
    group.createdAt = state.createdAt;
    return group;
}

Result<std::optional<crypto::EpochKey>> GroupVault::epochKey(ChatId chat, qint64 epoch)
{
    TACET_TRY_ASSIGN(const auto record, m_vault.epochKeys().find(chat, epoch));
    if (!record)
        return std::nullopt;
    TACET_TRY_ASSIGN(const auto bytes, fixedBytes<crypto::kEpochKeySize>(record->key));
    return crypto::EpochKey::fromBytes(epochName(chat, epoch), bytes);
}

/// What was there before if the text is not the one of the log, or its key has not come.
Result<QString> GroupVault::openText(const GroupLogState &state, crypto::ChatTextKind kind, QUuid subject, qint64 epoch,
                                     const QByteArray &hash, const QString &plain, const QByteArray &sealed,
                                     const QString &before)
{
    if (hash.isEmpty())
        return QString();
    const QByteArray shown = epoch == 0 ? plain.toUtf8() : sealed;
    if (operationHash({}, shown) != hash)
        return before;
    if (epoch == 0)
        return plain;
    TACET_TRY_ASSIGN(const auto key, epochKey(state.chat, epoch));
    if (!key)
        return before;
    const auto text = crypto::openChatText(
        viewOf(sealed), {.kind = kind, .chat = idBytes(state.chat), .subject = idBytes(RoleId(subject))}, *key);
    return text ? QString::fromUtf8(toByteArray(*text)) : before;
}

Result<GroupVault::Opened> GroupVault::openTexts(const GroupLogState &state, const ShownTexts &texts)
{
    TACET_TRY_ASSIGN(const auto stored, m_vault.groups().find(state.chat));
    const QCborArray before = stored ? textsOf(*stored) : QCborArray();
    const OperationSettings &settings = state.settings;
    Opened opened;
    TACET_TRY_ASSIGN(opened.name, openText(state, crypto::ChatTextKind::Name, {}, settings.epoch, settings.nameHash,
                                           texts.name, texts.encryptedName, before[NameField].toString()));
    TACET_TRY_ASSIGN(opened.description,
                     openText(state, crypto::ChatTextKind::Description, {}, settings.epoch, settings.descriptionHash,
                              texts.description, texts.encryptedDescription, before[DescriptionField].toString()));
    return opened;
}

Result<> GroupVault::saveRoles(const GroupLogState &state, const ShownTexts &texts)
{
    TACET_TRY_ASSIGN(const auto known, m_vault.groups().roles(state.chat));
    QHash<RoleId, QString> names;
    for (const GroupRole &role : known)
        names.insert(role.id, role.name);
    QHash<RoleId, RoleDefinition> shown;
    for (const StoredRole &role : texts.roles)
        shown.insert(role.definition.id, role.definition);
    QList<GroupRole> roles;
    for (auto role = state.roles.cbegin(); role != state.roles.cend(); ++role) {
        const OperationRole &definition = role->definition;
        const RoleDefinition row = shown.value(role.key());
        TACET_TRY_ASSIGN(const QString name,
                         openText(state, crypto::ChatTextKind::RoleName, role.key().uuid(), definition.nameEpoch,
                                  definition.nameHash, row.name, row.encryptedName, names.value(role.key())));
        roles += GroupRole{.id = role.key(),
                           .builtIn = role->builtIn,
                           .name = name,
                           .color = definition.color,
                           .permissions = definition.permissions,
                           .isDefault = definition.isDefault};
    }
    std::stable_sort(roles.begin(), roles.end(), [&state](const GroupRole &a, const GroupRole &b) {
        return state.roles[a.id].rank() > state.roles[b.id].rank();
    });
    return m_vault.groups().saveRoles(state.chat, roles);
}

/// Only those who changed: a channel may have very many.
Result<> GroupVault::saveMembers(const GroupLogState &before, const GroupLogState &after)
{
    const auto rowOf = [](UserId user, const LoggedMember &member, bool removed) {
        VaultMember row;
        row.person.id = user;
        row.role = member.role;
        row.joinedAt = member.joinedAt;
        row.joinedSequence = member.joinedSequence;
        if (member.mutedUntil.isValid())
            row.mutedUntil = member.mutedUntil;
        row.isRemoved = removed;
        return row;
    };
    for (auto member = after.members.cbegin(); member != after.members.cend(); ++member) {
        if (before.members.value(member.key()) != *member)
            TACET_TRY(m_vault.groups().saveMember(after.chat, rowOf(member.key(), *member, false)));
    }
    QSet<UserId> gone(before.members.keyBegin(), before.members.keyEnd());
    gone.unite(before.removed).unite(after.removed);
    for (const UserId user : std::as_const(gone)) {
        if (after.isMember(user))
            continue;
        if (after.removed.contains(user)) {
            LoggedMember last = before.members.value(user);
            last.role = after.builtInRole(BuiltInRole::Member);
            last.joinedAt = last.joinedAt.isValid() ? last.joinedAt : after.createdAt;
            last.mutedUntil = {};
            TACET_TRY(m_vault.groups().saveMember(after.chat, rowOf(user, last, true)));
        } else {
            TACET_TRY(m_vault.groups().removeMember(after.chat, user));
        }
    }
    return {};
}

Result<QString> GroupVault::detailOf(const GroupLogState &state, const ChatEvent &event)
{
    if (event.kind != ChatEventKind::RoleChanged)
        return event.detail;
    const RoleId id = RoleId::fromString(event.detail);
    TACET_TRY_ASSIGN(const auto roles, m_vault.groups().roles(state.chat));
    for (const GroupRole &role : roles) {
        if (role.id == id)
            return role.name;
    }
    return QString();
}

Result<Message> GroupVault::tell(const GroupLogState &state, const ToldOperation &operation)
{
    NewMessage line;
    line.message.id = lineId(state.chat, operation.sequence, operation.event.subject, operation.time);
    line.message.chat = state.chat;
    line.message.author = operation.event.actor;
    line.message.outgoing = operation.event.actor == m_account.user;
    line.message.sentAt = operation.time;
    line.message.storedAt = QDateTime::currentDateTimeUtc();
    line.message.kind = MessageKind::Event;
    line.message.event = operation.event;
    TACET_TRY_ASSIGN(line.message.event->detail, detailOf(state, operation.event));
    line.authorDevice = operation.device;
    TACET_TRY_ASSIGN(const InsertedMessage inserted, m_vault.messages().insert(line));
    TACET_TRY_ASSIGN(const auto stored, m_vault.messages().find(inserted.message.id));
    return stored.value_or(inserted.message);
}

Result<QList<Message>> GroupVault::save(const GroupLogState &after, const ShownTexts &texts,
                                        const QList<ToldOperation> &told, const std::optional<ToldOperation> &renamedBy)
{
    TACET_TRY_ASSIGN(const GroupLog known, log(after.chat));
    TACET_TRY_ASSIGN(const Opened opened, openTexts(after, texts));
    TACET_TRY_ASSIGN(const auto row, m_vault.chats().find(after.chat));
    const UserId me = m_account.user;
    const LoggedMember own = after.members.value(me);
    const bool isMuted = own.mutedUntil.isValid() && own.mutedUntil > QDateTime::currentDateTimeUtc();
    Chat chat = row.value_or(Chat{});
    const QString titleBefore = chat.title;
    chat.id = after.chat;
    chat.type = after.type;
    chat.title = opened.name;
    VaultPicture picture;
    if (row && !after.settings.pictureHash.isEmpty()) {
        TACET_TRY_ASSIGN(picture, this->picture(after.chat));
    }
    chat.picture = picture.image;
    chat.visibility = after.settings.visibility;
    // Who was warned decides what to trust again; reading on does not.
    if (!row || row->standing != ChatStanding::Halted)
        chat.standing = standingIn(after, me);
    chat.memberCount = after.hasOpaqueLinks ? texts.memberCount : static_cast<int>(after.members.size());
    chat.canSend = chat.standing == ChatStanding::Member && after.may(me, Permission::SendMessages) && !isMuted;
    if (!row)
        chat.lastActivity = own.joinedAt.isValid() ? own.joinedAt : after.createdAt;
    TACET_TRY(m_vault.chats().saveGroup(chat));
    const LoggedRole role = after.roles.value(own.role);
    TACET_TRY(m_vault.groups().save({.chat = after.chat,
                                     .logSequence = after.head.sequence,
                                     .logHash = after.head.hash,
                                     .ownRole = after.isMember(me) ? own.role : RoleId(),
                                     .permissions = after.isMember(me) ? role.definition.permissions : Permissions(),
                                     .epoch = after.epoch(),
                                     .epochFloor = after.epoch() + (after.wantsEpoch ? 1 : 0),
                                     .dueReason = texts.dueReason,
                                     .settings = encodeTexts(opened.name, opened.description, picture),
                                     .state = after.toCbor()}));
    TACET_TRY(saveMembers(known.state(), after));
    TACET_TRY(saveRoles(after, texts));
    QList<Message> lines;
    for (const ToldOperation &operation : told) {
        TACET_TRY_ASSIGN(const Message line, tell(after, operation));
        lines += line;
    }
    if (renamedBy && !titleBefore.isEmpty() && titleBefore != opened.name) {
        ToldOperation renamed = *renamedBy;
        renamed.event.kind = ChatEventKind::Renamed;
        renamed.event.detail = opened.name;
        renamed.time = renamed.time.addMSecs(1);
        TACET_TRY_ASSIGN(const Message line, tell(after, renamed));
        lines += line;
    }
    return lines;
}

Result<VaultPicture> GroupVault::picture(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto row, m_vault.chats().find(chat));
    TACET_TRY_ASSIGN(const auto stored, m_vault.groups().find(chat));
    if (!row || !stored)
        return fail(ErrorCode::NotFound, QStringLiteral("group"));
    const QCborArray texts = textsOf(*stored);
    const QByteArray medium = texts[MediumField].toByteArray();
    return VaultPicture{.medium = MediaId(QUuid::fromRfc4122(medium)),
                        .hash = texts[PictureHashField].toByteArray(),
                        .epoch = texts[PictureEpochField].toInteger(),
                        .image = row->picture};
}

Result<> GroupVault::setPicture(ChatId chat, const VaultPicture &picture)
{
    TACET_TRY_ASSIGN(auto row, m_vault.chats().find(chat));
    TACET_TRY_ASSIGN(auto stored, m_vault.groups().find(chat));
    if (!row || !stored)
        return fail(ErrorCode::NotFound, QStringLiteral("group"));
    const QCborArray texts = textsOf(*stored);
    stored->settings = encodeTexts(texts[NameField].toString(), texts[DescriptionField].toString(), picture);
    row->picture = picture.image;
    TACET_TRY(m_vault.groups().save(*stored));
    return m_vault.chats().saveGroup(*row);
}

Result<> GroupVault::setStanding(ChatId chat, ChatStanding standing)
{
    return m_vault.chats().setStanding(chat, standing);
}

} // namespace tacet
