#include "tests/backend/fuzzrun.h"
#include "tests/backend/hostileworld.h"
#include "tests/support/attackreport.h"

using namespace tacet;

namespace {

constexpr qint64 kCalls = 200'000;
constexpr qint64 kLongCalls = 1'000'000;
constexpr qint64 kAdminCalls = 1'500;
constexpr int kConnections = 3;
constexpr int kRounds = 8; // after each of them everybody knows what is his own

// No bucket gets empty, so that calls go as deep as they can.
constexpr auto kOpenBuckets = R"(
SELECT admin.set_policy(jsonb_object_agg(p.key, LEAST(p.highest, 1e9)))
  FROM admin.policies() p WHERE p.key ~ '_(burst|per_second)$')";
constexpr auto kStartTime = "SELECT pg_postmaster_start_time()";

} // namespace

/// T14 of docs/security-tests.md: calls of every function with made-up arguments.
class AttackFuzzTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<HostileWorld> m_world;
    std::unique_ptr<FuzzRun> m_run;
    QByteArray m_started;

    static qint64 calls() { return isLongRun() ? kLongCalls : kCalls; }
    const AttackCatalog &catalog() const { return m_world->catalog(); }
    QList<AttackCatalog::Function> ofDevices() const { return catalog().of(AttackCatalog::Caller::Device); }

    FuzzRun::Actor actor(const Member &member) const
    {
        return {.role = member.login.role.toLatin1(), .functions = ofDevices()};
    }

    /// Without what takes the caller's own login away.
    QList<AttackCatalog::Function> withoutOwnEnd(QList<AttackCatalog::Function> functions) const
    {
        functions.removeIf([](const auto &function) { return function.endsLogins(); });
        return functions;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<HostileWorld>(*m_fixture, HostileWorld::Filling::FunctionsOnly);
        m_world->superuser().list(attackScript(QStringLiteral("driver.sql")));
        m_world->superuser().list(kOpenBuckets);
        m_started = m_world->superuser().one(kStartTime);
        m_run = std::make_unique<FuzzRun>(m_world->address(), m_fixture->superuser(), catalog());
    }

    void cleanupTestCase()
    {
        m_run.reset();
        m_world.reset();
        m_fixture.reset();
    }

    /// Those who have something to lose come first, so that there are rows of every kind.
    void membersCallWhateverTheyMay()
    {
        for (int round = 0; round < kRounds; ++round) {
            QList<FuzzRun::Actor> actors;
            for (const Member *member : {&m_world->alice(), &m_world->bob(), &m_world->carol()}) {
                actors += actor(*member);
                actors.last().functions = withoutOwnEnd(actors.last().functions);
                actors.last().preferred = m_world->idsBeside({member->user.toString().toLatin1()});
            }
            m_run->run(actors, calls() / 2 / kRounds, kConnections, attackSeed() + quint32(round),
                       CallDriver::Keep::Yes);
        }
        qInfo("%s", m_run->states().constData());
        qInfo("never done: %s", m_run->neverDone(ofDevices()).join(' ').constData());
        QVERIFY2(m_run->faults().isEmpty(), m_run->faults().join('\n').constData());
    }

    void attackersChangeNothingAndAreToldNothing()
    {
        const Member eve = m_world->tenant().join(QStringLiteral("eve_of_fuzz"));
        const HostileWorld::Attacker &nobody = m_world->attacker("a login without a device");
        const HostileWorld::Attacker &removed = m_world->attacker("a removed device");
        const HostileWorld::Attacker &enrol = m_world->attacker("the enrolment role");
        m_world->gatherCanaries();
        const QByteArrayList own{eve.user.toString().toLatin1(), eve.device.toString().toLatin1(),
                                 m_world->attacker("an account's login").ownWords.first()};
        const Canaries canaries = m_world->canariesFor({.who = "eve", .login = {}, .ownWords = own});
        QList<FuzzRun::Actor> actors;
        for (int share = 0; share < 4; ++share)
            actors +=
                {.role = eve.login.role.toLatin1(), .functions = withoutOwnEnd(ofDevices()), .canaries = &canaries};
        actors += {.role = nobody.login.role.toLatin1(), .functions = ofDevices(), .canaries = &canaries};
        actors += {.role = removed.login.role.toLatin1(), .functions = ofDevices(), .canaries = &canaries};
        actors += {.role = enrol.login.role.toLatin1(),
                   .functions = catalog().of(AttackCatalog::Caller::Enrolment),
                   .canaries = &canaries};
        actors += {.role = m_world->attacker("an account's login").login.role.toLatin1(),
                   .functions = catalog().of(AttackCatalog::Caller::Account),
                   .canaries = &canaries};
        m_world->remember();
        m_run->run(actors, calls() / 2, kConnections, attackSeed() + 100, CallDriver::Keep::Yes);
        qInfo("%s", m_run->states().constData());
        const QByteArrayList changed = m_world->changes(own, {"one_time_prekeys", "kem_prekeys", "security_events"});
        QVERIFY2(m_run->faults().isEmpty(), m_run->faults().join('\n').constData());
        QVERIFY2(changed.isEmpty(), changed.join('\n').constData());
        QCOMPARE(m_world->superuser().one(kStartTime), m_started);
        TACET_VERIFY_ATTACK("T14", m_run->calls(),
                            "documented SQLSTATEs only, 0 leaks, 0 rows of others changed, 0 crashes",
                            QStringLiteral("%1 undocumented, %2 leaks, %3 changed; %4")
                                .arg(m_run->undocumented())
                                .arg(m_run->leaks())
                                .arg(changed.size())
                                .arg(QString::fromLatin1(m_run->states())),
                            m_run->calls() >= calls() && m_run->undocumented() == 0 && m_run->leaks() == 0);
    }

    /// What is granted to nobody or to others is refused before anything of it runs.
    void theRestIsRefused()
    {
        QList<AttackCatalog::Function> closed = catalog().of(AttackCatalog::Caller::Operator);
        closed += catalog().of(AttackCatalog::Caller::Nobody);
        FuzzRun run(m_world->address(), m_fixture->superuser(), catalog());
        QList<FuzzRun::Actor> actors;
        for (const HostileWorld::Attacker &attacker : m_world->attackers()) {
            const QByteArray role = attacker.login.role.toLatin1();
            QList<AttackCatalog::Function> functions = closed;
            // Whom the owner's random calls have made an admin may ask the console, which is not begun.
            if (m_world->superuser().one("SELECT EXISTS (SELECT FROM tacet.devices d JOIN tacet.users u "
                                         "ON u.id = d.user_id WHERE u.workspace_role <> 'member' AND d.db_role = '" +
                                         role + "')") == "t")
                functions.removeIf([](const auto &function) { return function.name.startsWith("console."); });
            actors += {.role = role, .functions = functions, .canaries = &m_world->canaries(), .mayCall = false};
        }
        run.run(actors, kAdminCalls, 1, attackSeed(), CallDriver::Keep::Yes);
        QVERIFY2(run.faults().isEmpty(), run.faults().join('\n').constData());
        TACET_VERIFY_ATTACK("T14.closed", run.calls(), "insufficient privilege", QString::fromLatin1(run.states()),
                            run.undocumented() == 0);
    }

    /// Operators are trusted, but not to be crashed by.
    void operatorsGetKnownAnswers()
    {
        FuzzRun run(m_world->address(), m_fixture->superuser(), catalog());
        const QByteArray migrator = m_world->tenant().tenant().names.migratorRole().toLatin1();
        run.run({{.role = migrator, .functions = catalog().of(AttackCatalog::Caller::Operator)}}, kAdminCalls, 1,
                attackSeed(), CallDriver::Keep::No);
        QVERIFY2(run.faults().isEmpty(), run.faults().join('\n').constData());
        TACET_VERIFY_ATTACK("T14.admin", run.calls(), "documented SQLSTATEs only", QString::fromLatin1(run.states()),
                            run.undocumented() == 0);
    }
};

QTEST_GUILESS_MAIN(AttackFuzzTest)
#include "tst_attackfuzz.moc"
