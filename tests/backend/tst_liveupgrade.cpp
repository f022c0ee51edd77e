#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "models/backend/migrator.h"
#include "tests/backend/tenantworld.h"

#include <atomic>

using namespace tacet;

namespace {

constexpr int kFrom = 9;
constexpr int kSenders = 4;
constexpr PgStatement kStored{"upgrade_stored", "SELECT count(*) FROM tacet.messages WHERE id = ANY ($1)"};

} // namespace

/// The schema rises under people who write, and under somebody who holds a transaction open.
class LiveUpgradeTest : public QObject
{
    Q_OBJECT
private:
    struct Sender {
        Member from;
        ChatId chat;
        DeviceId to;
        QList<QUuid> sent;
        QStringList refusals;
    };

    std::unique_ptr<PostgresFixture> m_fixture;

    static void sendUntil(Sender &sender, const std::atomic_bool &over)
    {
        DeliveryStore store(sender.from.db());
        while (!over) {
            const OutgoingMessage message = messageFor(sender.chat, {envelopeFor(sender.to)});
            // What a client does with a refusal of a moment: the same again.
            for (auto answer = store.send(message); !answer; answer = store.send(message)) {
                sender.refusals.append(errorName(answer.error().code()) + u' ' + answer.error().detail());
                QThread::msleep(20);
            }
            sender.sent.append(message.id.uuid());
        }
    }

private slots:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void everyVersionGoesDownAndUpWithData()
    {
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        const Member bob = world.join(QStringLiteral("bob"));
        const auto chat = orThrow(DirectChatStore(alice.db()).openDirect(newId<ChatId>(), bob.user)).id;
        const OutgoingMessage message = messageFor(chat, {envelopeFor(bob.device)});
        orThrow(DeliveryStore(alice.db()).send(message));
        const auto migrations = orThrow(Migrator::tenantMigrations());
        const auto names = world.tenant().names.placeholders();
        for (auto version = static_cast<int>(migrations.size()) - 1; version >= kFrom; --version) {
            Migrator migrator(world.superuser(), migrations, names);
            QCOMPARE(orThrow(migrator.down(version)), static_cast<int>(migrations.size()) - version);
            QCOMPARE(orThrow(migrator.status()).version(), version);
            QCOMPARE(orThrow(migrator.up()), static_cast<int>(migrations.size()) - version);
        }
        // What was there before is there still, and can be fetched.
        const auto connection = world.connect(bob.login);
        const auto fetched = orThrow(MailboxStore(*connection).fetch(10));
        QCOMPARE(fetched.items.size(), 1);
        QCOMPARE(fetched.items.first().id, message.id);
    }

    void peopleWriteWhileTheSchemaRises()
    {
        TenantWorld world(*m_fixture);
        world.setPolicy(QStringLiteral("{\"send_burst\": 1000000, \"send_per_second\": 100000}"));
        std::vector<Sender> senders;
        for (int index = 0; index < kSenders; ++index) {
            Sender sender{.from = world.join(QStringLiteral("from%1").arg(index)),
                          .chat = {},
                          .to = {},
                          .sent = {},
                          .refusals = {}};
            const Member peer = world.join(QStringLiteral("to%1").arg(index));
            sender.to = peer.device;
            sender.chat = orThrow(DirectChatStore(sender.from.db()).openDirect(newId<ChatId>(), peer.user)).id;
            orThrow(DirectoryStore(peer.db()).addContact(sender.from.user));
            senders.push_back(std::move(sender));
        }
        const Member hostile = world.join(QStringLiteral("hostile"));
        const auto migrations = orThrow(Migrator::tenantMigrations());
        Migrator migrator(world.superuser(), migrations, world.tenant().names.placeholders());
        orThrow(migrator.down(kFrom));

        // An open transaction that has written: DDL on what it touched waits for it. The database itself
        // ends it after ten idle seconds, the warden sooner; the migration must neither fail nor stop the others.
        const auto stuck = world.connect(hostile.login);
        orThrow(stuck->script("BEGIN; SELECT api.report_sync('idle', 0); SELECT * FROM api.fetch_mailbox(1)"));
        std::atomic_bool over = false;
        int applied = 0;
        together(
            kSenders + 2, [](int) {},
            [&](int index) {
                if (index < kSenders)
                    return sendUntil(senders.at(static_cast<size_t>(index)), over);
                if (index == kSenders) {
                    const auto connection = m_fixture->admin(world.tenant().address);
                    const auto done = Migrator(*connection, migrations, world.tenant().names.placeholders()).up();
                    applied = done ? *done : -1;
                    over = true;
                    return;
                }
                QThread::msleep(3000);
                std::ignore = stuck->script("ROLLBACK");
            });
        QCOMPARE(applied, static_cast<int>(migrations.size()) - kFrom);
        qsizetype sent = 0;
        QStringList refusals;
        for (const Sender &sender : senders) {
            const auto rows = orThrow(world.superuser().exec(kStored, PgParams().uuids(sender.sent)));
            QCOMPARE(orThrow(rows.first([](PgRow &row) { return row.int64(0); })), sender.sent.size());
            sent += sender.sent.size();
            refusals += sender.refusals;
        }
        QVERIFY(sent > 0);
        // A table that is written anew looks empty to those who waited for it: they would be told "not found".
        QCOMPARE(refusals, QStringList());
        qInfo("%lld messages while migrations %d to %d were applied: 0 lost, 0 refused", static_cast<long long>(sent),
              kFrom + 1, static_cast<int>(migrations.size()));
    }

    void aNewerDatabaseIsRefusedWithASentence()
    {
        TenantWorld world(*m_fixture);
        auto migrations = orThrow(Migrator::tenantMigrations());
        migrations.removeLast();
        Migrator older(world.superuser(), migrations, world.tenant().names.placeholders());
        QCOMPARE_ERROR(older.up(), ErrorCode::SchemaTooNew);
        QCOMPARE_ERROR(older.status(), ErrorCode::SchemaTooNew);
    }
};

QTEST_GUILESS_MAIN(LiveUpgradeTest)
#include "tst_liveupgrade.moc"
