// Members, roles and invites of a group as item models.
#include "models/items/groupwords.h"
#include "models/items/invitelistmodel.h"
#include "models/items/memberfilterproxymodel.h"
#include "models/items/memberlistmodel.h"
#include "models/items/rolelistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;

class GroupModelsTest : public QObject
{
    Q_OBJECT
private:
    using Tester = QAbstractItemModelTester;
    static constexpr auto kFails = Tester::FailureReportingMode::QtTest;

    static GroupRole role(BuiltInRole builtIn, const QString &name, Permissions permissions)
    {
        return {.id = RoleId(QUuid::createUuid()),
                .builtIn = builtIn,
                .name = name,
                .color = builtIn == BuiltInRole::None ? QString("#b3412a") : QString(),
                .permissions = permissions,
                .isDefault = builtIn == BuiltInRole::Member};
    }

    static GroupMember member(const QString &name, const GroupRole &role)
    {
        GroupMember member;
        member.person.id = UserId(QUuid::createUuid());
        member.person.displayName = name;
        member.person.username = name.toLower().remove(u' ');
        member.role = role.id;
        member.joinedAt = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, QTimeZone::UTC);
        return member;
    }

    static QStringList names(const QAbstractItemModel &model)
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names += model.index(row, 0).data().toString();
        return names;
    }

    const GroupRole m_owner = role(BuiltInRole::Owner, {}, Permissions::fromInt(255));
    const GroupRole m_member = role(BuiltInRole::Member, {}, Permission::SendMessages | Permission::PostThreads);
    const GroupRole m_steward = role(BuiltInRole::None, "Steward", Permission::ManageMembers);

