#include "models/executor/executor.h"

#include <QSemaphore>
#include <QTest>

#include <numeric>
#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace tacet;

namespace {

/// Notes in `log` what happens to it, and where it was destroyed.
struct Session {
    explicit Session(QThread **destroyedOn = nullptr)
        : m_destroyedOn(destroyedOn)
    {
    }
    ~Session()
    {
        if (m_destroyedOn)
            *m_destroyedOn = QThread::currentThread();
    }
    Q_DISABLE_COPY_MOVE(Session)

    QList<int> log;

private:
    QThread **m_destroyedOn;
};

using SessionExecutor = Executor<Session>;

Result<std::unique_ptr<Session>> makeSession()
{
    return std::make_unique<Session>();
}

template <class T>
std::optional<ErrorCode> codeOf(const QFuture<Result<T>> &future)
{
    QFuture<Result<T>> waited = future;
    waited.waitForFinished();
    const Result<T> answer = waited.takeResult();
    return answer ? std::nullopt : std::optional(answer.error().code());
}

} // namespace

class ExecutorTest : public QObject
{
    Q_OBJECT
private slots:
    void workRunsInTheOrderOfPosting()
    {
        SessionExecutor executor(u"test"_s);
        executor.open(makeSession);
        constexpr int kCount = 1000;
        for (int i = 0; i < kCount; ++i)
            executor.run([i](Session &session) -> Result<> {
                session.log += i;
                return {};
            });
        QList<int> expected(kCount);
        std::iota(expected.begin(), expected.end(), 0);
        auto log = executor.run([](Session &session) -> Result<QList<int>> { return session.log; });
        log.waitForFinished();
        QCOMPARE(*log.takeResult(), expected);
    }

    void allWorkRunsOnOneOtherThread()
    {
        SessionExecutor executor(u"named"_s);
        executor.open(makeSession);
        const auto look = [&executor] {
            auto thread = executor.run([](Session &) -> Result<QThread *> { return QThread::currentThread(); });
            thread.waitForFinished();
            return *thread.takeResult();
        };
        QThread *const first = look();
        QVERIFY(first != QThread::currentThread());
        QCOMPARE(first->objectName(), u"named"_s);
        QCOMPARE(look(), first);
    }

    void withoutASessionWorkAnswersNotOpen()
    {
        SessionExecutor executor(u"test"_s);
        const auto work = [](Session &) -> Result<int> { return 1; };
        QCOMPARE(codeOf(executor.run(work)), ErrorCode::NotOpen);
        executor.open(makeSession);
        QCOMPARE(codeOf(executor.run(work)), std::nullopt);
        executor.close();
        QCOMPARE(codeOf(executor.run(work)), ErrorCode::NotOpen);
    }

    void aSessionThatDoesNotOpenSaysWhyAndLeavesNone()
    {
        SessionExecutor executor(u"test"_s);
        executor.open(makeSession);
        QCOMPARE(codeOf(executor.open(
                     []() -> Result<std::unique_ptr<Session>> { return fail(ErrorCode::WrongPassphrase); })),
                 ErrorCode::WrongPassphrase);
        QCOMPARE(codeOf(executor.run([](Session &) -> Result<> { return {}; })), ErrorCode::NotOpen);
    }

    void exceptionsBecomeInternalAndTheThreadGoesOn()
    {
        SessionExecutor executor(u"test"_s);
        executor.open(makeSession);
        auto thrown = executor.run([](Session &) -> Result<int> { throw std::runtime_error("out of luck"); });
        thrown.waitForFinished();
        const Result<int> answer = thrown.takeResult();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), ErrorCode::Internal);
        QCOMPARE(answer.error().detail(), u"out of luck"_s);
        QCOMPARE(codeOf(executor.open([]() -> Result<std::unique_ptr<Session>> { throw std::bad_alloc(); })),
                 ErrorCode::Internal);
        executor.open(makeSession);
        QCOMPARE(codeOf(executor.run([](Session &) -> Result<> { return {}; })), std::nullopt);
    }

    void resultsAndWorkMayBeMoveOnly()
    {
        SessionExecutor executor(u"test"_s);
        executor.open(makeSession);
        auto owned = std::make_unique<int>(7);
        auto moved = executor.run(
            [owned = std::move(owned)](Session &) mutable -> Result<std::unique_ptr<int>> { return std::move(owned); });
        moved.waitForFinished();
        const auto answer = moved.takeResult();
        QVERIFY(answer);
        QCOMPARE(**answer, 7);
    }

    /// Otherwise the thread could be the last to hold what owns the executor itself.
    void whatWorkHoldsIsLetGoOfBeforeTheAnswer()
    {
        SessionExecutor executor(u"test"_s);
        executor.open(makeSession);
        const auto held = std::make_shared<int>(1);
        for (int i = 0; i < 5000; ++i) {
            QFuture<Result<int>> answer = executor.run([held](Session &) { return Result<int>(*held); });
            while (!answer.isFinished())
                QThread::yieldCurrentThread();
            QCOMPARE(held.use_count(), 1);
        }
    }

    void atDestructionWhatHasNotStartedAnswersCancelled()
    {
        QThread *destroyedOn = nullptr;
        QThread *worker = nullptr;
        QSemaphore started;
        QSemaphore goOn;
        QList<QFuture<Result<int>>> waiting;
        QFuture<Result<int>> running;
        auto executor = std::make_unique<SessionExecutor>(u"test"_s);
        executor->open([&]() -> Result<std::unique_ptr<Session>> { return std::make_unique<Session>(&destroyedOn); });
        running = executor->run([&](Session &) -> Result<int> {
            worker = QThread::currentThread();
            started.release();
            goOn.acquire();
            return 1;
        });
        int ran = 0;
        for (int i = 0; i < 20; ++i)
            waiting += executor->run([&ran](Session &) -> Result<int> { return ++ran; });
        started.acquire();
        // The destructor waits for the piece of work that runs, so another thread lets it end; nothing tells
        // that thread when the destructor has begun.
        const std::unique_ptr<QThread> helper(QThread::create([&] {
            QThread::msleep(300);
            goOn.release();
        }));
        helper->start();
        executor.reset();
        helper->wait();
        QCOMPARE(codeOf(running), std::nullopt);
        for (const auto &future : waiting) {
            QVERIFY(future.isFinished());
            QCOMPARE(codeOf(future), ErrorCode::Cancelled);
        }
        QCOMPARE(ran, 0);
        // Connections and timers belong to the thread that made them.
        QVERIFY(worker != nullptr);
        QCOMPARE(destroyedOn, worker);
    }
};

QTEST_GUILESS_MAIN(ExecutorTest)
#include "tst_executor.moc"
