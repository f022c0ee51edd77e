#include "models/backend/directchatstore.h"
#include "models/backend/retentionrunner.h"
#include "models/backend/tenantmaintenance.h"
#include "tests/backend/tenantworld.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <atomic>

using namespace tacet;

namespace {

constexpr int kRows = 3'000;
constexpr int kBody = 600;

// Months that are over, as they were made when they were ahead.
constexpr auto kMakeMonth = R"(
CREATE SCHEMA test;
CREATE FUNCTION test.month(parent text, back integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    month CONSTANT timestamptz := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - back * interval '1 month';
    child CONSTANT text := s.partition_name(parent, month);
BEGIN
    EXECUTE format('CREATE TABLE tacet.%I (LIKE tacet.%I INCLUDING ALL)', child, parent);
    EXECUTE format('ALTER TABLE tacet.%I OWNER TO %I', child, (SELECT tableowner FROM pg_tables WHERE tablename = 'users'));
    PERFORM s.seal(('tacet.' || child)::regclass);
    EXECUTE format('ALTER TABLE tacet.%I ATTACH PARTITION tacet.%I FOR VALUES FROM (%L) TO (%L)', parent, child,
        s.uuid7_floor(month), s.uuid7_floor((month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'));
    RETURN child;
END $$;
CREATE FUNCTION test.fill(back integer, many integer, body integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO tacet.messages (id, chat_id, sender_user, encrypted_content, content_hash)
    SELECT encode(substr(uuid_send(s.uuid7_floor(date_trunc('month', now()) - back * interval '1 month'
               + g * interval '1 minute')), 1, 6) || substr(uuid_send(gen_random_uuid()), 7), 'hex')::uuid,
           c.id, u.id, b.body, sha256(b.body)
      FROM (SELECT id FROM tacet.chats LIMIT 1) c, (SELECT id FROM tacet.users LIMIT 1) u,
           generate_series(1, many) g, LATERAL (SELECT substr(string_agg(uuid_send(gen_random_uuid()), ''), 1, body)
               AS body FROM generate_series(g, g + body / 16)) b;
    INSERT INTO tacet.message_recipients (message_id, device_id, user_id, chat_id)
    SELECT m.id, d.id, d.user_id, m.chat_id FROM tacet.messages m, (SELECT id, user_id FROM tacet.devices LIMIT 1) d
    ON CONFLICT DO NOTHING;
$$;
)";
constexpr PgStatement kMonth{"retention_month", "SELECT test.month($1, $2)"};
constexpr PgStatement kFill{"retention_fill", "SELECT test.fill($1, $2, $3)"};

QString describe(const RetentionItem &item)
{
    return QStringLiteral("%1 %2 %3 rows %4 bytes %5 chats %6 to %7")
        .arg(item.partition)
        .arg(item.table)
        .arg(item.rows)
        .arg(item.bytes)
        .arg(item.chats)
        .arg(item.oldest.toString(Qt::ISODateWithMs), item.newest.toString(Qt::ISODateWithMs));
}

QStringList described(QList<RetentionItem> items)
{
    items.removeIf([](const RetentionItem &item) { return item.partition.isEmpty(); });
    QStringList lines;
    for (const RetentionItem &item : std::as_const(items))
        lines.append(describe(item));
    lines.sort();
    return lines;
}

} // namespace

/// Retention takes exactly what it foretold, stops nobody, and is taken up where it was killed.
class RetentionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::unique_ptr<Member> m_alice;
    std::unique_ptr<Member> m_bob;
    std::unique_ptr<DatabaseConnection> m_owner;
    std::unique_ptr<QTemporaryDir> m_folder;
    ChatId m_chat;
    QString m_month;

    DatabaseConnection &db() { return m_world->superuser(); }
    QString archives() const { return m_folder->filePath(QStringLiteral("archive")); }
    RetentionRunner runner(const QString &folder) { return {*m_owner, folder, QStringLiteral("team")}; }
    QString month(const QString &parent, int back)
    {
        const PgResult made = orThrow(db().exec(kMonth, PgParams().text(parent).int32(back)));
        return orThrow(made.first([](PgRow &row) { return row.text(0); }));
    }
    bool exists(const QString &table)
    {
        static constexpr PgStatement kExists{"retention_exists", "SELECT to_regclass('tacet.' || $1) IS NOT NULL"};
        return orThrow(
            orThrow(db().exec(kExists, PgParams().text(table))).first([](PgRow &row) { return row.boolean(0); }));
    }
    void send(Member &from, const Member &to)
    {
        orThrow(DeliveryStore(from.db()).send(messageFor(m_chat, {envelopeFor(to.device)})));
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }
    void cleanupTestCase() { m_fixture.reset(); }

    /// A tenant with eight months of messages; the limit is 180 days.
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = std::make_unique<Member>(m_world->join(QStringLiteral("alice")));
        m_bob = std::make_unique<Member>(m_world->join(QStringLiteral("bob")));
        m_chat = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user)).id;
        m_owner = m_fixture->admin(m_world->tenant().address);
        orThrow(m_owner->script(orThrow(
            withPlaceholders("SET ROLE @owner@; SET lock_timeout = '500ms'", m_world->tenant().names.placeholders()))));
        orThrow(db().script(kMakeMonth));
        for (const int back : {9, 8}) {
            m_month = month(QStringLiteral("messages"), back);
            month(QStringLiteral("message_recipients"), back);
            orThrow(db().exec(kFill, PgParams().int32(back).int32(kRows).int32(kBody)));
        }
    }

