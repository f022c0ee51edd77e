// Pictures of groups and channels: real vaults, a real database, and an operator who puts other pictures there.
#include "models/domain/picturefile.h"
#include "models/services/groupvault.h"
#include "models/vault/epochkeystore.h"
#include "tests/services/grouptalk.h"

#include <QBuffer>
#include <QImage>

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray pictureOf(QRgb color, int side = 64)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(color);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return bytes;
}

} // namespace

class GroupPicturesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GroupTalk> m_talk;
    const QByteArray m_red = pictureOf(0xFFCC0000);
    const QByteArray m_blue = pictureOf(0xFF0000CC);

    Talker &ada() { return m_talk->at(u"ada"_s); }
    Talker &bob() { return m_talk->at(u"bob"_s); }
    Talker &eve() { return m_talk->at(u"eve"_s); }

    Result<Group> choose(Talker &who, ChatId chat, const QByteArray &picture)
    {
        TACET_TRY_ASSIGN(const Group group, waitFor(who.core().groups().find(chat)));
        GroupSettings settings = group.settings;
        settings.picture = picture;
        return waitFor(who.core().groups().change(chat, settings));
    }

    /// After reading what is new.
    QByteArray seen(Talker &who, ChatId chat)
    {
        if (!waitFor(asFuture(who.core().groupSync().catchUp(chat))))
            return "not read";
        const auto row = waitFor(who.core().chats().find(chat));
        return row ? row->picture : QByteArray("not there");
    }

    Result<int> change(const QString &sql, ChatId chat) { return m_talk->database().change(sql, {chat.toString()}); }

