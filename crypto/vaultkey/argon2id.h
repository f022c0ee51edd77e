#pragma once
#include "crypto/primitives/argon2id.h"

#include <QByteArray>
#include <QtCrypto>

namespace tacet::crypto {

/// The same for what comes from the user interface, 32 bytes.
std::optional<QCA::SecureArray> argon2id(const QCA::SecureArray &passphrase, const QByteArray &salt,
                                         const QByteArray &associatedData, const KdfCost &cost);

} // namespace tacet::crypto
