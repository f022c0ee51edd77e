#include "models/services/recoveryblob.h"

#include "models/services/bytes.h"
#include "models/services/localkeys.h"
#include "models/vault/keystore.h"
#include "models/vault/peerstore.h"
#include "models/vault/vaultsession.h"

namespace tacet {

namespace {

constexpr int kKeySize = 32;
constexpr std::uint64_t kFirstEpoch = 1;

ErrorCode codeOf(crypto::RecoveryError error)
{
    switch (error) {
    case crypto::RecoveryError::WrongPhrase: return ErrorCode::WrongPhrase;
    case crypto::RecoveryError::TooNew: return ErrorCode::SchemaTooNew;
    case crypto::RecoveryError::Malformed: return ErrorCode::Damaged;
    default: return ErrorCode::CryptoFailed;
    }
}

crypto::RecoveryPlace placeOf(UserId user, qint64 version)
{
    return {.account = idBytes(user), .version = static_cast<std::uint64_t>(version)};
}

Result<crypto::Secret<kKeySize>> historyKey(VaultSession &vault)
{
    const auto kept = vault.keys().key(KeyName::HistoryKey);
    if (kept && kept->size() == kKeySize)
        return crypto::Secret<kKeySize>(viewOf(*kept).first<kKeySize>());
    if (kept || kept.error().code() != ErrorCode::NotFound)
        return kept ? fail(ErrorCode::Damaged, QStringLiteral("key of a wrong length")) : std::unexpected(kept.error());
    crypto::SystemRandom random;
    auto fresh = random.secret<kKeySize>();
    if (!fresh)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness"));
    TACET_TRY(vault.keys().saveKey(KeyName::HistoryKey, toSecureArray(fresh->view())));
    return std::move(*fresh);
}

Result<crypto::ManifestPin> ownPin(VaultSession &vault, UserId user)
{
    TACET_TRY_ASSIGN(const auto pinned, vault.peers().manifest(user));
    if (!pinned)
        return fail(ErrorCode::NotFound, QStringLiteral("own list of devices"));
    TACET_TRY_ASSIGN(const auto hash, fixedBytes<crypto::kManifestHashSize>(pinned->hash));
    return crypto::ManifestPin{.version = static_cast<std::uint64_t>(pinned->version), .hash = hash};
}

} // namespace

Result<StoredRecovery> sealAccount(VaultSession &vault, const LocalKeys &keys, const crypto::RecoveryPhrase &phrase,
                                   qint64 version)
{
    crypto::RecoverySecrets secrets;
    secrets.masterSeed = crypto::Secret<kKeySize>(keys.master.seed());
    secrets.history.epoch = kFirstEpoch;
    TACET_TRY_ASSIGN(secrets.history.key, historyKey(vault));
    TACET_TRY_ASSIGN(secrets.pin, ownPin(vault, keys.user));
    crypto::SystemRandom random;
    const auto sealed =
        crypto::sealRecovery(secrets, phrase, placeOf(keys.user, version), crypto::kKdfCostFloor, random);
    if (!sealed)
        return fail(codeOf(sealed.error()), QStringLiteral("the account's keys could not be sealed"));
    return StoredRecovery{.version = version, .sealed = toByteArray(*sealed)};
}

Result<crypto::RecoverySecrets> openAccount(const StoredRecovery &stored, const crypto::RecoveryPhrase &phrase,
                                            UserId user)
{
    if (stored.version == 0)
        return fail(ErrorCode::NoRecoveryPhrase);
    auto secrets = crypto::openRecovery(viewOf(stored.sealed), phrase, placeOf(user, stored.version));
    if (!secrets)
        return fail(codeOf(secrets.error()));
    return std::move(*secrets);
}

} // namespace tacet
