#include "models/vault/vaultsession.h"

#include "models/vault/accountstore.h"
#include "models/vault/cachestore.h"
#include "models/vault/chatstore.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/filetransferstore.h"
#include "models/vault/groupcontrolstore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/inboxstore.h"
#include "models/vault/keyanswerstore.h"
#include "models/vault/keystore.h"
#include "models/vault/megolmstore.h"
#include "models/vault/messagearchivestore.h"
#include "models/vault/messagecontentstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/outboxstore.h"
#include "models/vault/peerstore.h"
#include "models/vault/postoutboxstore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/replyvaultstore.h"
#include "models/vault/searchterms.h"
#include "models/vault/settingsstore.h"
#include "models/vault/syncstatestore.h"
#include "models/vault/threadvaultstore.h"
#include "models/vault/vaultauditstore.h"
#include "models/vault/vaultbackupstore.h"
#include "models/vault/vaultfiles.h"
#include "models/vault/vaultlock.h"
#include "models/vault/vaultmetricsstore.h"
#include "models/vault/vaultmigrations.h"
#include "models/vault/waitingpoststore.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr qint64 kKeyFileLimit = 4096;
constexpr auto kNewSuffix = ".new"_L1;

constexpr char kCipherCheck[] = "PRAGMA cipher_integrity_check";
constexpr char kQuickCheck[] = "PRAGMA quick_check(1)";
constexpr char kForeignKeyCheck[] = "PRAGMA foreign_key_check";

std::unexpected<Error> failedWith(crypto::VaultKeyError error)
{
    switch (error) {
    case crypto::VaultKeyError::Damaged: return fail(ErrorCode::Damaged, u"vault.key"_s);
    case crypto::VaultKeyError::TooNew: return fail(ErrorCode::SchemaTooNew, u"vault.key"_s);
    case crypto::VaultKeyError::WrongPassphrase: return fail(ErrorCode::WrongPassphrase);
    case crypto::VaultKeyError::EmptyPassphrase: return fail(ErrorCode::InvalidInput, u"empty passphrase"_s);
    case crypto::VaultKeyError::Derivation: return fail(ErrorCode::Internal, u"Argon2id failed"_s);
    case crypto::VaultKeyError::NoCipher: return fail(ErrorCode::Internal, u"QCA offers no AES-256-GCM"_s);
    }
    Q_UNREACHABLE();
}

/// The files a new vault is built in, before they get their names.
QString building(const QString &path)
{
    return path + kNewSuffix;
}

/// A creation ends by naming the database, then the key. Ended by a crash in between, it is completed here.
Result<> completeCreation(const VaultFiles &files)
{
    const QString newKey = building(files.key());
    if (QFileInfo::exists(files.key()) || !QFileInfo::exists(files.database()) || !QFileInfo::exists(newKey))
        return {};
    if (!QFile::rename(newKey, files.key()))
        return fail(ErrorCode::Io, u"vault.key cannot be named"_s);
    return syncPrivateDirectory(files.directory);
}

Result<> checkFilesThere(const VaultFiles &files)
{
    // A vault of which a part is gone is never started anew.
    if (!QFileInfo::exists(files.key()))
        return fail(ErrorCode::Damaged, u"vault.key is missing"_s);
    if (!QFileInfo::exists(files.database()))
        return fail(ErrorCode::Damaged, u"vault.db is missing"_s);
    if (QFileInfo(files.database()).size() == 0)
        return fail(ErrorCode::Damaged, u"vault.db is empty"_s);
    return {};
}

Result<crypto::VaultKey> readKey(const VaultFiles &files, const QCA::SecureArray &passphrase)
{
    TACET_TRY_ASSIGN(const QByteArray wrapped, readSmallFile(files.key(), kKeyFileLimit));
    auto key = crypto::unwrapVaultKey(wrapped, passphrase);
    if (!key)
        return failedWith(key.error());
    return *key;
}

