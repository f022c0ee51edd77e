#include "tests/backend/tenantworld.h"

#include <atomic>
#include <mutex>

using namespace tacet;

namespace {

constexpr int kMembers = 32;
constexpr int kConnections = 2; // of the three that a device may have: one may still be going

constexpr PgStatement kBegin{"races_begin",
                             "SELECT 1 FROM api.begin_media($1, $2, $3, $4, $5, 1, sha256(''), 'm', NULL, NULL, "
                             "'database')"};
constexpr PgStatement kPut{"races_put", "SELECT 1 FROM api.put_chunk($1, $2, $3, 0, $4, $5)"};
constexpr PgStatement kFinish{"races_finish", "SELECT 1 FROM api.finish_media($1, $2, $3)"};
constexpr PgStatement kStart{"races_start", "SELECT 1 FROM api.start_call($1, $2, 'audio', false, true)"};
constexpr PgStatement kJoin{"races_join", "SELECT 1 FROM api.join_call($1, $2, false, true)"};
constexpr PgStatement kLeave{"races_leave", "SELECT 1 FROM api.leave_call($1, $2)"};
constexpr PgStatement kMakePack{"races_pack",
                                "SELECT pack_id FROM api.create_sticker_pack($1, false, 'n', sha256('t'), "
                                "NULL, NULL)"};
constexpr PgStatement kAddSticker{"races_sticker", "SELECT api.add_sticker($1, $2, $2, NULL, 'e')"};
constexpr PgStatement kPost{"races_post",
                            "SELECT 1 FROM api.post_story($1, 'text', NULL, 'c', NULL, NULL, 'all', '{}')"};
constexpr PgStatement kView{"races_view", "SELECT 1 FROM api.view_story($1, $2)"};

constexpr auto kMakeGroup = R"(
INSERT INTO tacet.chats (id, chat_type, encrypted_name, max_members) VALUES ('%1', 'group', 'sealed', 200);
INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions)
VALUES ('%1', '%2', 'member', '["send_messages", "upload_media"]');
INSERT INTO tacet.chat_members (chat_id, user_id, role_id) SELECT '%1', u.id, '%2' FROM tacet.users u;)";

QString stateOf(const Result<PgResult> &answer)
{
    return answer ? QString() : answer.error().detail();
}

} // namespace

/// Limits of uploads, stickers and calls that many reach for at once.
class MediaRacesTest : public QObject
{
    Q_OBJECT

    using Outcomes = QMap<QString, int>;

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::vector<Member> m_members;
    QUuid m_chat;

    Member &alice() { return m_members.front(); }

    /// `work` on `count` threads at once, each with a connection of its own: of one member each, or all of alice's.
    Outcomes race(int count, bool isAlice, const std::function<QString(int, DatabaseConnection &)> &work)
    {
        std::vector<std::unique_ptr<DatabaseConnection>> connections{size_t(count)};
        Outcomes outcomes;
        std::mutex mutex;
        together(
            count,
            [&](int index) {
                connections[size_t(index)] = m_world->connect(m_members[isAlice ? 0 : size_t(index)].login);
            },
            [&](int index) {
                const QString outcome = work(index, *connections[size_t(index)]);
                const std::lock_guard lock(mutex);
                ++outcomes[outcome];
                connections[size_t(index)].reset();
            });
        return outcomes;
    }

    static PgParams place(const QString &area, const QUuid &holder, const QUuid &media)
    {
        return PgParams().text(area).uuid(holder).uuid(media);
    }

    QUuid begin(const QString &area, const QUuid &holder, const QString &kind, qint64 size)
    {
        const QUuid media = newId<MessageId>().uuid();
        orThrow(alice().db().exec(kBegin, place(area, holder, media).text(kind).int64(size)));
        return media;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        for (int index = 0; index < kMembers; ++index) {
            m_members.push_back(m_world->join(QStringLiteral("member%1").arg(index)));
            m_members.back().connection.reset();
        }
        m_chat = newId<ChatId>().uuid();
        const QString script =
            QString::fromLatin1(kMakeGroup)
                .arg(m_chat.toString(QUuid::WithoutBraces), newId<ChatId>().uuid().toString(QUuid::WithoutBraces));
        orThrow(m_world->superuser().script(script.toUtf8()));
    }

