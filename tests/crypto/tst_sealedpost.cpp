#include "crypto/payload/padding.h"
#include "crypto/wire/binarywriter.h"
#include "tests/crypto/epochmembers.h"

#include <QTest>

#include <random>
#include <set>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr std::string_view kBody = "What everybody may read.";

struct World {
    SeededRandom random{81};
    EpochMember alice{2, random};
    EpochMember bob{3, random};
    EpochKey key = EpochKey::generate({uuidOf(1), 3}, random).value();

    auto seal(const PostAddress &address, const PostText &text)
    {
        return SealedPost::seal(text, address, key, key.commitment(), alice.local(), random);
    }
    SealedPost sealed(const PostAddress &address) { return seal(address, textFor(address, kBody)).value(); }
    std::array<PostAddress, 3> addresses() const
    {
        return {messageAddress(alice), threadAddress(alice), replyAddress(alice)};
    }
};

} // namespace

class SealedPostTest : public QObject
{
    Q_OBJECT
private slots:
    void opensWhatWasSealed()
    {
        World world;
        for (const PostAddress &address : world.addresses()) {
            const SealedPost post = world.sealed(address);
            QCOMPARE(post.title.empty(), address.kind != PostKind::Thread);
            const auto text = post.open(address, world.key, world.alice.verified());
            QVERIFY(text);
            QVERIFY(std::ranges::equal(text->body, textBytes(kBody)));
            QVERIFY(std::ranges::equal(text->title, textFor(address, kBody).title));
            QVERIFY(post.verify(address, world.alice.verified()));
        }
    }

    void fitsItsColumns()
    {
        World world;
        const PostText longest{SecretBytes(1'023, std::byte{'t'}), SecretBytes(63'487, std::byte{'b'})};
        const auto thread = world.seal(threadAddress(world.alice), longest);
        QVERIFY(thread);
        QVERIFY(thread->title.size() <= 1'280 && thread->body.size() <= 65'536);
        PostText longer = longest;
        longer.title.push_back(std::byte{'t'});
        QVERIFY(world.seal(threadAddress(world.alice), longer).error() == PostError::TooLong);
        longer = longest;
        longer.body.push_back(std::byte{'b'});
        QVERIFY(world.seal(threadAddress(world.alice), longer).error() == PostError::TooLong);
        longer.title.clear();
        QVERIFY(world.seal(replyAddress(world.alice), longer).error() == PostError::TooLong);
    }

    void emptyTextsArePosts()
    {
        World world;
        const auto post = world.seal(threadAddress(world.alice), {});
        QVERIFY(post);
        const auto text = post->open(threadAddress(world.alice), world.key, world.alice.verified());
        QVERIFY(text && text->title.empty() && text->body.empty());
    }

    void onlyThreadsHaveTitles()
    {
        World world;
        const PostText titled{secretText("A title"), secretText(kBody)};
        QVERIFY(world.seal(replyAddress(world.alice), titled).error() == PostError::Malformed);
        SealedPost reply = world.sealed(replyAddress(world.alice));
        reply.title = Bytes(97);
        QVERIFY(reply.open(replyAddress(world.alice), world.key, world.alice.verified()).error() ==
                PostError::Malformed);
        SealedPost thread = world.sealed(threadAddress(world.alice));
        thread.title.clear();
        QVERIFY(thread.open(threadAddress(world.alice), world.key, world.alice.verified()).error() ==
                PostError::Malformed);
    }

    void addressesThatAreNoneAreRefused_data()
    {
        QTest::addColumn<PostAddress>("address");
        SeededRandom random(82);
        const EpochMember author(2, random);
        const auto row = [](const char *name, PostAddress address, auto change) {
            change(address);
            QTest::newRow(name) << address;
        };
        const PostAddress message = messageAddress(author);
        const PostAddress thread = threadAddress(author);
        const PostAddress reply = replyAddress(author);
        row("no epoch", message, [](PostAddress &a) { a.epoch.epoch = 0; });
        row("epoch beyond the last", message, [](PostAddress &a) { a.epoch.epoch = kLastEpoch + 1; });
        row("no id", message, [](PostAddress &a) {
            a.id = {};
            a.answers = uuidOf(8);
        });
        row("no sequence", message, [](PostAddress &a) { a.authorSequence = 0; });
        row("sequence beyond bigint", message, [](PostAddress &a) { a.authorSequence = std::uint64_t{1} << 63; });
        row("edit beyond integer", message, [](PostAddress &a) { a.editNumber = 1U << 31; });
        row("answers itself", message, [](PostAddress &a) { a.answers = a.id; });
        row("message in a thread", message, [](PostAddress &a) { a.thread = uuidOf(8); });
        row("thread in another", thread, [](PostAddress &a) { a.thread = uuidOf(8); });
        row("thread that answers", thread, [](PostAddress &a) { a.answers = uuidOf(8); });
        row("reply without a thread", reply, [](PostAddress &a) { a.thread = {}; });
        row("reply that is its thread", reply, [](PostAddress &a) { a.thread = a.id; });
        row("reply to its thread's id", reply, [](PostAddress &a) { a.answers = a.thread; });
        row("unknown kind", message, [](PostAddress &a) { a.kind = static_cast<PostKind>(4); });
    }
    void addressesThatAreNoneAreRefused()
    {
        QFETCH(PostAddress, address);
        World world;
        QVERIFY(!address.isSound());
        QVERIFY(world.seal(address, textFor(address, kBody)).error() == PostError::Malformed);
        SealedPost post = world.sealed(messageAddress(world.alice));
        QVERIFY(post.open(address, world.key, world.alice.verified()).error() == PostError::Malformed);
    }

