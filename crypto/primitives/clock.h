#pragma once
#include <chrono>

namespace tacet::crypto {

/// UTC. The clock is passed in; crypto/ never reads one.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

} // namespace tacet::crypto
