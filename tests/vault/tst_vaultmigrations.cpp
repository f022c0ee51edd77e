#include "vaultfixture.h"

#include "models/vault/messagearchivestore.h"
#include "models/vault/statement.h"
#include "models/vault/vaultfiles.h"
#include "models/vault/vaultmigrations.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultMigrations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void versionsRiseWithoutGaps();
    void upDownAndUpAgainEqualsAFreshSchema();
    void newerVaultIsRefused();
    void editedMigrationIsRefused();
    void failedMigrationChangesNothing();
    void missingMigrationsAreAppliedOnOpening();
    void vaultOfMigrationTwoKeepsItsData();
    void vaultOfMigrationThreeKeepsItsData();
    void schemaOfMigrationThreeComesBackOnTheWayDown();
    void groupsGoOnTheWayDownAndDirectChatsStay();
    void archivedMessagesComeBackOnTheWayDown();
};

namespace {

constexpr char kSelectSchema[] = "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema "
                                 "WHERE name <> 'sqlite_sequence' ORDER BY type, name";

QStringList schemaOf(VaultDatabase &database)
{
    QStringList objects;
    Statement select(database, kSelectSchema);
    need(select.run());
    while (need(select.next()))
        objects.append(select.row().value(0).toString());
    return objects;
}

/// Every row of what a vault of migration 2 keeps of people, chats and messages.
QStringList contentOf(VaultDatabase &database)
{
    QStringList rows;
    for (const char *sql :
         {"SELECT hex(user_id) || username || display_name || nickname || trust FROM people ORDER BY user_id",
          "SELECT hex(id) || hex(peer) || last_position || read_position || unread || message_count FROM chats",
          "SELECT position || hex(id) || hex(chat_id) || outgoing || sent_at || stored_at || text || state || "
          "author_sequence || hex(content_hash) || hex(content_key) FROM messages ORDER BY position",
          "SELECT hex(device_id) || hex(state) FROM ratchet_state ORDER BY device_id",
          "SELECT name || hex(value) FROM settings ORDER BY name"}) {
        Statement select(database, sql);
        need(select.run());
        while (need(select.next()))
            rows.append(select.row().value(0).toString());
    }
    return rows;
}

/// As a program of that time would have: by statements, since the stores of today know more columns.
void fillAsOfMigrationTwo(VaultDatabase &database)
{
    need(database.executeScript(R"(
        BEGIN;
        INSERT INTO people (user_id, username, display_name, master_key, trust, nickname, learnt)
            VALUES (randomblob(16), 'bob', 'Bob Marsh', randomblob(32), 1, 'Bobby', 1);
        INSERT INTO chats (id, peer, last_activity, last_position, read_position, message_count)
            SELECT randomblob(16), user_id, 1, 300, 300, 300 FROM people;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
        INSERT INTO messages (id, chat_id, author, outgoing, sent_at, stored_at, text, state, author_device,
                              author_sequence, content_hash, content_key)
            SELECT randomblob(16), c.id, c.peer, 0, i, i, 'number' || i || 'x of ' || hex(randomblob(20)), 5,
                   randomblob(16), i, randomblob(32), randomblob(32) FROM n, chats c;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
        INSERT INTO ratchet_state (device_id, user_id, state) SELECT randomblob(16), randomblob(16), randomblob(500)
            FROM n;
        INSERT INTO settings (name, value) VALUES ('theme', x'01');
        COMMIT)"));
}

/// What migration 3 keeps more: drafts, the archive, transfers, chains.
QStringList contentOfMigrationThree(VaultDatabase &database)
{
    QStringList rows = contentOf(database);
    for (const char *sql :
         {"SELECT hex(id) || last_activity || draft FROM chats",
          "SELECT position || hex(id) || hex(chat_id) || text || archived_at FROM messages_archive ORDER BY position",
          "SELECT hex(id) || hex(chat_id) || file_name || hex(chunks) FROM file_transfers",
          "SELECT hex(chat_id) || hex(author_device) || sequence || hex(last_hash) FROM author_chains",
          "SELECT position || hex(id) || hex(chat_id) || kind FROM outbox ORDER BY position",
          "SELECT hex(message_id) || hex(content) FROM message_content"}) {
        Statement select(database, sql);
        need(select.run());
        while (need(select.next()))
            rows.append(select.row().value(0).toString());
    }
    return rows;
}

void fillAsOfMigrationThree(VaultDatabase &database)
{
    fillAsOfMigrationTwo(database);
    need(database.executeScript(R"(
        BEGIN;
        UPDATE chats SET draft = 'half a thought', unread = 7, read_position = 293;
        INSERT INTO author_chains (chat_id, author_device, sequence, last_hash)
            SELECT id, randomblob(16), 300, randomblob(32) FROM chats;
        INSERT INTO messages_archive (position, id, chat_id, author, outgoing, sent_at, stored_at, text, state,
                                      author_device, author_sequence, content_hash, content_key, archived_at)
            SELECT position, id, chat_id, author, outgoing, sent_at, stored_at, text, state, author_device,
                   author_sequence, content_hash, content_key, 5 FROM messages WHERE position <= 100;
        DELETE FROM messages WHERE position <= 100;
        INSERT INTO message_content (message_id, compression, original_size, content)
            SELECT id, 0, 4, x'626f6479' FROM messages WHERE position = 200;
        INSERT INTO outbox (id, kind, chat_id, recipient, stage, content, bundle, attempts, next_attempt_at, created_at)
            SELECT randomblob(16), 1, id, peer, 1, x'', x'', 0, 1, 1 FROM chats;
        INSERT INTO file_transfers (id, chat_id, direction, state, file_name, local_path, file_size, file_hash, file_key,
                                    chunk_size, chunk_count, chunks, created_at, changed_at)
            SELECT randomblob(16), id, 1, 0, 'plan.pdf', '/tmp/plan.pdf', 5, randomblob(32), randomblob(32), 1024, 1,
                   x'00', 1, 1 FROM chats;
        COMMIT)"));
}

VaultMigration migration(int version, const QByteArray &up, const QByteArray &down = "SELECT 1")
{
    return {.version = version, .name = u"%1_test"_s.arg(version, 4, 10, QChar(u'0')), .up = up, .down = down};
}

} // namespace

void TestVaultMigrations::versionsRiseWithoutGaps()
{
    const auto migrations = need(embeddedVaultMigrations());
    QVERIFY(!migrations.isEmpty());
    for (qsizetype i = 0; i < migrations.size(); ++i) {
        QCOMPARE(migrations.at(i).version, int(i) + 1);
        QVERIFY(!migrations.at(i).up.isEmpty());
        QVERIFY(!migrations.at(i).down.isEmpty());
    }
}

void TestVaultMigrations::upDownAndUpAgainEqualsAFreshSchema()
{
    VaultFixture vault;
    VaultDatabase &database = vault.session->database();
    const auto migrations = need(embeddedVaultMigrations());
    const QStringList fresh = schemaOf(database);
    QCOMPARE_GE(fresh.size(), 40);
    need(vault.session->messages().insert(incoming(vault.addChat(), u"content"_s)));
    need(migrateVaultDown(database, migrations, 0));
    const QStringList left = schemaOf(database);
    QCOMPARE(left.size(), 1);
    QVERIFY(left.first().startsWith("table schema_migrations"_L1));
    QCOMPARE(need(vaultSchemaVersion(database)), 0);
    need(migrateVaultUp(database, migrations));
    QCOMPARE(schemaOf(database), fresh);
    QCOMPARE(need(vaultSchemaVersion(database)), int(migrations.size()));
}

void TestVaultMigrations::newerVaultIsRefused()
{
    VaultFixture vault;
    auto migrations = need(embeddedVaultMigrations());
    migrations.append(migration(int(migrations.size()) + 1, "CREATE TABLE later (id INTEGER)"));
    need(migrateVaultUp(vault.session->database(), migrations));
    vault.session.reset();
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::SchemaTooNew);
}

void TestVaultMigrations::editedMigrationIsRefused()
{
    VaultFixture vault;
    auto migrations = need(embeddedVaultMigrations());
    migrations[0].up += "-- edited";
    QCOMPARE(codeOf(migrateVaultUp(vault.session->database(), migrations)), ErrorCode::SchemaEdited);
    QCOMPARE(codeOf(migrateVaultDown(vault.session->database(), migrations, 0)), ErrorCode::SchemaEdited);
}

void TestVaultMigrations::failedMigrationChangesNothing()
{
    VaultFixture vault;
    VaultDatabase &database = vault.session->database();
    auto migrations = need(embeddedVaultMigrations());
    const QStringList before = schemaOf(database);
    migrations.append(migration(int(migrations.size()) + 1, "CREATE TABLE half (id INTEGER); DROP TABLE nowhere"));
    QVERIFY(!migrateVaultUp(database, migrations));
    QCOMPARE(schemaOf(database), before);
    QCOMPARE(need(vaultSchemaVersion(database)), int(migrations.size()) - 1);
}

void TestVaultMigrations::missingMigrationsAreAppliedOnOpening()
{
    VaultFixture vault;
    const QStringList fresh = schemaOf(vault.session->database());
    need(migrateVaultDown(vault.session->database(), need(embeddedVaultMigrations()), 0));
    vault.reopen();
    QCOMPARE(schemaOf(vault.session->database()), fresh);
}

void TestVaultMigrations::vaultOfMigrationTwoKeepsItsData()
{
    VaultFixture vault;
    const auto migrations = need(embeddedVaultMigrations());
    need(migrateVaultDown(vault.session->database(), migrations, 2));
    QCOMPARE(need(vaultSchemaVersion(vault.session->database())), 2);
    fillAsOfMigrationTwo(vault.session->database());
    const QStringList before = contentOf(vault.session->database());
    QCOMPARE_GE(before.size(), 500);
    vault.reopen();
    QCOMPARE(need(vaultSchemaVersion(vault.session->database())), int(migrations.size()));
    QCOMPARE(contentOf(vault.session->database()), before);
    const Chat chat = need(vault.session->chats().list()).first();
    QCOMPARE(need(vault.session->messages().page(chat.id, 1'000'000, 300)).messages.size(), 300);
    QCOMPARE(need(vault.session->messages().search(u"number123x"_s, chat.id, 9)).size(), 1);
    QVERIFY(need(vault.session->peers().picture(chat.peer.id)).isEmpty());
    need(vault.session->checkIntegrity());
    need(migrateVaultDown(vault.session->database(), migrations, 2));
    QCOMPARE(contentOf(vault.session->database()), before);
}

void TestVaultMigrations::vaultOfMigrationThreeKeepsItsData()
{
    VaultFixture vault;
    const auto migrations = need(embeddedVaultMigrations());
    need(migrateVaultDown(vault.session->database(), migrations, 3));
    fillAsOfMigrationThree(vault.session->database());
    const QStringList before = contentOfMigrationThree(vault.session->database());
    QCOMPARE_GE(before.size(), 505);
    vault.reopen();
    QCOMPARE(need(vaultSchemaVersion(vault.session->database())), int(migrations.size()));
    QCOMPARE(contentOfMigrationThree(vault.session->database()), before);
    const Chat chat = need(vault.session->chats().list()).first();
    QCOMPARE(chat.type, ChatType::Direct);
    QCOMPARE(chat.draft, u"half a thought"_s);
    QCOMPARE(chat.unread, 7);
    QCOMPARE(need(vault.session->messages().firstUnread(chat.id)), 294);
    QCOMPARE(need(vault.session->messages().page(chat.id, 1'000'000, 400)).messages.size(), 300);
    QCOMPARE(need(vault.session->messages().search(u"number123x"_s, chat.id, 9)).size(), 1);
    need(vault.session->checkIntegrity());
    need(migrateVaultDown(vault.session->database(), migrations, 3));
    QCOMPARE(contentOfMigrationThree(vault.session->database()), before);
}

void TestVaultMigrations::schemaOfMigrationThreeComesBackOnTheWayDown()
{
    VaultFixture vault;
    const auto migrations = need(embeddedVaultMigrations());
    need(migrateVaultDown(vault.session->database(), migrations, 0));
    need(migrateVaultUp(vault.session->database(), migrations.first(3)));
    const QStringList ofThree = schemaOf(vault.session->database());
    need(migrateVaultUp(vault.session->database(), migrations));
    need(migrateVaultDown(vault.session->database(), migrations, 3));
    QCOMPARE(schemaOf(vault.session->database()), ofThree);
}

void TestVaultMigrations::groupsGoOnTheWayDownAndDirectChatsStay()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const ChatId group = vault.addGroup();
    MessageStore &messages = vault.session->messages();
    need(messages.insert(incoming(chat, u"kept"_s, 1)));
    need(messages.insert(incoming(group, u"gone"_s, 2)));
    NewMessage timer = incoming(chat, QString(), 3);
    timer.message.kind = MessageKind::Event;
    timer.message.event = ChatEvent{.kind = ChatEventKind::TimerChanged, .detail = u"60"_s};
    need(messages.insert(timer));
    const auto migrations = need(embeddedVaultMigrations());
    need(migrateVaultDown(vault.session->database(), migrations, 3));
    vault.reopen();
    QCOMPARE(need(vault.session->chats().list()).size(), 1);
    const Chat kept = *need(vault.session->chats().find(chat));
    QCOMPARE(kept.lastMessage->text, u"kept"_s);
    QCOMPARE(kept.unread, 1);
    QCOMPARE(need(vault.session->messages().count(chat)), 1);
    QVERIFY(need(vault.session->messages().search(u"gone"_s, std::nullopt, 5)).isEmpty());
    need(vault.session->checkIntegrity());
}

void TestVaultMigrations::archivedMessagesComeBackOnTheWayDown()
{
    VaultFixture vault;
    const auto migrations = need(embeddedVaultMigrations());
    const ChatId chat = vault.addChat();
    for (int i = 1; i <= 20; ++i)
        need(vault.session->messages().insert(incoming(chat, u"number %1"_s.arg(i), i)));
    need(vault.session->chats().markRead(chat, 20));
    const QStringList before = contentOf(vault.session->database());
    QCOMPARE(need(vault.session->archive().archive(0, VaultFixture::time(11), VaultFixture::time(99))).moved, 10);
    need(migrateVaultDown(vault.session->database(), migrations, 2));
    QCOMPARE(contentOf(vault.session->database()), before);
    vault.reopen();
    QCOMPARE(need(vault.session->messages().search(u"number 1"_s, chat, 20)).size(), 11);
    need(vault.session->checkIntegrity());
}

TACET_VAULT_TEST_MAIN(TestVaultMigrations)
#include "tst_vaultmigrations.moc"
