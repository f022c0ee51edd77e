#include "crypto/primitives/aescbc.h"
#include "crypto/primitives/aesgcm.h"
#include "crypto/primitives/ed25519.h"
#include "crypto/primitives/hkdf.h"
#include "crypto/primitives/mlkem1024.h"
#include "crypto/primitives/x25519.h"
#include "tests/crypto/hex.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

class FailingRandom final : public RandomSource
{
public:
    std::expected<void, RandomError> fill(std::span<std::byte>) override
    {
        return std::unexpected(RandomError::Unavailable);
    }
};

} // namespace

class TestPrimitives : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hkdfGivesRfc5869Output_data();
    void hkdfGivesRfc5869Output();
    void hmacGivesRfc4231Output();
    void x25519GivesRfc7748Output();
    void x25519BatchEqualsSingle();
    void x25519RefusesLowOrder_data();
    void x25519RefusesLowOrder();
    void x25519TellsCanonicalKeys();
    void ed25519AcceptsRfc8032Signatures_data();
    void ed25519AcceptsRfc8032Signatures();
    void ed25519RefusesBadKeys_data();
    void ed25519RefusesBadKeys();
    void ed25519RefusesUnreducedS();
    void ed25519BecomesItsMontgomeryForm();
    void labelsSeparateSignatures();
    void kemAgreesAndRejectsImplicitly();
    void kemRefusesUnreducedPublicKey();
    void failingRandomnessMakesNoKeys();
    void cbcRefusesBadLengthAndPadding();
    void gcmRefusesAnyChangedBit();
    void secretsAreWipedWhenMoved();
};

