#include "tests/crypto/hex.h"
#include "tests/crypto/party.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

class TestPrekeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void prekeysComeBackFromTheVault();
    void idsOutsideTheirRangeAreRefused();
    void oneKindIsNotTakenForAnother();
    void completeBundleVerifies();
    void everyChangedPartOfABundleIsRefused_data();
    void everyChangedPartOfABundleIsRefused();
    void bundleOfAnotherDeviceIsRefused();
};

void TestPrekeys::prekeysComeBackFromTheVault()
{
    SystemRandom random;
    const auto signedPrekey = SignedPrekey::generate(5, random).value();
    const auto again = SignedPrekey::deserialise(signedPrekey.serialise()).value();
    QCOMPARE(again.id, 5U);
    QVERIFY(again.pair.shared == signedPrekey.pair.shared);
    const auto kem = KemPrekey::generate(6, KemPrekeyKind::LastResort, random).value();
    const auto kemAgain = KemPrekey::deserialise(kem.serialise()).value();
    QCOMPARE(kemAgain.id, 6U);
    QCOMPARE(kemAgain.kind, KemPrekeyKind::LastResort);
    QVERIFY(std::ranges::equal(kemAgain.key.publicKey().view(), kem.key.publicKey().view()));
    const SecretBytes stored = kem.serialise();
    QVERIFY(!KemPrekey::deserialise(ByteView(stored).first(stored.size() - 1)));
    QVERIFY(!OneTimePrekey::deserialise(ByteView(stored).first(35)));
}

void TestPrekeys::idsOutsideTheirRangeAreRefused()
{
    SystemRandom random;
    for (const std::uint32_t id : {0U, 0x80000000U, 0xFFFFFFFFU}) {
        QCOMPARE(SignedPrekey::generate(id, random).error(), PrekeyError::BadId);
        QCOMPARE(KemPrekey::generate(id, KemPrekeyKind::OneTime, random).error(), PrekeyError::BadId);
    }
    QVERIFY(OneTimePrekey::generate(kMaxPrekeyId, random));
}

void TestPrekeys::oneKindIsNotTakenForAnother()
{
    Party party(1);
    const auto oneTime = OneTimePrekey::generate(9, party.random).value().sign(party.identity);
    const PublicSignedPrekey asSigned{oneTime.id, oneTime.key, oneTime.signature};
    QVERIFY(oneTime.verify(party.identity.publicKey()));
    QCOMPARE(asSigned.verify(party.identity.publicKey()).error(), PrekeyError::BadSignature);
    auto otherId = oneTime;
    otherId.id = 10;
    QCOMPARE(otherId.verify(party.identity.publicKey()).error(), PrekeyError::BadSignature);
    auto kem = KemPrekey::generate(9, KemPrekeyKind::LastResort, party.random).value().sign(party.identity);
    QVERIFY(kem.verify(party.identity.publicKey()));
    kem.kind = KemPrekeyKind::OneTime;
    QCOMPARE(kem.verify(party.identity.publicKey()).error(), PrekeyError::BadSignature);
}

void TestPrekeys::completeBundleVerifies()
{
    Party party(1);
    party.addOneTimeKeys(1);
    const auto full = party.bundle().verify(party.master.publicKey(), party.address);
    QVERIFY(full);
    QVERIFY(full->oneTimePrekey());
    QCOMPARE(full->kemPrekeyKind(), KemPrekeyKind::OneTime);
    const auto bare = party.bundle().verify(party.verified());
    QVERIFY(bare);
    QVERIFY(!bare->oneTimePrekey());
    QCOMPARE(bare->kemPrekeyKind(), KemPrekeyKind::LastResort);
}

void TestPrekeys::everyChangedPartOfABundleIsRefused_data()
{
    QTest::addColumn<int>("part");
    QTest::addColumn<int>("error");
    int part = 0;
    const auto row = [&](const char *name, BundleError error) {
        QTest::newRow(name) << part++ << static_cast<int>(error);
    };
    row("certificate", BundleError::BadCertificate);
    row("certificate signature", BundleError::BadCertificate);
    row("prekey", BundleError::BadCertificate);
    row("prekey signature", BundleError::BadCertificate);
    row("signed prekey", BundleError::BadSignedPrekey);
    row("signed prekey id", BundleError::BadSignedPrekey);
    row("signed prekey signature", BundleError::BadSignedPrekey);
    row("one-time prekey", BundleError::BadOneTimePrekey);
    row("one-time prekey id", BundleError::BadOneTimePrekey);
    row("one-time prekey signature", BundleError::BadOneTimePrekey);
    row("KEM prekey", BundleError::BadKemPrekey);
    row("KEM prekey id", BundleError::BadKemPrekey);
    row("KEM prekey signature", BundleError::BadKemPrekey);
}

void TestPrekeys::everyChangedPartOfABundleIsRefused()
{
    QFETCH(int, part);
    QFETCH(int, error);
    Party party(1);
    party.addOneTimeKeys(1);
    const PrekeyBundle good = party.bundle();
    PrekeyBundle bundle = good;
    const std::array<std::span<std::byte>, 13> parts{
        bundle.certificate.encoded,
        bundle.certificate.signature.bytes,
        bundle.prekey.bytes,
        bundle.prekeySignature.bytes,
        bundle.signedPrekey.key.bytes,
        std::as_writable_bytes(std::span(&bundle.signedPrekey.id, 1)),
        bundle.signedPrekey.signature.bytes,
        bundle.oneTimePrekey->key.bytes,
        std::as_writable_bytes(std::span(&bundle.oneTimePrekey->id, 1)),
        bundle.oneTimePrekey->signature.bytes,
        bundle.kemPrekey.key,
        std::as_writable_bytes(std::span(&bundle.kemPrekey.id, 1)),
        bundle.kemPrekey.signature.bytes,
    };
    const std::span<std::byte> bytes = parts[static_cast<std::size_t>(part)];
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += bytes.size() > 100 ? 37 : 5) {
        bytes[bit / 8] ^= std::byte(1 << (bit % 8));
        const auto refused = bundle.verify(party.master.publicKey(), party.address);
        QVERIFY(!refused);
        QCOMPARE(static_cast<int>(refused.error()), error);
        bytes[bit / 8] ^= std::byte(1 << (bit % 8));
    }
    QVERIFY(bundle.verify(party.master.publicKey(), party.address));
}

void TestPrekeys::bundleOfAnotherDeviceIsRefused()
{
    Party a(1);
    Party b(2);
    const PrekeyBundle bundle = b.bundle();
    QCOMPARE(bundle.verify(a.master.publicKey(), a.address).error(), BundleError::BadCertificate);
    QCOMPARE(bundle.verify(b.master.publicKey(), a.address).error(), BundleError::BadCertificate);
    QCOMPARE(bundle.verify(a.verified()).error(), BundleError::BadSignedPrekey);
}

QTEST_GUILESS_MAIN(TestPrekeys)
#include "tst_prekeys.moc"
