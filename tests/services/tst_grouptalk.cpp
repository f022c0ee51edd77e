// People who write in groups and channels: real vaults, a real database.
#include "models/services/newid.h"
#include "models/vault/groupcontrolstore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/megolmstore.h"
#include "tests/services/grouptalk.h"
#include "tests/support/attackreport.h"

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

class GroupTalkTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GroupTalk> m_talk;

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }
    Talker &eve() { return m_talk->at(u"eve"_s); }

    /// The database's row of a message, under another id and with what `columns` says.
    Result<MessageId> forge(MessageId original, const QString &columns)
    {
        const auto forged = newId<MessageId>();
        const QString sql =
            u"INSERT INTO tacet.messages (id, chat_id, sender_user, sender_device, encrypted_content, content_hash, "
            u"epoch, "
            "distribution_id, author_sequence, parent_hash, signature) SELECT :0::uuid, %1 FROM tacet.messages "
            "WHERE id = :1::uuid"_s.arg(columns);
        TACET_TRY(m_talk->database().change(sql, {forged.toString(), original.toString()}));
        return forged;
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

    void threePeopleTalk()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        const auto first = ada().send(*chat, u"hello all"_s);
        QVERIFY_RESULT(first);
        QVERIFY(m_talk->settle(*chat, 1));
        const QString text = u"hello @ada"_s;
        const QList<Mention> mentions{{MentionKind::Person, ada().user().uuid(), 6, 4}};
        QVERIFY_RESULT(bob().send(*chat, text, mentions, first->id));
        QVERIFY(m_talk->settle(*chat, 2));
        QVERIFY_RESULT(eve().send(*chat, u"so am I"_s));
        QVERIFY(m_talk->settle(*chat, 3));

        const QStringList expected{u"hello all"_s, text, u"so am I"_s};
        for (Talker *talker : {&ada(), &bob(), &eve()}) {
            QCOMPARE(talker->texts(*chat), expected);
            QCOMPARE(talker->refused().size(), 0);
        }
        const Message named = ada().messages(*chat)[1];
        QVERIFY(named.mentionsMe);
        QCOMPARE(named.mentions, mentions);
        QCOMPARE(named.replyTo, std::optional(first->id));
        QVERIFY(!eve().messages(*chat)[1].mentionsMe);
        QTRY_COMPARE(ada().messages(*chat)[0].state, DeliveryState::Sent);
        // One row for all of them, whoever reads it.
        const auto rows = m_talk->database().value(u"SELECT count(*) FROM tacet.messages WHERE chat_id = :0::uuid"_s,
                                                   {chat->toString()});
        QCOMPARE(rows->toInt(), 3);
    }

    void readersOfAChannelReadIt()
    {
        const auto chat = m_talk->found(ChatType::Channel, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        for (int i = 0; i < 3; ++i)
            QVERIFY_RESULT(ada().send(*chat, u"news %1"_s.arg(i)));
        QVERIFY(m_talk->settle(*chat, 3));
        for (Talker *talker : {&ada(), &bob(), &eve()})
            QCOMPARE(talker->texts(*chat), (QStringList{u"news 0"_s, u"news 1"_s, u"news 2"_s}));
        const auto refused = bob().send(*chat, u"me too"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Forbidden);
    }

    void whoComesLaterReadsWhatIsWrittenFromThen()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        for (int i = 0; i < 3; ++i)
            QVERIFY_RESULT(ada().send(*chat, u"before %1"_s.arg(i)));
        QVERIFY(m_talk->settle(*chat, 3));
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(ada().synchronise());
        QVERIFY_RESULT(eve().synchronise());
        QVERIFY_RESULT(ada().send(*chat, u"welcome"_s));
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().texts(*chat).contains(u"welcome"_s), 20'000);
        QCOMPARE(eve().texts(*chat), QStringList{u"welcome"_s});
        // T55: the same session, and nothing of what was before.
        const auto sessions = m_talk->database().value(
            u"SELECT count(*) FROM tacet.group_sender_keys WHERE chat_id = :0::uuid"_s, {chat->toString()});
        QCOMPARE(sessions->toInt(), 1);
        for (const Message &message : eve().messages(*chat)) {
            if (message.kind == MessageKind::Waiting)
                QCOMPARE(message.waiting->cause, WaitingCause::NotShared);
        }
    }

    void whoWasAwayReadsAllOfIt()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(eve().goAway());
        constexpr int kMessages = 230; // Three sessions.
        QStringList expected;
        for (int i = 0; i < kMessages; ++i) {
            expected += u"message %1"_s.arg(i);
            QVERIFY_RESULT(ada().send(*chat, expected.constLast()));
        }
        QTRY_COMPARE_WITH_TIMEOUT(ada().messages(*chat).constLast().state, DeliveryState::Sent, 60'000);
        QVERIFY_RESULT(eve().comeOnline());
        QTRY_VERIFY_WITH_TIMEOUT(eve().synchronise() && eve().texts(*chat).size() == kMessages, 60'000);
        QCOMPARE(eve().texts(*chat), expected);
        QCOMPARE(eve().waiting(*chat), 0);
        const auto sessions = m_talk->database().value(
            u"SELECT count(*) FROM tacet.group_sender_keys WHERE chat_id = :0::uuid"_s, {chat->toString()});
        QCOMPARE(sessions->toInt(), 3);
    }

    void whoWasRemovedReadsNothingMore()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(ada().send(*chat, u"with eve"_s));
        QVERIFY(m_talk->settle(*chat, 1));
        QVERIFY_RESULT(eve().goAway());
        QVERIFY_RESULT(m_talk->remove(*chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(ada().synchronise());
        QVERIFY_RESULT(bob().synchronise());
        QVERIFY_RESULT(ada().send(*chat, u"without eve"_s));
        QVERIFY_RESULT(bob().send(*chat, u"she is gone"_s));
        QVERIFY(m_talk->settle(*chat, 3));
        // T54: no key for her device, and no row that her sessions open.
        const auto given = m_talk->database().value(
            u"SELECT count(*) FROM tacet.mailbox WHERE device_id = :0::uuid AND chat_id = :1::uuid"_s,
            {eve().device().toString(), chat->toString()});
        TACET_VERIFY_ATTACK("T54.sessions", 2, "keys given = 0", u"keys given = %1"_s.arg(given->toInt()),
                            given->toInt() == 0);
        const auto newest = m_talk->database().value(
            u"SELECT count(DISTINCT distribution_id) FROM tacet.messages WHERE chat_id = :0::uuid"_s,
            {chat->toString()});
        QCOMPARE(newest->toInt(), 3);
    }

    /// T53: refused by the database, and sealed anew under the same id and at the same place of the author.
    void aPostUnderAnOldEpochIsSealedAnew()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(bob().send(*chat, u"with eve"_s));
        QVERIFY(m_talk->settle(*chat, 1));
        QVERIFY_RESULT(eve().goAway());
        // Bob's vault need not know of it before his next post is refused.
        QVERIFY_RESULT(m_talk->remove(*chat, u"ada"_s, u"eve"_s));
        QStringList expected{u"with eve"_s};
        for (int i = 0; i < 3; ++i) {
            expected += u"without %1"_s.arg(i);
            QVERIFY_RESULT(bob().send(*chat, expected.constLast()));
        }
        QTRY_COMPARE_WITH_TIMEOUT(bob().messages(*chat).constLast().state, DeliveryState::Sent, 30'000);
        QVERIFY(m_talk->settle(*chat, 4));
        QCOMPARE(ada().texts(*chat), expected);
        const auto places = m_talk->database().value(
            u"SELECT string_agg(author_sequence || ':' || epoch, ' ' ORDER BY author_sequence) FROM tacet.messages "
            "WHERE chat_id = :0::uuid"_s,
            {chat->toString()});
        QCOMPARE(places->toString(), u"1:1 2:2 3:2 4:2"_s);
    }

    /// T84 in small: the sender ends between the commit of a batch and its sending.
    void aBatchThatWasCommittedGoesOutLater()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        const auto planned = waitFor(ada().core().vault().run([this, chat = *chat](VaultSession &vault) {
            return vault.transact(
                [&] { return SenderKeyVault(vault, ada().core().keys(), ada().core().account()).plan(chat, {}); });
        }));
        QVERIFY_RESULT(planned);
        QVERIFY_RESULT(ada().goAway());
        QVERIFY_RESULT(ada().comeOnline());
        QVERIFY_RESULT(ada().send(*chat, u"here I am again"_s));
        QVERIFY(m_talk->settle(*chat, 1));
        const auto recipients = waitFor(ada().core().vault().run(
            [planned](VaultSession &vault) { return vault.megolm().recipients(planned->distribution); }));
        QVERIFY_RESULT(recipients);
        QCOMPARE(recipients->size(), 2);
        for (const SenderKeyRecipient &recipient : *recipients)
            QCOMPARE(recipient.state, SenderKeyState::Sent);
        const auto left =
            waitFor(ada().core().vault().run([](VaultSession &vault) { return vault.groupControls().count(); }));
        QCOMPARE(left.value_or(-1), 0);
    }

    void aLostKeyIsAskedForAndGiven()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(bob().goAway());
        QVERIFY_RESULT(ada().send(*chat, u"first"_s));
        QVERIFY_RESULT(ada().send(*chat, u"second"_s));
        QTRY_COMPARE(ada().messages(*chat).constLast().state, DeliveryState::Sent);
        QVERIFY_RESULT(m_talk->database().change(u"DELETE FROM tacet.mailbox WHERE kind = 16"_s));
        QVERIFY_RESULT(bob().comeOnline());
        QTRY_COMPARE(bob().waiting(*chat), 2);
        QVERIFY(bob().messages(*chat)[0].waiting.has_value());
        QTRY_VERIFY_WITH_TIMEOUT(waitFor(asFuture(bob().core().senderKeys().askForKeys())) && ada().synchronise() &&
                                     bob().synchronise() && bob().waiting(*chat) == 0,
                                 30'000);
        QCOMPARE(bob().texts(*chat), (QStringList{u"first"_s, u"second"_s}));
    }

    void aMessageWithATimerDisappears()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(ada().send(*chat, u"stays"_s));
        QVERIFY(m_talk->settle(*chat, 1));
        QVERIFY_RESULT(m_talk->database().change(u"UPDATE tacet.chats SET message_timer = 8 WHERE id = :0::uuid"_s,
                                                 {chat->toString()}));
        QVERIFY_RESULT(ada().send(*chat, u"goes"_s));
        QVERIFY(m_talk->settle(*chat, 2));
        QVERIFY(bob().messages(*chat).constLast().expiresAt.has_value());
        for (Talker *talker : {&ada(), &bob()})
            QTRY_COMPARE_WITH_TIMEOUT(talker->texts(*chat), QStringList{u"stays"_s}, 20'000);
    }

    void slowModeMakesPostsWait()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(m_talk->database().change(u"UPDATE tacet.chats SET slow_mode = 3 WHERE id = :0::uuid"_s,
                                                 {chat->toString()}));
        for (int i = 0; i < 3; ++i)
            QVERIFY_RESULT(bob().send(*chat, u"slowly %1"_s.arg(i)));
        QTRY_COMPARE(bob().messages(*chat).constFirst().state, DeliveryState::Sent);
        QCOMPARE(bob().messages(*chat).constLast().state, DeliveryState::Queued);
        QTRY_COMPARE_WITH_TIMEOUT(bob().messages(*chat).constLast().state, DeliveryState::Sent, 30'000);
        QVERIFY(m_talk->settle(*chat, 3));
        QCOMPARE(ada().texts(*chat), (QStringList{u"slowly 0"_s, u"slowly 1"_s, u"slowly 2"_s}));
    }

    void whoHasReadIsAnswered()
    {
        QVERIFY_RESULT(
            m_talk->database().script("UPDATE tacet.tenant SET policy = policy || '{\"delivery_status\": \"read\"}'"));
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s, u"eve"_s});
        QVERIFY_RESULT(chat);
        const auto sent = ada().send(*chat, u"have you seen this?"_s);
        QVERIFY_RESULT(sent);
        QVERIFY(m_talk->settle(*chat, 1));
        const auto nobody = waitFor(ada().core().messages().readBy(sent->id));
        QVERIFY_RESULT(nobody);
        QCOMPARE(nobody->size(), 0);
        const auto unread = waitFor(bob().core().messages().firstUnread(*chat));
        QVERIFY_RESULT(unread);
        QCOMPARE(*unread, std::optional(bob().messages(*chat).constLast().position));
        QVERIFY_RESULT(waitFor(bob().core().chats().markRead(*chat, **unread)));
        QVERIFY(!*waitFor(bob().core().messages().firstUnread(*chat)));
        const auto readers = waitFor(ada().core().messages().readBy(sent->id));
        QVERIFY_RESULT(readers);
        QCOMPARE(readers->size(), 1);
        QCOMPARE(readers->constFirst().id, bob().user());
    }

    /// T46 through the database: whoever can write to it moves and repeats what others wrote.
    void rowsThatAreNotWhatTheyShowAreRefused()
    {
        const auto here = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(here);
        const auto there = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(there);
        const auto original = ada().send(*here, u"only once"_s);
        QVERIFY_RESULT(original);
        QVERIFY_RESULT(bob().send(*here, u"noted"_s));
        QVERIFY(m_talk->settle(*here, 2));
        const qsizetype before = bob().refused().size() + ada().refused().size();
        const QString rest = u"epoch, distribution_id, author_sequence, parent_hash, signature"_s;
        const QString content = u"encrypted_content, content_hash"_s;
        const QStringList forgeries{
            // A replay under another id, and with another number.
            u"chat_id, sender_user, sender_device, %1, %2"_s.arg(content, rest),
            u"chat_id, sender_user, sender_device, %1, epoch, distribution_id, author_sequence + 1, parent_hash, "
            "signature"_s.arg(content),
            // In another group.
            u"'%1'::uuid, sender_user, sender_device, %2, %3"_s.arg(there->toString(), content, rest),
            // As somebody else's, under that one's session.
            u"chat_id, '%1'::uuid, '%2'::uuid, %3, epoch, (SELECT distribution_id FROM tacet.group_sender_keys "
            "WHERE device_id = '%2'::uuid LIMIT 1), author_sequence, parent_hash, signature"_s.arg(
                bob().user().toString(), bob().device().toString(), content),
            // Changed bytes.
            u"chat_id, sender_user, sender_device, set_byte(encrypted_content, 20, 0), "
            "sha256(set_byte(encrypted_content, 20, 0)), %1"_s.arg(rest),
        };
        for (const QString &columns : forgeries)
            QVERIFY_RESULT(forge(original->id, columns));
        // Who comes new to the chats reads all rows of them.
        for (const ChatId &chat : {*here, *there}) {
            QVERIFY_RESULT(waitFor(asFuture(bob().core().groupSync().readAll(chat))));
            QVERIFY_RESULT(waitFor(asFuture(ada().core().groupSync().readAll(chat))));
        }
        for (Talker *talker : {&ada(), &bob()}) {
            QStringList texts = talker->texts(*here);
            texts.sort();
            QCOMPARE(texts, (QStringList{u"noted"_s, u"only once"_s}));
            QCOMPARE(talker->texts(*there), QStringList());
        }
        const qsizetype accepted = forgeries.size() - (bob().refused().size() + ada().refused().size() - before);
        TACET_VERIFY_ATTACK("T46.database", forgeries.size(), "accepted = 0", u"accepted = %1"_s.arg(accepted),
                            accepted == 0);
    }

    void aLogWithTwoEndsHaltsTheChat()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(waitFor(bob().core().vault().run([chat = *chat](VaultSession &vault) -> Result<> {
            TACET_TRY_ASSIGN(const auto state, vault.groups().find(chat));
            return vault.groupControls().pinHead(chat, state->logSequence, QByteArray(32, 'x'));
        })));
        const qsizetype before = bob().refused().size();
        QVERIFY_RESULT(ada().send(*chat, u"which log do you see?"_s));
        QTRY_VERIFY_WITH_TIMEOUT(bob().synchronise() && bob().refused().size() == before + 1, 20'000);
        const auto halted = waitFor(bob().core().chats().find(*chat));
        QVERIFY_RESULT(halted);
        QCOMPARE(halted->standing, ChatStanding::Halted);
        const auto refused = bob().send(*chat, u"nothing leaves"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Forbidden);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    GroupTalkTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_grouptalk.moc"
