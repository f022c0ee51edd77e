// Groups of real clients in which something is interrupted, withheld or late: a manager dies between removing somebody
// and the next epoch, links are spent, keys come after what they open, a device was away while its mail ran out.
#include "models/vault/waitingpoststore.h"
#include "tests/services/clientprocess.h"
#include "tests/services/grouptalk.h"
#include "tests/support/attackreport.h"

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

class GroupInterruptionsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GroupTalk> m_talk;

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }
    Talker &carl() { return m_talk->at(u"carl"_s); }
    Talker &eve() { return m_talk->at(u"eve"_s); }
    GroupService &groupsOf(Talker &talker) { return talker.core().groups(); }
    GroupInviteService &invitesOf(Talker &talker) { return talker.core().groupInvites(); }

    qint64 number(const QString &sql, const QVariantList &values)
    {
        const auto value = m_talk->database().value(sql, values);
        return value ? value->toLongLong() : -1;
    }
    qint64 epochOf(ChatId chat)
    {
        return number(u"SELECT epoch FROM tacet.chats WHERE id = :0::uuid"_s, {chat.toString()});
    }
    qint64 messagesIn(ChatId chat)
    {
        return number(u"SELECT count(*) FROM tacet.messages WHERE chat_id = :0::uuid"_s, {chat.toString()});
    }
    /// Sender keys and wraps of the chat that lie for the device.
    qint64 keysFor(Talker &talker, ChatId chat)
    {
        const QString device = talker.device().toString();
        return number(u"SELECT (SELECT count(*) FROM tacet.mailbox WHERE device_id = :0::uuid AND chat_id = "
                      ":1::uuid) + (SELECT count(*) FROM tacet.group_keys WHERE device_id = :2::uuid AND chat_id = "
                      ":3::uuid)"_s,
                      {device, chat.toString(), device, chat.toString()});
    }
    RoleId roleIn(Talker &talker, ChatId chat, BuiltInRole builtIn)
    {
        const auto roles = waitFor(groupsOf(talker).roles(chat));
        for (const GroupRole &role : roles.value_or(QList<GroupRole>())) {
            if (role.builtIn == builtIn)
                return role.id;
        }
        return {};
    }
    Result<CreatedInvite> link(ChatId chat, int uses, std::chrono::seconds lifetime)
    {
        return waitFor(invitesOf(ada()).create(
            chat, {.kind = InviteKind::Link, .role = {}, .lifetime = lifetime, .maxUses = uses}));
    }
    DeliveryState newestOf(Talker &talker, ChatId chat) { return talker.messages(chat).constLast().state; }

