#include "vaultfixture.h"

#include "models/vault/accountstore.h"
#include "models/vault/messagearchivestore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultfiles.h"
#include "models/vault/vaultmaintenance.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultProcesses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anotherProcessIsRefusedWithinASecond();
    void killedHolderLeavesTheVaultFree();
    void killedWriterLosesNothingItReported();
    void killedMaintenanceLeavesAWholeVault_data();
    void killedMaintenanceLeavesAWholeVault();
    void imagesTakenWhileWritingOpenAndAgree();
    void fullDiskIsAnErrorAndLosesNothing_data();
    void fullDiskIsAnErrorAndLosesNothing();
};

namespace {

const DeviceId kPeer(QUuid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

struct Writer {
    QProcess process;

    Writer(const QString &task, const VaultFixture &vault, const QStringList &more = {})
    {
        process.start(QStringLiteral(VAULTWRITER), QStringList{task, vault.directory()} + more);
        if (!process.waitForStarted())
            throw std::runtime_error("the other process does not start");
    }
    QByteArray readLine()
    {
        while (!process.canReadLine()) {
            if (!process.waitForReadyRead(20'000))
                throw std::runtime_error("the other process says nothing");
        }
        return process.readLine().trimmed();
    }
    /// SIGKILL; answers the last number it had printed.
    int kill()
    {
        process.kill();
        process.waitForFinished();
        const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
        int last = 0;
        for (qsizetype i = 0; i + 1 < lines.size(); ++i)
            last = std::max(last, lines.at(i).toInt());
        return last;
    }
};

int storedNumber(VaultSession &session)
{
    const auto state = need(session.ratchets().find(kPeer));
    return state ? state->state.toInt() : 0;
}

/// The message and the ratchet state of each number are there together, from 1 without a gap.
void verifyAgrees(VaultSession &session, int atLeast)
{
    const int number = storedNumber(session);
    QCOMPARE_GE(number, atLeast);
    const Chat chat = need(session.chats().list()).first();
    QCOMPARE(need(session.messages().count(chat.id)), number);
    const auto page = need(session.messages().page(chat.id, std::numeric_limits<qint64>::max(), number + 10));
    QCOMPARE(page.messages.size(), number);
    for (int i = 0; i < number; ++i)
        QCOMPARE(page.messages.at(i).text, QString::number(number - i) + QString(2000, u'x'));
    need(session.checkIntegrity());
}

} // namespace

void TestVaultProcesses::anotherProcessIsRefusedWithinASecond()
{
    VaultFixture vault;
    QElapsedTimer timer;
    timer.start();
    Writer other(u"open"_s, vault);
    QCOMPARE(other.readLine(), "already-running");
    QVERIFY(other.process.waitForFinished());
    QCOMPARE_LT(timer.elapsed(), 1000);
}

void TestVaultProcesses::killedHolderLeavesTheVaultFree()
{
    VaultFixture vault;
    vault.session.reset();
    Writer holder(u"hold"_s, vault);
    QCOMPARE(holder.readLine(), "opened");
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::AlreadyRunning);
    holder.kill();
    vault.reopen();
}

void TestVaultProcesses::killedWriterLosesNothingItReported()
{
    VaultFixture vault;
    vault.addChat();
    for (int round = 0; round < 12; ++round) {
        vault.session.reset();
        Writer writer(u"write"_s, vault);
        QCOMPARE(writer.readLine(), "opened");
        const int reported = writer.readLine().toInt();
        QTest::qWait(QRandomGenerator::global()->bounded(120));
        const int last = std::max(reported, writer.kill());
        vault.reopen();
        verifyAgrees(*vault.session, last);
    }
}

void TestVaultProcesses::killedMaintenanceLeavesAWholeVault_data()
{
    QTest::addColumn<MaintenanceStep>("step");
    for (const MaintenanceStep step :
         {MaintenanceStep::ApplyRules, MaintenanceStep::Reindex, MaintenanceStep::MergeSearchIndex,
          MaintenanceStep::Analyze, MaintenanceStep::Vacuum, MaintenanceStep::Checkpoint})
        QTest::addRow("step %d", int(step)) << step;
}

/// Killed a moment after each step that rewrites something has begun, several times.
void TestVaultProcesses::killedMaintenanceLeavesAWholeVault()
{
    QFETCH(MaintenanceStep, step);
    constexpr int kMessages = 3000;
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    {
        auto transaction = need(vault.session->begin());
        for (int i = 1; i <= kMessages; ++i)
            need(vault.session->messages().insert(incoming(chat, QString::number(i) + QString(300, u'x'), -i)));
        need(vault.session->chats().markRead(chat, kMessages));
        need(vault.session->settings().setNumber(QString::fromLatin1(VaultMaintenance::kArchiveSetting), 1));
        need(transaction.commit());
    }
    for (int round = 0; round < 4; ++round) {
        vault.session.reset();
        Writer maintainer(u"maintain"_s, vault);
        QCOMPARE(maintainer.readLine(), "opened");
        while (maintainer.readLine().toInt() != int(step)) {
        }
        QTest::qWait(QRandomGenerator::global()->bounded(40));
        maintainer.kill();
        vault.reopen();
        need(vault.session->checkIntegrity());
        QCOMPARE(need(vault.session->account().missingCommits()), 0);
        const auto page = need(vault.session->messages().page(chat, kMessages + 1, kMessages + 10));
        QCOMPARE(page.messages.size(), kMessages);
        for (int i = 0; i < kMessages; ++i)
            QCOMPARE(page.messages.at(i).text, QString::number(kMessages - i) + QString(300, u'x'));
    }
    while (need(vault.session->archive().bringBack(chat)) > 0) {
    }
    need(vault.session->checkIntegrity());
    QCOMPARE(need(vault.session->messages().search(u"2999x"_s, chat, 5)).size(), 1);
}

void TestVaultProcesses::imagesTakenWhileWritingOpenAndAgree()
{
    VaultFixture vault;
    vault.addChat();
    vault.session.reset();
    const VaultFiles files{vault.directory()};
    Writer writer(u"write"_s, vault);
    QCOMPARE(writer.readLine(), "opened");
    for (int image = 0; image < 8; ++image) {
        const int reported = writer.readLine().toInt();
        // Stopped, so that both files are of one moment, as after a failure of the power.
        QCOMPARE(::kill(pid_t(writer.process.processId()), SIGSTOP), 0);
        VaultFixture copy;
        copy.session.reset();
        const VaultFiles copied{copy.directory()};
        for (const auto &[from, to] :
             {std::pair(files.database(), copied.database()), std::pair(files.key(), copied.key()),
              std::pair(files.writeAheadLog(), copied.writeAheadLog())}) {
            QFile::remove(to);
            QVERIFY(QFile::copy(from, to));
        }
        QCOMPARE(::kill(pid_t(writer.process.processId()), SIGCONT), 0);
        copy.reopen();
        verifyAgrees(*copy.session, reported);
    }
    writer.kill();
}

void TestVaultProcesses::fullDiskIsAnErrorAndLosesNothing_data()
{
    QTest::addColumn<int>("room");
    // Beyond the files' present size: the fault falls on other writes each time.
    for (const int room : {0, 1, 4096, 5000, 20'000, 61'441, 200'000, 1'000'000, 6'000'000})
        QTest::newRow(qPrintable(u"%1 bytes"_s.arg(room))) << room;
}

void TestVaultProcesses::fullDiskIsAnErrorAndLosesNothing()
{
    QFETCH(int, room);
    VaultFixture vault;
    vault.addChat();
    vault.session.reset();
    const qint64 size = QFileInfo(VaultFiles{vault.directory()}.database()).size();
    const qint64 limit = room < 100'000 ? room : size + room;
    Writer writer(u"fill"_s, vault, {QString::number(limit)});
    QVERIFY(writer.process.waitForFinished(60'000));
    QCOMPARE(writer.process.exitStatus(), QProcess::NormalExit);
    const QList<QByteArray> lines = writer.process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE_GE(lines.size(), 3);
    QCOMPARE(lines.last(), "consistent");
    const QByteArray error = lines.at(lines.size() - 2);
    QVERIFY2(error == "disk-full" || error == "io", error.constData());
    vault.reopen();
    verifyAgrees(*vault.session, lines.at(lines.size() - 3).toInt());
    QCOMPARE(storedNumber(*vault.session), lines.at(lines.size() - 3).toInt());
}

TACET_VAULT_TEST_MAIN(TestVaultProcesses)
#include "tst_vaultprocesses.moc"
