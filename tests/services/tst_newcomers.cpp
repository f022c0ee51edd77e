// Who comes to a group later, where every program runs only as long as one step takes.
#include "tests/services/grouptalk.h"

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

class NewcomersTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GroupTalk> m_talk;
    ChatId m_chat;

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }
    Talker &eve() { return m_talk->at(u"eve"_s); }

    /// Comes, does it, goes.
    template <class Work>
    Result<> visit(Talker &talker, Work work)
    {
        TACET_TRY(talker.comeOnline());
        const Result<> done = work();
        TACET_TRY(talker.goAway());
        return done;
    }

    Result<> say(Talker &talker, const QString &text)
    {
        return visit(talker, [&]() -> Result<> {
            TACET_TRY(talker.send(m_chat, text));
            const bool sent = QTest::qWaitFor(
                [&] { return talker.messages(m_chat).constLast().state == DeliveryState::Sent; }, 30'000);
            return sent ? Result<>() : fail(ErrorCode::Timeout, text);
        });
    }

    /// What the person has of the chat after coming.
    QStringList read(Talker &talker)
    {
        QStringList texts;
        const Result<> done = visit(talker, [&]() -> Result<> {
            TACET_TRY(talker.synchronise());
            texts = talker.texts(m_chat);
            return {};
        });
        return done ? texts : QStringList{QString::fromUtf8(faultOf(done))};
    }

    Result<> enter(Talker &talker, const QString &link)
    {
        return visit(talker, [&]() -> Result<> {
            TACET_TRY(waitFor(talker.core().groupInvites().join(link)));
            return {};
        });
    }

    Result<QString> invite()
    {
        QString link;
        TACET_TRY(visit(ada(), [&]() -> Result<> {
            NewInvite wanted;
            wanted.kind = InviteKind::Link;
            TACET_TRY_ASSIGN(const CreatedInvite made, waitFor(ada().core().groupInvites().create(m_chat, wanted)));
            link = made.link;
            return {};
        }));
        return link;
    }

    /// Eve's, from the database.
    Result<> takeKeys(const QByteArray &table)
    {
        const QByteArray hers = " FROM " + table + " WHERE device_id = '" + eve().device().toString().toUtf8() + "'";
        TACET_TRY(m_talk->database().script("CREATE TABLE public.kept AS SELECT *" + hers));
        return m_talk->database().script("DELETE" + hers);
    }
    Result<> giveKeysBack(const QByteArray &table)
    {
        return m_talk->database().script("INSERT INTO " + table + " SELECT * FROM public.kept; DROP TABLE public.kept");
    }

private slots:
    /// Bob knows Ada; Eve meets nobody before she comes to the group.
    void init()
    {
        m_talk = std::make_unique<GroupTalk>();
        QVERIFY_RESULT(m_talk->meet({u"ada"_s, u"bob"_s, u"eve"_s}));
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        m_chat = *chat;
        for (Talker *talker : {&ada(), &bob(), &eve()})
            QVERIFY_RESULT(talker->goAway());
        QVERIFY_RESULT(say(ada(), u"before her time"_s));
    }
    void cleanup() { m_talk.reset(); }

    void theFirstMessageAfterComingByLinkIsRead()
    {
        // As when the database looked at its tables before Eve published her keys.
        for (const QByteArray &table : {"tacet.one_time_prekeys"_ba, "tacet.kem_prekeys"_ba}) {
            QVERIFY_RESULT(takeKeys(table));
            QVERIFY_RESULT(m_talk->database().script("ANALYZE " + table));
            QVERIFY_RESULT(giveKeysBack(table));
        }
        const auto link = invite();
        QVERIFY_RESULT(link);
        QVERIFY_RESULT(enter(eve(), *link));
        QVERIFY_RESULT(say(ada(), u"welcome"_s));
        QCOMPARE(read(eve()), QStringList{u"welcome"_s});
        QVERIFY_RESULT(say(bob(), u"gloves are in the blue box"_s));
        QCOMPARE(read(eve()), (QStringList{u"welcome"_s, u"gloves are in the blue box"_s}));
    }

    void whoCouldNotBeReachedAsksAndReadsItLater()
    {
        const auto link = invite();
        QVERIFY_RESULT(link);
        QVERIFY_RESULT(enter(eve(), *link));
        QVERIFY_RESULT(takeKeys("tacet.signed_prekeys"));
        QVERIFY_RESULT(say(ada(), u"you miss this"_s));
        QVERIFY_RESULT(say(ada(), u"and this"_s));
        QVERIFY_RESULT(giveKeysBack("tacet.signed_prekeys"));
        QCOMPARE(read(eve()), QStringList());
        // She asks once the keys had their time to come; who wrote answers when next there.
        QTRY_VERIFY_WITH_TIMEOUT(read(ada()).size() == 3 && read(eve()).size() == 2, 60'000);
        QCOMPARE(read(eve()), (QStringList{u"you miss this"_s, u"and this"_s}));
    }

    /// Nothing but the hint tells them: what else looks at it does so every few minutes.
    void whoIsPutOutHearsOfItAtOnce()
    {
        const auto link = invite();
        QVERIFY_RESULT(link);
        QVERIFY_RESULT(enter(eve(), *link));
        for (Talker *talker : {&ada(), &bob(), &eve()})
            QVERIFY_RESULT(talker->comeOnline());
        QVERIFY(bob().isMember(m_chat) && eve().isMember(m_chat));
        QVERIFY_RESULT(m_talk->remove(m_chat, u"ada"_s, u"eve"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!eve().isMember(m_chat), 60'000);
        QVERIFY(bob().isMember(m_chat));
        QVERIFY_RESULT(waitFor(ada().core().groups().dissolve(m_chat)));
        QTRY_VERIFY_WITH_TIMEOUT(!bob().isMember(m_chat), 60'000);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    NewcomersTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_newcomers.moc"
