#include "tests/backend/roomsql.h"
#include "tests/support/attackreport.h"

#include <QMutex>

#include <random>

using namespace tacet;
using namespace tacet::roomsql;

namespace {

constexpr int kCalls = 200;

using Session = std::unique_ptr<HostileSession>;

} // namespace

/// Everybody does everything to the same few messages at once.
class PostStormTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::vector<Member> m_members; // alice, bob, carol, dave and alice's second device
    ChatId m_room;
    ChatId m_pair;
    QList<MessageId> m_posts;
    QList<MessageId> m_direct;
    QList<MessageId> m_threads;
    QMutex m_mutex;
    QMap<QByteArray, int> m_states;

    Session session(const Member &member) { return openSession(*m_world, member.login); }

    static void mustRun(HostileSession &session, const QByteArray &sql)
    {
        if (const QByteArray state = session.run(sql); state != "done")
            throw std::runtime_error((state + ' ' + sql).toStdString());
    }

    QByteArray sendSql(MessageId id) const
    {
        return "SELECT api.send_direct(" + quoted(id) + ", " + quoted(m_pair) + ", " + bodyAndHash("direct") +
               ", ARRAY[" + quoted(m_members.at(1).device) + ", " + quoted(m_members.at(4).device) +
               "]::uuid[], ARRAY['a', 'b']::bytea[], ARRAY[" + bytea(filler(32)) + ", " + bytea(filler(32)) +
               "]::bytea[], '{0,0}', '{0,0}', ARRAY['c', 'd']::bytea[], ARRAY['', '']::bytea[])";
    }

    void fill()
    {
        const Session alice = session(m_members.front());
        m_pair = newId<ChatId>();
        mustRun(*alice, "SELECT api.open_direct_chat(" + quoted(m_pair) + ", " + quoted(m_members.at(1).user) + ')');
        mustRun(*session(m_members.at(1)), "SELECT api.add_contact(" + quoted(m_members.front().user) + ')');
        for (int index = 0; index < 60; ++index) {
            m_posts.append(newId<MessageId>());
            mustRun(*alice, postSql(m_posts.back(), m_room));
        }
        for (int index = 0; index < 30; ++index) {
            m_direct.append(newId<MessageId>());
            mustRun(*alice, sendSql(m_direct.back()));
        }
        for (int index = 0; index < 4; ++index) {
            m_threads.append(newId<MessageId>());
            mustRun(*alice, threadSql(m_threads.back(), m_room));
        }
        // Some disappear while it goes on.
        orThrow(m_world->superuser().script(
            "UPDATE tacet.messages SET stored_at = stored_at - interval '1 hour', expires_at = stored_at "
            "WHERE id IN (SELECT id FROM tacet.messages ORDER BY id DESC LIMIT 20)"));
    }

    QByteArray anyCall(std::mt19937 &random) const
    {
        const auto below = [&](qsizetype most) {
            return std::uniform_int_distribution<qsizetype>(0, most - 1)(random);
        };
        const MessageId post = m_posts.at(below(m_posts.size()));
        const MessageId direct = m_direct.at(below(m_direct.size()));
        const MessageId either = below(2) == 0 ? post : direct;
        const MessageId thread = m_threads.at(below(m_threads.size()));
        const auto fresh = newId<MessageId>();
        const std::array<QByteArray, 16> calls{
            postSql(fresh, m_room),
            editSql(post, int(below(4)) + 1, "edit"),
            reactSql(either, int(below(5))),
            unreactSql(post, int(below(5))),
            callSql("delete_message", either),
            callSql("pin_message", post),
            callSql("unpin_message", post),
            "SELECT api.hide_messages(ARRAY[" + quoted(post) + ", " + quoted(direct) + "]::uuid[])",
            "SELECT api.mark_read(" + quoted(m_room) + ", " + quoted(post) + ')',
            "SELECT api.mark_read(" + quoted(m_pair) + ", " + quoted(direct) + ')',
            "SELECT api.ack_mailbox(ARRAY(SELECT mailbox_id FROM api.fetch_mailbox(5)))",
            sendSql(fresh),
            replySql(fresh, thread),
            below(20) == 0 ? callSql("delete_thread", thread) : threadSql(fresh, m_room),
            "SELECT api.set_message_timer(" + quoted(m_pair) + ", " + QByteArray::number(5 + below(3)) + ')',
            "SELECT count(*) FROM api.backfill(" + quoted(m_room) + ", 'ffffffff-ffff-ffff-ffff-ffffffffffff', 20)",
        };
        return calls.at(size_t(below(qsizetype(calls.size()))));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        std::vector<const Member *> people;
        for (const char *name : {"alice", "bob", "carol", "dave"})
            m_members.push_back(m_world->join(QString::fromLatin1(name)));
        for (const Member &member : m_members)
            people.push_back(&member);
        m_room = makeRoom(*m_world, people);
        m_members.push_back(m_world->secondDevice(m_members.front()));
        for (Member &member : m_members)
            member.connection.reset(); // the sessions need them
        m_world->setPolicy(QStringLiteral("{\"send_burst\": 1e9, \"reaction_burst\": 1e9, \"mark_burst\": 1e9, "
                                          "\"delivery_status\": \"read\"}"));
        fill();
    }

    void cleanupTestCase()
    {
        m_members.clear();
        m_world.reset();
        m_fixture.reset();
    }

    void nobodyRunsIntoADeadlock()
    {
        const int sessions = 2 * int(m_members.size());
        together(
            sessions + 1, [](int) {},
            [&](int index) {
                const bool keeper = index == sessions;
                const Session one =
                    keeper ? std::make_unique<HostileSession>(m_world->tenant().address, m_fixture->superuser())
                           : session(m_members.at(size_t(index) / 2));
                std::mt19937 random(attackSeed() + unsigned(index));
                QMap<QByteArray, int> states;
                for (int call = 0; call < kCalls; ++call)
                    ++states[one->run(keeper ? QByteArray("SELECT s.expire_messages()") : anyCall(random))];
                const QMutexLocker lock(&m_mutex);
                for (auto [state, times] : states.asKeyValueRange())
                    m_states[state] += times;
            });
        const QByteArrayList known{"done", "SR001", "SR004", "SR006"};
        QByteArray seen;
        bool calm = true;
        for (auto [state, times] : m_states.asKeyValueRange()) {
            seen += state + ' ' + QByteArray::number(times) + ' ';
            calm = calm && known.contains(state);
        }
        QVERIFY(m_states.value("done") > sessions * kCalls / 3);
        TACET_VERIFY_ATTACK("posts.storm", qint64(sessions) * kCalls, "no deadlock, documented refusals only",
                            QString::fromLatin1(seen), calm);
    }
};

QTEST_GUILESS_MAIN(PostStormTest)
#include "tst_poststorm.moc"
