#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "models/backend/reactionstore.h"
#include "tests/backend/groupworld.h"

using namespace tacet;

namespace {

QByteArray tagOf(int emoji)
{
    return filler(32, QByteArray::number(emoji));
}

} // namespace

class ReactionStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::optional<GroupRoom> m_room;
    MessageId m_message;

    ReactionStore alice() { return ReactionStore(m_room->alice.db()); }
    ReactionStore bob() { return ReactionStore(m_room->bob.db()); }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_room.emplace(*m_fixture);
        const OutgoingPost post = livePost(m_room->group.id());
        orThrow(PostStore(m_room->alice.db()).post(post));
        m_message = post.id;
    }

    void cleanup() { m_room.reset(); }

    void cleanupTestCase() { m_fixture.reset(); }

    void anEmojiCountsOncePerPerson()
    {
        orThrow(bob().react(m_message, tagOf(1), "sealed emoji"));
        orThrow(bob().react(m_message, tagOf(1), "sealed anew"));
        const Member phone = m_room->world.secondDevice(m_room->bob);
        orThrow(ReactionStore(phone.db()).react(m_message, tagOf(1), "by the phone"));
        const auto reactions = orThrow(alice().reactions(m_message, UserId(), {}, 10));
        QCOMPARE(reactions.size(), 1);
        QCOMPARE(reactions[0].message, m_message);
        QCOMPARE(reactions[0].user, m_room->bob.user);
        QCOMPARE(reactions[0].device, m_room->bob.device);
        QCOMPARE(reactions[0].tag, tagOf(1));
        QCOMPARE(reactions[0].encryptedEmoji, QByteArray("sealed emoji"));
        QVERIFY(reactions[0].createdAt.isValid());
    }

    void reactionsAreTakenBack()
    {
        orThrow(bob().react(m_message, tagOf(1), "e"));
        orThrow(alice().unreact(m_message, tagOf(1)));
        QCOMPARE(orThrow(alice().reactions(m_message, UserId(), {}, 10)).size(), 1);
        orThrow(bob().unreact(m_message, tagOf(1)));
        orThrow(bob().unreact(m_message, tagOf(1)));
        QVERIFY(orThrow(alice().reactions(m_message, UserId(), {}, 10)).isEmpty());
    }

    void reactionsArePaged()
    {
        for (int emoji = 0; emoji < 3; ++emoji) {
            orThrow(alice().react(m_message, tagOf(emoji), "e"));
            orThrow(bob().react(m_message, tagOf(emoji), "e"));
        }
        QSet<QByteArray> read;
        StoredReaction last;
        for (;;) {
            const auto page = orThrow(alice().reactions(m_message, last.user, last.tag, 4));
            if (page.isEmpty())
                break;
            for (const StoredReaction &reaction : page)
                read.insert(reaction.user.toBytes() + reaction.tag);
            last = page.last();
        }
        QCOMPARE(read.size(), 6);
        QCOMPARE_ERROR(alice().reactions(m_message, UserId(), {}, 501), ErrorCode::InvalidInput);
    }

    void manyMessagesAreAskedAtOnce()
    {
        const OutgoingPost other = livePost(m_room->group.id());
        orThrow(PostStore(m_room->alice.db()).post(other));
        orThrow(bob().react(m_message, tagOf(1), "e"));
        orThrow(bob().react(other.id, tagOf(2), "f"));
        const auto reactions = orThrow(alice().reactionsOf({other.id, m_message, newId<MessageId>()}));
        QCOMPARE(reactions.size(), 2);
        const StoredReaction &second = reactions[0].message == other.id ? reactions[0] : reactions[1];
        QCOMPARE(second.message, other.id);
        QCOMPARE(second.encryptedEmoji, QByteArray("f"));
        QCOMPARE_ERROR(alice().reactionsOf(QList<MessageId>(101, m_message)), ErrorCode::InvalidInput);
    }

    void whoMayNotReactsNot()
    {
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        QCOMPARE_ERROR(ReactionStore(eve.db()).react(m_message, tagOf(1), "e"), ErrorCode::NotFound);
        QCOMPARE_ERROR(ReactionStore(eve.db()).reactions(m_message, UserId(), {}, 10), ErrorCode::NotFound);
        QVERIFY(orThrow(ReactionStore(eve.db()).reactionsOf({m_message})).isEmpty());
        QCOMPARE_ERROR(bob().react(m_message, filler(31), "e"), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(bob().react(m_message, tagOf(1), filler(257)), ErrorCode::InvalidInput);
        orThrow(m_room->group.mute(m_room->alice, m_room->bob, QDateTime::currentDateTimeUtc().addDays(1)));
        QCOMPARE_ERROR(bob().react(m_message, tagOf(1), "e"), ErrorCode::NotFound);
    }

    void thereAreLimits()
    {
        m_room->world.setPolicy(QStringLiteral("{\"reactions_per_message\": 2}"));
        orThrow(bob().react(m_message, tagOf(1), "e"));
        orThrow(bob().react(m_message, tagOf(2), "e"));
        QCOMPARE_ERROR(bob().react(m_message, tagOf(3), "e"), ErrorCode::QuotaExceeded);
        m_room->world.setPolicy(QStringLiteral("{\"reaction_burst\": 0, \"reaction_per_second\": 0}"));
        QCOMPARE_ERROR(alice().react(m_message, tagOf(3), "e"), ErrorCode::RateLimited);
    }

    void aBlockEndsReactionsInDirectChats()
    {
        const auto chat = orThrow(DirectChatStore(m_room->alice.db()).openDirect(newId<ChatId>(), m_room->bob.user));
        const OutgoingMessage message = messageFor(chat.id, {envelopeFor(m_room->bob.device)});
        orThrow(DeliveryStore(m_room->alice.db()).send(message));
        orThrow(bob().react(message.id, tagOf(1), "e"));
        orThrow(DirectoryStore(m_room->alice.db()).block(m_room->bob.user));
        QCOMPARE_ERROR(bob().react(message.id, tagOf(2), "e"), ErrorCode::Blocked);
    }
};

QTEST_GUILESS_MAIN(ReactionStoreTest)
#include "tst_reactionstore.moc"
