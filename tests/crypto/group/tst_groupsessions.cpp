#include "crypto/group/inboundgroupsession.h"
#include "crypto/group/outboundgroupsession.h"
#include "tests/support/seededrandom.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kStart{std::chrono::seconds(1'800'000'000)};

OutboundGroupSession newSession()
{
    SystemRandom random;
    return OutboundGroupSession::create(random, kStart).value();
}

InboundGroupSession receiverOf(const OutboundGroupSession &session)
{
    return InboundGroupSession::fromShare(session.share()).value();
}

Bytes sent(OutboundGroupSession &session, std::string_view text)
{
    return session.encrypt(textBytes(text)).value();
}

bool reads(InboundGroupSession &session, ByteView message, std::uint32_t index, std::string_view text)
{
    const auto plaintext = session.decrypt(message);
    return plaintext && plaintext->index == index && std::ranges::equal(plaintext->bytes, textBytes(text));
}

// The state of `session` with the ratchet's index set to another one, as a program with a very long life would have it.
OutboundGroupSession standingAt(std::uint32_t index, const OutboundGroupSession &session)
{
    constexpr std::size_t kIndexAt = 9; // behind version and time
    SecretBytes state = session.serialise();
    for (std::size_t i = 0; i < 4; ++i)
        state[kIndexAt + i] = std::byte(index >> (8 * (3 - i)) & 0xFF);
    return OutboundGroupSession::deserialise(state).value();
}

class BrokenRandom final : public RandomSource
{
public:
    explicit BrokenRandom(int good)
        : m_good(good)
    {
    }
    std::expected<void, RandomError> fill(std::span<std::byte> out) override
    {
        if (m_good-- > 0)
            return m_random.fill(out);
        return std::unexpected(RandomError::Unavailable);
    }

private:
    SystemRandom m_random;
    int m_good;
};

} // namespace

