// Any flipped bit of any form that a group session travels in is refused and changes nothing.
#include "crypto/group/outboundgroupsession.h"
#include "crypto/group/receivedgroupsession.h"

#include <QTest>

using namespace tacet::crypto;

namespace {

constexpr Timestamp kStart{std::chrono::seconds(1'800'000'000)};

template <class Form>
Form flipped(const Form &bytes, std::size_t bit)
{
    Form result = bytes;
    result[bit / 8] ^= std::byte(1 << (bit % 8));
    return result;
}

OutboundGroupSession newSession()
{
    SystemRandom random;
    return OutboundGroupSession::create(random, kStart).value();
}

enum class Moment { Next, Skipping, Late, Repeated };

} // namespace

class GroupBitFlipsTest : public QObject
{
    Q_OBJECT
private slots:
    void everyBitOfAMessage_data()
    {
        QTest::addColumn<Moment>("moment");
        QTest::newRow("the next one") << Moment::Next;
        QTest::newRow("after lost ones") << Moment::Skipping;
        QTest::newRow("a late one") << Moment::Late;
        QTest::newRow("one that was read already") << Moment::Repeated;
    }
    void everyBitOfAMessage()
    {
        QFETCH(Moment, moment);
        OutboundGroupSession sender = newSession();
        const GroupSessionOwner owner{};
        const Uuid id{};
        Uuid other{};
        other.fill(std::byte{1});
        ReceivedGroupSession receiver(owner, InboundGroupSession::fromShare(sender.share()).value());
        // An index of two bytes, so that the varint has something to be shortened.
        while (sender.index() < 300)
            (void)sender.encrypt({});
        const Bytes before = sender.encrypt(textBytes("before")).value();
        const Bytes message = sender.encrypt(textBytes("message")).value();
        const Bytes after = sender.encrypt(textBytes("after")).value();
        if (moment != Moment::Skipping)
            QVERIFY(receiver.open(owner, other, moment == Moment::Late ? after : before));
        if (moment == Moment::Repeated)
            QVERIFY(receiver.open(owner, id, message));
        const SecretBytes state = receiver.serialise();
        for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
            QVERIFY2(!receiver.open(owner, id, flipped(message, bit)), qPrintable(QString::number(bit)));
            QVERIFY2(receiver.serialise() == state, qPrintable(QString::number(bit)));
        }
        for (std::size_t size = 0; size < message.size(); ++size)
            QVERIFY(!receiver.open(owner, id, ByteView(message).first(size)));
        QVERIFY(receiver.serialise() == state);
        qInfo("%zu bits flipped, 0 accepted, 0 changes", message.size() * 8);
        QVERIFY(receiver.open(owner, id, message));
    }

    // Signed by the sender, so that each check behind the signature is reached.
    void whatTheSenderSignedIsCheckedFurther()
    {
        SystemRandom random;
        const auto key = Ed25519PrivateKey::generate(random).value();
        auto ratchet = MegolmRatchet::generate(random).value();
        SecretBytes share = shareSession(ratchet, key);
        InboundGroupSession receiver = InboundGroupSession::fromShare(share).value();
        const SecretBytes state = receiver.serialise();
        // The stored form of a sender with that ratchet and key.
        SecretBytes stored(9);
        stored.front() = std::byte{1};
        ratchet.serialise(stored);
        append(stored, key.seed());
        const Bytes message = OutboundGroupSession::deserialise(stored).value().encrypt(textBytes("text")).value();
        const ByteView signedPart = ByteView(message).first(message.size() - kSignatureSize);
        for (std::size_t bit = 0; bit < signedPart.size() * 8; ++bit) {
            Bytes changed = flipped(Bytes(signedPart.begin(), signedPart.end()), bit);
            append(changed, key.sign(changed).view());
            QVERIFY2(!receiver.decrypt(changed), qPrintable(QString::number(bit)));
            QVERIFY2(receiver.serialise() == state, qPrintable(QString::number(bit)));
        }
        QVERIFY(receiver.decrypt(message));
    }

    void everyBitOfAShare()
    {
        const SecretBytes share = newSession().share();
        for (std::size_t bit = 0; bit < share.size() * 8; ++bit)
            QVERIFY2(!InboundGroupSession::fromShare(flipped(share, bit)), qPrintable(QString::number(bit)));
    }

    // An export is unsigned: what is not refused at once reads nothing.
    void everyBitOfAnExport()
    {
        OutboundGroupSession sender = newSession();
        const auto whole = InboundGroupSession::fromShare(sender.share()).value();
        (void)sender.encrypt(textBytes("before"));
        const SecretBytes exported = whole.exportAt(1).value();
        const Bytes message = sender.encrypt(textBytes("text")).value();
        int imported = 0;
        for (std::size_t bit = 0; bit < exported.size() * 8; ++bit) {
            auto receiver = InboundGroupSession::fromExport(flipped(exported, bit));
            if (!receiver)
                continue;
            ++imported;
            const SecretBytes state = receiver->serialise();
            QVERIFY2(!receiver->decrypt(message), qPrintable(QString::number(bit)));
            QVERIFY2(receiver->serialise() == state, qPrintable(QString::number(bit)));
        }
        QVERIFY(imported > 0);
        qInfo("%zu bits flipped, 0 messages read", exported.size() * 8);
        QVERIFY(InboundGroupSession::fromExport(exported)->decrypt(message));
    }
};

QTEST_APPLESS_MAIN(GroupBitFlipsTest)
#include "tst_groupbitflips.moc"
