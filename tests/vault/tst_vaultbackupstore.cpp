#include "vaultfixture.h"

#include "models/vault/vaultbackupstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultBackupStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void backupComesBackWhole();
    void contentsGoWithTheirBackup();
    void finishedBackupsDoNotChange();
    void failedBackupKeepsItsReason();
    void malformedBackupsAreRefused();
    void tableRefusesWhatMakesNoSense_data();
    void tableRefusesWhatMakesNoSense();
    void expiredOnesAreListedAndRunningOnesAreNot();
};

namespace {

VaultBackup running(int number = 1)
{
    return {.id = BackupId(QUuid::createUuid()),
            .kind = VaultBackupKind::Weekly,
            .location = u"/media/stick/Sicherung %1"_s.arg(number),
            .encryptionInfo = u"{\"format\":1}"_s,
            .startedAt = VaultFixture::time(number),
            .keepUntil = VaultFixture::time(1000 + number)};
}

VaultBackupContent content(const QString &table)
{
    return {.tableName = table, .recordCount = 12, .dataSize = 3456, .checksum = QByteArray(32, 'c')};
}

} // namespace

void TestVaultBackupStore::backupComesBackWhole()
{
    VaultFixture vault;
    const VaultBackup begun = running();
    need(vault.session->backups().begin(begun));
    need(vault.session->backups().complete(begun.id, 5'000'000'000, 3, QByteArray(32, 'i'), VaultFixture::time(9)));
    vault.reopen();
    const VaultBackup stored = *need(vault.session->backups().find(begun.id));
    QCOMPARE(stored.kind, begun.kind);
    QCOMPARE(stored.state, VaultBackupState::Completed);
    QCOMPARE(stored.location, begun.location);
    QCOMPARE(stored.encryptionInfo, begun.encryptionInfo);
    QCOMPARE(stored.startedAt, begun.startedAt);
    QCOMPARE(stored.keepUntil, begun.keepUntil);
    QCOMPARE(stored.completedAt, VaultFixture::time(9));
    QCOMPARE(stored.totalSize, 5'000'000'000);
    QCOMPARE(stored.fileCount, 3);
    QCOMPARE(stored.integrityHash, QByteArray(32, 'i'));
    QVERIFY(!stored.failure);
    QCOMPARE(codeOf(vault.session->backups().begin(begun)), ErrorCode::Conflict);
}

void TestVaultBackupStore::contentsGoWithTheirBackup()
{
    VaultFixture vault;
    VaultBackupStore &backups = vault.session->backups();
    const VaultBackup one = running(1);
    const VaultBackup two = running(2);
    for (const VaultBackup &backup : {one, two}) {
        need(backups.begin(backup));
        need(backups.addContent(backup.id, content(u"messages"_s)));
        need(backups.addContent(backup.id, content(u"chats"_s)));
    }
    QCOMPARE(need(backups.contents(one.id)), (QList<VaultBackupContent>{content(u"chats"_s), content(u"messages"_s)}));
    QCOMPARE(codeOf(backups.addContent(one.id, content(u"chats"_s))), ErrorCode::Conflict);
    QCOMPARE(codeOf(backups.addContent(BackupId(QUuid::createUuid()), content(u"chats"_s))), ErrorCode::NotFound);
    need(backups.remove(one.id));
    need(backups.remove(one.id));
    QVERIFY(need(backups.contents(one.id)).isEmpty());
    QCOMPARE(need(backups.contents(two.id)).size(), 2);
}

void TestVaultBackupStore::finishedBackupsDoNotChange()
{
    VaultFixture vault;
    VaultBackupStore &backups = vault.session->backups();
    const VaultBackup backup = running();
    need(backups.begin(backup));
    need(backups.addContent(backup.id, content(u"messages"_s)));
    need(backups.complete(backup.id, 1, 1, QByteArray(32, 'i'), VaultFixture::time(9)));
    QCOMPARE(codeOf(backups.complete(backup.id, 2, 2, QByteArray(32, 'j'), VaultFixture::time(10))),
             ErrorCode::Conflict);
    QCOMPARE(codeOf(backups.markFailed(backup.id, ErrorCode::Io, VaultFixture::time(10))), ErrorCode::Conflict);
    QCOMPARE(codeOf(backups.addContent(backup.id, content(u"chats"_s))), ErrorCode::Conflict);
    for (const char *change :
         {"UPDATE backup_metadata SET state = 0, completed_at = NULL, integrity_hash = NULL, total_size = NULL, "
          "file_count = NULL",
          "UPDATE backup_metadata SET keep_until = 0", "UPDATE backup_contents SET record_count = 0"})
        QCOMPARE(codeOf(vault.session->database().executeScript(change)), ErrorCode::Conflict);
    QCOMPARE(need(backups.find(backup.id))->integrityHash, QByteArray(32, 'i'));
}

void TestVaultBackupStore::failedBackupKeepsItsReason()
{
    VaultFixture vault;
    VaultBackupStore &backups = vault.session->backups();
    const VaultBackup backup = running();
    QCOMPARE(codeOf(backups.markFailed(backup.id, ErrorCode::DiskFull, VaultFixture::time(2))), ErrorCode::NotFound);
    need(backups.begin(backup));
    need(backups.markFailed(backup.id, ErrorCode::DiskFull, VaultFixture::time(2)));
    QCOMPARE(need(backups.find(backup.id))->state, VaultBackupState::Failed);
    QCOMPARE(need(backups.find(backup.id))->failure, ErrorCode::DiskFull);
    QCOMPARE(codeOf(backups.complete(backup.id, 1, 1, QByteArray(32, 'i'), VaultFixture::time(3))),
             ErrorCode::Conflict);
}

void TestVaultBackupStore::malformedBackupsAreRefused()
{
    VaultFixture vault;
    VaultBackupStore &backups = vault.session->backups();
    const VaultBackup backup = running();
    need(backups.begin(backup));
    const QDateTime now = VaultFixture::time(2);
    QCOMPARE(codeOf(backups.complete(backup.id, 1, 1, QByteArray(31, 'i'), now)), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(backups.complete(backup.id, -1, 1, QByteArray(32, 'i'), now)), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(backups.complete(backup.id, 1, -1, QByteArray(32, 'i'), now)), ErrorCode::InvalidInput);
    VaultBackupContent wrong = content(u"messages"_s);
    wrong.recordCount = -1;
    QCOMPARE(codeOf(backups.addContent(backup.id, wrong)), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(backups.addContent(backup.id, content(QString()))), ErrorCode::Conflict);
    QCOMPARE(need(backups.find(backup.id))->state, VaultBackupState::Running);
}

void TestVaultBackupStore::tableRefusesWhatMakesNoSense_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("state") << QByteArray("state = 3, completed_at = 1");
    QTest::newRow("kind") << QByteArray("kind = 4");
    QTest::newRow("complete without a hash")
        << QByteArray("state = 1, completed_at = 1, total_size = 1, file_count = 1");
    QTest::newRow("complete without a time")
        << QByteArray("state = 1, total_size = 1, file_count = 1, integrity_hash = zeroblob(32)");
    QTest::newRow("failed without a reason") << QByteArray("state = 2, completed_at = 1");
}

void TestVaultBackupStore::tableRefusesWhatMakesNoSense()
{
    QFETCH(QByteArray, change);
    VaultFixture vault;
    need(vault.session->backups().begin(running()));
    QCOMPARE(codeOf(vault.session->database().executeScript("UPDATE backup_metadata SET " + change)),
             ErrorCode::Conflict);
}

void TestVaultBackupStore::expiredOnesAreListedAndRunningOnesAreNot()
{
    VaultFixture vault;
    VaultBackupStore &backups = vault.session->backups();
    for (int i = 1; i <= 10; ++i) {
        const VaultBackup backup = running(i);
        need(backups.begin(backup));
        if (i % 2 == 0)
            need(backups.complete(backup.id, 1, 1, QByteArray(32, 'i'), VaultFixture::time(i)));
    }
    QCOMPARE(need(backups.expired(VaultFixture::time(1006), 10)).size(), 2);
    QCOMPARE(need(backups.expired(VaultFixture::time(9999), 3)).size(), 3);
    const auto newest = need(backups.list(4));
    QCOMPARE(newest.size(), 4);
    QCOMPARE(newest.first().startedAt, VaultFixture::time(10));
    for (const QString &plan : need(vault.session->database().queryPlans())) {
        if (plan.contains("backup_metadata b"_L1))
            QVERIFY2(!plan.contains("TEMP B-TREE"_L1), qPrintable(plan));
    }
}

TACET_VAULT_TEST_MAIN(TestVaultBackupStore)
#include "tst_vaultbackupstore.moc"
