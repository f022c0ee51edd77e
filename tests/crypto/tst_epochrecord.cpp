#include "crypto/epoch/epochrecord.h"
#include "tests/crypto/hex.h"
#include "tests/support/seededrandom.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr Timestamp kMadeAt{std::chrono::milliseconds(1'800'000'000'123)};

/// The first epochs of a chat.
struct Chain {
    SeededRandom random{41};
    Uuid chat{std::byte{1}};
    EpochKey firstKey = EpochKey::generate({chat, 1}, random).value();
    EpochKey secondKey = EpochKey::generate({chat, 2}, random).value();
    EpochKey thirdKey = EpochKey::generate({chat, 3}, random).value();
    EpochRecord first = EpochRecord::of(firstKey, nullptr, EpochReason::Created, kMadeAt);
    EpochRecord second = EpochRecord::of(secondKey, &first, EpochReason::Removal, kMadeAt);
    EpochRecord third = EpochRecord::of(thirdKey, &second, EpochReason::Age, kMadeAt);
};

} // namespace

class EpochRecordTest : public QObject
{
    Q_OBJECT
private slots:
    void comesBackAsItWas()
    {
        const Chain chain;
        for (const EpochRecord &record : {chain.first, chain.second}) {
            const auto encoded = record.encode();
            QVERIFY(encoded);
            QCOMPARE(encoded->size(), EpochRecord::kSize);
            const auto back = EpochRecord::decode(*encoded);
            QVERIFY(back);
            QVERIFY(back->name == record.name && back->previous == record.previous && back->key == record.key);
            QVERIFY(back->reason == record.reason && back->madeAt == record.madeAt);
        }
    }

    void foreignBytesAreRefused()
    {
        const Chain chain;
        const Bytes encoded = chain.second.encode().value();
        for (std::size_t size = 0; size < encoded.size(); ++size)
            QVERIFY(!EpochRecord::decode(ByteView(encoded).first(size)));
        Bytes longer = encoded;
        longer.push_back(std::byte{0});
        QVERIFY(!EpochRecord::decode(longer));
        const auto with = [&](std::size_t at, unsigned char value) {
            Bytes changed = encoded;
            changed[at] = std::byte{value};
            return EpochRecord::decode(changed);
        };
        QVERIFY(!with(0, 2));     // version
        QVERIFY(!with(17, 0x7F)); // an epoch beyond 2^53
        QVERIFY(!with(89, 0));    // no reason
        QVERIFY(!with(89, 1));    // created, but not the first
        QVERIFY(!with(89, 10));
        QVERIFY(!with(90, 0x80)); // before 1970
    }

    void theFirstEpochHasNoneBefore()
    {
        const Chain chain;
        EpochRecord record = chain.first;
        record.previous = chain.second.key;
        QVERIFY(!record.encode());
        record = chain.second;
        record.previous = {};
        QVERIFY(!record.encode());
        record = chain.first;
        record.name.epoch = 0;
        QVERIFY(!record.encode());
    }

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

    void theChainIsFollowedStepByStep()
    {
        const Chain chain;
        std::optional<EpochPin> pin;
        for (const EpochRecord &record : {chain.first, chain.second, chain.second, chain.third}) {
            const auto next = checkEpoch(pin, record);
            QVERIFY(next);
            pin = *next;
        }
        QVERIFY(pin == EpochPin::of(chain.third));
    }

    // T53: an older epoch, another key of the same one, a gap or a branch never becomes the newest.
    void whatDoesNotContinueRaisesAnAlarm()
    {
        Chain chain;
        const EpochPin second = EpochPin::of(chain.second);
        QVERIFY(checkEpoch(second, chain.first).error() == EpochAlarm::LowerEpoch);
        const auto otherKey = EpochKey::generate({chain.chat, 2}, chain.random).value();
        const auto split = EpochRecord::of(otherKey, &chain.first, EpochReason::Removal, kMadeAt);
        QVERIFY(checkEpoch(second, split).error() == EpochAlarm::OtherKey);
        QVERIFY(checkEpoch(second, EpochRecord::of(chain.thirdKey, &split, EpochReason::Age, kMadeAt)).error() ==
                EpochAlarm::BrokenChain);
        QVERIFY(checkEpoch(EpochPin::of(chain.first), chain.third).error() == EpochAlarm::MissingEpochs);
        EpochRecord elsewhere = chain.third;
        elsewhere.name.chat = {};
        QVERIFY(checkEpoch(second, elsewhere).error() == EpochAlarm::OtherChat);
        QVERIFY(checkEpoch(std::nullopt, chain.third));
    }
};

QTEST_APPLESS_MAIN(EpochRecordTest)
#include "tst_epochrecord.moc"
