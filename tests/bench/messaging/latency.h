#pragma once

namespace tacet::bench {

class Pair;

/// From send() to messageStored() at the peer, one at a time, against a bare NOTIFY.
void benchLatency(Pair &pair);

} // namespace tacet::bench
