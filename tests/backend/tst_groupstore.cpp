#include "tests/backend/groupworld.h"

using namespace tacet;

using State = OperationAnswer::State;

class GroupStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<Member> m_carol;

    GroupStore alice() { return GroupStore(m_alice->db()); }
    StoredGroup seen(const Member &member, const TestGroup &group)
    {
        return orThrow(GroupLogStore(member.db()).group(group.id()));
    }

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

    void whoMakesAGroupOwnsIt()
    {
        const TestGroup group(*m_alice, ChatType::Group);
        const StoredGroup stored = seen(*m_alice, group);
        QCOMPARE(stored.id, group.id());
        QCOMPARE(stored.type, ChatType::Group);
        QCOMPARE(stored.settings.visibility, ChatVisibility::Private);
        QCOMPARE(stored.settings.encryptedName, QByteArray("sealed name"));
        QVERIFY(stored.settings.name.isEmpty() && stored.settings.avatar.isNull());
        QCOMPARE(stored.settings.maxMembers, 50);
        QCOMPARE(stored.owner, m_alice->user);
        QCOMPARE(stored.memberCount, 1);
        QCOMPARE(stored.own.builtIn, BuiltInRole::Owner);
        QCOMPARE(stored.own.role, group.genesis().ownerRole);
        QVERIFY(stored.own.permissions.testFlags(Permission::ManageChat | Permission::ManageRoles));
        QCOMPARE(stored.head, group.head());
        QCOMPARE(stored.epoch, 1);
        QCOMPARE(stored.epochFloor, 1);
        QVERIFY(!stored.epochDue && !stored.isSuccessionDue);
    }

    void makingItAgainIsARepeatAndAnotherUnderItsIdAConflict()
    {
        const GroupGenesis genesis = genesisFor(ChatType::Channel, ChatVisibility::Public);
        const SignedOperation operation = operationAfter({});
        QCOMPARE(orThrow(alice().create(genesis, operation)).state, State::Stored);
        QCOMPARE(orThrow(alice().create(genesis, operation)).state, State::Repeated);
        QCOMPARE_ERROR(alice().create(genesis, operationAfter({})), ErrorCode::Conflict);
        QCOMPARE_ERROR(GroupStore(m_bob->db()).create(genesis, operation), ErrorCode::Conflict);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.group_operations"), 1);
    }

    void malformedGroupsAreRefused_data()
    {
        using Change = std::function<void(GroupGenesis &, SignedOperation &)>;
        QTest::addColumn<Change>("spoil");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("no name", [](auto &g, auto &) { g.settings.encryptedName.clear(); });
        row("plain name in a private group", [](auto &g, auto &) { g.settings.name = QStringLiteral("plain"); });
        row("public without a key", [](auto &g, auto &) {
            g.settings = {.visibility = ChatVisibility::Public, .name = QStringLiteral("x"), .maxMembers = 5};
        });
        row("private with an open key", [](auto &g, auto &) { g.openKey = filler(32); });
        row("direct", [](auto &g, auto &) { g.type = ChatType::Direct; });
        row("two roles of one id", [](auto &g, auto &) { g.adminRole = g.ownerRole; });
        row("nobody fits", [](auto &g, auto &) { g.settings.maxMembers = 0; });
        row("more than the workspace allows", [](auto &g, auto &) { g.settings.maxMembers = 100'000; });
        row("version 4 id", [](auto &g, auto &) { g.id = ChatId(QUuid::createUuid()); });
        row("no body", [](auto &, auto &o) { o.body.clear(); });
        row("body of 64 KiB and 1", [](auto &, auto &o) { o.body = QByteArray(65'537, 'x'); });
        row("short signature", [](auto &, auto &o) { o.signature.chop(1); });
    }

    void malformedGroupsAreRefused()
    {
        QFETCH(std::function<void(GroupGenesis &, SignedOperation &)>, spoil);
        GroupGenesis genesis = genesisFor(ChatType::Group);
        SignedOperation operation = operationAfter({});
        spoil(genesis, operation);
        QCOMPARE_ERROR(alice().create(genesis, operation), ErrorCode::InvalidInput);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.chats"), 0);
    }

    void whoWasSlowerIsToldTheHead()
    {
        TestGroup group(*m_alice, ChatType::Group);
        const SignedOperation slow = group.next();
        orThrow(group.add(*m_alice, *m_bob));
        const OperationAnswer answer = orThrow(alice().leave(group.id(), slow));
        QCOMPARE(answer.state, State::HeadMoved);
        QCOMPARE(answer.head, group.head());
        SignedOperation forked = operationAfter({.sequence = group.head().sequence, .hash = filler(32, "fork")});
        QCOMPARE(orThrow(alice().dissolve(group.id(), forked)).head, group.head());
        QCOMPARE(seen(*m_alice, group).memberCount, 2);
    }

    void aRepeatIsAnsweredAfterOthersWentOn()
    {
        TestGroup group(*m_alice, ChatType::Group);
        const SignedOperation operation = group.next();
        QCOMPARE(orThrow(alice().addMember(group.id(), m_bob->user, group.memberRole(), operation)).state,
                 State::Stored);
        group.follow(operation);
        orThrow(group.add(*m_alice, *m_carol));
        QCOMPARE(orThrow(alice().addMember(group.id(), m_bob->user, group.memberRole(), operation)).state,
                 State::Repeated);
        QCOMPARE(seen(*m_alice, group).memberCount, 3);
    }

    void twoDevicesAtOnceMakeOneLog()
    {
        TestGroup group(*m_alice, ChatType::Group);
        const Member desk = m_world->secondDevice(*m_alice);
        const std::array<const Member *, 2> devices{&*m_alice, &desk};
        const std::array<const Member *, 2> added{&*m_bob, &*m_carol};
        std::array<std::optional<OperationAnswer>, 2> answers;
        std::array<std::unique_ptr<DatabaseConnection>, 2> connections;
        together(
            2, [&](int index) { connections[size_t(index)] = m_world->connect(devices[size_t(index)]->login); },
            [&](int index) {
                const auto connection = std::move(connections[size_t(index)]);
                auto answer = GroupStore(*connection)
                                  .addMember(group.id(), added[size_t(index)]->user, group.memberRole(), group.next());
                if (answer)
                    answers[size_t(index)] = *answer;
            });
        QVERIFY(answers[0] && answers[1]);
        QVERIFY(answers[0]->state != answers[1]->state);
        const auto &loser = answers[0]->state == State::HeadMoved ? answers[0] : answers[1];
        QCOMPARE(loser->state, State::HeadMoved);
        QCOMPARE(loser->head, seen(*m_alice, group).head);
        QCOMPARE(seen(*m_alice, group).memberCount, 2);
    }

    void settingsChangeAtOnce()
    {
        TestGroup group(*m_alice, ChatType::Group);
        const auto picture = newId<MediaId>();
        const StoredGroupSettings settings{.visibility = ChatVisibility::Secret,
                                           .encryptedName = "another",
                                           .encryptedDescription = "about",
                                           .avatar = picture,
                                           .maxMembers = 3,
                                           .history = {HistoryPolicy::kFromStart}};
        orThrow(group.change(*m_alice, settings));
        const StoredGroupSettings stored = seen(*m_alice, group).settings;
        QCOMPARE(stored.visibility, ChatVisibility::Secret);
        QCOMPARE(stored.encryptedName, settings.encryptedName);
        QCOMPARE(stored.encryptedDescription, settings.encryptedDescription);
        QCOMPARE(stored.avatar, picture);
        QCOMPARE(stored.maxMembers, 3);
        QVERIFY(stored.history == HistoryPolicy{HistoryPolicy::kFromStart});
        QVERIFY(!seen(*m_alice, group).epochDue);
    }

    void becomingPublicWantsAnEpoch()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.change(*m_alice,
                             {.visibility = ChatVisibility::Public, .name = QStringLiteral("Open"), .maxMembers = 5}));
        const StoredGroup stored = seen(*m_alice, group);
        QCOMPARE(stored.settings.name, QStringLiteral("Open"));
        QCOMPARE(stored.epochDue, std::optional(EpochReason::Visibility));
        QCOMPARE(stored.epochFloor, stored.epoch + 1);
    }

    void aGroupDoesNotShrinkBelowItsMembers()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        StoredGroupSettings settings = group.genesis().settings;
        settings.maxMembers = 1;
        QCOMPARE_ERROR(group.change(*m_alice, settings), ErrorCode::Conflict);
        settings.maxMembers = 2;
        orThrow(group.change(*m_alice, settings));
        QCOMPARE_ERROR(group.add(*m_alice, *m_carol), ErrorCode::QuotaExceeded);
    }

    void ownershipIsPassedOn()
    {
        TestGroup group(*m_alice, ChatType::Group);
        const auto pass = [&](const Member &actor, const Member &heir) {
            return group.operate(actor, [&](GroupStore &store, const SignedOperation &operation) {
                return store.passOwnership(group.id(), heir.user, operation);
            });
        };
        QCOMPARE_ERROR(pass(*m_alice, *m_bob), ErrorCode::NotFound);
        orThrow(group.add(*m_alice, *m_bob));
        QCOMPARE_ERROR(pass(*m_bob, *m_alice), ErrorCode::NotFound);
        orThrow(pass(*m_alice, *m_bob));
        QCOMPARE(seen(*m_bob, group).owner, m_bob->user);
        QCOMPARE(seen(*m_bob, group).own.builtIn, BuiltInRole::Owner);
        QCOMPARE(seen(*m_alice, group).own.builtIn, BuiltInRole::Admin);
    }

    void whoInheritsTakesOwnershipInTheLog()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        const auto take = [&](const Member &actor) {
            return group.operate(actor, [&](GroupStore &store, const SignedOperation &operation) {
                return store.takeOwnership(group.id(), operation);
            });
        };
        QCOMPARE_ERROR(take(*m_alice), ErrorCode::Conflict);
        constexpr PgStatement kDelete{"test_delete_user", "SELECT 1 FROM admin.delete_user($1)"};
        constexpr PgStatement kOwn{"test_make_owner", "SELECT 1 FROM admin.make_owner($1)"};
        orThrow(m_world->superuser().exec(kOwn, PgParams().id(m_carol->user)));
        orThrow(m_world->superuser().exec(kDelete, PgParams().id(m_alice->user)));
        QVERIFY(seen(*m_bob, group).isSuccessionDue);
        QCOMPARE(seen(*m_bob, group).owner, m_bob->user);
        orThrow(take(*m_bob));
        QVERIFY(!seen(*m_bob, group).isSuccessionDue);
    }

    void aDissolvedGroupIsNoMore()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        const SignedOperation operation = group.next();
        QCOMPARE_ERROR(GroupStore(m_bob->db()).dissolve(group.id(), operation), ErrorCode::NotFound);
        QCOMPARE(orThrow(alice().dissolve(group.id(), operation)).state, State::Stored);
        QCOMPARE(orThrow(alice().dissolve(group.id(), operation)).state, State::Repeated);
        QCOMPARE_ERROR(GroupLogStore(m_bob->db()).group(group.id()), ErrorCode::NotFound);
        QCOMPARE_ERROR(alice().dissolve(group.id(), operationAfter(headAfter(operation))), ErrorCode::NotFound);
    }

    void strangersToAGroupCannotTellItFromNone()
    {
        TestGroup group(*m_alice, ChatType::Group);
        const auto foreign = GroupStore(m_bob->db()).dissolve(group.id(), group.next());
        const auto absent = GroupStore(m_bob->db()).dissolve(newId<ChatId>(), group.next());
        QVERIFY(!foreign && !absent);
        QCOMPARE(errorName(foreign.error().code()), errorName(ErrorCode::NotFound));
        QCOMPARE(foreign.error().databaseText(), absent.error().databaseText());
    }
};

QTEST_GUILESS_MAIN(GroupStoreTest)
#include "tst_groupstore.moc"
