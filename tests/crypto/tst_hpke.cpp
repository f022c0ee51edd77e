#include "crypto/hpke/hpke.h"
#include "tests/crypto/hex.h"
#include "tests/crypto/opensslhpke.h"
#include "tests/support/seededrandom.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

X25519KeyPair pairFrom(const char *scalar)
{
    return X25519KeyPair::from(X25519PrivateKey::fromScalar(fixedHex<32>(scalar)));
}

constexpr std::string_view kInfo = "info";
constexpr std::string_view kData = "data";
constexpr std::string_view kText = "an epoch key's worth of text....";
constexpr std::string_view kPskId = "prekey 7";

/// One sealed text in mode auth_psk and everything that it takes to open it.
struct Sealed {
    SeededRandom random{31};
    X25519KeyPair recipient = X25519KeyPair::generate(random).value();
    X25519KeyPair sender = X25519KeyPair::generate(random).value();
    Secret<32> psk = random.secret<32>().value();
    HpkeSealed sealed =
        sealHpkeAuthPsk(recipient.shared, sender, {psk.view(), textBytes(kPskId)}, content(), textBytes(kText), random)
            .value();

    static HpkeContent content() { return {textBytes(kInfo), textBytes(kData)}; }
    auto open(const HpkeSealed &bytes) const
    {
        return openHpkeAuthPsk(bytes, recipient, sender.shared, {psk.view(), textBytes(kPskId)}, content());
    }
};

} // namespace

class HpkeTest : public QObject
{
    Q_OBJECT
private slots:
    void givesThePublishedBaseCiphertext()
    {
        // Mode 0, KEM 32, KDF 1, AEAD 2 (AES-256-GCM) of the test vectors of RFC 9180 (cfrg/draft-irtf-cfrg-hpke), as
        // AWS-LC's crypto/hpke/hpke_test_vectors.txt holds them; the first encryption.
        const auto recipient = pairFrom("497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d");
        const auto ephemeral = pairFrom("179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11");
        const Bytes info = hex("4f6465206f6e2061204772656369616e2055726e");
        const Bytes data = hex("436f756e742d30");
        const Bytes text = hex("4265617574792069732074727574682c20747275746820626561757479");
        QCOMPARE(toHex(recipient.shared.bytes), "430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c");
        const auto sealed = sealHpkeWith(ephemeral, recipient.shared, nullptr, nullptr, {info, data}, text);
        QVERIFY(sealed);
        QCOMPARE(toHex(sealed->encapsulation.bytes),
                 "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256");
        QCOMPARE(toHex(sealed->ciphertext), "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de1"
                                            "25a925cdad859d5b7a");
        const auto opened = openHpkeBase(*sealed, recipient, {info, data});
        QVERIFY(opened && std::ranges::equal(*opened, text));
    }

    void givesThePublishedAuthenticatedSecret()
    {
        // RFC 9180 appendix A.1.4 (mode auth_psk): the KEM's part, which is the same for every AEAD.
        const auto ephemeral =
            deriveDhKemKeyPair(hex("4303619085a20ebcf18edd22782952b8a7161e1dbae6e46e143a52a96127cf84"));
        const auto recipient =
            deriveDhKemKeyPair(hex("4b16221f3b269a88e207270b5e1de28cb01f847841b344b8314d6a622fe5ee90"));
        const auto sender = deriveDhKemKeyPair(hex("62f77dcf5df0dd7eac54eac9f654f426d4161ec850cc65c54f8b65d2e0b4e345"));
        QCOMPARE(toHex(ephemeral.shared.bytes), "820818d3c23993492cc5623ab437a48a0a7ca3e9639c140fe1e33811eb844b7c");
        QCOMPARE(toHex(recipient.shared.bytes), "1d11a3cd247ae48e901939659bd4d79b6b959e1f3e7d66663fbc9412dd4e0976");
        QCOMPARE(toHex(sender.shared.bytes), "2bfb2eb18fcad1af0e4f99142a1c474ae74e21b9425fc5c589382c69b50cc57e");
        const auto sent = encapsulateDhKem(recipient.shared, ephemeral, &sender);
        const auto received = decapsulateDhKem(ephemeral.shared, recipient, &sender.shared);
        QVERIFY(sent && received);
        QCOMPARE(toHex(sent->view()), "f9d0e870aba28d04709b2680cb8185466c6a6ff1d6e9d1091d5bf5e10ce3a577");
        QVERIFY(*sent == *received);
    }

