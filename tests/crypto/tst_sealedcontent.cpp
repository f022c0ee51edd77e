#include "crypto/payload/padding.h"
#include "crypto/payload/sealedcontent.h"

#include <QTest>

#include <set>

using namespace tacet::crypto;

namespace {

ContentPlace place()
{
    ContentPlace place;
    place.chat.fill(std::byte{1});
    place.message.fill(std::byte{2});
    place.senderDevice.fill(std::byte{3});
    return place;
}

Bytes bodyOf(std::size_t size)
{
    return Bytes(size, std::byte{0x5A});
}

class BrokenRandom final : public RandomSource
{
public:
    std::expected<void, RandomError> fill(std::span<std::byte>) override
    {
        return std::unexpected(RandomError::Unavailable);
    }
};

} // namespace

class SealedContentTest : public QObject
{
    Q_OBJECT
private slots:
    void opensWhatWasSealed_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 255, 256, 4095, 4096, 4097, 100'000, 1'000'000})
            QTest::addRow("%d", size) << size;
    }
    void opensWhatWasSealed()
    {
        QFETCH(int, size);
        SystemRandom random;
        const Bytes body = bodyOf(static_cast<std::size_t>(size));
        const auto sealed = sealContent(body, place(), random);
        QVERIFY(sealed);
        const auto capsule = ContentCapsule::decode(sealed->capsule.encode());
        QVERIFY(capsule);
        const auto opened = openContent(sealed->ciphertext, *capsule, place());
        QVERIFY(opened);
        QVERIFY(std::ranges::equal(*opened, body));
    }

    void everyFlippedBitIsRefused()
    {
        SystemRandom random;
        const auto sealed = sealContent(bodyOf(40), place(), random);
        Bytes bytes = sealed->ciphertext;
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            bytes[bit / 8] ^= std::byte(1 << (bit % 8));
            ContentCapsule matching{.key = sealed->capsule.key.clone(), .hash = Sha256::of(bytes)};
            QVERIFY(!openContent(bytes, sealed->capsule, place()));
            QVERIFY2(!openContent(bytes, matching, place()), "a hash of the sender's own making must not help");
            bytes[bit / 8] ^= std::byte(1 << (bit % 8));
        }
    }

    void aBodyDoesNotOpenElsewhere_data()
    {
        QTest::addColumn<int>("field");
        QTest::newRow("chat") << 0;
        QTest::newRow("message") << 1;
        QTest::newRow("device") << 2;
    }
    void aBodyDoesNotOpenElsewhere()
    {
        QFETCH(int, field);
        SystemRandom random;
        const auto sealed = sealContent(bodyOf(40), place(), random);
        ContentPlace elsewhere = place();
        FixedBytes<16> *const fields[] = {&elsewhere.chat, &elsewhere.message, &elsewhere.senderDevice};
        (*fields[field])[15] ^= std::byte{1};
        QVERIFY(openContent(sealed->ciphertext, sealed->capsule, elsewhere).error() == ContentError::Unauthentic);
    }

    void anotherKeyIsRefusedByTheCommitment()
    {
        SystemRandom random;
        const auto sealed = sealContent(bodyOf(40), place(), random);
        ContentCapsule other{.key = ContentKey(), .hash = sealed->capsule.hash};
        QVERIFY(openContent(sealed->ciphertext, other, place()).error() == ContentError::Unauthentic);
    }

    void sizesFallIntoFewClasses()
    {
        std::set<std::size_t> small;
        for (std::size_t length = 0; length < 4096; ++length) {
            QVERIFY(paddedSize(length) > length);
            small.insert(paddedSize(length));
        }
        QCOMPARE(small.size(), 16U);
        for (std::size_t length = 4096; length < 1'000'000; length += 997)
            QVERIFY(paddedSize(length) <= length + length / 8);
    }

    void paddingThatIsNotOursIsRefused()
    {
        QVERIFY(!unpad({}));
        QVERIFY(!unpad(SecretBytes(256, std::byte{0})));
        QVERIFY(!unpad(SecretBytes(256, std::byte{1})));
        SecretBytes tooLong = pad(bodyOf(10));
        tooLong.resize(512);
        QVERIFY(!unpad(std::move(tooLong)));
    }

    void noRandomnessNoMessage()
    {
        BrokenRandom random;
        QVERIFY(sealContent(bodyOf(1), place(), random).error() == ContentError::NoRandom);
    }

    void subkeysDifferByPurpose()
    {
        const ContentKey key;
        QVERIFY(!(contentSubkey(key, ContentPurpose::Reactions) == contentSubkey(key, ContentPurpose::Edits)));
    }
};

QTEST_APPLESS_MAIN(SealedContentTest)
#include "tst_sealedcontent.moc"
