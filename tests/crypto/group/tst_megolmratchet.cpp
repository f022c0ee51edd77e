#include "crypto/group/megolmkeys.h"
#include "crypto/primitives/hkdf.h"
#include "tests/crypto/hex.h"
#include "tests/support/seededrandom.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

MegolmRatchet ratchetOf(const char *parts, std::uint32_t index)
{
    return {index, Secret<MegolmRatchet::kSize>(fixedHex<MegolmRatchet::kSize>(parts))};
}

// The state that libolm's tests start from: the digits and the letters A to F in ASCII, again and again.
MegolmRatchet publishedStart()
{
    Secret<MegolmRatchet::kSize> parts;
    constexpr std::string_view kPattern = "0123456789ABCDEF";
    for (std::size_t i = 0; i < parts.writable().size(); ++i)
        parts.writable()[i] = std::byte(kPattern[i % kPattern.size()]);
    return {0, std::move(parts)};
}

MegolmRatchet anyRatchet(std::uint32_t index)
{
    SeededRandom random(31);
    return {index, random.secret<MegolmRatchet::kSize>().value()};
}

struct PublishedVector {
    std::uint32_t index;
    const char *parts;
};

// libolm, tests/test_megolm.cpp, "Megolm::advance".
constexpr PublishedVector kPublished[] = {
    {1, "30313233343536373839414243444546 30313233343536373839414243444546"
        "30313233343536373839414243444546 30313233343536373839414243444546"
        "30313233343536373839414243444546 30313233343536373839414243444546"
        "ba9cd955741d1c162323ec825e7c5ce8 89bbb423a18f23828fb2090d6e2af86a"},
    {0x1000000, "54022d7dc0298e1637e21c97153092f9 33c056ff74fe1b922d971f2482c2859c"
                "7004c01ee49bd6efe0073525af9b1632 c5be726d12349cc5bd472bdc2df6540f"
                "3112591194fda617e568c683101eaecd 7eddd6de1fbc0767ae34da1a09a54eab"
                "ba9cd955741d1c162323ec825e7c5ce8 89bbb423a18f23828fb2090d6e2af86a"},
    {0x1041506, "54022d7dc0298e1637e21c97153092f9 33c056ff74fe1b922d971f2482c2859c"
                "55588df5b7a48878428927868164589f 3663447b51edc3595b036ca604c46dcd"
                "5c54850bfa98a1fd79a9df1cbe8fc568 1937d30c85c8c31f7bb828816cf9ff3b"
                "956cbf807e65126a49558d45c84a2e4c d56f03e24416b98e1cfd97c206aa907a"},
};

// The specification read literally, one message at a time: what the jumps are held against.
void advanceLiterally(MegolmRatchet &ratchet)
{
    std::array<Secret<32>, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i] = Secret<32>(FixedView<32>(ratchet.parts().subspan(i * 32, 32)));
    const std::uint32_t index = ratchet.index() + 1;
    const std::size_t turning = index % (1 << 24) == 0 ? 0 : index % (1 << 16) == 0 ? 1 : index % (1 << 8) == 0 ? 2 : 3;
    const HmacKey key(parts[turning].view());
    Secret<MegolmRatchet::kSize> next(ratchet.parts());
    for (std::size_t j = turning; j < parts.size(); ++j) {
        const std::byte seed{static_cast<unsigned char>(j)};
        std::ranges::copy(key.mac(ByteView(&seed, 1)), next.writable().subspan(j * 32, 32).begin());
    }
    ratchet = MegolmRatchet(index, std::move(next));
}

SecretBytes stateOf(const MegolmRatchet &ratchet)
{
    SecretBytes state;
    ratchet.serialise(state);
    return state;
}

} // namespace

class MegolmRatchetTest : public QObject
{
    Q_OBJECT
private slots:
    void publishedVectorsInOneJump_data()
    {
        QTest::addColumn<int>("row");
        for (int row = 0; row < int(std::size(kPublished)); ++row)
            QTest::addRow("%#x", kPublished[row].index) << row;
    }
    void publishedVectorsInOneJump()
    {
        QFETCH(int, row);
        const PublishedVector &vector = kPublished[row];
        MegolmRatchet ratchet = publishedStart();
        QVERIFY(ratchet.advanceTo(vector.index));
        QVERIFY(ratchet == ratchetOf(vector.parts, vector.index));
    }

    void publishedVectorsOneAfterTheOther()
    {
        MegolmRatchet ratchet = publishedStart();
        QVERIFY(ratchet.advance());
        QVERIFY(ratchet == ratchetOf(kPublished[0].parts, 1));
        for (const PublishedVector &vector : kPublished) {
            QVERIFY(ratchet.advanceTo(vector.index));
            QVERIFY(ratchet == ratchetOf(vector.parts, vector.index));
        }
    }

    // From the published start, message by message: 65,537 of them, and with TACET_LONG=1 all 16,777,217.
    void everyStepIsThatOfTheSpecification()
    {
        const std::uint32_t last = qEnvironmentVariableIsSet("TACET_LONG") ? 0x1000001 : 0x10001;
        MegolmRatchet stepped = publishedStart();
        MegolmRatchet literal = publishedStart();
        while (stepped.index() < last) {
            QVERIFY(stepped.advance());
            advanceLiterally(literal);
            if (stepped.index() % 0x100 < 2)
                QVERIFY2(stepped == literal, qPrintable(QString::number(stepped.index())));
        }
        MegolmRatchet jumped = publishedStart();
        QVERIFY(jumped.advanceTo(last));
        QVERIFY(jumped == stepped);
        QVERIFY(jumped == literal);
    }

