#pragma once
#include "crypto/primitives/argon2id.h"

#include <chrono>

namespace tacet::crypto {

/// Raises passes above the floor until one derivation on this computer takes about `target`.
/// Runs one to two derivations: call it off the GUI's thread.
KdfCost calibratedKdfCost(std::chrono::milliseconds target = std::chrono::milliseconds(500));

} // namespace tacet::crypto
