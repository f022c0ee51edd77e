#include "tests/app/ctlrunner.h"
#include "tests/vault/vaultfixture.h"

#include "models/vault/accountstore.h"
#include "models/vault/messagearchivestore.h"
#include "models/vault/vaultauditstore.h"
#include "models/vault/vaultmetricsstore.h"

#include <QJsonArray>
#include <QRandomGenerator>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;
using tacet::tests::CtlRun;
using tacet::tests::CtlRunner;

namespace {

constexpr int kMessages = 4000;
const char kPassphrase[] = "correct horse battery";

} // namespace

/// `tacetctl maintain vault` as a person runs it.
class TestMaintainVault : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<VaultSession> openVault() const
    {
        return need(VaultSession::open(m_alice.profile(), QCA::SecureArray(kPassphrase)));
    }
    void verifyIsWhole() const
    {
        const auto vault = openVault();
        need(vault->checkIntegrity());
        QCOMPARE(need(vault->account().missingCommits()), 0);
        QVERIFY(need(vault->account().find()));
        const auto page = need(vault->messages().page(m_chat, 1'000'000, kMessages + 1));
        QCOMPARE(page.messages.size(), kMessages);
        for (int i = 0; i < kMessages; ++i)
            QCOMPARE(page.messages.at(i).text, u"weather %1 "_s.arg(kMessages - i) + QString(300, u'x'));
    }

    QTemporaryDir m_folder;
    CtlRunner m_alice{m_folder.filePath("alice"), kPassphrase};
    ChatId m_chat{QUuid::createUuid()};

private slots:
    void initTestCase();
    void cleanupTestCase() { m_alice.run({"workspace", "stop"}); }
    void everyStepIsNamedAndTheResultIsCounted();
    void progressGoesToStandardError();
    void archivingIsSwitchedOnAndOff();
    void wrongUseIsRefused_data();
    void wrongUseIsRefused();
    void interruptEndsItInGoodOrder();
    void killedAtAnyMomentLeavesAWholeVault();
    void damageIsSaidAndNothingIsDone();
};

void TestMaintainVault::initTestCase()
{
    const CtlRun created = m_alice.run({"workspace", "create", "--name", "Harbour", "--username", "alice"});
    QVERIFY2(created.exitCode == 0, qPrintable(created.describe()));
    const auto vault = openVault();
    auto transaction = need(vault->begin());
    const UserId bob(QUuid::createUuid());
    need(vault->peers().learn(
        {.id = bob, .username = u"bob"_s, .displayName = u"Bob"_s, .masterKey = QByteArray(32, 'm')}));
    need(vault->chats().saveDirect(m_chat, bob, VaultFixture::time(0)));
    const QDateTime yearAgo = QDateTime::currentDateTimeUtc().addYears(-1);
    qint64 last = 0;
    for (int i = 1; i <= kMessages; ++i) {
        NewMessage message = incoming(m_chat, u"weather %1 "_s.arg(i) + QString(300, u'x'), i);
        message.message.storedAt = yearAgo.addSecs(i);
        last = need(vault->messages().insert(message)).message.position;
    }
    need(vault->chats().markRead(m_chat, last));
    need(transaction.commit());
}

void TestMaintainVault::everyStepIsNamedAndTheResultIsCounted()
{
    const CtlRun run = m_alice.run({"maintain", "vault", "--full"});
    QVERIFY2(run.exitCode == 0 && run.isJson && run.errorOutput.isEmpty(), qPrintable(run.describe()));
    const QJsonArray done = run.line().value("done"_L1).toArray();
    QCOMPARE(done.size(), 13);
    for (const QString &step : {u"integrity-check"_s, u"foreign-key-check"_s, u"quick-check"_s, u"reindex"_s,
                                u"vacuum"_s, u"analyze"_s, u"optimize"_s})
        QVERIFY2(done.contains(step), qPrintable(step));
    QCOMPARE(run.line().value("archived"_L1).toInt(-1), 0);
    const auto vault = openVault();
    QCOMPARE(need(vault->audit().ofEvent(AuditEvent::MaintenanceDone)).size(), 1);
    QCOMPARE(need(vault->metrics().ofName(u"vault.maintenance"_s, 5)).size(), 1);
}

