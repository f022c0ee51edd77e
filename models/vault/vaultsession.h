#pragma once
#include "crypto/vaultkey/vaultkey.h"
#include "models/domain/result.h"
#include "models/vault/transaction.h"

#include <memory>
#include <type_traits>

namespace tacet {

class AccountStore;
class CacheStore;
class ChatStore;
class EpochKeyStore;
class FileTransferStore;
class GroupControlStore;
class GroupStateStore;
class InboxStore;
class KeyAnswerStore;
class KeyStore;
class MegolmStore;
class MessageArchiveStore;
class MessageContentStore;
class MessageStore;
class OutboxStore;
class PeerStore;
class PostOutboxStore;
class RatchetStore;
class ReplyVaultStore;
class SettingsStore;
class SyncStateStore;
class ThreadChainStore;
class ThreadVaultStore;
class VaultAuditStore;
class VaultBackupStore;
class VaultLock;
class VaultMetricsStore;
class WaitingPostStore;

/// An unlocked vault: the lock, the connection and the stores. The session type of
/// `Executor<VaultSession>`: made and used on the executor's thread; all stores are synchronous and
/// share its transactions. A `QCA::Initializer`, owned by the program's main, must outlive it. Mains
/// also switch core dumps off.
///
/// Store methods that write run in their own transaction unless the caller has begun one; what has
/// to happen together stands inside `transact`.
class VaultSession
{
public:
    /// Whether `directory` holds anything of a vault, whole or not.
    static bool exists(const QString &directory);

    /// A new vault. AlreadyExists if any of its files is there: nothing is started over another one.
    /// InvalidInput for an empty passphrase; DiskFull, Io.
    static Result<std::unique_ptr<VaultSession>> create(const QString &directory, const QCA::SecureArray &passphrase,
                                                        const crypto::KdfCost &cost = crypto::calibratedKdfCost());

    /// NotFound (no vault), AlreadyRunning (at once), WrongPassphrase, Damaged (detail says which
    /// file), SchemaTooNew, SchemaEdited, DiskFull, Io. Missing migrations are applied.
    static Result<std::unique_ptr<VaultSession>> open(const QString &directory, const QCA::SecureArray &passphrase);

    ~VaultSession();
    Q_DISABLE_COPY_MOVE(VaultSession)

    /// Whether it opens this vault: before something that the open window alone should not allow. WrongPassphrase.
    Result<> checkPassphrase(const QCA::SecureArray &passphrase) const;
    /// Wraps the same vault key anew; with the same cost. WrongPassphrase, InvalidInput.
    Result<> changePassphrase(const QCA::SecureArray &current, const QCA::SecureArray &next);

    Result<Transaction> begin() { return Transaction::begin(*m_database); }

    /// Runs `work` (`Result<T>()`) in one transaction: commits if it succeeded, else nothing is written.
    template <class Work>
    std::invoke_result_t<Work> transact(Work work)
    {
        TACET_TRY_ASSIGN(auto transaction, begin());
        auto result = work();
        if (!result)
            return result;
        TACET_TRY(transaction.commit());
        return result;
    }

    AccountStore &account() { return *m_account; }
    CacheStore &cache() { return *m_cache; }
    ChatStore &chats() { return *m_chats; }
    FileTransferStore &transfers() { return *m_transfers; }
    InboxStore &inbox() { return *m_inbox; }
    KeyStore &keys() { return *m_keys; }
    MessageArchiveStore &archive() { return *m_archive; }
    MessageContentStore &contents() { return *m_contents; }
    MessageStore &messages() { return *m_messages; }
    OutboxStore &outbox() { return *m_outbox; }
    PeerStore &peers() { return *m_peers; }
    RatchetStore &ratchets() { return *m_ratchets; }
    SettingsStore &settings() { return *m_settings; }
    VaultAuditStore &audit() { return *m_audit; }
    VaultBackupStore &backups() { return *m_backups; }
    VaultMetricsStore &metrics() { return *m_metrics; }

    // Of groups and channels.
    EpochKeyStore &epochKeys() { return *m_epochKeys; }
    GroupControlStore &groupControls() { return *m_groupControls; }
    GroupStateStore &groups() { return *m_groups; }
    KeyAnswerStore &keyAnswers() { return *m_keyAnswers; }
    MegolmStore &megolm() { return *m_megolm; }
    PostOutboxStore &postOutbox() { return *m_postOutbox; }
    ReplyVaultStore &replies() { return *m_replies; }
    SyncStateStore &syncState() { return *m_syncState; }
    ThreadChainStore &threadChains() { return *m_threadChains; }
    ThreadVaultStore &threads() { return *m_threads; }
    WaitingPostStore &waiting() { return *m_waiting; }

    /// Reads every page: the pages' MACs, the b-trees, foreign keys and the search index. Damaged.
    /// Takes about a second per 100,000 messages; for `tacetctl doctor`.
    Result<> checkIntegrity();

    /// For tests and tools that look at the file itself.
    VaultDatabase &database() { return *m_database; }

private:
    VaultSession(const QString &directory, std::unique_ptr<VaultLock> lock, std::unique_ptr<VaultDatabase> database);
    static Result<std::unique_ptr<VaultSession>> openWith(const QString &directory, VaultLock lock,
                                                          const crypto::VaultKey &key);

    QString m_directory;
    std::unique_ptr<VaultLock> m_lock;
    std::unique_ptr<VaultDatabase> m_database;
    std::unique_ptr<AccountStore> m_account;
    std::unique_ptr<CacheStore> m_cache;
    std::unique_ptr<ChatStore> m_chats;
    std::unique_ptr<FileTransferStore> m_transfers;
    std::unique_ptr<InboxStore> m_inbox;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<MessageArchiveStore> m_archive;
    std::unique_ptr<MessageContentStore> m_contents;
    std::unique_ptr<MessageStore> m_messages;
    std::unique_ptr<OutboxStore> m_outbox;
    std::unique_ptr<PeerStore> m_peers;
    std::unique_ptr<RatchetStore> m_ratchets;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<VaultAuditStore> m_audit;
    std::unique_ptr<VaultBackupStore> m_backups;
    std::unique_ptr<VaultMetricsStore> m_metrics;
    std::unique_ptr<EpochKeyStore> m_epochKeys;
    std::unique_ptr<GroupControlStore> m_groupControls;
    std::unique_ptr<GroupStateStore> m_groups;
    std::unique_ptr<KeyAnswerStore> m_keyAnswers;
    std::unique_ptr<MegolmStore> m_megolm;
    std::unique_ptr<PostOutboxStore> m_postOutbox;
    std::unique_ptr<ReplyVaultStore> m_replies;
    std::unique_ptr<SyncStateStore> m_syncState;
    std::unique_ptr<ThreadChainStore> m_threadChains;
    std::unique_ptr<ThreadVaultStore> m_threads;
    std::unique_ptr<WaitingPostStore> m_waiting;
};

} // namespace tacet
