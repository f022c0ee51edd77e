#include "crypto/hpke/hpke.h"
#include "crypto/wire/binarywriter.h"
#include "tests/crypto/epochmembers.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

/// An epoch key wrapped by Alice for Bob.
struct Wrapped {
    SeededRandom random{51};
    EpochMember alice{1, random};
    EpochMember bob{2, random};
    EpochMember mallory{3, random};
    EpochKey key = EpochKey::generate({uuidOf(7), 4}, random).value();
    EpochWrap wrap = EpochWrap::seal(key, alice.local(), bob.recipient(), random).value();

    std::expected<EpochKey, EpochWrapError> open(const EpochWrap &changed) const
    {
        return changed.open(key.name(), key.commitment(), alice.verified(), bob.local(), bob.prekey());
    }
};

std::array<std::span<std::byte>, 3> partsOf(EpochWrap &wrap)
{
    return {wrap.encapsulation.bytes, wrap.kemCiphertext, wrap.ciphertext};
}

} // namespace

class EpochWrapTest : public QObject
{
    Q_OBJECT
private slots:
    void givesTheKeyToItsRecipient()
    {
        const Wrapped one;
        const auto opened = one.open(one.wrap);
        QVERIFY(opened);
        QVERIFY(opened->name() == one.key.name());
        QVERIFY(std::ranges::equal(opened->view(), one.key.view()));
    }

    void fitsItsColumns()
    {
        const Wrapped one;
        QCOMPARE(one.wrap.ciphertext.size(), 49U); // group_keys.ciphertext takes 48 to 256 bytes
        const auto back = EpochWrap::fromColumns(one.wrap.encapsulation.view(), one.wrap.kemPrekeyId,
                                                 one.wrap.kemCiphertext, one.wrap.ciphertext);
        QVERIFY(back);
        QVERIFY(one.open(*back));
    }

    void columnsOfAnotherShapeAreRefused()
    {
        const Wrapped one;
        const Bytes encapsulation(one.wrap.encapsulation.bytes.begin(), one.wrap.encapsulation.bytes.end());
        const Bytes kem(one.wrap.kemCiphertext.begin(), one.wrap.kemCiphertext.end());
        const Bytes box(one.wrap.ciphertext.begin(), one.wrap.ciphertext.end());
        const auto cut = [](const Bytes &bytes) { return ByteView(bytes).first(bytes.size() - 1); };
        QVERIFY(EpochWrap::fromColumns(encapsulation, 1, kem, box));
        QVERIFY(!EpochWrap::fromColumns(cut(encapsulation), 1, kem, box));
        QVERIFY(!EpochWrap::fromColumns(encapsulation, 1, cut(kem), box));
        QVERIFY(!EpochWrap::fromColumns(encapsulation, 1, kem, cut(box)));
        QVERIFY(!EpochWrap::fromColumns(encapsulation, 0, kem, box));
        QVERIFY(!EpochWrap::fromColumns(encapsulation, std::uint64_t{kMaxPrekeyId} + 1, kem, box));
        QVERIFY(!EpochWrap::fromColumns(encapsulation, (std::uint64_t{1} << 32) + 1, kem, box));
        Bytes otherVersion = box;
        otherVersion[0] = std::byte{2};
        QVERIFY(!EpochWrap::fromColumns(encapsulation, 1, kem, otherVersion));
        QVERIFY(!EpochWrap::fromColumns(Bytes(32, std::byte{0xFF}), 1, kem, box));
        Bytes longer = box;
        longer.push_back(std::byte{0});
        QVERIFY(!EpochWrap::fromColumns(encapsulation, 1, kem, longer));
    }

