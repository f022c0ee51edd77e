#include "models/backend/directorystore.h"
#include "tests/backend/groupworld.h"

using namespace tacet;

/// Roles and members of GroupStore.
class GroupMembersTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<Member> m_carol;

    StoredGroup seen(const Member &member, const TestGroup &group)
    {
        return orThrow(GroupLogStore(member.db()).group(group.id()));
    }
    QList<UserId> memberIds(const Member &asker, const TestGroup &group)
    {
        QList<UserId> users;
        for (const StoredMember &member : orThrow(GroupLogStore(asker.db()).members(group.id(), UserId(), 100)))
            users.append(member.user);
        return users;
    }
    static RoleDefinition roleWith(Permissions permissions)
    {
        return {.id = newId<RoleId>(), .encryptedName = "sealed role", .permissions = permissions};
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

    void rolesAreDefinedGivenAndTakenAway()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        RoleDefinition role = roleWith(Permission::SendMessages | Permission::PinMessages);
        role.color = QStringLiteral("#00ff7f");
        orThrow(group.define(*m_alice, role));
        orThrow(group.assign(*m_alice, *m_bob, role.id));
        QCOMPARE(seen(*m_bob, group).own.role, role.id);
        QCOMPARE(seen(*m_bob, group).own.builtIn, BuiltInRole::None);
        QCOMPARE(seen(*m_bob, group).own.permissions, role.permissions);
        role.permissions = Permission::SendMessages;
        role.encryptedName = "renamed";
        orThrow(group.define(*m_alice, role));
        QCOMPARE(seen(*m_bob, group).own.permissions, role.permissions);
        const auto remove = [&] {
            return group.operate(*m_alice, [&](GroupStore &store, const SignedOperation &operation) {
                return store.removeRole(group.id(), role.id, operation);
            });
        };
        QCOMPARE_ERROR(remove(), ErrorCode::Conflict);
        orThrow(group.assign(*m_alice, *m_bob, group.memberRole()));
        orThrow(remove());
        QCOMPARE(orThrow(GroupLogStore(m_bob->db()).roles(group.id(), RoleId(), 10)).size(), 3);
    }

    void onlyAdministratorsPostWhereTheMembersRoleSaysSo()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        orThrow(group.define(*m_alice, {.id = group.memberRole(), .permissions = {}, .isDefault = true}));
        QCOMPARE_ERROR(PostStore(m_bob->db()).post(livePost(group.id())), ErrorCode::NotFound);
        orThrow(PostStore(m_alice->db()).post(livePost(group.id())));
    }

    void nobodyGivesMoreThanOneHas()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.addAdmin(*m_alice, *m_bob));
        orThrow(group.add(*m_alice, *m_carol));
        QCOMPARE_ERROR(group.assign(*m_bob, *m_carol, group.adminRole()), ErrorCode::NotFound);
        QCOMPARE_ERROR(group.define(*m_bob, roleWith(Permission::SendMessages)), ErrorCode::NotFound);
        QCOMPARE_ERROR(group.remove(*m_bob, *m_alice), ErrorCode::NotFound);
        QCOMPARE_ERROR(group.remove(*m_carol, *m_bob), ErrorCode::NotFound);
        RoleDefinition chiefs = roleWith(Permission::ManageChat | Permission::SendMessages);
        chiefs.isDefault = true;
        QCOMPARE_ERROR(group.define(*m_alice, chiefs), ErrorCode::InvalidInput);
        m_world->setPolicy(QStringLiteral("{\"roles_per_chat\": 3}"));
        QCOMPARE_ERROR(group.define(*m_alice, roleWith(Permission::SendMessages)), ErrorCode::QuotaExceeded);
    }

    void membersComeAndGo()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        QCOMPARE_ERROR(group.add(*m_alice, *m_bob), ErrorCode::Conflict);
        QCOMPARE_ERROR(group.add(*m_bob, *m_carol), ErrorCode::NotFound);
        orThrow(group.add(*m_alice, *m_carol));
        QCOMPARE(memberIds(*m_bob, group), (QList<UserId>{m_alice->user, m_bob->user, m_carol->user}));
        orThrow(group.leave(*m_carol));
        orThrow(group.remove(*m_alice, *m_bob));
        QCOMPARE(memberIds(*m_alice, group), QList<UserId>{m_alice->user});
        QCOMPARE_ERROR(GroupLogStore(m_bob->db()).members(group.id(), UserId(), 10), ErrorCode::NotFound);
        QCOMPARE(seen(*m_alice, group).epochDue, std::optional(EpochReason::Removal));
        QCOMPARE_ERROR(PostStore(m_alice->db()).post(livePost(group.id())), ErrorCode::Conflict);
    }

    void nobodyIsAddedAcrossABlockOrToASecretGroup()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(DirectoryStore(m_bob->db()).block(m_alice->user));
        QCOMPARE_ERROR(group.add(*m_alice, *m_bob), ErrorCode::Blocked);
        TestGroup secret(*m_alice, ChatType::Group, ChatVisibility::Secret);
        QCOMPARE_ERROR(secret.add(*m_alice, *m_carol), ErrorCode::NotFound);
    }

    void whoWasRemovedComesBackOnlyWhenPardoned()
    {
        TestGroup group(*m_alice, ChatType::Group, ChatVisibility::Public);
        orThrow(group.joinPublic(*m_bob));
        orThrow(group.remove(*m_alice, *m_bob));
        QCOMPARE_ERROR(group.joinPublic(*m_bob), ErrorCode::NotFound);
        const auto removed = orThrow(GroupLogStore(m_alice->db()).removedMembers(group.id(), UserId(), 10));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.first().user, m_bob->user);
        QCOMPARE(removed.first().removedBy, m_alice->user);
        const auto pardon = [&] {
            return group.operate(*m_alice, [&](GroupStore &store, const SignedOperation &operation) {
                return store.pardonMember(group.id(), m_bob->user, operation);
            });
        };
        orThrow(pardon());
        QCOMPARE_ERROR(pardon(), ErrorCode::NotFound);
        orThrow(group.joinPublic(*m_bob));
        QCOMPARE(seen(*m_bob, group).own.builtIn, BuiltInRole::Member);
    }

    void whoJoinsAPublicGroupIsToldWhereItsLogStands()
    {
        TestGroup group(*m_alice, ChatType::Channel, ChatVisibility::Public);
        const SignedOperation early = group.next();
        orThrow(group.joinPublic(*m_bob));
        const OperationAnswer answer = orThrow(GroupStore(m_carol->db()).joinPublic(group.id(), early));
        QCOMPARE(answer.state, OperationAnswer::State::HeadMoved);
        QCOMPARE(answer.head, group.head());
        orThrow(group.joinPublic(*m_carol));
        QCOMPARE_ERROR(group.joinPublic(*m_carol), ErrorCode::Conflict);
        const TestGroup closed(*m_alice, ChatType::Group);
        QCOMPARE_ERROR(GroupStore(m_bob->db()).joinPublic(closed.id(), closed.next()), ErrorCode::NotFound);
    }

    void theOwnerLeavesLast()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        QCOMPARE_ERROR(group.leave(*m_alice), ErrorCode::Conflict);
        orThrow(group.leave(*m_bob));
        QCOMPARE(seen(*m_alice, group).epochDue, std::optional(EpochReason::Left));
        orThrow(group.leave(*m_alice));
        QCOMPARE_ERROR(GroupLogStore(m_alice->db()).group(group.id()), ErrorCode::NotFound);
    }

    void whoIsMutedPostsNothingUntilThen()
    {
        TestGroup group(*m_alice, ChatType::Group);
        orThrow(group.add(*m_alice, *m_bob));
        const QDateTime tomorrow = QDateTime::currentDateTimeUtc().addDays(1);
        orThrow(group.mute(*m_alice, *m_bob, tomorrow));
        QCOMPARE(seen(*m_bob, group).own.mutedUntil, tomorrow);
        QCOMPARE_ERROR(PostStore(m_bob->db()).post(livePost(group.id())), ErrorCode::NotFound);
        orThrow(group.mute(*m_alice, *m_bob, tomorrow.addDays(-2)));
        QVERIFY(!seen(*m_bob, group).own.mutedUntil.isValid());
        orThrow(PostStore(m_bob->db()).post(livePost(group.id())));
        QCOMPARE_ERROR(group.mute(*m_bob, *m_alice, tomorrow), ErrorCode::NotFound);
        QCOMPARE_ERROR(group.mute(*m_alice, *m_bob, QDateTime()), ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(GroupMembersTest)
#include "tst_groupmembers.moc"
