#include "models/backend/chatsettingsstore.h"
#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "models/backend/sessionstore.h"
#include "models/backend/wakestore.h"
#include "tests/backend/tenantworld.h"

using namespace tacet;

namespace {

constexpr auto kFill = R"(
INSERT INTO tacet.users (id, username, display_name, master_pubkey)
SELECT gen_random_uuid(), 'user' || n, 'User ' || n, sha256(n::text::bytea) FROM generate_series(1, 5000) n;
INSERT INTO tacet.devices (id, user_id, db_role, identity_pubkey, prekey_pubkey, prekey_signature, certificate,
                           certificate_signature)
SELECT gen_random_uuid(), u.id, 'd_' || md5(u.username), sha256(u.username::bytea), u.master_pubkey,
       sha512('x'), 'c', sha512('x') FROM tacet.users u WHERE u.username LIKE 'user%';
INSERT INTO tacet.one_time_prekeys SELECT d.id, n, sha256('k'), sha512('k')
  FROM (SELECT id FROM tacet.devices LIMIT 2000) d, generate_series(1, 10) n ON CONFLICT DO NOTHING;
INSERT INTO tacet.signed_prekeys SELECT d.id, 1, sha256('k'), sha512('k') FROM tacet.devices d ON CONFLICT DO NOTHING;
INSERT INTO tacet.device_manifests SELECT d.user_id, 1, 'm', sha512('m'), sha256('m'), '', d.id
  FROM tacet.devices d ON CONFLICT DO NOTHING;
INSERT INTO tacet.chats (id, chat_type, user_a, user_b, a_accepted, b_accepted, created_by)
SELECT gen_random_uuid(), 'direct', least(a.id, b.id), greatest(a.id, b.id), true, true, a.id
  FROM tacet.users a JOIN tacet.users b ON b.username = 'user' || (substr(a.username, 5)::int + 1)
 WHERE a.username ~ '^user[0-9]+$' ON CONFLICT DO NOTHING;
INSERT INTO tacet.contacts SELECT user_a, user_b FROM tacet.chats ON CONFLICT DO NOTHING;
INSERT INTO tacet.blocked_users SELECT user_b, user_a FROM tacet.chats WHERE created_by = user_a ON CONFLICT DO NOTHING;
INSERT INTO tacet.messages (id, chat_id, sender_user, sender_device, encrypted_content, content_hash)
SELECT (substr(s.uuid7_floor(now())::text, 1, 14) || '7' || substr(md5(n::text), 1, 3) || '-8' || substr(md5(n::text), 4, 3)
        || '-' || substr(md5(n::text), 7, 12))::uuid, c.id, c.user_a, c.user_a, 'b', sha256('b')
  FROM generate_series(1, 20000) n JOIN (SELECT c.*, row_number() OVER () AS r FROM tacet.chats c) c ON c.r = n % 4000 + 1;
INSERT INTO tacet.message_recipients SELECT m.id, c.user_b, c.user_b, c.id
  FROM tacet.messages m JOIN tacet.chats c ON c.id = m.chat_id ON CONFLICT DO NOTHING;
INSERT INTO tacet.mailbox (device_id, kind, source_id, chat_id, sender_user, sender_device, header, ciphertext, handshake,
                           stranger)
SELECT r.device_id, 0, r.message_id, r.chat_id, r.user_id, r.user_id, '{}', 'c', '', false FROM tacet.message_recipients r;
INSERT INTO tacet.pending_sessions SELECT sha256(n::text::bytea), gen_random_uuid(), gen_random_uuid()
  FROM generate_series(1, 5000) n;
INSERT INTO tacet.enrollment_tokens (token_hash, kind, created_by, expires_at)
SELECT sha256(u.id::text::bytea), 'account', u.id, now() + interval '1 hour' FROM tacet.users u ON CONFLICT DO NOTHING;
)";

constexpr PgStatement kFlush{"plans_flush", "SELECT pg_stat_force_next_flush()::text"};
// Partitions and tables of some size that were read from end to end.
constexpr PgStatement kScanned{"plans_scanned",
                               "SELECT relname || ' ' || seq_scan FROM pg_stat_user_tables WHERE schemaname = 'tacet' "
                               "AND seq_scan > 0 AND n_live_tup >= 1000 ORDER BY 1"};

} // namespace

