#include "crypto/identity/devicemanifest.h"
#include "crypto/identity/label.h"
#include "crypto/session/resetrequest.h"
#include "tests/crypto/hex.h"
#include "tests/crypto/party.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

Uuid uuid(int number)
{
    Uuid id{};
    id[15] = std::byte(number);
    return id;
}

} // namespace

class TestIdentity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void certificateVerifiesOnlyForItsDevice();
    void everyFlippedBitOfACertificateIsRefused();
    void identityKeyOfSmallOrderIsRefused();
    void foreignPrekeyIsRefused();
    void labelsAreCheckedUtf8_data();
    void labelsAreCheckedUtf8();
    void manifestComesBackAsItWas();
    void inconsistentManifestsAreRefused_data();
    void inconsistentManifestsAreRefused();
    void everyFlippedBitOfAManifestIsRefused();
    void pinRaisesTheRightAlarm();
    void peersViewIsComparedWithThePin();
    void resetRequestVerifiesOnceAndInTime();
};

void TestIdentity::certificateVerifiesOnlyForItsDevice()
{
    Party party(1);
    const auto verified = party.certificate.verify(party.master.publicKey(), party.address);
    QVERIFY(verified);
    QCOMPARE(verified->label, std::string("Laptop"));
    QVERIFY(verified->createdAt == kNow);
    DeviceAddress other = party.address;
    other.device[0] ^= std::byte{1};
    QCOMPARE(party.certificate.verify(party.master.publicKey(), other).error(), CertificateError::OtherDevice);
    Party mallory(2);
    QCOMPARE(party.certificate.verify(mallory.master.publicKey(), party.address).error(),
             CertificateError::BadSignature);
    // The device's own key cannot certify.
    const MasterPublicKey deviceKey{party.identity.publicKey()};
    QCOMPARE(party.certificate.verify(deviceKey, party.address).error(), CertificateError::BadSignature);
}

void TestIdentity::everyFlippedBitOfACertificateIsRefused()
{
    Party party(1);
    for (std::size_t bit = 0; bit < party.certificate.encoded.size() * 8; ++bit) {
        SignedCertificate changed = party.certificate;
        changed.encoded[bit / 8] ^= std::byte(1 << (bit % 8));
        QVERIFY(!changed.verify(party.master.publicKey(), party.address));
    }
    for (std::size_t size = 0; size < party.certificate.encoded.size(); ++size)
        QVERIFY(!DeviceCertificate::decode(ByteView(party.certificate.encoded).first(size)));
}

void TestIdentity::identityKeyOfSmallOrderIsRefused()
{
    Party party(1);
    DeviceCertificate certificate{party.address, {}, "x", kNow};
    certificate.identityKey.bytes[0] = std::byte{1};
    const auto made = SignedCertificate::make(party.master, certificate).value();
    QCOMPARE(made.verify(party.master.publicKey(), party.address).error(), CertificateError::BadIdentityKey);
}

void TestIdentity::foreignPrekeyIsRefused()
{
    Party party(1);
    Party mallory(2);
    const auto verify = [&](const X25519PublicKey &prekey, const Signature &signature) {
        return VerifiedDevice::verify(party.certificate, prekey, signature, party.master.publicKey(), party.address);
    };
    QVERIFY(verify(party.identity.agreementKey().shared, party.identity.signPrekey()));
    QCOMPARE(verify(mallory.identity.agreementKey().shared, mallory.identity.signPrekey()).error(),
             CertificateError::PrekeyMismatch);
    QCOMPARE(verify(party.identity.agreementKey().shared, mallory.identity.signPrekey()).error(),
             CertificateError::PrekeyMismatch);
    X25519PublicKey highBit = party.identity.agreementKey().shared;
    highBit.bytes[31] |= std::byte{0x80};
    QVERIFY(!verify(highBit, party.identity.signPrekey()));
}

void TestIdentity::labelsAreCheckedUtf8_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<int>("count"); ///< −1: refused
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("ascii") << QByteArray("Laptop") << 6;
    QTest::newRow("two to four bytes") << QByteArray("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\x91") << 3;
    QTest::newRow("last code point") << QByteArray("\xF4\x8F\xBF\xBF") << 1;
    QTest::newRow("beyond the last") << QByteArray("\xF4\x90\x80\x80") << -1;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << -1;
    QTest::newRow("overlong three") << QByteArray("\xE0\x80\xAF") << -1;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << -1;
    QTest::newRow("cut") << QByteArray("a\xE2\x82") << -1;
    QTest::newRow("lonely continuation") << QByteArray("\x80") << -1;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << -1;
    QTest::newRow("no lead") << QByteArray("\xFF") << -1;
}