/// Builds a whole vault under other names, so that one that is half made never stands under its own.
Result<> build(const VaultFiles &files, const QByteArray &wrappedKey, const crypto::VaultKey &key)
{
    const QString newDatabase = building(files.database());
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(newDatabase + suffix);
    TACET_TRY_ASSIGN(const auto migrations, embeddedVaultMigrations());
    TACET_TRY(createPrivateFile(newDatabase));
    {
        TACET_TRY_ASSIGN(const auto database, VaultDatabase::open(newDatabase, key, VaultDatabase::Expect::New));
        TACET_TRY(migrateVaultUp(*database, migrations));
    }
    TACET_TRY(writeFileAtomically(building(files.key()), wrappedKey));
    if (!QFile::rename(newDatabase, files.database()) || !QFile::rename(building(files.key()), files.key()))
        return fail(ErrorCode::Io, u"the new vault's files cannot be named"_s);
    return syncPrivateDirectory(files.directory);
}

} // namespace

bool VaultSession::exists(const QString &directory)
{
    return VaultFiles{directory}.anyExists();
}

Result<std::unique_ptr<VaultSession>> VaultSession::create(const QString &directory, const QCA::SecureArray &passphrase,
                                                           const crypto::KdfCost &cost)
{
    const VaultFiles files{directory};
    TACET_TRY(makePrivateDirectory(directory));
    TACET_TRY_ASSIGN(auto lock, VaultLock::acquire(files.lock()));
    if (files.anyExists())
        return fail(ErrorCode::AlreadyExists, u"the folder holds a vault"_s);
    // Marks of a vault that was removed from here say nothing about this one.
    TACET_TRY(lock.writeMarks({}));
    const crypto::VaultKey key = crypto::newVaultKey();
    const auto wrapped = crypto::wrapVaultKey(key, passphrase, cost);
    if (!wrapped)
        return failedWith(wrapped.error());
    TACET_TRY(build(files, *wrapped, key));
    return openWith(directory, std::move(lock), key);
}

Result<std::unique_ptr<VaultSession>> VaultSession::open(const QString &directory, const QCA::SecureArray &passphrase)
{
    const VaultFiles files{directory};
    if (!files.anyExists())
        return fail(ErrorCode::NotFound, u"the folder holds no vault"_s);
    TACET_TRY_ASSIGN(auto lock, VaultLock::acquire(files.lock()));
    TACET_TRY(completeCreation(files));
    TACET_TRY(checkFilesThere(files));
    TACET_TRY_ASSIGN(const auto key, readKey(files, passphrase));
    return openWith(directory, std::move(lock), key);
}

Result<std::unique_ptr<VaultSession>> VaultSession::openWith(const QString &directory, VaultLock lock,
                                                             const crypto::VaultKey &key)
{
    const VaultFiles files{directory};
    for (const QString &path : {files.database(), files.key(), files.lock()})
        TACET_TRY(makePrivateFile(path));
    TACET_TRY_ASSIGN(const auto migrations, embeddedVaultMigrations());
    TACET_TRY_ASSIGN(auto database, VaultDatabase::open(files.database(), key, VaultDatabase::Expect::Existing));
    TACET_TRY(migrateVaultUp(*database, migrations));
    std::unique_ptr<VaultSession> session(
        new VaultSession(directory, std::make_unique<VaultLock>(std::move(lock)), std::move(database)));
    TACET_TRY(session->m_database->takeFence(*session->m_lock));
    return session;
}