    void exchangesWithOpenSsl_data()
    {
        QTest::addColumn<bool>("authenticated");
        QTest::newRow("base") << false;
        QTest::newRow("auth_psk") << true;
    }
    void exchangesWithOpenSsl()
    {
        QFETCH(bool, authenticated);
        SeededRandom random(32);
        for (std::size_t round = 0; round < 200; ++round) {
            const auto recipient = X25519KeyPair::generate(random).value();
            const auto sender = X25519KeyPair::generate(random).value();
            const auto ephemeralInput = random.secret<32>().value();
            const auto text = random.secret<100>().value();
            OpenSslHpke peer;
            peer.sender = authenticated ? &sender : nullptr;
            (void)random.fill(peer.psk);
            peer.pskId = "prekey " + std::to_string(round);
            peer.info = std::string(1 + round, 'i');
            peer.associatedData = std::string(1 + round * 3, 'a');
            const HpkeContent content{textBytes(peer.info), textBytes(peer.associatedData)};
            const HpkePsk psk{peer.psk, textBytes(peer.pskId)};
            const ByteView body = text.view().first(1 + round % 100);

            const auto theirs = peer.seal(recipient.shared, body, ephemeralInput.view());
            const auto ours = sealHpkeWith(deriveDhKemKeyPair(ephemeralInput.view()), recipient.shared, peer.sender,
                                           authenticated ? &psk : nullptr, content, body);
            QVERIFY(theirs && ours);
            QVERIFY(theirs->encapsulation == ours->encapsulation);
            QCOMPARE(toHex(theirs->ciphertext), toHex(ours->ciphertext));
            const auto opened = authenticated ? openHpkeAuthPsk(*theirs, recipient, sender.shared, psk, content)
                                              : openHpkeBase(*theirs, recipient, content);
            QVERIFY(opened && std::ranges::equal(*opened, body));
            const auto openedThere = peer.open(*ours, recipient);
            QVERIFY(openedThere && std::ranges::equal(*openedThere, body));
        }
    }

    void onlyWhatBelongsTogetherOpens()
    {
        Sealed one;
        const HpkePsk psk{one.psk.view(), textBytes(kPskId)};
        const auto opened = one.open(one.sealed);
        QVERIFY(opened && std::ranges::equal(*opened, textBytes(kText)));
        const auto stranger = X25519KeyPair::generate(one.random).value();
        const auto otherPsk = one.random.secret<32>().value();
        const auto refused = [&](const auto &result) { return !result && result.error() == HpkeError::Unauthentic; };
        QVERIFY(refused(openHpkeAuthPsk(one.sealed, one.recipient, stranger.shared, psk, Sealed::content())));
        QVERIFY(refused(openHpkeAuthPsk(one.sealed, stranger, one.sender.shared, psk, Sealed::content())));
        QVERIFY(refused(openHpkeAuthPsk(one.sealed, one.recipient, one.sender.shared,
                                        {otherPsk.view(), textBytes(kPskId)}, Sealed::content())));
        QVERIFY(refused(openHpkeAuthPsk(one.sealed, one.recipient, one.sender.shared,
                                        {one.psk.view(), textBytes("prekey 8")}, Sealed::content())));
        QVERIFY(refused(openHpkeAuthPsk(one.sealed, one.recipient, one.sender.shared, psk,
                                        {textBytes("other"), textBytes(kData)})));
        QVERIFY(refused(openHpkeAuthPsk(one.sealed, one.recipient, one.sender.shared, psk,
                                        {textBytes(kInfo), textBytes("other")})));
        // Info and associated data are not one text that could be cut elsewhere.
        QVERIFY(refused(openHpkeAuthPsk(one.sealed, one.recipient, one.sender.shared, psk,
                                        {textBytes("infoda"), textBytes("ta")})));
        QVERIFY(refused(openHpkeBase(one.sealed, one.recipient, Sealed::content())));
    }

