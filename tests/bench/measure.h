#pragma once
#include <functional>
#include <span>
#include <string>

namespace tacet::bench {

/// One way of doing the work that is measured.
struct Contender {
    std::string name;
    /// Does the work `count` times and answers the seconds it took, without what is not measured.
    std::function<double(int count)> run;
};

/// Measures ours and the references in turns (ours, first, second, ours, …), because the machine is shared
/// and its speed drifts, and writes one JSON line per reference on standard output:
/// {"name", "value", "unit", "ratio", "reference"}. Value is ours per second; ratio is the median over the
/// rounds of ours divided by the reference of the same round.
void compare(const std::string &name, const Contender &ours, std::span<const Contender> references);

/// Seconds of processor time that `work` takes on this thread: what other programs take does not count.
double secondsOf(const std::function<void()> &work);

} // namespace tacet::bench
