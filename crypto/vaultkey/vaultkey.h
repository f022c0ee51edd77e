#pragma once
#include "crypto/vaultkey/kdfcost.h"

#include <QByteArray>
#include <QtCrypto>

#include <expected>

namespace tacet::crypto {

/// Why a vault key could not be made or unwrapped.
enum class VaultKeyError {
    Damaged,         ///< the wrapped key's checksum does not fit, or its form is none of ours
    TooNew,          ///< written by a newer program (checksum good, version unknown)
    WrongPassphrase, ///< checksum good, authentication tag wrong
    EmptyPassphrase,
    Derivation, ///< Argon2id failed: not enough memory
    NoCipher,   ///< QCA offers no AES-256-GCM (its OpenSSL plugin is missing)
};

/// 32 random bytes that encrypt the vault. In QCA's locked and zeroised memory.
///
/// The functions here need a living `QCA::Initializer`, which the program's main owns; no object of
/// QCA may outlive it. They block for the time of one derivation and may be called on any thread.
using VaultKey = QCA::SecureArray;
inline constexpr int kVaultKeySize = 32;

VaultKey newVaultKey();

/// The content of `vault.key`: the key under AES-256-GCM, under Argon2id of the passphrase, with a
/// fresh salt and nonce. The header is bound to the derivation as Argon2's associated data, and a
/// SHA-256 over all bytes tells damage from a wrong passphrase. Nothing in it is secret by itself.
std::expected<QByteArray, VaultKeyError> wrapVaultKey(const VaultKey &key, const QCA::SecureArray &passphrase,
                                                      const KdfCost &cost);

/// The key again. Costs beyond fixed bounds are refused as Damaged before anything is derived.
std::expected<VaultKey, VaultKeyError> unwrapVaultKey(const QByteArray &wrapped, const QCA::SecureArray &passphrase);

/// The cost that stands in a wrapped key, so that a change of passphrase never lowers it.
std::expected<KdfCost, VaultKeyError> wrappedKeyCost(const QByteArray &wrapped);

} // namespace tacet::crypto