    void init() { alice().connection = m_world->connect(alice().login); }
    void cleanup()
    {
        for (Member &member : m_members)
            member.connection.reset();
    }

    void cleanupTestCase()
    {
        m_members.clear();
        m_world.reset();
        m_fixture.reset();
    }

    void aDeviceUploadsThreeAtATime()
    {
        alice().connection.reset();
        std::atomic<int> begun = 0;
        std::mutex mutex;
        Outcomes refusals;
        race(kConnections, true, [&](int, DatabaseConnection &db) {
            for (int count = 0; count < 20; ++count) {
                const QString state =
                    stateOf(db.exec(kBegin, place(QStringLiteral("chat"), m_chat, newId<MessageId>().uuid())
                                                .text(QStringLiteral("file"))
                                                .int64(10)));
                begun += state.isEmpty() ? 1 : 0;
                const std::lock_guard lock(mutex);
                ++refusals[state];
            }
            return QString();
        });
        QCOMPARE(begun.load(), 3);
        QCOMPARE(refusals, (Outcomes{{QString(), 3}, {QStringLiteral("SR003"), 37}}));
        orThrow(
            m_world->superuser().script("SELECT s.discard_media(array_agg(area), array_agg(holder_id), array_agg(id)) "
                                        "FROM tacet.media"));
    }

    void oneOfSeveralBytesForAChunkIsTaken()
    {
        const QUuid media = begin(QStringLiteral("chat"), m_chat, QStringLiteral("file"), 1000);
        alice().connection.reset();
        const Outcomes outcomes = race(kConnections, true, [&](int index, DatabaseConnection &db) {
            const QByteArray bytes = filler(1000, QByteArray::number(index));
            return stateOf(
                db.exec(kPut, place(QStringLiteral("chat"), m_chat, media).bytes(bytes).bytes(sha256(bytes))));
        });
        QCOMPARE(outcomes, (Outcomes{{QString(), 1}, {QStringLiteral("SR006"), 1}}));
        const Outcomes finishes = race(kConnections, true, [&](int, DatabaseConnection &db) {
            return stateOf(db.exec(kFinish, place(QStringLiteral("chat"), m_chat, media)));
        });
        QCOMPARE(finishes, (Outcomes{{QString(), 2}}));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.chat_log WHERE kind = 'media'"), 1);
    }

    void oneOf32CallsAtOnceStarts()
    {
        alice().connection.reset();
        const Outcomes outcomes = race(kMembers, false, [&](int, DatabaseConnection &db) {
            return stateOf(db.exec(kStart, PgParams().uuid(m_chat).uuid(newId<MessageId>().uuid())));
        });
        QCOMPARE(outcomes, (Outcomes{{QString(), 1}, {QStringLiteral("SR006"), kMembers - 1}}));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.calls"), 1);
        orThrow(m_world->superuser().script("SELECT s.close_call(chat_id, id, 'ended', 'cancelled') FROM tacet.calls"));
    }

