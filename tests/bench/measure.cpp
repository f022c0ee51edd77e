#include "tests/bench/measure.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

namespace tacet::bench {
namespace {

constexpr int kRounds = 21;
constexpr double kSecondsPerTurn = 0.03;

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// How often a contender does the work in one turn.
int calibrated(const Contender &contender)
{
    for (int count = 1;; count *= 2) {
        const double seconds = contender.run(count);
        if (seconds >= kSecondsPerTurn / 4)
            return std::max(1, static_cast<int>(count * kSecondsPerTurn / seconds));
    }
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

struct Turns {
    const Contender *contender;
    int count;
    std::vector<double> rates;
};

} // namespace

double secondsOf(const std::function<void()> &work)
{
    const double start = threadSeconds();
    work();
    return threadSeconds() - start;
}

void compare(const std::string &name, const Contender &ours, std::span<const Contender> references)
{
    std::vector<Turns> all{{&ours, calibrated(ours), {}}};
    for (const Contender &reference : references)
        all.push_back({&reference, calibrated(reference), {}});
    for (int round = 0; round < kRounds; ++round) {
        for (Turns &turns : all)
            turns.rates.push_back(turns.count / turns.contender->run(turns.count));
    }
    const double value = median(all.front().rates);
    for (const Turns &reference : std::span(all).subspan(1)) {
        std::vector<double> ratios;
        for (std::size_t round = 0; round < kRounds; ++round)
            ratios.push_back(all.front().rates[round] / reference.rates[round]);
        std::printf("{\"name\": \"%s\", \"value\": %.0f, \"unit\": \"per second\", \"ratio\": %.2f, "
                    "\"reference\": \"%s\"}\n",
                    name.c_str(), value, median(ratios), reference.contender->name.c_str());
        std::fprintf(stderr, "%s: %s %.0f per second, %s %.0f per second\n", name.c_str(), ours.name.c_str(), value,
                     reference.contender->name.c_str(), median(reference.rates));
    }
    std::fflush(stdout);
}

} // namespace tacet::bench
