#include "tests/backend/tenantworld.h"

#include <atomic>

using namespace tacet;

namespace {

constexpr int kMutations = 10'000;
constexpr int kPerStatement = 250;
constexpr int kWriters = 16;
constexpr int kPerWriter = 25;

constexpr PgStatement kSeal{"chain_seal", "SELECT s.seal_audit()"};
constexpr PgStatement kFindings{"chain_findings", "SELECT count(*) FROM admin.verify_audit()"};
constexpr PgStatement kMutate{"chain_mutate", "SELECT what FROM test.mutate($1::float8 / 10000, $2) AS what"};
constexpr PgStatement kCreated{
    "chain_created", "SELECT count(*) FROM tacet.audit_log WHERE event_type = 'token' AND action = 'created'"};

// One random wrong at a time, on a log that is whole; what comes back was not found. Tried is what the table's
// own checks let through: somebody who may switch triggers off may not be stopped by them.
constexpr auto kMutator = R"(
CREATE SCHEMA test;
CREATE FUNCTION test.wrong(category text, one bigint, other bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    changes CONSTANT text[] := ARRAY['id = id + 1000000', $q$recorded_at = recorded_at + interval '1 microsecond'$q$,
        $q$category = CASE category WHEN 'security' THEN 'operations' ELSE 'security' END$q$, $q$event_type = event_type || 'x'$q$,
        $q$action = action || 'x'$q$, $q$severity = CASE severity WHEN 'low' THEN 'high' ELSE 'low' END$q$,
        'actor_account = gen_random_uuid()', 'actor_device = gen_random_uuid()', $q$actor_role = 'somebody'$q$,
        $q$resource_type = coalesce(resource_type, '') || 'xx'$q$, $q$resource_id = coalesce(resource_id, '') || 'x'$q$,
        'success = NOT success', $q$error_code = CASE WHEN error_code IS NULL THEN 'SR001' END$q$,
        $q$details = details || '{"more": 1}'$q$, $q$details = '{"n": 1.0}'$q$, 'hash = sha256(hash)',
        $q$hash = set_byte(hash, 31, get_byte(hash, 31) # 1)$q$, 'seq = seq + 1000'];
    change text;
BEGIN
    CASE floor(random() * 8)::int
    WHEN 0, 1, 2 THEN
        change := changes[1 + floor(random() * cardinality(changes))::int];
        EXECUTE format('UPDATE tacet.audit_log SET %s WHERE category = $1 AND seq = $2', change) USING category, one;
        RETURN 'changed: ' || change;
    WHEN 3 THEN
        DELETE FROM tacet.audit_log l WHERE l.category = wrong.category AND l.seq = one;
        RETURN 'removed ' || one;
    WHEN 4 THEN
        UPDATE tacet.audit_log l SET seq = -l.seq + one + other + 100000
         WHERE l.category = wrong.category AND l.seq IN (one, other);
        UPDATE tacet.audit_log l SET seq = l.seq - 100000 WHERE l.category = wrong.category AND l.seq > 100000;
        RETURN 'reordered ' || one || ' and ' || other;
    WHEN 5 THEN
        INSERT INTO tacet.audit_log SELECT l.category, h.seq + 1, l.id + 1000000, l.recorded_at, l.event_type, l.action,
               l.severity, l.actor_account, l.actor_device, l.actor_role, l.resource_type, l.resource_id, l.success,
               l.error_code, l.details, sha256(h.hash || int8send(h.seq + 1) || s.audit_digest(l.id + 1000000,
                   l.recorded_at, l.category, l.event_type, l.action, l.severity, l.actor_account, l.actor_device,
                   l.actor_role, l.resource_type, l.resource_id, l.success, l.error_code, l.details))
          FROM tacet.audit_log l JOIN tacet.audit_heads h USING (category) WHERE l.category = wrong.category AND l.seq = one;
        RETURN 'added a row that chains';
    WHEN 6 THEN
        DELETE FROM tacet.audit_log l WHERE l.category = wrong.category AND l.seq >= one;
        RETURN 'cut off from ' || one;
    WHEN 7 THEN
        CASE floor(random() * 3)::int
        WHEN 0 THEN UPDATE tacet.audit_heads h SET hash = sha256(h.hash) WHERE h.category = wrong.category;
        WHEN 1 THEN UPDATE tacet.audit_heads h SET seq = h.seq - 1 WHERE h.category = wrong.category;
        ELSE DELETE FROM tacet.audit_heads h WHERE h.category = wrong.category;
        END CASE;
        RETURN 'the head';
    END CASE;
END $$;
CREATE FUNCTION test.mutate(seed double precision, times integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    chain text;
    one bigint;
    other bigint;
    what text;
    wrong boolean;
    tried integer := 0;
BEGIN
    PERFORM setseed(seed);
    WHILE tried < times LOOP
        SELECT l.category, l.seq INTO chain, one FROM tacet.audit_log l ORDER BY random() LIMIT 1;
        SELECT l.seq INTO other FROM tacet.audit_log l WHERE l.category = chain AND l.seq <> one ORDER BY random() LIMIT 1;
        what := NULL;
        BEGIN
            what := test.wrong(chain, one, other);
            wrong := EXISTS (SELECT FROM admin.verify_audit());
            RAISE EXCEPTION USING ERRCODE = 'TT000';
        EXCEPTION WHEN SQLSTATE 'TT000' THEN
            tried := tried + 1;
            IF NOT wrong THEN
                RETURN NEXT what;
            END IF;
        WHEN unique_violation OR check_violation THEN
            NULL;
        END;
    END LOOP;
END $$;
)";

qint64 ask(DatabaseConnection &connection, const PgStatement &statement)
{
    return orThrow(orThrow(connection.exec(statement)).first([](PgRow &row) { return row.int64(0); }));
}

} // namespace

/// The audit log against those who could write to it, and under many who do.
class AuditChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }
    void cleanupTestCase() { m_fixture.reset(); }

    void everyWrongIsFound()
    {
        TenantWorld world(*m_fixture);
        DatabaseConnection &db = world.superuser();
        orThrow(db.script(
            "SELECT s.audit((ARRAY['device', 'policy', 'retention'])[1 + g % 3], 'tested', 'device', 'd' || g, "
            "(ARRAY['low', 'high'])[1 + g % 2], jsonb_build_object('n', g), g % 5 > 0, CASE WHEN g % 5 = 0 "
            "THEN 'SR001' END) FROM generate_series(1, 60) g"));
        orThrow(db.script(kMutator));
        QVERIFY(ask(db, kSeal) >= 60);
        QCOMPARE(ask(db, kFindings), 0);
        orThrow(db.script("SET session_replication_role = replica"));
        for (int done = 0; done < kMutations; done += kPerStatement) {
            const PgResult missed = orThrow(db.exec(kMutate, PgParams().int32(done).int32(kPerStatement)));
            for (int row = 0; row < missed.size(); ++row)
                qInfo() << "not found:" << missed.row(row).text(0);
            QCOMPARE(missed.size(), 0);
        }
        QCOMPARE(ask(db, kFindings), 0);
        qInfo() << kMutations << "mutations, every one found";
    }

    void writersAndSealersLoseNothing()
    {
        TenantWorld world(*m_fixture);
        std::vector<Member> members;
        for (int index = 0; index < kWriters; ++index)
            members.push_back(world.join(QStringLiteral("member%1").arg(index)));
        world.setPolicy(QStringLiteral("{\"invite_burst\": 100000}"));
        const qint64 before = world.number("SELECT count(*) FROM tacet.enrollment_tokens");
        std::atomic<int> writing = kWriters;
        std::atomic<int> broken = 0;
        std::vector<DatabaseLogin> logins;
        for (const Member &member : members)
            logins.push_back(member.login);
        std::vector<std::unique_ptr<DatabaseConnection>> connections(kWriters + 2);
        together(
            kWriters + 2,
            [&](int index) {
                const auto place = static_cast<size_t>(index);
                connections[place] =
                    index < kWriters ? world.connect(logins[place]) : m_fixture->admin(world.tenant().address);
            },
            [&](int index) {
                DatabaseConnection &own = *connections[static_cast<size_t>(index)];
                if (index < kWriters) {
                    for (int count = 0; count < kPerWriter; ++count)
                        orThrow(EnrolmentStore(own).createToken(sha256(newId<UserId>().toBytes()), TokenKind::Account,
                                                                std::chrono::hours(1)));
                    --writing;
                } else {
                    while (writing > 0) {
                        orThrow(own.exec(kSeal));
                        broken += ask(own, kFindings) != 0;
                    }
                }
                connections[static_cast<size_t>(index)].reset();
            });
        QCOMPARE(broken.load(), 0);
        ask(world.superuser(), kSeal);
        QCOMPARE(ask(world.superuser(), kCreated), before + kWriters * kPerWriter);
        QCOMPARE(world.number("SELECT count(*) FROM tacet.audit_inbox"), 0);
        QCOMPARE(ask(world.superuser(), kFindings), 0);
    }

    void anOpenTransactionStopsNobody()
    {
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        const Member mallory = world.join(QStringLiteral("mallory"));
        ask(world.superuser(), kSeal);
        orThrow(mallory.db().script("BEGIN"));
        world.tokenOf(mallory, TokenKind::Account);
        alice.db().setTimeout(std::chrono::seconds(5));
        world.superuser().setTimeout(std::chrono::seconds(5));
        world.tokenOf(alice, TokenKind::Account);
        QCOMPARE(ask(world.superuser(), kSeal), 1);
        QCOMPARE(ask(world.superuser(), kFindings), 0);
        orThrow(mallory.db().script("COMMIT"));
        QCOMPARE(ask(world.superuser(), kSeal), 1);
        QCOMPARE(ask(world.superuser(), kFindings), 0);
    }

    void aSealerThatDoesNotEndStopsNobody()
    {
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        const auto sealer = m_fixture->admin(world.tenant().address);
        orThrow(sealer->script("BEGIN"));
        QVERIFY(ask(*sealer, kSeal) > 0);
        alice.db().setTimeout(std::chrono::seconds(5));
        world.superuser().setTimeout(std::chrono::seconds(5));
        world.tokenOf(alice, TokenKind::Account);
        QCOMPARE(ask(world.superuser(), kSeal), 0);
        orThrow(sealer->script("ROLLBACK"));
        QVERIFY(ask(world.superuser(), kSeal) > 1);
        QCOMPARE(ask(world.superuser(), kFindings), 0);
    }
};

QTEST_GUILESS_MAIN(AuditChainTest)
#include "tst_auditchain.moc"