private slots:
    void initTestCase()
    {
        m_talk = std::make_unique<GroupTalk>();
        QVERIFY_RESULT(m_talk->meet({u"ada"_s, u"bob"_s, u"eve"_s}));
    }
    void cleanupTestCase() { m_talk.reset(); }

    void membersSeeThePictureThatWasChosen_data()
    {
        QTest::addColumn<ChatType>("type");
        QTest::newRow("group") << ChatType::Group;
        QTest::newRow("channel") << ChatType::Channel;
    }
    void membersSeeThePictureThatWasChosen()
    {
        QFETCH(const ChatType, type);
        const auto chat = m_talk->found(type, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QCOMPARE(seen(bob(), *chat), QByteArray());
        const auto red = choose(ada(), *chat, m_red);
        QVERIFY_RESULT(red);
        QCOMPARE(red->settings.picture, m_red);
        QCOMPARE(seen(bob(), *chat), m_red);
        QVERIFY_RESULT(choose(ada(), *chat, m_blue));
        QCOMPARE(seen(bob(), *chat), m_blue);
        QVERIFY_RESULT(choose(ada(), *chat, {}));
        QCOMPARE(seen(bob(), *chat), QByteArray());
        QCOMPARE(seen(ada(), *chat), QByteArray());
        const auto avatar =
            m_talk->database().value(u"SELECT avatar FROM tacet.chats WHERE id = :0::uuid"_s, {chat->toString()});
        QVERIFY(avatar && avatar->isNull());
    }

    void aNewGroupHasItsPictureAtOnce()
    {
        NewGroup group;
        group.settings.name = u"Painters"_s;
        group.settings.picture = m_red;
        group.members = {bob().user()};
        const auto made = waitFor(ada().core().groups().create(group));
        QVERIFY_RESULT(made);
        QCOMPARE(made->settings.picture, m_red);
        QVERIFY_RESULT(waitFor(asFuture(bob().core().groupSync().readAll(made->id))));
        QCOMPARE(seen(bob(), made->id), m_red);
    }

    /// What lies in the database is not the picture, and nothing of it is uploaded again without need.
    void thePictureIsSealedAndStaysWhereItLies()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(choose(ada(), *chat, m_red));
        const auto media = [&] {
            return m_talk->database()
                .value(u"SELECT count(*) FROM tacet.media WHERE holder_id = :0::uuid"_s, {chat->toString()})
                .value_or(QVariant())
                .toInt();
        };
        QCOMPARE(media(), 1);
        const auto plain = m_talk->database().value(
            u"SELECT count(*) FROM tacet.media WHERE content_hash = sha256(decode(:0, 'hex'))"_s,
            {QString::fromLatin1(m_red.toHex())});
        QCOMPARE(plain->toInt(), 0);
        auto group = waitFor(ada().core().groups().find(*chat));
        QVERIFY_RESULT(group);
        group->settings.description = u"Another one"_s;
        QVERIFY_RESULT(waitFor(ada().core().groups().change(*chat, group->settings)));
        QCOMPARE(media(), 1);
        QCOMPARE(seen(bob(), *chat), m_red);
    }

    /// Who has the newest key alone sees the picture, too.
    void whoComesAfterANewEpochSeesThePicture()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(choose(ada(), *chat, m_red));
        QVERIFY_RESULT(waitFor(ada().core().groups().renewKeys(*chat)));
        QVERIFY_RESULT(m_talk->add(*chat, u"ada"_s, u"eve"_s));
        QVERIFY_RESULT(waitFor(asFuture(eve().core().groupSync().readAll(*chat))));
        QCOMPARE(seen(eve(), *chat), m_red);
        const auto keys = waitFor(
            eve().core().vault().run([chat = *chat](VaultSession &vault) { return vault.epochKeys().list(chat); }));
        QVERIFY_RESULT(keys);
        QCOMPARE(keys->size(), 1);
    }

    void picturesThatTheLogDoesNotNameAreNotShown_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("another medium of the chat")
            << u"UPDATE tacet.chats SET avatar = (SELECT min(id::text)::uuid FROM tacet.media m WHERE m.holder_id = "
               "chats.id) WHERE id = :0::uuid"_s;
        QTest::newRow("no medium") << u"UPDATE tacet.chats SET avatar = NULL WHERE id = :0::uuid"_s;
        QTest::newRow("one that is not there")
            << u"UPDATE tacet.chats SET avatar = gen_random_uuid() WHERE id = :0::uuid"_s;
        QTest::newRow("other bytes")
            << u"UPDATE tacet.kept_chunks SET bytes = set_byte(bytes, 100, 0) WHERE blob_id IN "
               "(SELECT blob_id FROM tacet.media WHERE holder_id = :0::uuid)"_s;
    }
    void picturesThatTheLogDoesNotNameAreNotShown()
    {
        QFETCH(const QString, sql);
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QVERIFY_RESULT(choose(ada(), *chat, m_blue));
        QCOMPARE(seen(bob(), *chat), m_blue);
        QVERIFY_RESULT(bob().goAway());
        QVERIFY_RESULT(choose(ada(), *chat, m_red));
        const auto changed = change(sql, *chat);
        QVERIFY_RESULT(changed);
        QVERIFY(*changed > 0);
        QVERIFY_RESULT(bob().comeOnline());
        QCOMPARE(seen(bob(), *chat), m_blue);
        // It does not keep him from the rest.
        QVERIFY_RESULT(ada().send(*chat, u"look at this"_s));
        QTRY_VERIFY_WITH_TIMEOUT(bob().synchronise() && bob().texts(*chat).size() == 1, 30'000);
    }

    void picturesThatCannotBeAreRefused()
    {
        const auto chat = m_talk->found(ChatType::Group, {u"ada"_s, u"bob"_s});
        QVERIFY_RESULT(chat);
        QCOMPARE(choose(ada(), *chat, "no picture").error().code(), ErrorCode::InvalidInput);
        QCOMPARE(choose(ada(), *chat, pictureOf(0xFFCC0000, kGroupPictureSide + 1)).error().code(),
                 ErrorCode::InvalidInput);
        QCOMPARE(choose(bob(), *chat, m_red).error().code(), ErrorCode::Forbidden);
        QVERIFY_RESULT(
            change(u"INSERT INTO tacet.group_quotas (area, holder_id, max_bytes) VALUES ('chat', :0::uuid, 1) "
                   "ON CONFLICT (area, holder_id) DO UPDATE SET max_bytes = 1"_s,
                   *chat));
        QCOMPARE(choose(ada(), *chat, m_red).error().code(), ErrorCode::QuotaExceeded);
        QCOMPARE(seen(bob(), *chat), QByteArray());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    GroupPicturesTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_grouppictures.moc"
