#include "crypto/epoch/committingbox.h"
#include "crypto/epoch/epochbox.h"
#include "crypto/primitives/hkdf.h"
#include "tests/crypto/gcmcollision.h"
#include "tests/support/seededrandom.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr std::string_view kPurpose = "test purpose";
constexpr std::string_view kData = "where it belongs";
constexpr std::size_t kCommitmentAt = 1;
constexpr std::size_t kSaltAt = 33;
constexpr std::size_t kCiphertextAt = 65;

class BrokenRandom final : public RandomSource
{
public:
    std::expected<void, RandomError> fill(std::span<std::byte>) override
    {
        return std::unexpected(RandomError::Unavailable);
    }
};

/// What docs/protocol.md says that a box's secrets are: 32 key ‖ 12 nonce ‖ 32 commitment.
struct BoxSecrets {
    GcmKey gcm;
    FixedBytes<32> commitment{};

    BoxSecrets(const Secret<32> &key, ByteView salt)
    {
        FixedBytes<76> derived{};
        hkdf(salt, key.view(), textBytes(kPurpose), derived);
        std::copy_n(derived.begin(), 32, gcm.key.begin());
        std::copy_n(derived.begin() + 32, 12, gcm.nonce.begin());
        std::copy_n(derived.begin() + 44, 32, commitment.begin());
    }
};

Bytes boxOf(const FixedBytes<32> &commitment, ByteView salt, ByteView ciphertext)
{
    Bytes box{std::byte{1}};
    append(box, commitment);
    append(box, salt);
    append(box, ciphertext);
    return box;
}

} // namespace

class CommittingBoxTest : public QObject
{
    Q_OBJECT
private slots:
    void opensWhatWasSealed()
    {
        SeededRandom random(61);
        const auto key = random.secret<32>().value();
        for (std::size_t size : {0U, 1U, 16U, 1000U}) {
            const Bytes text(size, std::byte{0x5A});
            const auto box = sealBox(key.view(), kPurpose, textBytes(kData), text, random);
            QVERIFY(box);
            QCOMPARE(box->size(), size + kBoxOverhead);
            QVERIFY(isBoxUnder(key.view(), kPurpose, *box));
            const auto opened = openBox(key.view(), kPurpose, textBytes(kData), *box);
            QVERIFY(opened && std::ranges::equal(*opened, text));
        }
    }

    void isMadeAsTheProtocolSays()
    {
        SeededRandom random(62);
        const auto key = random.secret<32>().value();
        const Bytes box = sealBox(key.view(), kPurpose, textBytes(kData), Bytes(20), random).value();
        const BoxSecrets secrets(key, ByteView(box).subspan(kSaltAt, kBoxSaltSize));
        QVERIFY(std::ranges::equal(ByteView(box).subspan(kCommitmentAt, 32), secrets.commitment));
        const auto text =
            openGcm(secrets.gcm.key, secrets.gcm.nonce, textBytes(kData), ByteView(box).subspan(kCiphertextAt));
        QVERIFY(text && *text == SecretBytes(20));
    }

    void everyFlippedBitAndCutIsRefused()
    {
        SeededRandom random(63);
        const auto key = random.secret<32>().value();
        Bytes box = sealBox(key.view(), kPurpose, textBytes(kData), Bytes(40), random).value();
        for (std::size_t bit = 0; bit < box.size() * 8; ++bit) {
            box[bit / 8] ^= std::byte(1 << (bit % 8));
            QVERIFY2(!openBox(key.view(), kPurpose, textBytes(kData), box), qPrintable(QString::number(bit)));
            box[bit / 8] ^= std::byte(1 << (bit % 8));
        }
        for (std::size_t size = 0; size < box.size(); ++size)
            QVERIFY(!openBox(key.view(), kPurpose, textBytes(kData), ByteView(box).first(size)));
        QVERIFY(openBox(key.view(), kPurpose, textBytes(kData), box));
    }

    void anotherKeyPurposeOrPlaceIsRefused()
    {
        SeededRandom random(64);
        const auto key = random.secret<32>().value();
        const auto other = random.secret<32>().value();
        const Bytes box = sealBox(key.view(), kPurpose, textBytes(kData), Bytes(40), random).value();
        QVERIFY(openBox(other.view(), kPurpose, textBytes(kData), box).error() == BoxError::WrongKey);
        QVERIFY(openBox(key.view(), "other", textBytes(kData), box).error() == BoxError::WrongKey);
        QVERIFY(openBox(key.view(), kPurpose, textBytes("elsewhere"), box).error() == BoxError::Unauthentic);
        QVERIFY(!isBoxUnder(other.view(), kPurpose, box));
        QVERIFY(!isBoxUnder(key.view(), "other", box));
        QVERIFY(!isBoxUnder(key.view(), kPurpose, {}));
    }