private slots:
    void sameMembersChangeInPlace()
    {
        MemberListModel model;
        const Tester tester(&model, kFails);
        QList<GroupMember> members{member("Alice", m_owner), member("Bob", m_member)};
        model.setRoles({m_owner, m_member});
        model.setMembers(members);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        members[1].mutedUntil = QDateTime::currentDateTimeUtc().addDays(1);
        model.setMembers(members);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains("Muted"));
        model.setMembers({members.first()});
        QCOMPARE(names(model), QStringList{"Alice"});
    }

    void aMemberSaysItsRoleAndWhatItMayDo()
    {
        MemberListModel model;
        const GroupMember alice = member("Alice", m_owner);
        model.setSelf(alice.person.id);
        model.setRoles({m_owner, m_steward});
        model.setMembers({alice, member("Bob", m_steward)});
        QCOMPARE(model.index(0).data(MemberListModel::RoleNameRole).toString(), "Owner");
        QVERIFY(model.index(0).data(MemberListModel::SelfRole).toBool());
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().startsWith("Alice, you"));
        QCOMPARE(model.index(1).data(MemberListModel::RoleNameRole).toString(), "Steward");
        QCOMPARE(model.index(1).data(MemberListModel::RoleColorRole).toString(), "#b3412a");
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains("May add and remove people."));
    }

    void membersAreFoundByWordsAndByRole_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("stewards");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("everybody") << "" << false << QStringList({"José Núñez", "Bob Hall", "Bo Steward"});
        QTest::newRow("without accents") << "nunez" << false << QStringList{"José Núñez"};
        QTest::newRow("by user name") << "bobhall" << false << QStringList{"Bob Hall"};
        QTest::newRow("by role") << "" << true << QStringList{"Bo Steward"};
        QTest::newRow("both") << "hall" << true << QStringList();
    }

    void membersAreFoundByWordsAndByRole()
    {
        QFETCH(QString, typed);
        QFETCH(bool, stewards);
        QFETCH(QStringList, found);
        MemberListModel model;
        MemberFilterProxyModel filter;
        const Tester tester(&filter, kFails);
        filter.setSourceModel(&model);
        model.setMembers(
            {member("José Núñez", m_owner), member("Bob Hall", m_member), member("Bo Steward", m_steward)});
        filter.setWords(typed);
        filter.setRole(stewards ? m_steward.id : RoleId());
        QCOMPARE(names(filter), found);
    }

    void rolesSayWhatTheyAllow_data()
    {
        QTest::addColumn<Permissions>("permissions");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nothing") << Permissions() << "May read, and nothing else.";
        QTest::newRow("one") << Permissions(Permission::SendMessages) << "May write messages.";
        QTest::newRow("two") << (Permission::SendMessages | Permission::PostThreads)
                             << "May write messages and start threads.";
        QTest::newRow("three") << (Permission::SendMessages | Permission::PostThreads | Permission::ManageChat)
                               << "May write messages, start threads, and change the chat's settings.";
    }

    void rolesSayWhatTheyAllow()
    {
        QFETCH(Permissions, permissions);
        QFETCH(QString, sentence);
        QLocale::setDefault(QLocale::English);
        QCOMPARE(permissionSentence(role(BuiltInRole::None, "X", permissions)), sentence);
    }

    void everyPermissionIsListedOnce()
    {
        Permissions listed;
        for (const Permission permission : allPermissions()) {
            QVERIFY(!listed.testFlag(permission));
            QVERIFY(!permissionWord(permission).isEmpty());
            listed |= permission;
        }
        QCOMPARE(listed.toInt(), 255);
    }

    void aChangedRoleDoesNotResetTheList()
    {
        RoleListModel model;
        const Tester tester(&model, kFails);
        model.setRoles({m_owner, m_steward, m_member});
        QCOMPARE(names(model), QStringList({"Owner", "Steward", "Member"}));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        GroupRole renamed = m_steward;
        renamed.name = "Host";
        model.setRoles({m_owner, renamed, m_member});
        QCOMPARE(names(model), QStringList({"Owner", "Host", "Member"}));
        model.setRoles({m_owner, renamed, m_member});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(resets.count(), 0);
        model.setRoles({m_owner, m_member});
        QCOMPARE(model.rowOf(m_steward.id), -1);
    }

    void aRevokedInviteLeavesTheList()
    {
        InviteListModel model;
        const Tester tester(&model, kFails);
        GroupInvite code;
        code.id = InviteId(QUuid::createUuid());
        code.maxUses = 5;
        code.uses = 2;
        code.expiresAt = QDateTime::currentDateTimeUtc().addDays(1);
        GroupInvite link = code;
        link.id = InviteId(QUuid::createUuid());
        link.kind = InviteKind::Link;
        link.wantsApproval = false;
        model.setInvites({link, code});
        QCOMPARE(names(model), QStringList({"Link", "Code"}));
        QVERIFY(model.index(0).data(InviteListModel::DetailRole).toString().contains("lets in at once"));
        QVERIFY(model.index(1).data(InviteListModel::DetailRole).toString().contains("admits"));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.remove(link.id);
        model.remove(link.id);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(names(model), QStringList{"Code"});
    }

    void durationsUseTheLargestUnitThatFits_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("seconds") << qint64{30} << "30 second(s)";
        QTest::newRow("a minute and a half") << qint64{90} << "90 second(s)";
        QTest::newRow("hours") << qint64{7'200} << "2 hour(s)";
        QTest::newRow("weeks") << qint64{14 * 86'400} << "2 week(s)";
    }

    void durationsUseTheLargestUnitThatFits()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, words);
        QCOMPARE(durationWords(seconds), words);
    }

    void eventsCallTheReaderYou_data()
    {
        QTest::addColumn<bool>("actorIsSelf");
        QTest::addColumn<bool>("subjectIsSelf");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("others") << false << false << "Alice removed Bob.";
        QTest::newRow("by oneself") << true << false << "You removed Bob.";
        QTest::newRow("to oneself") << false << true << "Alice removed you.";
    }

    void eventsCallTheReaderYou()
    {
        QFETCH(bool, actorIsSelf);
        QFETCH(bool, subjectIsSelf);
        QFETCH(QString, sentence);
        const UserId self(QUuid::createUuid());
        const UserId other(QUuid::createUuid());
        const ChatEvent event{.kind = ChatEventKind::Removed,
                              .actor = actorIsSelf ? self : other,
                              .subject = subjectIsSelf ? self : UserId(QUuid::createUuid()),
                              .actorName = "Alice",
                              .subjectName = "Bob",
                              .detail = {}};
        QCOMPARE(eventSentence(event, self), sentence);
    }

    void everyEventHasASentenceForEverybody()
    {
        const UserId self(QUuid::createUuid());
        for (int kind = 0; kind <= int(ChatEventKind::Dissolved); ++kind) {
            ChatEvent event{.kind = ChatEventKind(kind),
                            .actor = UserId(QUuid::createUuid()),
                            .subject = UserId(QUuid::createUuid()),
                            .actorName = "Alice",
                            .subjectName = "Bob",
                            .detail = "3600"};
            QVERIFY2(!eventSentence(event, self).isEmpty(), qPrintable(QString::number(kind)));
            event.actor = self;
            QVERIFY2(!eventSentence(event, self).isEmpty(), qPrintable(QString::number(kind)));
            event.subject = self;
            QVERIFY2(!eventSentence(event, self).isEmpty(), qPrintable(QString::number(kind)));
        }
    }

    void aWaitingMessageSaysCauseAgeAndRepair()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QString sentence = waitingSentence(
            {.cause = WaitingCause::KeyAsked, .since = now.addSecs(-7'300), .askedAt = now.addSecs(-130)}, now);
        QVERIFY2(sentence.contains("2 hour(s)") && sentence.contains("2 minute(s)"), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(GroupModelsTest)
#include "tst_groupmodels.moc"
