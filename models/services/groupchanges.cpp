#include "models/services/groupchanges.h"

#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/crashpoint.h"
#include "models/services/epochcandidate.h"
#include "models/services/grouppictures.h"
#include "models/services/newid.h"

namespace tacet {

namespace {

/// The key that texts of this state are sealed under; none in public chats. NotFound if it has not come.
Result<std::optional<crypto::EpochKey>> sealingKey(GroupVault &groups, const GroupLogState &state,
                                                   ChatVisibility visibility)
{
    if (visibility == ChatVisibility::Public)
        return std::nullopt;
    TACET_TRY_ASSIGN(auto key, groups.epochKey(state.chat, state.epoch()));
    if (!key)
        return fail(ErrorCode::NotFound, QStringLiteral("the chat's newest key has not come yet"));
    return key;
}

const crypto::EpochKey *pointerTo(const std::optional<crypto::EpochKey> &key)
{
    return key ? &*key : nullptr;
}

/// The picture that the settings name: with bytes if it is to be uploaded. One that stays, under a key that all have,
/// stays where it lies; so does one that has not come here, which nobody can have removed.
Result<SealedPicture> pictureFor(GroupVault &groups, const GroupLogState &state, const QByteArray &wanted,
                                 const crypto::EpochKey *key)
{
    TACET_TRY_ASSIGN(const VaultPicture known, groups.picture(state.chat));
    const qint64 epoch = key ? static_cast<qint64>(key->name().epoch) : 0;
    const bool isHere = known.hash == state.settings.pictureHash;
    const bool stays = wanted == known.image && (!isHere || known.epoch == epoch);
    if (!stays)
        return wanted.isEmpty() ? SealedPicture() : sealPicture(state.chat, wanted, key);
    return SealedPicture{
        .medium = isHere ? known.medium : MediaId(), .bytes = {}, .hash = state.settings.pictureHash, .epoch = epoch};
}

/// What a new chat begins with. Its key is in the vault before anybody hears of it.
struct Beginning {
    GroupGenesis genesis;
    SignedOperation made;
};

Result<Beginning> beginChat(VaultSession &vault, const Account &account, const LocalKeys &keys, const NewGroup &wanted)
{
    crypto::SystemRandom random;
    const auto nonce = random.secret<32>();
    if (!nonce)
        return fail(ErrorCode::Internal, QStringLiteral("no randomness"));
    OperationCreate create{.type = wanted.type,
                           .nonce = toByteArray(nonce->view()),
                           .ownerRole = newId<RoleId>(),
                           .adminRole = newId<RoleId>(),
                           .memberRole = newId<RoleId>(),
                           .commitment = {},
                           .settings = {}};
    GroupOperation operation;
    operation.kind = OperationKind::Create;
    operation.actor = account.user;
    operation.device = account.device;
    operation.time = toMilliseconds(QDateTime::currentDateTimeUtc());
    operation.subject = account.user.uuid();
    operation.fields = create;
    const ChatId chat = chatIdOf(operation);
    const auto key = crypto::EpochKey::generate(epochName(chat, 1), random);
    if (!key)
        return fail(ErrorCode::Internal, QStringLiteral("no randomness"));
    TACET_TRY_ASSIGN(const SealedSettings sealed, sealSettings(chat, wanted.settings, &*key));
    create.commitment = toByteArray(key->commitment().bytes);
    create.settings = sealed.logged;
    operation.fields = create;
    TACET_TRY(saveCandidate(vault, chat, *key));
    const bool isPublic = wanted.settings.visibility == ChatVisibility::Public;
    return Beginning{.genesis = {.id = chat,
                                 .type = wanted.type,
                                 .settings = sealed.stored,
                                 .ownerRole = create.ownerRole,
                                 .adminRole = create.adminRole,
                                 .memberRole = create.memberRole,
                                 .openKey = isPublic ? toByteArray(key->view()) : QByteArray()},
                     .made = signOperation(operation, keys.identity)};
}

} // namespace

Task<ChatId> GroupChanges::create(NewGroup group)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(demandSettings(group.settings));
    TACET_CO_TRY_ASSIGN(const Beginning beginning, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                            return vault.transact(
                                [&] { return beginChat(vault, core->account(), core->keys(), group); });
                        })));
    TACET_CO_TRY(co_await answerOf(core->backend().run(
        [beginning](BackendSession &db) { return db.groups().create(beginning.genesis, beginning.made); })));
    co_return beginning.genesis.id;
}

