#include "vaultfixture.h"

#include "models/vault/keystore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestKeyStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namedKeyIsNeverReplacedSilently();
    void idsAreNeverGivenTwice();
    void undoneReservationIsGivenAgain();
    void savedPrekeyComesBackWhole();
    void sameIdWithAnotherKeyConflicts();
    void unpublishedAreThoseToUpload();
    void consumedKeyIsErasedAndRemembered();
    void onlyOneTimeKeysAreConsumed();
    void currentIsTheNewestLiving();
    void restoredDatabaseRetiresTheOneTimeKeysOnly();
    void pruneForgetsOldOnesOnly();
};

namespace {

Prekey prekey(PrekeyKind kind, quint32 id, bool lastResort = false)
{
    Prekey made;
    made.kind = kind;
    made.id = id;
    made.privateKey = QCA::SecureArray(QByteArray("private ") + QByteArray::number(id));
    made.publicKey = "public " + QByteArray::number(id);
    made.signature = "signature";
    made.lastResort = lastResort;
    made.createdAt = VaultFixture::time(id);
    return made;
}

} // namespace

void TestKeyStore::namedKeyIsNeverReplacedSilently()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    QCOMPARE(codeOf(keys.key(KeyName::DeviceIdentity)), ErrorCode::NotFound);
    need(keys.saveKey(KeyName::DeviceIdentity, QCA::SecureArray("first")));
    need(keys.saveKey(KeyName::DeviceIdentity, QCA::SecureArray("first")));
    QCOMPARE(codeOf(keys.saveKey(KeyName::DeviceIdentity, QCA::SecureArray("second"))), ErrorCode::Conflict);
    QVERIFY(need(keys.key(KeyName::DeviceIdentity)) == QCA::SecureArray("first"));
    QCOMPARE(codeOf(keys.key(KeyName::MasterKey)), ErrorCode::NotFound);
    need(keys.replaceKey(KeyName::DeviceIdentity, QCA::SecureArray("second")));
    QVERIFY(need(keys.key(KeyName::DeviceIdentity)) == QCA::SecureArray("second"));
}

void TestKeyStore::idsAreNeverGivenTwice()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    QCOMPARE(need(keys.reserveIds(PrekeyKind::OneTime, 100)), 1U);
    QCOMPARE(need(keys.reserveIds(PrekeyKind::OneTime, 80)), 101U);
    QCOMPARE(need(keys.reserveIds(PrekeyKind::Signed, 1)), 1U);
    vault.reopen();
    QCOMPARE(need(vault.session->keys().reserveIds(PrekeyKind::OneTime, 1)), 181U);
    need(vault.session->database().executeScript("UPDATE prekey_counters SET next_id = 2147483647"));
    QCOMPARE(need(vault.session->keys().reserveIds(PrekeyKind::OneTime, 1)), 2147483647U);
    QCOMPARE(codeOf(vault.session->keys().reserveIds(PrekeyKind::OneTime, 1)), ErrorCode::Internal);
}

void TestKeyStore::undoneReservationIsGivenAgain()
{
    VaultFixture vault;
    {
        const auto transaction = need(vault.session->begin());
        QCOMPARE(need(vault.session->keys().reserveIds(PrekeyKind::Kem, 5)), 1U);
    }
    QCOMPARE(need(vault.session->keys().reserveIds(PrekeyKind::Kem, 5)), 1U);
}

void TestKeyStore::savedPrekeyComesBackWhole()
{
    VaultFixture vault;
    const Prekey saved = prekey(PrekeyKind::Kem, 7, true);
    need(vault.session->keys().savePrekeys({saved}));
    vault.reopen();
    const Prekey found = need(vault.session->keys().prekey(PrekeyKind::Kem, 7));
    QCOMPARE(found.kind, saved.kind);
    QCOMPARE(found.id, saved.id);
    QVERIFY(found.privateKey == saved.privateKey);
    QCOMPARE(found.publicKey, saved.publicKey);
    QCOMPARE(found.signature, saved.signature);
    QVERIFY(found.lastResort);
    QVERIFY(!found.published);
    QCOMPARE(found.createdAt, saved.createdAt);
    QVERIFY(!found.usedAt && !found.retiredAt);
    QCOMPARE(codeOf(vault.session->keys().prekey(PrekeyKind::OneTime, 7)), ErrorCode::NotFound);
}

void TestKeyStore::sameIdWithAnotherKeyConflicts()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    need(keys.savePrekeys({prekey(PrekeyKind::OneTime, 1)}));
    need(keys.savePrekeys({prekey(PrekeyKind::OneTime, 1)}));
    Prekey other = prekey(PrekeyKind::OneTime, 1);
    other.publicKey = "another";
    QCOMPARE(codeOf(keys.savePrekeys({prekey(PrekeyKind::OneTime, 2), other})), ErrorCode::Conflict);
    QCOMPARE(codeOf(keys.prekey(PrekeyKind::OneTime, 2)), ErrorCode::NotFound);
}

