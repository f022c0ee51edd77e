// What somebody tries who owns the database of real clients: to get a group's keys (T43), to have posts sealed under a
// key that a removed one has (T53), to read what was written before he came (T55).
#include "crypto/epoch/sealedpost.h"
#include "crypto/group/receivedgroupsession.h"
#include "models/services/bytes.h"
#include "models/services/groupreception.h"
#include "models/services/peerdevices.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/megolmstore.h"
#include "tests/services/grouptalk.h"
#include "tests/support/attackreport.h"

#include <QSignalSpy>

#include <functional>

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

namespace {

/// How many of the rows a vault's sessions and keys of that chat open, each tried with every row.
Result<int> opened(VaultSession &vault, ChatId chat, const QList<StoredPost> &rows)
{
    int count = 0;
    TACET_TRY_ASSIGN(const auto sessions, vault.megolm().inboundOf(chat));
    TACET_TRY_ASSIGN(const auto keys, vault.epochKeys().list(chat));
    for (const StoredPost &row : rows) {
        for (const InboundSessionRecord &record : sessions) {
            auto session = crypto::ReceivedGroupSession::deserialise(viewOf(record.session));
            if (session && session->open(session->owner(), idBytes(row.id), viewOf(row.encryptedContent)))
                ++count;
        }
        TACET_TRY_ASSIGN(const auto person, vault.peers().find(row.sender));
        TACET_TRY_ASSIGN(const auto device, vault.peers().device(row.senderDevice));
        if (!person || !device || row.seal.signature.isEmpty())
            continue;
        TACET_TRY_ASSIGN(const auto author, verifiedDevice(*device, person->masterKey));
        TACET_TRY_ASSIGN(const auto signature, fixedBytes<crypto::kSignatureSize>(row.seal.signature));
        const auto content = viewOf(row.encryptedContent);
        const crypto::SealedPost post{.title = {},
                                      .body = crypto::Bytes(content.begin(), content.end()),
                                      .signature = crypto::Signature::from(signature)};
        for (const EpochKeyRecord &record : keys) {
            const auto address = messageAddress(chat, row.id, row.replyTo, row.sender, row.senderDevice, row.seal);
            TACET_TRY_ASSIGN(const auto bytes, fixedBytes<crypto::kEpochKeySize>(record.key));
            count += post.open(address, crypto::EpochKey::fromBytes(address.epoch, bytes), author) ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class GroupAttacksTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GroupTalk> m_talk;
    int m_tries = 0;
    int m_given = 0;
    int m_silent = 0;

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }
    Talker &eve() { return m_talk->at(u"eve"_s); }

    qint64 number(const QString &sql, const QVariantList &values)
    {
        const auto value = m_talk->database().value(sql, values);
        return value ? value->toLongLong() : -1;
    }

    /// Sender keys and wraps of the chat that lie for the device.
    qint64 keysFor(const QString &device, ChatId chat)
    {
        return number(u"SELECT (SELECT count(*) FROM tacet.mailbox WHERE device_id = :0::uuid AND chat_id = "
                      ":1::uuid) + (SELECT count(*) FROM tacet.group_keys WHERE device_id = :2::uuid AND chat_id = "
                      ":3::uuid)"_s,
                      {device, chat.toString(), device, chat.toString()});
    }

    Result<> change(const QString &sql, const QVariantList &values)
    {
        TACET_TRY_ASSIGN(const int rows, m_talk->database().change(sql, values));
        return rows > 0 ? Result<>() : fail(ErrorCode::NotFound, sql);
    }

    /// Everybody reads the log once, gets new keys and writes.
    void keysAreGivenAnew(ChatId chat, const QString &intruder, const std::function<Result<>()> &intrude)
    {
        QSignalSpy adas(&ada().core().groups(), &GroupService::alarmed);
        QSignalSpy bobs(&bob().core().groups(), &GroupService::alarmed);
        QVERIFY_RESULT(intrude());
        for (Talker *talker : {&ada(), &bob()})
            QVERIFY_RESULT(waitFor(talker->core().groups().refresh()));
        const qint64 wrapsBefore =
            number(u"SELECT count(*) FROM tacet.group_keys WHERE chat_id = :0::uuid"_s, {chat.toString()});
        QVERIFY_RESULT(waitFor(ada().core().groups().renewKeys(chat)));
        for (Talker *talker : {&ada(), &bob()}) {
            QVERIFY_RESULT(waitFor(talker->core().vault().run(
                [chat](VaultSession &vault) { return vault.megolm().removeOutbound(chat); })));
            QVERIFY_RESULT(talker->send(chat, u"written by "_s + talker->person().username()));
        }
        QVERIFY(m_talk->settle(chat, 2));
        // The honest got theirs.
        QVERIFY(number(u"SELECT count(*) FROM tacet.group_keys WHERE chat_id = :0::uuid"_s, {chat.toString()}) >
                wrapsBefore);
        ++m_tries;
        m_given += static_cast<int>(keysFor(intruder, chat));
        m_silent += adas.isEmpty() && bobs.isEmpty() ? 1 : 0;
    }

    /// An addition that nobody signed, with the body and the signature of the log's last entry.
    Result<> appendUnsigned(const QString &chat, const QString &subject)
    {
        TACET_TRY(change(u"INSERT INTO tacet.group_operations (chat_id, sequence, id, kind, subject, detail, "
                         "actor_user, actor_device, is_ordinary, previous_hash, hash, body, signature) SELECT "
                         "o.chat_id, o.sequence + 1, gen_random_uuid(), 'add', :0::uuid, o.detail, o.actor_user, "
                         "o.actor_device, false, o.hash, sha256(o.hash || o.body), o.body, o.signature FROM "
                         "tacet.group_operations o WHERE o.chat_id = :1::uuid ORDER BY o.sequence DESC LIMIT 1"_s,
                         {subject, chat}));
        return change(u"UPDATE tacet.chats c SET (head_sequence, head_hash) = (SELECT o.sequence, o.hash FROM "
                      "tacet.group_operations o WHERE o.chat_id = c.id ORDER BY o.sequence DESC LIMIT 1) WHERE "
                      "c.id = :0::uuid"_s,
                      {chat});
    }

    /// Messages and threads of that device that the database took under the epoch.
    qint64 sealedUnder(ChatId chat, qint64 epoch, DeviceId author)
    {
        return number(u"SELECT (SELECT count(*) FROM tacet.messages WHERE chat_id = :0::uuid AND epoch = :1 AND "
                      "sender_device = :2::uuid) + (SELECT count(*) FROM tacet.threads WHERE chat_id = :3::uuid AND "
                      "epoch = :4 AND author_device = :5::uuid)"_s,
                      {chat.toString(), epoch, author.toString(), chat.toString(), epoch, author.toString()});
    }

private Q_SLOTS:
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

    /// T43: rows of a member that no signed operation has let in.
    void whoIsPutAmongTheMembersGetsNoKey_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<bool>("hasOperation");
        for (const char *role : {"member", "admin", "owner"}) {
            QTest::addRow("as %s", role) << QString::fromLatin1(role) << false;
            QTest::addRow("as %s, with an operation that nobody signed", role) << QString::fromLatin1(role) << true;
        }
    }
    void whoIsPutAmongTheMembersGetsNoKey()
    {
        QFETCH(const QString, role);
        QFETCH(const bool, hasOperation);
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        const QString id = chat->toString();
        const QString intruder = eve().user().toString();
        const auto intrude = [&]() -> Result<> {
            TACET_TRY(change(u"INSERT INTO tacet.chat_members (chat_id, user_id, role_id, joined_sequence, "
                             "joined_epoch) SELECT r.chat_id, :0::uuid, r.id, 1, 1 FROM tacet.chat_roles r "
                             "WHERE r.chat_id = :1::uuid AND r.built_in = :2"_s,
                             {intruder, id, role}));
            return hasOperation ? appendUnsigned(id, intruder) : Result<>();
        };
        // Away, so that whatever she is given stays where it can be counted.
        QVERIFY_RESULT(eve().goAway());
        keysAreGivenAnew(*chat, eve().device().toString(), intrude);
        if (QTest::currentTestFailed())
            return;
        QVERIFY_RESULT(eve().comeOnline());
        std::ignore = eve().synchronise();
        QCOMPARE(eve().texts(*chat), QStringList());
    }

    /// T43: a row of a device that the account's signed list does not have.
    void aDeviceThatNobodySignedGetsNoKey()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        const QString intruder = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QString bobs = bob().device().toString();
        const auto intrude = [&]() -> Result<> {
            TACET_TRY(
                change(u"INSERT INTO tacet.devices SELECT (jsonb_populate_record(d, jsonb_build_object('id', :0::text, "
                       "'db_role', 'd_' || repeat('0', 32), 'identity_pubkey', '\\x' || repeat('ab', 32)))).* FROM "
                       "tacet.devices d WHERE d.id = :1::uuid"_s,
                       {intruder, bobs}));
            for (const QString &table : {u"kem_prekeys"_s, u"signed_prekeys"_s})
                TACET_TRY(change(u"INSERT INTO tacet.%1 SELECT (jsonb_populate_record(k, "
                                 "jsonb_build_object('device_id', :0::text))).* FROM tacet.%1 k "
                                 "WHERE k.device_id = :1::uuid"_s.arg(table),
                                 {intruder, bobs}));
            return {};
        };
        keysAreGivenAnew(*chat, intruder, intrude);
        QVERIFY_RESULT(change(u"UPDATE tacet.devices SET active = false WHERE id = :0::uuid"_s, {intruder}));
    }

