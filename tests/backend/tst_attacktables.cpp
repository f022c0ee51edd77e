#include "tests/backend/callgrammar.h"
#include "tests/backend/hostilestatements.h"
#include "tests/backend/hostileworld.h"
#include "tests/support/attackreport.h"

using namespace tacet;

namespace {

constexpr int kLeastStatements = 2000;
constexpr int kCallsPerFunction = 12;
constexpr int kShownFaults = 12;

// They succeed and do nothing to what is not one's own: the first two with a warning, DROP OWNED because nobody
// revokes what somebody else granted. That nothing came of them, rights() and changes() show.
bool isNoOperation(const QByteArray &sql)
{
    static const QByteArrayList none{"VACUUM",         "ANALYZE",           "DROP OWNED BY",
                                     "REASSIGN OWNED", "ALTER DEFAULT PRI", "PREPARE TRANSACTION"};
    return std::ranges::any_of(none, [&](const QByteArray &start) { return sql.startsWith(start); });
}

// Who may do what, and what there is: no attack may add to it or take from it.
constexpr auto kRights = R"(
SELECT md5(string_agg(x, '|' ORDER BY x)) FROM (
    SELECT 'p' || oid || md5(prosrc) || coalesce(proacl::text, '') || proowner AS x FROM pg_proc
    UNION ALL SELECT 'c' || oid || relname || coalesce(relacl::text, '') || relowner || relrowsecurity || relforcerowsecurity FROM pg_class
               WHERE relkind <> 't'
    UNION ALL SELECT 'n' || oid || nspname || coalesce(nspacl::text, '') || nspowner FROM pg_namespace
               WHERE nspname !~ '^pg_(toast_)?temp'
    UNION ALL SELECT 'd' || datname || coalesce(datacl::text, '') FROM pg_database
    UNION ALL SELECT 'l' || lanname || coalesce(lanacl::text, '') FROM pg_language
    UNION ALL SELECT 'y' || oid || typname FROM pg_type
    UNION ALL SELECT 'o' || oid FROM pg_operator
    UNION ALL SELECT 'g' || oid || polname FROM pg_policy
    UNION ALL SELECT 't' || oid || tgname || tgenabled::text FROM pg_trigger
    UNION ALL SELECT 'r' || rolname || rolsuper || rolcreaterole || rolcreatedb || rolcanlogin || rolreplication
        || rolbypassrls || rolconnlimit || coalesce(rolpassword, '') FROM pg_authid
    UNION ALL SELECT 'm' || roleid || ' ' || member || ' ' || admin_option || inherit_option || set_option FROM pg_auth_members
    UNION ALL SELECT 's' || setdatabase || ' ' || setrole || setconfig::text FROM pg_db_role_setting
    UNION ALL SELECT 'e' || extname FROM pg_extension) a)";

} // namespace

