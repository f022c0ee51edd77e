#include "tests/backend/groupworld.h"

namespace tacet {

SignedOperation operationAfter(const ChatHead &head)
{
    const QByteArray unique = newId<MessageId>().toBytes();
    return {.sequence = head.sequence + 1,
            .previousHash = head.hash,
            .body = "operation " + unique,
            .signature = filler(64, unique)};
}

ChatHead headAfter(const SignedOperation &operation)
{
    return {.sequence = operation.sequence, .hash = sha256(operation.previousHash + operation.body)};
}

GroupGenesis genesisFor(ChatType type, ChatVisibility visibility)
{
    const bool isPublic = visibility == ChatVisibility::Public;
    GroupGenesis genesis{.id = newId<ChatId>(),
                         .type = type,
                         .settings = {.visibility = visibility, .maxMembers = 50},
                         .ownerRole = newId<RoleId>(),
                         .adminRole = newId<RoleId>(),
                         .memberRole = newId<RoleId>(),
                         .openKey = isPublic ? filler(32, "open") : QByteArray()};
    if (isPublic)
        genesis.settings.name = QStringLiteral("Gardeners");
    else
        genesis.settings.encryptedName = "sealed name";
    return genesis;
}

OutgoingPost livePost(ChatId chat, const QByteArray &content)
{
    return {.id = newId<MessageId>(),
            .chat = chat,
            .seal = {.epoch = 1, .authorSequence = 1},
            .distribution = newId<DistributionId>(),
            .encryptedContent = content,
            .contentHash = sha256(content)};
}

Seal signedSeal(qint64 sequence, qint64 epoch)
{
    return {.epoch = epoch, .authorSequence = sequence, .parentHash = filler(32, "parent"), .signature = filler(64)};
}

TestGroup::TestGroup(const Member &owner, ChatType type, ChatVisibility visibility)
    : m_genesis(genesisFor(type, visibility))
{
    orThrow(operate(owner, [this](GroupStore &store, const SignedOperation &operation) {
        return store.create(m_genesis, operation);
    }));
}

Result<OperationAnswer> TestGroup::add(const Member &manager, const Member &who)
{
    return operate(manager, [&](GroupStore &store, const SignedOperation &operation) {
        return store.addMember(id(), who.user, memberRole(), operation);
    });
}

Result<OperationAnswer> TestGroup::addAdmin(const Member &owner, const Member &who)
{
    return operate(owner, [&](GroupStore &store, const SignedOperation &operation) {
        return store.addMember(id(), who.user, adminRole(), operation);
    });
}

Result<OperationAnswer> TestGroup::remove(const Member &manager, const Member &who)
{
    return operate(manager, [&](GroupStore &store, const SignedOperation &operation) {
        return store.removeMember(id(), who.user, operation);
    });
}

Result<OperationAnswer> TestGroup::leave(const Member &actor)
{
    return operate(actor,
                   [&](GroupStore &store, const SignedOperation &operation) { return store.leave(id(), operation); });
}

Result<OperationAnswer> TestGroup::joinPublic(const Member &actor)
{
    return operate(
        actor, [&](GroupStore &store, const SignedOperation &operation) { return store.joinPublic(id(), operation); });
}

Result<OperationAnswer> TestGroup::mute(const Member &manager, const Member &who, const QDateTime &until)
{
    return operate(manager, [&](GroupStore &store, const SignedOperation &operation) {
        return store.muteMember(id(), who.user, until, operation);
    });
}

Result<OperationAnswer> TestGroup::change(const Member &manager, const StoredGroupSettings &settings)
{
    return operate(manager, [&](GroupStore &store, const SignedOperation &operation) {
        return store.change(id(), settings, operation);
    });
}

Result<OperationAnswer> TestGroup::define(const Member &manager, const RoleDefinition &role)
{
    return operate(manager, [&](GroupStore &store, const SignedOperation &operation) {
        return store.defineRole(id(), role, operation);
    });
}

Result<OperationAnswer> TestGroup::assign(const Member &manager, const Member &who, RoleId role)
{
    return operate(manager, [&](GroupStore &store, const SignedOperation &operation) {
        return store.assignRole(id(), who.user, role, operation);
    });
}

Result<OperationAnswer> TestGroup::beginEpoch(const Member &manager, qint64 epoch, EpochReason reason)
{
    const QByteArray openKey = m_genesis.openKey.isEmpty() ? QByteArray() : filler(32, QByteArray::number(epoch));
    return operate(manager, [&](GroupStore &, const SignedOperation &operation) {
        return GroupKeyStore(manager.db()).beginEpoch(id(), epoch, reason, openKey, operation);
    });
}

GroupRoom::GroupRoom(PostgresFixture &fixture)
    : world(fixture)
    , alice(world.join(QStringLiteral("alice")))
    , bob(world.join(QStringLiteral("bob")))
    , group(alice, ChatType::Group)
{
    orThrow(group.add(alice, bob));
}

} // namespace tacet
