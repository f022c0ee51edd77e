#pragma once
#include "crypto/primitives/bytes.h"

namespace tacet::crypto {

/// Compares without telling where the difference is. Lengths are public.
bool equalConstantTime(ByteView a, ByteView b);
/// True if every byte is zero, in constant time.
bool isZeroConstantTime(ByteView bytes);
/// Overwrites with zeros in a way that the compiler keeps.
void cleanse(std::span<std::byte> bytes);

} // namespace tacet::crypto
