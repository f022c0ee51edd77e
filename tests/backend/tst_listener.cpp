#include "models/backend/listener.h"
#include "tests/support/postgresfixture.h"

using namespace tacet;

namespace {

constexpr PgStatement kNotify{"notify", "SELECT pg_notify($1, '')"};
const QString kChannel = QStringLiteral("w_0123456789abcdef");

} // namespace

class ListenerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    WorkspaceAddress m_address;

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::ClusterOnly);
        m_address = m_fixture->emptyDatabase();
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void wakesOnItsOwnChannelOnly()
    {
        const auto connection = m_fixture->admin(m_address);
        const auto sender = m_fixture->admin(m_address);
        Listener listener;
        QSignalSpy woken(&listener, &Listener::woken);
        QVERIFY(connection->listen(QStringLiteral("other")));
        QVERIFY(listener.attach(*connection, kChannel));
        QVERIFY(listener.attach(*connection, kChannel));
        QVERIFY(sender->exec(kNotify, PgParams().text(QStringLiteral("other"))));
        QVERIFY(sender->exec(kNotify, PgParams().text(kChannel)));
        QTRY_COMPARE(woken.size(), 1);
    }

    void leavesARotatedChannel()
    {
        const auto connection = m_fixture->admin(m_address);
        const auto sender = m_fixture->admin(m_address);
        Listener listener;
        QSignalSpy woken(&listener, &Listener::woken);
        QVERIFY(listener.attach(*connection, kChannel));
        QVERIFY(listener.attach(*connection, QStringLiteral("new")));
        QVERIFY(sender->exec(kNotify, PgParams().text(kChannel)));
        QVERIFY(sender->exec(kNotify, PgParams().text(QStringLiteral("new"))));
        QTRY_COMPARE(woken.size(), 1);
        QVERIFY(listener.detach());
        QVERIFY(!listener.isAttached());
    }

    void outlivesItsConnection()
    {
        Listener listener;
        QSignalSpy woken(&listener, &Listener::woken);
        auto first = m_fixture->admin(m_address);
        QVERIFY(listener.attach(*first, kChannel));
        first.reset();
        QVERIFY(!listener.isAttached());
        const auto second = m_fixture->admin(m_address);
        QVERIFY(listener.attach(*second, kChannel));
        const auto sender = m_fixture->admin(m_address);
        QVERIFY(sender->exec(kNotify, PgParams().text(kChannel)));
        QTRY_COMPARE(woken.size(), 1);
    }

    void refusedSubscriptionLeavesNothingAttached()
    {
        const auto connection = m_fixture->admin(m_address);
        Listener listener;
        QVERIFY(!listener.attach(*connection, QString(100, u'x') + QChar(0)));
        QVERIFY(!listener.attach(*connection, QString()));
        QVERIFY(!listener.isAttached());
        QVERIFY(listener.attach(*connection, kChannel));
    }
};

QTEST_GUILESS_MAIN(ListenerTest)
#include "tst_listener.moc"
