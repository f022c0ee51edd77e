#include "vaultfixture.h"

#include "models/executor/executor.h"
#include "models/vault/accountstore.h"
#include "models/vault/keystore.h"
#include "models/vault/outboxstore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultfiles.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void settingsOfTheConnectionHold();
    void createdVaultOpensAgain();
    void wrongPassphraseIsRefused();
    void absentVaultIsNotFoundAndNothingIsMade();
    void nothingIsCreatedOverAnyOfTheFiles_data();
    void nothingIsCreatedOverAnyOfTheFiles();
    void missingPartIsDamageAndNotAnEmptyVault_data();
    void missingPartIsDamageAndNotAnEmptyVault();
    void everyFileIsPrivate();
    void looseModesAreTightened();
    void secondSessionIsRefusedAtOnce();
    void replacedLockFileStopsTheFirstWriter();
    void interruptedCreationIsStartedAgain();
    void creationInterruptedBeforeTheKeysNameIsCompleted();
    void passphraseChanges();
    void keyOfAnotherVaultIsDamage();
    void noPlaintextReachesTheFiles();
    void transactionsDoNotNest();
    void integrityCheckPasses();
    void sessionLivesOnAnExecutor();
    void olderCopyPutBackIsNoticed();
    void newVaultIsNotMeasuredByAnOldOnesMarks();
};

void TestVaultSession::settingsOfTheConnectionHold()
{
    VaultFixture vault;
    VaultDatabase &database = vault.session->database();
    QVERIFY(need(database.scalar("PRAGMA cipher_version")).toString().startsWith("4."_L1));
    QCOMPARE(need(database.scalar("PRAGMA journal_mode")).toString(), u"wal"_s);
    QCOMPARE(need(database.scalar("PRAGMA synchronous")).toInt(), 2);
    QCOMPARE(need(database.scalar("PRAGMA secure_delete")).toInt(), 1);
    QCOMPARE(need(database.scalar("PRAGMA temp_store")).toInt(), 2);
    QCOMPARE(need(database.scalar("PRAGMA foreign_keys")).toInt(), 1);
    QCOMPARE(need(database.scalar("PRAGMA locking_mode")).toString(), u"exclusive"_s);
}

void TestVaultSession::createdVaultOpensAgain()
{
    VaultFixture vault;
    need(vault.session->settings().setText(u"language"_s, u"ar"_s));
    QVERIFY(VaultSession::exists(vault.directory()));
    vault.reopen();
    QCOMPARE(need(vault.session->settings().text(u"language"_s)), u"ar"_s);
}

void TestVaultSession::wrongPassphraseIsRefused()
{
    VaultFixture vault;
    vault.session.reset();
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), QCA::SecureArray("something else"))),
             ErrorCode::WrongPassphrase);
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), {})), ErrorCode::InvalidInput);
    vault.reopen();
}

void TestVaultSession::absentVaultIsNotFoundAndNothingIsMade()
{
    QTemporaryDir folder;
    const QString absent = folder.filePath(u"absent"_s);
    QCOMPARE(codeOf(VaultSession::open(absent, passphrase())), ErrorCode::NotFound);
    QVERIFY(!QFileInfo::exists(absent));
    QCOMPARE(codeOf(VaultSession::open(folder.path(), passphrase())), ErrorCode::NotFound);
    QVERIFY(QDir(folder.path()).isEmpty());
    QVERIFY(!VaultSession::exists(absent));
}

void TestVaultSession::nothingIsCreatedOverAnyOfTheFiles_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"vault.db", "vault.key", "vault.db-wal", "vault.db-shm"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestVaultSession::nothingIsCreatedOverAnyOfTheFiles()
{
    QFETCH(QString, file);
    QTemporaryDir folder;
    QFile present(folder.filePath(file));
    QVERIFY(present.open(QIODevice::WriteOnly));
    present.write("precious");
    present.close();
    QVERIFY(VaultSession::exists(folder.path()));
    QCOMPARE(codeOf(VaultSession::create(folder.path(), passphrase(), kCheapCost)), ErrorCode::AlreadyExists);
    QVERIFY(present.open(QIODevice::ReadOnly));
    QCOMPARE(present.readAll(), "precious");
}

void TestVaultSession::missingPartIsDamageAndNotAnEmptyVault_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("truncate");
    QTest::newRow("database gone") << u"vault.db"_s << false;
    QTest::newRow("database empty") << u"vault.db"_s << true;
    QTest::newRow("key gone") << u"vault.key"_s << false;
    QTest::newRow("key empty") << u"vault.key"_s << true;
}

