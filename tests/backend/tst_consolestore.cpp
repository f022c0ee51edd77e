#include "models/backend/administrationstore.h"
#include "models/backend/consolestore.h"
#include "models/domain/consoletables.h"
#include "tests/backend/tenantworld.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace tacet;

namespace {

constexpr PgStatement kColumns{"console_columns", "SELECT table_name || ' ' || column_name || ' ' || data_type "
                                                  "FROM information_schema.columns WHERE table_schema = 'console' "
                                                  "ORDER BY table_name, ordinal_position"};

// A row of everything, and enough of what grows for several pages; some rows have the same time.
constexpr auto kFill = R"(
INSERT INTO tacet.users (id, username, display_name, master_pubkey, created_at)
SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'Person' ELSE 'person' END || n, 'Person ' || n, sha256(n::text::bytea),
       now() - (n / 3) * interval '1 microsecond' FROM generate_series(1, 60) n;
INSERT INTO tacet.chats (id, chat_type, encrypted_name, owner_id, created_by, max_members)
SELECT gen_random_uuid(), 'group', 'sealed', u.id, u.id, 100 FROM tacet.users u WHERE u.username ~ '^person[0-9]+$';
INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions)
SELECT c.id, gen_random_uuid(), 'owner', s.all_permissions() FROM tacet.chats c;
INSERT INTO tacet.chat_members (chat_id, user_id, role_id)
SELECT r.chat_id, u.id, r.id FROM tacet.chat_roles r, (SELECT id FROM tacet.users ORDER BY username LIMIT 5) u;
INSERT INTO tacet.chat_join_requests (chat_id, user_id, device_id, invite_id)
SELECT c.id, c.owner_id, c.owner_id, c.id FROM tacet.chats c;
INSERT INTO tacet.media (area, holder_id, id, kind, blob_id, author_id, state, size_bytes, chunk_count, content_hash,
    encrypted_metadata, storage, charged_bytes, uploaded_at, expires_at)
SELECT 'chat', c.id, gen_random_uuid(), 'file', gen_random_uuid(), c.owner_id, 'complete', 10, 1, sha256('x'), 'x', 'database',
    20, now(), now() + interval '1 day' FROM tacet.chats c, generate_series(1, 3);
INSERT INTO tacet.group_quotas (area, holder_id, total_bytes, media_count) SELECT 'chat', c.id, 60, 3 FROM tacet.chats c;
INSERT INTO tacet.sign_in_events (user_id, id, kind) SELECT u.id, gen_random_uuid(), 'password_set' FROM tacet.users u;
SELECT s.raise_security_event('suspected', 'low', u.id) FROM tacet.users u;
SELECT admin.grant_access(u.id, 'chat', 'x', '{watch}', now() + interval '1 day') FROM tacet.users u;
SELECT admin.note_backup_content(admin.begin_backup('full', '{}'), t, 1, 1, sha256('x')) FROM unnest('{users,devices}'::text[]) t;
SELECT s.note_retention('messages', '', 'messages_2020_0' || n, 3, 1, 1, NULL, NULL, NULL, NULL) FROM generate_series(1, 9) n;
SELECT admin.maintain();
)";

QString typeOf(ConsoleKind kind)
{
    switch (kind) {
    case ConsoleKind::Id: return u"uuid"_s;
    case ConsoleKind::Count:
    case ConsoleKind::Bytes: return u"bigint"_s;
    case ConsoleKind::Time: return u"timestamp with time zone"_s;
    case ConsoleKind::Share: return u"double precision"_s;
    case ConsoleKind::Flag: return u"boolean"_s;
    case ConsoleKind::Text:
    case ConsoleKind::State:
    case ConsoleKind::Json: break;
    }
    return u"text"_s;
}

} // namespace