/// No question of a client may cost more because the workspace is larger.
class TenantPlansTest : public QObject
{
    Q_OBJECT

    static void useEverything(TenantWorld &world, Member &alice, Member &bob)
    {
        DatabaseConnection &db = alice.db();
        orThrow(SessionStore(db).hello(1));
        orThrow(SessionStore(db).advanceCounter(orThrow(SessionStore(db).hello(1)).deviceCounter, filler(16)));
        DirectoryStore directory(db);
        orThrow(directory.search(QStringLiteral("user12"), QString(), 20));
        orThrow(directory.search(QString(), QStringLiteral("user4000"), 20));
        orThrow(directory.userByName(QStringLiteral("user77")));
        orThrow(directory.addContact(bob.user));
        orThrow(directory.contacts(QString(), 50));
        orThrow(directory.blocked(QString(), 50));
        orThrow(DeviceStore(db).devicesOf(bob.user));
        orThrow(DeviceStore(db).manifestOf(bob.user));
        orThrow(DeviceStore(db).manifestsSince(bob.user, 0));
        orThrow(PrekeyStore(db).claim(bob.device));
        const ChatId chat = orThrow(DirectChatStore(db).openDirect(newId<ChatId>(), bob.user)).id;
        orThrow(DirectChatStore(db).chats(ChatId(), 50));
        const auto message = messageFor(chat, {envelopeFor(bob.device, 0, "shake")});
        orThrow(DeliveryStore(db).send(message));
        orThrow(DeliveryStore(db).sendControl(controlFor(chat, {envelopeFor(bob.device)})));
        orThrow(DeliveryStore(db).addRecipients(message.id, {envelopeFor(bob.device)}));
        orThrow(DeliveryStore(db).sendAgain(message.id, {envelopeFor(bob.device)}));
        orThrow(WakeStore(db).wake(chat));
        orThrow(ChatSettingsStore(bob.db()).unreadCount(chat));
        QList<qint64> ids;
        for (const MailboxItem &item : orThrow(MailboxStore(bob.db()).fetch(100)).items)
            ids.append(item.mailboxId);
        orThrow(MailboxStore(bob.db()).acknowledge(ids));
        orThrow(ChatSettingsStore(bob.db()).unreadCount(chat));
        orThrow(ChatSettingsStore(bob.db()).markRead(chat, message.id));
        orThrow(DeliveryStore(db).deliveryStatus({message.id}));
        orThrow(EnrolmentStore(db).invitations());
        std::ignore = world.tokenOf(alice, TokenKind::Account);
    }

private Q_SLOTS:
    void noFunctionReadsALargeTableFromEndToEnd_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::newRow("default") << QStringLiteral("{}");
        QTest::newRow("read marks") << QStringLiteral("{\"delivery_status\": \"read\"}");
    }

    void noFunctionReadsALargeTableFromEndToEnd()
    {
        QFETCH(QString, policy);
        PostgresFixture fixture;
        TenantWorld world(fixture);
        Member alice = world.join(QStringLiteral("alice"));
        Member bob = world.join(QStringLiteral("bob"));
        world.setPolicy(policy);
        orThrow(world.superuser().script(kFill));
        orThrow(world.superuser().script("ANALYZE"));
        orThrow(world.superuser().exec(kFlush));
        orThrow(world.superuser().script("SELECT pg_stat_reset()"));
        for (int round = 0; round < 7; ++round) // generic plans come after five
            useEverything(world, alice, bob);
        orThrow(alice.db().exec(kFlush));
        orThrow(bob.db().exec(kFlush));
        orThrow(alice.db().script("SELECT 1"));
        orThrow(bob.db().script("SELECT 1"));
        orThrow(world.superuser().script("ANALYZE"));
        const auto scanned = [&] {
            const PgResult result = orThrow(world.superuser().exec(kScanned));
            return orThrow(result.list([](PgRow &row) { return row.text(0); })).join(u' ');
        };
        QCOMPARE(scanned(), QString());
        // The counters do see it when it happens.
        orThrow(world.superuser().script("SELECT count(*) FROM tacet.users WHERE bio = 'x'"));
        orThrow(world.superuser().exec(kFlush));
        QVERIFY(scanned().startsWith(QLatin1StringView("users ")));
    }
};

QTEST_GUILESS_MAIN(TenantPlansTest)
#include "tst_tenantplans.moc"
