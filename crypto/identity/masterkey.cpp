#include "crypto/identity/masterkey.h"

namespace tacet::crypto {

std::expected<MasterKey, RandomError> MasterKey::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(auto key, Ed25519PrivateKey::generate(random));
    return MasterKey(std::move(key));
}

} // namespace tacet::crypto