/// T01, T05, T12 of docs/security-tests.md: whatever SQL others send, nothing of Alice comes back and nothing of
/// hers changes.
class AttackTablesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<HostileWorld> m_world;
    QByteArrayList m_faults;
    QByteArray m_rights;
    Canaries m_canaries;
    QSet<QByteArray> m_said;
    QHash<QByteArray, int> m_states;
    qint64 m_leaked = 0;

    void fault(const HostileWorld::Attacker &attacker, const QByteArray &sql, const QByteArray &why)
    {
        if (m_faults.size() < kShownFaults)
            m_faults += attacker.who + ": " + sql.left(300) + " -> " + why.left(300);
    }

    // Runs it and looks for canaries; `refused`: no right at all is what the answer has to be.
    void attack(RawSession &session, const HostileWorld::Attacker &attacker, const QByteArray &sql, bool refused)
    {
        const Outcome outcome = session.runAlone(sql);
        QByteArrayList leaks = m_canaries.in(outcome.told, sql);
        // What the attacker has used for something of his own may come back to him later.
        leaks.removeIf([this](const QByteArray &word) { return m_said.contains(word); });
        if (!outcome.failed()) {
            for (const QByteArray &word : m_canaries.in(sql, {}))
                m_said.insert(word);
        }
        m_leaked += leaks.size();
        if (!leaks.isEmpty())
            fault(attacker, sql, "leaked " + leaks.join(' '));
        if (!outcome.alive)
            fault(attacker, sql, "ended the connection");
        if (!refused || isNoOperation(sql))
            return;
        // Not allowed, not there, or not possible at all.
        static const QByteArrayList refusals{"42501", "0A000", "42883", "42704", "3F000", "22023", "55000"};
        if (outcome.rows > 0 || !refusals.contains(outcome.state))
            fault(attacker, sql, outcome.state + ' ' + outcome.message);
        ++m_states[outcome.state];
    }

    std::unique_ptr<RawSession> enter(const HostileWorld::Attacker &attacker)
    {
        m_canaries = m_world->canariesFor(attacker);
        m_said.clear();
        auto session = m_world->enter(attacker.login);
        if (!session->isOpen())
            throw std::runtime_error(session->refusal().toStdString());
        return session;
    }

    bool nothingCameOfIt() { return m_world->changes({}).isEmpty() && m_world->superuser().one(kRights) == m_rights; }

    QByteArray states() const
    {
        QByteArrayList list;
        for (auto it = m_states.begin(); it != m_states.end(); ++it)
            list += it.key() + ": " + QByteArray::number(it.value());
        std::ranges::sort(list);
        return list.join(", ");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<HostileWorld>(*m_fixture, HostileWorld::Filling::EveryTable);
    }

    void init()
    {
        m_faults.clear();
        m_states.clear();
        m_leaked = 0;
        m_world->remember();
        m_rights = m_world->superuser().one(kRights);
    }

    void cleanupTestCase()
    {
        m_world.reset();
        m_fixture.reset();
    }

    void everyTableHoldsARowOfAlice()
    {
        for (const QByteArray &way : m_world->filled()) {
            qInfo("%s", way.constData());
            QVERIFY2(!way.contains("EMPTY"), way.constData());
        }
    }

    /// Otherwise none of the others could find anything.
    void canariesAreFoundWhereTheyAre()
    {
        const Outcome outcome = m_world->superuser().run("SELECT content FROM watch.rows()");
        QCOMPARE(m_world->canaries().in(outcome.told, {}).size(), m_world->canaries().size());
        const QByteArray mailbox = m_world->superuser().one("SELECT ciphertext FROM tacet.mailbox LIMIT 1");
        QVERIFY(!m_world->canaries().in("prefix 00" + mailbox.mid(2, 40) + " suffix", {}).isEmpty());
        QVERIFY(m_world->canaries().in(mailbox, mailbox).isEmpty());
        QVERIFY(m_world->canaries().in(m_world->bob().user.toString().toLatin1(), {}).isEmpty());
        m_world->superuser().list("UPDATE tacet.users SET bio = 'changed' WHERE username = 'alice'");
        QCOMPARE(m_world->changes({}).size(), 2);
        m_world->superuser().list("UPDATE tacet.users SET bio = NULL WHERE username = 'alice'");
    }

    void everyVerbOnEveryTableIsRefused()
    {
        qint64 statements = 0;
        for (const HostileWorld::Attacker &attacker : m_world->attackers()) {
            if (!attacker.mayEnter)
                continue;
            const auto session = enter(attacker);
            for (const AttackCatalog::Relation &relation : m_world->catalog().relations) {
                for (const QByteArray &sql : hostile::onRelation(relation)) {
                    attack(*session, attacker, sql, true);
                    ++statements;
                }
            }
        }
        qInfo("%s", states().constData());
        QVERIFY2(m_faults.isEmpty(), m_faults.join('\n').constData());
        const bool nothing = nothingCameOfIt();
        TACET_VERIFY_ATTACK("T01.tables", statements, "0 rows leaked, 0 rows changed",
                            QStringLiteral("%1 leaked, changed: %2").arg(m_leaked).arg(nothing ? 0 : 1),
                            statements >= kLeastStatements && m_leaked == 0 && nothing);
    }

    void noErrorTellsAValue()
    {
        qint64 statements = 0;
        for (const char *who : {"another member", "a former member"}) {
            const HostileWorld::Attacker &attacker = m_world->attacker(who);
            const auto session = enter(attacker);
            for (const AttackCatalog::Relation &relation : m_world->catalog().relations) {
                if (relation.isPartition)
                    continue;
                for (const QByteArray &sql : hostile::leaks(relation)) {
                    attack(*session, attacker, sql, true);
                    ++statements;
                }
            }
        }
        QVERIFY2(m_faults.isEmpty(), m_faults.join('\n').constData());
        TACET_VERIFY_ATTACK("T05.tables", statements, "0 values in errors, notices, details, hints or contexts",
                            QString::number(m_leaked), m_leaked == 0);
    }

    void catalogsAndStatisticsTellNothing()
    {
        qint64 statements = 0;
        m_world->superuser().list("ANALYZE");
        for (const HostileWorld::Attacker &attacker : m_world->attackers()) {
            if (!attacker.mayEnter)
                continue;
            const auto session = enter(attacker);
            for (const QByteArray &sql : hostile::onCatalogs(m_world->catalog())) {
                attack(*session, attacker, sql, false);
                ++statements;
            }
        }
        QVERIFY2(m_faults.isEmpty(), m_faults.join('\n').constData());
        const bool nothing = nothingCameOfIt();
        TACET_VERIFY_ATTACK("T01.catalogs", statements, "0 values of others, 0 rows changed",
                            QStringLiteral("%1 leaked, changed: %2").arg(m_leaked).arg(nothing ? 0 : 1),
                            m_leaked == 0 && nothing);
    }

    void nobodyBecomesAnotherOrBringsCode()
    {
        qint64 statements = 0;
        QByteArrayList roles = m_world->superuser().list("SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_'");
        for (const HostileWorld::Attacker &attacker : m_world->attackers()) {
            if (!attacker.mayEnter)
                continue;
            const auto session = enter(attacker);
            const QByteArray own = attacker.login.role.toLatin1();
            QByteArrayList others = roles;
            others.removeAll(own);
            for (const QByteArray &sql : hostile::onServer(own, others)) {
                attack(*session, attacker, sql, true);
                ++statements;
            }
            QCOMPARE(session->one("SELECT session_user || ' ' || current_user"), own + ' ' + own);
        }
        qInfo("%s", states().constData());
        QVERIFY2(m_faults.isEmpty(), m_faults.join('\n').constData());
        const bool nothing = nothingCameOfIt();
        TACET_VERIFY_ATTACK("T01.server", statements, "0 done, 0 rows changed",
                            QStringLiteral("%1 leaked, changed: %2").arg(m_leaked).arg(nothing ? 0 : 1),
                            m_leaked == 0 && nothing);
    }

    /// Every function of every schema with what Alice's rows are called by; once per attacker.
    void functionsGiveNothingOfAlice()
    {
        qint64 statements = 0;
        CallGrammar grammar(m_world->superuser(), m_world->catalog(), attackSeed());
        QByteArrayList changed;
        for (const HostileWorld::Attacker &attacker : m_world->attackers()) {
            if (!attacker.mayEnter)
                continue;
            const auto session = enter(attacker);
            QList<AttackCatalog::Function> functions = m_world->catalog().functions;
            // What takes a login away comes last.
            std::ranges::stable_partition(functions, [](const auto &f) { return !f.endsLogins(); });
            for (const AttackCatalog::Function &function : std::as_const(functions)) {
                for (int nth = 0; nth < kCallsPerFunction; ++nth) {
                    using enum CallGrammar::Manners;
                    attack(*session, attacker, grammar.call(function, nth % 3 == 0 ? Odd : Fair), false);
                    ++statements;
                }
            }
            // Prekeys are there to be claimed, and that they run low is told; who deletes the own account retires its
            // name.
            changed += m_world->changes(attacker.ownWords,
                                        {"one_time_prekeys", "kem_prekeys", "security_events", "retired_usernames"});
            m_world->remember();
        }
        QVERIFY2(m_faults.isEmpty(), m_faults.join('\n').constData());
        const QByteArray shown = changed.mid(0, 5).join('\n');
        TACET_VERIFY_ATTACK(
            "T01.functions", statements, "0 values of others, 0 rows of others changed",
            QStringLiteral("%1 leaked, %2 changed %3").arg(m_leaked).arg(changed.size()).arg(QString::fromUtf8(shown)),
            m_leaked == 0 && changed.isEmpty());
    }

    /// They are on the same cluster and have never a way in.
    void anotherTenantStaysOutside()
    {
        const HostileWorld::Attacker &attacker = m_world->attacker("a member of another tenant");
        const RawSession refused(m_world->address(), attacker.login);
        QVERIFY(!refused.isOpen());
        QVERIFY2(refused.refusal().contains("permission denied for database"), refused.refusal().constData());
        RawSession session(m_world->foreign(), attacker.login);
        QVERIFY2(session.isOpen(), session.refusal().constData());
        const QByteArray database = m_world->address().database.toUtf8();
        qint64 statements = 0;
        const QByteArrayList roles = m_world->superuser().list("SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_'");
        QByteArrayList others = roles;
        others.removeAll(attacker.login.role.toLatin1());
        QByteArrayList all = hostile::onServer(attacker.login.role.toLatin1(), others);
        for (AttackCatalog::Relation relation : m_world->catalog().relations) {
            relation.name = '"' + database + "\"." + relation.name;
            all += hostile::onRelation(relation);
        }
        for (const QByteArray &sql : std::as_const(all)) {
            const Outcome outcome = session.runAlone(sql);
            m_leaked += m_world->canaries().in(outcome.told, sql).size();
            if (!isNoOperation(sql) && (!outcome.failed() || outcome.rows > 0))
                fault(attacker, sql, outcome.state + ' ' + outcome.told);
            ++statements;
        }
        for (const QByteArray &sql : hostile::onCatalogs(m_world->catalog())) {
            m_leaked += m_world->canaries().in(session.runAlone(sql).told, sql).size();
            ++statements;
        }
        QVERIFY2(m_faults.isEmpty(), m_faults.join('\n').constData());
        const bool nothing = nothingCameOfIt();
        TACET_VERIFY_ATTACK("T01.stranger", statements, "no way in, 0 rows leaked, 0 changed",
                            QStringLiteral("%1 leaked, changed: %2").arg(m_leaked).arg(nothing ? 0 : 1),
                            m_leaked == 0 && nothing);
    }
};

QTEST_GUILESS_MAIN(AttackTablesTest)
#include "tst_attacktables.moc"
