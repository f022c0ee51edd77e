#include "app/ctl/threadreplycommand.h"

#include "app/ctl/threadtalk.h"

namespace tacet::ctl {

void ThreadReplyCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("to"), QStringLiteral("the id of the reply that this one answers"), QStringLiteral("REPLY")});
    parser.addPositionalArgument(QStringLiteral("thread"), QStringLiteral("the thread's id"), QStringLiteral("THREAD"));
    parser.addPositionalArgument(QStringLiteral("text"), QStringLiteral("the reply"), QStringLiteral("TEXT…"));
}

QString ThreadReplyCommand::complaint(const QCommandLineParser &parser) const
{
    const QStringList words = parser.positionalArguments();
    if (words.size() < 2 || ThreadId::fromString(words.constFirst()).isNull())
        return QStringLiteral("thread reply needs the id of a THREAD and TEXT");
    if (parser.isSet(QStringLiteral("to")) && ReplyId::fromString(parser.value(QStringLiteral("to"))).isNull())
        return QStringLiteral("--to needs the id of a reply");
    return {};
}

QCoro::Task<int> ThreadReplyCommand::run(Context &context, const QCommandLineParser &parser)
{
    // Without the database it waits in the outbox.
    const auto connected = co_await context.connect();
    AccountSession *const session = context.profile().session();
    if (!session)
        co_return context.output().failure(connected.error());
    const QStringList words = parser.positionalArguments();
    std::optional<ReplyId> parent;
    if (parser.isSet(QStringLiteral("to")))
        parent = ReplyId::fromString(parser.value(QStringLiteral("to")));
    const auto created = co_await answerOf(
        session->threads().reply(ThreadId::fromString(words.constFirst()), words.sliced(1).join(u' '), parent));
    if (!created)
        co_return context.output().failure(created.error());
    const auto reply = co_await settled(*session, *created);
    if (!reply)
        co_return context.output().failure(reply.error());
    co_return reportWritten(context.output(), documentOf(*reply), reply->state, reply->failure);
}

} // namespace tacet::ctl