class GroupSessionsTest : public QObject
{
    Q_OBJECT
private slots:
    void membersReadWhatIsSent_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 15, 16, 17, 256, 65'536, int(kMaxGroupPlaintext)})
            QTest::addRow("%d", size) << size;
    }
    void membersReadWhatIsSent()
    {
        QFETCH(int, size);
        OutboundGroupSession sender = newSession();
        InboundGroupSession receiver = receiverOf(sender);
        const Bytes text(static_cast<std::size_t>(size), std::byte{0x5A});
        const auto message = sender.encrypt(text);
        QVERIFY(message);
        const auto plaintext = receiver.decrypt(*message);
        QVERIFY(plaintext);
        QVERIFY(std::ranges::equal(plaintext->bytes, text));
        QCOMPARE(plaintext->index, 0U);
    }

    void tooLongATextIsRefused()
    {
        OutboundGroupSession sender = newSession();
        QVERIFY(sender.encrypt(Bytes(kMaxGroupPlaintext + 1)).error() == GroupEncryptError::TooLong);
        QCOMPARE(sender.index(), 0U);
    }

    void noIndexIsUsedTwice()
    {
        OutboundGroupSession sender = newSession();
        const Bytes first = sent(sender, "same");
        const Bytes second = sent(sender, "same");
        QCOMPARE(MegolmMessage::decode(first)->index, 0U);
        QCOMPARE(MegolmMessage::decode(second)->index, 1U);
        QVERIFY(
            !std::ranges::equal(MegolmMessage::decode(first)->ciphertext, MegolmMessage::decode(second)->ciphertext));
    }

    void theLastIndexIsNotUsed()
    {
        OutboundGroupSession sender = standingAt(UINT32_MAX - 1, newSession());
        InboundGroupSession receiver = receiverOf(sender);
        QVERIFY(reads(receiver, sent(sender, "last"), UINT32_MAX - 1, "last"));
        const SecretBytes before = sender.serialise();
        QVERIFY(sender.encrypt(textBytes("one more")).error() == GroupEncryptError::Exhausted);
        QVERIFY(sender.serialise() == before);
        QVERIFY(InboundGroupSession::fromShare(sender.share()));
    }

    void aShareOpensNothingBeforeIt()
    {
        OutboundGroupSession sender = newSession();
        const Bytes before = sent(sender, "before");
        InboundGroupSession receiver = receiverOf(sender);
        QCOMPARE(receiver.firstKnownIndex(), 1U);
        const SecretBytes state = receiver.serialise();
        QVERIFY(receiver.decrypt(before).error() == GroupDecryptError::UnknownIndex);
        QVERIFY(receiver.serialise() == state);
        QVERIFY(reads(receiver, sent(sender, "after"), 1, "after"));
    }

    void lateAndRepeatedMessagesAreRead()
    {
        OutboundGroupSession sender = newSession();
        InboundGroupSession receiver = receiverOf(sender);
        const Bytes first = sent(sender, "first");
        const Bytes second = sent(sender, "second");
        const Bytes third = sent(sender, "third");
        QVERIFY(reads(receiver, third, 2, "third"));
        QCOMPARE(receiver.latestIndex(), 2U);
        QVERIFY(reads(receiver, first, 0, "first"));
        QVERIFY(reads(receiver, second, 1, "second"));
        QVERIFY(reads(receiver, third, 2, "third"));
        QCOMPARE(receiver.latestIndex(), 2U);
    }

    void anExportOpensFromItsIndexOn()
    {
        OutboundGroupSession sender = newSession();
        InboundGroupSession receiver = receiverOf(sender);
        const Bytes first = sent(sender, "first");
        const Bytes second = sent(sender, "second");
        const auto exported = receiver.exportAt(1);
        QVERIFY(exported);
        QCOMPARE(exported->size(), 165U);
        InboundGroupSession importer = InboundGroupSession::fromExport(*exported).value();
        QVERIFY(importer.id() == sender.id());
        QVERIFY(importer.origin() == GroupSessionOrigin::Export);
        QVERIFY(receiver.origin() == GroupSessionOrigin::Share);
        QVERIFY(importer.decrypt(first).error() == GroupDecryptError::UnknownIndex);
        QVERIFY(reads(importer, second, 1, "second"));
        QVERIFY(importer.exportAt(0).error() == GroupExportError::UnknownIndex);
        QVERIFY(importer.exportAt(1) == receiver.exportAt(1));
        QVERIFY(importer.exportAt(UINT32_MAX) == receiver.exportAt(UINT32_MAX));
    }

    void anExportDoesNotDependOnWhatWasRead()
    {
        OutboundGroupSession sender = newSession();
        InboundGroupSession receiver = receiverOf(sender);
        const auto before = receiver.exportAt(3);
        for (int i = 0; i < 6; ++i)
            QVERIFY(receiver.decrypt(sent(sender, "text")));
        QVERIFY(receiver.exportAt(3) == before);
        QCOMPARE(receiver.firstKnownIndex(), 0U);
    }

    void sharesAreSignedByTheirSession()
    {
        OutboundGroupSession sender = newSession();
        const SecretBytes share = sender.share();
        QCOMPARE(share.size(), 229U);
        const SecretBytes other = newSession().share();
        SecretBytes mixed = share;
        std::copy(other.end() - 64, other.end(), mixed.end() - 64);
        QVERIFY(InboundGroupSession::fromShare(mixed).error() == GroupImportError::BadSignature);
    }

    void keysOfSmallOrderAreRefused_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("middle");
        QTest::addColumn<int>("last");
        QTest::newRow("the identity element") << 0x01 << 0x00 << 0x00;
        QTest::newRow("order 2") << 0xEC << 0xFF << 0x7F;
        QTest::newRow("order 4") << 0x00 << 0x00 << 0x00;
        QTest::newRow("order 4, other sign") << 0x00 << 0x00 << 0x80;
        QTest::newRow("the identity element, not canonical") << 0xEE << 0xFF << 0x7F;
        QTest::newRow("not canonical") << 0xF0 << 0xFF << 0x7F;
    }
    void keysOfSmallOrderAreRefused()
    {
        QFETCH(int, first);
        QFETCH(int, middle);
        QFETCH(int, last);
        OutboundGroupSession sender = newSession();
        SecretBytes share = sender.share();
        const auto key = std::span(share).subspan(133, 32);
        std::ranges::fill(key, std::byte(middle));
        key.front() = std::byte(first);
        key.back() = std::byte(last);
        QVERIFY(InboundGroupSession::fromShare(share).error() == GroupImportError::BadKey);
        SecretBytes exported(share.begin(), share.begin() + 165);
        exported.front() = std::byte{1};
        QVERIFY(InboundGroupSession::fromExport(exported).error() == GroupImportError::BadKey);
    }

    void otherLengthsAndVersionsAreRefused()
    {
        OutboundGroupSession sender = newSession();
        const SecretBytes share = sender.share();
        const SecretBytes exported = receiverOf(sender).exportAt(0).value();
        for (std::size_t size = 0; size < share.size(); ++size) {
            const ByteView cut = ByteView(share).first(size);
            QVERIFY(InboundGroupSession::fromShare(cut).error() == GroupImportError::Malformed);
            if (size != exported.size())
                QVERIFY(InboundGroupSession::fromExport(cut).error() == GroupImportError::Malformed);
        }
        for (int version = 0; version < 256; ++version) {
            SecretBytes changed = exported;
            changed.front() = std::byte(version);
            QCOMPARE(InboundGroupSession::fromExport(changed).has_value(), version == 1);
            changed = share;
            changed.front() = std::byte(version);
            QCOMPARE(InboundGroupSession::fromShare(changed).has_value(), version == 2);
        }
    }

    void sessionsAreDueByCountAndAge_data()
    {
        QTest::addColumn<int>("messages");
        QTest::addColumn<qint64>("age");
        QTest::addColumn<bool>("due");
        const qint64 week = std::chrono::milliseconds(kGroupSessionAge).count();
        QTest::newRow("new") << 0 << qint64(0) << false;
        QTest::newRow("99 messages") << 99 << qint64(1) << false;
        QTest::newRow("100 messages") << 100 << qint64(1) << true;
        QTest::newRow("just below 7 days") << 0 << week - 1 << false;
        QTest::newRow("7 days") << 0 << week << true;
        QTest::newRow("made in the future") << 0 << qint64(-1) << true;
    }
    void sessionsAreDueByCountAndAge()
    {
        QFETCH(int, messages);
        QFETCH(qint64, age);
        QFETCH(bool, due);
        OutboundGroupSession session = newSession();
        for (int i = 0; i < messages; ++i)
            (void)sent(session, "text");
        QCOMPARE(session.messages(), quint32(messages));
        QCOMPARE(session.isDue(kStart + std::chrono::milliseconds(age)), due);
    }

    void aStoredSenderGoesOnWhereItStood()
    {
        OutboundGroupSession sender = newSession();
        InboundGroupSession receiver = receiverOf(sender);
        (void)sent(sender, "first");
        const SecretBytes state = sender.serialise();
        auto restored = OutboundGroupSession::deserialise(state);
        QVERIFY(restored);
        QVERIFY(restored->serialise() == state);
        QVERIFY(restored->id() == sender.id());
        QVERIFY(restored->createdAt() == kStart);
        QCOMPARE(restored->index(), 1U);
        QVERIFY(reads(receiver, sent(*restored, "second"), 1, "second"));
    }

    void aStoredReceiverGoesOnWhereItStood()
    {
        OutboundGroupSession sender = newSession();
        InboundGroupSession receiver = receiverOf(sender);
        const Bytes first = sent(sender, "first");
        const Bytes second = sent(sender, "second");
        QVERIFY(reads(receiver, second, 1, "second"));
        const SecretBytes state = receiver.serialise();
        auto restored = InboundGroupSession::deserialise(state);
        QVERIFY(restored);
        QVERIFY(restored->serialise() == state);
        QVERIFY(restored->origin() == GroupSessionOrigin::Share);
        QVERIFY(reads(*restored, first, 0, "first"));
        QVERIFY(reads(*restored, sent(sender, "third"), 2, "third"));
    }

    void damagedStatesAreRefused()
    {
        OutboundGroupSession sender = newSession();
        InboundGroupSession receiver = receiverOf(sender);
        const SecretBytes sending = sender.serialise();
        const SecretBytes receiving = receiver.serialise();
        for (std::size_t size = 0; size < sending.size(); ++size)
            QVERIFY(!OutboundGroupSession::deserialise(ByteView(sending).first(size)));
        for (std::size_t size = 0; size < receiving.size(); ++size)
            QVERIFY(!InboundGroupSession::deserialise(ByteView(receiving).first(size)));
        SecretBytes longer = sending;
        longer.push_back({});
        QVERIFY(!OutboundGroupSession::deserialise(longer));
        longer = receiving;
        longer.push_back({});
        QVERIFY(!InboundGroupSession::deserialise(longer));
        SecretBytes before1970 = sending;
        before1970[1] = std::byte{0xFF};
        QVERIFY(!OutboundGroupSession::deserialise(before1970));
        SecretBytes newer = sending;
        newer.front() = std::byte{2};
        QVERIFY(!OutboundGroupSession::deserialise(newer));
        newer = receiving;
        newer.front() = std::byte{2};
        QVERIFY(!InboundGroupSession::deserialise(newer));
        // The latest ratchet differs from the first at the same index.
        SecretBytes torn = receiving;
        torn.back() ^= std::byte{1};
        QVERIFY(!InboundGroupSession::deserialise(torn));
    }

    void noRandomnessNoSession()
    {
        for (int good = 0; good < 2; ++good) {
            BrokenRandom random(good);
            QVERIFY(OutboundGroupSession::create(random, kStart).error() == RandomError::Unavailable);
        }
    }
};

QTEST_APPLESS_MAIN(GroupSessionsTest)
#include "tst_groupsessions.moc"
