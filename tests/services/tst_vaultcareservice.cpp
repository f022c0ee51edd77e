#include "models/vault/vaultauditstore.h"
#include "tests/services/conversationfixture.h"

#include <QtCrypto>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

/// The care of the vault beside everything else that an account does.
class VaultCareServiceTest : public QObject
{
    Q_OBJECT
private:
    tests::Person m_alice{u"alice"_s};

    VaultCareService &care() { return m_alice.session().vaultCare(); }

private slots:
    void initTestCase()
    {
        QVERIFY(m_alice.profile().state() == ProfileService::State::Empty);
        QVERIFY_RESULT(m_alice.create());
    }

    void stepsAreToldInTheirOrder()
    {
        QList<int> begun;
        QList<int> finished;
        connect(&care(), &VaultCareService::stepStarted, this, [&begun](MaintenanceStep, int number, int total) {
            QCOMPARE(total, 13);
            begun += number;
        });
        connect(&care(), &VaultCareService::stepFinished, this,
                [&finished](const MaintenanceOutcome &outcome) { finished += int(outcome.step) + 1; });
        const auto outcomes = waitFor(care().maintain(MaintenanceKind::Full));
        QVERIFY_RESULT(outcomes);
        QCOMPARE(outcomes->size(), 13);
        QCOMPARE(begun, finished);
        QCOMPARE(begun.first(), 1);
        QCOMPARE(begun.last(), 13);
        disconnect(&care(), nullptr, this, nullptr);
    }

    void otherWorkGetsItsTurnInBetween()
    {
        const auto done = care().maintain(MaintenanceKind::Full);
        const auto chats = m_alice.session().chats().list();
        QVERIFY_RESULT(waitFor(chats));
        QVERIFY(!done.isFinished());
        QVERIFY_RESULT(waitFor(done));
    }

    void aSecondRunIsRefusedWhileOneIsUnderWay()
    {
        const auto first = care().maintain(MaintenanceKind::Usual);
        const auto second = waitFor(care().maintain(MaintenanceKind::Usual));
        QVERIFY(!second && second.error().code() == ErrorCode::Conflict);
        QVERIFY_RESULT(waitFor(first));
        QVERIFY_RESULT(waitFor(care().maintain(MaintenanceKind::Usual)));
    }

    void cancellingEndsItAndTheNextRunIsFree()
    {
        const auto running = care().maintain(MaintenanceKind::Full);
        care().cancel();
        const auto ended = waitFor(running);
        QVERIFY(!ended && ended.error().code() == ErrorCode::Cancelled);
        care().cancel();
        QVERIFY_RESULT(waitFor(care().maintain(MaintenanceKind::Usual)));
    }

    void theSettingIsKept()
    {
        QCOMPARE(waitFor(care().archivesOldMessages()).value_or(true), false);
        QVERIFY_RESULT(waitFor(care().setArchivesOldMessages(true)));
        QVERIFY_RESULT(m_alice.lock());
        QVERIFY_RESULT(m_alice.unlock());
        QCOMPARE(waitFor(care().archivesOldMessages()).value_or(false), true);
    }

    void lockingInTheMiddleEndsIt()
    {
        const auto running = care().maintain(MaintenanceKind::Full);
        QVERIFY_RESULT(m_alice.lock());
        const auto ended = waitFor(running);
        QVERIFY(!ended);
        QVERIFY(ended.error().code() == ErrorCode::Cancelled || ended.error().code() == ErrorCode::NotOpen);
        const auto vault = m_alice.openVault();
        QVERIFY_RESULT(vault);
        QVERIFY_RESULT((*vault)->checkIntegrity());
        const auto noted = (*vault)->audit().ofEvent(AuditEvent::MaintenanceDone);
        QVERIFY_RESULT(noted);
        // Five runs came to their end, the cancelled and the locked one did not.
        QCOMPARE(noted->size(), 5);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCA::Initializer crypto;
    VaultCareServiceTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_vaultcareservice.moc"
