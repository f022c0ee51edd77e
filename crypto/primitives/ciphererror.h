#pragma once

namespace tacet::crypto {

enum class CipherError {
    Malformed,   ///< length or padding is impossible
    Unauthentic, ///< the tag does not fit
    TooLong,     ///< beyond what the cipher may take
    Failed,      ///< OpenSSL failed (memory)
};

} // namespace tacet::crypto
