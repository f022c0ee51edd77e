#include "vaultfixture.h"

#include "models/vault/keyanswerstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestKeyAnswerStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersAreCountedPerDeviceAndKey();
};

void TestKeyAnswerStore::answersAreCountedPerDeviceAndKey()
{
    VaultFixture vault;
    const DeviceId asker(QUuid::createUuid());
    KeyAnswerStore &answers = vault.session->keyAnswers();
    QVERIFY(!need(answers.find(asker, "session")));
    QCOMPARE(need(answers.note(asker, "session", VaultFixture::time(1))).times, 1);
    QCOMPARE(need(answers.note(asker, "session", VaultFixture::time(5))).times, 2);
    QCOMPARE(need(answers.note(asker, "other", VaultFixture::time(3))).times, 1);
    need(answers.note(DeviceId(QUuid::createUuid()), "session", VaultFixture::time(9)));
    vault.reopen();
    KeyAnswerStore &again = vault.session->keyAnswers();
    QCOMPARE(need(again.find(asker, "session")), (KeyAnswer{.answeredAt = VaultFixture::time(5), .times = 2}));
    QCOMPARE(need(again.countSince(asker, VaultFixture::time(4))), 1);
    QCOMPARE(need(again.countSince(asker, VaultFixture::time(0))), 2);
    QCOMPARE(need(again.prune(VaultFixture::time(4))), 1);
    QVERIFY(!need(again.find(asker, "other")));
}

TACET_VAULT_TEST_MAIN(TestKeyAnswerStore)
#include "tst_keyanswerstore.moc"
