#include "vaultfixture.h"

#include "models/vault/inboxstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestInboxStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void storedRowIsNewOnce();
    void storedRowsWaitForTheirAcknowledgement();
    void rowThatComesAgainIsAcknowledgedAgain();
    void undoneRowIsNewAgain();
    void pruneKeepsWhatIsNotAcknowledged();
    void quarantineKeepsTheEnvelope();
};

void TestInboxStore::storedRowIsNewOnce()
{
    VaultFixture vault;
    QVERIFY(!need(vault.session->inbox().isStored("row")));
    QVERIFY(need(vault.session->inbox().markStored("row", VaultFixture::time(1))));
    vault.reopen();
    QVERIFY(need(vault.session->inbox().isStored("row")));
    QVERIFY(!need(vault.session->inbox().markStored("row", VaultFixture::time(2))));
}

void TestInboxStore::storedRowsWaitForTheirAcknowledgement()
{
    VaultFixture vault;
    InboxStore &inbox = vault.session->inbox();
    for (const char *key : {"c", "a", "b"})
        need(inbox.markStored(key, VaultFixture::time(1)));
    QCOMPARE(need(inbox.unacknowledged(10)), QList<QByteArray>({"c", "a", "b"}));
    QCOMPARE(need(inbox.unacknowledged(2)).size(), 2);
    need(inbox.markAcknowledged({"c", "b", "unknown"}));
    QCOMPARE(need(inbox.unacknowledged(10)), QList<QByteArray>({"a"}));
}

void TestInboxStore::rowThatComesAgainIsAcknowledgedAgain()
{
    VaultFixture vault;
    InboxStore &inbox = vault.session->inbox();
    need(inbox.markStored("row", VaultFixture::time(1)));
    need(inbox.markAcknowledged({"row"}));
    QVERIFY(!need(inbox.markStored("row", VaultFixture::time(2))));
    QCOMPARE(need(inbox.unacknowledged(10)), QList<QByteArray>({"row"}));
}

void TestInboxStore::undoneRowIsNewAgain()
{
    VaultFixture vault;
    const auto result = vault.session->transact([&]() -> Result<> {
        TACET_TRY(vault.session->inbox().markStored("row", VaultFixture::time(1)));
        return fail(ErrorCode::CryptoFailed);
    });
    QVERIFY(!result);
    QVERIFY(need(vault.session->inbox().markStored("row", VaultFixture::time(1))));
}

void TestInboxStore::pruneKeepsWhatIsNotAcknowledged()
{
    VaultFixture vault;
    InboxStore &inbox = vault.session->inbox();
    for (const char *key : {"old", "old, waiting"})
        need(inbox.markStored(key, VaultFixture::time(1)));
    need(inbox.markStored("young", VaultFixture::time(10)));
    need(inbox.markAcknowledged({"old", "young"}));
    QCOMPARE(need(inbox.prune(VaultFixture::time(5))), 1);
    QVERIFY(!need(inbox.isStored("old")));
    QVERIFY(need(inbox.isStored("old, waiting")));
    QVERIFY(need(inbox.isStored("young")));
}

void TestInboxStore::quarantineKeepsTheEnvelope()
{
    VaultFixture vault;
    InboxStore &inbox = vault.session->inbox();
    QuarantinedEnvelope envelope;
    envelope.key = "row";
    envelope.sender = DeviceId(QUuid::createUuid());
    envelope.envelope = QByteArray(5000, '\0');
    envelope.receivedAt = VaultFixture::time(1);
    need(inbox.quarantine(envelope));
    envelope.reason = ErrorCode::IdentityChanged;
    need(inbox.quarantine(envelope));
    const auto kept = need(inbox.quarantined(envelope.sender, 10));
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().attempts, 2);
    QCOMPARE(kept.first().reason, ErrorCode::IdentityChanged);
    QCOMPARE(kept.first().envelope, envelope.envelope);
    QCOMPARE(kept.first().sender, envelope.sender);
    QCOMPARE(kept.first().receivedAt, envelope.receivedAt);
    QVERIFY(need(inbox.quarantined(DeviceId(QUuid::createUuid()), 10)).isEmpty());
    QCOMPARE(need(inbox.quarantined(std::nullopt, 10)).size(), 1);
    need(inbox.release("row"));
    QVERIFY(need(inbox.quarantined(std::nullopt, 10)).isEmpty());
}

TACET_VAULT_TEST_MAIN(TestInboxStore)
#include "tst_inboxstore.moc"