void TestIdentity::labelsAreCheckedUtf8()
{
    QFETCH(QByteArray, label);
    QFETCH(int, count);
    const std::string text = label.toStdString();
    const auto counted = codePoints(text);
    QCOMPARE(counted ? static_cast<int>(*counted) : -1, count);
    const DeviceCertificate certificate{{}, {}, text, kNow};
    QCOMPARE(certificate.encode().has_value(), count >= 0);
    std::string longest;
    for (std::size_t i = 0; i < kMaxLabelCodePoints; ++i)
        longest += "\xF0\x9F\x94\x91";
    QVERIFY((DeviceCertificate{{}, {}, longest, kNow}).encode());
    QVERIFY(!(DeviceCertificate{{}, {}, longest + "a", kNow}).encode());
}

void TestIdentity::manifestComesBackAsItWas()
{
    Party party(1);
    DeviceManifest manifest{uuid(7), 1, {}, {{uuid(1), party.identity.publicKey()}}, {uuid(2), uuid(3)}};
    const auto made = SignedManifest::make(party.master, manifest).value();
    const auto read = made.verify(party.master.publicKey(), uuid(7));
    QVERIFY(read);
    QVERIFY(read->devices == manifest.devices);
    QVERIFY(read->revoked == manifest.revoked);
    QVERIFY(read->find(uuid(1)) && *read->find(uuid(1)) == party.identity.publicKey());
    QVERIFY(!read->find(uuid(2)));
    QCOMPARE(made.verify(party.master.publicKey(), uuid(8)).error(), ManifestError::OtherAccount);
}

void TestIdentity::inconsistentManifestsAreRefused_data()
{
    QTest::addColumn<quint64>("version");
    QTest::addColumn<QList<int>>("devices");
    QTest::addColumn<QList<int>>("revoked");
    QTest::addColumn<bool>("hasPrevious");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("good") << quint64(2) << QList<int>{1, 2} << QList<int>{3, 4} << true << true;
    QTest::newRow("no devices") << quint64(2) << QList<int>{} << QList<int>{3} << true << true;
    QTest::newRow("version 0") << quint64(0) << QList<int>{1} << QList<int>{} << false << false;
    QTest::newRow("first with a past") << quint64(1) << QList<int>{1} << QList<int>{} << true << false;
    QTest::newRow("unsorted") << quint64(2) << QList<int>{2, 1} << QList<int>{} << true << false;
    QTest::newRow("twice") << quint64(2) << QList<int>{1, 1} << QList<int>{} << true << false;
    QTest::newRow("revoked twice") << quint64(2) << QList<int>{1} << QList<int>{3, 3} << true << false;
    QTest::newRow("active and revoked") << quint64(2) << QList<int>{1, 3} << QList<int>{3} << true << false;
}

void TestIdentity::inconsistentManifestsAreRefused()
{
    QFETCH(quint64, version);
    QFETCH(QList<int>, devices);
    QFETCH(QList<int>, revoked);
    QFETCH(bool, hasPrevious);
    QFETCH(bool, allowed);
    SystemRandom random;
    const auto key = Ed25519PrivateKey::generate(random).value().publicKey();
    DeviceManifest manifest{.account = uuid(7), .version = version, .previousHash = {}, .devices = {}, .revoked = {}};
    if (hasPrevious)
        manifest.previousHash[0] = std::byte{1};
    for (const int device : devices)
        manifest.devices.push_back({uuid(device), key});
    for (const int device : revoked)
        manifest.revoked.push_back(uuid(device));
    QCOMPARE(manifest.encode().has_value(), allowed);
}

