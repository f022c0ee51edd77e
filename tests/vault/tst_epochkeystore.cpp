#include "vaultfixture.h"

#include "models/vault/epochkeystore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestEpochKeyStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysComeBackByEpoch();
    void secondKeyOfAnEpochIsRefused();
};

namespace {

EpochKeyRecord keyOf(ChatId chat, qint64 epoch, char content = 'k')
{
    return {.chat = chat,
            .epoch = epoch,
            .key = QByteArray(32, content),
            .commitment = QByteArray(32, 'c'),
            .receivedAt = VaultFixture::time(epoch)};
}

} // namespace

void TestEpochKeyStore::keysComeBackByEpoch()
{
    VaultFixture vault;
    const ChatId chat(QUuid::createUuid());
    QVERIFY(!need(vault.session->epochKeys().newest(chat)));
    for (const qint64 epoch : {2, 10, 3})
        need(vault.session->epochKeys().save(keyOf(chat, epoch, char('a' + epoch))));
    need(vault.session->epochKeys().save(keyOf(ChatId(QUuid::createUuid()), 99)));
    vault.reopen();
    const EpochKeyRecord found = *need(vault.session->epochKeys().find(chat, 3));
    QCOMPARE(found.key, QByteArray(32, 'd'));
    QCOMPARE(found.commitment, QByteArray(32, 'c'));
    QCOMPARE(found.receivedAt, VaultFixture::time(3));
    QCOMPARE(need(vault.session->epochKeys().newest(chat))->epoch, 10);
    const auto listed = need(vault.session->epochKeys().list(chat, 3));
    QCOMPARE(listed.size(), 2);
    QCOMPARE(listed.first().epoch, 3);
    QVERIFY(!need(vault.session->epochKeys().find(chat, 4)));
}

void TestEpochKeyStore::secondKeyOfAnEpochIsRefused()
{
    VaultFixture vault;
    const ChatId chat(QUuid::createUuid());
    need(vault.session->epochKeys().save(keyOf(chat, 1)));
    need(vault.session->epochKeys().save(keyOf(chat, 1)));
    QCOMPARE(codeOf(vault.session->epochKeys().save(keyOf(chat, 1, 'x'))), ErrorCode::Conflict);
    QCOMPARE(need(vault.session->epochKeys().find(chat, 1))->key, QByteArray(32, 'k'));
}

TACET_VAULT_TEST_MAIN(TestEpochKeyStore)
#include "tst_epochkeystore.moc"
