#include "models/backend/administrationstore.h"
#include "models/backend/consolestore.h"
#include "models/backend/personadministrationstore.h"
#include "models/backend/sessionstore.h"
#include "tests/backend/tenantworld.h"

#include <QJsonValue>

using namespace Qt::StringLiterals;
using namespace tacet;

/// What administrators do, over their own connections; the rules themselves are in tests/sql/administration.sql.
class AdministrationStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;

    AdministrationStore store() { return AdministrationStore(m_alice->db()); }
    PersonAdministrationStore people() { return PersonAdministrationStore(m_alice->db()); }
    static Result<Hello> hello(const Member &member) { return SessionStore(member.db()).hello(1); }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(u"alice"_s);
    }

    void cleanupTestCase()
    {
        m_alice.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void administrationBeginsGoesOnAndEnds()
    {
        QCOMPARE(orThrow(store().state()).kind, AdministrationState::Kind::Closed);
        QCOMPARE_ERROR(store().touch(), ErrorCode::AdministrationEnded);
        QCOMPARE_ERROR(people().effect(m_alice->user), ErrorCode::AdministrationEnded);
        QCOMPARE(orThrow(store().begin()), std::chrono::minutes(15));
        QCOMPARE(orThrow(store().state()).kind, AdministrationState::Kind::Begun);
        QVERIFY(store().touch());
        QVERIFY(people().effect(m_alice->user));
        orThrow(m_world->superuser().script("UPDATE tacet.administrations SET used_at = now() - interval '1 hour'"));
        QCOMPARE(orThrow(store().state()).kind, AdministrationState::Kind::Idle);
        QCOMPARE_ERROR(store().touch(), ErrorCode::AdministrationEnded);
        orThrow(store().begin());
        orThrow(store().end());
        QCOMPARE(orThrow(store().state()).kind, AdministrationState::Kind::Closed);
        orThrow(store().begin());
    }

    void aMemberIsNoAdministrator()
    {
        const Member bob = m_world->join(u"bob"_s);
        QCOMPARE_ERROR(AdministrationStore(bob.db()).begin(), ErrorCode::NotAdministrator);
        QCOMPARE(orThrow(AdministrationStore(bob.db()).state()).kind, AdministrationState::Kind::NotAdministrator);
        orThrow(people().setRole(bob.user, WorkspaceRole::Admin));
        orThrow(AdministrationStore(bob.db()).begin());
        QCOMPARE_ERROR(PersonAdministrationStore(bob.db()).change(m_alice->user, PersonDeed::Suspend),
                       ErrorCode::NotFound);
        orThrow(people().setRole(bob.user, WorkspaceRole::Member));
        QCOMPARE_ERROR(AdministrationStore(bob.db()).touch(), ErrorCode::NotAdministrator);
        QCOMPARE_ERROR(people().setRole(bob.user, WorkspaceRole::Owner), ErrorCode::InvalidInput);
    }

    void whoIsSuspendedIsDisconnectedAndComesBackWithEverything()
    {
        const Member carol = m_world->join(u"carol"_s);
        QVERIFY(hello(carol));
        QCOMPARE(orThrow(people().effect(carol.user)).devices, 1);
        orThrow(people().change(carol.user, PersonDeed::Suspend));
        QTRY_VERIFY_WITH_TIMEOUT(!hello(carol), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!carol.connection->isOpen(), 30'000);
        QCOMPARE_ERROR(DatabaseConnection::open(m_world->tenant().address, carol.login), ErrorCode::WorkspaceClosed);
        orThrow(people().change(carol.user, PersonDeed::Resume));
        const auto back = m_world->connect(carol.login);
        QVERIFY(SessionStore(*back).hello(1));
    }

    void whoIsDeactivatedLosesTheDevices()
    {
        const Member dave = m_world->join(u"dave"_s);
        orThrow(people().change(dave.user, PersonDeed::Deactivate));
        QCOMPARE_ERROR(people().change(dave.user, PersonDeed::Suspend), ErrorCode::Conflict);
        QCOMPARE(orThrow(people().effect(dave.user)).devices, 0);
        QVERIFY(!DatabaseConnection::open(m_world->tenant().address, dave.login));
        orThrow(people().change(dave.user, PersonDeed::Reactivate));
        orThrow(people().change(dave.user, PersonDeed::Erase));
        QCOMPARE_ERROR(people().effect(dave.user), ErrorCode::NotFound);
    }

    void aDeviceIsEnded()
    {
        const Member eve = m_world->join(u"eve"_s);
        QCOMPARE_ERROR(people().endDevice(m_alice->device), ErrorCode::NotFound);
        orThrow(people().endDevice(eve.device));
        QTRY_VERIFY_WITH_TIMEOUT(!hello(eve), 30'000);
    }

    void linksAreMadeForManyAndRevoked()
    {
        using enum PersonAdministrationStore::TokenState;
        const QList<QByteArray> hashes{sha256("1"), sha256("2"), sha256("3")};
        const auto states =
            orThrow(people().createTokens(hashes, {u"fred"_s, u"alice"_s, u"no name"_s}, std::chrono::hours(1)));
        QCOMPARE(states, (QList<PersonAdministrationStore::TokenState>{Created, Taken, Invalid}));
        const QString token = QString::fromLatin1(hashes.constFirst().toHex().first(32));
        orThrow(people().revokeToken(token));
        QCOMPARE_ERROR(people().revokeToken(QString(32, u'0')), ErrorCode::NotFound);
        QCOMPARE_ERROR(people().createTokens({}, {}, std::chrono::hours(1)), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(people().createTokens(hashes, {u""_s}, std::chrono::hours(1)), ErrorCode::InvalidInput);
    }

    void theWorkspaceIsTuned()
    {
        orThrow(store().setPolicy(u"members_may_invite"_s, QJsonValue(false)));
        orThrow(store().setPolicy(u"delivery_status"_s, QJsonValue(u"read"_s)));
        QCOMPARE_ERROR(store().setPolicy(u"delivery_status"_s, QJsonValue(u"all"_s)), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store().setPolicy(u"delivery_status"_s, QJsonValue()), ErrorCode::InvalidInput);
        orThrow(store().resetPolicy(u"delivery_status"_s));
        orThrow(store().resetPolicy(u"members_may_invite"_s));
        orThrow(store().setRetention(
            {.table = u"messages"_s, .subject = {}, .days = 100, .isArchived = {}, .isEnabled = false}));
        QCOMPARE_ERROR(
            store().setRetention({.table = u"messages"_s, .subject = {}, .days = 1, .isArchived = {}, .isEnabled = {}}),
            ErrorCode::InvalidInput);
        QVERIFY(!orThrow(store().previewRetention({})).isEmpty());
        QCOMPARE_ERROR(store().previewRetention(u"nonsense"_s), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store().setQuota(u"chat"_s, QUuid::createUuid(), {.bytes = 1, .files = {}, .memberPercent = {}}),
                       ErrorCode::NotFound);
        orThrow(
            store().setQuota(u"account"_s, m_alice->user.uuid(), {.bytes = 1000, .files = {}, .memberPercent = {}}));
    }

    void eventsRightsChatsAndTheLog()
    {
        orThrow(m_world->superuser().script(
            "SELECT s.raise_security_event('suspected', 'low');"
            "INSERT INTO tacet.chats (id, chat_type, encrypted_name, created_by, max_members) "
            "SELECT gen_random_uuid(), 'group', 'sealed', u.id, 10 FROM tacet.users u WHERE u.username = 'alice'"));
        ConsoleStore console(m_alice->db());
        const QUuid event =
            orThrow(console.page({.view = u"security_events"_s})).rows.constFirst().constFirst().toUuid();
        orThrow(store().assignEvent(event, m_alice->user));
        orThrow(store().assignEvent(event, UserId()));
        orThrow(store().resolveEvent(event, u"harmless"_s));
        QCOMPARE_ERROR(store().resolveEvent(event, u"again"_s), ErrorCode::NotFound);
        const AccessGrant grant{.user = m_alice->user,
                                .resourceType = u"chat"_s,
                                .resourceId = u"x"_s,
                                .permissions = {u"watch"_s},
                                .expires = QDateTime::currentDateTimeUtc().addDays(1)};
        orThrow(store().giveGrant(grant));
        orThrow(store().takeGrant(grant.user, grant.resourceType, grant.resourceId));
        QCOMPARE_ERROR(store().takeGrant(grant.user, grant.resourceType, grant.resourceId), ErrorCode::NotFound);
        const ChatId chat(orThrow(console.page({.view = u"chats"_s})).rows.constFirst().constFirst().toUuid());
        QCOMPARE(orThrow(store().chatEffect(chat)).messages, 0);
        orThrow(store().closeChat(chat, true));
        orThrow(store().closeChat(chat, false));
        QCOMPARE_ERROR(store().closeChat(ChatId(QUuid::createUuid()), true), ErrorCode::NotFound);
        orThrow(m_world->superuser().script("SELECT admin.audit_head()"));
        QCOMPARE(orThrow(store().verifyAudit(u"administration"_s, 1, 10'000)).size(), 0);
        QCOMPARE_ERROR(store().verifyAudit(u"administration"_s, 1, 100'000), ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(AdministrationStoreTest)
#include "tst_administrationstore.moc"
