#include "tests/backend/callcorpus.h"
#include "tests/backend/fuzzrun.h"
#include "tests/backend/hostileworld.h"
#include "tests/support/attackreport.h"

using namespace tacet;

namespace {

constexpr int kEnrolments = 5000;
constexpr int kOthers = 5000;
constexpr int kLongFactor = 4;
constexpr int kBatch = 250;
constexpr int kSettlingRounds = 3;
constexpr int kSettlingCalls = 4000;
constexpr qint64 kCentury = 100LL * 365 * 86'400'000;
constexpr qint64 kDay = 86'400'000;
constexpr auto kVerifier = "SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:"
                           "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

// A trap that a rollback does not reset.
constexpr auto kTrap = R"(
CREATE SEQUENCE watch.hit; GRANT USAGE ON SCHEMA watch TO PUBLIC; GRANT ALL ON SEQUENCE watch.hit TO PUBLIC)";
constexpr auto kHits = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM watch.hit";
constexpr auto kObjects = R"(
SELECT (SELECT string_agg(rolname || rolsuper, ',' ORDER BY rolname) FROM pg_roles) || (SELECT count(*) FROM pg_class)
    || ' ' || (SELECT count(*) FROM pg_proc) || ' ' || (SELECT count(*) FROM pg_namespace))";
constexpr auto kTravellers = R"(
SELECT DISTINCT r.relation || ' ' || x.id FROM watch.rows() r, watch.ids(r.content) x(id)
 WHERE substr(x.id, 15, 1) = '7' AND uuid_extract_timestamp(x.id::uuid) NOT BETWEEN now() - interval '36 days' AND now() + interval '2 days')";
constexpr auto kPartitions = "SELECT count(*) FROM pg_inherits";
constexpr auto kOpenBuckets = R"(
SELECT admin.set_policy(jsonb_object_agg(p.key, LEAST(p.highest, 1e9)))
  FROM admin.policies() p WHERE p.key ~ '_(burst|per_second)$')";

const QByteArrayList kBefore{"",   "'",   "\"",   "''",   "\\'", "\"\"", "$$",   "x'",           "x\"",
                             "')", "\")", "x\n",  "%I",   "%s",  "%L",   "%1$s", "\xef\xbc\x87", "\xca\xbc",
                             "/*", "*/",  "--\n", "E'\\", "U&'", "$1"};
const QByteArrayList kPayloads{"; SELECT pg_catalog.nextval('watch.hit'); ",
                               " || pg_catalog.nextval('watch.hit') || ",
                               "; DO $x$BEGIN PERFORM pg_catalog.nextval('watch.hit'); END$x$; ",
                               " SUPERUSER; SELECT pg_catalog.nextval('watch.hit') --",
                               "; CREATE ROLE pwned SUPERUSER LOGIN; ",
                               "; DROP TABLE tacet.users CASCADE; ",
                               "; CREATE TABLE tacet.pwned AS SELECT * FROM tacet.devices; ",
                               "; GRANT ALL ON ALL TABLES IN SCHEMA tacet TO PUBLIC; ",
                               " PASSWORD NULL VALID UNTIL 'infinity' ",
                               "(SELECT pg_catalog.nextval('watch.hit'))"};
const QByteArrayList kAfter{"", "--", "'", "\"", "/*", "''", ";", "$$", "\\", "\n"};

} // namespace

