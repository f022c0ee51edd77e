#include "vaultfixture.h"

#include "models/vault/cachestore.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestCacheStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entryComesBackUntilItExpires();
    void expiredEntriesAreGone();
    void totalIsBounded();
    void whatIsUsedStaysLongest();
    void totalIsKeptExactly();
    void malformedEntriesAreRefused();
    void theNewestEntryIsNeverTheOneThatGoes();
};

namespace {

constexpr std::chrono::seconds kHour = std::chrono::hours(1);

QDateTime at(qint64 seconds)
{
    return VaultFixture::time(seconds);
}

} // namespace

void TestCacheStore::entryComesBackUntilItExpires()
{
    VaultFixture vault;
    need(vault.session->cache().put(u"preview/1"_s, QByteArray("\0\xff", 2), at(0), kHour));
    vault.reopen();
    CacheStore &cache = vault.session->cache();
    QCOMPARE(need(cache.find(u"preview/1"_s, at(3599))), QByteArray("\0\xff", 2));
    QVERIFY(!need(cache.find(u"preview/1"_s, at(3600))));
    QVERIFY(!need(cache.find(u"preview/2"_s, at(1))));
    need(cache.put(u"preview/1"_s, "new", at(5000), kHour));
    QCOMPARE(need(cache.find(u"preview/1"_s, at(5001))), "new");
    need(cache.remove(u"preview/1"_s));
    QVERIFY(!need(cache.find(u"preview/1"_s, at(5001))));
}

void TestCacheStore::expiredEntriesAreGone()
{
    VaultFixture vault;
    CacheStore &cache = vault.session->cache();
    for (int i = 0; i < 10; ++i)
        need(cache.put(QString::number(i), QByteArray(1000, 'x'), at(i * 100), kHour));
    QCOMPARE(need(cache.totalBytes()), 10'000);
    QCOMPARE(need(cache.prune(at(3600 + 350))), 4);
    QCOMPARE(need(cache.totalBytes()), 6000);
    QCOMPARE(need(cache.prune(at(3600 + 350))), 0);
    need(cache.clear());
    QCOMPARE(need(cache.totalBytes()), 0);
}

void TestCacheStore::totalIsBounded()
{
    VaultFixture vault;
    CacheStore cache(vault.session->database(), 100'000);
    for (int i = 0; i < 500; ++i) {
        const int size = QRandomGenerator::global()->bounded(30'000);
        need(cache.put(QString::number(i % 60), QByteArray(size, 'x'), at(i)));
        QCOMPARE_LE(need(cache.totalBytes()), 100'000);
        QVERIFY(need(cache.find(QString::number(i % 60), at(i))));
    }
    QCOMPARE(codeOf(cache.put(u"too large"_s, QByteArray(100'001, 'x'), at(1000))), ErrorCode::InvalidInput);
}

void TestCacheStore::whatIsUsedStaysLongest()
{
    VaultFixture vault;
    CacheStore cache(vault.session->database(), 3000);
    for (int i = 0; i < 3; ++i)
        need(cache.put(QString::number(i), QByteArray(1000, 'x'), at(i)));
    QVERIFY(need(cache.find(u"0"_s, at(500))));
    need(cache.put(u"new"_s, QByteArray(1000, 'x'), at(501)));
    QVERIFY(need(cache.find(u"0"_s, at(502))));
    QVERIFY(!need(cache.find(u"1"_s, at(502))));
    QVERIFY(need(cache.find(u"2"_s, at(502))));
}

void TestCacheStore::totalIsKeptExactly()
{
    VaultFixture vault;
    CacheStore &cache = vault.session->cache();
    QHash<QString, qint64> sizes;
    for (int i = 0; i < 300; ++i) {
        const QString key = QString::number(QRandomGenerator::global()->bounded(20));
        if (QRandomGenerator::global()->bounded(4) == 0) {
            need(cache.remove(key));
            sizes.remove(key);
        } else {
            const int size = QRandomGenerator::global()->bounded(5000);
            need(cache.put(key, QByteArray(size, 'x'), at(i)));
            sizes[key] = size;
        }
        qint64 sum = 0;
        for (const qint64 size : std::as_const(sizes))
            sum += size;
        QCOMPARE(need(cache.totalBytes()), sum);
    }
    {
        auto transaction = need(vault.session->begin());
        need(cache.put(u"undone"_s, QByteArray(5000, 'x'), at(999)));
    }
    QCOMPARE(need(cache.totalBytes()), std::accumulate(sizes.begin(), sizes.end(), qint64{0}));
}

void TestCacheStore::malformedEntriesAreRefused()
{
    VaultFixture vault;
    CacheStore &cache = vault.session->cache();
    QCOMPARE(codeOf(cache.put(QString(), "x", at(0))), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(cache.put(QString(256, u'k'), "x", at(0))), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(cache.put(u"k"_s, QByteArray(CacheStore::kEntryMax + 1, 'x'), at(0))), ErrorCode::InvalidInput);
    QCOMPARE(need(cache.totalBytes()), 0);
}

void TestCacheStore::theNewestEntryIsNeverTheOneThatGoes()
{
    VaultFixture vault;
    CacheStore cache(vault.session->database(), 2000);
    need(cache.put(u"a"_s, QByteArray(1000, 'x'), at(0)));
    need(cache.put(u"b"_s, QByteArray(1000, 'x'), at(0)));
    need(cache.put(u"a"_s, QByteArray(1500, 'y'), at(0)));
    QCOMPARE(need(cache.find(u"a"_s, at(1))), QByteArray(1500, 'y'));
    QVERIFY(!need(cache.find(u"b"_s, at(1))));
}

TACET_VAULT_TEST_MAIN(TestCacheStore)
#include "tst_cachestore.moc"