void TestPrimitives::hkdfGivesRfc5869Output_data()
{
    // RFC 5869 appendix A.1 to A.3.
    QTest::addColumn<QByteArray>("ikm");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("okm");
    const auto range = [](int from, int to) {
        QByteArray bytes;
        for (int i = from; i <= to; ++i)
            bytes.append(static_cast<char>(i));
        return bytes;
    };
    QTest::newRow("A.1") << QByteArray(22, 0x0b) << range(0, 12) << range(0xf0, 0xf9)
                         << QByteArray(
                                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    QTest::newRow("A.2")
        << range(0x00, 0x4f) << range(0x60, 0xaf) << range(0xb0, 0xff)
        << QByteArray("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c"
                      "65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    QTest::newRow("A.3") << QByteArray(22, 0x0b) << QByteArray() << QByteArray()
                         << QByteArray(
                                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

void TestPrimitives::hkdfGivesRfc5869Output()
{
    QFETCH(QByteArray, ikm);
    QFETCH(QByteArray, salt);
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, okm);
    const auto view = [](const QByteArray &bytes) {
        return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    };
    Bytes out(static_cast<std::size_t>(okm.size() / 2));
    hkdf(view(salt), view(ikm), view(info), out);
    QCOMPARE(toHex(out), okm);
    if (salt.isEmpty()) {
        hkdf(view(ikm), std::string_view(info.constData(), static_cast<std::size_t>(info.size())), out);
        QCOMPARE(toHex(out), okm);
    }
}

void TestPrimitives::hmacGivesRfc4231Output()
{
    // RFC 4231 test cases 2 and 6 (a key longer than a block).
    QCOMPARE(toHex(HmacKey(textBytes("Jefe")).mac(textBytes("what do ya want for nothing?"))),
             QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    const Bytes longKey(131, std::byte{0xaa});
    QCOMPARE(toHex(HmacKey(longKey).mac(textBytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
             QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
}

void TestPrimitives::x25519GivesRfc7748Output()
{
    // RFC 7748 section 6.1.
    const auto alice =
        X25519PrivateKey::fromScalar(fixedHex<32>("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
    const auto bob =
        X25519PrivateKey::fromScalar(fixedHex<32>("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
    QCOMPARE(toHex(alice.publicKey().bytes),
             QByteArray("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
    QCOMPARE(toHex(bob.publicKey().bytes),
             QByteArray("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
    const auto shared = agree(alice, bob.publicKey());
    QVERIFY(shared);
    QCOMPARE(toHex(shared->view()), QByteArray("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
    // Section 5.2: the top bit of u is masked.
    const auto scalar =
        X25519PrivateKey::fromScalar(fixedHex<32>("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"));
    const X25519PublicKey u{fixedHex<32>("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")};
    QVERIFY(!u.isCanonical());
    const auto masked = agree(scalar, u);
    QVERIFY(masked);
    QCOMPARE(toHex(masked->view()), QByteArray("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"));
}

void TestPrimitives::x25519BatchEqualsSingle()
{
    SystemRandom random;
    std::vector<X25519PrivateKey> ours;
    std::vector<X25519PublicKey> theirs;
    std::vector<Agreement> agreements;
    for (std::size_t i = 0; i < kMaxAgreements; ++i) {
        ours.push_back(X25519PrivateKey::generate(random).value());
        theirs.push_back(X25519KeyPair::generate(random).value().shared);
    }
    theirs[3].bytes[31] |= std::byte{0x80}; // masked by both
    for (std::size_t count = 1; count <= kMaxAgreements; ++count) {
        agreements.push_back({&ours[count - 1], &theirs[count - 1]});
        std::array<SharedSecret, kMaxAgreements> batch;
        QVERIFY(agreeAll(agreements, batch));
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY(batch[i] == agree(ours[i], theirs[i]).value());
    }
    theirs[2] = {};
    std::array<SharedSecret, kMaxAgreements> refused;
    QVERIFY(!agreeAll(agreements, refused));
    QVERIFY(isZeroConstantTime(refused[0].view()));
}

void TestPrimitives::x25519RefusesLowOrder_data()
{
    // The u coordinates of small order and their unreduced forms: https://cr.yp.to/ecdh.html, "validate".
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("0") << QByteArray("0000000000000000000000000000000000000000000000000000000000000000");
    QTest::newRow("1") << QByteArray("0100000000000000000000000000000000000000000000000000000000000000");
    QTest::newRow("order 8 a") << QByteArray("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
    QTest::newRow("order 8 b") << QByteArray("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157");
    QTest::newRow("p-1") << QByteArray("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("p") << QByteArray("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("p+1") << QByteArray("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("0 high bit") << QByteArray("0000000000000000000000000000000000000000000000000000000000000080");
}

void TestPrimitives::x25519RefusesLowOrder()
{
    QFETCH(QByteArray, key);
    SystemRandom random;
    const auto ours = X25519PrivateKey::generate(random).value();
    const X25519PublicKey theirs{fixedHex<32>(key.constData())};
    const auto result = agree(ours, theirs);
    QVERIFY(!result);
    QCOMPARE(result.error(), KeyAgreementError::LowOrder);
    SharedSecret out;
    const Agreement agreement{&ours, &theirs};
    QVERIFY(!agreeAll(std::span(&agreement, 1), std::span(&out, 1)));
}

void TestPrimitives::x25519TellsCanonicalKeys()
{
    X25519PublicKey key{fixedHex<32>("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")};
    QVERIFY(key.isCanonical());
    key.bytes[0] = std::byte{0xED};
    QVERIFY(!key.isCanonical());
    key.bytes[0] = std::byte{0xFF};
    QVERIFY(!key.isCanonical());
    key.bytes[15] = std::byte{0xFE};
    QVERIFY(key.isCanonical());
    key.bytes[31] |= std::byte{0x80};
    QVERIFY(!key.isCanonical());
}

void TestPrimitives::ed25519AcceptsRfc8032Signatures_data()
{
    // RFC 8032 section 7.1, tests 1 to 3.
    QTest::addColumn<QByteArray>("seed");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("1") << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                       << QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
                       << QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                                     "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    QTest::newRow("2") << QByteArray("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                       << QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
                       << QByteArray("72")
                       << QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
                                     "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    QTest::newRow("3") << QByteArray("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
                       << QByteArray("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
                       << QByteArray("af82")
                       << QByteArray("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
                                     "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
}

void TestPrimitives::ed25519AcceptsRfc8032Signatures()
{
    QFETCH(QByteArray, seed);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, signature);
    const auto secret = Ed25519PrivateKey::fromSeed(fixedHex<32>(seed.constData()));
    QCOMPARE(toHex(secret.publicKey().bytes), key);
    const Bytes text = hex(message.constData());
    const Signature made{fixedHex<64>(signature.constData())};
    QVERIFY(verify(secret.publicKey(), text, made));
    // lib25519 mixes randomness into the nonce, so that a fault or a repeated state gives no key away.
    const Signature own = secret.sign(text);
    QVERIFY(verify(secret.publicKey(), text, own));
    QVERIFY(own != secret.sign(text));
    for (std::size_t bit = 0; bit < made.bytes.size() * 8; ++bit) {
        Signature changed = made;
        changed.bytes[bit / 8] ^= std::byte(1 << (bit % 8));
        QVERIFY(!verify(secret.publicKey(), text, changed));
    }
}

void TestPrimitives::ed25519RefusesBadKeys_data()
{
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char *name, const char *key) { QTest::newRow(name) << QByteArray(key); };
    row("identity", "0100000000000000000000000000000000000000000000000000000000000000");
    row("identity with sign", "0100000000000000000000000000000000000000000000000000000000000080");
    row("order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    row("order 2 with sign", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    row("order 4", "0000000000000000000000000000000000000000000000000000000000000000");
    row("order 4 with sign", "0000000000000000000000000000000000000000000000000000000000000080");
    row("order 8 a", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    row("order 8 a with sign", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85");
    row("order 8 b", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
    row("order 8 b with sign", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");
    row("p, unreduced 0", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    row("p+1, unreduced identity", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    row("p+3, unreduced 3", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    row("2^255-1", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
}

void TestPrimitives::ed25519RefusesBadKeys()
{
    QFETCH(QByteArray, key);
    const Ed25519PublicKey bad{fixedHex<32>(key.constData())};
    QVERIFY(!bad.isAcceptable());
    QVERIFY(!bad.toMontgomery());
    // R = identity, S = 0 verifies under the identity key for every message if nobody looks.
    Signature forged;
    forged.bytes[0] = std::byte{1};
    const auto result = verify(bad, textBytes("anything"), forged);
    QVERIFY(!result);
    QCOMPARE(result.error(), SignatureError::BadPublicKey);
}

void TestPrimitives::ed25519RefusesUnreducedS()
{
    SystemRandom random;
    const auto key = Ed25519PrivateKey::generate(random).value();
    Signature signature = key.sign(textBytes("text"));
    const Bytes order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    int carry = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const int sum = std::to_integer<int>(signature.bytes[32 + i]) + std::to_integer<int>(order[i]) + carry;
        signature.bytes[32 + i] = std::byte(sum & 0xFF);
        carry = sum >> 8;
    }
    QVERIFY(!verify(key.publicKey(), textBytes("text"), signature));
}

void TestPrimitives::ed25519BecomesItsMontgomeryForm()
{
    SystemRandom random;
    for (int i = 0; i < 50; ++i) {
        const auto key = Ed25519PrivateKey::generate(random).value();
        const auto converted = key.publicKey().toMontgomery();
        QVERIFY(converted);
        QCOMPARE(toHex(converted->bytes), toHex(key.toMontgomery().publicKey().bytes));
    }
}

void TestPrimitives::labelsSeparateSignatures()
{
    SystemRandom random;
    const auto key = Ed25519PrivateKey::generate(random).value();
    const Signature signature = key.signLabelled("Tacet-1 signed prekey", textBytes("bytes"));
    QVERIFY(verifyLabelled(key.publicKey(), "Tacet-1 signed prekey", textBytes("bytes"), signature));
    QVERIFY(!verifyLabelled(key.publicKey(), "Tacet-1 one-time prekey", textBytes("bytes"), signature));
    QVERIFY(!verify(key.publicKey(), textBytes("bytes"), signature));
}

void TestPrimitives::kemAgreesAndRejectsImplicitly()
{
    SystemRandom random;
    const auto key = KemPrivateKey::generate(random).value();
    const auto parsed = KemPublicKey::fromBytes(key.publicKey().view()).value();
    auto sent = parsed.encapsulate(random).value();
    QVERIFY(key.decapsulate(sent.ciphertext).value() == sent.secret);
    const auto again = KemPrivateKey::fromSeed(key.seed()).value();
    QVERIFY(again.decapsulate(sent.ciphertext).value() == sent.secret);
    sent.ciphertext[100] ^= std::byte{1};
    QVERIFY(!(key.decapsulate(sent.ciphertext).value() == sent.secret));
}

void TestPrimitives::kemRefusesUnreducedPublicKey()
{
    SystemRandom random;
    const auto key = KemPrivateKey::generate(random).value();
    FixedBytes<kKemPublicKeySize> bytes;
    std::ranges::copy(key.publicKey().view(), bytes.begin());
    bytes[0] = std::byte{0xFF};
    bytes[1] |= std::byte{0x0F}; // first coefficient 0xFFF, above q = 3329
    const auto refused = KemPublicKey::fromBytes(bytes);
    QVERIFY(!refused);
    QCOMPARE(refused.error(), KemError::BadPublicKey);
}

void TestPrimitives::failingRandomnessMakesNoKeys()
{
    FailingRandom random;
    QVERIFY(!X25519KeyPair::generate(random));
    QVERIFY(!Ed25519PrivateKey::generate(random));
    const auto kem = KemPrivateKey::generate(random);
    QVERIFY(!kem);
    QCOMPARE(kem.error(), KemError::NoRandomness);
    SystemRandom good;
    QVERIFY(!KemPrivateKey::generate(good).value().publicKey().encapsulate(random));
}

void TestPrimitives::cbcRefusesBadLengthAndPadding()
{
    const auto key = fixedHex<32>("0102");
    const auto iv = fixedHex<16>("03");
    Bytes sealed;
    QVERIFY(encryptCbc(key, iv, {}, sealed));
    QCOMPARE(sealed.size(), kAesBlockSize);
    QVERIFY(decryptCbc(key, iv, sealed).value().empty());
    QCOMPARE(decryptCbc(key, iv, {}).error(), CipherError::Malformed);
    QCOMPARE(decryptCbc(key, iv, ByteView(sealed).first(15)).error(), CipherError::Malformed);
    auto otherIv = iv;
    otherIv[15] ^= std::byte{0x20}; // the last padding byte becomes 0x30
    QCOMPARE(decryptCbc(key, otherIv, sealed).error(), CipherError::Malformed);
    QVERIFY(decryptCbc(key, iv, sealed));
}

void TestPrimitives::gcmRefusesAnyChangedBit()
{
    const auto key = fixedHex<32>("aa");
    const auto nonce = fixedHex<12>("bb");
    const Bytes sealed = sealGcm(key, nonce, textBytes("ad"), textBytes("hello")).value();
    QVERIFY(openGcm(key, nonce, textBytes("ad"), sealed));
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        Bytes changed = sealed;
        changed[bit / 8] ^= std::byte(1 << (bit % 8));
        QCOMPARE(openGcm(key, nonce, textBytes("ad"), changed).error(), CipherError::Unauthentic);
    }
    QVERIFY(!openGcm(key, nonce, textBytes("aD"), sealed));
    QCOMPARE(openGcm(key, nonce, {}, ByteView(sealed).first(15)).error(), CipherError::Malformed);
    QVERIFY(openGcm(key, nonce, {}, sealGcm(key, nonce, {}, {}).value()).value().empty());
}

void TestPrimitives::secretsAreWipedWhenMoved()
{
    Secret<32> first(fixedHex<32>("ff"));
    const Secret<32> second = std::move(first);
    QVERIFY(isZeroConstantTime(first.view())); // NOLINT(bugprone-use-after-move): that is the promise
    QVERIFY(!isZeroConstantTime(second.view()));
    QVERIFY(second == second.clone());
}

QTEST_GUILESS_MAIN(TestPrimitives)
#include "tst_primitives.moc"
