#include "tests/bench/messaging/throughput.h"

#include "tests/bench/messaging/pair.h"
#include "tests/bench/messaging/pgbench.h"
#include "tests/bench/messaging/report.h"

namespace tacet::bench {

namespace {

constexpr int kTextBytes = 256;
constexpr int kRounds = 5;
constexpr int kMessages = 1000; ///< a round; all rounds together stay below the database's burst limit
constexpr int kTransactions = 500;

} // namespace

void benchThroughput(Pair &pair)
{
    const Pgbench pgbench(pair, kTextBytes);
    pair.sendMany(kMessages / 10, kTextBytes);
    pgbench.insertMessages(kTransactions / 10);
    std::vector<double> rates;
    std::vector<double> ratios;
    // In turns, because the machine is shared and its speed drifts.
    for (int round = 0; round < kRounds; ++round) {
        pair.settle();
        rates.push_back(kMessages / pair.sendMany(kMessages, kTextBytes));
        pair.settle();
        ratios.push_back(rates.back() / pgbench.insertMessages(kTransactions));
    }
    report("messaging: 256 B messages, from send() to the peer's vault", quantile(rates, 0.5), "per second",
           quantile(ratios, 0.5), "pgbench inserting the same rows, one client, one transaction each");
}

} // namespace tacet::bench