    void cleanup()
    {
        m_owner.reset();
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
    }

    void theRunTakesWhatTheDryRunSaid()
    {
        const QList<RetentionItem> foreseen = orThrow(runner(archives()).plan());
        QCOMPARE(described(foreseen).size(), 4);
        QCOMPARE(described(orThrow(runner(archives()).plan())), described(foreseen)); // nothing was changed
        qint64 rows = 0;
        qint64 bytes = 0;
        for (const RetentionItem &item : foreseen) {
            rows += item.partition.isEmpty() ? 0 : item.rows;
            bytes += item.partition.isEmpty() ? 0 : item.bytes;
        }
        QCOMPARE(rows, 4 * kRows);
        const qint64 before = orThrow(runner({}).databaseBytes());
        const QList<RetentionItem> taken = orThrow(runner(archives()).run());
        const qint64 after = orThrow(runner({}).databaseBytes());
        QCOMPARE(described(taken), described(foreseen));
        QVERIFY2(before - after >= bytes * 9 / 10,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(before).arg(after).arg(bytes)));
        qInfo() << "bytes before" << before << "after" << after << "foreseen" << bytes;
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.messages"), 0);
        QVERIFY(!exists(m_month));
        QVERIFY(described(orThrow(runner(archives()).plan())).isEmpty());
        QCOMPARE(m_world->number("SELECT count(*) FROM admin.retention_runs() WHERE archive_file IS NOT NULL"), 4);
        QCOMPARE(m_world->number("SELECT sum(row_count)::int8 FROM admin.retention_runs()"), rows);
        QCOMPARE(m_world->number("SELECT count(*) FROM admin.audit(of_type => 'retention')"), 4);
    }

    void anArchiveIsPrivateAndComesBack()
    {
        const qint64 sum = m_world->number("SELECT sum(hashtext(m::text))::int8 FROM tacet.messages m");
        const QList<RetentionItem> taken = orThrow(runner(archives()).run());
        const QDir folder(archives());
        const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(!(QFileInfo(archives()).permissions() & others));
        QCOMPARE(folder.entryList(QDir::Files).size(), 4);
        for (const QString &name : folder.entryList(QDir::Files))
            QVERIFY(!(QFile(folder.filePath(name)).permissions() & others));
        orThrow(db().script("CREATE TABLE test.back (LIKE tacet.messages)"));
        for (const RetentionItem &item : taken) {
            if (item.table != QLatin1StringView("messages"))
                continue;
            QProcess unpack;
            QProcess load;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("PGPASSWORD"), m_fixture->superuser().password);
            load.setProcessEnvironment(environment);
            unpack.setStandardOutputProcess(&load);
            load.start(QStringLiteral("/usr/lib/postgresql/17/bin/psql"),
                       {QStringLiteral("-Xq"), QStringLiteral("-h"),
                        orThrow(m_fixture->cluster().paths().runningSocketDirectory()), QStringLiteral("-U"),
                        m_fixture->superuser().role, QStringLiteral("-d"), m_world->tenant().address.database,
                        QStringLiteral("-c"), QStringLiteral("\\copy test.back FROM STDIN WITH (HEADER MATCH)")});
            unpack.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), folder.filePath(item.archiveFile)});
            QVERIFY(unpack.waitForFinished() && load.waitForFinished());
            QVERIFY2(load.exitCode() == 0, load.readAllStandardError().constData());
        }
        QCOMPARE(m_world->number("SELECT sum(hashtext(m::text))::int8 FROM test.back m"), sum);
    }

    void withoutAFolderNothingIsTouched()
    {
        QCOMPARE_ERROR(runner({}).run(), ErrorCode::InvalidInput);
        QVERIFY(exists(m_month));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.messages"), 2 * kRows);
    }

    void aFullOrForbiddenFolderLosesNothing()
    {
        QFile file(archives());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(!runner(archives()).run());
        // Detached, but there; the next run with a folder saves it.
        file.remove();
        QCOMPARE(described(orThrow(runner(archives()).run())).size(), 4);
        QCOMPARE(m_world->number("SELECT sum(row_count)::int8 FROM admin.retention_runs()"), 4 * kRows);
    }

    void aKilledRunIsTakenUp()
    {
        const QStringList foreseen = described(orThrow(runner(archives()).plan()));
        const QByteArray name = m_month.toLatin1();
        orThrow(m_owner->script("ALTER TABLE tacet.messages DETACH PARTITION tacet." + name + " CONCURRENTLY"));
        QVERIFY(QDir().mkpath(archives()));
        QFile half(archives() + QStringLiteral("/team.") + m_month + QStringLiteral(".copy.gz.part"));
        QVERIFY(half.open(QIODevice::WriteOnly) && half.write("half") == 4);
        half.close();
        QCOMPARE(described(orThrow(runner(archives()).plan())).size(), 4);
        QCOMPARE(described(orThrow(runner(archives()).run())), foreseen);
        QVERIFY(!exists(m_month) && !half.exists());
    }

    void anOpenTransactionDelaysItAndStopsNobody()
    {
        send(*m_alice, *m_bob);
        send(*m_bob, *m_alice);
        orThrow(m_bob->db().script("BEGIN"));
        send(*m_bob, *m_alice); // holds a lock on the table of messages
        std::atomic<bool> ended = false;
        Result<QList<RetentionItem>> taken;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            const auto own = m_fixture->admin(m_world->tenant().address);
            orThrow(own->script(orThrow(withPlaceholders("SET ROLE @owner@; SET lock_timeout = '500ms'",
                                                         m_world->tenant().names.placeholders()))));
            taken = RetentionRunner(*own, archives(), QStringLiteral("team")).run();
            ended = true;
        }));
        thread->start();
        // Detaching has begun and waits; the others write meanwhile.
        QTRY_VERIFY(m_world->number("SELECT count(*) FROM pg_inherits WHERE inhdetachpending") == 1);
        for (int count = 0; count < 40; ++count)
            send(*m_alice, *m_bob);
        QVERIFY(!ended);
        orThrow(m_bob->db().script("COMMIT"));
        QVERIFY(thread->wait(60'000));
        QCOMPARE(described(orThrow(std::move(taken))).size(), 4);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.messages"), 43);
    }

    void itCanBeStoppedBetweenMonths()
    {
        int seen = 0;
        const auto stopped = runner(archives()).run([&](const RetentionItem &) { return ++seen < 3; });
        QCOMPARE_ERROR(stopped, ErrorCode::Cancelled);
        QCOMPARE(described(orThrow(runner(archives()).plan())).size(), 2);
        QCOMPARE(described(orThrow(runner(archives()).run())).size(), 2);
    }

    void whatIsSwitchedOffStays()
    {
        orThrow(db().script("SELECT admin.set_retention('messages', '', NULL, false, false)"));
        orThrow(db().script("SELECT admin.set_retention('message_recipients', '', 60, false, true)"));
        const QList<RetentionItem> taken = orThrow(runner({}).run());
        QCOMPARE(described(taken).size(), 2);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.messages"), 2 * kRows);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.message_recipients"), 0);
    }

    void aChatThatKeepsLessIsTakenInBatches()
    {
        orThrow(db().script("SELECT admin.set_retention('messages', '', NULL, false, false)"));
        orThrow(db().script("SELECT admin.set_chat_retention(id, 30) FROM tacet.chats"));
        QList<RetentionItem> foreseen = orThrow(runner({}).plan());
        foreseen.removeIf([](const RetentionItem &item) { return item.chat.isNull(); });
        QCOMPARE(foreseen.size(), 1);
        QCOMPARE(foreseen.constFirst().rows, 2 * kRows);
        QList<RetentionItem> taken = orThrow(runner({}).run());
        taken.removeIf([](const RetentionItem &item) { return item.chat.isNull(); });
        QCOMPARE(taken.size(), 1);
        QCOMPARE(describe(taken.constFirst()), describe(foreseen.constFirst()));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.messages"), 0);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.message_recipients"), 0);
        QCOMPARE(m_world->number("SELECT sum(row_count)::int8 FROM admin.retention_runs()"), 2 * kRows);
    }

    void maintenanceDoesAllOfIt()
    {
        orThrow(db().script("CREATE TABLE test.x AS SELECT 1; DELETE FROM tacet.message_recipients; "
                            "SELECT pg_stat_force_next_flush()"));
        QTRY_VERIFY(m_world->number("SELECT count(*) FROM admin.maintenance_due() WHERE action = 'vacuum'") >= 1);
        const auto connection = m_fixture->admin(m_world->tenant().address);
        TenantMaintenance maintenance(*connection, m_world->tenant().names.placeholders(), QStringLiteral("team"));
        const MaintenanceReport looked = orThrow(maintenance.run({.dryRun = true, .archiveFolder = {}}));
        QVERIFY(exists(m_month) && !looked.isRetentionTaken);
        QCOMPARE(described(looked.retention).size(), 4);
        QVERIFY(m_world->number("SELECT count(*) FROM tacet.audit_inbox") > 0);
        QStringList steps;
        const MaintenanceReport done = orThrow(maintenance.run(
            {.dryRun = false, .takeRetention = true, .archiveFolder = archives()}, [&](const QString &step) {
                steps.append(step);
                return true;
            }));
        QCOMPARE(described(done.retention).size(), 4);
        QVERIFY(done.isRetentionTaken && done.auditRows > 0 && steps.size() > 8);
        QCOMPARE(done.auditFindings, QStringList());
        QVERIFY(done.bytesAfter < done.bytesBefore);
        QVERIFY(!exists(m_month));
        QCOMPARE(m_world->number("SELECT count(*) FROM admin.maintenance_due() WHERE action = 'vacuum'"), 0);
        QCOMPARE_ERROR(maintenance.run({}, [](const QString &) { return false; }), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "tst_retention.moc"
