#include "models/backend/directchatstore.h"
#include "tests/backend/groupworld.h"

using namespace tacet;

namespace {

OutgoingEdit editOf(const OutgoingPost &post, qint32 number, const QByteArray &content = "edited")
{
    return {.message = post.id,
            .number = number,
            .seal = post.seal,
            .distribution = post.distribution,
            .encryptedContent = content,
            .contentHash = sha256(content)};
}

} // namespace

class PostStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::optional<GroupRoom> m_room;

    PostStore alice() { return PostStore(m_room->alice.db()); }
    PostStore bob() { return PostStore(m_room->bob.db()); }
    OutgoingPost posted(const QByteArray &content = "sealed")
    {
        const OutgoingPost post = livePost(m_room->group.id(), content);
        orThrow(alice().post(post));
        return post;
    }
    StoredPost seen(MessageId id) { return orThrow(bob().posts({id})).value(0); }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init() { m_room.emplace(*m_fixture); }

    void cleanup() { m_room.reset(); }

    void cleanupTestCase() { m_fixture.reset(); }

    void aLiveMessageIsReadAsItWasWritten()
    {
        OutgoingPost post = livePost(m_room->group.id());
        post.replyTo = posted().id;
        const PostReceipt receipt = orThrow(alice().post(post));
        QCOMPARE(receipt.state, StoredState::Stored);
        QVERIFY(receipt.storedAt.isValid() && !receipt.expiresAt.isValid());
        const StoredPost stored = seen(post.id);
        QCOMPARE(stored.id, post.id);
        QCOMPARE(stored.chat, m_room->group.id());
        QCOMPARE(stored.sender, m_room->alice.user);
        QCOMPARE(stored.senderDevice, m_room->alice.device);
        QCOMPARE(stored.seal.epoch, 1);
        QCOMPARE(stored.seal.authorSequence, 1);
        QVERIFY(stored.seal.signature.isEmpty() && stored.seal.parentHash.isEmpty());
        QCOMPARE(stored.distribution, post.distribution);
        QCOMPARE(stored.encryptedContent, post.encryptedContent);
        QCOMPARE(stored.contentHash, post.contentHash);
        QCOMPARE(stored.replyTo, post.replyTo);
        QCOMPARE(stored.storedAt, receipt.storedAt);
        QCOMPARE(stored.editNumber, 0);
        QVERIFY(!stored.deletedAt.isValid() && !stored.isHidden);
    }

    void anEpochPostKeepsItsSignature()
    {
        const TestGroup channel(m_room->alice, ChatType::Channel);
        OutgoingPost post = livePost(channel.id());
        post.distribution = {};
        post.seal = signedSeal(5);
        orThrow(alice().post(post));
        const StoredPost stored = orThrow(alice().posts({post.id})).first();
        QVERIFY(stored.distribution.isNull());
        QCOMPARE(stored.seal.authorSequence, 5);
        QCOMPARE(stored.seal.parentHash, post.seal.parentHash);
        QCOMPARE(stored.seal.signature, post.seal.signature);
    }

    void aRepeatChangesNothingAndOtherContentIsAConflict()
    {
        OutgoingPost post = posted();
        const PostReceipt again = orThrow(alice().post(post));
        QCOMPARE(again.state, StoredState::Repeat);
        QCOMPARE(again.storedAt, seen(post.id).storedAt);
        QCOMPARE_ERROR(bob().post(post), ErrorCode::Conflict);
        post.encryptedContent = "other";
        post.contentHash = sha256("other");
        QCOMPARE_ERROR(alice().post(post), ErrorCode::Conflict);
        QCOMPARE(m_room->world.number("SELECT count(*) FROM tacet.messages"), 1);
    }

    void malformedPostsAreRefused_data()
    {
        using Change = std::function<void(OutgoingPost &)>;
        QTest::addColumn<Change>("spoil");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("empty body", [](auto &p) { p.encryptedContent.clear(), p.contentHash = sha256({}); });
        row("wrong hash", [](auto &p) { p.contentHash = sha256("x"); });
        row("body of 1 MiB and 1", [](auto &p) {
            p.encryptedContent = QByteArray((1 << 20) + 1, 'x');
            p.contentHash = sha256(p.encryptedContent);
        });
        row("36 days old", [](auto &p) { p.id = newId<MessageId>(-36LL * 86'400'000); });
        row("version 4 id", [](auto &p) { p.id = MessageId(QUuid::createUuid()); });
        row("neither session nor signature", [](auto &p) { p.distribution = {}; });
        row("session and signature", [](auto &p) { p.seal.signature = filler(64); });
        row("no sequence", [](auto &p) { p.seal.authorSequence = 0; });
        row("no epoch", [](auto &p) { p.seal.epoch = 0; });
        row("short parent", [](auto &p) { p.seal.parentHash = filler(31); });
    }

    void malformedPostsAreRefused()
    {
        QFETCH(std::function<void(OutgoingPost &)>, spoil);
        OutgoingPost post = livePost(m_room->group.id());
        spoil(post);
        QCOMPARE_ERROR(alice().post(post), ErrorCode::InvalidInput);
        QCOMPARE(m_room->world.number("SELECT count(*) FROM tacet.messages"), 0);
    }

    void onlyWhoMayPosts()
    {
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        QCOMPARE_ERROR(PostStore(eve.db()).post(livePost(m_room->group.id())), ErrorCode::NotFound);
        TestGroup channel(m_room->alice, ChatType::Channel);
        orThrow(channel.add(m_room->alice, m_room->bob));
        QCOMPARE_ERROR(bob().post(livePost(channel.id())), ErrorCode::NotFound);
        const auto direct = orThrow(DirectChatStore(m_room->alice.db()).openDirect(newId<ChatId>(), m_room->bob.user));
        QCOMPARE_ERROR(alice().post(livePost(direct.id)), ErrorCode::NotFound);
        OutgoingPost future = livePost(m_room->group.id());
        future.seal.epoch = 2;
        QCOMPARE_ERROR(alice().post(future), ErrorCode::Conflict);
        m_room->world.setPolicy(QStringLiteral("{\"send_burst\": 0, \"send_per_second\": 0}"));
        QCOMPARE_ERROR(alice().post(livePost(m_room->group.id())), ErrorCode::RateLimited);
    }

    void manyPostsGoInOneCallAndMoreInOneTransaction()
    {
        QList<OutgoingPost> posts;
        for (int index = 0; index < 130; ++index)
            posts.append(livePost(m_room->group.id(), QByteArray::number(index)));
        const auto receipts = orThrow(alice().post(posts));
        QCOMPARE(receipts.size(), 130);
        const auto again = orThrow(alice().post(std::span(posts).subspan(100, 3)));
        QCOMPARE(again.size(), 3);
        QCOMPARE(again.first().state, StoredState::Repeat);
        QVERIFY(orThrow(alice().post(std::span<const OutgoingPost>())).isEmpty());
        posts.clear();
        for (int index = 0; index < 130; ++index)
            posts.append(livePost(m_room->group.id()));
        posts.last().seal.epoch = 9;
        QCOMPARE_ERROR(alice().post(posts), ErrorCode::Conflict);
        QCOMPARE(m_room->world.number("SELECT count(*) FROM tacet.messages"), 130);
    }

    void byIdsAnswersOnlyWhatIsTheAccounts()
    {
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        const OutgoingPost first = posted();
        const OutgoingPost second = posted();
        const auto both = orThrow(bob().posts({second.id, newId<MessageId>(), first.id}));
        QCOMPARE(both.size(), 2);
        QCOMPARE(both[0].id, second.id);
        QVERIFY(orThrow(PostStore(eve.db()).posts({first.id})).isEmpty());
        QVERIFY(orThrow(bob().posts({})).isEmpty());
        QCOMPARE_ERROR(bob().posts(QList<MessageId>(513, first.id)), ErrorCode::InvalidInput);
    }

    void thePastIsReadPageByPage()
    {
        QList<MessageId> written;
        for (int index = 0; index < 5; ++index)
            written.prepend(posted(QByteArray::number(index)).id);
        QList<MessageId> read;
        MessageId before;
        for (;;) {
            const auto page = orThrow(bob().backfill(m_room->group.id(), before, 2));
            if (page.isEmpty())
                break;
            for (const StoredPost &post : page)
                read.append(post.id);
            before = read.last();
        }
        std::ranges::sort(written, [](MessageId a, MessageId b) { return b.toBytes() < a.toBytes(); });
        QCOMPARE(read, written);
        QCOMPARE(orThrow(bob().backfill(m_room->group.id(), MessageId(), 1)).first().chat, m_room->group.id());
        QCOMPARE_ERROR(bob().backfill(m_room->group.id(), MessageId(), 501), ErrorCode::InvalidInput);
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        QCOMPARE_ERROR(PostStore(eve.db()).backfill(m_room->group.id(), MessageId(), 5), ErrorCode::NotFound);
    }

    void editsAreNumberedAndVersionsStay()
    {
        const OutgoingPost post = posted("first");
        const OutgoingEdit edit = editOf(post, 1);
        const EditReceipt receipt = orThrow(alice().edit(edit));
        QCOMPARE(receipt.state, StoredState::Stored);
        QCOMPARE(orThrow(alice().edit(edit)).state, StoredState::Repeat);
        QCOMPARE_ERROR(alice().edit(editOf(post, 1, "another")), ErrorCode::Conflict);
        QCOMPARE_ERROR(alice().edit(editOf(post, 3)), ErrorCode::Conflict);
        QCOMPARE_ERROR(bob().edit(editOf(post, 2)), ErrorCode::NotFound);
        const Member phone = m_room->world.secondDevice(m_room->alice);
        orThrow(PostStore(phone.db()).edit(editOf(post, 2, "third")));
        const StoredPost stored = seen(post.id);
        QCOMPARE(stored.encryptedContent, QByteArray("third"));
        QCOMPARE(stored.senderDevice, phone.device);
        QCOMPARE(stored.editNumber, 2);
        QVERIFY(stored.editedAt.isValid());
        const auto versions = orThrow(bob().versions(post.id, -1, 2));
        QCOMPARE(versions.size(), 2);
        QCOMPARE(versions[0].number, 0);
        QCOMPARE(versions[0].encryptedContent, QByteArray("first"));
        QCOMPARE(versions[0].distribution, post.distribution);
        QCOMPARE(versions[1].device, m_room->alice.device);
        QCOMPARE(versions[1].createdAt, receipt.editedAt);
        QCOMPARE(orThrow(bob().versions(post.id, 1, 5)).first().number, 2);
    }

    void directMessagesAreEditedWithoutASeal()
    {
        const auto chat = orThrow(DirectChatStore(m_room->alice.db()).openDirect(newId<ChatId>(), m_room->bob.user));
        const OutgoingMessage message = messageFor(chat.id, {envelopeFor(m_room->bob.device)});
        orThrow(DeliveryStore(m_room->alice.db()).send(message));
        OutgoingEdit edit{.message = message.id, .encryptedContent = "edited", .contentHash = sha256("edited")};
        orThrow(alice().edit(edit));
        const StoredPost stored = seen(message.id);
        QCOMPARE(stored.encryptedContent, QByteArray("edited"));
        QCOMPARE(stored.seal.epoch, 0);
        QCOMPARE(stored.seal.authorSequence, 0);
        edit.number = 2;
        edit.seal.epoch = 1;
        QCOMPARE_ERROR(alice().edit(edit), ErrorCode::InvalidInput);
    }

    void whatIsDeletedLeavesATombstone()
    {
        const OutgoingPost post = posted();
        QCOMPARE_ERROR(bob().remove(post.id), ErrorCode::NotFound);
        orThrow(alice().remove(post.id));
        orThrow(alice().remove(post.id));
        const StoredPost stored = seen(post.id);
        QVERIFY(stored.deletedAt.isValid() && stored.encryptedContent.isEmpty());
        QCOMPARE(stored.deletedBy, m_room->alice.user);
        QCOMPARE_ERROR(alice().edit(editOf(post, 1)), ErrorCode::NotFound);
        QCOMPARE(orThrow(alice().post(post)).state, StoredState::Repeat);
        const OutgoingPost bobs = livePost(m_room->group.id());
        orThrow(bob().post(bobs));
        orThrow(alice().remove(bobs.id));
        QCOMPARE(seen(bobs.id).deletedBy, m_room->alice.user);
    }

    void afterTheWindowNobodyEditsAndOnlyModeratorsDelete()
    {
        const OutgoingPost post = livePost(m_room->group.id());
        orThrow(bob().post(post));
        m_room->world.setPolicy(QStringLiteral("{\"edit_window_hours\": 0, \"delete_window_hours\": 0}"));
        QCOMPARE_ERROR(bob().edit(editOf(post, 1)), ErrorCode::Conflict);
        QCOMPARE_ERROR(bob().remove(post.id), ErrorCode::Conflict);
        orThrow(alice().remove(post.id));
    }

    void hidingIsForOneAccountAlone()
    {
        const OutgoingPost post = posted();
        const OutgoingPost other = posted();
        orThrow(bob().hide({post.id, other.id, newId<MessageId>()}));
        orThrow(bob().hide({post.id}));
        QVERIFY(seen(post.id).isHidden && seen(post.id).encryptedContent.isEmpty());
        QVERIFY(!orThrow(alice().posts({post.id})).first().isHidden);
        const auto page = orThrow(bob().hidden(MessageId(), 1));
        QCOMPARE(page.size(), 1);
        QCOMPARE(orThrow(bob().hidden(page.first(), 5)).size(), 1);
        QVERIFY(orThrow(alice().hidden(MessageId(), 5)).isEmpty());
    }

    void messagesArePinnedByWhoMay()
    {
        const OutgoingPost first = posted();
        const OutgoingPost second = posted();
        QCOMPARE_ERROR(bob().pin(first.id), ErrorCode::NotFound);
        orThrow(alice().pin(first.id));
        orThrow(alice().pin(first.id));
        orThrow(alice().pin(second.id));
        const auto pins = orThrow(bob().pinned(m_room->group.id()));
        QCOMPARE(pins.size(), 2);
        QCOMPARE(pins[0].message, second.id);
        QCOMPARE(pins[1].pinnedBy, m_room->alice.user);
        orThrow(alice().unpin(second.id));
        orThrow(alice().unpin(second.id));
        QCOMPARE(orThrow(bob().pinned(m_room->group.id())).size(), 1);
        m_room->world.setPolicy(QStringLiteral("{\"pins_per_chat\": 1}"));
        QCOMPARE_ERROR(alice().pin(second.id), ErrorCode::QuotaExceeded);
    }

    void whatWasBeforeIsNotForNewcomers()
    {
        const OutgoingPost before = posted();
        orThrow(
            m_room->world.superuser().script("UPDATE tacet.messages SET stored_at = stored_at - interval '1 hour'"));
        const Member carol = m_room->world.join(QStringLiteral("carol"));
        orThrow(m_room->group.add(m_room->alice, carol));
        const OutgoingPost after = posted();
        const auto read = orThrow(PostStore(carol.db()).backfill(m_room->group.id(), MessageId(), 10));
        QCOMPARE(read.size(), 1);
        QCOMPARE(read.first().id, after.id);
        QVERIFY(orThrow(PostStore(carol.db()).posts({before.id})).isEmpty());
    }
};

QTEST_GUILESS_MAIN(PostStoreTest)
#include "tst_poststore.moc"
