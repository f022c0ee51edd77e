#pragma once
#include <QCoro/QCoroSignal>
#include <QDeadlineTimer>

#include <chrono>

namespace tacet::ctl {

/// Suspends until `signal` or the deadline, whichever is first. Signals that come while nobody waits are
/// lost: look at the state before every wait.
template <class Object, class Signal>
QCoro::Task<> signalOrDeadline(Object *object, Signal signal, QDeadlineTimer deadline)
{
    const auto left = deadline.isForever()
                          ? std::chrono::milliseconds(-1)
                          : std::chrono::ceil<std::chrono::milliseconds>(deadline.remainingTimeAsDuration());
    co_await qCoro(object, std::move(signal), left);
}

} // namespace tacet::ctl
