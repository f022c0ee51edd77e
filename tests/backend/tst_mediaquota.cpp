#include "tests/backend/tenantworld.h"

#include <QSet>

#include <atomic>
#include <mutex>

using namespace tacet;

namespace {

constexpr int kMembers = 32;

constexpr PgStatement kBegin{"quota_begin",
                             "SELECT 1 FROM api.begin_media('chat', $1, $2, 'file', $3, 1, $4, $5, NULL, NULL, "
                             "'database')"};
constexpr PgStatement kPut{"quota_put", "SELECT 1 FROM api.put_chunk('chat', $1, $2, 0, $3, $4)"};
constexpr PgStatement kFinish{"quota_finish", "SELECT 1 FROM api.finish_media('chat', $1, $2)"};
constexpr PgStatement kCancel{"quota_cancel", "SELECT 1 FROM api.cancel_media('chat', $1, $2)"};
constexpr PgStatement kDelete{"quota_delete", "SELECT 1 FROM api.delete_media('chat', $1, $2)"};
constexpr PgStatement kRead{"quota_read", "SELECT 1 FROM api.read_chunk('chat', $1, $2, 0)"};
constexpr PgStatement kNote{"quota_note", "SELECT 1 FROM api.note_download('chat', $1, $2)"};
constexpr PgStatement kSetQuota{"quota_set", "SELECT 1 FROM admin.set_quota('chat', $1, $2, $3, $4)"};
constexpr PgStatement kHook{"quota_hook", "SELECT 1 FROM s.run_hooks($1, $2, $3)"};
constexpr PgStatement kClean{"quota_clean", "SELECT s.cleanup_expired_media() + s.free_media_space() * 0"};

constexpr auto kExceeded = "SELECT count(*) FROM tacet.group_quotas q WHERE q.total_bytes > q.max_bytes "
                           "OR q.media_count > q.max_media_count";
constexpr auto kDrift = "SELECT count(*) FROM admin.check_quotas()";
constexpr auto kOrphans =
    "SELECT (SELECT count(*) FROM tacet.media_chunks c WHERE NOT EXISTS (SELECT FROM tacet.media m "
    "WHERE m.blob_id = c.blob_id)) + (SELECT count(*) FROM tacet.media_downloads d WHERE NOT EXISTS "
    "(SELECT FROM tacet.media m WHERE m.blob_id = d.blob_id))";

// A group whose members may all upload; %1 chat, %2 and %3 roles.
constexpr auto kMakeGroup = R"(
INSERT INTO tacet.chats (id, chat_type, encrypted_name, max_members) VALUES ('%1', 'group', 'sealed', 200);
INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions)
VALUES ('%1', '%2', 'member', '["send_messages", "upload_media", "delete_messages"]');
INSERT INTO tacet.chat_members (chat_id, user_id, role_id) SELECT '%1', u.id, '%2' FROM tacet.users u;)";

/// What one thread does to the media of some chats.
class Uploader
{
public:
    Uploader(std::unique_ptr<DatabaseConnection> connection, quint32 seed)
        : m_connection(std::move(connection))
        , m_random(seed)
    {
    }

    /// The SQLSTATE, or nothing if it was done.
    QString begin(const QUuid &chat, const QUuid &media, qint64 size)
    {
        return state(m_connection->exec(
            kBegin, PgParams().uuid(chat).uuid(media).int64(size).bytes(filler(32, "whole")).bytes(filler(10, "m"))));
    }

    QString on(const PgStatement &statement, const QUuid &chat, const QUuid &media)
    {
        return state(m_connection->exec(statement, PgParams().uuid(chat).uuid(media)));
    }

    /// Something at random with an upload of its own or with what somebody else brought.
    QString anything(const QList<QUuid> &chats, QList<QPair<QUuid, QUuid>> &everybodys, std::mutex &mutex)
    {
        const int dice = m_random.bounded(100);
        if (m_own.isEmpty() || dice < 40) {
            const Upload upload{.chat = chats[m_random.bounded(int(chats.size()))],
                                .media = newId<MessageId>().uuid(),
                                .bytes = filler(1 + m_random.bounded(3000), QByteArray::number(m_random.generate()))};
            const QString refused = begin(upload.chat, upload.media, upload.bytes.size());
            if (refused.isEmpty())
                m_own.append(upload);
            return refused;
        }
        const Upload upload = dice < 75 ? m_own.takeFirst() : m_own.last();
        if (dice < 65)
            return finish(upload, everybodys, mutex);
        if (dice < 75)
            return on(kCancel, upload.chat, upload.media);
        QPair<QUuid, QUuid> other(upload.chat, upload.media);
        {
            const std::lock_guard lock(mutex);
            if (!everybodys.isEmpty())
                other = everybodys[m_random.bounded(int(everybodys.size()))];
        }
        return on(dice < 85 ? kDelete : dice < 93 ? kRead : kNote, other.first, other.second);
    }

private:
    struct Upload {
        QUuid chat;
        QUuid media;
        QByteArray bytes;
    };