    void jumpsArriveWhereStepsDo_data()
    {
        QTest::addColumn<quint32>("from");
        QTest::addColumn<quint32>("steps");
        for (const quint32 carry : {0x100U, 0x10000U, 0x1000000U, 0x2000000U, 0x1020300U, 0xFF000000U, 0xFFFFFF00U}) {
            QTest::addRow("to %#x", carry) << carry - 3 << 3U;
            QTest::addRow("one past %#x", carry) << carry - 2 << 3U;
            QTest::addRow("a long way past %#x", carry) << carry - 40 << 295U;
        }
        QTest::addRow("the last index") << 0xFFFFFFFFU - 300 << 300U;
    }
    void jumpsArriveWhereStepsDo()
    {
        QFETCH(quint32, from);
        QFETCH(quint32, steps);
        MegolmRatchet literal = anyRatchet(from);
        for (quint32 i = 0; i < steps; ++i)
            advanceLiterally(literal);
        MegolmRatchet jumped = anyRatchet(from);
        QVERIFY(jumped.advanceTo(from + steps));
        QVERIFY(jumped == literal);
        MegolmRatchet stepped = anyRatchet(from);
        for (quint32 i = 0; i < steps; ++i)
            QVERIFY(stepped.advance());
        QVERIFY(stepped == literal);
    }

    void jumpsHaveABound_data()
    {
        QTest::addColumn<quint32>("from");
        QTest::addColumn<quint32>("to");
        QTest::addColumn<unsigned>("hashes");
        QTest::addRow("nowhere") << 7U << 7U << 0U;
        QTest::addRow("the next message") << 7U << 8U << 1U;
        QTest::addRow("a carry into R2") << 0xFFU << 0x100U << 2U;
        QTest::addRow("a carry into R1") << 0xFFFFU << 0x10000U << 3U;
        QTest::addRow("a carry into R0") << 0xFFFFFFU << 0x1000000U << 4U;
        QTest::addRow("the longest way") << 0U << 0xFFFFFFFFU << MegolmRatchet::kMaxHashes;
        QTest::addRow("all of R1 to R3") << 0U << 0xFFFFFFU << 3 * 255U + 2;
    }
    void jumpsHaveABound()
    {
        QFETCH(quint32, from);
        QFETCH(quint32, to);
        QFETCH(unsigned, hashes);
        QCOMPARE(anyRatchet(from).advanceTo(to).value(), hashes);
    }

    void backwardsIsRefused()
    {
        MegolmRatchet ratchet = anyRatchet(0x10000);
        const MegolmRatchet before = ratchet.clone();
        for (const quint32 index : {0U, 1U, 0xFFFFU}) {
            QVERIFY(ratchet.advanceTo(index).error() == MegolmRatchetError::Backwards);
            QVERIFY(ratchet == before);
        }
    }

    void theLastIndexIsTheEnd()
    {
        MegolmRatchet ratchet = anyRatchet(0xFFFFFFFE);
        QVERIFY(!ratchet.isExhausted());
        QVERIFY(ratchet.advance());
        QVERIFY(ratchet.isExhausted());
        const MegolmRatchet before = ratchet.clone();
        QVERIFY(ratchet.advance().error() == MegolmRatchetError::Exhausted);
        QVERIFY(ratchet == before);
        QVERIFY(ratchet.advanceTo(0).error() == MegolmRatchetError::Backwards);
    }

    void storedFormIsIndexAndParts()
    {
        const MegolmRatchet ratchet = anyRatchet(0x01020304);
        const SecretBytes state = stateOf(ratchet);
        QCOMPARE(state.size(), MegolmRatchet::kEncodedSize);
        QCOMPARE(toHex(std::span(state).first(4)), QByteArray("01020304"));
        BinaryReader reader(state);
        QVERIFY(MegolmRatchet::deserialise(reader) == ratchet);
        QVERIFY(reader.finished());
        BinaryReader cut(ByteView(state).first(state.size() - 1));
        (void)MegolmRatchet::deserialise(cut);
        QVERIFY(cut.failed());
    }

    // Key, MAC key and IV taken apart by hand, and used through the interfaces of others.
    void messageKeysAreThoseOfTheSpecification()
    {
        const MegolmRatchet ratchet = publishedStart();
        Secret<80> derived;
        const std::array<std::byte, 32> zeros{};
        hkdf(zeros, ratchet.parts(), textBytes("MEGOLM_KEYS"), derived.writable());
        Bytes expected;
        QVERIFY(encryptCbc(derived.view().first<32>(), derived.view().last<16>(), textBytes("text"), expected));
        Bytes ciphertext;
        const MegolmKeys keys(ratchet);
        QVERIFY(keys.encrypt(textBytes("text"), ciphertext));
        QVERIFY(ciphertext == expected);
        const auto mac = HmacKey(derived.view().subspan<32, 32>()).mac(ciphertext);
        QVERIFY(std::ranges::equal(keys.mac(ciphertext), std::span(mac).first<kMegolmMacSize>()));
    }
};

QTEST_APPLESS_MAIN(MegolmRatchetTest)
#include "tst_megolmratchet.moc"
