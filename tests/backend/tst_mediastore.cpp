#include "models/backend/mediastore.h"
#include "tests/backend/roomworld.h"

#include <QCryptographicHash>

using namespace tacet;

class MediaStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<Member> m_mallory;
    ChatId m_room;

    NewMedia picture(const QByteArray &ciphertext) const
    {
        return {.place = {.area = MediaArea::Chat, .holder = m_room.uuid(), .id = newId<MediaId>()},
                .kind = MediaKind::Avatar,
                .size = ciphertext.size(),
                .contentHash = sha256(ciphertext),
                .encryptedMetadata = "sealed metadata",
                .thumbnail = {},
                .message = {}};
    }

    NewMedia file(const QByteArray &ciphertext) const
    {
        NewMedia media = picture(ciphertext);
        media.kind = MediaKind::File;
        media.thumbnail = "sealed thumbnail";
        media.message = newId<MessageId>();
        return media;
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_mallory = m_world->join(QStringLiteral("mallory"));
        m_room = makeRoom(*m_world, {&*m_alice, &*m_bob});
    }

    void cleanup()
    {
        m_alice.reset();
        m_bob.reset();
        m_mallory.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void aPictureOfTheChatIsReadByItsMembersAlone()
    {
        const QByteArray ciphertext(5000, 'p');
        const NewMedia media = picture(ciphertext);
        MediaStore alices(m_alice->db());
        QVERIFY(!orThrow(alices.begin(media)).isComplete);
        orThrow(alices.putChunk(media.place, 0, ciphertext));
        const MediaState done = orThrow(alices.finish(media.place));
        QVERIFY(done.isComplete);
        QVERIFY(!done.expiresAt);

        MediaStore bobs(m_bob->db());
        const StoredMedia stored = orThrow(bobs.media(media.place));
        QCOMPARE(stored.kind, MediaKind::Avatar);
        QCOMPARE(stored.author, m_alice->user);
        QCOMPARE(stored.size, ciphertext.size());
        QCOMPARE(stored.chunkCount, 1);
        QCOMPARE(stored.contentHash, media.contentHash);
        QCOMPARE(stored.encryptedMetadata, media.encryptedMetadata);
        QVERIFY(stored.thumbnail.isEmpty());
        QCOMPARE(orThrow(bobs.chunk(media.place, 0)), ciphertext);

        MediaStore mallorys(m_mallory->db());
        QCOMPARE_ERROR(mallorys.media(media.place), ErrorCode::NotFound);
        QCOMPARE_ERROR(mallorys.chunk(media.place, 0), ErrorCode::NotFound);
    }

    void onlyWhoManagesTheChatChangesItsPicture()
    {
        const NewMedia media = picture("sealed");
        QCOMPARE_ERROR(MediaStore(m_bob->db()).begin(media), ErrorCode::NotFound);
    }

    void anUploadGoesOnWhereItStopped()
    {
        const QByteArray first(MediaStore::kChunkSize, 'a');
        const QByteArray second(MediaStore::kChunkSize, 'b');
        const QByteArray third(10, 'c');
        const NewMedia media = file(first + second + third);
        MediaStore alices(m_alice->db());
        orThrow(alices.begin(media));
        orThrow(alices.putChunk(media.place, 0, first));
        orThrow(alices.putChunk(media.place, 2, third));
        QCOMPARE(orThrow(alices.missingChunks(media.place)), QList<qint32>{1});
        QCOMPARE_ERROR(alices.finish(media.place), ErrorCode::Conflict);
        QVERIFY(!orThrow(alices.begin(media)).isComplete);
        orThrow(alices.putChunk(media.place, 1, second));
        orThrow(alices.putChunk(media.place, 1, second));
        QCOMPARE_ERROR(alices.putChunk(media.place, 1, first), ErrorCode::Conflict);
        const MediaState done = orThrow(alices.finish(media.place));
        QVERIFY(done.expiresAt.has_value());
        QVERIFY(orThrow(alices.finish(media.place)).isComplete);
        QVERIFY(orThrow(alices.begin(media)).isComplete);
        const StoredMedia stored = orThrow(MediaStore(m_bob->db()).media(media.place));
        QCOMPARE(stored.chunkCount, 3);
        QCOMPARE(stored.thumbnail, media.thumbnail);
        QCOMPARE(stored.message, media.message);
        QCOMPARE(orThrow(MediaStore(m_bob->db()).chunk(media.place, 2)), third);
    }

    void whatIsCancelledOrRemovedIsGone()
    {
        MediaStore alices(m_alice->db());
        const NewMedia cancelled = file("sealed");
        orThrow(alices.begin(cancelled));
        orThrow(alices.cancel(cancelled.place));
        QCOMPARE_ERROR(alices.putChunk(cancelled.place, 0, "sealed"), ErrorCode::NotFound);

        const NewMedia removed = file("sealed");
        orThrow(alices.begin(removed));
        orThrow(alices.putChunk(removed.place, 0, "sealed"));
        orThrow(alices.finish(removed.place));
        QCOMPARE_ERROR(MediaStore(m_mallory->db()).remove(removed.place), ErrorCode::NotFound);
        orThrow(alices.remove(removed.place));
        QCOMPARE_ERROR(alices.media(removed.place), ErrorCode::NotFound);
    }

    void anotherMediumUnderTheSameIdIsRefused()
    {
        MediaStore alices(m_alice->db());
        NewMedia media = file("sealed");
        orThrow(alices.begin(media));
        media.contentHash = sha256("other");
        QCOMPARE_ERROR(alices.begin(media), ErrorCode::Conflict);
        QCOMPARE_ERROR(alices.begin(file({})), ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(MediaStoreTest)
#include "tst_mediastore.moc"
