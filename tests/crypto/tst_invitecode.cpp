#include "crypto/epoch/invitecode.h"
#include "tests/crypto/hex.h"
#include "tests/support/seededrandom.h"

#include <QRegularExpression>
#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

class InviteCodeTest : public QObject
{
    Q_OBJECT
private slots:
    void hasTheFormThatTheDatabaseAsksFor()
    {
        static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9]{8}$")); // api.ask_invite
        SeededRandom random(101);
        for (int i = 0; i < 1'000; ++i) {
            const auto code = InviteCode::generate(random);
            QVERIFY(code);
            QVERIFY(form.match(QString::fromStdString(code->text())).hasMatch());
            QCOMPARE(code->bytes().size(), 8U);
            QCOMPARE(InviteCode::parse(code->text())->text(), code->text());
        }
    }

    void everyCharacterIsAsLikely()
    {
        SeededRandom random(102);
        QMap<char, int> counts;
        constexpr int kCodes = 15'500;
        for (int i = 0; i < kCodes; ++i) {
            const auto code = InviteCode::generate(random);
            for (const char character : code->text())
                ++counts[character];
        }
        QCOMPARE(counts.size(), 62);
        for (const int count : std::as_const(counts))
            QVERIFY2(count > 1'780 && count < 2'220, qPrintable(QString::number(count))); // 2,000 expected, σ = 44
    }

    void theHashIsOfTheEightBytes()
    {
        // printf aB3dE5fG | sha256sum
        const auto code = InviteCode::parse("aB3dE5fG").value();
        QCOMPARE(toHex(code.hash()), "4bc768f0ac4d9f12de5b11dd0ae9199de13a0bffc2aa6afa3f88f2c60b852b8f");
        QVERIFY(code.hash() != InviteCode::parse("ab3de5fg")->hash());
    }

    void onlyEightLettersAndDigitsAreACode_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("as it is") << QByteArray("aB3dE5fG") << true;
        QTest::newRow("copied with spaces") << QByteArray("  aB3dE5fG ") << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("spaces only") << QByteArray("   ") << false;
        QTest::newRow("short") << QByteArray("aB3dE5f") << false;
        QTest::newRow("long") << QByteArray("aB3dE5fGh") << false;
        QTest::newRow("space inside") << QByteArray("aB3d E5fG") << false;
        QTest::newRow("dash") << QByteArray("aB3d-E5f") << false;
        QTest::newRow("umlaut") << QByteArray("\xC3\xA4"
                                              "B3dE5")
                                << false;
        QTest::newRow("NUL") << QByteArray("aB3dE5f\0", 8) << false;
    }
    void onlyEightLettersAndDigitsAreACode()
    {
        QFETCH(QByteArray, typed);
        QFETCH(bool, accepted);
        QCOMPARE(InviteCode::parse(typed.toStdString()).has_value(), accepted);
    }
};

QTEST_APPLESS_MAIN(InviteCodeTest)
#include "tst_invitecode.moc"
