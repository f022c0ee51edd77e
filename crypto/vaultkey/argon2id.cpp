#include "crypto/vaultkey/argon2id.h"

namespace tacet::crypto {

namespace {

template <class Array>
ByteView view(const Array &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

std::optional<QCA::SecureArray> argon2id(const QCA::SecureArray &passphrase, const QByteArray &salt,
                                         const QByteArray &associatedData, const KdfCost &cost)
{
    const auto key = argon2id(view(passphrase), view(salt), view(associatedData), cost);
    if (!key)
        return std::nullopt;
    QCA::SecureArray output(static_cast<int>(key->kSize));
    std::ranges::copy(key->view(), reinterpret_cast<std::byte *>(output.data()));
    return output;
}

} // namespace tacet::crypto