    void onlyTheNamedPartiesOpen()
    {
        const Wrapped one;
        const auto expected = one.key.commitment();
        const auto &name = one.key.name();
        const auto error = [&](const EpochName &epoch, const VerifiedDevice &sender, const LocalDevice &recipient,
                               const KemPrekey &prekey) {
            return one.wrap.open(epoch, expected, sender, recipient, prekey).error();
        };
        const EpochMember &bob = one.bob;
        QVERIFY(error(name, one.mallory.verified(), bob.local(), bob.prekey()) == EpochWrapError::Unauthentic);
        QVERIFY(error(name, one.alice.verified(), one.mallory.local(), bob.prekey()) == EpochWrapError::Unauthentic);
        QVERIFY(error(name, one.alice.verified(), bob.local(), one.mallory.prekey()) == EpochWrapError::OtherPrekey);
        QVERIFY(error({uuidOf(8), 4}, one.alice.verified(), bob.local(), bob.prekey()) == EpochWrapError::Unauthentic);
        QVERIFY(error({uuidOf(7), 5}, one.alice.verified(), bob.local(), bob.prekey()) == EpochWrapError::Unauthentic);
        QVERIFY(error({uuidOf(7), 0}, one.alice.verified(), bob.local(), bob.prekey()) == EpochWrapError::Malformed);
        // The same identity under another name: the address is bound, not only the keys.
        const LocalDevice renamed{{uuidOf(2), uuidOf(0x99)}, bob.local().identity};
        QVERIFY(error(name, one.alice.verified(), renamed, bob.prekey()) == EpochWrapError::Unauthentic);
    }

    // The bytes of docs/protocol.md section 5, put together by hand.
    void isMadeAsTheProtocolSays()
    {
        const Wrapped one;
        const auto psk = one.bob.prekey().key.decapsulate(one.wrap.kemCiphertext).value();
        Bytes info;
        BinaryWriter writer(info);
        writer.bytes(textBytes(std::string_view("Tacet-1 epoch wrap\0\x01", 20)));
        writer.bytes(one.key.name().chat);
        writer.u64(one.key.name().epoch);
        for (const DeviceAddress &address : {one.bob.local().address, one.alice.local().address}) {
            writer.bytes(address.account);
            writer.bytes(address.device);
        }
        writer.bytes(Sha256::of(one.bob.prekey().key.publicKey().view()));
        Bytes pskId;
        BinaryWriter idWriter(pskId);
        idWriter.bytes(textBytes(std::string_view("Tacet-1 epoch wrap ML-KEM-1024\0\x01", 32)));
        idWriter.u32(one.bob.prekey().id);
        const HpkeSealed sealed{one.wrap.encapsulation,
                                Bytes(one.wrap.ciphertext.begin() + 1, one.wrap.ciphertext.end())};
        const auto opened = openHpkeAuthPsk(sealed, one.bob.local().identity.agreementKey(),
                                            one.alice.verified().agreementKey(), {psk.view(), pskId}, {info, {}});
        QVERIFY(opened && std::ranges::equal(*opened, one.key.view()));
        QVERIFY(one.wrap.ciphertext.front() == std::byte{1});
    }

    // The KEM prekey of the id that the row names, with another key behind it.
    void anotherKemKeyDoesNotOpen()
    {
        Wrapped one;
        const auto other = KemPrekey::generate(one.bob.prekey().id, KemPrekeyKind::LastResort, one.random).value();
        QVERIFY(
            one.wrap.open(one.key.name(), one.key.commitment(), one.alice.verified(), one.bob.local(), other).error() ==
            EpochWrapError::Unauthentic);
    }

    // Who holds a device that may wrap still cannot give a key of its own making.
    void aKeyThatTheLogDoesNotNameIsRefused()
    {
        Wrapped one;
        const auto forged = EpochKey::generate(one.key.name(), one.random).value();
        const auto wrap = EpochWrap::seal(forged, one.alice.local(), one.bob.recipient(), one.random);
        QVERIFY(wrap);
        QVERIFY(one.open(*wrap).error() == EpochWrapError::WrongKey);
    }

    void everyFlippedBitIsRefused()
    {
        const Wrapped one;
        int tried = 0;
        EpochWrap changed = one.wrap;
        for (const std::span<std::byte> part : partsOf(changed)) {
            for (std::size_t bit = 0; bit < part.size() * 8; ++bit, ++tried) {
                part[bit / 8] ^= std::byte(1 << (bit % 8));
                QVERIFY2(!one.open(changed), qPrintable(QString::number(tried)));
                part[bit / 8] ^= std::byte(1 << (bit % 8));
            }
        }
        QVERIFY(one.open(changed));
        qInfo("%d bits flipped, 0 accepted", tried);
    }
};

QTEST_APPLESS_MAIN(EpochWrapTest)
#include "tst_epochwrap.moc"
