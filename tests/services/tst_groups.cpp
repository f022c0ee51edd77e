#include "tests/services/groupfixture.h"

#include <QSignalSpy>

using namespace tacet;
using namespace tacet::tests;

namespace {
const QString alice = QStringLiteral("alice");
const QString bob = QStringLiteral("bob");
const QString carol = QStringLiteral("carol");
const QString dave = QStringLiteral("dave");
} // namespace

/// Groups and channels with real accounts over a real PostgreSQL.
class GroupsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GroupFixture> m_people;

private Q_SLOTS:
    void initTestCase()
    {
        m_people = std::make_unique<GroupFixture>(QStringList{alice, bob, carol, dave});
        QVERIFY_RESULT(m_people->meet());
    }
    void cleanupTestCase() { m_people.reset(); }

    void whoIsAddedSeesTheChat()
    {
        const auto made = m_people->make(alice, {bob, carol});
        QVERIFY_RESULT(made);
        QCOMPARE(made->settings.name, QStringLiteral("Garden"));
        QVERIFY(made->isOwner());
        const auto bobs = m_people->see(bob, made->id);
        QVERIFY_RESULT(bobs);
        QCOMPARE(bobs->settings.name, QStringLiteral("Garden"));
        QCOMPARE(bobs->settings.description, QStringLiteral("Beds and paths"));
        QCOMPARE(bobs->memberCount, 3);
        QVERIFY(bobs->may(Permission::SendMessages) && !bobs->may(Permission::ManageMembers));
        QCOMPARE(m_people->membersAsSeenBy(bob, made->id), QStringList({alice, bob, carol}));
        QCOMPARE(m_people->membersAsSeenBy(dave, made->id), QStringList());
        QCOMPARE(m_people->keysFor(bob, made->id), 1);
        QCOMPARE(m_people->keysFor(dave, made->id), 0);
        QCOMPARE(m_people->linesOf(alice, made->id),
                 QList({ChatEventKind::Created, ChatEventKind::Added, ChatEventKind::Added}));
        const auto chats = waitFor((*m_people)[bob].session().chats().list());
        QVERIFY_RESULT(chats);
        QVERIFY(std::ranges::any_of(*chats, [&](const Chat &chat) { return chat.id == made->id && chat.canSend; }));
    }

    void whoIsRemovedLosesTheKeysOfWhatComes()
    {
        const auto made = m_people->make(alice, {bob, carol});
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).removeMember(made->id, m_people->idOf(carol))));
        QCOMPARE(m_people->epochOf(made->id), 2);
        QCOMPARE(m_people->keysFor(carol, made->id), 0);
        QCOMPARE(m_people->keysFor(bob, made->id), 2);
        const auto bobs = m_people->see(bob, made->id);
        QVERIFY_RESULT(bobs);
        QCOMPARE(bobs->epoch, 2);
        QCOMPARE(bobs->settings.name, QStringLiteral("Garden"));
        QCOMPARE(m_people->membersAsSeenBy(bob, made->id), QStringList({alice, bob}));
        const auto keys = waitFor(m_people->groupsOf(alice).keys(made->id));
        QVERIFY_RESULT(keys);
        QCOMPARE(keys->devicesWithoutKey, 0);
        QVERIFY(keys->epochDueReason.isEmpty());
        std::ignore = m_people->see(carol, made->id);
        const auto row = waitFor((*m_people)[carol].session().chats().find(made->id));
        QVERIFY_RESULT(row);
        QVERIFY(row->standing == ChatStanding::Removed || !row->canSend);
    }

    void rolesAreGivenAndChanged()
    {
        const auto made = m_people->make(alice, {bob, carol});
        QVERIFY_RESULT(made);
        GroupService &own = m_people->groupsOf(alice);
        QCOMPARE(waitFor(m_people->groupsOf(bob).removeMember(made->id, m_people->idOf(carol))).error().code(),
                 ErrorCode::Forbidden);
        const RoleId admin = m_people->roleIn(alice, made->id, BuiltInRole::Admin);
        QVERIFY_RESULT(waitFor(own.assignRole(made->id, m_people->idOf(bob), admin)));
        const auto asAdmin = m_people->see(bob, made->id);
        QVERIFY_RESULT(asAdmin);
        QVERIFY(asAdmin->may(Permission::ManageMembers));
        GroupRole helper;
        helper.name = QStringLiteral("Helpers");
        helper.color = QStringLiteral("#00aa00");
        helper.permissions = Permission::SendMessages | Permission::PinMessages;
        const auto saved = waitFor(own.saveRole(made->id, helper));
        QVERIFY_RESULT(saved);
        QVERIFY_RESULT(waitFor(own.assignRole(made->id, m_people->idOf(carol), saved->id)));
        const auto carols = m_people->see(carol, made->id);
        QVERIFY_RESULT(carols);
        QCOMPARE(carols->ownRole.name, QStringLiteral("Helpers"));
        QCOMPARE(waitFor(own.removeRole(made->id, saved->id)).error().code(), ErrorCode::Conflict);
        QVERIFY_RESULT(waitFor(own.setMembersPost(made->id, false)));
        QVERIFY_RESULT(
            waitFor(own.muteMember(made->id, m_people->idOf(carol), QDateTime::currentDateTimeUtc().addDays(1))));
        const auto muted = m_people->see(carol, made->id);
        QVERIFY(muted && muted->mutedUntil);
    }

    void ownershipIsPassedAndTheChatEnds()
    {
        const auto made = m_people->make(alice, {bob});
        QVERIFY_RESULT(made);
        QCOMPARE(waitFor(m_people->groupsOf(alice).leave(made->id)).error().code(), ErrorCode::Conflict);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).transfer(made->id, m_people->idOf(bob))));
        QVERIFY(m_people->see(bob, made->id)->isOwner());
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).leave(made->id)));
        QCOMPARE(waitFor(m_people->groupsOf(alice).find(made->id))->standing, ChatStanding::Left);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(bob).dissolve(made->id)));
        QCOMPARE(waitFor(m_people->groupsOf(bob).find(made->id))->standing, ChatStanding::Dissolved);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(bob).forget(made->id)));
        QVERIFY(!waitFor(m_people->groupsOf(bob).find(made->id)));
    }

    void settingsAreSealedAgainAndTold()
    {
        const auto made = m_people->make(alice, {bob});
        QVERIFY_RESULT(made);
        GroupSettings wanted = made->settings;
        wanted.name = QStringLiteral("Orchard");
        wanted.slowModeSeconds = 30;
        wanted.history.days = 7;
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).change(made->id, wanted)));
        const auto bobs = m_people->see(bob, made->id);
        QVERIFY_RESULT(bobs);
        QCOMPARE(bobs->settings.name, QStringLiteral("Orchard"));
        QCOMPARE(bobs->settings.slowModeSeconds, 30);
        QCOMPARE(bobs->settings.history.days, 7);
        QVERIFY(m_people->linesOf(bob, made->id).contains(ChatEventKind::Renamed));
        wanted.maxMembers = 1;
        QCOMPARE(waitFor(m_people->groupsOf(alice).change(made->id, wanted)).error().code(), ErrorCode::Conflict);
        wanted.name.clear();
        QCOMPARE(waitFor(m_people->groupsOf(alice).change(made->id, wanted)).error().code(), ErrorCode::InvalidInput);
    }

    void aLinkLetsInAtOnceAndOnlyOnce()
    {
        const auto made = m_people->make(alice, {});
        QVERIFY_RESULT(made);
        NewInvite wanted;
        wanted.kind = InviteKind::Link;
        const auto link = waitFor(m_people->invitesOf(alice).create(made->id, wanted));
        QVERIFY_RESULT(link);
        const auto preview = waitFor(m_people->invitesOf(bob).preview(link->link));
        QVERIFY_RESULT(preview);
        QCOMPARE(preview->name, QStringLiteral("Garden"));
        QVERIFY(!preview->wantsApproval);
        const auto joined = waitFor(m_people->invitesOf(bob).join(link->code.toLower()));
        QVERIFY_RESULT(joined);
        QCOMPARE(joined->outcome, JoinOutcome::Joined);
        QVERIFY_RESULT(m_people->see(alice, made->id));
        QCOMPARE(m_people->membersAsSeenBy(alice, made->id), QStringList({alice, bob}));
        QCOMPARE(m_people->see(bob, made->id)->settings.name, QStringLiteral("Garden"));
        QCOMPARE(waitFor(m_people->invitesOf(carol).join(link->link)).error().code(), ErrorCode::NotFound);
        QCOMPARE(waitFor(m_people->invitesOf(carol).join(QStringLiteral("nothing"))).error().code(),
                 ErrorCode::InvalidInput);
    }

    void aRevokedLinkLetsNobodyInAndTheKeyChanges()
    {
        const auto made = m_people->make(alice, {});
        QVERIFY_RESULT(made);
        const auto link = waitFor(m_people->invitesOf(alice).create(made->id, NewInvite{}));
        QVERIFY_RESULT(link);
        QVERIFY_RESULT(waitFor(m_people->invitesOf(alice).revoke(made->id, link->id)));
        QCOMPARE(waitFor(m_people->invitesOf(bob).join(link->link)).error().code(), ErrorCode::NotFound);
        QCOMPARE(m_people->epochOf(made->id), 2);
        QVERIFY(waitFor(m_people->invitesOf(alice).list(made->id))->isEmpty());
    }

    void aCodeAsksAndAManagerAdmits_data()
    {
        QTest::addColumn<InviteKind>("kind");
        QTest::newRow("code") << InviteKind::Code;
        QTest::newRow("link that wants approval") << InviteKind::Link;
    }

    void aCodeAsksAndAManagerAdmits()
    {
        QFETCH(const InviteKind, kind);
        const auto made = m_people->make(alice, {});
        QVERIFY_RESULT(made);
        NewInvite wanted;
        wanted.kind = kind;
        wanted.maxUses = 5;
        wanted.wantsApproval = true;
        const auto invite = waitFor(m_people->invitesOf(alice).create(made->id, wanted));
        QVERIFY_RESULT(invite);
        const auto asked = waitFor(m_people->invitesOf(bob).join(invite->code));
        QVERIFY_RESULT(asked);
        QCOMPARE(asked->outcome, JoinOutcome::Requested);
        const auto requests = waitFor(m_people->invitesOf(alice).requests(made->id));
        QVERIFY_RESULT(requests);
        QCOMPARE(requests->size(), 1);
        QCOMPARE(requests->constFirst().person.username, bob);
        QVERIFY_RESULT(waitFor(m_people->invitesOf(alice).admit(made->id, m_people->idOf(bob))));
        QCOMPARE(m_people->see(bob, made->id)->settings.name, QStringLiteral("Garden"));
        QVERIFY_RESULT(waitFor(m_people->invitesOf(carol).join(invite->code)));
        QVERIFY_RESULT(waitFor(m_people->invitesOf(alice).decline(made->id, m_people->idOf(carol))));
        QVERIFY(waitFor(m_people->invitesOf(alice).requests(made->id))->isEmpty());
    }

    void aPublicChannelIsFoundAndEntered()
    {
        const auto made = m_people->make(alice, {}, ChatType::Channel, ChatVisibility::Public);
        QVERIFY_RESULT(made);
        const auto found = waitFor(m_people->invitesOf(bob).searchPublic(QStringLiteral("gard")));
        QVERIFY_RESULT(found);
        QVERIFY(std::ranges::any_of(*found, [&](const PublicChat &chat) { return chat.id == made->id; }));
        const auto joined = waitFor(m_people->invitesOf(bob).joinPublic(made->id));
        QVERIFY_RESULT(joined);
        const auto bobs = m_people->see(bob, made->id);
        QVERIFY_RESULT(bobs);
        QCOMPARE(bobs->type, ChatType::Channel);
        QVERIFY(!bobs->may(Permission::SendMessages));
        // Readers do not see each other.
        QVERIFY_RESULT(waitFor(m_people->invitesOf(carol).joinPublic(made->id)));
        QVERIFY_RESULT(m_people->see(bob, made->id));
        QCOMPARE(m_people->membersAsSeenBy(bob, made->id), QStringList({alice, bob}));
        QVERIFY_RESULT(m_people->see(alice, made->id));
        QCOMPARE(m_people->membersAsSeenBy(alice, made->id), QStringList({alice, bob, carol}));
        QCOMPARE(m_people->see(bob, made->id)->memberCount, 3);
    }

    void managersAtOnceBothSucceed()
    {
        const auto made = m_people->make(alice, {bob});
        QVERIFY_RESULT(made);
        const RoleId admin = m_people->roleIn(alice, made->id, BuiltInRole::Admin);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).assignRole(made->id, m_people->idOf(bob), admin)));
        QVERIFY_RESULT(m_people->see(bob, made->id));
        const auto first = m_people->groupsOf(alice).addMembers(made->id, {m_people->idOf(carol)});
        const auto second = m_people->groupsOf(bob).addMembers(made->id, {m_people->idOf(dave)});
        QVERIFY_RESULT(waitFor(first));
        QVERIFY_RESULT(waitFor(second));
        QVERIFY(!first.result()->constFirst().failure && !second.result()->constFirst().failure);
        for (const QString &name : {alice, bob, carol, dave}) {
            QVERIFY_RESULT(m_people->see(name, made->id));
            QCOMPARE(m_people->membersAsSeenBy(name, made->id).size(), 4);
        }
    }

    /// Somebody left while no manager was awake: whoever comes first makes the next epoch.
    void anotherManagerCompletesWhatIsDue()
    {
        const auto made = m_people->make(alice, {bob, carol});
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).assignRole(
            made->id, m_people->idOf(bob), m_people->roleIn(alice, made->id, BuiltInRole::Admin))));
        QVERIFY_RESULT(waitFor(m_people->groupsOf(carol).leave(made->id)));
        QCOMPARE(m_people->epochOf(made->id), 1);
        QVERIFY_RESULT(m_people->see(bob, made->id));
        QCOMPARE(m_people->epochOf(made->id), 2);
        QCOMPARE(m_people->see(alice, made->id)->epoch, 2);
        QCOMPARE(m_people->keysFor(alice, made->id), 2);
        QVERIFY(waitFor(m_people->groupsOf(alice).keys(made->id))->epochDueReason.isEmpty());
    }

    /// T43: who owns the database puts somebody in.
    void whoeverTheDatabaseInsertsGetsNoKeyAndIsReported()
    {
        const auto made = m_people->make(alice, {bob});
        QVERIFY_RESULT(made);
        QSignalSpy alarms(&m_people->groupsOf(bob), &GroupService::alarmed);
        QVERIFY_RESULT(m_people->database().change(
            QStringLiteral("INSERT INTO tacet.chat_members (chat_id, user_id, role_id, joined_sequence, joined_epoch) "
                           "SELECT :0, :1, r.id, 1, 1 FROM tacet.chat_roles r WHERE r.chat_id = :2 AND "
                           "r.built_in = 'admin'"),
            {made->id.toString(), m_people->idOf(dave).toString(), made->id.toString()}));
        QVERIFY_RESULT(m_people->see(bob, made->id));
        QVERIFY(std::ranges::any_of(alarms, [](const QList<QVariant> &alarm) {
            return alarm[1].value<GroupAlarm>() == GroupAlarm::ForeignMember;
        }));
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).renewKeys(made->id)));
        QCOMPARE(m_people->keysFor(dave, made->id), 0);
        QCOMPARE(m_people->membersAsSeenBy(bob, made->id), QStringList({alice, bob}));
    }

    /// T43: a device of a member that its account did not sign.
    void aDeviceThatNobodySignedGetsNoKey()
    {
        const auto made = m_people->make(alice, {bob});
        QVERIFY_RESULT(made);
        const QString intruder = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QString bobs = m_people->idOf(bob).toString();
        QVERIFY_RESULT(m_people->database().change(
            QStringLiteral(
                "INSERT INTO tacet.devices SELECT (jsonb_populate_record(d, jsonb_build_object('id', :0::text, "
                "'db_role', 'd_' || repeat('0', 32), 'identity_pubkey', '\\x' || repeat('ab', 32)))).* FROM "
                "tacet.devices d "
                "WHERE d.user_id = :1 LIMIT 1"),
            {intruder, bobs}));
        QVERIFY_RESULT(m_people->database().change(
            QStringLiteral("INSERT INTO tacet.kem_prekeys (device_id, key_id, pubkey, signature, last_resort) SELECT "
                           ":0, k.key_id, k.pubkey, k.signature, true FROM tacet.kem_prekeys k JOIN tacet.devices d "
                           "ON d.id = k.device_id WHERE d.user_id = :1 AND k.last_resort LIMIT 1"),
            {intruder, bobs}));
        QSignalSpy alarms(&m_people->groupsOf(alice), &GroupService::alarmed);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(alice).renewKeys(made->id)));
        QCOMPARE(m_people->database()
                     .value(QStringLiteral("SELECT count(*) FROM tacet.group_keys WHERE device_id = :0"), {intruder})
                     ->toInt(),
                 0);
        QVERIFY(std::ranges::any_of(alarms, [](const QList<QVariant> &alarm) {
            return alarm[1].value<GroupAlarm>() == GroupAlarm::ForeignDevice;
        }));
        QVERIFY_RESULT(m_people->database().change(
            QStringLiteral("UPDATE tacet.devices SET active = false WHERE id = :0"), {intruder}));
    }

    void aLogThatIsCutHaltsTheChat()
    {
        const auto made = m_people->make(alice, {bob});
        QVERIFY_RESULT(made);
        QSignalSpy alarms(&m_people->groupsOf(bob), &GroupService::alarmed);
        const QString id = made->id.toString();
        QVERIFY_RESULT(m_people->database().change(
            QStringLiteral("WITH gone AS (DELETE FROM tacet.group_operations WHERE chat_id = :0 AND sequence = 2) "
                           "UPDATE tacet.chats SET head_sequence = 1, head_hash = (SELECT o.hash FROM "
                           "tacet.group_operations o WHERE o.chat_id = :1 AND o.sequence = 1) WHERE id = :2"),
            {id, id, id}));
        std::ignore = waitFor(m_people->groupsOf(bob).refresh());
        QVERIFY(std::ranges::any_of(alarms, [](const QList<QVariant> &alarm) {
            return alarm[1].value<GroupAlarm>() == GroupAlarm::LogBroken;
        }));
        const auto row = waitFor((*m_people)[bob].session().chats().find(made->id));
        QVERIFY(row && row->standing == ChatStanding::Halted);
    }

    /// Last: dave is no more afterwards.
    void aDeletedOwnersChatGoesOn()
    {
        const auto made = m_people->make(dave, {bob, carol});
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(waitFor(m_people->groupsOf(dave).assignRole(
            made->id, m_people->idOf(carol), m_people->roleIn(dave, made->id, BuiltInRole::Admin))));
        QVERIFY_RESULT(m_people->see(carol, made->id));
        QVERIFY_RESULT(m_people->database().value(QStringLiteral("SELECT admin.delete_user(:0)"),
                                                  {m_people->idOf(dave).toString()}));
        const auto carols = m_people->see(carol, made->id);
        QVERIFY_RESULT(carols);
        QVERIFY(carols->isOwner());
        QCOMPARE(m_people->see(bob, made->id)->owner, m_people->idOf(carol));
        QCOMPARE(m_people->epochOf(made->id), 2);
        QCOMPARE(m_people->membersAsSeenBy(bob, made->id), QStringList({carol, bob}));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    GroupsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_groups.moc"