    // The attack that the commitment is there for: GCM alone opens one ciphertext under two keys.
    void twoKeysNeverOpenOneBox()
    {
        SeededRandom random(65);
        int tried = 0;
        for (int round = 0; round < 20; ++round) {
            const auto first = random.secret<32>().value();
            const auto second = random.secret<32>().value();
            const auto salt = random.secret<kBoxSaltSize>().value();
            const BoxSecrets firstSecrets(first, salt.view());
            const BoxSecrets secondSecrets(second, salt.view());
            Bytes filler(static_cast<std::size_t>(16 * (1 + round)));
            (void)random.fill(filler);
            const Bytes collision =
                collideGcm(firstSecrets.gcm, secondSecrets.gcm, textBytes(kData), std::move(filler));
            QVERIFY2(openGcm(firstSecrets.gcm.key, firstSecrets.gcm.nonce, textBytes(kData), collision) &&
                         openGcm(secondSecrets.gcm.key, secondSecrets.gcm.nonce, textBytes(kData), collision),
                     "the attack on bare GCM has to work, or this test says nothing");
            const Bytes forFirst = boxOf(firstSecrets.commitment, salt.view(), collision);
            const Bytes forSecond = boxOf(secondSecrets.commitment, salt.view(), collision);
            QVERIFY(openBox(first.view(), kPurpose, textBytes(kData), forFirst));
            QVERIFY(openBox(second.view(), kPurpose, textBytes(kData), forSecond));
            QVERIFY(openBox(second.view(), kPurpose, textBytes(kData), forFirst).error() == BoxError::WrongKey);
            QVERIFY(openBox(first.view(), kPurpose, textBytes(kData), forSecond).error() == BoxError::WrongKey);
            tried += 2;
        }
        qInfo("%d boxes that GCM would open under two keys, 0 opened under the second", tried);
    }

    void noRandomnessNoBox()
    {
        BrokenRandom random;
        const Secret<32> key;
        QVERIFY(sealBox(key.view(), kPurpose, {}, {}, random).error() == BoxError::NoRandomness);
    }

    void epochBoxesFitTheirColumnsAndSayLittleOfTheirSize_data()
    {
        QTest::addColumn<int>("purpose");
        QTest::addColumn<int>("longest"); // bytes of text
        const auto row = [](const char *name, EpochPurpose purpose, int longest) {
            QTest::newRow(name) << static_cast<int>(purpose) << longest;
        };
        row("title", EpochPurpose::ThreadTitle, 1'023);
        row("body", EpochPurpose::ThreadBody, 63'487);
        row("reply", EpochPurpose::Reply, 63'487);
        row("message", EpochPurpose::Message, 1'032'191);
        row("name", EpochPurpose::ChatName, 767);
        row("description", EpochPurpose::ChatDescription, 3'839);
        row("role", EpochPurpose::RoleName, 767);
        row("picture", EpochPurpose::ChatPicture, 1'032'191);
        row("deposit", EpochPurpose::SessionDeposit, 767);
    }
    void epochBoxesFitTheirColumnsAndSayLittleOfTheirSize()
    {
        QFETCH(int, purpose);
        QFETCH(int, longest);
        SeededRandom random(66);
        const auto key = EpochKey::generate({{}, 1}, random).value();
        const auto use = static_cast<EpochPurpose>(purpose);
        const Bytes text(static_cast<std::size_t>(longest) + 1, std::byte{0x41});
        const auto box = sealEpochBox(key, use, {}, ByteView(text).first(text.size() - 1), random);
        QVERIFY(box);
        QVERIFY(box->size() <= boxLimit(use));
        QVERIFY(openEpochBox(key, use, {}, *box));
        QVERIFY(sealEpochBox(key, use, {}, text, random).error() == BoxError::TooLong);
        QCOMPARE(sealEpochBox(key, use, {}, ByteView(text).first(1), random)->size(),
                 sealEpochBox(key, use, {}, ByteView(text).first(200), random)->size());
        QVERIFY(openEpochBox(key, use, {}, Bytes(boxLimit(use) + 1, std::byte{1})).error() == BoxError::Malformed);
    }
};

QTEST_APPLESS_MAIN(CommittingBoxTest)
#include "tst_committingbox.moc"
