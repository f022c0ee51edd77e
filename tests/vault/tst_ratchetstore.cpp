#include "vaultfixture.h"

#include "models/vault/ratchetstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestRatchetStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void savedStateComesBackAndIsReplaced();
    void devicesOfListsOneUserOnly();
    void stateOfAFailedTransactionIsTheOldOne();
    void handshakeIsNewOnce();
    void oldHandshakesAreForgotten();
    void repairTimeIsKept();
};

void TestRatchetStore::savedStateComesBackAndIsReplaced()
{
    VaultFixture vault;
    RatchetStore &ratchets = vault.session->ratchets();
    const RatchetRecord record{
        .device = DeviceId(QUuid::createUuid()), .user = UserId(QUuid::createUuid()), .state = QByteArray("\0\1\2", 3)};
    QVERIFY(!need(ratchets.find(record.device)));
    need(ratchets.save(record));
    QCOMPARE(need(ratchets.find(record.device))->state, record.state);
    QCOMPARE(need(ratchets.find(record.device))->user, record.user);
    need(ratchets.save({.device = record.device, .user = record.user, .state = QByteArray(100'000, 'z')}));
    vault.reopen();
    QCOMPARE(need(vault.session->ratchets().find(record.device))->state, QByteArray(100'000, 'z'));
    need(vault.session->ratchets().remove(record.device));
    QVERIFY(!need(vault.session->ratchets().find(record.device)));
}

void TestRatchetStore::devicesOfListsOneUserOnly()
{
    VaultFixture vault;
    const UserId user(QUuid::createUuid());
    for (int i = 0; i < 3; ++i)
        need(vault.session->ratchets().save({.device = DeviceId(QUuid::createUuid()), .user = user, .state = "s"}));
    need(vault.session->ratchets().save(
        {.device = DeviceId(QUuid::createUuid()), .user = UserId(QUuid::createUuid()), .state = "s"}));
    QCOMPARE(need(vault.session->ratchets().devicesOf(user)).size(), 3);
}

void TestRatchetStore::stateOfAFailedTransactionIsTheOldOne()
{
    VaultFixture vault;
    RatchetRecord record{.device = DeviceId(QUuid::createUuid()), .user = UserId(QUuid::createUuid()), .state = "old"};
    need(vault.session->ratchets().save(record));
    record.state = "new";
    const auto result = vault.session->transact([&]() -> Result<> {
        TACET_TRY(vault.session->ratchets().save(record));
        return fail(ErrorCode::CryptoFailed);
    });
    QVERIFY(!result);
    QCOMPARE(need(vault.session->ratchets().find(record.device))->state, "old");
}

void TestRatchetStore::handshakeIsNewOnce()
{
    VaultFixture vault;
    QVERIFY(need(vault.session->ratchets().rememberHandshake("hash", VaultFixture::time(1))));
    vault.reopen();
    QVERIFY(!need(vault.session->ratchets().rememberHandshake("hash", VaultFixture::time(2))));
    QVERIFY(need(vault.session->ratchets().rememberHandshake("other", VaultFixture::time(2))));
}

void TestRatchetStore::oldHandshakesAreForgotten()
{
    VaultFixture vault;
    need(vault.session->ratchets().rememberHandshake("old", VaultFixture::time(1)));
    need(vault.session->ratchets().rememberHandshake("young", VaultFixture::time(10)));
    QCOMPARE(need(vault.session->ratchets().forgetHandshakes(VaultFixture::time(5))), 1);
    QVERIFY(!need(vault.session->ratchets().rememberHandshake("young", VaultFixture::time(11))));
}

void TestRatchetStore::repairTimeIsKept()
{
    VaultFixture vault;
    const DeviceId device(QUuid::createUuid());
    QVERIFY(!need(vault.session->ratchets().lastRepair(device)));
    need(vault.session->ratchets().setLastRepair(device, VaultFixture::time(1)));
    need(vault.session->ratchets().setLastRepair(device, VaultFixture::time(2)));
    QCOMPARE(need(vault.session->ratchets().lastRepair(device)), VaultFixture::time(2));
}

TACET_VAULT_TEST_MAIN(TestRatchetStore)
#include "tst_ratchetstore.moc"