    // T53: an old key, or a second key of the newest epoch, seals nothing.
    void nothingIsWrittenUnderAnotherThanTheNewestEpoch()
    {
        World world;
        const PostAddress address = messageAddress(world.alice);
        const auto next = EpochKey::generate({uuidOf(1), 4}, world.random).value();
        const PostText text = textFor(address, kBody);
        QVERIFY(
            SealedPost::seal(text, address, world.key, next.commitment(), world.alice.local(), world.random).error() ==
            PostError::StaleEpoch);
        const auto split = EpochKey::generate(world.key.name(), world.random).value();
        QVERIFY(
            SealedPost::seal(text, address, split, world.key.commitment(), world.alice.local(), world.random).error() ==
            PostError::StaleEpoch);
        QVERIFY(SealedPost::seal(text, address, next, next.commitment(), world.alice.local(), world.random).error() ==
                PostError::OtherEpoch);
    }

    void nobodyWritesInAnothersName()
    {
        World world;
        const PostAddress address = messageAddress(world.alice);
        QVERIFY(SealedPost::seal(textFor(address, kBody), address, world.key, world.key.commitment(), world.bob.local(),
                                 world.random)
                    .error() == PostError::OtherAuthor);
        const SealedPost post = world.sealed(address);
        QVERIFY(post.open(address, world.key, world.bob.verified()).error() == PostError::OtherAuthor);
    }

    void anySoundAddressIsAPlaceOfItsOwn()
    {
        constexpr int kPosts = 500;
        World world;
        std::mt19937_64 dice(83);
        std::set<Bytes> encodings;
        std::set<PostHash> hashes;
        for (int i = 0; i < kPosts; ++i) {
            PostAddress address = world.addresses()[dice() % 3];
            (void)world.random.fill(address.id);
            address.thread = address.kind == PostKind::Thread ? address.id : address.thread;
            address.editNumber = static_cast<std::uint32_t>(dice() % 4);
            address.authorSequence = 1 + dice() % 1'000'000;
            if (dice() % 4 == 0)
                address.parent.reset();
            else
                (void)world.random.fill(address.parent.emplace());
            const PostText text = textFor(address, std::string(dice() % 5'000, 'x'));
            const auto post = world.seal(address, text);
            QVERIFY(post);
            const auto read = post->open(address, world.key, world.alice.verified());
            QVERIFY(read && read->title == text.title && read->body == text.body);
            encodings.insert(address.encode());
            hashes.insert(post->hash(address));
        }
        QCOMPARE(encodings.size(), std::size_t{kPosts});
        QCOMPARE(hashes.size(), std::size_t{kPosts});
    }

    void theHashIsOfThePostAndNotOfItsSignature()
    {
        World world;
        const PostAddress address = replyAddress(world.alice);
        SealedPost post = world.sealed(address);
        const PostHash hash = post.hash(address);
        post.signature = {};
        QVERIFY(post.hash(address) == hash);
        PostAddress moved = address;
        moved.id = uuidOf(0x66);
        QVERIFY(post.hash(moved) != hash);
        post.body.back() ^= std::byte{1};
        QVERIFY(post.hash(address) != hash);
    }

    // The bytes of docs/protocol.md section 5, put together by hand.
    void isMadeAsTheProtocolSays()
    {
        World world;
        const PostAddress address = threadAddress(world.alice);
        const SealedPost post = world.sealed(address);
        Bytes encoded;
        BinaryWriter writer(encoded);
        writer.u8(1);
        writer.u8(2); // a thread
        writer.bytes(address.epoch.chat);
        writer.bytes(address.thread);
        writer.u64(address.epoch.epoch);
        writer.bytes(address.id);
        writer.bytes(Uuid());
        writer.u32(0);
        writer.bytes(address.author.account);
        writer.bytes(address.author.device);
        writer.u64(address.authorSequence);
        writer.u8(1);
        writer.bytes(*address.parent);
        QCOMPARE(encoded.size(), 151U);
        QVERIFY(address.encode() == encoded);
        const auto opens = [&](const Bytes &box, std::uint8_t number, std::string_view purpose, ByteView text) {
            Bytes data;
            BinaryWriter dataWriter(data);
            dataWriter.bytes(textBytes(std::string_view("Tacet-1 post\0", 13)));
            dataWriter.bytes(encoded);
            dataWriter.u8(number);
            dataWriter.u32(static_cast<std::uint32_t>(box.size()));
            const auto padded = openBox(world.key.view(), purpose, data, box);
            return padded && *padded == pad(text);
        };
        QVERIFY(opens(post.title, 1, "Tacet-1 epoch thread title", textFor(address, kBody).title));
        QVERIFY(opens(post.body, 2, "Tacet-1 epoch thread body", textBytes(kBody)));
    }

    // Signed over label ‖ 0 ‖ address ‖ digest, where a thread's digest is the database's.
    void theSignatureIsWhatTheProtocolSays()
    {
        World world;
        for (const PostAddress &address : world.addresses()) {
            const SealedPost post = world.sealed(address);
            Bytes signedBytes = address.encode();
            if (address.kind == PostKind::Thread) {
                Bytes hashes;
                append(hashes, Sha256::of(post.title));
                append(hashes, Sha256::of(post.body));
                append(signedBytes, Sha256::of(hashes));
            } else {
                append(signedBytes, Sha256::of(post.body));
            }
            QVERIFY(verifyLabelled(world.alice.verified().identityKey(), "Tacet-1 post", signedBytes, post.signature));
            QVERIFY(post.hash(address) == Sha256::of(signedBytes));
        }
    }
};

QTEST_APPLESS_MAIN(SealedPostTest)
#include "tst_sealedpost.moc"
