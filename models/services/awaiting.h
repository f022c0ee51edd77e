#pragma once
#include "models/services/asyncresult.h"

#include <QCoro/QCoroTask>
#include <QFutureWatcher>

#include <coroutine>
#include <memory>

namespace tacet {

/// `co_await answerOf(future)`: suspends until the future has its result and moves it out. Resumes on
/// the thread that awaited.
template <class T>
class FutureAnswer
{
public:
    explicit FutureAnswer(QFuture<T> future)
        : m_future(std::move(future))
    {
    }

    bool await_ready() const { return m_future.isFinished(); }

    void await_suspend(std::coroutine_handle<> waiting)
    {
        auto *watcher = new QFutureWatcher<T>;
        QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, waiting]() {
            watcher->deleteLater();
            waiting.resume();
        });
        watcher->setFuture(m_future);
    }

    T await_resume() { return m_future.takeResult(); }

private:
    QFuture<T> m_future;
};

template <class T>
FutureAnswer<T> answerOf(QFuture<T> future)
{
    return FutureAnswer<T>(std::move(future));
}

/// A use case's coroutine.
template <class T = void>
using Task = QCoro::Task<Result<T>>;

/// Lets a coroutine run on its own and hands its answer out as a future.
template <class T>
AsyncResult<T> asFuture(Task<T> task)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    AsyncResult<T> future = promise->future();
    std::move(task).then([promise](Result<T> result) {
        promise->addResult(std::move(result));
        promise->finish();
    });
    return future;
}

} // namespace tacet
