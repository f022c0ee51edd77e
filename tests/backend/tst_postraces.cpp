#include "tests/backend/roomsql.h"

using namespace tacet;
using namespace tacet::roomsql;

/// What is written by many at once: numbers hold, nothing is left over, nobody waits for ever.
class PostRacesTest : public QObject
{
    Q_OBJECT

    using Session = std::unique_ptr<HostileSession>;

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::vector<Member> m_members; // alice, bob, carol, dave
    std::optional<Member> m_alice2;
    std::optional<Member> m_eve;
    Session m_superuser;
    ChatId m_room;

    Session session(const Member &member) { return openSession(*m_world, member.login); }
    /// Two of each device of alice.
    std::vector<Session> sessionsOfAlice()
    {
        std::vector<Session> sessions;
        for (const Member *device : {&m_members.front(), &m_members.front(), &*m_alice2, &*m_alice2})
            sessions.push_back(session(*device));
        return sessions;
    }

    MessageId posted(const QByteArray &body = "body")
    {
        const auto id = newId<MessageId>();
        if (const QByteArray state = session(*m_alice2)->run(postSql(id, m_room, body)); state != "done")
            throw std::runtime_error(state.toStdString());
        return id;
    }

    qint64 count(const QByteArray &from) { return m_superuser->number("SELECT count(*) FROM " + from); }

