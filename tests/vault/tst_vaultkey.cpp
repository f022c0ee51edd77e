#include "vaultfixture.h"

#include "crypto/vaultkey/argon2id.h"
#include "crypto/vaultkey/vaultkey.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QtEndian>

using namespace tacet;
using namespace tacet::crypto;
using namespace tacet::test;

class TestVaultKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void argon2idMatchesRfc9106WithoutSecret();
    void wrappedKeyComesBack();
    void everyWrapIsDifferent();
    void wrongPassphraseIsToldFromDamage();
    void everyFlippedBitIsDamage();
    void everyTruncationIsDamage();
    void newerVersionIsRefusedAsSuch();
    void impossibleCostsAreRefusedBeforeDerivation_data();
    void impossibleCostsAreRefusedBeforeDerivation();
    void emptyPassphraseIsRefused();
    void passphraseMayHoldZeroBytesAndUnicode();
    void calibrationNeverFallsBelowTheFloor();
};

namespace {

QByteArray resealed(QByteArray wrapped)
{
    wrapped.chop(32);
    return wrapped + QCryptographicHash::hash(wrapped, QCryptographicHash::Sha256);
}

QByteArray withNumber(QByteArray wrapped, qsizetype offset, quint32 number)
{
    qToBigEndian(number, wrapped.data() + offset);
    return resealed(wrapped);
}

} // namespace

void TestVaultKey::argon2idMatchesRfc9106WithoutSecret()
{
    // `printf password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32` of the reference implementation,
    // the vector hashtest(version, 2, 16, 1, "password", "somesalt", …, Argon2_id) in its test.c.
    const auto hash =
        argon2id(QCA::SecureArray("password"), "somesalt", {}, {.memoryKib = 65536, .passes = 2, .lanes = 1});
    QVERIFY(hash);
    QCOMPARE(hash->toByteArray().toHex(),
             QByteArray("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"));
}

void TestVaultKey::wrappedKeyComesBack()
{
    const VaultKey key = newVaultKey();
    QCOMPARE(key.size(), kVaultKeySize);
    const auto wrapped = wrapVaultKey(key, passphrase(), kCheapCost);
    QVERIFY(wrapped);
    const auto unwrapped = unwrapVaultKey(*wrapped, passphrase());
    QVERIFY(unwrapped);
    QVERIFY(*unwrapped == key);
    QVERIFY(!wrapped->contains(key.toByteArray()));
    QVERIFY(wrappedKeyCost(*wrapped) == kCheapCost);
}

void TestVaultKey::everyWrapIsDifferent()
{
    const VaultKey key = newVaultKey();
    const auto first = wrapVaultKey(key, passphrase(), kCheapCost);
    const auto second = wrapVaultKey(key, passphrase(), kCheapCost);
    QVERIFY(*first != *second);
    QVERIFY(!(newVaultKey() == key));
}

void TestVaultKey::wrongPassphraseIsToldFromDamage()
{
    const auto wrapped = wrapVaultKey(newVaultKey(), passphrase(), kCheapCost);
    const auto unwrapped = unwrapVaultKey(*wrapped, QCA::SecureArray("correct horse batterx"));
    QVERIFY(!unwrapped);
    QCOMPARE(unwrapped.error(), VaultKeyError::WrongPassphrase);
}

void TestVaultKey::everyFlippedBitIsDamage()
{
    const auto wrapped = wrapVaultKey(newVaultKey(), passphrase(), kCheapCost);
    for (qsizetype bit = 0; bit < wrapped->size() * 8; ++bit) {
        QByteArray flipped = *wrapped;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        const auto unwrapped = unwrapVaultKey(flipped, passphrase());
        QVERIFY(!unwrapped);
        QCOMPARE(unwrapped.error(), VaultKeyError::Damaged);
    }
}

void TestVaultKey::everyTruncationIsDamage()
{
    const auto wrapped = wrapVaultKey(newVaultKey(), passphrase(), kCheapCost);
    for (qsizetype size = 0; size < wrapped->size(); ++size)
        QCOMPARE(unwrapVaultKey(wrapped->first(size), passphrase()).error(), VaultKeyError::Damaged);
    QCOMPARE(unwrapVaultKey(*wrapped + 'x', passphrase()).error(), VaultKeyError::Damaged);
}

void TestVaultKey::newerVersionIsRefusedAsSuch()
{
    const auto wrapped = wrapVaultKey(newVaultKey(), passphrase(), kCheapCost);
    QCOMPARE(unwrapVaultKey(withNumber(*wrapped, 8, 2), passphrase()).error(), VaultKeyError::TooNew);
}

void TestVaultKey::impossibleCostsAreRefusedBeforeDerivation_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<quint32>("number");
    QTest::newRow("4 TiB of memory") << 12 << 0xffffffffU;
    QTest::newRow("no memory") << 12 << 0U;
    QTest::newRow("four billion passes") << 16 << 0xffffffffU;
    QTest::newRow("no pass") << 16 << 0U;
    QTest::newRow("many lanes") << 20 << 0xffffffU;
    QTest::newRow("no lane") << 20 << 0U;
}

void TestVaultKey::impossibleCostsAreRefusedBeforeDerivation()
{
    QFETCH(int, offset);
    QFETCH(quint32, number);
    const auto wrapped = wrapVaultKey(newVaultKey(), passphrase(), kCheapCost);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(unwrapVaultKey(withNumber(*wrapped, offset, number), passphrase()).error(), VaultKeyError::Damaged);
    QVERIFY(timer.elapsed() < 1000);
}

void TestVaultKey::emptyPassphraseIsRefused()
{
    QCOMPARE(wrapVaultKey(newVaultKey(), {}, kCheapCost).error(), VaultKeyError::EmptyPassphrase);
}

void TestVaultKey::passphraseMayHoldZeroBytesAndUnicode()
{
    const QByteArray bytes("pass\0phrase \xc3\xa9\xf0\x9f\x94\x91", 18);
    const auto wrapped = wrapVaultKey(newVaultKey(), QCA::SecureArray(bytes), kCheapCost);
    QVERIFY(unwrapVaultKey(*wrapped, QCA::SecureArray(bytes)));
    QCOMPARE(unwrapVaultKey(*wrapped, QCA::SecureArray("pass")).error(), VaultKeyError::WrongPassphrase);
}

void TestVaultKey::calibrationNeverFallsBelowTheFloor()
{
    QCOMPARE(calibratedKdfCost(std::chrono::milliseconds(0)), kKdfCostFloor);
    const KdfCost calibrated = calibratedKdfCost();
    QCOMPARE_GE(calibrated.passes, kKdfCostFloor.passes);
    QCOMPARE(calibrated.memoryKib, kKdfCostFloor.memoryKib);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(argon2id(passphrase(), QByteArray(16, 's'), {}, calibrated));
    qInfo("%u passes over 64 MiB: %lld ms", calibrated.passes, timer.elapsed());
}

TACET_VAULT_TEST_MAIN(TestVaultKey)
#include "tst_vaultkey.moc"
