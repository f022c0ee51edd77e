#include "crypto/epoch/epochkey.h"
#include "crypto/primitives/hkdf.h"
#include "crypto/wire/binarywriter.h"
#include "tests/support/seededrandom.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

class EpochKeyTest : public QObject
{
    Q_OBJECT
private slots:
    void commitmentsTellKeysChatsAndEpochsApart()
    {
        SeededRandom random(42);
        const auto key = EpochKey::generate({{}, 1}, random).value();
        const auto commitment = key.commitment();
        QVERIFY(key.clone().commitment() == commitment);
        QVERIFY(EpochKey::fromBytes({{}, 2}, key.view()).commitment() != commitment);
        QVERIFY(EpochKey::fromBytes({{std::byte{1}}, 1}, key.view()).commitment() != commitment);
        for (std::size_t bit = 0; bit < kEpochKeySize * 8; ++bit) {
            Secret<kEpochKeySize> other(key.view());
            other.writable()[bit / 8] ^= std::byte(1 << (bit % 8));
            QVERIFY(EpochKey::fromBytes(key.name(), other.view()).commitment() != commitment);
        }
    }

    // The bytes of docs/protocol.md section 5, put together by hand.
    void commitmentsAreMadeAsTheProtocolSays()
    {
        const auto key = EpochKey::fromBytes({{std::byte{9}}, 258}, FixedBytes<kEpochKeySize>{std::byte{3}});
        Bytes info;
        BinaryWriter writer(info);
        writer.bytes(textBytes(std::string_view("Tacet-1 epoch commitment\0", 25)));
        writer.bytes(key.name().chat);
        writer.u64(258);
        EpochCommitment expected;
        hkdf({}, key.view(), info, expected.bytes);
        QVERIFY(key.commitment() == expected);
    }

    void epochsCountFromOne()
    {
        QVERIFY(!EpochName({}, 0).isSound());
        QVERIFY(EpochName({}, 1).isSound());
        QVERIFY(EpochName({}, kLastEpoch).isSound());
        QVERIFY(!EpochName({}, kLastEpoch + 1).isSound());
    }
};

QTEST_APPLESS_MAIN(EpochKeyTest)
#include "tst_epochkey.moc"
