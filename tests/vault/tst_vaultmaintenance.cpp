#include "vaultfixture.h"

#include "models/vault/accountstore.h"

#include "models/vault/cachestore.h"
#include "models/vault/messagearchivestore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/statement.h"
#include "models/vault/vaultauditstore.h"
#include "models/vault/vaultfiles.h"
#include "models/vault/vaultmaintenance.h"
#include "models/vault/vaultmetricsstore.h"

#include <QFileInfo>

#include <thread>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultMaintenance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStepRunsAndIsNamed();
    void rulesAreApplied();
    void archivingIsOffUnlessAskedFor();
    void spaceComesBack();
    void vacuumWaitsUntilItIsWorthIt();
    void damageIsFoundAndNothingIsRewritten_data();
    void damageIsFoundAndNothingIsRewritten();
    void cancellingLeavesAWholeVault_data();
    void cancellingLeavesAWholeVault();
    void stopBeforeTheBeginningDoesNothing();
    void vaultTakenByAnotherIsLeftAlone();
    void plansStayGoodWithStatisticsOfASmallVault();
    /// How often a step was really stopped on its way depends on the machine; that it happened does not.
    void cleanupTestCase() { QCOMPARE_GE(m_cancelled, 1); }

private:
    int m_cancelled = 0;
};

