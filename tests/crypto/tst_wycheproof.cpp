// C2SP Wycheproof vectors (Apache License 2.0), which are not copied into the project.
#include "crypto/primitives/aescbc.h"
#include "crypto/primitives/aesgcm.h"
#include "crypto/primitives/ed25519.h"
#include "crypto/primitives/hkdf.h"
#include "crypto/primitives/hmac.h"
#include "crypto/primitives/mlkem1024.h"
#include "crypto/primitives/x25519.h"
#include "tests/crypto/wycheproof.h"

#include <QTest>

#include <algorithm>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

// Nothing if the length is another one: the product's functions do not compile with it.
template <std::size_t N>
std::optional<FixedBytes<N>> fixed(const Bytes &bytes)
{
    if (bytes.size() != N)
        return std::nullopt;
    FixedBytes<N> result;
    std::ranges::copy(bytes, result.begin());
    return result;
}

bool same(ByteView a, ByteView b)
{
    return std::ranges::equal(a, b);
}

QString nothingSkipped(const WycheproofVector &)
{
    return {};
}

QString only256BitKeys(const WycheproofVector &vector)
{
    const int bits = vector.groupNumber("keySize");
    return bits == 256 ? QString() : QStringLiteral("%1-bit key").arg(bits);
}

QString onlyOurGcm(const WycheproofVector &vector)
{
    if (const QString reason = only256BitKeys(vector); !reason.isEmpty())
        return reason;
    return vector.groupNumber("ivSize") == 96 ? QString() : QStringLiteral("nonce not of 96 bits");
}

bool checkX25519(const WycheproofVector &vector)
{
    const auto scalar = fixed<kX25519Size>(vector.bytes("private"));
    const auto point = fixed<kX25519Size>(vector.bytes("public"));
    if (!scalar || !point)
        return false;
    const bool lowOrder =
        vector.hasFlag(QLatin1StringView("LowOrderPublic")) || vector.hasFlag(QLatin1StringView("ZeroSharedSecret"));
    const X25519PublicKey theirs = X25519PublicKey::from(*point);
    if (vector.hasFlag(QLatin1StringView("NonCanonicalPublic")) && theirs.isCanonical())
        return false;
    const auto ours = X25519PrivateKey::fromScalar(*scalar);
    const auto secret = agree(ours, theirs);
    // The batch decides as the single call does, whatever stands beside the key.
    const Agreement batch[] = {{&ours, &theirs}, {&ours, &theirs}, {&ours, &theirs}, {&ours, &theirs}};
    std::array<SharedSecret, std::size(batch)> secrets;
    if (agreeAll(batch, secrets).has_value() != secret.has_value())
        return false;
    if (lowOrder)
        return !secret && secret.error() == KeyAgreementError::LowOrder;
    const Bytes expected = vector.bytes("shared");
    return secret && same(secret->view(), expected) &&
           std::ranges::all_of(secrets, [&](const SharedSecret &each) { return same(each.view(), expected); });
}

bool checkEd25519(const WycheproofVector &vector)
{
    const QByteArray hex = vector.groupObject("publicKey")[u"pk"].toString().toLatin1();
    const QByteArray raw = QByteArray::fromHex(hex);
    const auto view = std::as_bytes(std::span(raw));
    const auto key = fixed<kEd25519Size>(Bytes(view.begin(), view.end()));
    const auto signature = fixed<kSignatureSize>(vector.bytes("sig"));
    if (!key || !signature)
        return key && !vector.isValid();
    const auto verdict = verify(Ed25519PublicKey::from(*key), vector.bytes("msg"), Signature::from(*signature));
    return verdict.has_value() == vector.isValid();
}

bool checkGcm(const WycheproofVector &vector)
{
    const auto key = fixed<32>(vector.bytes("key"));
    const auto nonce = fixed<kGcmNonceSize>(vector.bytes("iv"));
    if (!key || !nonce)
        return false;
    const Bytes associated = vector.bytes("aad");
    const Bytes plaintext = vector.bytes("msg");
    Bytes sealed = vector.bytes("ct");
    append(sealed, vector.bytes("tag"));
    const auto opened = openGcm(*key, *nonce, associated, sealed);
    if (!vector.isValid())
        return !opened;
    const auto ours = sealGcm(*key, *nonce, associated, plaintext);
    return opened && same(*opened, plaintext) && ours && same(*ours, sealed);
}