VaultSession::VaultSession(const QString &directory, std::unique_ptr<VaultLock> lock,
                           std::unique_ptr<VaultDatabase> database)
    : m_directory(directory)
    , m_lock(std::move(lock))
    , m_database(std::move(database))
    , m_account(std::make_unique<AccountStore>(*m_database))
    , m_cache(std::make_unique<CacheStore>(*m_database))
    , m_chats(std::make_unique<ChatStore>(*m_database))
    , m_transfers(std::make_unique<FileTransferStore>(*m_database))
    , m_inbox(std::make_unique<InboxStore>(*m_database))
    , m_keys(std::make_unique<KeyStore>(*m_database))
    , m_archive(std::make_unique<MessageArchiveStore>(*m_database))
    , m_contents(std::make_unique<MessageContentStore>(*m_database))
    , m_messages(std::make_unique<MessageStore>(*m_database))
    , m_outbox(std::make_unique<OutboxStore>(*m_database))
    , m_peers(std::make_unique<PeerStore>(*m_database))
    , m_ratchets(std::make_unique<RatchetStore>(*m_database))
    , m_settings(std::make_unique<SettingsStore>(*m_database))
    , m_audit(std::make_unique<VaultAuditStore>(*m_database))
    , m_backups(std::make_unique<VaultBackupStore>(*m_database))
    , m_metrics(std::make_unique<VaultMetricsStore>(*m_database))
    , m_epochKeys(std::make_unique<EpochKeyStore>(*m_database))
    , m_groupControls(std::make_unique<GroupControlStore>(*m_database))
    , m_groups(std::make_unique<GroupStateStore>(*m_database))
    , m_keyAnswers(std::make_unique<KeyAnswerStore>(*m_database))
    , m_megolm(std::make_unique<MegolmStore>(*m_database))
    , m_postOutbox(std::make_unique<PostOutboxStore>(*m_database))
    , m_replies(std::make_unique<ReplyVaultStore>(*m_database))
    , m_syncState(std::make_unique<SyncStateStore>(*m_database))
    , m_threadChains(std::make_unique<ThreadChainStore>(*m_database))
    , m_threads(std::make_unique<ThreadVaultStore>(*m_database))
    , m_waiting(std::make_unique<WaitingPostStore>(*m_database))
{
}

VaultSession::~VaultSession() = default;

Result<> VaultSession::checkPassphrase(const QCA::SecureArray &passphrase) const
{
    TACET_TRY_ASSIGN(const QByteArray wrapped, readSmallFile(VaultFiles{m_directory}.key(), kKeyFileLimit));
    if (const auto key = crypto::unwrapVaultKey(wrapped, passphrase); !key)
        return failedWith(key.error());
    return {};
}

Result<> VaultSession::changePassphrase(const QCA::SecureArray &current, const QCA::SecureArray &next)
{
    const VaultFiles files{m_directory};
    TACET_TRY_ASSIGN(const QByteArray wrapped, readSmallFile(files.key(), kKeyFileLimit));
    const auto key = crypto::unwrapVaultKey(wrapped, current);
    if (!key)
        return failedWith(key.error());
    const auto cost = crypto::wrappedKeyCost(wrapped);
    if (!cost)
        return failedWith(cost.error());
    const auto wrappedAnew = crypto::wrapVaultKey(*key, next, *cost);
    if (!wrappedAnew)
        return failedWith(wrappedAnew.error());
    return writeFileAtomically(files.key(), *wrappedAnew);
}

Result<> VaultSession::checkIntegrity()
{
    TACET_TRY_ASSIGN(const QVariant damagedPage, m_database->scalar(kCipherCheck));
    if (!damagedPage.isNull())
        return fail(ErrorCode::Damaged, u"a page of vault.db does not verify"_s);
    TACET_TRY_ASSIGN(const QVariant trees, m_database->scalar(kQuickCheck));
    if (trees.toString() != "ok"_L1)
        return fail(ErrorCode::Damaged, u"the structure of vault.db"_s);
    TACET_TRY_ASSIGN(const QVariant orphan, m_database->scalar(kForeignKeyCheck));
    if (!orphan.isNull())
        return fail(ErrorCode::Damaged, u"a row of vault.db has no parent"_s);
    return m_database->executeScript(kVaultSearchCheck);
}

} // namespace tacet