    void everyFlippedBitIsRefused()
    {
        const Sealed one;
        const std::size_t bits = (kX25519Size + one.sealed.ciphertext.size()) * 8;
        for (std::size_t bit = 0; bit < bits; ++bit) {
            HpkeSealed changed = one.sealed;
            const std::size_t byte = bit / 8;
            std::byte &target =
                byte < kX25519Size ? changed.encapsulation.bytes[byte] : changed.ciphertext[byte - kX25519Size];
            target ^= std::byte(1 << (bit % 8));
            QVERIFY2(!one.open(changed), qPrintable(QString::number(bit)));
        }
        qInfo("%d bits flipped, 0 accepted", static_cast<int>(bits));
    }

    void everyCutIsRefused()
    {
        const Sealed one;
        for (std::size_t size = 0; size < one.sealed.ciphertext.size(); ++size) {
            HpkeSealed cut = one.sealed;
            cut.ciphertext.resize(size);
            QVERIFY(one.open(cut).error() == HpkeError::Unauthentic);
        }
    }

    void keysOfLowOrderOrInAnotherFormAreRefused_data()
    {
        // https://cr.yp.to/ecdh.html#validate: the points whose multiples are zero; then other encodings, of 0 and 1
        // and of 2, which is a good point in its own one.
        QTest::addColumn<QByteArray>("point");
        QTest::newRow("0") << QByteArray("00").repeated(32);
        QTest::newRow("1") << QByteArray("01") + QByteArray("00").repeated(31);
        QTest::newRow("order 8") << QByteArray("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        QTest::newRow("order 8, the other")
            << QByteArray("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157");
        QTest::newRow("p - 1") << QByteArray("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        QTest::newRow("p") << QByteArray("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        QTest::newRow("p + 2") << QByteArray("efffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        QTest::newRow("2 with the top bit") << QByteArray("02") + QByteArray("00").repeated(30) + QByteArray("80");
        QTest::newRow("p + 1") << QByteArray("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    }
    void keysOfLowOrderOrInAnotherFormAreRefused()
    {
        QFETCH(QByteArray, point);
        const X25519PublicKey key = X25519PublicKey::from(fixedHex<32>(point.constData()));
        Sealed one;
        const HpkePsk psk{one.psk.view(), textBytes(kPskId)};
        HpkeSealed forged = one.sealed;
        forged.encapsulation = key;
        QVERIFY(one.open(forged).error() == HpkeError::BadPublicKey);
        QVERIFY(openHpkeBase(forged, one.recipient, Sealed::content()).error() == HpkeError::BadPublicKey);
        QVERIFY(openHpkeAuthPsk(one.sealed, one.recipient, key, psk, Sealed::content()).error() ==
                HpkeError::BadPublicKey);
        QVERIFY(sealHpkeBase(key, Sealed::content(), textBytes(kText), one.random).error() == HpkeError::BadPublicKey);
        QVERIFY(sealHpkeAuthPsk(key, one.sender, psk, Sealed::content(), textBytes(kText), one.random).error() ==
                HpkeError::BadPublicKey);
    }

    void aPreSharedKeyHasAName()
    {
        Sealed one;
        QVERIFY(sealHpkeAuthPsk(one.recipient.shared, one.sender, {one.psk.view(), {}}, Sealed::content(),
                                textBytes(kText), one.random)
                    .error() == HpkeError::BadPsk);
        QVERIFY(openHpkeAuthPsk(one.sealed, one.recipient, one.sender.shared, {one.psk.view(), {}}, Sealed::content())
                    .error() == HpkeError::BadPsk);
    }

    void twoSealingsOfOneTextDiffer()
    {
        Sealed one;
        const auto again = sealHpkeAuthPsk(one.recipient.shared, one.sender, {one.psk.view(), textBytes(kPskId)},
                                           Sealed::content(), textBytes(kText), one.random);
        QVERIFY(again && again->ciphertext != one.sealed.ciphertext);
        QVERIFY(again->encapsulation != one.sealed.encapsulation);
    }
};

QTEST_APPLESS_MAIN(HpkeTest)
#include "tst_hpke.moc"