bool checkCbc(const WycheproofVector &vector)
{
    const auto key = fixed<32>(vector.bytes("key"));
    const auto iv = fixed<kAesBlockSize>(vector.bytes("iv"));
    if (!key || !iv)
        return false;
    const Bytes plaintext = vector.bytes("msg");
    const Bytes ciphertext = vector.bytes("ct");
    const auto opened = decryptCbc(*key, *iv, ciphertext);
    if (!vector.isValid())
        return !opened;
    Bytes ours;
    return opened && same(*opened, plaintext) && encryptCbc(*key, *iv, plaintext, ours) && ours == ciphertext;
}

bool checkHkdf(const WycheproofVector &vector)
{
    const auto size = static_cast<std::size_t>(vector.number("size"));
    if (!vector.isValid())
        return size > kHkdfMaxOutput;
    Bytes out(size);
    hkdf(vector.bytes("salt"), vector.bytes("ikm"), vector.bytes("info"), out);
    return out == vector.bytes("okm");
}

bool checkHmac(const WycheproofVector &vector)
{
    const HmacKey key(vector.bytes("key"));
    const Bytes message = vector.bytes("msg");
    const auto whole = key.mac(message);
    Hmac inParts(key);
    for (const std::byte &byte : message)
        inParts.update(ByteView(&byte, 1));
    const auto parts = inParts.finish();
    const auto size = static_cast<std::size_t>(vector.groupNumber("tagSize") / 8);
    return whole == parts && equalConstantTime(ByteView(whole).first(size), vector.bytes("tag")) == vector.isValid();
}

bool checkKem(const WycheproofVector &vector)
{
    const auto seed = fixed<kKemSeedSize>(vector.bytes("seed"));
    const auto ciphertext = fixed<kKemCiphertextSize>(vector.bytes("c"));
    if (!seed || !ciphertext)
        return !vector.isValid();
    const auto key = KemPrivateKey::fromSeed(*seed);
    if (!key || !same(key->publicKey().view(), vector.bytes("ek")))
        return false;
    const auto secret = key->decapsulate(*ciphertext);
    return secret && same(secret->view(), vector.bytes("K")) == vector.isValid();
}

bool checkKemEncapsulation(const WycheproofVector &vector)
{
    const auto bytes = fixed<kKemPublicKeySize>(vector.bytes("ek"));
    const auto randomness = fixed<32>(vector.bytes("m"));
    if (!bytes || !randomness)
        return !vector.isValid();
    const auto key = KemPublicKey::fromBytes(*bytes);
    if (!vector.isValid())
        return !key && key.error() == KemError::BadPublicKey;
    if (!key)
        return false;
    const auto result = key->encapsulateWith(*randomness);
    return result && same(result->ciphertext, vector.bytes("c")) && same(result->secret.view(), vector.bytes("K"));
}

bool checkKemSeed(const WycheproofVector &vector)
{
    const auto seed = fixed<kKemSeedSize>(vector.bytes("seed"));
    const auto expandedBytes = fixed<kKemExpandedSize>(vector.bytes("dk"));
    if (!seed || !expandedBytes)
        return false;
    const auto key = KemPrivateKey::fromSeed(*seed);
    const auto expanded = KemPrivateKey::fromExpanded(*expandedBytes);
    if (!key || !expanded || !same(key->publicKey().view(), vector.bytes("ek")))
        return false;
    // The expanded key is never given out, so it is compared by what it opens.
    const auto sent = key->publicKey().encapsulateWith(FixedBytes<32>{});
    const auto one = sent ? key->decapsulate(sent->ciphertext) : std::unexpected(KemError::Failed);
    const auto other = sent ? expanded->decapsulate(sent->ciphertext) : std::unexpected(KemError::Failed);
    return one && other && *one == sent->secret && *other == sent->secret;
}