Task<> GroupChanges::plain(ChatId chat, Kind kind, OperationWriter::Send send)
{
    const auto core = m_core.shared_from_this();
    const auto make = [kind](VaultSession &, const GroupLogState &) -> Result<GroupOperation> {
        GroupOperation operation;
        operation.kind = kind.kind;
        operation.subject = kind.subject;
        operation.fields = kind.fields;
        return operation;
    };
    TACET_CO_TRY(co_await core->operations().append(chat, make, send));
    co_return {};
}

Task<> GroupChanges::changeSettings(ChatId chat, SettingsOf wanted)
{
    const auto core = m_core.shared_from_this();
    const auto stored = std::make_shared<StoredGroupSettings>();
    const auto picture = std::make_shared<SealedPicture>();
    const auto make = [=](VaultSession &vault, const GroupLogState &state) -> Result<GroupOperation> {
        GroupVault groups(vault, core->account());
        TACET_TRY_ASSIGN(const GroupSettings settings, wanted(groups));
        TACET_TRY_ASSIGN(const auto key, sealingKey(groups, state, settings.visibility));
        TACET_TRY_ASSIGN(SealedSettings sealed, sealSettings(chat, settings, pointerTo(key)));
        TACET_TRY_ASSIGN(*picture, pictureFor(groups, state, settings.picture, pointerTo(key)));
        sealed.stored.avatar = picture->medium;
        sealed.logged.pictureHash = picture->hash;
        *stored = sealed.stored;
        GroupOperation operation;
        operation.kind = OperationKind::Settings;
        operation.fields = sealed.logged;
        return operation;
    };
    // A picture that is there and no settings name is removed after a day: first the picture.
    const auto send = [=](BackendSession &db, const SignedOperation &made) -> Result<OperationAnswer> {
        if (!picture->bytes.isEmpty())
            TACET_TRY(uploadPicture(db, chat, *picture));
        if (!picture->hash.isEmpty() && picture->medium.isNull()) {
            TACET_TRY_ASSIGN(const StoredGroup present, db.groupLog().group(chat));
            stored->avatar = present.settings.avatar;
        }
        return db.groups().change(chat, *stored, made);
    };
    TACET_CO_TRY(co_await core->operations().append(chat, make, send));
    co_return {};
}

Task<> GroupChanges::settings(ChatId chat, GroupSettings settings)
{
    co_return co_await changeSettings(chat, [settings](GroupVault &) { return settings; });
}

Task<> GroupChanges::resealSettings(ChatId chat)
{
    co_return co_await changeSettings(chat, [chat](GroupVault &groups) -> Result<GroupSettings> {
        TACET_TRY_ASSIGN(const Group group, groups.group(chat));
        // A name whose key has not come here is not replaced by none.
        if (group.settings.name.isEmpty())
            return fail(ErrorCode::NotFound, QStringLiteral("the chat's name is not known here"));
        return group.settings;
    });
}

Task<> GroupChanges::dissolve(ChatId chat)
{
    co_return co_await plain(
        chat, {.kind = OperationKind::Dissolve},
        [chat](BackendSession &db, const SignedOperation &made) { return db.groups().dissolve(chat, made); });
}

Task<> GroupChanges::passOwnership(ChatId chat, UserId successor)
{
    co_return co_await plain(chat, {.kind = OperationKind::Owner, .subject = successor.uuid()},
                             [chat, successor](BackendSession &db, const SignedOperation &made) {
                                 return db.groups().passOwnership(chat, successor, made);
                             });
}

Task<> GroupChanges::takeOwnership(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    co_return co_await plain(
        chat, {.kind = OperationKind::Succeed, .subject = core->account().user.uuid()},
        [chat](BackendSession &db, const SignedOperation &made) { return db.groups().takeOwnership(chat, made); });
}