void TestVaultSession::missingPartIsDamageAndNotAnEmptyVault()
{
    QFETCH(QString, file);
    QFETCH(bool, truncate);
    VaultFixture vault;
    vault.session.reset();
    const QString path = vault.directory() + u'/' + file;
    QVERIFY(truncate ? QFile::resize(path, 0) : QFile::remove(path));
    const auto opened = VaultSession::open(vault.directory(), passphrase());
    QCOMPARE(codeOf(opened), ErrorCode::Damaged);
    QVERIFY(opened.error().detail().contains(file));
    QCOMPARE(QFileInfo(path).size(), 0);
}

void TestVaultSession::everyFileIsPrivate()
{
    const mode_t before = ::umask(0);
    VaultFixture vault;
    need(vault.session->settings().setText(u"a"_s, u"b"_s));
    ::umask(before);
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(vault.directory()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0700));
    const QStringList names = QDir(vault.directory()).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(names.contains(u"vault.db-wal"_s));
    for (const QString &name : names) {
        QCOMPARE(::stat(QFile::encodeName(vault.directory() + u'/' + name).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0600));
    }
}

void TestVaultSession::looseModesAreTightened()
{
    VaultFixture vault;
    vault.session.reset();
    const QByteArray path = QFile::encodeName(VaultFiles{vault.directory()}.database());
    QCOMPARE(::chmod(path.constData(), 0644), 0);
    vault.reopen();
    struct stat status = {};
    QCOMPARE(::stat(path.constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0600));
}

void TestVaultSession::secondSessionIsRefusedAtOnce()
{
    VaultFixture vault;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::AlreadyRunning);
    QCOMPARE(codeOf(VaultSession::create(vault.directory(), passphrase(), kCheapCost)), ErrorCode::AlreadyRunning);
    QVERIFY(timer.elapsed() < 1000);
    need(vault.session->settings().setText(u"still"_s, u"writes"_s));
}

void TestVaultSession::replacedLockFileStopsTheFirstWriter()
{
    VaultFixture vault;
    need(vault.session->begin());
    QVERIFY(QFile::remove(VaultFiles{vault.directory()}.lock()));
    QCOMPARE(codeOf(vault.session->begin()), ErrorCode::AlreadyRunning);
    // The second one gets the new lock, and then meets the lock on the database itself.
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::AlreadyRunning);
    QCOMPARE(codeOf(vault.session->begin()), ErrorCode::AlreadyRunning);
}

void TestVaultSession::interruptedCreationIsStartedAgain()
{
    QTemporaryDir folder;
    for (const QString &name : {u"vault.db.new"_s, u"vault.db.new-wal"_s, u"vault.key.new"_s}) {
        QFile part(folder.filePath(name));
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write("half of it");
    }
    QVERIFY(!VaultSession::exists(folder.path()));
    QVERIFY(VaultSession::create(folder.path(), passphrase(), kCheapCost));
    const QStringList left = QDir(folder.path()).entryList({u"*.new*"_s}, QDir::Files);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u' ')));
}

void TestVaultSession::creationInterruptedBeforeTheKeysNameIsCompleted()
{
    VaultFixture vault;
    vault.session.reset();
    const VaultFiles files{vault.directory()};
    QVERIFY(QFile::rename(files.key(), files.key() + u".new"_s));
    QCOMPARE(codeOf(VaultSession::create(vault.directory(), passphrase(), kCheapCost)), ErrorCode::AlreadyExists);
    vault.reopen();
    QVERIFY(QFileInfo::exists(files.key()));
}

void TestVaultSession::passphraseChanges()
{
    VaultFixture vault;
    need(vault.session->settings().setText(u"kept"_s, u"yes"_s));
    const QCA::SecureArray next("another good passphrase");
    QCOMPARE(codeOf(vault.session->changePassphrase(next, next)), ErrorCode::WrongPassphrase);
    QCOMPARE(codeOf(vault.session->changePassphrase(passphrase(), {})), ErrorCode::InvalidInput);
    need(vault.session->changePassphrase(passphrase(), next));
    vault.session.reset();
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::WrongPassphrase);
    vault.session = need(VaultSession::open(vault.directory(), next));
    QCOMPARE(need(vault.session->settings().text(u"kept"_s)), u"yes"_s);
    QVERIFY(!QFileInfo::exists(VaultFiles{vault.directory()}.key() + u".new"_s));
}

void TestVaultSession::keyOfAnotherVaultIsDamage()
{
    VaultFixture vault;
    VaultFixture other;
    vault.session.reset();
    other.session.reset();
    const VaultFiles files{vault.directory()};
    QVERIFY(QFile::remove(files.key()));
    QVERIFY(QFile::copy(VaultFiles{other.directory()}.key(), files.key()));
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::Damaged);
}

