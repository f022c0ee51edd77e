#include "vaultfixture.h"

#include "models/vault/accountstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestAccountStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newVaultHasNoAccount();
    void savedAccountComesBackWhole();
    void accountOfAnotherDeviceIsRefused();
    void deviceStateCountsUp();
    void deviceStateIsUndoneWithItsTransaction();
    void incarnationIsKept();
    void pendingEnrolmentIsKeptUntilCleared();
};

namespace {

AccountRecord record()
{
    AccountRecord made;
    made.account = {.user = UserId(QUuid::createUuid()),
                    .device = DeviceId(QUuid::createUuid()),
                    .username = u"alice"_s,
                    .displayName = u"Älice \U0001F469"_s,
                    .masterKey = QByteArray(32, '\0'),
                    .role = WorkspaceRole::Owner,
                    .workspace = {.place = WorkspaceAddress::Place::Server,
                                  .id = WorkspaceId(QUuid::createUuid()),
                                  .name = u"Team"_s,
                                  .database = u"tacet"_s,
                                  .directory = u"/data/cluster"_s,
                                  .host = u"db.example.org"_s,
                                  .port = 65535,
                                  .rootCertificate = "-----BEGIN CERTIFICATE-----"}};
    made.databaseRole = u"d_0123"_s;
    made.databasePassword = QByteArray("a\0b", 3);
    made.deviceLabel = u"laptop"_s;
    return made;
}

} // namespace

void TestAccountStore::newVaultHasNoAccount()
{
    VaultFixture vault;
    QVERIFY(!need(vault.session->account().find()));
}

void TestAccountStore::savedAccountComesBackWhole()
{
    VaultFixture vault;
    const AccountRecord saved = record();
    need(vault.session->account().save(saved));
    vault.reopen();
    const AccountRecord found = *need(vault.session->account().find());
    QCOMPARE(found.account.user, saved.account.user);
    QCOMPARE(found.account.device, saved.account.device);
    QCOMPARE(found.account.username, saved.account.username);
    QCOMPARE(found.account.displayName, saved.account.displayName);
    QCOMPARE(found.account.masterKey, saved.account.masterKey);
    QCOMPARE(found.account.role, saved.account.role);
    QVERIFY(found.account.workspace == saved.account.workspace);
    QCOMPARE(found.databaseRole, saved.databaseRole);
    QCOMPARE(found.databasePassword, saved.databasePassword);
    QCOMPARE(found.deviceLabel, saved.deviceLabel);
}

void TestAccountStore::accountOfAnotherDeviceIsRefused()
{
    VaultFixture vault;
    AccountRecord saved = record();
    need(vault.session->account().save(saved));
    saved.account.displayName = u"Alice B."_s;
    need(vault.session->account().save(saved));
    AccountRecord other = saved;
    other.account.device = DeviceId(QUuid::createUuid());
    QCOMPARE(codeOf(vault.session->account().save(other)), ErrorCode::Conflict);
    QCOMPARE(need(vault.session->account().find())->account.device, saved.account.device);
    QCOMPARE(need(vault.session->account().find())->account.displayName, u"Alice B."_s);
}

void TestAccountStore::deviceStateCountsUp()
{
    VaultFixture vault;
    QCOMPARE(need(vault.session->account().deviceState()).counter, 0);
    QCOMPARE(need(vault.session->account().advanceDeviceState("nonce one")).counter, 1);
    QCOMPARE(need(vault.session->account().advanceDeviceState("nonce two")).counter, 2);
    vault.reopen();
    QCOMPARE(need(vault.session->account().deviceState()).counter, 2);
    QCOMPARE(need(vault.session->account().deviceState()).nonce, "nonce two");
}

void TestAccountStore::deviceStateIsUndoneWithItsTransaction()
{
    VaultFixture vault;
    {
        const auto transaction = need(vault.session->begin());
        need(vault.session->account().advanceDeviceState("lost"));
    }
    QCOMPARE(need(vault.session->account().deviceState()).counter, 0);
}

void TestAccountStore::incarnationIsKept()
{
    VaultFixture vault;
    QVERIFY(need(vault.session->account().databaseIncarnation()).isEmpty());
    need(vault.session->account().setDatabaseIncarnation("incarnation"));
    QCOMPARE(need(vault.session->account().databaseIncarnation()), "incarnation");
}

void TestAccountStore::pendingEnrolmentIsKeptUntilCleared()
{
    VaultFixture vault;
    QVERIFY(!need(vault.session->account().pendingEnrolment()));
    need(vault.session->account().savePendingEnrolment("keys and token"));
    vault.reopen();
    QCOMPARE(need(vault.session->account().pendingEnrolment()), "keys and token");
    need(vault.session->account().clearPendingEnrolment());
    QVERIFY(!need(vault.session->account().pendingEnrolment()));
}

TACET_VAULT_TEST_MAIN(TestAccountStore)
#include "tst_accountstore.moc"
