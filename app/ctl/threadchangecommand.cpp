#include "app/ctl/threadchangecommand.h"

namespace tacet::ctl {

QString ThreadChangeCommand::word() const
{
    switch (m_change) {
    case Change::Delete: return QStringLiteral("delete");
    case Change::Pin: return QStringLiteral("pin");
    case Change::Unpin: return QStringLiteral("unpin");
    case Change::Follow: return QStringLiteral("follow");
    case Change::Unfollow: break;
    }
    return QStringLiteral("unfollow");
}

QString ThreadChangeCommand::name() const
{
    return QStringLiteral("thread ") + word();
}

QString ThreadChangeCommand::summary() const
{
    switch (m_change) {
    case Change::Delete: return QStringLiteral("delete a thread with its replies");
    case Change::Pin: return QStringLiteral("put a thread at the top of its chat's list, for everybody");
    case Change::Unpin: return QStringLiteral("take that back");
    case Change::Follow: return QStringLiteral("count a thread's replies in its chat's number");
    case Change::Unfollow: break;
    }
    return QStringLiteral("count them no more");
}

void ThreadChangeCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("thread"), QStringLiteral("the thread's id"), QStringLiteral("THREAD"));
}

QString ThreadChangeCommand::complaint(const QCommandLineParser &parser) const
{
    const QStringList words = parser.positionalArguments();
    return words.size() == 1 && !ThreadId::fromString(words.constFirst()).isNull()
               ? QString()
               : name() + QStringLiteral(" needs the id of a THREAD");
}

bool ThreadChangeCommand::needsDatabase() const
{
    return m_change != Change::Follow && m_change != Change::Unfollow;
}

AsyncResult<> ThreadChangeCommand::apply(ThreadService &threads, ThreadId thread) const
{
    switch (m_change) {
    case Change::Delete: return threads.deleteThread(thread);
    case Change::Pin: return threads.setPinned(thread, true);
    case Change::Unpin: return threads.setPinned(thread, false);
    case Change::Follow: return threads.setFollowed(thread, true);
    case Change::Unfollow: break;
    }
    return threads.setFollowed(thread, false);
}

QCoro::Task<int> ThreadChangeCommand::run(Context &context, const QCommandLineParser &parser)
{
    Result<AccountSession *> session = fail(ErrorCode::NotOpen);
    if (needsDatabase())
        session = co_await context.connect();
    else
        session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    const ThreadId thread = ThreadId::fromString(parser.positionalArguments().constFirst());
    const auto done = co_await answerOf(apply((*session)->threads(), thread));
    if (!done)
        co_return context.output().failure(done.error());
    context.output().result(QStringLiteral("done"),
                            {{QStringLiteral("id"), thread.toString()}, {QStringLiteral("done"), word()}});
    co_return 0;
}

} // namespace tacet::ctl