private Q_SLOTS:
    void initTestCase()
    {
        m_talk = std::make_unique<GroupTalk>();
        QVERIFY_RESULT(m_talk->meet({u"ada"_s, u"bob"_s, u"carl"_s, u"eve"_s}));
        QVERIFY_RESULT(m_talk->database().script(
            "UPDATE tacet.tenant SET policy = policy || '{\"redeem_burst\": 1e6, \"redeem_per_second\": 1e6}'"));
    }
    void cleanupTestCase() { m_talk.reset(); }
    void cleanup()
    {
        for (Talker *talker : {&ada(), &bob(), &carl(), &eve()}) {
            if (talker->isAway())
                QVERIFY_RESULT(talker->comeOnline());
        }
    }

    void whatAKilledManagerBeganAnotherCompletes()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"carl"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(
            waitFor(groupsOf(ada()).assignRole(*chat, bob().user(), roleIn(ada(), *chat, BuiltInRole::Admin))));
        QVERIFY_RESULT(carl().send(*chat, u"with eve"_s));
        QVERIFY(m_talk->settle(*chat, 1));
        // Eve too, so that whatever she is given stays where it can be counted.
        for (Talker *talker : {&ada(), &bob(), &eve()})
            QVERIFY_RESULT(talker->goAway());
        QVERIFY_RESULT(m_talk->database().change(u"DELETE FROM tacet.mailbox WHERE device_id = :0::uuid"_s,
                                                 {eve().device().toString()}));
        const ClientProcess manager{
            .folder = ada().person().directory(), .chat = *chat, .prefix = eve().user().toString()};
        const QByteArray fault = manager.run(u"remove"_s, 0, u"after-removal:1"_s);
        QVERIFY2(fault.isEmpty(), fault.constData());
        QCOMPARE(epochOf(*chat), 1);
        QCOMPARE(number(u"SELECT count(*) FROM tacet.chat_members WHERE chat_id = :0::uuid AND user_id = :1::uuid AND "
                        "left_at IS NULL"_s,
                        {chat->toString(), eve().user().toString()}),
                 0);

        // Who may not begin the next epoch holds back, and the database would take nothing.
        QVERIFY_RESULT(carl().synchronise());
        QVERIFY_RESULT(carl().send(*chat, u"without eve"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!carl().core().posts().isWorking(), 30'000);
        QCOMPARE(newestOf(carl(), *chat), DeliveryState::Queued);
        QCOMPARE(messagesIn(*chat), 1);
        QCOMPARE(keysFor(eve(), *chat), 0);

        QVERIFY_RESULT(bob().comeOnline());
        QVERIFY_RESULT(waitFor(groupsOf(bob()).refresh()));
        QTRY_COMPARE_WITH_TIMEOUT(epochOf(*chat), 2, 30'000);
        const auto goesOut = [&] {
            std::ignore = carl().synchronise();
            carl().core().posts().wakeAndDrain();
            return newestOf(carl(), *chat) == DeliveryState::Sent;
        };
        QTRY_VERIFY_WITH_TIMEOUT(goesOut(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(bob().synchronise() && bob().texts(*chat).size() == 2, 60'000);
        QCOMPARE(bob().texts(*chat), (QStringList{u"with eve"_s, u"without eve"_s}));
        const qint64 given = keysFor(eve(), *chat);
        QVERIFY_RESULT(eve().comeOnline());
        std::ignore = eve().synchronise();
        const qsizetype read = eve().texts(*chat).size() - 1;
        TACET_VERIFY_ATTACK("removal.killed", 1, "read by the removed one = 0, keys = 0",
                            u"read by the removed one = %1, keys = %2"_s.arg(read).arg(given), read == 0 && given == 0);
        // She who began it finds it done.
        QVERIFY_RESULT(ada().comeOnline());
        QTRY_VERIFY_WITH_TIMEOUT(ada().synchronise() && ada().texts(*chat).size() == 2, 60'000);
        QCOMPARE(epochOf(*chat), 2);
    }

    void aLinkThatIsUsedUpLetsNobodyIn()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s});
        QVERIFY_RESULT(chat);
        const auto made = link(*chat, 2, std::chrono::hours(1));
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(waitFor(invitesOf(bob()).join(made->link)));
        QVERIFY_RESULT(waitFor(invitesOf(carl()).join(made->code)));
        const auto shown = waitFor(invitesOf(eve()).preview(made->link));
        QVERIFY(!shown);
        QCOMPARE(shown.error().code(), ErrorCode::NotFound);
        const auto entered = waitFor(invitesOf(eve()).join(made->link));
        QVERIFY(!entered);
        QCOMPARE(entered.error().code(), ErrorCode::NotFound);
        QCOMPARE(keysFor(eve(), *chat), 0);
        const auto left = waitFor(invitesOf(ada()).list(*chat));
        QVERIFY_RESULT(left);
        QCOMPARE(left->size(), 0);
        // Who came in by it writes and reads.
        QVERIFY_RESULT(bob().synchronise());
        QVERIFY_RESULT(carl().synchronise());
        QVERIFY_RESULT(ada().synchronise());
        QVERIFY_RESULT(carl().send(*chat, u"here I am"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ada().synchronise() && ada().texts(*chat) == QStringList{u"here I am"_s}, 30'000);
    }

    void aLinkThatHasExpiredLetsNobodyIn()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s});
        QVERIFY_RESULT(chat);
        const auto made = link(*chat, 5, std::chrono::hours(1));
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(waitFor(invitesOf(bob()).preview(made->link)));
        // The hour is over.
        QVERIFY_RESULT(m_talk->database().change(
            u"UPDATE tacet.group_invites SET expires_at = now() - interval '1 second' WHERE id = :0::uuid"_s,
            {made->id.toString()}));
        const auto shown = waitFor(invitesOf(bob()).preview(made->link));
        QVERIFY(!shown);
        QCOMPARE(shown.error().code(), ErrorCode::NotFound);
        const auto entered = waitFor(invitesOf(bob()).join(made->link));
        QVERIFY(!entered);
        QCOMPARE(entered.error().code(), ErrorCode::NotFound);
        QVERIFY(!bob().isMember(*chat));
        QCOMPARE(keysFor(bob(), *chat), 0);
        const auto left = waitFor(invitesOf(ada()).list(*chat));
        QVERIFY_RESULT(left);
        QCOMPARE(left->size(), 0);
    }

    void aPrivateChannelIsForWhoWasLetIn()
    {
        const auto chat = m_talk->found(ChatType::Channel, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(ada().send(*chat, u"first issue"_s));
        QVERIFY(m_talk->settle(*chat, 1));
        // Nobody else finds, sees or enters it.
        const auto found = waitFor(invitesOf(eve()).searchPublic(u"Talk"_s));
        QVERIFY_RESULT(found);
        QCOMPARE(found->size(), 0);
        QVERIFY(!waitFor(invitesOf(eve()).joinPublic(*chat)));
        const auto rows = waitFor(
            eve().core().backend().run([&](BackendSession &db) { return db.posts().backfill(*chat, {}, 500); }));
        QVERIFY(!rows);
        QCOMPARE(rows.error().code(), ErrorCode::NotFound);
        QCOMPARE(number(u"SELECT count(*) FROM tacet.chats WHERE id = :0::uuid AND name IS NULL AND encrypted_name IS "
                        "NOT NULL"_s,
                        {chat->toString()}),
                 1);
        // By a link; readers do not see one another, and do not write.
        const auto made = link(*chat, 1, std::chrono::hours(1));
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(waitFor(invitesOf(carl()).join(made->link)));
        QVERIFY_RESULT(ada().send(*chat, u"second issue"_s));
        QTRY_VERIFY_WITH_TIMEOUT(carl().synchronise() && carl().texts(*chat).contains(u"second issue"_s), 30'000);
        const auto seen = waitFor(groupsOf(carl()).members(*chat));
        QVERIFY_RESULT(seen);
        QVERIFY(std::ranges::none_of(*seen,
                                     [this](const GroupMember &member) { return member.person.id == bob().user(); }));
        QVERIFY(!carl().send(*chat, u"a reader's letter"_s));
        // Who is removed reads no third one.
        QVERIFY_RESULT(m_talk->remove(*chat, u"ada"_s, u"bob"_s));
        QVERIFY_RESULT(ada().send(*chat, u"third issue"_s));
        QTRY_VERIFY_WITH_TIMEOUT(carl().synchronise() && carl().texts(*chat).contains(u"third issue"_s), 30'000);
        std::ignore = bob().synchronise();
        QVERIFY(!bob().texts(*chat).contains(u"third issue"_s));
        QCOMPARE(keysFor(bob(), *chat), 0);
    }

    void threadsWaitForTheirKeyAndAreReadWhenItComes()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        ThreadService &threads = ada().core().threads();
        QVERIFY_RESULT(bob().goAway());
        QVERIFY_RESULT(waitFor(groupsOf(ada()).renewKeys(*chat)));
        const auto thread = waitFor(threads.create(*chat, u"Under the new key"_s, u"body"_s));
        QVERIFY_RESULT(thread);
        const auto reply = waitFor(threads.reply(thread->id, u"and an answer"_s));
        QVERIFY_RESULT(reply);
        QTRY_COMPARE_WITH_TIMEOUT(
            number(u"SELECT count(*) FROM tacet.replies WHERE id = :0::uuid"_s, {reply->id.toString()}), 1, 30'000);
        QVERIFY_RESULT(ada().goAway());
        // The operator keeps his key back, and nobody who has it is there.
        const QByteArray his = "device_id = '" + bob().device().toString().toLatin1() + "' AND chat_id = '" +
                               chat->toString().toLatin1() + "' AND epoch = 2";
        QVERIFY_RESULT(
            m_talk->database().script("CREATE TABLE public.kept_key AS SELECT * FROM tacet.group_keys WHERE " + his +
                                      "; DELETE FROM tacet.group_keys WHERE " + his));
        QCOMPARE(number(u"SELECT count(*) FROM public.kept_key"_s, {}), 1);
        QVERIFY_RESULT(bob().comeOnline());
        ThreadService &bobs = bob().core().threads();
        QTRY_VERIFY_WITH_TIMEOUT(bob().synchronise() &&
                                     waitFor(bob().core().vault().run([chat = *chat](VaultSession &vault) {
                                         return vault.waiting().count(chat);
                                     })).value_or(0) > 0,
                                 60'000);
        const auto early = waitFor(bobs.list({.chat = *chat}));
        QVERIFY_RESULT(early);
        for (const Thread &shown : early->threads)
            QVERIFY(shown.title != u"Under the new key"_s && shown.body != u"body"_s);
        QVERIFY_RESULT(m_talk->database().script(
            "INSERT INTO tacet.group_keys SELECT * FROM public.kept_key; DROP TABLE public.kept_key"));
        const auto isRead = [&] {
            std::ignore = waitFor(groupsOf(bob()).refresh());
            std::ignore = bob().synchronise();
            const auto replies = waitFor(bobs.replies(thread->id));
            return replies && replies->size() == 1 && replies->constFirst().body == u"and an answer"_s;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isRead(), 60'000);
        const auto read = waitFor(bobs.find(thread->id));
        QVERIFY_RESULT(read);
        QCOMPARE(read->title, u"Under the new key"_s);
        QCOMPARE(read->body, u"body"_s);
    }

    /// Three sessions and two epochs came and went, and what the database keeps for a device only so long is gone.
    void whoComesBackAfterItsMailRanOutReadsAllTheSame()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"carl"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(ada().send(*chat, u"before"_s));
        QVERIFY(m_talk->settle(*chat, 1));
        QVERIFY_RESULT(bob().goAway());
        QStringList expected{u"before"_s};
        for (int week = 0; week < 3; ++week) {
            if (week > 0)
                QVERIFY_RESULT(waitFor(groupsOf(ada()).renewKeys(*chat)));
            for (int i = 0; i < 15; ++i) {
                expected += u"week %1, message %2"_s.arg(week).arg(i);
                QVERIFY_RESULT(ada().send(*chat, expected.constLast()));
            }
            QTRY_COMPARE_WITH_TIMEOUT(newestOf(ada(), *chat), DeliveryState::Sent, 60'000);
        }
        QVERIFY_RESULT(m_talk->remove(*chat, u"ada"_s, u"carl"_s));
        expected += u"without carl"_s;
        QVERIFY_RESULT(ada().send(*chat, expected.constLast()));
        QTRY_COMPARE_WITH_TIMEOUT(newestOf(ada(), *chat), DeliveryState::Sent, 60'000);
        QVERIFY_RESULT(m_talk->database().change(u"DELETE FROM tacet.mailbox WHERE device_id = :0::uuid"_s,
                                                 {bob().device().toString()}));
        QVERIFY_RESULT(bob().comeOnline());
        const auto isWhole = [&] {
            return bob().synchronise() && waitFor(asFuture(bob().core().senderKeys().askForKeys())) &&
                   ada().synchronise() && bob().synchronise() && bob().texts(*chat).size() == expected.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 90'000);
        QCOMPARE(bob().texts(*chat), expected);
        QCOMPARE(bob().waiting(*chat), 0);
        const auto members = waitFor(groupsOf(bob()).members(*chat));
        QVERIFY_RESULT(members);
        QCOMPARE(members->size(), 2);
        // And writes as before.
        QVERIFY_RESULT(bob().send(*chat, u"back"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ada().synchronise() && ada().texts(*chat).constLast() == u"back"_s, 60'000);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    GroupInterruptionsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_groupinterruptions.moc"
