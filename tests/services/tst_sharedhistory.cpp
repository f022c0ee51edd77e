// What newcomers of a group read of the time before they came: real vaults, a real database, and an operator who
// puts other deposits there.
#include "crypto/epoch/sealedsession.h"
#include "models/services/bytes.h"
#include "models/services/groupvault.h"
#include "models/services/newid.h"
#include "models/services/sessiondeposits.h"
#include "models/vault/megolmstore.h"
#include "tests/services/grouptalk.h"
#include "tests/support/attackreport.h"

#include <QSignalSpy>

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

class SharedHistoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GroupTalk> m_talk;
    const HistoryPolicy m_fromStart{HistoryPolicy::kFromStart};

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }
    Talker &eve() { return m_talk->at(u"eve"_s); }

    /// Until the database has them all.
    Result<> say(Talker &who, ChatId chat, const QStringList &texts)
    {
        for (const QString &text : texts)
            TACET_TRY(who.send(chat, text));
        const bool sent = QTest::qWaitFor(
            [&] {
                const auto all = who.messages(chat);
                return std::ranges::none_of(all, [](const Message &m) { return m.state == DeliveryState::Queued; });
            },
            30'000);
        return sent ? Result<>() : fail(ErrorCode::Timeout);
    }

    Result<> share(ChatId chat, HistoryPolicy history)
    {
        TACET_TRY_ASSIGN(const Group group, waitFor(ada().core().groups().find(chat)));
        GroupSettings settings = group.settings;
        settings.history = history;
        TACET_TRY(waitFor(ada().core().groups().change(chat, settings)));
        return ada().synchronise();
    }

    int deposits(ChatId chat)
    {
        const auto count = m_talk->database().value(
            u"SELECT count(*) FROM tacet.group_session_deposits WHERE chat_id = :0::uuid"_s, {chat.toString()});
        return count ? count->toInt() : -1;
    }

    /// What is in the chat was written an hour ago: newcomers are shown what was stored a minute before they came.
    Result<int> age(ChatId chat)
    {
        return m_talk->database().change(
            u"UPDATE tacet.messages SET stored_at = stored_at - interval '1 hour' WHERE chat_id = :0::uuid"_s,
            {chat.toString()});
    }

    /// Everything of the chat once more, as if it were new to the vault.
    Result<> readAll(Talker &who, ChatId chat) { return waitFor(asFuture(who.core().groupSync().readAll(chat))); }

    /// A session that `signer` sealed under the newest key, in the place of somebody else's.
    Result<QByteArray> strange(Talker &signer, ChatId chat, DistributionId distribution)
    {
        TACET_TRY(waitFor(asFuture(signer.core().groupSync().catchUp(chat))));
        return waitFor(signer.core().vault().run([&signer, chat,
                                                  distribution](VaultSession &vault) -> Result<QByteArray> {
            const AccountCore &core = signer.core();
            GroupVault groups(vault, core.account());
            TACET_TRY_ASSIGN(const GroupLogState state, groups.state(chat));
            TACET_TRY_ASSIGN(const auto key, groups.epochKey(chat, state.epoch()));
            crypto::SystemRandom random;
            const auto session = crypto::OutboundGroupSession::create(random, cryptoNow());
            const SessionDeposit deposit{
                .distribution = distribution, .device = signer.device(), .epoch = state.epoch(), .sealedSession = {}};
            const auto box = crypto::sealSession(*session, sessionPlace(chat, deposit, signer.user()), *key,
                                                 core.keys().localDevice(), random);
            return toByteArray(*box);
        }));
    }

private slots:
    void initTestCase()
    {
        m_talk = std::make_unique<GroupTalk>();
        QVERIFY_RESULT(m_talk->meet({u"ada"_s, u"bob"_s, u"eve"_s}));
    }
    void cleanupTestCase() { m_talk.reset(); }
    void cleanup()
    {
        for (Talker *talker : {&ada(), &bob(), &eve()}) {
            if (talker->isAway())
                QVERIFY_RESULT(talker->comeOnline());
        }
    }

    /// Of two writers, over an epoch that a removal ended, in the order in which it was written.
    void whoComesLaterReadsFromTheStart()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s}, m_fromStart);
        QVERIFY_RESULT(chat);
        QStringList expected{u"ada one"_s, u"ada two"_s};
        QVERIFY_RESULT(say(ada(), *chat, expected));
        QVERIFY(m_talk->settle(*chat, 2));
        QVERIFY_RESULT(say(bob(), *chat, {u"bob one"_s}));
        expected += u"bob one"_s;
        QVERIFY(m_talk->settle(*chat, 3));
        QVERIFY_RESULT(m_talk->remove(*chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(waitFor(ada().core().groups().pardonMember(*chat, eve().user())));
        QVERIFY_RESULT(say(ada(), *chat, {u"without eve"_s}));
        expected += u"without eve"_s;
        QCOMPARE(deposits(*chat), 3);
        QVERIFY_RESULT(eve().goAway());
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(eve().comeOnline());
        QTRY_COMPARE_WITH_TIMEOUT(eve().texts(*chat), expected, 30'000);
        for (const Message &message : eve().messages(*chat))
            QCOMPARE(message.author, message.text.startsWith(u"bob") ? bob().user() : ada().user());
        // Read again, nothing comes twice.
        QVERIFY_RESULT(readAll(eve(), *chat));
        QCOMPARE(eve().texts(*chat), expected);
        QCOMPARE(eve().waiting(*chat), 0);
        QCOMPARE(eve().refused().size(), 0);
    }

    /// Eve never was in it before, so that no session of her own helps.
    void aStrangerReadsFromTheStart()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s}, m_fromStart);
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(say(ada(), *chat, {u"first"_s, u"second"_s}));
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().texts(*chat).size() == 2, 30'000);
        // The same session goes on.
        QVERIFY_RESULT(say(ada(), *chat, {u"third"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().texts(*chat).size() == 3, 30'000);
        QCOMPARE(eve().texts(*chat), (QStringList{u"first"_s, u"second"_s, u"third"_s}));
        QCOMPARE(deposits(*chat), 1);
    }

    void nothingIsDepositedWhereNothingIsShared()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(say(ada(), *chat, {u"before"_s}));
        QCOMPARE(age(*chat).value_or(0), 1);
        QCOMPARE(deposits(*chat), 0);
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().isMember(*chat), 30'000);
        QVERIFY_RESULT(say(ada(), *chat, {u"after"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && !eve().texts(*chat).isEmpty(), 30'000);
        QCOMPARE(eve().texts(*chat), QStringList{u"after"_s});
        QCOMPARE(eve().messages(*chat).size(), 1);
        QCOMPARE(deposits(*chat), 0);
    }

    /// What was in the last days is shown and read; what was before is not, nor are the sessions it was written with.
    void onlyTheLastDaysAreRead()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s}, HistoryPolicy{2});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(say(ada(), *chat, {u"long ago"_s}));
        const auto old = m_talk->database().value(
            u"SELECT distribution_id FROM tacet.messages WHERE chat_id = :0::uuid"_s, {chat->toString()});
        QVERIFY_RESULT(old);
        QCOMPARE(age(*chat).value_or(0), 1);
        QVERIFY_RESULT(waitFor(ada().core().groups().renewKeys(*chat)));
        QVERIFY_RESULT(say(ada(), *chat, {u"lately"_s}));
        QCOMPARE(deposits(*chat), 2);
        QVERIFY_RESULT(eve().goAway());
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        // Two days before she came lies behind the first message and its epoch, and before the second one.
        QVERIFY_RESULT(m_talk->database().change(
            u"UPDATE tacet.chat_members SET joined_at = interval '2 days' + (SELECT min(made_at) FROM "
            "tacet.group_key_epochs WHERE chat_id = :0::uuid AND epoch = 2) + interval '1 microsecond' "
            "WHERE chat_id = :0::uuid AND user_id = :1::uuid"_s,
            {chat->toString(), eve().user().toString()}));
        QVERIFY_RESULT(eve().comeOnline());
        QTRY_COMPARE_WITH_TIMEOUT(eve().texts(*chat), QStringList{u"lately"_s}, 30'000);
        QCOMPARE(eve().messages(*chat).size(), 1);
        const auto shown = waitFor(eve().core().backend().run([&](BackendSession &db) {
            return db.groupHistory().deposits(*chat, {DistributionId::fromString(old->toString())});
        }));
        QVERIFY_RESULT(shown);
        QCOMPARE(shown->size(), 0);
    }

    /// What was written while nothing was shared stays unread; a deposit ends with the policy that allowed it.
    void thePolicyAtTheTimeOfWritingCounts()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(say(ada(), *chat, {u"among us"_s}));
        QVERIFY_RESULT(share(*chat, m_fromStart));
        QVERIFY_RESULT(say(ada(), *chat, {u"for all"_s}));
        QCOMPARE(deposits(*chat), 1);
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().texts(*chat) == QStringList{u"for all"_s}, 30'000);
        QCOMPARE(eve().waiting(*chat), 1);
        QCOMPARE(eve().messages(*chat).constFirst().waiting->cause, WaitingCause::NotShared);

        QVERIFY_RESULT(share(*chat, HistoryPolicy{}));
        QCOMPARE(deposits(*chat), 0);
        QVERIFY_RESULT(say(ada(), *chat, {u"among us again"_s}));
        QCOMPARE(deposits(*chat), 0);
        const auto sessions = m_talk->database().value(
            u"SELECT count(DISTINCT distribution_id) FROM tacet.messages WHERE chat_id = :0::uuid"_s,
            {chat->toString()});
        QCOMPARE(sessions->toInt(), 3);
    }

    /// Whoever can write to the database, and members, put other deposits there: each of a session of its own.
    void depositsThatAreNotTheirDevicesAreRefused()
    {
        const auto other = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s}, m_fromStart);
        QVERIFY_RESULT(other);
        QVERIFY_RESULT(say(ada(), *other, {u"elsewhere"_s}));
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s}, m_fromStart);
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(say(bob(), *chat, {u"bob's"_s}));
        const QString ofOther =
            u"(SELECT sealed_session FROM tacet.group_session_deposits WHERE chat_id = '%1'::uuid)"_s.arg(
                other->toString());
        const QString ofBob =
            u"(SELECT b.sealed_session FROM tacet.group_session_deposits b WHERE b.chat_id = d.chat_id "
            "AND b.device_id = '%1'::uuid)"_s.arg(bob().device().toString());
        const QStringList attacks{
            u"sealed_session = set_byte(sealed_session, 300, 0)"_s, // changed bytes
            u"sealed_session = "_s + ofOther,                       // of another group
            u"sealed_session = "_s + ofBob,                         // of another member
            u"epoch = epoch - 1"_s,                                 // under another key
            u"device_id = gen_random_uuid()"_s,                     // another device's of this name
            u"sealed_session = decode('%1', 'hex')"_s,              // another session, which Bob sealed for this place
        };
        for (const QString &attack : attacks) {
            QVERIFY_RESULT(waitFor(ada().core().groups().renewKeys(*chat)));
            QVERIFY_RESULT(say(ada(), *chat, {u"secret of ours"_s}));
            const auto distribution = m_talk->database().value(
                u"SELECT distribution_id FROM tacet.group_session_deposits WHERE chat_id = :0::uuid "
                "ORDER BY epoch DESC LIMIT 1"_s,
                {chat->toString()});
            QVERIFY_RESULT(distribution);
            const auto box = strange(bob(), *chat, DistributionId::fromString(distribution->toString()));
            QVERIFY_RESULT(box);
            const QString set = attack.contains(u"%1"_s) ? attack.arg(QString::fromLatin1(box->toHex())) : attack;
            const auto changed = m_talk->database().change(
                u"UPDATE tacet.group_session_deposits d SET %1 WHERE chat_id = :0::uuid AND distribution_id = :1::uuid"_s
                    .arg(set),
                {chat->toString(), distribution->toString()});
            QCOMPARE(changed.value_or(0), 1);
        }
        QSignalSpy alarms(&eve().core().groups(), &GroupService::alarmed);
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().texts(*chat) == QStringList{u"bob's"_s}, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(alarms,
                                                     [&](const QVariantList &alarm) {
                                                         return alarm[0].value<ChatId>() == *chat &&
                                                                alarm[1].value<GroupAlarm>() ==
                                                                    GroupAlarm::WrongSession;
                                                     }),
                                 30'000);
        const qsizetype accepted = attacks.size() - eve().waiting(*chat);
        TACET_VERIFY_ATTACK("deposits", attacks.size(), "accepted = 0", u"accepted = %1"_s.arg(accepted),
                            accepted == 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    SharedHistoryTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sharedhistory.moc"