void TestKeyStore::unpublishedAreThoseToUpload()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    need(keys.savePrekeys({prekey(PrekeyKind::OneTime, 3), prekey(PrekeyKind::OneTime, 1),
                           prekey(PrekeyKind::OneTime, 2), prekey(PrekeyKind::Signed, 1)}));
    need(keys.markPublished(PrekeyKind::OneTime, {2}));
    const auto left = need(keys.unpublished(PrekeyKind::OneTime, 10));
    QCOMPARE(left.size(), 2);
    QCOMPARE(left.at(0).id, 1U);
    QCOMPARE(left.at(1).id, 3U);
    QCOMPARE(need(keys.unpublished(PrekeyKind::OneTime, 1)).size(), 1);
    QVERIFY(need(keys.prekey(PrekeyKind::OneTime, 2)).published);
}

void TestKeyStore::consumedKeyIsErasedAndRemembered()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    need(keys.savePrekeys({prekey(PrekeyKind::OneTime, 1), prekey(PrekeyKind::OneTime, 2)}));
    QCOMPARE(need(keys.countOneTime(PrekeyKind::OneTime)), 2);
    need(keys.consume(PrekeyKind::OneTime, 1, VaultFixture::time(9)));
    const Prekey used = need(keys.prekey(PrekeyKind::OneTime, 1));
    QVERIFY(used.privateKey.isEmpty());
    QCOMPARE(used.usedAt, VaultFixture::time(9));
    QCOMPARE(need(keys.countOneTime(PrekeyKind::OneTime)), 1);
    QCOMPARE(codeOf(keys.consume(PrekeyKind::OneTime, 1, VaultFixture::time(10))), ErrorCode::Conflict);
    QCOMPARE(codeOf(keys.consume(PrekeyKind::OneTime, 99, VaultFixture::time(10))), ErrorCode::NotFound);
    QVERIFY(std::ranges::none_of(need(keys.unpublished(PrekeyKind::OneTime, 10)),
                                 [](const Prekey &key) { return key.id == 1; }));
    // Saved again by a repeat of the upload: it stays consumed.
    need(keys.savePrekeys({prekey(PrekeyKind::OneTime, 1)}));
    QVERIFY(need(keys.prekey(PrekeyKind::OneTime, 1)).privateKey.isEmpty());
}

void TestKeyStore::onlyOneTimeKeysAreConsumed()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    need(keys.savePrekeys({prekey(PrekeyKind::Signed, 1), prekey(PrekeyKind::Kem, 1, true)}));
    QCOMPARE(codeOf(keys.consume(PrekeyKind::Signed, 1, VaultFixture::time(0))), ErrorCode::Conflict);
    QCOMPARE(codeOf(keys.consume(PrekeyKind::Kem, 1, VaultFixture::time(0))), ErrorCode::Conflict);
    QVERIFY(!need(keys.prekey(PrekeyKind::Signed, 1)).privateKey.isEmpty());
}

void TestKeyStore::currentIsTheNewestLiving()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    QCOMPARE(codeOf(keys.current(PrekeyKind::Signed)), ErrorCode::NotFound);
    need(keys.savePrekeys({prekey(PrekeyKind::Signed, 1), prekey(PrekeyKind::Signed, 2),
                           prekey(PrekeyKind::Kem, 1, true), prekey(PrekeyKind::Kem, 2)}));
    QCOMPARE(need(keys.current(PrekeyKind::Signed)).id, 2U);
    QCOMPARE(need(keys.current(PrekeyKind::Kem)).id, 1U);
    need(keys.retire(PrekeyKind::Signed, {2}, VaultFixture::time(5)));
    QCOMPARE(need(keys.current(PrekeyKind::Signed)).id, 1U);
    QVERIFY(!need(keys.prekey(PrekeyKind::Signed, 2)).privateKey.isEmpty());
}

void TestKeyStore::restoredDatabaseRetiresTheOneTimeKeysOnly()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    need(keys.savePrekeys({prekey(PrekeyKind::OneTime, 1), prekey(PrekeyKind::Kem, 1, true), prekey(PrekeyKind::Kem, 2),
                           prekey(PrekeyKind::Signed, 1)}));
    need(keys.retireAllOneTime(VaultFixture::time(9)));
    QCOMPARE(need(keys.countOneTime(PrekeyKind::OneTime)), 0);
    QCOMPARE(need(keys.countOneTime(PrekeyKind::Kem)), 0);
    QCOMPARE(need(keys.current(PrekeyKind::Kem)).id, 1U);
    QCOMPARE(need(keys.current(PrekeyKind::Signed)).id, 1U);
    QVERIFY(!need(keys.prekey(PrekeyKind::OneTime, 1)).privateKey.isEmpty());
}

void TestKeyStore::pruneForgetsOldOnesOnly()
{
    VaultFixture vault;
    KeyStore &keys = vault.session->keys();
    for (quint32 id = 1; id <= 4; ++id)
        need(keys.savePrekeys({prekey(PrekeyKind::OneTime, id)}));
    need(keys.consume(PrekeyKind::OneTime, 1, VaultFixture::time(100)));
    need(keys.retire(PrekeyKind::OneTime, {2}, VaultFixture::time(100)));
    need(keys.consume(PrekeyKind::OneTime, 3, VaultFixture::time(200)));
    QCOMPARE(need(keys.prune(VaultFixture::time(150))), 2);
    QCOMPARE(codeOf(keys.prekey(PrekeyKind::OneTime, 1)), ErrorCode::NotFound);
    QVERIFY(keys.prekey(PrekeyKind::OneTime, 3));
    QVERIFY(keys.prekey(PrekeyKind::OneTime, 4));
}

TACET_VAULT_TEST_MAIN(TestKeyStore)
#include "tst_keystore.moc"
