// What the recovery phrase opens: the account's secrets as they lie in the database (protocol.md section 7, Recovery).
#pragma once
#include "crypto/identity/devicemanifest.h"
#include "crypto/primitives/argon2id.h"
#include "crypto/recovery/recoveryphrase.h"

namespace tacet::crypto {

enum class RecoveryError {
    Malformed,   ///< none of ours, or with a cost that nobody would choose
    TooNew,      ///< written by a newer program
    WrongPhrase, ///< another phrase's, another account's, or another version's
    Derivation,  ///< Argon2id failed: not enough memory
    NoRandom,
    Failed, ///< OpenSSL failed
};

/// The key under which the account's message keys are kept in the database, and its epoch.
struct HistorySecret {
    std::uint64_t epoch = 1;
    Secret<32> key;
};

struct RecoverySecrets {
    Secret<32> masterSeed;
    HistorySecret history;
    ManifestPin pin; ///< the newest manifest when this was sealed: what the database shows must not be older
};

/// Whose secrets these are, and which of the phrases that the account has had opens them. Nothing sealed for one place
/// opens as another.
struct RecoveryPlace {
    Uuid account{};
    std::uint64_t version = 1;
};

/// version ‖ cost ‖ salt ‖ key commitment ‖ AES-256-GCM. Blocks for the time of one derivation.
std::expected<Bytes, RecoveryError> sealRecovery(const RecoverySecrets &secrets, const RecoveryPhrase &phrase,
                                                 const RecoveryPlace &place, const KdfCost &cost, RandomSource &random);
/// The same; costs beyond fixed bounds are refused before anything is derived.
std::expected<RecoverySecrets, RecoveryError> openRecovery(ByteView sealed, const RecoveryPhrase &phrase,
                                                           const RecoveryPlace &place);

} // namespace tacet::crypto