void TestVaultSession::noPlaintextReachesTheFiles()
{
    const QByteArray canary = "CANARY-in-the-vault-7731";
    const QString text = QString::fromLatin1(canary);
    VaultFixture vault;
    const ChatId chat = vault.addChat(text.left(20));
    need(vault.session->messages().insert(incoming(chat, text)));
    need(vault.session->chats().saveDraft(chat, text));
    need(vault.session->settings().setText(text, text));
    need(vault.session->keys().saveKey(KeyName::MasterKey, QCA::SecureArray(canary)));
    need(vault.session->ratchets().save({.device = DeviceId(QUuid::createUuid()), .user = {}, .state = canary}));
    OutboxEntry entry;
    entry.id = MessageId(QUuid::createUuid());
    entry.content = canary;
    entry.createdAt = VaultFixture::time(0);
    need(vault.session->outbox().enqueue(entry));
    need(vault.session->account().savePendingEnrolment(canary));
    const auto hits = [&] {
        int found = 0;
        qint64 looked = 0;
        for (const QFileInfo &info : QDir(vault.directory()).entryInfoList(QDir::Files | QDir::Hidden)) {
            QFile file(info.filePath());
            if (!file.open(QIODevice::ReadOnly))
                return -1;
            const QByteArray content = file.readAll();
            looked += content.size();
            for (const QByteArray &form :
                 {canary, canary.first(20), canary.toHex(), canary.toBase64(), QByteArray("SQLite format 3"),
                  QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2)})
                found += int(content.count(form));
        }
        return looked > 10'000 ? found : -1;
    };
    QCOMPARE(hits(), 0); // in the write-ahead log
    need(vault.session->database().executeScript("PRAGMA wal_checkpoint(TRUNCATE)"));
    QCOMPARE(hits(), 0); // in the file
    vault.session.reset();
    QCOMPARE(hits(), 0);
}

void TestVaultSession::transactionsDoNotNest()
{
    VaultFixture vault;
    const auto outer = need(vault.session->begin());
    QCOMPARE(codeOf(vault.session->begin()), ErrorCode::Internal);
}

void TestVaultSession::integrityCheckPasses()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    for (int i = 0; i < 50; ++i)
        need(vault.session->messages().insert(incoming(chat, u"message %1"_s.arg(i), i)));
    need(vault.session->checkIntegrity());
    vault.reopen();
    need(vault.session->checkIntegrity());
}

void TestVaultSession::sessionLivesOnAnExecutor()
{
    QTemporaryDir folder;
    const QString directory = folder.filePath(u"profile"_s);
    Executor<VaultSession> executor(u"vault"_s);
    const auto opened =
        executor.open([directory] { return VaultSession::create(directory, passphrase(), kCheapCost); });
    QTRY_VERIFY(opened.isFinished());
    QVERIFY(opened.result());
    const auto written = executor.run([](VaultSession &session) {
        return session.transact([&session]() -> Result<int> {
            TACET_TRY(session.settings().setNumber(u"n"_s, 7));
            return 7;
        });
    });
    QTRY_VERIFY(written.isFinished());
    QCOMPARE(*written.result(), 7);
    const auto closed = executor.close();
    QTRY_VERIFY(closed.isFinished());
    QCOMPARE(need(need(VaultSession::open(directory, passphrase()))->settings().number(u"n"_s)), 7);
}

void TestVaultSession::olderCopyPutBackIsNoticed()
{
    VaultFixture vault;
    const auto commit = [&] {
        return vault.session->transact([&] { return vault.session->settings().setNumber(u"n"_s, 1); });
    };
    need(commit());
    vault.reopen();
    QCOMPARE(need(vault.session->account().missingCommits()), 0);
    vault.session.reset();
    const QString path = VaultFiles{vault.directory()}.database();
    const QString older = vault.directory() + u"/older"_s;
    QVERIFY(QFile::copy(path, older));
    vault.reopen();
    for (int i = 0; i < 3; ++i)
        need(commit());
    vault.session.reset();
    QVERIFY(QFile::remove(path) && QFile::copy(older, path));
    vault.reopen();
    QCOMPARE(need(vault.session->account().missingCommits()), 3);
    need(commit());
    vault.reopen();
    QCOMPARE(need(vault.session->account().missingCommits()), 3);
    need(vault.session->account().clearMissingCommits());
    vault.reopen();
    QCOMPARE(need(vault.session->account().missingCommits()), 0);
}

void TestVaultSession::newVaultIsNotMeasuredByAnOldOnesMarks()
{
    VaultFixture vault;
    for (int i = 0; i < 3; ++i)
        need(vault.session->transact([&] { return vault.session->settings().setNumber(u"n"_s, i); }));
    vault.session.reset();
    const VaultFiles files{vault.directory()};
    QVERIFY(QFile::remove(files.database()) && QFile::remove(files.key()));
    vault.session = need(VaultSession::create(vault.directory(), passphrase(), kCheapCost));
    QCOMPARE(need(vault.session->account().missingCommits()), 0);
}

TACET_VAULT_TEST_MAIN(TestVaultSession)
#include "tst_vaultsession.moc"