    static QString state(const Result<PgResult> &answer) { return answer ? QString() : answer.error().detail(); }

    QString finish(const Upload &upload, QList<QPair<QUuid, QUuid>> &everybodys, std::mutex &mutex)
    {
        const QString refused = state(m_connection->exec(
            kPut, PgParams().uuid(upload.chat).uuid(upload.media).bytes(upload.bytes).bytes(sha256(upload.bytes))));
        if (!refused.isEmpty())
            return refused;
        const QString unfinished = on(kFinish, upload.chat, upload.media);
        if (unfinished.isEmpty()) {
            const std::lock_guard lock(mutex);
            everybodys.append({upload.chat, upload.media});
        }
        return unfinished;
    }

    std::unique_ptr<DatabaseConnection> m_connection;
    QRandomGenerator m_random;
    QList<Upload> m_own;
};

} // namespace

/// Quotas under concurrency: never exceeded, always what the rows say, no deadlocks; and space that comes back.
class MediaQuotaTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::vector<Member> m_members;

    QUuid makeGroup(qint64 maxBytes, qint32 maxFiles, qint32 percent)
    {
        const QUuid chat = newId<ChatId>().uuid();
        const QString text =
            QString::fromLatin1(kMakeGroup)
                .arg(chat.toString(QUuid::WithoutBraces), newId<ChatId>().uuid().toString(QUuid::WithoutBraces));
        orThrow(m_world->superuser().script(text.toUtf8()));
        orThrow(
            m_world->superuser().exec(kSetQuota, PgParams().uuid(chat).int64(maxBytes).int32(maxFiles).int32(percent)));
        return chat;
    }

    std::unique_ptr<Uploader> uploader(int index)
    {
        return std::make_unique<Uploader>(m_world->connect(m_members[size_t(index)].login), quint32(index + 1));
    }

    // What a moderator, operators and time do meanwhile.
    void disturb(const QList<QUuid> &chats, const std::atomic<bool> &done, qint64 &exceeded)
    {
        const auto connection = m_fixture->admin(m_world->tenant().address);
        QRandomGenerator random(7);
        const PgStatement exceeding{"quota_exceeding", kExceeded};
        while (!done) {
            const QUuid user = m_members[random.bounded(kMembers)].user.uuid();
            orThrow(connection->exec(kHook, PgParams()
                                                .text(QStringLiteral("member_left"))
                                                .uuid(chats[random.bounded(int(chats.size()))])
                                                .uuid(user)));
            orThrow(connection->script(
                "UPDATE tacet.media SET expires_at = now() - interval '1 second' WHERE id = (SELECT id "
                "FROM tacet.media ORDER BY random() LIMIT 1)"));
            if (random.bounded(3) == 0)
                orThrow(connection->exec(kClean));
            const PgResult found = orThrow(connection->exec(exceeding));
            exceeded += orThrow(found.first([](PgRow &row) { return row.int64(0); }));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_world->setPolicy(QStringLiteral("{\"upload_burst\": 1000000, \"chunk_burst\": 1000000, "
                                          "\"media_parallel_uploads\": 100}"));
        for (int index = 0; index < kMembers; ++index) {
            m_members.push_back(m_world->join(QStringLiteral("member%1").arg(index)));
            m_members.back().connection.reset();
        }
    }

    void cleanupTestCase()
    {
        m_members.clear();
        m_world.reset();
        m_fixture.reset();
    }

    void theLimitHoldsAgainst32UploadsAtOnce_data()
    {
        QTest::addColumn<qint64>("maxBytes");
        QTest::addColumn<qint32>("maxFiles");
        QTest::addColumn<qint32>("percent");
        QTest::addColumn<int>("fitting");
        QTest::newRow("bytes") << qint64(100'999) << 1000 << 100 << 100;
        QTest::newRow("files") << qint64(100'000'000) << 100 << 100 << 100;
        QTest::newRow("last one") << qint64(1000) << 1000 << 100 << 1;
        QTest::newRow("shares") << qint64(100'000'000) << 100 << 2 << 64;
    }

    void theLimitHoldsAgainst32UploadsAtOnce()
    {
        QFETCH(qint64, maxBytes);
        QFETCH(qint32, maxFiles);
        QFETCH(qint32, percent);
        QFETCH(int, fitting);
        const QUuid chat = makeGroup(maxBytes, maxFiles, percent);
        std::vector<std::unique_ptr<Uploader>> uploaders(kMembers);
        std::atomic<int> begun = 0;
        std::mutex mutex;
        QSet<QString> refusals;
        together(
            kMembers, [&](int index) { uploaders[size_t(index)] = uploader(index); },
            [&](int index) {
                for (int count = 0; count < 10; ++count) {
                    const QString refused = uploaders[size_t(index)]->begin(chat, newId<MessageId>().uuid(), 990);
                    if (refused.isEmpty())
                        ++begun;
                    const std::lock_guard lock(mutex);
                    refusals.insert(refused);
                }
                uploaders[size_t(index)].reset();
            });
        QCOMPARE(begun.load(), fitting);
        QCOMPARE(refusals, (QSet<QString>{QString(), QStringLiteral("SR004")}));
        QCOMPARE(m_world->number(kExceeded), 0);
        QCOMPARE(m_world->number(kDrift), 0);
    }

    void quotasEqualTheirRowsAfterAStorm()
    {
        const QList<QUuid> chats{makeGroup(60'000, 60, 50), makeGroup(1'000'000, 40, 100),
                                 makeGroup(1'000'000, 1000, 50)};
        std::vector<std::unique_ptr<Uploader>> uploaders(kMembers);
        std::mutex mutex;
        QMap<QString, int> outcomes;
        QList<QPair<QUuid, QUuid>> everybodys;
        std::atomic<int> busy = kMembers;
        std::atomic<bool> done = false;
        qint64 exceeded = 0;
        together(
            kMembers + 1,
            [&](int index) {
                if (index < kMembers)
                    uploaders[size_t(index)] = uploader(index);
            },
            [&](int index) {
                if (index == kMembers) {
                    disturb(chats, done, exceeded);
                    return;
                }
                for (int count = 0; count < 60; ++count) {
                    const QString outcome = uploaders[size_t(index)]->anything(chats, everybodys, mutex);
                    const std::lock_guard lock(mutex);
                    ++outcomes[outcome];
                }
                uploaders[size_t(index)].reset();
                done = --busy == 0;
            });
        qInfo() << "outcomes" << outcomes;
        // Gone, too much, or of somebody else; a deadlock would be 40P01.
        for (const QString &known : {QString(), QStringLiteral("SR001"), QStringLiteral("SR004")})
            QVERIFY2(outcomes.remove(known) > 0, qPrintable(known));
        QCOMPARE(outcomes, (QMap<QString, int>()));
        QCOMPARE(exceeded, 0);
        QCOMPARE(m_world->number(kDrift), 0);
        QCOMPARE(m_world->number(kOrphans), 0);
        QVERIFY(m_world->number("SELECT count(*) FROM tacet.media") > 0);
        for (const QUuid &chat : chats)
            orThrow(m_world->superuser().exec(kHook,
                                              PgParams().text(QStringLiteral("chat_deleted")).uuid(chat).nullUuid()));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.media_chunks"), 0);
        QCOMPARE(m_world->number(kDrift), 0);
    }

    void expiryGivesTheSpaceBack()
    {
        const QUuid chat = makeGroup(1'000'000'000, 1000, 100);
        const QByteArray holder = chat.toString(QUuid::WithoutBraces).toLatin1();
        // Of the month before the last 32 days, as if it had been uploaded then.
        orThrow(m_world->superuser().script(
            "INSERT INTO tacet.media (area, holder_id, id, kind, blob_id, state, size_bytes, chunk_count, "
            "content_hash, "
            "encrypted_metadata, storage, charged_bytes, uploaded_at, expires_at) SELECT 'chat', '" +
            holder +
            "', x, 'file', x, 'complete', 1048576, 1, sha256('x'), 'm', 'database', 1048577, now(), now() - interval "
            "'1 hour' "
            "FROM (SELECT (substr(s.uuid7_floor(now() - interval '32 days')::text, 1, 14) || '7' || "
            "substr(md5(g::text), 1, 3) "
            "|| '-8' || substr(md5(g::text), 4, 3) || '-' || substr(md5(g::text), 7, 12))::uuid AS x "
            "FROM generate_series(1, 64) g) y;"
            "INSERT INTO tacet.media_chunks SELECT m.blob_id, 0, sha256('x'), decode(repeat(md5(m.id::text), 65536), "
            "'hex') "
            "FROM tacet.media m WHERE m.charged_bytes = 1048577;"
            "SELECT admin.recalculate_quota('chat', '" +
            holder + "')"));
        constexpr auto kSpace = "SELECT sum(pg_total_relation_size(inhrelid))::bigint FROM pg_inherits "
                                "WHERE inhparent = 'tacet.media_chunks'::regclass";
        const qint64 before = m_world->number(kSpace);
        QVERIFY(before > qint64(64) << 20);
        orThrow(m_world->superuser().exec(kClean));
        const qint64 after = m_world->number(kSpace);
        qInfo("64 MiB of expired media of a past month: %lld bytes before, %lld after", static_cast<long long>(before),
              static_cast<long long>(after));
        QVERIFY(after < qint64(8) << 20);
        QCOMPARE(m_world->number(kDrift), 0);
    }
};

QTEST_GUILESS_MAIN(MediaQuotaTest)
#include "tst_mediaquota.moc"
