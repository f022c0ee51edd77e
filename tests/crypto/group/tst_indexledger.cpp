#include "crypto/group/indexledger.h"

#include <QTest>

#include <random>

using namespace tacet::crypto;

namespace {

Uuid messageOf(std::uint32_t number)
{
    Uuid id{};
    for (std::size_t i = 0; i < 4; ++i)
        id[15 - i] = std::byte(number >> (8 * i) & 0xFF);
    return id;
}

SecretBytes stateOf(const IndexLedger &ledger)
{
    SecretBytes state;
    ledger.serialise(state);
    return state;
}

bool reads(ByteView state)
{
    BinaryReader reader(state);
    (void)IndexLedger::deserialise(reader);
    return reader.finished();
}

} // namespace

class IndexLedgerTest : public QObject
{
    Q_OBJECT
private slots:
    void anIndexIsAcceptedOnceAndStaysBound()
    {
        IndexLedger ledger;
        QVERIFY(ledger.accept(7, messageOf(1)) == IndexVerdict::New);
        QVERIFY(ledger.accept(7, messageOf(1)) == IndexVerdict::Repeat);
        QVERIFY(ledger.accept(7, messageOf(2)) == IndexVerdict::Replayed);
        QVERIFY(ledger.accept(7, messageOf(1)) == IndexVerdict::Repeat);
        QCOMPARE(ledger.entries().size(), 1U);
    }

    void askingBindsNothing()
    {
        const IndexLedger ledger;
        QVERIFY(ledger.verdict(7, messageOf(1)) == IndexVerdict::New);
        QVERIFY(ledger.verdict(7, messageOf(2)) == IndexVerdict::New);
    }

    void anyOrderGivesOneState()
    {
        std::vector<std::uint32_t> indexes(200);
        std::ranges::generate(indexes, [next = 0U]() mutable { return next += 3; });
        IndexLedger inOrder;
        for (const std::uint32_t index : indexes)
            QVERIFY(inOrder.accept(index, messageOf(index)) == IndexVerdict::New);
        std::ranges::shuffle(indexes, std::mt19937(5));
        IndexLedger shuffled;
        for (const std::uint32_t index : indexes)
            QVERIFY(shuffled.accept(index, messageOf(index)) == IndexVerdict::New);
        QVERIFY(stateOf(shuffled) == stateOf(inOrder));
    }

    void nothingIsForgottenToMakeRoom()
    {
        IndexLedger ledger;
        constexpr std::uint32_t kMany = IndexLedger::kMaxEntries;
        for (std::uint32_t index = 0; index < kMany; ++index)
            QVERIFY(ledger.accept(index, messageOf(index)) == IndexVerdict::New);
        QVERIFY(ledger.accept(kMany, messageOf(kMany)) == IndexVerdict::Full);
        QVERIFY(ledger.accept(0, messageOf(0)) == IndexVerdict::Repeat);
        QVERIFY(ledger.accept(0, messageOf(1)) == IndexVerdict::Replayed);
        QCOMPARE(ledger.entries().size(), IndexLedger::kMaxEntries);
        QVERIFY(reads(stateOf(ledger)));
    }

    void storedFormIsReadAsItWasWritten()
    {
        IndexLedger ledger;
        QVERIFY(reads(stateOf(ledger)));
        ledger.accept(UINT32_MAX, messageOf(1));
        ledger.accept(0, messageOf(2));
        const SecretBytes state = stateOf(ledger);
        BinaryReader reader(state);
        QVERIFY(IndexLedger::deserialise(reader) == ledger);
        QVERIFY(reader.finished());
    }

    void damagedFormsAreRefused()
    {
        IndexLedger ledger;
        ledger.accept(1, messageOf(1));
        ledger.accept(2, messageOf(2));
        const SecretBytes state = stateOf(ledger);
        for (std::size_t size = 0; size < state.size(); ++size)
            QVERIFY(!reads(ByteView(state).first(size)));
        SecretBytes outOfOrder = state;
        outOfOrder[7] = std::byte{3};
        QVERIFY(!reads(outOfOrder));
        SecretBytes twice = state;
        twice[7] = std::byte{2};
        QVERIFY(!reads(twice));
        SecretBytes tooMany(4 + 20 * (IndexLedger::kMaxEntries + 1));
        tooMany[2] = std::byte{(IndexLedger::kMaxEntries + 1) >> 8};
        tooMany[3] = std::byte{(IndexLedger::kMaxEntries + 1) & 0xFF};
        QVERIFY(!reads(tooMany));
    }
};

QTEST_APPLESS_MAIN(IndexLedgerTest)
#include "tst_indexledger.moc"