Task<GroupRole> GroupChanges::saveRole(ChatId chat, GroupRole role)
{
    const auto core = m_core.shared_from_this();
    if (role.id.isNull())
        role.id = newId<RoleId>();
    const auto stored = std::make_shared<RoleDefinition>();
    const auto make = [=](VaultSession &vault, const GroupLogState &state) -> Result<GroupOperation> {
        GroupVault groups(vault, core->account());
        GroupRole wanted = role;
        wanted.builtIn = state.roles.value(role.id).builtIn;
        TACET_TRY_ASSIGN(const auto key, sealingKey(groups, state, state.settings.visibility));
        TACET_TRY_ASSIGN(const SealedRole sealed, sealRole(chat, wanted, pointerTo(key)));
        *stored = sealed.stored;
        GroupOperation operation;
        operation.kind = OperationKind::Role;
        operation.subject = role.id.uuid();
        operation.fields = sealed.logged;
        return operation;
    };
    const auto send = [=](BackendSession &db, const SignedOperation &made) {
        return db.groups().defineRole(chat, *stored, made);
    };
    TACET_CO_TRY(co_await core->operations().append(chat, make, send));
    co_return role;
}

Task<> GroupChanges::resealRole(ChatId chat, RoleId role)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto roles, co_await answerOf(core->groups().roles(chat)));
    const auto found = std::ranges::find(roles, role, &GroupRole::id);
    if (found == roles.cend() || found->name.isEmpty())
        co_return fail(ErrorCode::NotFound, QStringLiteral("the role's name is not known here"));
    TACET_CO_TRY(co_await saveRole(chat, *found));
    co_return {};
}

Task<> GroupChanges::removeRole(ChatId chat, RoleId role)
{
    co_return co_await plain(chat, {.kind = OperationKind::RoleRemoved, .subject = role.uuid()},
                             [chat, role](BackendSession &db, const SignedOperation &made) {
                                 return db.groups().removeRole(chat, role, made);
                             });
}

Task<> GroupChanges::assign(ChatId chat, UserId user, RoleId role)
{
    const auto core = m_core.shared_from_this();
    const auto make = [user, role](VaultSession &, const GroupLogState &) -> Result<GroupOperation> {
        GroupOperation operation;
        operation.kind = OperationKind::Assign;
        operation.subject = user.uuid();
        operation.detail = role.uuid();
        return operation;
    };
    const auto send = [=](BackendSession &db, const SignedOperation &made) {
        return db.groups().assignRole(chat, user, role, made);
    };
    TACET_CO_TRY(co_await core->operations().append(chat, make, send));
    co_return {};
}

Task<> GroupChanges::add(ChatId chat, UserId user, RoleId role)
{
    const auto core = m_core.shared_from_this();
    const auto given = std::make_shared<RoleId>();
    const auto make = [=](VaultSession &, const GroupLogState &state) -> Result<GroupOperation> {
        *given = role.isNull() ? state.defaultRole() : role;
        GroupOperation operation;
        operation.kind = OperationKind::Add;
        operation.subject = user.uuid();
        operation.detail = given->uuid();
        return operation;
    };
    const auto send = [=](BackendSession &db, const SignedOperation &made) {
        return db.groups().addMember(chat, user, *given, made);
    };
    TACET_CO_TRY(co_await core->operations().append(chat, make, send));
    co_return {};
}

Task<> GroupChanges::remove(ChatId chat, UserId user)
{
    TACET_CO_TRY(co_await plain(chat, {.kind = OperationKind::Remove, .subject = user.uuid()},
                                [chat, user](BackendSession &db, const SignedOperation &made) {
                                    return db.groups().removeMember(chat, user, made);
                                }));
    reached(CrashPoint::AfterRemoval);
    co_return {};
}

Task<> GroupChanges::pardon(ChatId chat, UserId user)
{
    co_return co_await plain(chat, {.kind = OperationKind::Pardon, .subject = user.uuid()},
                             [chat, user](BackendSession &db, const SignedOperation &made) {
                                 return db.groups().pardonMember(chat, user, made);
                             });
}

Task<> GroupChanges::mute(ChatId chat, UserId user, QDateTime until)
{
    const QDateTime exact = toMilliseconds(until);
    co_return co_await plain(chat,
                             {.kind = OperationKind::Mute, .subject = user.uuid(), .fields = OperationMute{exact}},
                             [chat, user, exact](BackendSession &db, const SignedOperation &made) {
                                 return db.groups().muteMember(chat, user, exact, made);
                             });
}

Task<> GroupChanges::leave(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    co_return co_await plain(
        chat, {.kind = OperationKind::Leave, .subject = core->account().user.uuid()},
        [chat](BackendSession &db, const SignedOperation &made) { return db.groups().leave(chat, made); });
}

} // namespace tacet
