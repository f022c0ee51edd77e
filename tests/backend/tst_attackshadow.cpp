#include "tests/backend/callcorpus.h"
#include "tests/backend/hostileworld.h"
#include "tests/support/attackreport.h"

#include <QRegularExpression>

using namespace tacet;

namespace {

constexpr int kTries = 6;
constexpr int kExamples = 2;
constexpr auto kUsed = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM shadow.used";
constexpr auto kShadows =
    "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'shadow'::regnamespace) + (SELECT "
    "count(*) FROM pg_proc WHERE pronamespace = 'shadow'::regnamespace) + (SELECT count(*) FROM "
    "pg_operator WHERE oprnamespace = 'shadow'::regnamespace)";

QByteArray withoutChance(const QByteArray &told)
{
    // Times, and what is drawn at random.
    static const QRegularExpression chance(
        QStringLiteral("\\d{4}-\\d\\d-\\d\\d "
                       "\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+\\d\\d|[0-9a-f]{32,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{"
                       "12}|\\d{6,}|\\d+:\\d+:[\\d,]*"));
    return QString::fromUtf8(told).replace(chance, QStringLiteral("?")).toUtf8();
}

QByteArray quotedRole(const QByteArray &role)
{
    return '"' + role + '"';
}

} // namespace

/// T10, T11, T12 of docs/security-tests.md: what a caller puts in the way of a function, who a cached plan is for,
/// and whether row security holds where a grant does not.
class AttackShadowTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<HostileWorld> m_world;
    std::unique_ptr<CallDriver> m_driver;
    std::unique_ptr<CallGrammar> m_grammar;
    QByteArray m_alice;
    QByteArray m_bob;
    QByteArray m_eve;

    RawSession &session() { return m_driver->session(); }

    QList<CallCorpus::Example> examples(const QByteArray &role)
    {
        return CallCorpus::find(*m_driver, *m_grammar, role, m_world->catalog().of(AttackCatalog::Caller::Device),
                                kTries, kExamples);
    }

    // What a call answers somebody, in a transaction that is rolled back.
    Outcome answer(const QByteArray &role, const QByteArray &sql)
    {
        session().list("BEGIN");
        session().list("SET SESSION AUTHORIZATION " + quotedRole(role));
        Outcome outcome = session().run(sql);
        session().list("ROLLBACK");
        session().list("RESET SESSION AUTHORIZATION");
        return outcome;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<HostileWorld>(*m_fixture, HostileWorld::Filling::FunctionsOnly);
        m_world->superuser().list(attackScript(QStringLiteral("driver.sql")));
        m_driver = std::make_unique<CallDriver>(m_world->address(), m_fixture->superuser());
        m_grammar = std::make_unique<CallGrammar>(session(), m_world->catalog(), attackSeed());
        m_alice = m_world->alice().login.role.toLatin1();
        m_bob = m_world->bob().login.role.toLatin1();
        m_eve = m_world->eve().login.role.toLatin1();
    }

    void cleanupTestCase()
    {
        m_driver.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void shadowsAreNeverUsed()
    {
        const QList<CallCorpus::Example> calls = examples(m_alice);
        m_world->superuser().list(attackScript(QStringLiteral("shadow.sql")));
        const qint64 shadows = session().one(kShadows).toLongLong();
        qint64 different = 0;
        QByteArrayList faults;
        QSet<QByteArray> functions;
        for (const CallCorpus::Example &example : calls) {
            const QByteArray call = callOf(example.function, example.arguments);
            const Outcome plain = answer(m_alice, call);
            session().list("SET search_path = shadow, pg_catalog, tacet, s");
            const Outcome shadowed = answer(m_alice, call);
            session().list("RESET search_path");
            functions.insert(example.function.name);
            if (plain.state == shadowed.state && withoutChance(plain.told) == withoutChance(shadowed.told))
                continue;
            ++different;
            if (faults.size() < 10)
                faults += call.left(300) + " -> " + plain.told.left(200) + " | " + shadowed.told.left(200);
        }
        const qint64 used = session().one(kUsed).toLongLong();
        QVERIFY(shadows > 300);
        // The trap works where it is meant to.
        session().list("SET search_path = shadow, pg_catalog");
        std::ignore = session().run("SELECT 'a'::pg_catalog.text = 'b'::pg_catalog.text");
        session().list("RESET search_path");
        QVERIFY(session().one(kUsed).toLongLong() > used);
        session().list("DROP SCHEMA shadow CASCADE");
        QVERIFY2(faults.isEmpty(), faults.join('\n').constData());
        TACET_VERIFY_ATTACK("T10", functions.size(), "0 shadows used, 0 answers changed",
                            QStringLiteral("%1 of %2 shadows used, %3 of %4 answers changed")
                                .arg(used)
                                .arg(shadows)
                                .arg(different)
                                .arg(calls.size()),
                            used == 0 && different == 0 && functions.size() > 25);
    }

    /// A plan that was made for one caller serves the next in the same session.
    void cachedPlansAnswerWhoAsks()
    {
        qint64 cases = 0;
        QByteArrayList wrong;
        for (const char *mode : {"auto", "force_generic_plan", "force_custom_plan"}) {
            session().list(QByteArray("SET plan_cache_mode = ") + mode);
            for (const CallCorpus::Example &example : examples(m_alice)) {
                const QByteArray call = callOf(example.function, example.arguments);
                QHash<QByteArray, QByteArray> expected;
                for (const QByteArray &role : {m_alice, m_bob, m_eve})
                    expected[role] = withoutChance(answer(role, call).told);
                session().list("PREPARE attacked AS " + call);
                for (const QByteArray &role : {m_alice, m_bob, m_alice, m_eve, m_bob, m_eve}) {
                    ++cases;
                    const QByteArray told = withoutChance(answer(role, "EXECUTE attacked").told);
                    if (told != expected[role] && wrong.size() < 10)
                        wrong += call.left(300) + " -> " + told.left(200) + " | " + expected[role].left(200);
                }
                session().list("DEALLOCATE attacked");
            }
        }
        session().list("RESET plan_cache_mode");
        QVERIFY2(wrong.isEmpty(), wrong.join('\n').constData());
        TACET_VERIFY_ATTACK("T11", cases, "0 answers meant for another", QString::number(wrong.size()), cases > 300);
    }

    void plansOfTheOwnerServeNobodyElse()
    {
        const QByteArray owner = m_world->tenant().tenant().names.ownerRole().toLatin1();
        qint64 cases = 0;
        for (const AttackCatalog::Relation &relation : m_world->catalog().relations) {
            if (relation.kind == 'S')
                continue;
            session().list("SET SESSION AUTHORIZATION " + quotedRole(owner));
            const Outcome prepared = session().run("PREPARE attacked AS SELECT * FROM " + relation.name);
            if (!prepared.failed())
                std::ignore = session().run("EXECUTE attacked");
            session().list("RESET SESSION AUTHORIZATION");
            const Outcome stolen = answer(m_eve, "EXECUTE attacked");
            if (!prepared.failed()) {
                ++cases;
                QVERIFY2(stolen.state == "42501" && stolen.rows == 0, (relation.name + stolen.told).constData());
                session().list("DEALLOCATE attacked");
            }
        }
        TACET_VERIFY_ATTACK("T11.tables", cases, "insufficient privilege", QStringLiteral("0 rows"), cases > 30);
    }

    /// The second wall: with every privilege on every table, view and partition there is still not one row.
    void grantsAloneShowNothing()
    {
        const QByteArray group = quotedRole(m_world->tenant().tenant().names.userRole().toLatin1());
        m_world->superuser().list("GRANT USAGE ON SCHEMA tacet TO " + group +
                                  "; GRANT ALL ON ALL TABLES IN SCHEMA tacet TO " + group);
        m_world->remember();
        const auto eve = m_world->enter(m_world->eve().login);
        qint64 statements = 0;
        QByteArrayList faults;
        for (const AttackCatalog::Relation &relation : m_world->catalog().relations) {
            if (!relation.name.startsWith("tacet.") || relation.kind == 'S')
                continue;
            for (const char *pattern : {"SELECT * FROM %t", "SELECT * FROM ONLY %t", "COPY %t TO STDOUT",
                                        "UPDATE %t SET %c = %c", "DELETE FROM %t", "SELECT * FROM %t FOR UPDATE"}) {
                const QByteArray sql =
                    QByteArray(pattern).replace("%t", relation.name).replace("%c", relation.columns.first());
                const Outcome outcome = eve->runAlone(sql);
                ++statements;
                if (outcome.rows > 0)
                    faults += sql + " -> " + QByteArray::number(outcome.rows);
            }
        }
        const QByteArrayList changed = m_world->changes({});
        m_world->superuser().list("REVOKE ALL ON ALL TABLES IN SCHEMA tacet FROM " + group +
                                  "; REVOKE USAGE ON SCHEMA tacet FROM " + group);
        QVERIFY2(faults.isEmpty(), faults.join('\n').constData());
        TACET_VERIFY_ATTACK("T12", statements, "0 rows through views, partitions and granted tables, 0 changed",
                            QStringLiteral("%1 shown, %2 changed").arg(faults.size()).arg(changed.size()),
                            changed.isEmpty() && statements > 300);
    }
};

QTEST_GUILESS_MAIN(AttackShadowTest)
#include "tst_attackshadow.moc"
