#include "app/ctl/threadshowcommand.h"

#include "app/ctl/threadtalk.h"

#include <QHash>

namespace tacet::ctl {

namespace {

void showBelow(const Output &output, const QHash<ReplyId, QList<Reply>> &answers, ReplyId parent, int depth)
{
    for (const Reply &reply : answers.value(parent)) {
        output.result(lineOf(reply, depth), documentOf(reply));
        showBelow(output, answers, reply.id, depth + 1);
    }
}

/// Each below what it answers; what answers something that is not here stands with those that answer the thread.
void showReplies(const Output &output, const QList<Reply> &replies)
{
    QSet<ReplyId> known;
    QHash<ReplyId, QList<Reply>> answers;
    for (const Reply &reply : replies) {
        // An answer that comes before what it answers cannot hang below itself either.
        const bool hangs = reply.parent && known.contains(*reply.parent);
        answers[hangs ? *reply.parent : ReplyId()] += reply;
        known += reply.id;
    }
    showBelow(output, answers, {}, 1);
}

} // namespace

void ThreadShowCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("thread"), QStringLiteral("the thread's id"), QStringLiteral("THREAD"));
}

QString ThreadShowCommand::complaint(const QCommandLineParser &parser) const
{
    const QStringList words = parser.positionalArguments();
    return words.size() == 1 && !ThreadId::fromString(words.constFirst()).isNull()
               ? QString()
               : QStringLiteral("thread show needs the id of a THREAD");
}

QCoro::Task<int> ThreadShowCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    const ThreadId id = ThreadId::fromString(parser.positionalArguments().constFirst());
    const auto thread = co_await answerOf((*session)->threads().find(id));
    if (!thread)
        co_return context.output().failure(thread.error());
    const auto replies = co_await answerOf((*session)->threads().replies(id));
    if (!replies)
        co_return context.output().failure(replies.error());
    context.output().result(lineOf(*thread) + u'\n' + printable(thread->body), documentOf(*thread));
    showReplies(context.output(), *replies);
    const qint64 position = replies->isEmpty() ? 0 : replies->constLast().position;
    if (const auto read = co_await answerOf((*session)->threads().markRead(id, position)); !read)
        co_return context.output().failure(read.error());
    co_return 0;
}

} // namespace tacet::ctl
