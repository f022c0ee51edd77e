// T84: a group of 200 people with two devices each, of whom one in twenty is away. Whoever writes is a real client in a
// process of its own, killed in the middle of giving its keys away; one more reader is a real client. All other
// devices are light ones (lightdevice.h): real keys and the real database, no vault.
#include "models/vault/messagestore.h"
#include "tests/services/clientprocess.h"
#include "tests/services/crowd.h"
#include "tests/support/attackreport.h"

#include <QElapsedTimer>

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

class LargeGroupTest : public QObject
{
    Q_OBJECT

    const int m_members = isLongRun() ? 500 : 200;
    const int m_devices = isLongRun() ? 3 : 2;

    std::unique_ptr<GroupTalk> m_talk;
    std::unique_ptr<Crowd> m_crowd;
    ChatId m_chat;
    QElapsedTimer m_clock;

    static constexpr int kMessages = 9;
    static constexpr qsizetype kToRemove = 1;
    qsizetype m_removed = -1;
    int m_read = 0; ///< devices that were asked what they have read at the end

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }

    Crowd::Person &person(qsizetype index) { return m_crowd->people()[static_cast<size_t>(index)]; }
    /// A member of the workspace, and not of the group.
    qsizetype outsider() const { return m_members - 2; }
    /// Goes away before the others read, as one in twenty does.
    static bool isAway(qsizetype person) { return person % 20 == 10; }

    void post(int count, const QString &crashAt = {})
    {
        const ClientProcess client{.folder = ada().person().directory(), .chat = m_chat, .prefix = u"t84"_s};
        const QByteArray fault = client.run(u"post"_s, count, crashAt);
        QVERIFY2(fault.isEmpty(), fault.constData());
    }

    static QStringList texts(int count)
    {
        QStringList texts;
        for (int i = 0; i < count; ++i)
            texts += u"t84 %1"_s.arg(i, 4, 10, QChar(u'0'));
        return texts;
    }

    enum class Who { Present, Away };

    /// How many devices have read something else than these texts, each once and in this order.
    int failing(Who who, int count)
    {
        int failing = 0;
        for (qsizetype i = 0; i < std::ssize(m_crowd->people()); ++i) {
            if (i == outsider() || i == m_removed || isAway(i) != (who == Who::Away))
                continue;
            const Result<> read = m_crowd->read(person(i), m_chat);
            if (!read)
                qWarning("%s", describe(read.error()).constData());
            for (const auto &device : person(i).devices) {
                failing += read && device->texts() == texts(count) && device->unreadable() == 0 ? 0 : 1;
                m_read += who == Who::Away || count == kMessages ? 1 : 0;
            }
        }
        return failing;
    }

    /// The real client reads them too.
    bool bobHas(int count)
    {
        return QTest::qWaitFor([&] { return bob().synchronise() && bob().texts(m_chat) == texts(count); }, 60'000);
    }

    qint64 number(const QString &sql)
    {
        const auto value = m_talk->database().value(sql, {m_chat.toString()});
        return value ? value->toLongLong() : -1;
    }

    /// As the database has them, whoever may see them.
    Result<QList<StoredPost>> allRows()
    {
        return m_crowd->as(*person(0).devices.front(),
                           [this](DatabaseConnection &own) { return PostStore(own).backfill(m_chat, {}, 500); });
    }

    void step(const char *what) { qInfo("%5.1f s: %s", static_cast<double>(m_clock.elapsed()) / 1000, what); }

    Result<> found()
    {
        NewGroup group;
        group.settings.name = u"Everybody"_s;
        group.settings.maxMembers = m_members;
        group.members = m_crowd->users();
        group.members.removeAt(outsider());
        group.members.removeAll(ada().user());
        TACET_TRY_ASSIGN(const Group made, waitFor(ada().core().groups().create(group), 600'000));
        m_chat = made.id;
        TACET_TRY(waitFor(asFuture(bob().core().groupSync().readAll(m_chat))));
        for (Crowd::Person &person : m_crowd->people())
            TACET_TRY(m_crowd->listen(person));
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_clock.start();
        m_talk = std::make_unique<GroupTalk>();
        QVERIFY_RESULT(m_talk->meet({u"ada"_s, u"bob"_s}));
        if (isLongRun())
            QVERIFY_RESULT(
                m_talk->database().script("UPDATE tacet.tenant SET policy = policy || '{\"group_max_members\": 500}'"));
        auto crowd = Crowd::gather(*m_talk, u"ada"_s, m_members - 1, m_devices);
        QVERIFY_RESULT(crowd);
        m_crowd = std::move(*crowd);
        for (Talker *talker : {&ada(), &bob()})
            QVERIFY_RESULT(m_crowd->addDevicesOf(*talker, m_devices - 1));
        QVERIFY_RESULT(m_crowd->trust(ada()));
        step("joined");
        QVERIFY_RESULT(found());
        step("the group is made");
    }
    void cleanupTestCase()
    {
        m_crowd.reset();
        m_talk.reset();
    }

    void everyDeviceReadsEveryMessageOnceAndInOrder()
    {
        QVERIFY_RESULT(ada().goAway());
        for (const QString &point : {u"after-bundle-claimed:3"_s, u"after-keys-commit:2"_s, u"after-keys-sent:1"_s}) {
            post(1, point);
            if (QTest::currentTestFailed())
                return;
        }
        post(1);
        step("written, the sender killed three times");
        QCOMPARE(failing(Who::Present, 1), 0);
        step("read");
        post(5);
        QCOMPARE(failing(Who::Present, 5), 0);
        QVERIFY(bobHas(5));
        step("written and read by those who have the keys");
    }

    void whoIsRemovedReadsNothingMoreAndTheOthersDo()
    {
        QVERIFY_RESULT(ada().comeOnline());
        QVERIFY_RESULT(waitFor(ada().core().groups().removeMember(m_chat, person(kToRemove).user), 300'000));
        QVERIFY_RESULT(ada().goAway());
        m_removed = kToRemove;
        post(kMessages, u"after-keys-commit:1"_s);
        if (!QTest::currentTestFailed())
            post(kMessages);
        if (QTest::currentTestFailed())
            return;
        step("one is removed, the sender killed, written under a new session");
        const int failed = failing(Who::Present, kMessages) + failing(Who::Away, kMessages);
        QVERIFY(bobHas(kMessages));
        step("read by all, also those who were away");
        TACET_VERIFY_ATTACK("T84", m_read, "devices that lack, double or misplace a message = 0",
                            u"devices that lack, double or misplace a message = %1"_s.arg(failed), failed == 0);
    }

    void nobodyElseReadsAnything()
    {
        const auto rows = allRows();
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->size(), kMessages);
        int opened = 0;
        int told = 0;
        // Those that the removed one has read were for him.
        const QList<StoredPost> after = rows->first(kMessages - 5);
        for (const qsizetype index : {kToRemove, outsider()}) {
            std::ignore = m_crowd->read(person(index), m_chat);
            const auto page = m_crowd->as(*person(index).devices.front(), [this](DatabaseConnection &own) {
                return PostStore(own).backfill(m_chat, {}, 500);
            });
            told += page ? static_cast<int>(page->size()) : 0;
            for (const auto &device : person(index).devices) {
                QCOMPARE(device->texts(), index == kToRemove ? texts(5) : QStringList());
                opened += device->opens(index == kToRemove ? after : *rows);
            }
        }
        // With all rows in hand, and every session that was ever given to them.
        TACET_VERIFY_ATTACK("T84.others", 2 * m_devices, "rows told = 0, opened = 0",
                            u"rows told = %1, opened = %2"_s.arg(told).arg(opened), told == 0 && opened == 0);
    }

    void aMessageCostsTheSameAsInASmallGroup()
    {
        QCOMPARE(number(u"SELECT count(*) FROM tacet.messages WHERE chat_id = :0::uuid"_s), kMessages);
        QCOMPARE(number(u"SELECT count(*) FROM tacet.chat_log WHERE chat_id = :0::uuid AND kind = 'message'"_s),
                 kMessages);
        // Two sessions; what was given away is gone from the mailboxes of all who read.
        QCOMPARE(number(u"SELECT count(DISTINCT distribution_id) FROM tacet.messages WHERE chat_id = :0::uuid"_s), 2);
        QCOMPARE(number(u"SELECT count(*) FROM tacet.mailbox m JOIN tacet.devices d ON d.id = m.device_id "
                        "JOIN tacet.users u ON u.id = d.user_id WHERE m.chat_id = :0::uuid AND u.username LIKE "
                        "'crowd%'"_s),
                 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    // A thousand durable commits: what they promise is tst_groupcrashpoints' subject, not this one's.
    if (QFileInfo(u"/dev/shm"_s).isWritable())
        qputenv("TMPDIR", "/dev/shm");
    const QCA::Initializer crypto;
    LargeGroupTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_largegroup.moc"
