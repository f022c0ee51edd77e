#include "app/ctl/threadcreatecommand.h"

#include "app/ctl/groupactions.h"
#include "app/ctl/threadtalk.h"

namespace tacet::ctl {

void ThreadCreateCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("title"), QStringLiteral("what it is about"), QStringLiteral("TITLE")});
    parser.addOption({QStringLiteral("body"), QStringLiteral("its text"), QStringLiteral("TEXT")});
    parser.addPositionalArgument(QStringLiteral("group"), QStringLiteral("the chat's id or name"),
                                 QStringLiteral("GROUP"));
}

QString ThreadCreateCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.positionalArguments().size() != 1)
        return QStringLiteral("thread create needs one GROUP");
    if (!parser.isSet(QStringLiteral("title")) || !parser.isSet(QStringLiteral("body")))
        return QStringLiteral("thread create needs --title TITLE and --body TEXT");
    return {};
}

QCoro::Task<int> ThreadCreateCommand::run(Context &context, const QCommandLineParser &parser)
{
    // Without the database it waits in the outbox.
    const auto connected = co_await context.connect();
    AccountSession *const session = context.profile().session();
    if (!session)
        co_return context.output().failure(connected.error());
    const auto chat = co_await findGroup(*session, parser.positionalArguments().constFirst());
    if (!chat)
        co_return context.output().failure(chat.error());
    const auto created = co_await answerOf(session->threads().create(chat->id, parser.value(QStringLiteral("title")),
                                                                     parser.value(QStringLiteral("body"))));
    if (!created)
        co_return context.output().failure(created.error());
    const auto thread = co_await settled(*session, *created);
    if (!thread)
        co_return context.output().failure(thread.error());
    co_return reportWritten(context.output(), documentOf(*thread), thread->state, thread->failure);
}

} // namespace tacet::ctl