/// The console's views as pages, over a connection of an administrator and of others.
class ConsoleStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;

    ConsoleStore store() { return ConsoleStore(m_alice->db()); }
    static qsizetype columnOf(const QString &view, const QString &name)
    {
        const ConsoleTable *table = consoleTable(view);
        return consoleColumn(*table, name) - table->columns.constData();
    }
    // Every page of it; `between` runs after each.
    QList<QVariantList> allRows(ConsoleQuery query, const std::function<void()> &between = {})
    {
        QList<QVariantList> rows;
        for (;;) {
            const ConsolePage page = orThrow(store().page(query));
            rows += page.rows;
            if (!page.end)
                return rows;
            query.after = page.end;
            if (between)
                between();
        }
    }
    static QStringList keysOf(const ConsoleTable &table, const QList<QVariantList> &rows)
    {
        QStringList keys;
        const qsizetype column = consoleColumn(table, table.key) - table.columns.constData();
        for (const QVariantList &row : rows)
            keys += row.at(column).toString();
        return keys;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(u"alice"_s);
        m_bob = m_world->join(u"bob"_s);
        m_world->setPolicy(u"{\"admin_burst\": 1000000}"_s);
        orThrow(m_world->superuser().script(kFill));
        orThrow(AdministrationStore(m_alice->db()).begin());
    }

    void cleanupTestCase()
    {
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void theCatalogueIsWhatTheDatabaseHas()
    {
        QStringList known;
        for (const ConsoleTable &table : consoleTables()) {
            QVERIFY2(consoleColumn(table, table.key) && consoleColumn(table, table.order), qPrintable(table.view));
            QVERIFY2(consoleColumn(table, table.order)->isSortable, qPrintable(table.view));
            for (const ConsoleColumn &column : table.columns) {
                QCOMPARE(column.kind == ConsoleKind::State, !column.states.isEmpty());
                known += table.view + u' ' + column.name + u' ' + typeOf(column.kind);
            }
        }
        const QStringList there =
            orThrow(orThrow(m_world->superuser().exec(kColumns)).list([](PgRow &row) { return row.text(0); }));
        // In each view the columns stand in the database's order; the views have their own.
        const auto view = [](const QString &line) { return line.section(u' ', 0, 0); };
        std::ranges::stable_sort(known, {}, view);
        QCOMPARE(known.join(u'\n'), there.join(u'\n'));
    }

    void everyViewIsPagedWithoutGapsAndDoubles_data()
    {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QString>("order");
        QTest::addColumn<bool>("isDescending");
        for (const ConsoleTable &table : consoleTables()) {
            for (const ConsoleColumn &column : table.columns) {
                if (!column.isSortable)
                    continue;
                QTest::addRow("%s by %s", qPrintable(table.view), qPrintable(column.name))
                    << table.view << column.name << false;
                QTest::addRow("%s by %s down", qPrintable(table.view), qPrintable(column.name))
                    << table.view << column.name << true;
            }
        }
    }

    void everyViewIsPagedWithoutGapsAndDoubles()
    {
        QFETCH(QString, view);
        QFETCH(QString, order);
        QFETCH(bool, isDescending);
        const ConsoleTable &table = *consoleTable(view);
        ConsoleQuery query{.view = view, .order = order, .isDescending = isDescending, .limit = 7};
        const QStringList keys = keysOf(table, allRows(query));
        QVERIFY(!keys.isEmpty());
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
        QCOMPARE(orThrow(store().count({.view = view}, 100'000)), keys.size());
        query.limit = 500;
        QStringList atOnce = keysOf(table, allRows(query));
        QCOMPARE(keys, atOnce);
        const qsizetype column = columnOf(view, order);
        for (const QVariantList &row : allRows(query))
            QVERIFY2(row.at(column).isValid(), "a column that sorts is never empty");
        query.isDescending = !isDescending;
        std::ranges::reverse(atOnce);
        QCOMPARE(keysOf(table, allRows(query)), atOnce);
    }

    void whatComesMeanwhileDisturbsNoPage()
    {
        const ConsoleTable &table = *consoleTable(u"people"_s);
        const ConsoleQuery query{.view = table.view, .order = u"username"_s, .limit = 5};
        const QStringList before = keysOf(table, allRows(query));
        int number = 0;
        const QStringList during =
            keysOf(table, allRows(query, [&] {
                       const QString sql = u"INSERT INTO tacet.users (id, username, display_name, master_pubkey) "
                                           "SELECT gen_random_uuid(), 'person%1new' || n, 'x', sha256('x') "
                                           "FROM generate_series(1, 3) n"_s;
                       orThrow(m_world->superuser().script(sql.arg(++number).toUtf8()));
                   }));
        QCOMPARE(QSet<QString>(during.begin(), during.end()).size(), during.size());
        QStringList old = during;
        old.removeIf([&](const QString &key) { return !before.contains(key); });
        QCOMPARE(old, before);
    }

    void namesAreSortedWithoutCase()
    {
        QStringList names;
        for (const QVariantList &row : allRows({.view = u"people"_s}))
            names += row.at(columnOf(u"people"_s, u"username"_s)).toString().toLower();
        QVERIFY(names.size() > 60);
        QVERIFY(std::ranges::is_sorted(names));
    }

    void filtersAreAppliedByTheDatabase_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<ConsoleMatch>("match");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<int>("rows");
        const QVariant longAgo = QDateTime::currentDateTimeUtc().addYears(-1);
        using enum ConsoleMatch;
        QTest::newRow("is") << u"username"_s << Is << QVariant(u"alice"_s) << 1;
        QTest::newRow("is is exact") << u"username"_s << Is << QVariant(u"ALICE"_s) << 0;
        QTest::newRow("contains") << u"username"_s << Contains << QVariant(u"LIC"_s) << 1;
        QTest::newRow("starts with") << u"username"_s << StartsWith << QVariant(u"PERSON1"_s) << -1;
        QTest::newRow("a state") << u"role"_s << Is << QVariant(u"owner"_s) << 1;
        QTest::newRow("not a state") << u"role"_s << IsNot << QVariant(u"member"_s) << 1;
        QTest::newRow("at least") << u"devices"_s << AtLeast << QVariant(1) << 2;
        QTest::newRow("at most") << u"devices"_s << AtMost << QVariant(-1) << 0;
        QTest::newRow("a time") << u"created_at"_s << AtMost << longAgo << 0;
        QTest::newRow("a flag") << u"has_password"_s << Is << QVariant(true) << 0;
        QTest::newRow("empty") << u"suspended_at"_s << IsNotEmpty << QVariant() << 0;
        QTest::newRow("the beginning of an id")
            << u"id"_s << StartsWith << QVariant(m_alice->user.toString().first(30)) << 1;
        QTest::newRow("an id") << u"id"_s << Is << QVariant(m_alice->user.uuid()) << 1;
        // Whatever is asked for is a value.
        QTest::newRow("a quote") << u"username"_s << Is << QVariant(u"' OR true --"_s) << 0;
        QTest::newRow("a pattern") << u"username"_s << Contains << QVariant(u"%"_s) << 0;
        QTest::newRow("a place") << u"username"_s << Contains << QVariant(u"?$1:x"_s) << 0;
        QTest::newRow("a backslash") << u"username"_s << StartsWith << QVariant(u"\\'; DROP SCHEMA console"_s) << 0;
        QTest::newRow("another script") << u"display_name"_s << Contains << QVariant(u"\u202e\U0001f512"_s) << 0;
    }

    void filtersAreAppliedByTheDatabase()
    {
        QFETCH(QString, column);
        QFETCH(ConsoleMatch, match);
        QFETCH(QVariant, value);
        QFETCH(int, rows);
        const ConsoleQuery query{.view = u"people"_s, .filters = {{.column = column, .match = match, .value = value}}};
        const qsizetype found = allRows(query).size();
        if (rows < 0)
            QVERIFY(found > 5);
        else
            QCOMPARE(found, rows);
        QCOMPARE(orThrow(store().count(query, 100'000)), found);
    }

    void whatDoesNotFitTheCatalogueIsRefused()
    {
        using enum ConsoleMatch;
        const auto filtered = [](const QString &column, ConsoleMatch match, const QVariant &value) {
            return ConsoleQuery{.view = u"people"_s, .filters = {{.column = column, .match = match, .value = value}}};
        };
        const QList<ConsoleQuery> wrong{
            {.view = u"pg_roles"_s},
            {.view = u"people\" --"_s},
            {.view = u"people"_s, .order = u"devices"_s},
            {.view = u"people"_s, .order = u"1; DROP"_s},
            {.view = u"people"_s, .limit = 0},
            {.view = u"people"_s, .limit = 501},
            filtered(u"password"_s, Is, u"x"_s),
            filtered(u"id"_s, Is, u"no id"_s),
            filtered(u"id"_s, AtLeast, m_alice->user.uuid()),
            filtered(u"devices"_s, Is, u"many"_s),
            filtered(u"devices"_s, Contains, u"1"_s),
            filtered(u"created_at"_s, AtMost, u"soon"_s),
            filtered(u"has_password"_s, Is, u"perhaps"_s),
            filtered(u"username"_s, Is, QString(QChar::Null)),
            filtered(u"username"_s, Is, QString(5000, u'x')),
        };
        for (const ConsoleQuery &query : wrong)
            QCOMPARE_ERROR(store().page(query), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store().count({.view = u"people"_s}, 0), ErrorCode::InvalidInput);
        ConsoleQuery position{.view = u"people"_s, .order = u"created_at"_s};
        position.after = ConsolePosition{.order = u"nonsense"_s, .key = u"' OR true"_s};
        QCOMPARE_ERROR(store().page(position), ErrorCode::InvalidInput);
        QVERIFY(store().page({.view = u"people"_s}));
    }

    void whoDoesNotAdministerIsShownNothing()
    {
        for (const ConsoleTable &table : consoleTables()) {
            QCOMPARE_ERROR(ConsoleStore(m_bob->db()).page({.view = table.view}), ErrorCode::NotAdministrator);
            QCOMPARE_ERROR(ConsoleStore(m_bob->db()).count({.view = table.view}, 1), ErrorCode::NotAdministrator);
        }
        orThrow(AdministrationStore(m_alice->db()).end());
        for (const ConsoleTable &table : consoleTables())
            QCOMPARE(orThrow(store().page({.view = table.view})).rows.size(), 0);
        orThrow(AdministrationStore(m_alice->db()).begin());
    }

    void valuesAreOfTheirKinds()
    {
        const ConsoleQuery query{.view = u"people"_s, .filters = {{.column = u"username"_s, .value = u"alice"_s}}};
        const QVariantList row = orThrow(store().page(query)).rows.constFirst();
        const auto value = [&](const QString &name) { return row.at(columnOf(u"people"_s, name)); };
        QCOMPARE(value(u"id"_s).toUuid(), m_alice->user.uuid());
        QCOMPARE(value(u"devices"_s), QVariant(qint64(1)));
        QCOMPARE(value(u"has_password"_s), QVariant(false));
        QVERIFY(!value(u"suspended_at"_s).isValid());
        const QDateTime created = value(u"created_at"_s).toDateTime();
        QVERIFY(std::abs(created.secsTo(QDateTime::currentDateTimeUtc())) < 3600);
        QCOMPARE(created.timeSpec(), Qt::UTC);
    }
};

QTEST_GUILESS_MAIN(ConsoleStoreTest)
#include "tst_consolestore.moc"
