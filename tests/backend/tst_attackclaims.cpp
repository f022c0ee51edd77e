// T16, T17, T18: many hands on one thing.
#include "models/backend/prekeystore.h"
#include "tests/backend/hostilesession.h"
#include "tests/backend/tenantworld.h"
#include "tests/support/attackreport.h"

#include <QMutex>

#include <atomic>
#include <barrier>

using namespace tacet;

namespace {

constexpr int kRacers = 64;
constexpr int kPerLogin = 3; // a device's connection limit
constexpr int kTargets = 20;

} // namespace

class AttackClaimsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::unique_ptr<HostileSession> m_operator;
    std::optional<Member> m_owner;

    // Every second claim of every third claimer is taken back.
    struct Claims {
        QMutex mutex;
        QSet<QByteArray> handedOut;
        qint64 twice = 0;
        std::atomic<qint64> aborted = 0;
        std::atomic<qint64> refused = 0;

        void note(DeviceId device, const PrekeyBundle &bundle)
        {
            if (!bundle.oneTime)
                return;
            const QByteArray key = device.toBytes() + QByteArray::number(bundle.oneTime->id);
            const QMutexLocker locker(&mutex);
            twice += handedOut.contains(key);
            handedOut.insert(key);
        }
    };

    QList<DeviceId> targetsWithKeys(qint64 keys)
    {
        QList<DeviceId> targets;
        for (int index = 0; index < kTargets; ++index) {
            const Member target = m_world->join(QStringLiteral("target_%1").arg(index));
            targets.append(target.device);
            m_operator->run("DELETE FROM tacet.one_time_prekeys WHERE device_id = '" +
                            target.device.toString().toLatin1() + '\'');
            m_operator->run("INSERT INTO tacet.one_time_prekeys SELECT '" + target.device.toString().toLatin1() +
                            "', k, sha256(k::text::bytea), sha512(k::text::bytea) FROM generate_series(1, " +
                            QByteArray::number(keys / kTargets) + ") k");
        }
        return targets;
    }

    static void claim(DatabaseConnection &connection, const QList<DeviceId> &targets, int racer, Claims &claims)
    {
        int empty = 0;
        for (qint64 round = 0; empty < kTargets; ++round) {
            const DeviceId target = targets.at((round + racer) % kTargets);
            const bool aborts = racer % 3 == 0 && round % 2 == 0;
            if (aborts)
                std::ignore = connection.script("BEGIN");
            const auto bundle = PrekeyStore(connection).claim(target);
            if (aborts)
                std::ignore = connection.script("ROLLBACK");
            claims.refused += !bundle;
            claims.aborted += aborts;
            empty = bundle && bundle->oneTime ? 0 : empty + 1;
            if (bundle && !aborts)
                claims.note(target, *bundle);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::Migrated,
                                                      QStringList{QStringLiteral("max_connections=250")});
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_operator = std::make_unique<HostileSession>(m_world->tenant().address, m_fixture->superuser());
        m_owner = m_world->join(QStringLiteral("owner"));
    }

    void cleanupTestCase()
    {
        m_owner.reset();
        m_operator.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void T16_oneInviteMakesOneDevice()
    {
        const int rounds = isLongRun() ? 1000 : 20;
        m_world->setPolicy(QStringLiteral("{\"invite_burst\": 100000}"));
        // More of them at once than the role is allowed to be.
        const QByteArray enrol = m_world->tenant().names.enrolRole().toUtf8();
        QCOMPARE(m_operator->run("ALTER ROLE \"" + enrol + "\" CONNECTION LIMIT 100"), "done");
        const qint64 before = m_operator->number("SELECT count(*) FROM pg_roles WHERE rolname ~ '^d_'");
        QList<QByteArray> tokens;
        for (int round = 0; round < rounds; ++round)
            tokens.append(m_world->tokenOf(*m_owner, TokenKind::Account));
        std::vector<std::atomic_int> successes(static_cast<size_t>(rounds));
        std::atomic_int others = 0;
        std::barrier start(kRacers);
        together(
            kRacers, [](int) {},
            [&](int racer) {
                const auto connection = m_world->enrolConnection();
                for (int round = 0; round < rounds; ++round) {
                    const auto asked =
                        m_world->request(tokens.at(round), QStringLiteral("r%1_%2").arg(round).arg(racer));
                    start.arrive_and_wait();
                    const auto enrolled = EnrolmentStore(*connection).enrol(asked);
                    if (enrolled)
                        ++successes[static_cast<size_t>(round)];
                    else if (enrolled.error().code() != ErrorCode::TokenInvalid)
                        ++others;
                }
            });
        m_operator->run("ALTER ROLE \"" + enrol + "\" CONNECTION LIMIT 20");
        const auto wrong = std::ranges::count_if(successes, [](const std::atomic_int &count) { return count != 1; });
        const qint64 made = m_operator->number("SELECT count(*) FROM pg_roles WHERE rolname ~ '^d_'") - before;
        const qint64 users = m_operator->number("SELECT count(*) FROM tacet.users WHERE username ~ '^r[0-9]+_'");
        TACET_VERIFY_ATTACK("T16", rounds, "one role per invite under 64 racers",
                            QStringLiteral("%1 roles and %2 accounts of %3 invites, %4 invites with another number, %5 "
                                           "refused for another reason")
                                .arg(made)
                                .arg(users)
                                .arg(rounds)
                                .arg(wrong)
                                .arg(others.load()),
                            wrong == 0 && made == rounds && users == rounds && others == 0);
    }

    void T17_everyPrekeyIsHandedOutOnce()
    {
        const qint64 keys = isLongRun() ? 100'000 : 20'000;
        m_world->setPolicy(QStringLiteral("{\"claim_burst\": 1000000000, \"invite_burst\": 100000}"));
        const QList<DeviceId> targets = targetsWithKeys(keys);
        QCOMPARE(m_operator->number("SELECT count(*) FROM tacet.one_time_prekeys k JOIN tacet.devices d ON d.id = "
                                    "k.device_id JOIN tacet.users u ON u.id = d.user_id WHERE u.username ~ '^target_'"),
                 keys);
        std::vector<Member> claimers;
        for (int index = 0; index * kPerLogin < kRacers; ++index)
            claimers.push_back(m_world->join(QStringLiteral("claimer_%1").arg(index)));
        for (Member &claimer : claimers)
            claimer.connection.reset();
        Claims claims;
        together(
            kRacers, [](int) {},
            [&](int racer) {
                const auto connection = m_world->connect(claimers.at(static_cast<size_t>(racer / kPerLogin)).login);
                claim(*connection, targets, racer, claims);
            });
        // What was locked by a claim that was taken back when the others looked is still there.
        const auto last = m_world->connect(claimers.front().login);
        claim(*last, targets, 1, claims);
        const qint64 lost = keys - claims.handedOut.size();
        TACET_VERIFY_ATTACK("T17", keys, "64 claimers: no key twice, none lost, also when claims are taken back",
                            QStringLiteral("%1 twice, %2 lost, %3 claims taken back, %4 refused")
                                .arg(claims.twice)
                                .arg(lost)
                                .arg(claims.aborted.load())
                                .arg(claims.refused.load()),
                            claims.twice == 0 && lost == 0 && claims.refused == 0 && claims.aborted > 100);
    }

    void T18_drainedPrekeysDoNotStopAnybody()
    {
        m_world->setPolicy(QStringLiteral("{\"claim_burst\": 200, \"claim_per_second\": 0.2}"));
        const Member victim = m_world->join(QStringLiteral("victim"));
        PrekeyUpload upload;
        for (quint32 id = 4; id <= 100; ++id) {
            upload.oneTime.append(prekey(id));
            upload.kem.append(kemPrekey(id, false));
        }
        orThrow(PrekeyStore(victim.db()).publish(upload));
        const Member thief = m_world->join(QStringLiteral("thief"));
        int taken = 0;
        int asked = 0;
        for (; asked < 150; ++asked) {
            const PrekeyBundle bundle = orThrow(PrekeyStore(thief.db()).claim(victim.device));
            taken += bundle.oneTime.has_value();
        }
        const PrekeyCounts left = orThrow(PrekeyStore(victim.db()).counts());
        TACET_VERIFY_ATTACK("T18", asked, "one hostile device: at most 42 keys, the victim keeps 25 or more",
                            QStringLiteral("%1 taken, %2 left, which the victim sees").arg(taken).arg(left.oneTime),
                            taken <= 42 && left.oneTime >= 25 && left.oneTime == 100 - taken);
        // Three more take the rest, and the last-resort key still makes sessions.
        for (int index = 0; index < 3; ++index) {
            const Member more = m_world->join(QStringLiteral("thief_%1").arg(index));
            for (int round = 0; round < 40; ++round)
                std::ignore = PrekeyStore(more.db()).claim(victim.device);
        }
        const Member friendOfVictim = m_world->join(QStringLiteral("friend"));
        const PrekeyBundle bundle = orThrow(PrekeyStore(friendOfVictim.db()).claim(victim.device));
        const PrekeyCounts after = orThrow(PrekeyStore(victim.db()).counts());
        TACET_VERIFY_ATTACK("T18.last-resort", 4, "with no one-time key left the last-resort key is handed out",
                            QStringLiteral("%1 one-time keys left, last resort: %2")
                                .arg(after.oneTime)
                                .arg(bundle.kem.lastResort ? "yes" : "no"),
                            after.oneTime == 0 && bundle.kem.lastResort && !bundle.oneTime);
    }
};

QTEST_GUILESS_MAIN(AttackClaimsTest)
#include "tst_attackclaims.moc"
