#pragma once

namespace tacet::bench {

class Pair;

/// Messages per second from one account's send() to the other's vault, against pgbench.
void benchThroughput(Pair &pair);

} // namespace tacet::bench
