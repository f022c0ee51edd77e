#include "tests/backend/groupracer.h"
#include "tests/support/psql.h"

#include <QMutex>

#include <atomic>
#include <random>

using namespace tacet;

namespace {

constexpr PgStatement kFaults{"races_faults", "SELECT * FROM test.faults()"};
constexpr PgStatement kHead{"races_head", "SELECT head_sequence, head_hash FROM tacet.chats WHERE id = $1"};
constexpr PgStatement kHook{"races_hook", "SELECT s.run_hooks($1, $2)"};
constexpr PgStatement kDelete{"races_delete", "UPDATE tacet.users SET deleted_at = now() WHERE id = $1"};
constexpr auto kDeadlocks =
    "SELECT coalesce(sum(deadlocks), 0)::bigint FROM pg_stat_database WHERE datname = current_database()";
constexpr auto kNoLimits = R"({"group_burst": 1e9, "chat_burst": 1e9, "distribute_burst": 1e9, "redeem_burst": 1e9})";

} // namespace

/// Changes of groups by many devices at once.
class GroupRacesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::vector<Member> m_members;

    void join(int count)
    {
        for (int index = 0; index < count; ++index)
            m_members.push_back(m_world->join(QStringLiteral("member%1").arg(index)));
    }

    QStringList faults()
    {
        return orThrow(orThrow(m_world->superuser().exec(kFaults)).list([](PgRow &row) { return row.text(0); }));
    }

    std::pair<qint64, QByteArray> headOf(const GroupRacer::Group &group)
    {
        const PgResult result = orThrow(m_world->superuser().exec(kHead, PgParams().uuid(group.id)));
        return orThrow(result.first([](PgRow &row) {
            const qint64 sequence = row.int64(0);
            return std::pair(sequence, row.bytes(1));
        }));
    }

    /// Tries until something else than a lost race is the answer.
    static Result<> insist(const std::function<Result<>()> &attempt)
    {
        while (true) {
            const Result<> answer = attempt();
            if (answer || answer.error().code() != ErrorCode::Conflict)
                return answer;
        }
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        Psql psql(*m_fixture, m_world->tenant());
        const QString troubles = Psql::troubles(psql.run(QStringLiteral("support/groups.sql")));
        QVERIFY2(troubles.isEmpty(), qPrintable(troubles));
        m_world->setPolicy(QString::fromLatin1(kNoLimits));
    }

    void cleanup()
    {
        m_members.clear();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void thirtyTwoJoinTheLastFivePlaces()
    {
        constexpr int kRacers = 32;
        join(kRacers + 1);
        const auto group = orThrow(GroupRacer(m_members[0]).create(QStringLiteral("public"), 6));
        std::atomic_int joined = 0;
        std::atomic_int full = 0;
        together(
            kRacers, [](int) {},
            [&](int index) {
                const GroupRacer racer(m_members[static_cast<size_t>(index) + 1]);
                const Result<> answer = insist([&] { return racer.joinPublic(group); });
                joined += answer.has_value() ? 1 : 0;
                full += !answer && answer.error().code() == ErrorCode::QuotaExceeded ? 1 : 0;
            });
        QCOMPARE(joined.load(), 5);
        QCOMPARE(full.load(), kRacers - 5);
        QCOMPARE(m_world->number("SELECT member_count FROM tacet.chats WHERE chat_type = 'group'"), 6);
        QCOMPARE(faults(), QStringList());
    }

    void oneOfThirtyTwoTakesAPlaceInTheLog()
    {
        constexpr int kRacers = 32;
        join(kRacers + 1);
        const GroupRacer owner(m_members[0]);
        const auto group = orThrow(owner.create(QStringLiteral("private"), 100));
        for (size_t index = 1; index <= kRacers; ++index)
            orThrow(owner.add(group, m_members[index].user));
        const auto [sequence, hash] = headOf(group);
        std::atomic_int won = 0;
        std::atomic_int lost = 0;
        together(
            kRacers, [](int) {},
            [&](int index) {
                const GroupRacer racer(m_members[static_cast<size_t>(index) + 1]);
                const auto answer = racer.leaveAt(group, sequence + 1, hash);
                won += answer.has_value() ? 1 : 0;
                lost += !answer && answer.error().code() == ErrorCode::Conflict ? 1 : 0;
            });
        QCOMPARE(won.load(), 1);
        QCOMPARE(lost.load(), kRacers - 1);
        QCOMPARE(headOf(group).first, sequence + 1);
        QCOMPARE(faults(), QStringList());
    }

    void theSameOperationTwiceAtOnceIsOneAndARepeat()
    {
        join(2);
        const GroupRacer owner(m_members[0]);
        const auto group = orThrow(owner.create(QStringLiteral("private"), 100));
        const Member &member = m_members[1];
        for (int round = 0; round < 20; ++round) {
            orThrow(owner.add(group, member.user));
            const auto [sequence, hash] = headOf(group);
            std::array<QString, 2> answers;
            std::array<Member, 2> connections;
            for (Member &connection : connections)
                connection = {.user = member.user,
                              .device = member.device,
                              .username = member.username,
                              .masterKey = member.masterKey,
                              .login = member.login,
                              .connection = m_world->connect(member.login)};
            together(
                2, [](int) {},
                [&](int index) {
                    const auto place = static_cast<size_t>(index);
                    answers[place] = orThrow(GroupRacer(connections[place]).leaveAt(group, sequence + 1, hash));
                });
            std::ranges::sort(answers);
            QCOMPARE(answers[0], QStringLiteral("repeat"));
            QCOMPARE(answers[1], QStringLiteral("stored"));
        }
        QCOMPARE(faults(), QStringList());
    }

    void aMemberAddedWhileRemovedIsInOrOut()
    {
        join(3);
        const GroupRacer owner(m_members[0]);
        const auto group = orThrow(owner.create(QStringLiteral("private"), 100));
        orThrow(owner.add(group, m_members[1].user));
        orThrow(owner.assign(group, m_members[1].user, group.roles.at(1)));
        orThrow(owner.add(group, m_members[2].user));
        for (int round = 0; round < 60; ++round) {
            together(
                3, [](int) {},
                [&](int index) {
                    const GroupRacer racer(m_members[index == 0 ? 0 : 1]);
                    if (index == 2) // a third: the one in question goes by himself
                        std::ignore = insist([&] { return GroupRacer(m_members[2]).leave(group); });
                    else if (index == 1)
                        std::ignore = racer.remove(group, m_members[2].user);
                    else
                        std::ignore = racer.add(group, m_members[2].user);
                });
            QCOMPARE(faults(), QStringList());
        }
        QVERIFY(headOf(group).first > 40);
    }

    void aStormLeavesTablesAndLogAlike_data()
    {
        QTest::addColumn<bool>("accountsGo");
        QTest::newRow("members and devices") << false;
        // Nobody signs for a deleted account, so the log does not know that it went.
        QTest::newRow("and accounts are deleted") << true;
    }

    void aStormLeavesTablesAndLogAlike()
    {
        QFETCH(const bool, accountsGo);
        constexpr int kDevices = 16;
        constexpr int kActions = 400;
        join(kDevices / 2);
        for (size_t index = 0; index < kDevices / 2; ++index)
            m_members.push_back(m_world->secondDevice(m_members[index]));
        QList<GroupRacer::Group> groups;
        for (size_t owner = 0; owner < 4; ++owner)
            groups.append(startedGroup(owner));
        const qint64 deadlocksBefore = m_world->number(kDeadlocks);
        QMutex mutex;
        QMap<QString, int> answers;
        // Two meddlers, each with a connection of its own.
        const std::array meddlers{m_fixture->admin(m_world->tenant().address),
                                  m_fixture->admin(m_world->tenant().address)};
        together(
            kDevices + 2, [](int) {},
            [&](int index) {
                std::mt19937 engine(static_cast<unsigned>(index) + 7);
                for (int round = 0; round < kActions; ++round) {
                    const Result<> answer = index >= kDevices
                                                ? meddle(*meddlers[static_cast<size_t>(index - kDevices)], engine,
                                                         accountsGo && round % 100 == 99)
                                                : act(m_members[static_cast<size_t>(index)], groups, engine);
                    const QMutexLocker locker(&mutex);
                    ++answers[answer ? QStringLiteral("done") : errorName(answer.error().code())];
                }
            });
        qInfo() << answers;
        for (const char *expected : {"not-found", "conflict", "quota-exceeded", "invalid-input"})
            answers.remove(QString::fromLatin1(expected));
        QCOMPARE(answers.keys(), QStringList{QStringLiteral("done")});
        QVERIFY(answers.value(QStringLiteral("done")) > 3 * kActions);
        QCOMPARE(m_world->number(kDeadlocks), deadlocksBefore);
        QStringList found = faults();
        if (accountsGo)
            found.removeIf([](const QString &fault) { return fault.startsWith(u"fold"); });
        QCOMPARE(found, QStringList());
    }

private:
    /// Of all accounts but two, half of them admins.
    GroupRacer::Group startedGroup(size_t owner)
    {
        const GroupRacer racer(m_members[owner]);
        const auto group =
            orThrow(racer.create(owner % 2 == 0 ? QStringLiteral("public") : QStringLiteral("private"), 6));
        for (size_t index = 0; index < 6; ++index) {
            if (index == owner)
                continue;
            orThrow(racer.add(group, m_members[index].user));
            if (index % 2 == 0)
                orThrow(racer.assign(group, m_members[index].user, group.roles.at(1)));
        }
        return group;
    }

    Result<> act(const Member &member, const QList<GroupRacer::Group> &groups, std::mt19937 &engine)
    {
        const auto below = [&](size_t bound) { return std::uniform_int_distribution<size_t>(0, bound - 1)(engine); };
        const GroupRacer racer(member);
        const GroupRacer::Group &group = groups.at(static_cast<qsizetype>(below(4)));
        const UserId other = m_members[below(m_members.size())].user;
        QList<DeviceId> devices;
        for (size_t index = below(3); index < m_members.size(); index += 3)
            devices.append(m_members[index].device);
        std::ranges::shuffle(devices, engine);
        const auto action = below(24);
        if (action < 5)
            return racer.joinPublic(group);
        if (action < 11)
            return racer.add(group, other);
        if (action < 14)
            return racer.assign(group, other, group.roles.at(action == 13 ? 2 : 1));
        switch (action) {
        case 14: return racer.leave(group);
        case 15: return racer.remove(group, other);
        case 16: return racer.passOwnership(group, other);
        case 17: return racer.mute(group, other);
        case 18: return racer.beginEpoch(group);
        case 19: return racer.startSenderKey(group);
        case 20:
        case 21: return racer.putKeys(group, devices);
        default: return racer.sendControl(group, devices);
        }
    }

    /// What touches many chats at once: upkeep, lost devices, deleted accounts.
    Result<> meddle(DatabaseConnection &database, std::mt19937 &engine, bool deleteAccount)
    {
        const Member &member = m_members[std::uniform_int_distribution<size_t>(0, m_members.size() - 1)(engine)];
        if (deleteAccount) {
            TACET_TRY(database.exec(kDelete, PgParams().id(member.user)));
            TACET_TRY(database.exec(kHook, PgParams().text(QStringLiteral("user_deleted")).id(member.user)));
        } else {
            TACET_TRY(database.exec(kHook, PgParams().text(QStringLiteral("device_removed")).id(member.device)));
            TACET_TRY(database.script("SELECT s.cleanup_groups()"));
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(GroupRacesTest)
#include "tst_groupraces.moc"
