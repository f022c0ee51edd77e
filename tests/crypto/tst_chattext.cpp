#include "crypto/epoch/chattext.h"
#include "crypto/payload/padding.h"
#include "crypto/wire/binarywriter.h"
#include "tests/crypto/epochmembers.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr std::string_view kText = "Büro, Montag";

ChatTextAddress addressOf(ChatTextKind kind)
{
    const bool isOfTheChat = kind == ChatTextKind::Name || kind == ChatTextKind::Description;
    return {.kind = kind, .chat = uuidOf(1), .subject = isOfTheChat ? Uuid() : uuidOf(2)};
}

constexpr std::array kKinds{ChatTextKind::Name, ChatTextKind::Description, ChatTextKind::RoleName,
                            ChatTextKind::Picture};

} // namespace

class ChatTextTest : public QObject
{
    Q_OBJECT
private slots:
    void opensAsWhatItIsAndAsNothingElse()
    {
        SeededRandom random(71);
        const auto key = EpochKey::generate({uuidOf(1), 3}, random).value();
        int tried = 0;
        for (const ChatTextKind kind : kKinds) {
            const auto box = sealChatText(textBytes(kText), addressOf(kind), key, random);
            QVERIFY(box);
            for (const ChatTextKind other : kKinds) {
                const auto opened = openChatText(*box, addressOf(other), key);
                QCOMPARE(opened.has_value(), other == kind);
                QVERIFY(!opened || std::ranges::equal(*opened, textBytes(kText)));
                ++tried;
            }
        }
        qInfo("%d kinds tried on boxes of %d kinds", tried, static_cast<int>(kKinds.size()));
    }

    void staysWithItsChatEpochAndSubject()
    {
        SeededRandom random(72);
        const auto key = EpochKey::generate({uuidOf(1), 3}, random).value();
        const ChatTextAddress role = addressOf(ChatTextKind::RoleName);
        const Bytes box = sealChatText(textBytes(kText), role, key, random).value();
        ChatTextAddress otherRole = role;
        otherRole.subject = uuidOf(3);
        QVERIFY(openChatText(box, otherRole, key).error() == BoxError::Unauthentic);
        ChatTextAddress otherChat = role;
        otherChat.chat = uuidOf(4);
        QVERIFY(openChatText(box, otherChat, key).error() == BoxError::Malformed);
        // The same bytes as another chat's or epoch's key, which only a broken client could hold.
        QVERIFY(!openChatText(box, otherChat, EpochKey::fromBytes({uuidOf(4), 3}, key.view())));
        QVERIFY(!openChatText(box, role, EpochKey::fromBytes({uuidOf(1), 4}, key.view())));
    }

    // The bytes of docs/protocol.md section 5, put together by hand.
    void isMadeAsTheProtocolSays()
    {
        SeededRandom random(75);
        const auto key = EpochKey::generate({uuidOf(1), 3}, random).value();
        for (const auto &[kind, purpose] : {std::pair{ChatTextKind::Name, "Tacet-1 epoch chat name"},
                                            std::pair{ChatTextKind::Description, "Tacet-1 epoch chat description"},
                                            std::pair{ChatTextKind::RoleName, "Tacet-1 epoch role name"},
                                            std::pair{ChatTextKind::Picture, "Tacet-1 epoch chat picture"}}) {
            const ChatTextAddress address = addressOf(kind);
            const Bytes box = sealChatText(textBytes(kText), address, key, random).value();
            Bytes data;
            BinaryWriter writer(data);
            writer.bytes(textBytes(std::string_view("Tacet-1 chat text\0", 18)));
            writer.u8(static_cast<std::uint8_t>(kind));
            writer.bytes(address.chat);
            writer.u64(3);
            writer.bytes(address.subject);
            writer.u32(static_cast<std::uint32_t>(box.size()));
            const auto padded = openBox(key.view(), purpose, data, box);
            QVERIFY(padded && *padded == pad(textBytes(kText)));
        }
    }

    void theEpochIsFoundByTheCommitment()
    {
        SeededRandom random(73);
        std::vector<EpochKey> keys;
        for (std::uint64_t epoch = 1; epoch <= 5; ++epoch)
            keys.push_back(EpochKey::generate({uuidOf(1), epoch}, random).value());
        const ChatTextAddress name = addressOf(ChatTextKind::Name);
        const Bytes box = sealChatText(textBytes(kText), name, keys[3], random).value();
        for (const EpochKey &key : keys) {
            QCOMPARE(isChatTextUnder(box, ChatTextKind::Name, key), key.name().epoch == 4);
            QCOMPARE(openChatText(box, name, key).has_value(), key.name().epoch == 4);
        }
    }

    void addressesThatAreNoneAreRefused()
    {
        SeededRandom random(74);
        const auto key = EpochKey::generate({uuidOf(1), 3}, random).value();
        ChatTextAddress name = addressOf(ChatTextKind::Name);
        name.subject = uuidOf(2);
        QVERIFY(sealChatText(textBytes(kText), name, key, random).error() == BoxError::Malformed);
        ChatTextAddress role = addressOf(ChatTextKind::RoleName);
        role.subject = {};
        QVERIFY(sealChatText(textBytes(kText), role, key, random).error() == BoxError::Malformed);
        const Bytes tooLong(1'000, std::byte{0x41});
        QVERIFY(!fitsChatText(ChatTextKind::Name, tooLong.size()));
        QVERIFY(sealChatText(tooLong, addressOf(ChatTextKind::Name), key, random).error() == BoxError::TooLong);
    }
};

QTEST_APPLESS_MAIN(ChatTextTest)
#include "tst_chattext.moc"