bool checkKemExpanded(const WycheproofVector &vector)
{
    const auto bytes = fixed<kKemExpandedSize>(vector.bytes("dk"));
    const auto ciphertext = fixed<kKemCiphertextSize>(vector.bytes("c"));
    if (!bytes || !ciphertext)
        return !vector.isValid();
    const auto key = KemPrivateKey::fromExpanded(*bytes);
    if (!vector.isValid())
        return !key;
    const auto secret = key ? key->decapsulate(*ciphertext) : std::unexpected(KemError::Failed);
    return secret && same(secret->view(), vector.bytes("K"));
}

} // namespace

class WycheproofTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (wycheproofFolder().isEmpty())
            QSKIP("the Wycheproof vectors are not here; TACET_VECTORS names their folder");
    }

    void everyVectorBehavesAsItsFileSays_data()
    {
        QTest::addColumn<WycheproofFilter>("filter");
        QTest::addColumn<WycheproofCheck>("check");
        QTest::addColumn<int>("expectedRun");
        const WycheproofFilter everything = nothingSkipped;
        const auto row = [](const char *file, const WycheproofFilter &filter, bool (*check)(const WycheproofVector &),
                            int run) { QTest::newRow(file) << filter << WycheproofCheck(check) << run; };
        row("x25519_test", everything, checkX25519, 518);
        row("ed25519_test", everything, checkEd25519, 151);
        row("aes_gcm_test", onlyOurGcm, checkGcm, 66);
        row("aes_cbc_pkcs5_test", only256BitKeys, checkCbc, 72);
        row("hkdf_sha256_test", everything, checkHkdf, 86);
        row("hmac_sha256_test", everything, checkHmac, 174);
        row("mlkem_1024_test", everything, checkKem, 193);
        row("mlkem_1024_encaps_test", everything, checkKemEncapsulation, 269);
        row("mlkem_1024_keygen_seed_test", everything, checkKemSeed, 100);
        row("mlkem_1024_semi_expanded_decaps_test", everything, checkKemExpanded, 9);
    }
    void everyVectorBehavesAsItsFileSays()
    {
        QFETCH(WycheproofFilter, filter);
        QFETCH(WycheproofCheck, check);
        QFETCH(int, expectedRun);
        const QString file = QString::fromLatin1(QTest::currentDataTag());
        const auto tally = runWycheproof(file, filter, check);
        QVERIFY2(tally, "the file is absent or has not the vectors that it names");
        qInfo("%s", qPrintable(tally->summary(file)));
        QVERIFY2(tally->failed.isEmpty(), qPrintable(tally->failed.join(u'\n')));
        QCOMPARE(tally->run, expectedRun);
    }

    void everyLowOrderKeyIsRefused()
    {
        int lowOrder = 0;
        int refused = 0;
        const auto tally = runWycheproof(QStringLiteral("x25519_test"), nothingSkipped, [&](const auto &vector) {
            if (!vector.hasFlag(QLatin1StringView("LowOrderPublic")) &&
                !vector.hasFlag(QLatin1StringView("ZeroSharedSecret")))
                return true;
            ++lowOrder;
            const auto scalar = fixed<kX25519Size>(vector.bytes("private"));
            const auto point = fixed<kX25519Size>(vector.bytes("public"));
            refused += !agree(X25519PrivateKey::fromScalar(*scalar), X25519PublicKey::from(*point));
            return true;
        });
        QVERIFY(tally);
        qInfo("X25519 keys of low order: %d of %d refused", refused, lowOrder);
        QCOMPARE(lowOrder, 31);
        QCOMPARE(refused, 31);
    }

    void filesWithoutACallerAreNamed()
    {
        const auto unused = [](const WycheproofVector &) { return QStringLiteral("crypto/ has no PBKDF2"); };
        const auto tally =
            runWycheproof(QStringLiteral("pbkdf2_hmacsha256_test"), unused, [](const auto &) { return false; });
        QVERIFY(tally);
        qInfo("%s", qPrintable(tally->summary(QStringLiteral("pbkdf2_hmacsha256_test"))));
        QCOMPARE(tally->run, 0);
    }
};

QTEST_APPLESS_MAIN(WycheproofTest)
#include "tst_wycheproof.moc"
