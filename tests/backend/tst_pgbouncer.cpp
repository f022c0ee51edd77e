#include "models/backend/directchatstore.h"
#include "models/backend/sessionstore.h"
#include "models/backend/wakestore.h"
#include "tests/backend/hostilesession.h"
#include "tests/backend/pgbouncer.h"
#include "tests/backend/scramprobe.h"
#include "tests/backend/tenantworld.h"

#include <atomic>

using namespace tacet;

namespace {

constexpr int kPatience = 20'000;

} // namespace

/// A real PgBouncer between members and the database, as packaging/pgbouncer sets it up.
class PgBouncerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_owner;

    // A new member, enrolled and connected through the pooler.
    Member joinThrough(const PgBouncer &pooler, const QString &username)
    {
        const auto enrolment = orThrow(
            DatabaseConnection::open(pooler.address(m_world->tenant().address), m_world->tenant().enrolLogin()));
        const EnrolmentRequest asked = m_world->request(m_world->tokenOf(*m_owner, TokenKind::Account), username);
        const Enrolled enrolled = orThrow(EnrolmentStore(*enrolment).enrol(asked));
        const DatabaseLogin login{.role = enrolled.role, .password = TenantWorld::password()};
        return {.user = asked.user,
                .device = asked.device,
                .username = username,
                .masterKey = asked.masterKey,
                .login = login,
                .connection = orThrow(DatabaseConnection::open(pooler.address(m_world->tenant().address), login))};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_owner = m_world->join(QStringLiteral("owner"));
    }

    void cleanupTestCase()
    {
        m_owner.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void membersEnrolSendReceiveAndAreWoken()
    {
        const PgBouncer pooler(*m_fixture);
        const Member alice = joinThrough(pooler, QStringLiteral("alice"));
        const Member bob = joinThrough(pooler, QStringLiteral("bob"));
        QCOMPARE(orThrow(SessionStore(alice.db()).hello(1)).user, alice.user);
        bool woken = false;
        connect(bob.connection.get(), &DatabaseConnection::notified, this, [&woken] { woken = true; });
        orThrow(bob.connection->listen(orThrow(WakeStore(bob.db()).myChannel())));
        const ChatId chat = orThrow(DirectChatStore(alice.db()).openDirect(newId<ChatId>(), bob.user)).id;
        const OutgoingMessage message = messageFor(chat, {envelopeFor(bob.device)});
        orThrow(DeliveryStore(alice.db()).send(message));
        orThrow(WakeStore(alice.db()).wake(chat));
        QTRY_VERIFY_WITH_TIMEOUT(woken, kPatience);
        const MailboxBatch batch = orThrow(MailboxStore(bob.db()).fetch(100));
        QCOMPARE(batch.items.size(), 1);
        QCOMPARE(batch.items.first().id, message.id);
        QCOMPARE(batch.items.first().senderUser, alice.user);
        orThrow(MailboxStore(bob.db()).acknowledge({batch.items.first().mailboxId}));
        QVERIFY(orThrow(MailboxStore(bob.db()).fetch(100)).items.isEmpty());
    }

    void nobodyKeepsWhatASessionLeft()
    {
        const PgBouncer pooler(*m_fixture, {{"default_pool_size", "default_pool_size = 1"}});
        const Member carol = joinThrough(pooler, QStringLiteral("carol"));
        const WorkspaceAddress place = pooler.address(m_world->tenant().address);
        auto first = std::make_unique<HostileSession>(place, m_owner->login);
        const QByteArray backend = first->value("SELECT pg_backend_pid()");
        QCOMPARE(first->run("LISTEN left_behind; SET work_mem = '77MB'; PREPARE p AS SELECT 1; BEGIN; SELECT 1"),
                 "done");
        first.reset();
        HostileSession second(place, m_owner->login);
        QVERIFY2(second.isOpen(), qPrintable(second.words()));
        QVERIFY(second.value("SELECT count(*) FROM pg_listening_channels()") == "0");
        QVERIFY(second.value("SHOW work_mem") != "77MB");
        QCOMPARE(second.run("EXECUTE p"), "26000");
        QCOMPARE(second.value("SELECT session_user::text"), m_owner->login.role.toUtf8());
    }

    void strangersAndWrongPasswordsAreRefused()
    {
        const PgBouncer pooler(*m_fixture);
        const WorkspaceAddress place = pooler.address(m_world->tenant().address);
        QVERIFY(!HostileSession(place, {m_owner->login.role, QStringLiteral("another")}).isOpen());
        QVERIFY(!HostileSession(place, {QStringLiteral("d_") + QString(32, u'0'), TenantWorld::password()}).isOpen());
        // No operator comes in this way, with the right password.
        QVERIFY(!HostileSession(place, m_fixture->superuser()).isOpen());
    }

    void unknownLoginsLookLikeKnownOnes()
    {
        const PgBouncer pooler(*m_fixture);
        const QByteArray database = m_world->tenant().address.database.toUtf8();
        const auto known = ScramProbe::ask(pooler.socket(), database, m_owner->login.role.toUtf8());
        const auto unknown = ScramProbe::ask(pooler.socket(), database, "d_" + QByteArray(32, '0'));
        QCOMPARE(unknown.iterations, known.iterations);
        QCOMPARE(unknown.salt.size(), known.salt.size());
        QCOMPARE(ScramProbe::ask(pooler.socket(), database, "d_" + QByteArray(32, '0')).salt, unknown.salt);
        const auto superuser = ScramProbe::ask(pooler.socket(), database, m_fixture->superuser().role.toUtf8());
        QCOMPARE(superuser.salt.size(), known.salt.size());
    }

    void removedDeviceIsShutOutAtOnce()
    {
        const PgBouncer pooler(*m_fixture);
        const Member dave = joinThrough(pooler, QStringLiteral("dave"));
        const Member second = m_world->secondDevice(dave);
        const auto through = orThrow(DatabaseConnection::open(pooler.address(m_world->tenant().address), second.login));
        QVERIFY(through->script("SELECT 1"));
        orThrow(DeviceStore(dave.db()).removeDevice(second.device));
        QVERIFY(!through->script("SELECT 1"));
        HostileSession again(pooler.address(m_world->tenant().address), second.login);
        QVERIFY(!again.isOpen() || again.run("SELECT 1") != "done");
    }

    void poolerHoldsNoPasswordOfADevice()
    {
        const PgBouncer pooler(*m_fixture);
        std::ignore = joinThrough(pooler, QStringLiteral("erin"));
        for (const QString &file : QDir(pooler.folder()).entryList(QDir::Files))
            QVERIFY(!readFile(pooler.folder() + u'/' + file).contains(TenantWorld::password().toUtf8()));
        QVERIFY2(!pooler.log().contains("d_"), pooler.log().constData());
        // What it may ask for: the verifier of a device, of nobody else.
        HostileSession asking(m_fixture->cluster().address(QStringLiteral("postgres")),
                              {QStringLiteral("tacet_pooler"), QStringLiteral("a word for the pooler")});
        HostileSession superuser(m_fixture->cluster().address(QStringLiteral("postgres")), m_fixture->superuser());
        const auto told = [&asking](const QByteArray &login) {
            return asking.value("SELECT verifier FROM tacet_pooler.verifier('" + login + "')");
        };
        const auto real = [&superuser](const QByteArray &login) {
            return superuser.value("SELECT rolpassword FROM pg_authid WHERE rolname = '" + login + "'");
        };
        const QByteArray owner = m_owner->login.role.toUtf8();
        QCOMPARE(told(owner), real(owner));
        for (const QByteArray &other : {QByteArray("tacet"), QByteArray("tacet_pooler")}) {
            QVERIFY(told(other) != real(other));
            QCOMPARE(told(other), told(other));
        }
        QCOMPARE(asking.run("SELECT * FROM tacet_pooler.secret"), "42501");
        QCOMPARE(asking.run("SELECT rolpassword FROM pg_authid"), "42501");
    }

    void whoseSessionItIsIsNeverConfused_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("session") << QByteArray("pool_mode = session");
        QTest::newRow("transaction") << QByteArray("pool_mode = transaction");
        QTest::newRow("statement") << QByteArray("pool_mode = statement");
    }

    // Whatever the mode: a server connection belongs to one login, who proved to be it.
    void whoseSessionItIsIsNeverConfused()
    {
        QFETCH(QByteArray, mode);
        const PgBouncer pooler(*m_fixture, {{"pool_mode", mode}, {"default_pool_size", "default_pool_size = 2"}});
        const WorkspaceAddress place = pooler.address(m_world->tenant().address);
        std::vector<Member> members;
        for (int index = 0; index < 4; ++index)
            members.push_back(
                m_world->join(QStringLiteral("m%1_%2").arg(index).arg(QString::fromLatin1(mode.last(4)))));
        std::atomic<int> asked = 0;
        std::atomic<int> confused = 0;
        together(
            8, [](int) {},
            [&](int index) {
                const Member &member = members.at(static_cast<size_t>(index % 4));
                HostileSession session(place, member.login);
                for (int round = 0; round < 100; ++round) {
                    const QByteArray user =
                        session.value("SELECT session_user::text || ' ' || user_id FROM api.hello(1)");
                    ++asked;
                    confused += user != member.login.role.toUtf8() + ' ' + member.user.toString().toLatin1();
                }
            });
        QCOMPARE(asked, 800);
        QCOMPARE(confused, 0);
    }

    void transactionPoolingIsNoticed_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<bool>("keeps");
        QTest::newRow("session") << QByteArray("pool_mode = session") << true;
        QTest::newRow("transaction") << QByteArray("pool_mode = transaction") << false;
    }

    // Two sessions of one login tell: while the other is in a transaction, what the one has set is gone.
    void transactionPoolingIsNoticed()
    {
        QFETCH(QByteArray, mode);
        QFETCH(bool, keeps);
        const PgBouncer pooler(*m_fixture, {{"pool_mode", mode}});
        const Member frank = m_world->join(QStringLiteral("frank_%1").arg(QString::fromLatin1(mode.last(4))));
        const WorkspaceAddress place = pooler.address(m_world->tenant().address);
        HostileSession one(place, frank.login);
        HostileSession other(place, frank.login);
        QCOMPARE(one.run("SELECT set_config('tacet.session', 'mine', false)"), "done");
        QCOMPARE(other.run("BEGIN; SELECT 1"), "done");
        QCOMPARE(one.value("SELECT current_setting('tacet.session', true)") == "mine", keeps);
        QCOMPARE(other.run("COMMIT"), "done");
    }
};

QTEST_GUILESS_MAIN(PgBouncerTest)
#include "tst_pgbouncer.moc"
