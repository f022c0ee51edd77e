#include "crypto/fingerprint/safetynumber.h"

#include <QTest>

using namespace tacet::crypto;

namespace {

SafetyNumberSide side(unsigned char account, unsigned char key)
{
    SafetyNumberSide side;
    side.account.fill(std::byte{account});
    side.masterKey.fill(std::byte{key});
    return side;
}

} // namespace

class SafetyNumberTest : public QObject
{
    Q_OBJECT
private slots:
    /// Computed with Python's hashlib.sha512 from the description in docs/protocol.md section 8.
    void isTheDescribedNumber()
    {
        QCOMPARE(safetyNumber(side(1, 2), side(3, 4)).digits,
                 std::string("750466747048772627020439406837823128463372685217990853067013"));
    }

    void isTheSameOnBothSides()
    {
        const auto here = safetyNumber(side(1, 2), side(3, 4));
        const auto there = safetyNumber(side(3, 4), side(1, 2));
        QCOMPARE(here.digits, there.digits);
        QVERIFY(here.code == there.code);
        QCOMPARE(here.code.size(), 66U);
    }

    void changesWithEveryPart()
    {
        const auto number = safetyNumber(side(1, 2), side(3, 4));
        QVERIFY(safetyNumber(side(1, 5), side(3, 4)).digits != number.digits);
        QVERIFY(safetyNumber(side(5, 2), side(3, 4)).digits != number.digits);
        QVERIFY(safetyNumber(side(1, 2), side(3, 5)).code != number.code);
    }
};

QTEST_APPLESS_MAIN(SafetyNumberTest)
#include "tst_safetynumber.moc"
