#pragma once

namespace tacet::crypto {

enum class HpkeError {
    BadPublicKey, ///< not canonical, or an agreement with it is zero
    BadPsk,       ///< the id of the pre-shared key is empty (RFC 9180 section 5.1: both or none)
    Unauthentic,  ///< keys, info, associated data or bytes do not fit
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

} // namespace tacet::crypto
