// Kills a client at every point of sending to a group and of reading there (crashpoint.h), and looks for what was
// lost, doubled or garbled.
#include "models/services/crashpoint.h"
#include "models/vault/megolmstore.h"
#include "models/vault/messagestore.h"
#include "tests/services/clientprocess.h"
#include "tests/services/grouptalk.h"
#include "tests/support/attackreport.h"

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

class GroupCrashPointsTest : public QObject
{
    Q_OBJECT

    static constexpr int kMessages = 12;

    std::unique_ptr<GroupTalk> m_talk;
    ChatId m_chat;
    QString m_prefix;
    const int m_members = isLongRun() ? 60 : 20;
    const int m_kills = isLongRun() ? 10 : 1;

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }
    Talker &eve() { return m_talk->at(u"eve"_s); }

    /// Runs the client; killed if a point is named.
    void run(Talker &who, const QString &task, int count, const QString &crashAt = {})
    {
        const ClientProcess client{.folder = who.person().directory(), .chat = m_chat, .prefix = m_prefix};
        const QByteArray fault = client.run(task, count, crashAt);
        QVERIFY2(fault.isEmpty(), fault.constData());
    }

    /// The next message needs a session that nobody has.
    void forgetSession()
    {
        const auto vault = ada().person().openVault();
        QVERIFY_RESULT(vault);
        QVERIFY_RESULT((*vault)->megolm().removeOutbound(m_chat));
    }

    void verify(Talker &who)
    {
        QStringList expected;
        for (int i = 0; i < kMessages; ++i)
            expected += u"%1 %2"_s.arg(m_prefix).arg(i, 4, 10, QChar(u'0'));
        const auto vault = who.person().openVault();
        QVERIFY_RESULT(vault);
        const auto page = (*vault)->messages().page(m_chat, INT64_MAX, 1000);
        QVERIFY_RESULT(page);
        QStringList texts;
        for (const Message &message : page->messages) {
            QVERIFY(message.kind != MessageKind::Waiting);
            if (message.text.startsWith(m_prefix + u' '))
                texts.prepend(message.text);
        }
        QCOMPARE(texts, expected);
    }

private slots:
    void initTestCase()
    {
        m_talk = std::make_unique<GroupTalk>();
        QVERIFY_RESULT(m_talk->meet({u"ada"_s, u"bob"_s, u"eve"_s}));
        const auto chat =
            m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s}, HistoryPolicy{HistoryPolicy::kFromStart});
        QVERIFY_RESULT(chat);
        m_chat = *chat;
        QVERIFY_RESULT(ada().goAway());
        QVERIFY_RESULT(bob().goAway());
        QVERIFY_RESULT(eve().goAway());
    }
    void cleanupTestCase() { m_talk.reset(); }

    void nothingIsLostDoubledOrGarbledAt_data()
    {
        QTest::addColumn<bool>("isReader");
        for (size_t i = kPairwiseCrashPoints; i < static_cast<size_t>(CrashPoint::BeforeHistoryCommit); ++i)
            QTest::newRow(kCrashPointNames[i].data()) << (static_cast<CrashPoint>(i) >= CrashPoint::AfterSyncFetch);
    }
    void nothingIsLostDoubledOrGarbledAt()
    {
        QFETCH(const bool, isReader);
        static int number = 0;
        m_prefix = u"g%1"_s.arg(++number, 2, 10, QChar(u'0'));
        const QString point = QString::fromLatin1(QTest::currentDataTag());
        for (int kill = 1; kill <= m_kills && !isReader; ++kill) {
            forgetSession();
            run(ada(), u"post"_s, kMessages, point + u":1"_s);
            if (QTest::currentTestFailed())
                return;
        }
        run(ada(), u"post"_s, kMessages);
        for (int kill = 1; kill <= m_kills && isReader; ++kill)
            run(bob(), u"read"_s, kMessages, point + u":1"_s);
        run(bob(), u"read"_s, kMessages);
        if (QTest::currentTestFailed())
            return;
        verify(ada());
        verify(bob());
        const auto rows = m_talk->database().value(u"SELECT count(*) FROM tacet.messages WHERE chat_id = :0::uuid"_s,
                                                   {m_chat.toString()});
        QCOMPARE(rows->toInt(), number * kMessages);
    }

    /// Who came later dies while opening what was written before.
    void sharedHistoryIsReadOnce()
    {
        m_prefix = u"before eve"_s;
        run(ada(), u"post"_s, kMessages);
        QVERIFY_RESULT(ada().comeOnline());
        QVERIFY_RESULT(m_talk->add(m_chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(ada().goAway());
        for (const QString &point : {u"before-history-commit:1"_s, u"after-history-commit:1"_s})
            run(eve(), u"read"_s, kMessages, point);
        run(eve(), u"read"_s, kMessages);
        verify(eve());
    }

    /// T84 with real clients at every end, as tst_largegroup has it at size: the sender dies three times in the middle
    /// of giving its session away; at the end every device has it.
    void everyDeviceHasTheKeyAtTheEnd()
    {
        m_talk.reset();
        m_talk = std::make_unique<GroupTalk>();
        QStringList names{u"ada"_s};
        for (int i = 1; i < m_members; ++i)
            names += u"member%1"_s.arg(i);
        QVERIFY_RESULT(m_talk->meet(names));
        const auto chat = m_talk->found(ChatType::Group, names);
        QVERIFY_RESULT(chat);
        m_chat = *chat;
        m_prefix = u"t84"_s;
        for (const QString &name : names)
            QVERIFY_RESULT(m_talk->at(name).goAway());
        for (const QString &point : {u"after-bundle-claimed:1"_s, u"after-keys-commit:1"_s, u"after-keys-sent:1"_s}) {
            run(ada(), u"post"_s, 1, point);
            if (QTest::currentTestFailed())
                return;
        }
        run(ada(), u"post"_s, 1);
        int withoutKey = 0;
        for (const QString &name : names.sliced(1)) {
            Talker &member = m_talk->at(name);
            QVERIFY_RESULT(member.comeOnline());
            withoutKey += member.texts(m_chat) == QStringList{u"t84 0000"_s} ? 0 : 1;
            QVERIFY_RESULT(member.goAway());
        }
        TACET_VERIFY_ATTACK("T84.clients", names.size() - 1, "devices without key = 0",
                            u"devices without key = %1"_s.arg(withoutKey), withoutKey == 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    GroupCrashPointsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_groupcrashpoints.moc"