    void noIntruderGotAnyKey()
    {
        TACET_VERIFY_ATTACK("T43", m_tries, "keys given = 0, without an alarm = 0",
                            u"keys given = %1, without an alarm = %2"_s.arg(m_given).arg(m_silent),
                            m_tries >= 7 && m_given == 0 && m_silent == 0);
    }

    /// T53: the database's number of the epoch goes back to the one whose key the removed one has.
    void whereTheEpochGoesBackNothingIsSealed()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        const QString id = chat->toString();
        QVERIFY_RESULT(m_talk->remove(*chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(waitFor(bob().core().groups().refresh()));
        QVERIFY_RESULT(m_talk->database().script(
            "CREATE TABLE public.kept_epochs AS SELECT * FROM tacet.group_key_epochs WHERE chat_id = '" +
            id.toLatin1() + "' AND epoch = 2"));
        QVERIFY_RESULT(change(u"DELETE FROM tacet.group_key_epochs WHERE chat_id = :0::uuid AND epoch = 2"_s, {id}));
        QVERIFY_RESULT(change(u"UPDATE tacet.chats SET epoch = 1, epoch_floor = 1 WHERE id = :0::uuid"_s, {id}));
        const auto sent = bob().send(*chat, u"not for eve"_s);
        QVERIFY_RESULT(sent);
        const auto thread = waitFor(bob().core().threads().create(*chat, u"Nor this"_s, u"not for eve"_s));
        QVERIFY_RESULT(thread);
        QTRY_VERIFY_WITH_TIMEOUT(!bob().core().posts().isWorking(), 30'000);
        bob().core().posts().wakeAndDrain();
        QTRY_VERIFY_WITH_TIMEOUT(!bob().core().posts().isWorking(), 30'000);
        // As soon as the database says again what the log says, both go out.
        QVERIFY_RESULT(m_talk->database().script(
            "INSERT INTO tacet.group_key_epochs SELECT * FROM public.kept_epochs; DROP TABLE public.kept_epochs"));
        QVERIFY_RESULT(change(u"UPDATE tacet.chats SET epoch = 2, epoch_floor = 2 WHERE id = :0::uuid"_s, {id}));
        const auto goesOut = [&] {
            // What was refused again and again is given up, and the person tries once more.
            std::ignore = waitFor(bob().core().messages().retry(sent->id));
            std::ignore = waitFor(bob().core().threads().retry(thread->id));
            bob().core().posts().wakeAndDrain();
            return sealedUnder(*chat, 2, bob().device()) == 2;
        };
        QTRY_VERIFY_WITH_TIMEOUT(goesOut(), 60'000);
        const qint64 old = sealedUnder(*chat, 1, bob().device());
        TACET_VERIFY_ATTACK("T53.epoch", 2, "sealed under the old epoch = 0",
                            u"sealed under the old epoch = %1"_s.arg(old), old == 0);
    }

    /// T53: the old epoch's wrap is shown as the new one's.
    void anOldWrapShownAsTheNewOneSealsNothing()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        const QString id = chat->toString();
        QVERIFY_RESULT(bob().goAway());
        QVERIFY_RESULT(m_talk->remove(*chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(ada().goAway());
        QVERIFY_RESULT(change(u"UPDATE tacet.group_keys n SET encapsulation = o.encapsulation, kem_key_id = "
                              "o.kem_key_id, kem_ciphertext = o.kem_ciphertext, ciphertext = o.ciphertext FROM "
                              "tacet.group_keys o WHERE o.device_id = n.device_id AND o.chat_id = n.chat_id AND "
                              "o.epoch = 1 AND n.epoch = 2 AND n.chat_id = :0::uuid AND n.device_id = :1::uuid"_s,
                              {id, bob().device().toString()}));
        QVERIFY_RESULT(bob().comeBack());
        QSignalSpy alarms(&bob().core().groups(), &GroupService::alarmed);
        QVERIFY_RESULT(bob().comeOnline());
        QVERIFY_RESULT(waitFor(bob().core().groups().refresh()));
        QTRY_VERIFY_WITH_TIMEOUT(!alarms.isEmpty(), 30'000);
        QVERIFY_RESULT(waitFor(bob().core().threads().create(*chat, u"Nor this"_s, u"not for eve"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!bob().core().posts().isWorking(), 30'000);
        QCOMPARE(sealedUnder(*chat, 2, bob().device()), 0);
        // A manager's client finds that he lacks the key, and gives it.
        QVERIFY_RESULT(ada().comeOnline());
        const auto goesOut = [&] {
            std::ignore = waitFor(ada().core().groups().refresh());
            std::ignore = waitFor(bob().core().groups().refresh());
            bob().core().posts().wakeAndDrain();
            return sealedUnder(*chat, 2, bob().device()) == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(goesOut(), 60'000);
        const qint64 old = sealedUnder(*chat, 1, bob().device());
        TACET_VERIFY_ATTACK("T53.wrap", 1, "sealed under the old epoch = 0",
                            u"sealed under the old epoch = %1"_s.arg(old), old == 0);
    }

    /// T55: in groups by Megolm's index, in channels by the database and by the next epoch.
    void whoComesLaterOpensNothingOfBefore_data()
    {
        QTest::addColumn<ChatType>("type");
        QTest::addColumn<bool>("newEpoch");
        QTest::newRow("group") << ChatType::Group << false;
        QTest::newRow("channel, after a new epoch") << ChatType::Channel << true;
    }
    void whoComesLaterOpensNothingOfBefore()
    {
        QFETCH(const ChatType, type);
        QFETCH(const bool, newEpoch);
        constexpr int kEach = 20;
        const auto chat = m_talk->found(type, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        for (int i = 0; i < kEach; ++i)
            QVERIFY_RESULT(ada().send(*chat, u"before %1"_s.arg(i)));
        QVERIFY(m_talk->settle(*chat, kEach));
        if (newEpoch)
            QVERIFY_RESULT(waitFor(ada().core().groups().renewKeys(*chat)));
        // The database shows newcomers one more minute, for who was writing just then.
        QVERIFY_RESULT(change(u"UPDATE tacet.messages SET stored_at = stored_at - interval '2 minutes' "
                              "WHERE chat_id = :0::uuid"_s,
                              {chat->toString()}));
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QStringList expected;
        for (int i = 0; i < kEach; ++i) {
            expected += u"after %1"_s.arg(i);
            QVERIFY_RESULT(ada().send(*chat, expected.constLast()));
        }
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().texts(*chat) == expected, 60'000);
        const auto all = waitFor(
            ada().core().backend().run([&](BackendSession &db) { return db.posts().backfill(*chat, {}, 500); }));
        const auto told = waitFor(
            eve().core().backend().run([&](BackendSession &db) { return db.posts().backfill(*chat, {}, 500); }));
        QVERIFY_RESULT(all);
        QVERIFY_RESULT(told);
        QCOMPARE(all->size(), 2 * kEach);
        const QList<StoredPost> before = all->last(kEach);
        const auto toldOfBefore = std::ranges::count_if(
            *told, [&](const StoredPost &row) { return std::ranges::contains(before, row.id, &StoredPost::id); });
        // With the rows in hand, as whoever owns the database can give them.
        const auto read = waitFor(eve().core().vault().run(
            [chat = *chat, before](VaultSession &vault) { return opened(vault, chat, before); }));
        const auto readAfter = waitFor(eve().core().vault().run(
            [chat = *chat, rows = all->first(kEach)](VaultSession &vault) { return opened(vault, chat, rows); }));
        QVERIFY_RESULT(read);
        QVERIFY_RESULT(readAfter);
        QVERIFY(*readAfter > 0 || type == ChatType::Group);
        TACET_VERIFY_ATTACK(
            type == ChatType::Group ? "T55.group" : "T55.channel", kEach, "rows of before told = 0, opened = 0",
            u"rows of before told = %1, opened = %2"_s.arg(toldOfBefore).arg(*read), toldOfBefore == 0 && *read == 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    GroupAttacksTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_groupattacks.moc"
