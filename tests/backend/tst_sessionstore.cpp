#include "models/backend/devicestore.h"
#include "models/backend/directorystore.h"
#include "models/backend/sessionstore.h"
#include "tests/backend/tenantworld.h"

using namespace tacet;

/// Sessions, devices and manifests of one account.
class SessionStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;

    static StoredManifest next(const StoredManifest &before, const QByteArray &content)
    {
        return {.version = before.version + 1,
                .manifest = content,
                .signature = filler(64, content),
                .hash = sha256(content),
                .previousHash = before.hash};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
    }

    void cleanupTestCase()
    {
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void helloTellsWhatIsPublished()
    {
        const Hello hello = orThrow(SessionStore(m_bob->db()).hello(1));
        QCOMPARE(hello.role, WorkspaceRole::Member);
        QCOMPARE(hello.prekeys.oneTime, 3);
        QCOMPARE(hello.prekeys.kemOneTime, 2);
        QVERIFY(hello.prekeys.hasLastResort);
        QCOMPARE(hello.manifestVersion, 1);
        QCOMPARE(hello.schemaVersion, 1);
        QVERIFY(!hello.incarnation.isNull());
        QCOMPARE_ERROR(SessionStore(m_bob->db()).hello(0), ErrorCode::InvalidInput);
    }

    void aRestoredDatabaseShowsByItsIncarnation()
    {
        const QUuid before = orThrow(SessionStore(m_bob->db()).hello(1)).incarnation;
        orThrow(m_world->superuser().script("SELECT admin.new_incarnation()"));
        QVERIFY(orThrow(SessionStore(m_bob->db()).hello(1)).incarnation != before);
    }

    void theCounterIsSwappedOnceAndRepeatsByItsNonce()
    {
        SessionStore store(m_bob->db());
        const QByteArray nonce = filler(16, "one");
        QCOMPARE(orThrow(store.advanceCounter(0, nonce)), 1);
        QCOMPARE(orThrow(store.advanceCounter(0, nonce)), 1);
        QCOMPARE_ERROR(store.advanceCounter(0, filler(16, "clone")), ErrorCode::Conflict);
        QCOMPARE(orThrow(store.advanceCounter(1, filler(16, "two"))), 2);
        QCOMPARE_ERROR(store.advanceCounter(0, nonce), ErrorCode::Conflict);
        QCOMPARE_ERROR(store.advanceCounter(3, nonce), ErrorCode::Conflict);
        QCOMPARE_ERROR(store.advanceCounter(2, filler(15)), ErrorCode::InvalidInput);
        QCOMPARE(orThrow(store.hello(1)).deviceCounter, 2);
    }

    void syncStateIsStored()
    {
        SessionStore store(m_bob->db());
        orThrow(store.reportSync(SyncPhase::Syncing, 4));
        orThrow(store.reportSync(SyncPhase::Idle, 0));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.sync_metadata "
                                 "WHERE sync_status = 'idle' AND last_sync IS NOT NULL AND pending_outgoing = 0"),
                 1);
        QCOMPARE_ERROR(store.reportSync(SyncPhase::Idle, -1), ErrorCode::InvalidInput);
    }

    void manifestsFollowEachOther()
    {
        DeviceStore store(m_bob->db());
        const StoredManifest first = orThrow(store.manifestOf(m_bob->user));
        QCOMPARE(first.version, 1);
        const StoredManifest second = next(first, "second");
        orThrow(store.publishManifest(second));
        orThrow(store.publishManifest(second));
        QCOMPARE(orThrow(DeviceStore(m_alice->db()).manifestOf(m_bob->user)).manifest, QByteArray("second"));
        StoredManifest other = next(first, "forked");
        QCOMPARE_ERROR(store.publishManifest(other), ErrorCode::Conflict);
        StoredManifest skipping = next(second, "third");
        skipping.version = 4;
        QCOMPARE_ERROR(store.publishManifest(skipping), ErrorCode::Conflict);
        StoredManifest loose = next(second, "third");
        loose.previousHash = sha256("elsewhere");
        QCOMPARE_ERROR(store.publishManifest(loose), ErrorCode::Conflict);
        const auto all = orThrow(DeviceStore(m_alice->db()).manifestsSince(m_bob->user, 0));
        QCOMPARE(all.size(), 2);
        QCOMPARE(all.at(1).previousHash, first.hash);
        QCOMPARE_ERROR(store.manifestOf(newId<UserId>()), ErrorCode::NotFound);
    }

    void labelsAreForOneselfOnly()
    {
        QCOMPARE(orThrow(DeviceStore(m_bob->db()).devicesOf(m_bob->user)).first().label, QStringLiteral("laptop"));
        QVERIFY(orThrow(DeviceStore(m_alice->db()).devicesOf(m_bob->user)).first().label.isEmpty());
    }

    void aRemovedDeviceLosesLoginConnectionKeysAndMailbox()
    {
        const Member second = m_world->secondDevice(*m_bob);
        QCOMPARE_ERROR(DeviceStore(m_alice->db()).removeDevice(second.device), ErrorCode::NotFound);
        orThrow(DeviceStore(m_bob->db()).removeDevice(second.device));
        QVERIFY(!SessionStore(second.db()).hello(1));
        QVERIFY(!second.db().isOpen());
        const auto again = DatabaseConnection::open(m_world->tenant().address, second.login);
        QVERIFY(!again);
        QCOMPARE(errorName(again.error().code()), errorName(ErrorCode::LoginRefused));
        QCOMPARE(orThrow(DeviceStore(m_alice->db()).devicesOf(m_bob->user)).size(), 1);
        QCOMPARE_ERROR(PrekeyStore(m_alice->db()).claim(second.device), ErrorCode::NotFound);
        orThrow(DeviceStore(m_bob->db()).removeDevice(second.device));
    }

    void aRoleWithoutADeviceIsNobody()
    {
        const auto connection = m_world->connect(m_fixture->deviceRole(m_world->tenant()));
        QCOMPARE_ERROR(SessionStore(*connection).hello(1), ErrorCode::NotFound);
        QCOMPARE_ERROR(DirectoryStore(*connection).search(QString(), QString(), 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(DeviceStore(*connection).manifestOf(m_bob->user), ErrorCode::NotFound);
        QCOMPARE_ERROR(PrekeyStore(*connection).claim(m_bob->device), ErrorCode::NotFound);
        QCOMPARE_ERROR(MailboxStore(*connection).fetch(1), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(SessionStoreTest)
#include "tst_sessionstore.moc"
