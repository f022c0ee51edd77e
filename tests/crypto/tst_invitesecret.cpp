#include "crypto/epoch/invitesecret.h"
#include "tests/support/seededrandom.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr std::string_view kSample = "0123456789ABCDEFGHJK";
const EpochName kName{{std::byte{1}}, 6};
const Uuid kInvite{std::byte{2}};

InviteSecret sample()
{
    return InviteSecret::parse(kSample).value();
}

} // namespace

class InviteSecretTest : public QObject
{
    Q_OBJECT
private slots:
    void comesBackAsItWasWritten()
    {
        SeededRandom random(91);
        for (int i = 0; i < 1'000; ++i) {
            const auto secret = InviteSecret::generate(random).value();
            QCOMPARE(secret.text().size(), InviteSecret::kLength);
            QCOMPARE(secret.dashedText().size(), InviteSecret::kLength + 3);
            for (const std::string &written : {secret.text(), secret.dashedText()}) {
                const auto back = InviteSecret::parse(written);
                QVERIFY(back);
                QVERIFY(back->lookupId() == secret.lookupId());
                QVERIFY(back->publicKey() == secret.publicKey());
            }
        }
        QCOMPARE(sample().dashedText(), "01234-56789-ABCDE-FGHJK");
    }

    void everyCharacterOfTheAlphabetIsDrawn()
    {
        SeededRandom random(92);
        std::array<int, 128> counts{};
        constexpr int kSecrets = 3'200;
        for (int i = 0; i < kSecrets; ++i) {
            for (const char character : InviteSecret::generate(random)->text())
                ++counts[static_cast<std::size_t>(character)];
        }
        for (const char character : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
            const int count = counts[static_cast<std::size_t>(character)];
            QVERIFY2(count > 1'700 && count < 2'300, qPrintable(QString::number(count))); // 2,000 expected, σ = 44
        }
    }

    void typingSlipsAreForgiven_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("lower case") << QByteArray("0123456789abcdefghjk");
        QTest::newRow("O for 0") << QByteArray("O123456789ABCDEFGHJK");
        QTest::newRow("o for 0") << QByteArray("o123456789ABCDEFGHJK");
        QTest::newRow("I for 1") << QByteArray("0I23456789ABCDEFGHJK");
        QTest::newRow("l for 1") << QByteArray("0l23456789ABCDEFGHJK");
        QTest::newRow("dashes") << QByteArray("01234-56789-ABCDE-FGHJK");
        QTest::newRow("spaces") << QByteArray("  01234 56789 ABCDE FGHJK ");
    }
    void typingSlipsAreForgiven()
    {
        QFETCH(QByteArray, typed);
        const auto secret = InviteSecret::parse(typed.toStdString());
        QVERIFY(secret);
        QCOMPARE(secret->text(), std::string(kSample));
    }

    void anythingElseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("0123456789ABCDEFGHJ");
        QTest::newRow("long") << QByteArray("0123456789ABCDEFGHJKM");
        QTest::newRow("U is no character") << QByteArray("U123456789ABCDEFGHJK");
        QTest::newRow("newline") << QByteArray("0123456789ABCDEFGHJK\n");
        QTest::newRow("tab") << QByteArray("0123456789\tABCDEFGHJK");
        QTest::newRow("NUL") << QByteArray("0123456789ABCDEFGHJK\0", 21);
        QTest::newRow("check symbol") << QByteArray("0123456789ABCDEFGHJ*");
        QTest::newRow("full-width digit") << QByteArray("\xEF\xBC\x90"
                                                        "123456789ABCDEFGHJK");
        QTest::newRow("soft hyphen") << QByteArray("01234\xC2\xAD"
                                                   "56789ABCDEFGHJK");
        QTest::newRow("code") << QByteArray("aB3dE5fG");
    }
    void anythingElseIsRefused()
    {
        QFETCH(QByteArray, typed);
        const auto secret = InviteSecret::parse(typed.toStdString());
        QVERIFY(!secret && secret.error() == InviteError::Malformed);
    }

    void whatComesOfItDiffersFromSecretToSecret()
    {
        const auto one = sample();
        const auto other = InviteSecret::parse("0123456789ABCDEFGHJM").value();
        QVERIFY(one.lookupId() != other.lookupId());
        QVERIFY(one.publicKey() != other.publicKey());
        QVERIFY(one.lookupHash() == Sha256::of(one.lookupId()));
        QVERIFY(one.publicKey().isAcceptable());
        QVERIFY(!std::ranges::equal(one.lookupId(), one.publicKey().view()));
    }

    void wrapsTheEpochKey()
    {
        SeededRandom random(93);
        const auto secret = sample();
        const auto key = EpochKey::generate(kName, random).value();
        const auto wrapped = secret.wrap(key, kInvite, random);
        QVERIFY(wrapped);
        QCOMPARE(wrapped->size(), InviteSecret::kWrapSize); // wrapped_key takes 32 to 256 bytes
        const auto opened = secret.unwrap(*wrapped, kName, kInvite);
        QVERIFY(opened && opened->commitment() == key.commitment());
        QVERIFY(secret.wrap(key, kInvite, random).value() != *wrapped);
    }

    void theWrapStaysWithItsSecretInviteAndEpoch()
    {
        SeededRandom random(94);
        const auto secret = sample();
        const auto other = InviteSecret::generate(random).value();
        const auto key = EpochKey::generate(kName, random).value();
        const Bytes wrapped = secret.wrap(key, kInvite, random).value();
        const auto refused = [](const auto &result) { return !result && result.error() == InviteError::Unauthentic; };
        QVERIFY(refused(other.unwrap(wrapped, kName, kInvite)));
        QVERIFY(refused(secret.unwrap(wrapped, {kName.chat, 7}, kInvite)));
        QVERIFY(refused(secret.unwrap(wrapped, {{std::byte{9}}, 6}, kInvite)));
        QVERIFY(refused(secret.unwrap(wrapped, kName, {std::byte{3}})));
        Bytes changed = wrapped;
        for (std::size_t bit = 0; bit < changed.size() * 8; ++bit) {
            changed[bit / 8] ^= std::byte(1 << (bit % 8));
            QVERIFY(!secret.unwrap(changed, kName, kInvite));
            changed[bit / 8] ^= std::byte(1 << (bit % 8));
        }
        changed.push_back(std::byte{0});
        QVERIFY(secret.unwrap(changed, kName, kInvite).error() == InviteError::Malformed);
    }

    void theJoinersOperationIsSignedByTheInvite()
    {
        SeededRandom random(95);
        const auto secret = sample();
        const auto other = InviteSecret::generate(random).value();
        const ByteView body = textBytes("chat, sequence, account, device");
        const Signature signature = secret.signJoin(body);
        QVERIFY(InviteSecret::verifyJoin(secret.publicKey(), body, signature));
        QVERIFY(!InviteSecret::verifyJoin(other.publicKey(), body, signature));
        QVERIFY(!InviteSecret::verifyJoin(secret.publicKey(), textBytes("another account"), signature));
        QVERIFY(!InviteSecret::verifyJoin(secret.publicKey(), body, other.signJoin(body)));
    }
};

QTEST_APPLESS_MAIN(InviteSecretTest)
#include "tst_invitesecret.moc"
