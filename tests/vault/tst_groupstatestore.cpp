#include "vaultfixture.h"

#include "models/vault/groupstatestore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestGroupStateStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stateComesBackWhole();
    void logNeverGoesBackNorAnotherWay();
    void membersComeWithWhatIsKnownOfThem();
    void removedOnesAreNotMembers();
    void rolesKeepTheirOrder();
    void requestsAreReplacedPerChat();
    void readMarksCountReaders();
    void groupOfUnknownChatIsNotFound();
};

namespace {

GroupState stateOf(ChatId chat, qint64 sequence, const QByteArray &hash)
{
    return {.chat = chat,
            .logSequence = sequence,
            .logHash = hash,
            .ownRole = RoleId(QUuid::createUuid()),
            .permissions = Permission::SendMessages | Permission::PostThreads,
            .epoch = 4,
            .epochFloor = 3,
            .dueReason = u"left"_s,
            .settings = "settings",
            .state = "folded"};
}

} // namespace

void TestGroupStateStore::stateComesBackWhole()
{
    VaultFixture vault;
    const GroupState state = stateOf(vault.addGroup(), 7, "seven");
    QVERIFY(!need(vault.session->groups().find(state.chat)));
    need(vault.session->groups().save(state));
    vault.reopen();
    QCOMPARE(need(vault.session->groups().find(state.chat)), state);
}

void TestGroupStateStore::logNeverGoesBackNorAnotherWay()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    GroupStateStore &groups = vault.session->groups();
    GroupState state = stateOf(group, 7, "seven");
    need(groups.save(state));
    state.epoch = 5;
    need(groups.save(state));
    QCOMPARE(codeOf(groups.save(stateOf(group, 6, "six"))), ErrorCode::Conflict);
    QCOMPARE(codeOf(groups.save(stateOf(group, 7, "another seven"))), ErrorCode::Conflict);
    QCOMPARE(need(groups.find(group)), state);
    need(groups.save(stateOf(group, 8, "eight")));
    QCOMPARE(need(groups.find(group))->logSequence, 8);
}

void TestGroupStateStore::membersComeWithWhatIsKnownOfThem()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    GroupStateStore &groups = vault.session->groups();
    const UserId bob = vault.addPerson();
    const UserId stranger(QUuid::createUuid());
    const RoleId role(QUuid::createUuid());
    need(groups.saveMember(group, {.person = personOf(bob),
                                   .role = role,
                                   .joinedAt = VaultFixture::time(3),
                                   .joinedSequence = 2,
                                   .mutedUntil = VaultFixture::time(9)}));
    need(groups.saveMember(group, {.person = personOf(stranger), .role = role, .joinedAt = VaultFixture::time(4)}));
    vault.reopen();
    const VaultMember found = *need(vault.session->groups().member(group, bob));
    QCOMPARE(found.person.displayName, u"BOB"_s);
    QCOMPARE(found.role, role);
    QCOMPARE(found.joinedAt, VaultFixture::time(3));
    QCOMPARE(found.joinedSequence, 2);
    QCOMPARE(found.mutedUntil, VaultFixture::time(9));
    QVERIFY(need(vault.session->groups().member(group, stranger))->person.username.isEmpty());
    QCOMPARE(need(vault.session->groups().members(group)).size(), 2);
    QCOMPARE(need(vault.session->groups().chatsOf(bob)), QList{group});
    need(vault.session->groups().removeMember(group, bob));
    QVERIFY(!need(vault.session->groups().member(group, bob)));
    QVERIFY(need(vault.session->groups().chatsOf(bob)).isEmpty());
}

void TestGroupStateStore::removedOnesAreNotMembers()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    GroupStateStore &groups = vault.session->groups();
    VaultMember member{.person = personOf(vault.addPerson()), .joinedAt = VaultFixture::time(3)};
    need(groups.saveMember(group, member));
    member.isRemoved = true;
    need(groups.saveMember(group, member));
    QVERIFY(need(groups.members(group)).isEmpty());
    QCOMPARE(need(groups.removed(group)).size(), 1);
    QVERIFY(need(groups.chatsOf(member.person.id)).isEmpty());
}

void TestGroupStateStore::rolesKeepTheirOrder()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    GroupRole owner;
    owner.id = RoleId(QUuid::createUuid());
    owner.builtIn = BuiltInRole::Owner;
    const GroupRole cox{.id = RoleId(QUuid::createUuid()),
                        .name = u"Cox"_s,
                        .color = u"#aa0000"_s,
                        .permissions = Permission::PinMessages | Permission::SendMessages,
                        .isDefault = true};
    need(vault.session->groups().saveRoles(group, {owner, cox}));
    QCOMPARE(need(vault.session->groups().roles(group)), (QList{owner, cox}));
    need(vault.session->groups().saveRoles(group, {cox, owner}));
    QCOMPARE(need(vault.session->groups().roles(group)), (QList{cox, owner}));
}

void TestGroupStateStore::requestsAreReplacedPerChat()
{
    VaultFixture vault;
    SentJoinRequest request{.chat = ChatId(QUuid::createUuid()),
                            .invite = InviteId(QUuid::createUuid()),
                            .name = u"Boat club"_s,
                            .askedAt = VaultFixture::time(1)};
    need(vault.session->groups().saveRequest(request));
    request.invite = InviteId(QUuid::createUuid());
    need(vault.session->groups().saveRequest(request));
    vault.reopen();
    QCOMPARE(need(vault.session->groups().requests()), QList{request});
    need(vault.session->groups().removeRequest(request.chat));
    QVERIFY(need(vault.session->groups().requests()).isEmpty());
}

void TestGroupStateStore::readMarksCountReaders()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    GroupStateStore &groups = vault.session->groups();
    const Message first = need(vault.session->messages().insert(incoming(group, u"one"_s, 1))).message;
    const Message second = need(vault.session->messages().insert(incoming(group, u"two"_s, 2))).message;
    const UserId bob = vault.addPerson();
    need(groups.saveReadMark(group, bob, first.id));
    need(groups.saveReadMark(group, vault.addPerson(u"carol"_s), second.id));
    QCOMPARE(need(groups.readersOf(group, first.position)), 2);
    QCOMPARE(need(groups.readersOf(group, second.position)), 1);
    need(groups.saveReadMark(group, bob, second.id));
    QCOMPARE(need(groups.readMark(group, bob)), second.id);
    QCOMPARE(need(groups.readersOf(group, second.position)), 2);
}

void TestGroupStateStore::groupOfUnknownChatIsNotFound()
{
    VaultFixture vault;
    QCOMPARE(codeOf(vault.session->groups().save(stateOf(ChatId(QUuid::createUuid()), 1, "one"))), ErrorCode::NotFound);
}

TACET_VAULT_TEST_MAIN(TestGroupStateStore)
#include "tst_groupstatestore.moc"
