#pragma once
#include "models/domain/result.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>

namespace tacet {

/// What work answers when it is posted to an executor.
template <class Work, class Session>
using WorkResult = std::invoke_result_t<Work, Session &>;

/// One thread that owns one `Session` (a connection and its stores). Work is a callable
/// `Result<T>(Session &)`; it runs on that thread, in the order of posting, and its answer arrives as a
/// `QFuture<Result<T>>`. Between open() and close() there is a session; otherwise work answers NotOpen.
/// Futures always finish with a result, never by cancellation: at destruction, work that has not
/// started answers Cancelled.
///
/// Public functions may be called from any one thread, normally the GUI's; none of them waits except
/// the destructor, which waits for the piece of work that runs.
template <class Session>
class Executor
{
public:
    explicit Executor(const QString &threadName)
        : m_context(std::make_unique<QObject>())
    {
        m_thread.setObjectName(threadName);
        m_context->moveToThread(&m_thread);
        m_thread.start();
    }

    ~Executor()
    {
        m_stopping = true;
        // Closing on the thread: connections and timers belong to it.
        QMetaObject::invokeMethod(m_context.get(), [this] { m_session.reset(); }, Qt::QueuedConnection);
        QMetaObject::invokeMethod(m_context.get(), [this] { m_thread.quit(); }, Qt::QueuedConnection);
        m_thread.wait();
    }

    Q_DISABLE_COPY_MOVE(Executor)

    /// Replaces the session by what `factory` (`Result<std::unique_ptr<Session>>()`) makes on the thread.
    template <class Factory>
    QFuture<Result<>> open(Factory factory)
    {
        return post<Result<>>([this, factory = std::move(factory)]() mutable -> Result<> {
            m_session.reset();
            auto made = factory();
            if (!made)
                return std::unexpected(made.error());
            m_session = std::move(*made);
            return {};
        });
    }

    QFuture<Result<>> close()
    {
        return post<Result<>>([this]() -> Result<> {
            m_session.reset();
            return {};
        });
    }

    template <class Work>
    QFuture<WorkResult<Work, Session>> run(Work work)
    {
        return post<WorkResult<Work, Session>>([this, work = std::move(work)]() mutable -> WorkResult<Work, Session> {
            if (!m_session)
                return fail(ErrorCode::NotOpen);
            return work(*m_session);
        });
    }

private:
    template <class Answer, class Task>
    QFuture<Answer> post(Task task)
    {
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        QFuture<Answer> future = promise->future();
        QMetaObject::invokeMethod(
            m_context.get(),
            [this, promise, task = std::optional<Task>(std::move(task))]() mutable {
                Answer answer = guarded<Answer>(*task);
                // What the work held is let go of before anybody hears of the answer: the one who awaits it
                // keeps alive what this thread must not be the last to hold.
                task.reset();
                promise->addResult(std::move(answer));
                promise->finish();
            },
            Qt::QueuedConnection);
        return future;
    }

    template <class Answer, class Task>
    Answer guarded(Task &task)
    {
        if (m_stopping)
            return fail(ErrorCode::Cancelled);
        try {
            return task();
        } catch (const std::exception &exception) {
            return fail(ErrorCode::Internal, QString::fromUtf8(exception.what()));
        }
    }

    std::atomic_bool m_stopping = false;
    QThread m_thread;
    std::unique_ptr<QObject> m_context;
    std::unique_ptr<Session> m_session;
};

} // namespace tacet
