#include "vaultfixture.h"

#include "models/vault/syncstatestore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestSyncStateStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void placeOutlivesTheProgram();
};

void TestSyncStateStore::placeOutlivesTheProgram()
{
    VaultFixture vault;
    QVERIFY(!need(vault.session->syncState().find()));
    SyncState state{.from = u"1 2 3:4:"_s,
                    .to = u"1 2 9:9:"_s,
                    .chat = ChatId(QUuid::createUuid()),
                    .transaction = 77,
                    .event = QUuid::createUuid()};
    need(vault.session->syncState().save(state));
    vault.reopen();
    QCOMPARE(need(vault.session->syncState().find()), state);
    state = {.from = state.to};
    need(vault.session->syncState().save(state));
    QCOMPARE(need(vault.session->syncState().find()), state);
    need(vault.session->syncState().clear());
    QVERIFY(!need(vault.session->syncState().find()));
}

TACET_VAULT_TEST_MAIN(TestSyncStateStore)
#include "tst_syncstatestore.moc"
