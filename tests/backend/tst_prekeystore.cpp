#include "models/backend/directorystore.h"
#include "models/backend/sessionstore.h"
#include "tests/backend/tenantworld.h"

#include <QSet>

#include <mutex>

using namespace tacet;

class PrekeyStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
    }

    void cleanup()
    {
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void aBundleHasEverythingThatBobPublished()
    {
        const PrekeyBundle bundle = orThrow(PrekeyStore(m_alice->db()).claim(m_bob->device));
        QCOMPARE(bundle.user, m_bob->user);
        QCOMPARE(bundle.device, m_bob->device);
        QCOMPARE(bundle.signedPrekey.publicKey, prekey(1).publicKey);
        QVERIFY(bundle.oneTime);
        QCOMPARE(bundle.oneTime->id, 1U);
        QCOMPARE(bundle.oneTime->signature, prekey(1).signature);
        QCOMPARE(bundle.kem.publicKey, kemPrekey(2, false).publicKey);
        QVERIFY(!bundle.kem.lastResort);
    }

    void keysGoFirstInFirstOutAndThenTheLastResort()
    {
        PrekeyStore store(m_alice->db());
        QList<quint32> oneTime;
        QList<quint32> kem;
        for (int count = 0; count < 4; ++count) {
            const PrekeyBundle bundle = orThrow(store.claim(m_bob->device));
            oneTime.append(bundle.oneTime ? bundle.oneTime->id : 0);
            kem.append(bundle.kem.id);
            QCOMPARE(bundle.kem.lastResort, count >= 2);
        }
        QCOMPARE(oneTime, (QList<quint32>{1, 2, 3, 0}));
        QCOMPARE(kem, (QList<quint32>{2, 3, 1, 1}));
        const PrekeyCounts left = orThrow(PrekeyStore(m_bob->db()).counts());
        QCOMPARE(left.oneTime, 0);
        QCOMPARE(left.kemOneTime, 0);
        QVERIFY(left.hasLastResort);
    }

    /// Statistics that are older than a device make the database guess that it has hardly any keys.
    void aClaimTakesOneKeyOfADeviceThatTheStatisticsDoNotKnow()
    {
        PrekeyUpload upload{.signedPrekey = {}, .oneTime = {}, .kem = {}};
        for (quint32 id = 10; id < 100; ++id) {
            upload.oneTime += prekey(id);
            upload.kem += kemPrekey(id, false);
        }
        orThrow(PrekeyStore(m_bob->db()).publish(upload));
        orThrow(m_world->superuser().script("ANALYZE tacet.one_time_prekeys; ANALYZE tacet.kem_prekeys"));
        const Member carol = m_world->join(QStringLiteral("carol"));
        orThrow(PrekeyStore(carol.db()).publish(upload));
        const PrekeyCounts before = orThrow(PrekeyStore(carol.db()).counts());
        for (int claims = 1; claims <= 2; ++claims) {
            const PrekeyBundle bundle = orThrow(PrekeyStore(m_alice->db()).claim(carol.device));
            QVERIFY(bundle.oneTime);
            QVERIFY(!bundle.kem.lastResort);
            const PrekeyCounts left = orThrow(PrekeyStore(carol.db()).counts());
            QCOMPARE(left.oneTime, before.oneTime - claims);
            QCOMPARE(left.kemOneTime, before.kemOneTime - claims);
        }
    }

    void publishingAgainIsFineAndNeverBringsBackAClaimedKey()
    {
        PrekeyStore bob(m_bob->db());
        const PrekeyUpload upload{.signedPrekey = prekey(2), .oneTime = {prekey(4), prekey(5)}, .kem = {}};
        orThrow(bob.publish(upload));
        for (int count = 0; count < 4; ++count)
            orThrow(PrekeyStore(m_alice->db()).claim(m_bob->device));
        orThrow(bob.publish(upload));
        QCOMPARE(orThrow(bob.counts()).oneTime, 1);
        QCOMPARE(orThrow(bob.counts()).newestSignedId, 2U);
        QCOMPARE(orThrow(PrekeyStore(m_alice->db()).claim(m_bob->device)).oneTime->id, 5U);
    }

    void otherBytesUnderAPublishedIdAreAConflict_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("signed") << 0;
        QTest::newRow("one-time") << 1;
        QTest::newRow("kem") << 2;
        QTest::newRow("kem becomes last resort") << 3;
    }

    void otherBytesUnderAPublishedIdAreAConflict()
    {
        QFETCH(int, kind);
        PrekeyUpload upload;
        PublishedPrekey other = prekey(1);
        other.publicKey = filler(32, "other");
        PublishedKemPrekey otherKem = kemPrekey(2, kind == 3);
        if (kind == 2)
            otherKem.signature = filler(64, "other");
        if (kind == 0)
            upload.signedPrekey = other;
        if (kind == 1)
            upload.oneTime = {other};
        if (kind >= 2)
            upload.kem = {otherKem};
        QCOMPARE_ERROR(PrekeyStore(m_bob->db()).publish(upload), ErrorCode::Conflict);
    }

    void thePoolHasALimit()
    {
        PrekeyStore bob(m_bob->db());
        const auto batch = [](quint32 first) {
            PrekeyUpload upload;
            for (quint32 id = first; id < first + 500; ++id)
                upload.oneTime.append(prekey(id));
            return upload;
        };
        orThrow(bob.publish(batch(100)));
        QCOMPARE_ERROR(bob.publish(batch(600)), ErrorCode::QuotaExceeded);
        PrekeyUpload tooMany;
        for (quint32 id = 2000; id < 2513; ++id)
            tooMany.oneTime.append(prekey(id));
        QCOMPARE_ERROR(bob.publish(tooMany), ErrorCode::InvalidInput);
    }

    void whoTakesTooManyGetsNoOneTimeKeysAnyMore()
    {
        m_world->setPolicy(QStringLiteral("{\"claim_burst\": 10, \"claim_per_second\": 0}"));
        PrekeyStore store(m_alice->db());
        QVERIFY(orThrow(store.claim(m_bob->device)).oneTime);
        QVERIFY(orThrow(store.claim(m_bob->device)).oneTime);
        const PrekeyBundle third = orThrow(store.claim(m_bob->device));
        QVERIFY(!third.oneTime);
        QVERIFY(third.kem.lastResort);
        QCOMPARE(orThrow(PrekeyStore(m_bob->db()).counts()).oneTime, 1);
    }

    void blockedAndAbsentDevicesGiveNothing()
    {
        orThrow(DirectoryStore(m_bob->db()).block(m_alice->user));
        QCOMPARE_ERROR(PrekeyStore(m_alice->db()).claim(m_bob->device), ErrorCode::Blocked);
        QCOMPARE_ERROR(PrekeyStore(m_bob->db()).claim(m_alice->device), ErrorCode::Blocked);
        QCOMPARE_ERROR(PrekeyStore(m_alice->db()).claim(newId<DeviceId>()), ErrorCode::NotFound);
        QCOMPARE_ERROR(PrekeyStore(m_alice->db()).claim(m_alice->device), ErrorCode::NotFound);
        QCOMPARE(orThrow(PrekeyStore(m_bob->db()).counts()).oneTime, 3);
    }

    void discardRemovesOneTimeKeysOnly()
    {
        orThrow(PrekeyStore(m_bob->db()).discardOneTime());
        const PrekeyCounts left = orThrow(PrekeyStore(m_bob->db()).counts());
        QCOMPARE(left.oneTime, 0);
        QCOMPARE(left.kemOneTime, 0);
        QVERIFY(left.hasLastResort);
        QCOMPARE(left.newestSignedId, 1U);
    }

    void manyClaimersNeverGetTheSameKey()
    {
        constexpr int kClaimers = 64;
        constexpr int kKeys = 2000;
        m_world->setPolicy(QStringLiteral("{\"claim_burst\": 1000000, \"publish_burst\": 100}"));
        std::vector<DatabaseLogin> logins;
        for (int index = 0; index < kClaimers; ++index)
            logins.push_back(m_world->join(QStringLiteral("claimer%1").arg(index)).login);
        // The pool holds 1,000: two rounds of it.
        QSet<quint32> seen{1, 2, 3};
        std::mutex mutex;
        int duplicates = 0;
        orThrow(PrekeyStore(m_bob->db()).discardOneTime());
        for (int round = 0; round < 2; ++round) {
            for (int part = 0; part < 2; ++part) {
                PrekeyUpload upload;
                for (int count = 0; count < kKeys / 4; ++count)
                    upload.oneTime.append(prekey(static_cast<quint32>(10 + round * 1000 + part * 500 + count)));
                orThrow(PrekeyStore(m_bob->db()).publish(upload));
            }
            std::vector<std::unique_ptr<DatabaseConnection>> connections(kClaimers);
            const auto connect = [&](int index) {
                connections.at(static_cast<size_t>(index)) = m_world->connect(logins.at(static_cast<size_t>(index)));
            };
            together(kClaimers, connect, [&](int index) {
                const auto connection = std::move(connections.at(static_cast<size_t>(index)));
                PrekeyStore store(*connection);
                for (;;) {
                    const auto bundle = store.claim(m_bob->device);
                    if (!bundle || !bundle->oneTime)
                        break;
                    const std::lock_guard lock(mutex);
                    duplicates += seen.contains(bundle->oneTime->id);
                    seen.insert(bundle->oneTime->id);
                }
            });
        }
        QCOMPARE(duplicates, 0);
        QCOMPARE(seen.size(), kKeys + 3);
    }
};

QTEST_GUILESS_MAIN(PrekeyStoreTest)
#include "tst_prekeystore.moc"