    static qsizetype doneOf(const QByteArrayList &states) { return states.count("done"); }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_superuser = std::make_unique<HostileSession>(m_world->tenant().address, m_fixture->superuser());
        std::vector<const Member *> people;
        for (const char *name : {"alice", "bob", "carol", "dave"})
            m_members.push_back(m_world->join(QString::fromLatin1(name)));
        for (Member &member : m_members) {
            member.connection.reset(); // three per device, and the tests need them
            people.push_back(&member);
        }
        m_members.front().connection = m_world->connect(m_members.front().login);
        m_alice2 = m_world->secondDevice(m_members.front());
        m_members.front().connection.reset();
        m_alice2->connection.reset();
        m_eve = m_world->join(QStringLiteral("eve"));
        m_room = makeRoom(*m_world, people);
        m_world->setPolicy(QStringLiteral("{\"send_burst\": 1e9, \"reaction_burst\": 1e9, \"mark_burst\": 1e9}"));
    }

    void cleanupTestCase()
    {
        m_superuser.reset();
        m_members.clear();
        m_alice2.reset();
        m_eve.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void onePostUnderOneId()
    {
        const auto sessions = sessionsOfAlice();
        for (int round = 0; round < 25; ++round) {
            const auto id = newId<MessageId>();
            QByteArrayList states(4);
            together(4, [](int) {}, [&](int i) { states[i] = sessions.at(size_t(i))->run(postSql(id, m_room)); });
            QCOMPARE(doneOf(states), 2); // both of one device: stored and repeat
            QCOMPARE(states.count("SR006"), 2);
            QCOMPARE(count("tacet.chat_log WHERE subject = " + quoted(id)), 1);
        }
    }

    void oneEditOfEachNumber()
    {
        const auto sessions = sessionsOfAlice();
        const MessageId id = posted();
        for (int number = 1; number <= 25; ++number) {
            QByteArrayList states(4);
            together(
                4, [](int) {},
                [&](int i) {
                    states[i] = sessions.at(size_t(i))->run(editSql(id, number, "by " + QByteArray::number(i)));
                });
            QCOMPARE(doneOf(states), 1);
            QCOMPARE(states.count("SR006"), 3);
        }
        QCOMPARE(count("tacet.message_edits WHERE message_id = " + quoted(id)), 25);
    }

    void aDeletionLeavesNothingBehind()
    {
        std::vector<Session> sessions;
        for (const Member &member : m_members)
            sessions.push_back(session(member));
        sessions.push_back(session(*m_alice2));
        qint64 reactionsStored = 0;
        for (int round = 0; round < 40; ++round) {
            const MessageId id = posted();
            QList<QByteArrayList> states(5);
            together(
                5, [](int) {},
                [&](int i) {
                    HostileSession &one = *sessions.at(size_t(i));
                    if (i == 4) {
                        states[i].append(one.run(callSql("delete_message", id)));
                        return;
                    }
                    for (int emoji = 0; emoji < 4; ++emoji)
                        states[i].append(one.run(i == 0 ? editSql(id, emoji + 1, "new") : reactSql(id, emoji)));
                });
            for (const QByteArrayList &each : std::as_const(states)) {
                QCOMPARE(doneOf(each) + each.count("SR001"), each.size());
                reactionsStored += doneOf(each);
            }
            QCOMPARE(states[4], QByteArrayList{"done"});
            QCOMPARE(count("tacet.message_reactions WHERE message_id = " + quoted(id)), 0);
            QCOMPARE(count("tacet.message_edits WHERE message_id = " + quoted(id)), 0);
        }
        QVERIFY(reactionsStored > 0); // they did meet
    }

    void reactionsOfAnAccountAreCountedTogether()
    {
        const auto sessions = sessionsOfAlice();
        const MessageId id = posted();
        QList<QByteArrayList> states(4);
        together(
            4, [](int) {},
            [&](int i) {
                for (int emoji = 0; emoji < 10; ++emoji)
                    states[i].append(sessions.at(size_t(i))->run(reactSql(id, i * 10 + emoji)));
            });
        QCOMPARE(count("tacet.message_reactions WHERE message_id = " + quoted(id)), 20);
        QByteArrayList all;
        for (const QByteArrayList &each : std::as_const(states))
            all += each;
        QCOMPARE(doneOf(all), 20);
        QCOMPARE(all.count("SR004"), 20);
    }

    void pinsAreCounted()
    {
        m_world->setPolicy(QStringLiteral("{\"pins_per_chat\": 10}"));
        const auto sessions = sessionsOfAlice();
        QList<MessageId> messages;
        for (int index = 0; index < 40; ++index)
            messages.append(posted());
        together(
            4, [](int) {},
            [&](int i) {
                for (int index = 0; index < 10; ++index)
                    sessions.at(size_t(i))->run(callSql("pin_message", messages[i * 10 + index]));
            });
        QCOMPARE(count("tacet.pinned_messages"), 10);
    }

    void aReplyWaitsForNoOtherReply()
    {
        const Session bob = session(m_members.at(1));
        const Session carol = session(m_members.at(2));
        const auto thread = newId<MessageId>();
        QCOMPARE(bob->run(threadSql(thread, m_room)), "done");
        QCOMPARE(bob->run("BEGIN"), "done");
        QCOMPARE(bob->run(replySql(newId<MessageId>(), thread)), "done");
        QCOMPARE(carol->run("SET lock_timeout = '1ms'"), "done");
        QCOMPARE(carol->run(replySql(newId<MessageId>(), thread)), "done");
        QCOMPARE(bob->run("COMMIT"), "done");
        QCOMPARE(carol->run(replySql(newId<MessageId>(), thread)), "done");
        QCOMPARE(count("tacet.threads t WHERE t.id = " + quoted(thread) +
                       " AND last_activity_at = "
                       "(SELECT max(r.created_at) FROM tacet.replies r WHERE r.thread_id = t.id)"),
                 1);
    }

    void aDeletedThreadTakesTheRepliesThatAreOnTheirWay()
    {
        const Session alice = session(m_members.front());
        const Session bob = session(m_members.at(1));
        const auto thread = newId<MessageId>();
        QCOMPARE(alice->run(threadSql(thread, m_room)), "done");
        QCOMPARE(bob->run("BEGIN"), "done");
        QCOMPARE(bob->run(replySql(newId<MessageId>(), thread)), "done");
        QVERIFY(alice->send(callSql("delete_thread", thread)));
        QTRY_COMPARE(count("pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'delete_thread'"), 1);
        QCOMPARE(bob->run("COMMIT"), "done");
        while (PGresult *result = PQgetResult(alice->handle()))
            PQclear(result);
        QCOMPARE(count("tacet.replies WHERE thread_id = " + quoted(thread)), 0);
        QCOMPARE(bob->run(replySql(newId<MessageId>(), thread)), "SR001");
    }

    void aGroupIsWoken()
    {
        std::vector<Session> sessions;
        for (const Member *member : {&m_members.at(0), &m_members.at(1), &m_members.at(2), &*m_eve})
            sessions.push_back(session(*member));
        for (const Session &one : sessions) {
            const QByteArray channel = one->value("SELECT api.my_wake_channel()");
            QCOMPARE(one->run("LISTEN \"" + channel + "\"; LISTEN marker"), "done");
        }
        const QByteArray wake = "SELECT api.wake(" + quoted(m_room) + ')';
        const auto woken = [&] {
            // What was notified before the marker comes before it.
            orThrow(m_world->superuser().script("NOTIFY marker"));
            QByteArray who;
            for (const Session &one : sessions) {
                int heard = 0;
                bool marked = false;
                while (!marked) {
                    PQclear(PQexec(one->handle(), "SELECT 1"));
                    while (PGnotify *notification = PQnotifies(one->handle())) {
                        (qstrcmp(notification->relname, "marker") == 0) ? void(marked = true) : void(++heard);
                        PQfreemem(notification);
                    }
                }
                who += QByteArray::number(heard);
            }
            return who;
        };
        QCOMPARE(sessions.front()->run(wake), "done");
        QCOMPARE(woken(), "0110"); // neither oneself nor a stranger
        QCOMPARE(sessions.back()->run(wake), "SR001");
        QCOMPARE(woken(), "0000");
        QCOMPARE(sessions.front()->run("BEGIN; " + postSql(newId<MessageId>(), m_room) + "; " + wake), "SR002");
        QCOMPARE(sessions.front()->run("ROLLBACK"), "done");
        m_world->setPolicy(QStringLiteral("{\"wake_members\": 3}"));
        QCOMPARE(sessions.front()->run(wake), "done");
        QCOMPARE(woken(), "0000"); // a large one polls
        m_world->setPolicy(QStringLiteral("{\"wake_members\": 256}"));
    }
};

QTEST_GUILESS_MAIN(PostRacesTest)
#include "tst_postraces.moc"