void TestIdentity::everyFlippedBitOfAManifestIsRefused()
{
    Party party(1);
    const DeviceManifest manifest{uuid(7), 1, {}, {{uuid(1), party.identity.publicKey()}}, {uuid(2)}};
    const auto made = SignedManifest::make(party.master, manifest).value();
    for (std::size_t bit = 0; bit < made.encoded.size() * 8; ++bit) {
        SignedManifest changed = made;
        changed.encoded[bit / 8] ^= std::byte(1 << (bit % 8));
        QVERIFY(!changed.verify(party.master.publicKey(), uuid(7)));
    }
    for (std::size_t size = 0; size < made.encoded.size(); ++size)
        QVERIFY(!DeviceManifest::decode(ByteView(made.encoded).first(size)));
}

void TestIdentity::pinRaisesTheRightAlarm()
{
    Party party(1);
    DeviceManifest manifest{.account = uuid(7), .version = 1, .previousHash = {}, .devices = {}, .revoked = {}};
    const auto first = SignedManifest::make(party.master, manifest).value();
    const auto pin = checkPin(std::nullopt, manifest, first.hash()).value();
    QVERIFY(checkPin(pin, manifest, first.hash()).value() == pin);

    DeviceManifest other = manifest;
    other.devices.push_back({uuid(1), party.identity.publicKey()});
    const auto otherHash = SignedManifest::make(party.master, other).value().hash();
    QCOMPARE(checkPin(pin, other, otherHash).error(), ManifestAlarm::OtherHash);

    DeviceManifest second = other;
    second.version = 2;
    second.previousHash = first.hash();
    const auto secondPin = checkPin(pin, second, SignedManifest::make(party.master, second).value().hash()).value();
    QCOMPARE(secondPin.version, std::uint64_t(2));
    QCOMPARE(checkPin(secondPin, manifest, first.hash()).error(), ManifestAlarm::LowerVersion);

    DeviceManifest forked = second;
    forked.previousHash = otherHash;
    QCOMPARE(checkPin(pin, forked, {}).error(), ManifestAlarm::BrokenChain);
    forked.version = 3;
    QCOMPARE(checkPin(pin, forked, {}).error(), ManifestAlarm::MissingVersions);
}

void TestIdentity::peersViewIsComparedWithThePin()
{
    const ManifestPin ours{5, {std::byte{1}}};
    QVERIFY(checkSeenByPeer(ours, ours));
    QCOMPARE(checkSeenByPeer(ours, {5, {std::byte{2}}}).error(), ManifestAlarm::OtherHash);
    QVERIFY(checkSeenByPeer(ours, {4, {std::byte{2}}}));
}

void TestIdentity::resetRequestVerifiesOnceAndInTime()
{
    Party a(1);
    Party b(2);
    const Bytes request = ResetRequest{a.address, b.address, kNow}.sign(a.identity);
    const auto verify = [&](ByteView bytes, std::optional<Timestamp> last, Timestamp now) {
        return ResetRequest::verify(bytes, a.identity.publicKey(), a.address, b.address, last, now);
    };
    QVERIFY(verify(request, std::nullopt, kNow));
    QCOMPARE(verify(request, kNow, kNow).error(), ResetRequestError::Replayed);
    QCOMPARE(verify(request, kNow - std::chrono::minutes(59), kNow).error(), ResetRequestError::TooSoon);
    QVERIFY(verify(request, kNow - std::chrono::minutes(60), kNow));
    QCOMPARE(verify(request, std::nullopt, kNow + std::chrono::hours(25)).error(), ResetRequestError::Expired);
    QCOMPARE(verify(request, std::nullopt, kNow - std::chrono::minutes(6)).error(), ResetRequestError::Expired);
    QCOMPARE(verify(ByteView(request).first(request.size() - 1), std::nullopt, kNow).error(),
             ResetRequestError::Malformed);
    const auto elsewhere =
        ResetRequest::verify(request, a.identity.publicKey(), a.address, a.address, std::nullopt, kNow);
    QCOMPARE(elsewhere.error(), ResetRequestError::OtherDevice);
    for (std::size_t bit = 0; bit < request.size() * 8; ++bit) {
        Bytes changed = request;
        changed[bit / 8] ^= std::byte(1 << (bit % 8));
        QVERIFY(!verify(changed, std::nullopt, kNow));
    }
    QVERIFY(ResetRequest::mayAsk(std::nullopt, kNow));
    QVERIFY(!ResetRequest::mayAsk(kNow, kNow + std::chrono::minutes(59)));
    QVERIFY(ResetRequest::mayAsk(kNow, kNow + std::chrono::minutes(60)));
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