    void eightOf32TakePartInACall()
    {
        const QUuid call = newId<MessageId>().uuid();
        orThrow(alice().db().exec(kStart, PgParams().uuid(m_chat).uuid(call)));
        alice().connection.reset();
        const PgParams params = PgParams().uuid(m_chat).uuid(call);
        const Outcomes outcomes =
            race(kMembers, false, [&](int, DatabaseConnection &db) { return stateOf(db.exec(kJoin, params)); });
        // Alice was there before, and is once more.
        QCOMPARE(outcomes, (Outcomes{{QString(), 8}, {QStringLiteral("SR004"), kMembers - 8}}));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.call_participants WHERE left_at IS NULL"), 8);
        const Outcomes comingAndGoing = race(kMembers, false, [&](int index, DatabaseConnection &db) {
            Outcomes own;
            for (int count = 0; count < 10; ++count)
                ++own[stateOf(db.exec((index + count) % 2 == 0 ? kJoin : kLeave, params))];
            own.remove(QString());
            own.remove(QStringLiteral("SR001")); // was not there
            own.remove(QStringLiteral("SR004")); // no place
            own.remove(QStringLiteral("SR011")); // all had gone
            return own.isEmpty() ? QString() : own.firstKey();
        });
        QCOMPARE(comingAndGoing, (Outcomes{{QString(), kMembers}}));
        QVERIFY(m_world->number("SELECT count(*) FROM tacet.call_participants WHERE left_at IS NULL") <= 8);
    }

    void aPackTakesNoStickerTooMany()
    {
        m_world->setPolicy(QStringLiteral("{\"stickers_in_pack\": 5, \"quota_pack_bytes\": 1000000, "
                                          "\"media_parallel_uploads\": 100}"));
        const PgResult made = orThrow(alice().db().exec(kMakePack, PgParams().uuid(newId<MessageId>().uuid())));
        const QUuid pack = orThrow(made.first([](PgRow &row) { return row.uuid(0); }));
        const QString area = QStringLiteral("pack");
        orThrow(m_world->superuser().script("SELECT admin.set_quota('pack', '" +
                                            pack.toString(QUuid::WithoutBraces).toLatin1() + "', 1000000, 100, NULL)"));
        QList<QUuid> images;
        const QByteArray bytes = filler(10);
        for (int count = 0; count < 15; ++count) {
            images.append(begin(area, pack, QStringLiteral("sticker"), 10));
            orThrow(alice().db().exec(kPut, place(area, pack, images.last()).bytes(bytes).bytes(sha256(bytes))));
            orThrow(alice().db().exec(kFinish, place(area, pack, images.last())));
        }
        alice().connection.reset();
        std::atomic<int> added = 0;
        race(kConnections, true, [&](int index, DatabaseConnection &db) {
            for (int count = index; count < images.size(); count += kConnections)
                added += db.exec(kAddSticker, PgParams().uuid(pack).uuid(images[count])) ? 1 : 0;
            return QString();
        });
        QCOMPARE(added.load(), 5);
        QCOMPARE(m_world->number("SELECT sticker_count FROM tacet.sticker_packs"), 5);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.stickers"), 5);
    }

    void aStoryThatExpiresWhileItIsLookedAtGivesOneAnswer()
    {
        const QUuid story = newId<MessageId>().uuid();
        orThrow(alice().db().exec(kPost, PgParams().uuid(story)));
        const QUuid author = alice().user.uuid();
        alice().connection.reset();
        const Outcomes outcomes = race(kMembers, false, [&](int index, DatabaseConnection &db) {
            if (index == 0) {
                const auto admin = m_fixture->admin(m_world->tenant().address);
                orThrow(admin->script("UPDATE tacet.stories SET expires_at = now() - interval '1 second';"
                                      "SELECT s.cleanup_expired_stories()"));
                return QStringLiteral("expired");
            }
            QString last;
            for (int count = 0; count < 20; ++count)
                last = stateOf(db.exec(kView, PgParams().uuid(author).uuid(story)));
            return last.isEmpty() ? QStringLiteral("seen") : last;
        });
        QCOMPARE(outcomes.value(QStringLiteral("expired")), 1);
        QCOMPARE(outcomes.value(QStringLiteral("SR001")) + outcomes.value(QStringLiteral("seen")), kMembers - 1);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.story_views"), 0);
    }
};

QTEST_GUILESS_MAIN(MediaRacesTest)
#include "tst_mediaraces.moc"
