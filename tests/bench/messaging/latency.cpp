#include "tests/bench/messaging/latency.h"

#include "tests/bench/messaging/pair.h"
#include "tests/bench/messaging/report.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryFile>

#include <libpq-fe.h>
#include <poll.h>
#include <unistd.h>

namespace tacet::bench {

namespace {

constexpr int kTextBytes = 256;
constexpr int kTurns = 100;
constexpr double kNanosPerMilli = 1e6;
constexpr int kCommits = 3; ///< that stand between send() and the peer's signal: two vaults, one database

/// Two sessions that do nothing but wake each other.
class NotifyPair
{
public:
    explicit NotifyPair(Pair &pair)
        : m_here(pair.admin())
        , m_there(pair.admin())
    {
        need(m_here->script("LISTEN bench_here"));
        need(m_there->script("LISTEN bench_there"));
    }

    /// Milliseconds until the other one has it, and until its answer is here.
    std::pair<double, double> roundTrip()
    {
        const double there = wake(*m_here, "NOTIFY bench_there", *m_there);
        return {there, there + wake(*m_there, "NOTIFY bench_here", *m_here)};
    }

private:
    static double wake(DatabaseConnection &from, const char *sql, DatabaseConnection &to)
    {
        QElapsedTimer clock;
        clock.start();
        if (PQsendQuery(from.handle(), sql) == 0)
            throw std::runtime_error("NOTIFY");
        while (PQflush(from.handle()) > 0) {
        }
        PGnotify *heard = nullptr;
        while (!(heard = PQnotifies(to.handle()))) {
            pollfd entry{.fd = PQsocket(to.handle()), .events = POLLIN, .revents = 0};
            if (poll(&entry, 1, 10'000) <= 0 || PQconsumeInput(to.handle()) == 0)
                throw std::runtime_error("NOTIFY was not heard");
        }
        PQfreemem(heard);
        const auto took = static_cast<double>(clock.nsecsElapsed()) / kNanosPerMilli;
        while (PGresult *result = PQgetResult(from.handle()))
            PQclear(result);
        return took;
    }

    std::unique_ptr<DatabaseConnection> m_here;
    std::unique_ptr<DatabaseConnection> m_there;
};

/// Milliseconds of one durable write of a page on the disk that the vaults and the cluster are on.
double durableWrite(QFile &file)
{
    const QByteArray page(8192, 'p');
    QElapsedTimer clock;
    clock.start();
    if (file.write(page) != page.size() || !file.flush() || fdatasync(file.handle()) != 0)
        throw std::runtime_error("cannot write to the disk");
    return static_cast<double>(clock.nsecsElapsed()) / kNanosPerMilli;
}

struct Samples {
    std::vector<double> messages;
    std::vector<double> oneWays;
    std::vector<double> roundTrips;
    std::vector<double> writes;
};

Samples measure(Pair &pair)
{
    NotifyPair notify(pair);
    QTemporaryFile file;
    if (!file.open())
        throw std::runtime_error("no temporary file");
    Samples samples;
    for (int turn = 0; turn < kTurns; ++turn) {
        samples.messages.push_back(pair.sendOne(kTextBytes));
        const auto [oneWay, roundTrip] = notify.roundTrip();
        samples.oneWays.push_back(oneWay);
        samples.roundTrips.push_back(roundTrip);
        samples.writes.push_back(durableWrite(file));
    }
    return samples;
}

} // namespace

void benchLatency(Pair &pair)
{
    const Samples samples = measure(pair);
    for (const double share : {0.5, 0.99}) {
        const QString which = QString("p%1").arg(share * 100);
        const double message = quantile(samples.messages, share);
        const double oneWay = quantile(samples.oneWays, share);
        const double roundTrip = quantile(samples.roundTrips, share);
        const double write = quantile(samples.writes, share);
        report("messaging: latency from send() to the peer's signal, " + which, message, "ms", message / roundTrip,
               "NOTIFY there and back between two connections");
        report("messaging: latency, the same beside its durable writes, " + which, message, "ms",
               message / (roundTrip + kCommits * write), "NOTIFY there and back, and three writes with fdatasync");
        report("messaging: NOTIFY one way, " + which, oneWay, "ms", std::nullopt, {});
        report("messaging: NOTIFY there and back, " + which, roundTrip, "ms", std::nullopt, {});
        report("messaging: a durable write of 8 KiB to this disk, " + which, write, "ms", std::nullopt, {});
    }
}

} // namespace tacet::bench
