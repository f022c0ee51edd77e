#include "models/backend/devicestore.h"
#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "tests/backend/groupworld.h"

using namespace tacet;

class GroupLogStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<Member> m_carol;

    GroupLogStore alice() { return GroupLogStore(m_alice->db()); }
    GroupLogStore bob() { return GroupLogStore(m_bob->db()); }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_carol = m_world->join(QStringLiteral("carol"));
    }

    void cleanup()
    {
        m_alice.reset();
        m_bob.reset();
        m_carol.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void theLogIsReadAsItWasSigned()
    {
        TestGroup group(*m_alice, ChatType::Group);
        const ChatHead first = group.head();
        const SignedOperation added = group.next();
        orThrow(GroupStore(m_alice->db()).addMember(group.id(), m_bob->user, group.memberRole(), added));
        const auto log = orThrow(bob().operations(group.id(), 0, 10));
        QCOMPARE(log.size(), 2);
        QCOMPARE(log[0].kind, OperationKind::Create);
        QCOMPARE(log[0].hash, first.hash);
        QVERIFY(log[0].operation.previousHash.isEmpty());
        QVERIFY(log[1].isShown);
        QCOMPARE(log[1].kind, OperationKind::Add);
        QCOMPARE(log[1].subject, m_bob->user.uuid());
        QCOMPARE(log[1].detail, group.memberRole().uuid());
        QCOMPARE(log[1].actor, m_alice->user);
        QCOMPARE(log[1].actorDevice, m_alice->device);
        QCOMPARE(log[1].operation.sequence, 2);
        QCOMPARE(log[1].operation.previousHash, first.hash);
        QCOMPARE(log[1].operation.body, added.body);
        QCOMPARE(log[1].operation.signature, added.signature);
        QVERIFY(log[1].inviteSignature.isEmpty());
        QCOMPARE(log[1].hash, headAfter(added).hash);
    }

    void theLogIsPaged()
    {
        TestGroup group(*m_alice, ChatType::Group);
        for (const Member *who : {&*m_bob, &*m_carol})
            orThrow(group.add(*m_alice, *who));
        QList<qint64> sequences;
        qint64 since = 0;
        for (;;) {
            const auto page = orThrow(alice().operations(group.id(), since, 2));
            if (page.isEmpty())
                break;
            for (const LoggedOperation &logged : page)
                sequences.append(logged.operation.sequence);
            since = sequences.last();
        }
        QCOMPARE(sequences, (QList<qint64>{1, 2, 3}));
        QCOMPARE_ERROR(alice().operations(group.id(), 0, 501), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(alice().operations(group.id(), -1, 10), ErrorCode::InvalidInput);
    }

    void readersOfAChannelSeeTheChainAndNotEachOther()
    {
        TestGroup channel(*m_alice, ChatType::Channel);
        orThrow(channel.add(*m_alice, *m_bob));
        orThrow(channel.add(*m_alice, *m_carol));
        const auto log = orThrow(bob().operations(channel.id(), 0, 10));
        QCOMPARE(log.size(), 3);
        QVERIFY(log[0].isShown && log[1].isShown && !log[2].isShown);
        QVERIFY(log[2].operation.body.isEmpty() && log[2].actor.isNull() && log[2].subject.isNull());
        QCOMPARE(log[2].hash, channel.head().hash);
        QCOMPARE(log[2].operation.previousHash, log[1].hash);
        QList<UserId> listed;
        for (const StoredMember &member : orThrow(bob().members(channel.id(), UserId(), 10)))
            listed.append(member.user);
        QCOMPARE(listed, (QList<UserId>{m_alice->user, m_bob->user}));
        QCOMPARE(orThrow(alice().members(channel.id(), UserId(), 10)).size(), 3);
        QCOMPARE(orThrow(bob().group(channel.id())).memberCount, 3);
    }

    void rolesAreReadAndPaged()
    {
        TestGroup group(*m_alice, ChatType::Group, ChatVisibility::Public);
        RoleDefinition role{.id = newId<RoleId>(),
                            .name = QStringLiteral("Wächter"),
                            .color = QStringLiteral("#0000ff"),
                            .permissions = Permission::SendMessages | Permission::DeleteMessages};
        orThrow(group.define(*m_alice, role));
        QList<StoredRole> roles;
        RoleId after;
        for (;;) {
            const auto page = orThrow(alice().roles(group.id(), after, 3));
            if (page.isEmpty())
                break;
            roles.append(page);
            after = page.last().definition.id;
        }
        QCOMPARE(roles.size(), 4);
        const auto found = std::ranges::find(roles, role.id, [](const StoredRole &r) { return r.definition.id; });
        QVERIFY(found != roles.end());
        QCOMPARE(found->definition.name, role.name);
        QCOMPARE(found->definition.color, role.color);
        QCOMPARE(found->definition.permissions, role.permissions);
        QCOMPARE(found->builtIn, BuiltInRole::None);
        const auto usual =
            std::ranges::find(roles, group.memberRole(), [](const StoredRole &r) { return r.definition.id; });
        QVERIFY(usual->definition.isDefault && usual->builtIn == BuiltInRole::Member);
        QVERIFY(usual->definition.name.isEmpty() && usual->definition.color.isEmpty());
    }

    void membersArePagedWithWhenTheyCame()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        orThrow(group.addAdmin(*m_alice, *m_carol));
        const auto first = orThrow(bob().members(group.id(), UserId(), 2));
        QCOMPARE(first.size(), 2);
        const auto second = orThrow(bob().members(group.id(), first.last().user, 2));
        QCOMPARE(second.size(), 1);
        QCOMPARE(second[0].user, m_carol->user);
        QCOMPARE(second[0].role, group.adminRole());
        QCOMPARE(second[0].builtIn, BuiltInRole::Admin);
        QCOMPARE(second[0].joinedSequence, 3);
        QVERIFY(second[0].joinedAt.isValid() && !second[0].mutedUntil.isValid());
        QVERIFY(orThrow(bob().members(group.id(), m_carol->user, 2)).isEmpty());
        QCOMPARE_ERROR(bob().removedMembers(group.id(), UserId(), 2), ErrorCode::NotFound);
    }

    void peopleAreMembersWithTheirFaces()
    {
        constexpr PgStatement kPresence{"test_presence", "SELECT 1 FROM api.set_presence('dnd')"};
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        orThrow(m_bob->db().exec(kPresence));
        orThrow(DirectoryStore(m_alice->db()).addContact(m_bob->user));
        const auto people = orThrow(alice().people(group.id(), m_alice->user, 10));
        QCOMPARE(people.size(), 1);
        QCOMPARE(people[0].member.user, m_bob->user);
        QCOMPARE(people[0].member.builtIn, BuiltInRole::Member);
        QCOMPARE(people[0].entry.id, m_bob->user);
        QCOMPARE(people[0].entry.username, QStringLiteral("bob"));
        QCOMPARE(people[0].entry.displayName, QStringLiteral("bob Ä"));
        QCOMPARE(people[0].entry.masterKey, m_bob->masterKey);
        QCOMPARE(people[0].entry.relation, Relation::Contact);
        QCOMPARE(people[0].presence, Presence::DoNotDisturb);
        QVERIFY(people[0].lastSeen.isValid() && people[0].avatar.isNull());
        const auto self = orThrow(alice().people(group.id(), UserId(), 1));
        QCOMPARE(self[0].presence, Presence::Offline);
        QVERIFY(!self[0].lastSeen.isValid());
        QCOMPARE_ERROR(alice().people(group.id(), UserId(), 201), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(GroupLogStore(m_carol->db()).people(group.id(), UserId(), 10), ErrorCode::NotFound);
    }

    void slowModeAndTimerComeWithTheSettings()
    {
        GroupGenesis genesis = genesisFor(ChatType::Group);
        genesis.settings.slowMode = std::chrono::seconds(30);
        genesis.settings.messageTimer = std::chrono::hours(1);
        const SignedOperation operation = operationAfter({});
        orThrow(GroupStore(m_alice->db()).create(genesis, operation));
        StoredGroup group = orThrow(alice().group(genesis.id));
        QCOMPARE(group.settings.slowMode, std::chrono::seconds(30));
        QCOMPARE(group.settings.messageTimer, std::chrono::hours(1));
        QVERIFY(!group.nextPostAt.isValid());
        genesis.settings.slowMode = {};
        genesis.settings.messageTimer = std::chrono::seconds(1);
        const SignedOperation next = operationAfter(headAfter(operation));
        GroupStore store(m_alice->db());
        QCOMPARE_ERROR(store.change(genesis.id, genesis.settings, next), ErrorCode::InvalidInput);
        QCOMPARE(orThrow(alice().group(genesis.id)).head, headAfter(operation));
        genesis.settings.messageTimer = {};
        QCOMPARE(orThrow(store.change(genesis.id, genesis.settings, next)).state, OperationAnswer::State::Stored);
        QCOMPARE(orThrow(store.change(genesis.id, genesis.settings, next)).state, OperationAnswer::State::Repeated);
        const SignedOperation late = operationAfter(headAfter(operation));
        QCOMPARE(orThrow(store.change(genesis.id, genesis.settings, late)).state, OperationAnswer::State::HeadMoved);
        group = orThrow(alice().group(genesis.id));
        QCOMPARE(group.settings.slowMode, std::chrono::seconds(0));
        QCOMPARE(group.settings.messageTimer, std::chrono::seconds(0));
    }

    void chatsOfAllTypesAreListed()
    {
        const auto direct = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user));
        const TestGroup group(*m_alice, ChatType::Group);
        TestGroup channel(*m_bob, ChatType::Channel, ChatVisibility::Public);
        orThrow(channel.joinPublic(*m_alice));
        QHash<ChatId, ListedChat> listed;
        ChatId after;
        for (;;) {
            const auto page = orThrow(alice().chats(after, 2));
            if (page.isEmpty())
                break;
            for (const ListedChat &chat : page)
                listed.insert(chat.id, chat);
            after = page.last().id;
        }
        QCOMPARE(listed.size(), 3);
        QCOMPARE(listed[direct.id].type, ChatType::Direct);
        QCOMPARE(listed[direct.id].peer, m_bob->user);
        QVERIFY(listed[direct.id].own.role.isNull() && listed[direct.id].lastEvent.isNull());
        QCOMPARE(listed[group.id()].type, ChatType::Group);
        QCOMPARE(listed[group.id()].encryptedName, QByteArray("sealed name"));
        QCOMPARE(listed[group.id()].head, group.head());
        QCOMPARE(listed[group.id()].own.builtIn, BuiltInRole::Owner);
        QVERIFY(listed[group.id()].lastEventAt.isValid());
        QCOMPARE(listed[channel.id()].type, ChatType::Channel);
        QCOMPARE(listed[channel.id()].visibility, ChatVisibility::Public);
        QCOMPARE(listed[channel.id()].name, QStringLiteral("Gardeners"));
        QCOMPARE(listed[channel.id()].memberCount, 2);
        QVERIFY(!listed[channel.id()].own.permissions.testFlag(Permission::SendMessages));
        QVERIFY(orThrow(GroupLogStore(m_carol->db()).chats(ChatId(), 10)).isEmpty());
    }

    void strangersReadNothing()
    {
        const TestGroup group(*m_alice, ChatType::Group);
        QCOMPARE_ERROR(bob().operations(group.id(), 0, 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().roles(group.id(), RoleId(), 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().members(group.id(), UserId(), 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().group(group.id()), ErrorCode::NotFound);
        const auto foreign = bob().group(group.id());
        const auto absent = bob().group(newId<ChatId>());
        QCOMPARE(foreign.error().databaseText(), absent.error().databaseText());
    }
};

QTEST_GUILESS_MAIN(GroupLogStoreTest)
#include "tst_grouplogstore.moc"