namespace {

using Step = MaintenanceStep;

/// A vault of `messages` messages, a year apart from first to last, read.
ChatId filled(VaultFixture &vault, int messages)
{
    const ChatId chat = vault.addChat();
    auto transaction = need(vault.session->begin());
    qint64 last = 0;
    for (int i = 0; i < messages; ++i) {
        const QString text = u"weather %1 "_s.arg(i) + QString(400, QChar(u'a' + i % 26));
        const NewMessage message = incoming(chat, text, qint64(365) * 86'400 * i / messages);
        last = need(vault.session->messages().insert(message)).message.position;
    }
    need(vault.session->chats().markRead(chat, last));
    need(transaction.commit());
    return chat;
}

const QDateTime kYearLater = VaultFixture::time(qint64(365) * 86'400);

Result<MaintenanceOutcome> runStep(VaultSession &session, Step step, MaintenanceKind kind = MaintenanceKind::Usual)
{
    return VaultMaintenance(session, nullptr).run(step, kind, kYearLater);
}

QByteArray digestOf(VaultSession &session)
{
    Statement select(session.database(), "SELECT count(*) || '/' || sum(length(text)) || '/' || sum(position) FROM "
                                         "(SELECT text, position FROM messages UNION ALL SELECT text, position FROM "
                                         "messages_archive)");
    need(select.run());
    need(select.next());
    return select.row().value(0).toByteArray();
}

} // namespace

void TestVaultMaintenance::everyStepRunsAndIsNamed()
{
    VaultFixture vault;
    filled(vault, 300);
    const QByteArray before = digestOf(*vault.session);
    QCOMPARE(VaultMaintenance::steps().size(), int(Step::Checkpoint) + 1);
    for (qsizetype i = 0; i < VaultMaintenance::steps().size(); ++i) {
        QCOMPARE(int(VaultMaintenance::steps().at(i)), int(i));
        const auto outcome = need(runStep(*vault.session, VaultMaintenance::steps().at(i), MaintenanceKind::Full));
        QVERIFY(!outcome.skipped);
    }
    QCOMPARE(QFileInfo(VaultFiles{vault.directory()}.writeAheadLog()).size(), 0);
    QCOMPARE(digestOf(*vault.session), before);
    vault.reopen();
    need(vault.session->checkIntegrity());
    QCOMPARE(need(vault.session->account().missingCommits()), 0);
}

void TestVaultMaintenance::rulesAreApplied()
{
    VaultFixture vault;
    const ChatId chat = filled(vault, 365);
    VaultSession &session = *vault.session;
    need(session.settings().setNumber(QString::fromLatin1(VaultMaintenance::kArchiveSetting), 1));
    for (const int days : {-400, -370, -100, 0})
        need(session.audit().append({.happenedAt = kYearLater.addDays(days)}));
    need(session.cache().put(u"old"_s, "x", kYearLater.addDays(-2)));
    need(session.cache().put(u"new"_s, "x", kYearLater));
    for (const int days : {-31, -29}) {
        need(session.metrics().record({.measuredAt = kYearLater.addDays(days), .name = u"m"_s, .unit = {}}));
        need(session.metrics().count(kYearLater.date().addDays(days - 345), u"m"_s));
    }
    const auto outcome = need(runStep(session, Step::ApplyRules));
    // Six months before that moment; a message a day.
    const qint64 expected = kYearLater.addMonths(-6).daysTo(kYearLater);
    QCOMPARE(outcome.archived, 365 - expected);
    QCOMPARE(outcome.prunedAudit, 2);
    QCOMPARE(outcome.expiredCache, 1);
    QCOMPARE(outcome.prunedMetrics, 1 + 2);
    QVERIFY(need(session.audit().verify()).isWhole());
    QCOMPARE(need(session.audit().ofEvent(AuditEvent::MessagesArchived)).size(), 1);
    QCOMPARE(need(session.audit().ofEvent(AuditEvent::LogPruned)).size(), 1);
    QVERIFY(!need(session.cache().find(u"old"_s, kYearLater)) && need(session.cache().find(u"new"_s, kYearLater)));
    QCOMPARE(need(session.messages().page(chat, 1'000'000, 400)).messages.size(), 365);
    const auto again = need(runStep(session, Step::ApplyRules));
    QCOMPARE(again.archived + again.prunedAudit + again.expiredCache + again.prunedMetrics, 0);
}

void TestVaultMaintenance::archivingIsOffUnlessAskedFor()
{
    VaultFixture vault;
    filled(vault, 50);
    for (const qint64 setting : {0, 2, -1}) {
        need(vault.session->settings().setNumber(QString::fromLatin1(VaultMaintenance::kArchiveSetting), setting));
        QCOMPARE(need(runStep(*vault.session, Step::ApplyRules)).archived, 0);
    }
    need(vault.session->settings().remove(QString::fromLatin1(VaultMaintenance::kArchiveSetting)));
    QCOMPARE(need(runStep(*vault.session, Step::ApplyRules)).archived, 0);
}

void TestVaultMaintenance::spaceComesBack()
{
    VaultFixture vault;
    filled(vault, 4000);
    need(runStep(*vault.session, Step::Checkpoint));
    const qint64 full = QFileInfo(VaultFiles{vault.directory()}.database()).size();
    need(vault.session->database().executeScript("DELETE FROM messages WHERE position % 4 <> 0"));
    const auto outcome = need(runStep(*vault.session, Step::Vacuum));
    need(runStep(*vault.session, Step::Checkpoint));
    const qint64 left = QFileInfo(VaultFiles{vault.directory()}.database()).size();
    QCOMPARE_LT(left, full / 2);
    QCOMPARE(outcome.freedBytes, full - left);
    vault.reopen();
    need(vault.session->checkIntegrity());
}

void TestVaultMaintenance::vacuumWaitsUntilItIsWorthIt()
{
    VaultFixture vault;
    filled(vault, 300);
    QVERIFY(!need(runStep(*vault.session, Step::Vacuum, MaintenanceKind::Full)).skipped);
    QVERIFY(need(runStep(*vault.session, Step::Vacuum)).skipped);
    QVERIFY(!need(runStep(*vault.session, Step::Vacuum, MaintenanceKind::Full)).skipped);
}

void TestVaultMaintenance::damageIsFoundAndNothingIsRewritten_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::addColumn<Step>("step");
    QTest::newRow("a row without its parent")
        << QByteArray("PRAGMA foreign_keys = OFF; DELETE FROM chats; PRAGMA foreign_keys = ON")
        << Step::ForeignKeyCheck;
    QTest::newRow("the search index") << QByteArray("DROP TRIGGER messages_fts_update; UPDATE messages SET text = 'x'")
                                      << Step::SearchIndexCheck;
    QTest::newRow("the log") << QByteArray("DROP TRIGGER audit_log_keeps; UPDATE audit_log SET severity = 3")
                             << Step::AuditCheck;
    QTest::newRow("an index")
        << QByteArray(
               "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '(chat_id)', '(author)') "
               "WHERE name = 'messages_by_chat'; PRAGMA writable_schema = RESET")
        << Step::IntegrityCheck;
}

void TestVaultMaintenance::damageIsFoundAndNothingIsRewritten()
{
    QFETCH(QByteArray, damage);
    QFETCH(Step, step);
    VaultFixture vault;
    filled(vault, 50);
    need(vault.session->settings().setNumber(QString::fromLatin1(VaultMaintenance::kArchiveSetting), 1));
    need(vault.session->audit().append({.happenedAt = kYearLater.addYears(-2)}));
    need(vault.session->database().executeScript(damage));
    vault.reopen();
    const QByteArray before = digestOf(*vault.session);
    std::optional<Step> stoppedAt;
    for (const Step each : VaultMaintenance::steps()) {
        const auto outcome = runStep(*vault.session, each);
        if (!outcome) {
            QCOMPARE(outcome.error().code(), ErrorCode::Damaged);
            stoppedAt = each;
            break;
        }
    }
    QCOMPARE(stoppedAt, step);
    QCOMPARE(digestOf(*vault.session), before);
    QCOMPARE(need(vault.session->archive().count()), 0);
    QCOMPARE(need(vault.session->audit().page()).size(), 1);
}

void TestVaultMaintenance::cancellingLeavesAWholeVault_data()
{
    QTest::addColumn<Step>("step");
    for (const Step step : {Step::QuickCheck, Step::IntegrityCheck, Step::SearchIndexCheck, Step::ApplyRules,
                            Step::Reindex, Step::MergeSearchIndex, Step::Vacuum})
        QTest::addRow("step %d", int(step)) << step;
}

void TestVaultMaintenance::cancellingLeavesAWholeVault()
{
    QFETCH(Step, step);
    VaultFixture vault;
    filled(vault, 4000);
    need(vault.session->settings().setNumber(QString::fromLatin1(VaultMaintenance::kArchiveSetting), 1));
    const QByteArray before = digestOf(*vault.session);
    // Later each time, so that it is stopped at other places, until it is done before it is stopped.
    for (int wait = 0; wait < 200; wait = wait * 3 + 1) {
        std::atomic_bool stop = false;
        VaultMaintenance maintenance(*vault.session, &stop);
        std::thread stopper([&stop, wait] {
            std::this_thread::sleep_for(std::chrono::milliseconds(wait));
            stop = true;
        });
        const auto outcome = maintenance.run(step, MaintenanceKind::Full, kYearLater);
        stopper.join();
        if (!outcome) {
            QCOMPARE(outcome.error().code(), ErrorCode::Cancelled);
            ++m_cancelled;
        }
        QVERIFY(!vault.session->database().inTransaction());
    }
    QCOMPARE(digestOf(*vault.session), before);
    need(vault.session->checkIntegrity());
    vault.reopen();
    need(runStep(*vault.session, step, MaintenanceKind::Full));
    QCOMPARE(digestOf(*vault.session), before);
    need(vault.session->checkIntegrity());
    QCOMPARE(need(vault.session->account().missingCommits()), 0);
}

void TestVaultMaintenance::stopBeforeTheBeginningDoesNothing()
{
    VaultFixture vault;
    std::atomic_bool stop = true;
    {
        VaultMaintenance maintenance(*vault.session, &stop);
        for (const Step step : VaultMaintenance::steps())
            QCOMPARE(codeOf(maintenance.run(step, MaintenanceKind::Full, kYearLater)), ErrorCode::Cancelled);
    }
    // What stopped it is not looked at any more.
    filled(vault, 100);
    need(vault.session->checkIntegrity());
}

void TestVaultMaintenance::vaultTakenByAnotherIsLeftAlone()
{
    VaultFixture vault;
    const VaultFiles files{vault.directory()};
    QFile lock(files.lock());
    QVERIFY(lock.open(QIODevice::ReadOnly));
    const QByteArray marks = lock.readAll();
    QVERIFY(QFile::remove(files.lock()));
    for (const Step step : VaultMaintenance::steps())
        QCOMPARE(codeOf(runStep(*vault.session, step, MaintenanceKind::Full)), ErrorCode::AlreadyRunning);
}

/// Numbers of a small vault must not talk the planner into reading whole tables once they have grown.
void TestVaultMaintenance::plansStayGoodWithStatisticsOfASmallVault()
{
    VaultFixture vault;
    const ChatId chat = filled(vault, 3);
    need(runStep(*vault.session, Step::Analyze));
    need(runStep(*vault.session, Step::Optimize));
    vault.reopen();
    MessageStore &messages = vault.session->messages();
    need(messages.page(chat));
    need(messages.around(chat, 1, 10));
    need(messages.search(u"weather"_s, chat, 5));
    need(messages.search(u"we"_s, std::nullopt, 5));
    need(messages.incomingBetween(chat, 0, 10, 10));
    need(messages.undelivered(chat, 10));
    need(vault.session->chats().list());
    need(vault.session->chats().unreadTotal());
    need(vault.session->peers().withRelation(Relation::Contact));
    for (const QString &plan : need(vault.session->database().queryPlans())) {
        for (const QString &step : plan.split(u'\n').sliced(1)) {
            const bool scans =
                step == "SCAN m"_L1 || step.startsWith("SCAN m "_L1) || step.startsWith("SCAN messages"_L1);
            QVERIFY2(!scans, qPrintable(plan));
        }
    }
}

TACET_VAULT_TEST_MAIN(TestVaultMaintenance)
#include "tst_vaultmaintenance.moc"