void TestMaintainVault::progressGoesToStandardError()
{
    const CtlRun run = m_alice.runForPeople({"maintain", "vault"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output.count('\n'), 1);
    QVERIFY2(run.output.startsWith("the vault is whole"), run.output.constData());
    QCOMPARE(run.errorOutput.count('\n'), 13);
    QVERIFY2(run.errorOutput.startsWith("1 of 13: ") && run.errorOutput.contains("\n13 of 13: "),
             run.errorOutput.constData());
}

void TestMaintainVault::archivingIsSwitchedOnAndOff()
{
    const CtlRun on = m_alice.run({"maintain", "vault", "--archive", "on"});
    QVERIFY2(on.exitCode == 0, qPrintable(on.describe()));
    QCOMPARE(on.line().value("archived"_L1).toInt(), kMessages - 1);
    const CtlRun off = m_alice.run({"maintain", "vault", "--archive", "off"});
    QCOMPARE(off.line().value("archived"_L1).toInt(-1), 0);
    verifyIsWhole();
    const auto vault = openVault();
    while (need(vault->archive().bringBack(m_chat)) > 0) {
    }
}

void TestMaintainVault::wrongUseIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("an argument") << QStringList{"maintain", "vault", "now"};
    QTest::newRow("no such option") << QStringList{"maintain", "vault", "--hard"};
    QTest::newRow("neither on nor off") << QStringList{"maintain", "vault", "--archive", "maybe"};
    QTest::newRow("of what") << QStringList{"maintain"};
    QTest::newRow("of something else") << QStringList{"maintain", "cellar"};
}

void TestMaintainVault::wrongUseIsRefused()
{
    QFETCH(QStringList, arguments);
    const CtlRun run = m_alice.run(arguments);
    QVERIFY2(run.exitCode == 2 && run.errorName() == "invalid-input", qPrintable(run.describe()));
    const CtlRun wrong = m_alice.withPassphrase("correct horse batterx").run({"maintain", "vault"});
    QVERIFY2(wrong.exitCode == 1 && wrong.errorName() == "wrong-passphrase", qPrintable(wrong.describe()));
}

void TestMaintainVault::interruptEndsItInGoodOrder()
{
    for (int round = 0; round < 3; ++round) {
        QProcess process;
        m_alice.start(process, {"maintain", "vault", "--full"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(200 + QRandomGenerator::global()->bounded(1200));
        QVERIFY(process.state() == QProcess::NotRunning || ::kill(pid_t(process.processId()), SIGINT) == 0);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QVERIFY2(process.exitCode() == 130 || process.exitCode() == 0, process.readAllStandardError().constData());
        verifyIsWhole();
    }
}

void TestMaintainVault::killedAtAnyMomentLeavesAWholeVault()
{
    for (int round = 0; round < 6; ++round) {
        QProcess process;
        m_alice.start(process, {"maintain", "vault", "--full", "--archive", round % 2 == 0 ? "on" : "off"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(100 + QRandomGenerator::global()->bounded(1500));
        process.kill();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        verifyIsWhole();
    }
    const CtlRun after = m_alice.run({"maintain", "vault", "--archive", "off"});
    QVERIFY2(after.exitCode == 0, qPrintable(after.describe()));
    verifyIsWhole();
}

void TestMaintainVault::damageIsSaidAndNothingIsDone()
{
    need(openVault()->database().executeScript("DROP TRIGGER audit_log_keeps; UPDATE audit_log SET severity = 3"));
    const CtlRun run = m_alice.run({"maintain", "vault"});
    QVERIFY2(run.exitCode == 1 && run.errorName() == "damaged", qPrintable(run.describe()));
    QVERIFY2(run.output.isEmpty() && run.errorOutput.contains("audit log"), qPrintable(run.describe()));
}

TACET_VAULT_TEST_MAIN(TestMaintainVault)
#include "tst_maintainvault.moc"
