#pragma once
#include "crypto/vaultkey/kdfcost.h"

#include <QByteArray>
#include <QtCrypto>

#include <optional>

namespace tacet::crypto {

/// Argon2id (RFC 9106) through OpenSSL, 32 bytes. Nothing if there is not enough memory.
std::optional<QCA::SecureArray> argon2id(const QCA::SecureArray &passphrase, const QByteArray &salt,
                                         const QByteArray &associatedData, const KdfCost &cost);

} // namespace tacet::crypto
