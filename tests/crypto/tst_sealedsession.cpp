#include "crypto/epoch/epochbox.h"
#include "crypto/epoch/sealedsession.h"
#include "crypto/wire/binarywriter.h"
#include "tests/crypto/epochmembers.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr std::string_view kLabel = "Tacet-1 session deposit";
constexpr std::string_view kText = "Written before anybody came.";

struct World {
    SeededRandom random{83};
    EpochMember alice{2, random};
    EpochMember bob{3, random};
    EpochKey key = EpochKey::generate({uuidOf(1), 3}, random).value();
    OutboundGroupSession session = OutboundGroupSession::create(random, Timestamp()).value();
    SessionPlace place{.epoch = key.name(), .distribution = uuidOf(9), .author = alice.local().address};

    Bytes sealed() { return sealSession(session, place, key, alice.local(), random).value(); }
    auto open(ByteView box, const SessionPlace &where, const EpochMember &author)
    {
        return openSession(box, where, key, author.verified());
    }

    /// As docs/protocol.md section 5 has it, with signatures and a share of the caller's choice.
    Bytes forged(ByteView share, const DeviceIdentity &device, const Ed25519PrivateKey &owner)
    {
        Bytes encoded;
        BinaryWriter places(encoded);
        places.u8(1);
        places.bytes(place.epoch.chat);
        places.u64(place.epoch.epoch);
        places.bytes(place.distribution);
        places.bytes(place.author.account);
        places.bytes(place.author.device);
        Bytes data;
        BinaryWriter associated(data);
        associated.bytes(textBytes(kLabel));
        associated.u8(0);
        associated.bytes(encoded);
        places.bytes(Sha256::of(share));
        SecretBytes text;
        BinaryWriter writer(text);
        writer.u8(1);
        writer.bytes(share);
        writer.bytes(device.signLabelled(kLabel, encoded).bytes);
        writer.bytes(owner.signLabelled(kLabel, encoded).bytes);
        return sealEpochBox(key, EpochPurpose::SessionDeposit, data, text, random).value();
    }
};

/// A session whose key a test has in hand.
struct OwnSession {
    explicit OwnSession(RandomSource &random)
        : key(Ed25519PrivateKey::generate(random).value())
        , ratchet(MegolmRatchet::generate(random).value())
    {
    }
    SecretBytes share() const { return shareSession(ratchet, key); }

    Ed25519PrivateKey key;
    MegolmRatchet ratchet;
};

} // namespace

class SealedSessionTest : public QObject
{
    Q_OBJECT
private slots:
    void readsFromTheFirstMessageOn()
    {
        World world;
        const Bytes box = world.sealed();
        QVERIFY(box.size() <= 1'024);
        const Bytes message = world.session.encrypt(textBytes(kText)).value();
        auto session = world.open(box, world.place, world.alice);
        QVERIFY(session);
        QCOMPARE(session->firstKnownIndex(), 0U);
        const auto text = session->decrypt(message);
        QVERIFY(text && std::ranges::equal(text->bytes, textBytes(kText)));
    }

    void aSessionThatWroteIsNotSealed()
    {
        World world;
        QVERIFY(world.session.encrypt(textBytes(kText)));
        QVERIFY(sealSession(world.session, world.place, world.key, world.alice.local(), world.random).error() ==
                SealedSessionError::NotFirstIndex);
    }

    void everyChangedBitIsRefused()
    {
        World world;
        Bytes box = world.sealed();
        for (std::size_t i = 0; i < box.size(); ++i) {
            for (int bit = 0; bit < 8; ++bit) {
                const auto mask = std::byte(1 << bit);
                box[i] ^= mask;
                QVERIFY(!world.open(box, world.place, world.alice));
                box[i] ^= mask;
            }
        }
        QVERIFY(!world.open(ByteView(box).first(box.size() - 1), world.place, world.alice));
        QVERIFY(world.open(box, world.place, world.alice));
    }

    void opensAtItsPlaceOnly()
    {
        World world;
        const Bytes box = world.sealed();
        SessionPlace other = world.place;
        other.distribution = uuidOf(10);
        QVERIFY(world.open(box, other, world.alice).error() == SealedSessionError::Unauthentic);
        other = world.place;
        other.author = world.bob.local().address;
        QVERIFY(world.open(box, other, world.bob).error() == SealedSessionError::Unauthentic);
        QVERIFY(world.open(box, world.place, world.bob).error() == SealedSessionError::OtherAuthor);
        other = world.place;
        other.epoch.epoch = 4;
        QVERIFY(world.open(box, other, world.alice).error() == SealedSessionError::OtherEpoch);
        const EpochKey next = EpochKey::generate({uuidOf(1), 4}, world.random).value();
        QVERIFY(openSession(box, other, next, world.alice.verified()).error() == SealedSessionError::WrongKey);
        other.distribution = {};
        QVERIFY(openSession(box, other, next, world.alice.verified()).error() == SealedSessionError::Malformed);
    }

    /// Every member has the epoch's key, and everybody who was given a session can pass it on.
    void forgeriesOfMembersAreRefused_data()
    {
        QTest::addColumn<bool>("isOwnDevice");
        QTest::addColumn<bool>("isOwnSession");
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *name, bool device, bool session, int index, int expected) {
            QTest::newRow(name) << device << session << index << expected;
        };
        constexpr int kBadSignature = static_cast<int>(SealedSessionError::BadSignature);
        row("as its device makes it", true, true, 0, -1);
        row("another device signed", false, true, 0, kBadSignature);
        row("somebody else's session", true, false, 0, kBadSignature);
        row("both", false, false, 0, kBadSignature);
        row("behind its first message", true, true, 1, static_cast<int>(SealedSessionError::NotFirstIndex));
    }
    void forgeriesOfMembersAreRefused()
    {
        QFETCH(bool, isOwnDevice);
        QFETCH(bool, isOwnSession);
        QFETCH(int, index);
        QFETCH(int, expected);
        World world;
        OwnSession session(world.random);
        const OwnSession another(world.random);
        for (int i = 0; i < index; ++i)
            QVERIFY(session.ratchet.advance());
        const DeviceIdentity &device = isOwnDevice ? world.alice.local().identity : world.bob.local().identity;
        const Bytes box = world.forged(session.share(), device, isOwnSession ? session.key : another.key);
        const auto opened = world.open(box, world.place, world.alice);
        QCOMPARE(opened ? -1 : static_cast<int>(opened.error()), expected);
    }
};

QTEST_APPLESS_MAIN(SealedSessionTest)
#include "tst_sealedsession.moc"
