#pragma once
#include "crypto/handshake/handshake.h"

namespace tacet::crypto {

inline constexpr std::string_view kHybridInfo = "Tacet_X25519_SHA-256_ML-KEM-1024_v1";
inline constexpr std::string_view kOmemo2Info = "OMEMO X3DH";

/// DH1 to DH4 in order (DH4 may lack), computed at once.
std::expected<RootKey, KeyAgreementError> deriveRootKey(std::span<const Agreement> agreements,
                                                        const KemSecret *kemSecret, std::string_view info);

} // namespace tacet::crypto
