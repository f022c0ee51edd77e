#pragma once
#include <QLatin1StringView>

#include <array>

namespace tacet {

/// Every point of sending, receiving, linking and removing between two durable steps: after each of them the program
/// may die without losing, doubling or garbling a message, leaving half a device or letting anybody read on. A test
/// kills it at each one.
enum class CrashPoint {
    BeforeQueue,           ///< send() was called, nothing is stored
    AfterQueue,            ///< plaintext and queued state are in the vault
    AfterDevicesPinned,    ///< the recipient's devices are verified and in the vault
    AfterBundleClaimed,    ///< the database has handed out prekeys, no session is stored
    BeforeEncryptCommit,   ///< encrypted in memory, the vault's transaction is open
    AfterEncryptCommit,    ///< ciphertext and advanced ratchet are in the vault
    AfterStore,            ///< the database has the message, nobody was woken, the vault does not know
    AfterSentCommit,       ///< the vault knows too
    AfterWake,             ///< the recipients were woken, the vault does not know yet
    AfterFetch,            ///< rows are in memory only
    BeforeDecryptCommit,   ///< decrypted in memory, the vault's transaction is open
    AfterDecryptCommit,    ///< plaintext and advanced ratchet are in the vault
    AfterAcknowledge,      ///< the database has removed the rows, the vault does not know
    AfterReceiptQueued,    ///< acknowledged in the vault too, receipts wait in the outbox
    AfterPrekeysStored,    ///< new prekeys are in the vault, not published
    AfterPrekeysPublished, ///< published, the vault does not know
    AfterKeysCommit,       ///< a group's session and its next batch are in the vault
    AfterKeysSent,         ///< the database has a batch, the vault does not know
    AfterDeposit,          ///< the database has a group's session for those who come later, no message yet
    AfterSealCommit,       ///< posts are sealed in the vault
    AfterPost,             ///< the database has posts, nobody was woken, the vault does not know
    AfterPostNoted,        ///< the vault knows too
    AfterSyncFetch,        ///< what an event names is in memory only
    BeforeSyncCommit,      ///< opened in memory, the vault's transaction is open
    AfterSyncCommit,       ///< messages and the position among the events are in the vault
    BeforeHistoryCommit,   ///< a deposited session and what it opens are in memory, the vault's transaction is open
    AfterHistoryCommit,    ///< they are in the vault
    AfterLinkVault,        ///< the second factor is used up, the vault is empty
    AfterLinkStored,       ///< the new device's keys are in the vault, the database knows nothing of them
    AfterLinked,           ///< the database has the device, the vault does not know
    AfterRemoval           ///< a member is removed, and nobody has begun the next epoch
};

/// The first ones are those of chats of two.
inline constexpr std::size_t kPairwiseCrashPoints = 16;
inline constexpr std::array<QLatin1StringView, 31> kCrashPointNames{
    QLatin1StringView("before-queue"),
    QLatin1StringView("after-queue"),
    QLatin1StringView("after-devices-pinned"),
    QLatin1StringView("after-bundle-claimed"),
    QLatin1StringView("before-encrypt-commit"),
    QLatin1StringView("after-encrypt-commit"),
    QLatin1StringView("after-store"),
    QLatin1StringView("after-sent-commit"),
    QLatin1StringView("after-wake"),
    QLatin1StringView("after-fetch"),
    QLatin1StringView("before-decrypt-commit"),
    QLatin1StringView("after-decrypt-commit"),
    QLatin1StringView("after-acknowledge"),
    QLatin1StringView("after-receipt-queued"),
    QLatin1StringView("after-prekeys-stored"),
    QLatin1StringView("after-prekeys-published"),
    QLatin1StringView("after-keys-commit"),
    QLatin1StringView("after-keys-sent"),
    QLatin1StringView("after-deposit"),
    QLatin1StringView("after-seal-commit"),
    QLatin1StringView("after-post"),
    QLatin1StringView("after-post-noted"),
    QLatin1StringView("after-sync-fetch"),
    QLatin1StringView("before-sync-commit"),
    QLatin1StringView("after-sync-commit"),
    QLatin1StringView("before-history-commit"),
    QLatin1StringView("after-history-commit"),
    QLatin1StringView("after-link-vault"),
    QLatin1StringView("after-link-stored"),
    QLatin1StringView("after-linked"),
    QLatin1StringView("after-removal"),
};

#ifdef TACET_CRASH_POINTS
/// Kills the process with SIGKILL if TACET_CRASH_AT names this point ("after-store", or "after-store:3"
/// for the third time it is reached).
void reached(CrashPoint point);
#else
inline void reached(CrashPoint) {}
#endif

} // namespace tacet