/// T15 and T25 of docs/security-tests.md: text that wants to be SQL, and ids from another time.
class AttackInputsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<HostileWorld> m_world;
    std::unique_ptr<CallDriver> m_driver;
    std::unique_ptr<CallGrammar> m_grammar;

    static int times(int count) { return isLongRun() ? kLongFactor * count : count; }
    const AttackCatalog &catalog() const { return m_world->catalog(); }

    QByteArray hostileText(const QByteArray &harmless)
    {
        const QByteArray start = m_grammar->chance(50) ? harmless : QByteArray();
        return quoted(start + m_grammar->any(kBefore) + m_grammar->any(kPayloads) + m_grammar->any(kAfter));
    }

    static bool isText(const AttackCatalog::Argument &argument)
    {
        return argument.element().endsWith(".text") || argument.element().endsWith(".name");
    }

    // Calls with one text after the other made hostile; answers how many were accepted.
    qint64 inject(const QByteArray &role, const QList<CallCorpus::Example> &examples, int count)
    {
        qint64 accepted = 0;
        for (int done = 0; done < count; done += kBatch) {
            QByteArrayList calls;
            while (calls.size() < kBatch) {
                const CallCorpus::Example &example = examples[qsizetype(m_grammar->below(quint32(examples.size())))];
                const qsizetype at = qsizetype(m_grammar->below(quint32(example.arguments.size())));
                const AttackCatalog::Argument &argument = example.function.arguments[at];
                if (!isText(argument))
                    continue;
                const QByteArray harmless = argument.name.contains("verifier") ? kVerifier : "alice";
                const QByteArray text = hostileText(harmless) + "::" + argument.element();
                calls += example.with(at, argument.isArray() ? "ARRAY[" + text + ']' : text);
            }
            for (const CallDriver::Answer &answer : m_driver->drive(role, calls, CallDriver::Keep::No))
                accepted += answer.state == "00000" ? 1 : 0;
        }
        return accepted;
    }

    // An enrolment that is in order but for what is made of it.
    CallCorpus::Example enrolment(const AttackCatalog::Function &function)
    {
        const QByteArray token =
            m_world->tenant().tokenOf(m_world->alice(), TokenKind::Account, std::chrono::hours(20));
        CallCorpus::Example example{.function = function, .arguments = {}, .state = {}};
        const EnrolmentRequest request = m_world->tenant().request(token, QStringLiteral("injected"));
        const auto hex = [](const QByteArray &value) { return "'\\x" + value.toHex() + "'::bytea"; };
        const auto id = [](const auto &value) { return '\'' + value.toString().toLatin1() + "'::uuid"; };
        const QHash<QByteArray, QByteArray> given{{"token", hex(token)},
                                                  {"user_id", id(request.user)},
                                                  {"username", "'injected'"},
                                                  {"display_name", "'Injected'"},
                                                  {"device_id", id(request.device)},
                                                  {"label", "'laptop'"},
                                                  {"scram_verifier", quoted(kVerifier)},
                                                  {"certificate", hex(request.certificate)},
                                                  {"manifest_version", "1"},
                                                  {"manifest_previous_hash", hex({})},
                                                  {"manifest", hex(request.manifest.manifest)},
                                                  {"manifest_hash", hex(request.manifest.hash)},
                                                  {"signed_id", "1"},
                                                  {"one_time_ids", "'{}'"},
                                                  {"one_time_pubkeys", "'{}'"},
                                                  {"one_time_signatures", "'{}'"},
                                                  {"kem_ids", "ARRAY[1]"},
                                                  {"kem_pubkeys", "ARRAY[" + hex(filler(1568)) + ']'},
                                                  {"kem_signatures", "ARRAY[" + hex(filler(64)) + ']'},
                                                  {"kem_last_resort_ids", "ARRAY[1]"}};
        for (const AttackCatalog::Argument &argument : function.arguments) {
            const bool isSignature = argument.name.contains("signature");
            example.arguments +=
                given.value(argument.name, hex(filler(isSignature ? 64 : 32, argument.name))) + "::" + argument.type;
        }
        return example;
    }

    // An attacker who has chats and messages of his own.
    void settleIn(const Member &member)
    {
        QList<AttackCatalog::Function> functions = catalog().of(AttackCatalog::Caller::Device);
        functions.removeIf([](const auto &function) { return function.endsLogins(); });
        FuzzRun run(m_world->address(), m_fixture->superuser(), catalog());
        const QByteArray role = member.login.role.toLatin1();
        const QByteArrayList words{member.user.toString().toLatin1()};
        for (int round = 0; round < kSettlingRounds; ++round)
            run.run({{.role = role, .functions = functions, .preferred = m_world->idsBeside(words)}}, kSettlingCalls, 1,
                    attackSeed() + quint32(round), CallDriver::Keep::Yes);
        m_grammar->learnIds(m_driver->session());
        m_grammar->learnChats(m_driver->session());
        m_grammar->prefer(m_world->idsBeside(words));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<HostileWorld>(*m_fixture, HostileWorld::Filling::FunctionsOnly);
        m_world->superuser().list(attackScript(QStringLiteral("driver.sql")));
        m_world->superuser().list(kOpenBuckets);
        m_world->superuser().list(kTrap);
        m_driver = std::make_unique<CallDriver>(m_world->address(), m_fixture->superuser());
        m_grammar = std::make_unique<CallGrammar>(m_driver->session(), catalog(), attackSeed());
    }

    void cleanupTestCase()
    {
        m_driver.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void namesAndVerifiersAreNeverRun()
    {
        const QByteArray before = m_world->superuser().one(kObjects);
        const QByteArray enrolRole = m_world->attacker("the enrolment role").login.role.toLatin1();
        QList<CallCorpus::Example> enrolments;
        for (const AttackCatalog::Function &function : catalog().of(AttackCatalog::Caller::Enrolment)) {
            if (function.name == "api.enrol")
                enrolments += enrolment(function);
        }
        QCOMPARE(enrolments.size(), 1);
        const auto valid =
            m_driver->drive(enrolRole, {callOf(enrolments[0].function, enrolments[0].arguments)}, CallDriver::Keep::No);
        QVERIFY2(valid[0].state == "00000", valid[0].told.constData());
        qint64 accepted = inject(enrolRole, enrolments, times(kEnrolments));

        // Whatever builds SQL, also what only definers and operators call; and all that members call with text.
        QList<AttackCatalog::Function> builders = catalog().functions;
        builders.removeIf(
            [](const auto &f) { return !f.body.contains("EXECUTE") || std::ranges::none_of(f.arguments, isText); });
        QList<AttackCatalog::Function> texts = catalog().of(AttackCatalog::Caller::Device);
        texts.removeIf([](const auto &f) { return std::ranges::none_of(f.arguments, isText); });
        QVERIFY(builders.size() >= 3 && texts.size() >= 3);
        const QByteArray superuser = m_fixture->superuser().role.toUtf8();
        accepted +=
            inject(superuser, CallCorpus::find(*m_driver, *m_grammar, superuser, builders, 8, 4), times(kOthers) / 2);
        const QByteArray alice = m_world->alice().login.role.toLatin1();
        accepted += inject(alice, CallCorpus::find(*m_driver, *m_grammar, alice, texts, 20, 4), times(kOthers) / 2);

        const qint64 hits = m_world->superuser().one(kHits).toLongLong();
        QCOMPARE(m_world->superuser().one(kObjects), before);
        TACET_VERIFY_ATTACK(
            "T15", times(kEnrolments) + times(kOthers), "0 executed",
            QStringLiteral("%1 executed; %2 taken as text; %3 functions that build SQL, %4 that take text")
                .arg(hits)
                .arg(accepted)
                .arg(builders.size())
                .arg(texts.size()),
            hits == 0);
    }

    void idsOfAnotherTimeAreRefused()
    {
        settleIn(m_world->alice());
        const QByteArray role = m_world->alice().login.role.toLatin1();
        const QByteArray partitions = m_world->superuser().one(kPartitions);
        QCOMPARE(m_world->superuser().list(kTravellers), QByteArrayList());
        const auto examples =
            CallCorpus::find(*m_driver, *m_grammar, role, catalog().of(AttackCatalog::Caller::Device), 20, 2);
        qint64 calls = 0;
        qint64 stored = 0;
        for (const CallCorpus::Example &example : examples) {
            QByteArrayList travels;
            QByteArrayList controls;
            QByteArrayList ids;
            for (qsizetype at = 0; at < example.arguments.size(); ++at) {
                const AttackCatalog::Argument &argument = example.function.arguments[at];
                if (!takesIds(argument) || example.function.endsLogins())
                    continue;
                for (const qint64 shift : {-kCentury / 2, kCentury, -40 * kDay, 3 * kDay})
                    travels += example.with(at, idFor(argument, m_grammar->freshId(shift)));
                ids += m_grammar->freshId();
                controls += example.with(at, idFor(argument, ids.last()));
            }
            if (travels.isEmpty())
                continue;
            std::ignore = m_driver->drive(role, travels, CallDriver::Keep::Yes);
            calls += travels.size();
            // That an id of now would have been stored shows that the others were refused for their time.
            const auto answers = m_driver->drive(role, controls, CallDriver::Keep::Yes);
            for (qsizetype nth = 0; nth < answers.size(); ++nth) {
                if (answers[nth].state == "00000")
                    stored += m_world->superuser()
                                  .one("SELECT count(*) FROM (SELECT FROM watch.rows() r WHERE strpos(r.content, " +
                                       quoted(ids[nth]) + ") > 0 LIMIT 1) x")
                                  .toLongLong();
            }
        }
        const QByteArrayList travellers = m_world->superuser().list(kTravellers);
        QCOMPARE(m_world->superuser().one(kPartitions), partitions);
        QVERIFY2(travellers.isEmpty(), travellers.join('\n').constData());
        TACET_VERIFY_ATTACK(
            "T25", calls, "0 accepted, no partition made",
            QStringLiteral("%1 accepted; %2 ids of now were, in the same places").arg(travellers.size()).arg(stored),
            stored >= 3 && calls > 200);
    }
};

QTEST_GUILESS_MAIN(AttackInputsTest)
#include "tst_attackinputs.moc"
