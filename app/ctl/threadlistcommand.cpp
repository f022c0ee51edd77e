#include "app/ctl/threadlistcommand.h"

#include "app/ctl/groupactions.h"
#include "app/ctl/threadtalk.h"

namespace tacet::ctl {

namespace {

constexpr int kDefaultLimit = 100;

std::optional<ThreadOrder> orderOf(const QString &word)
{
    if (word == QLatin1StringView("activity"))
        return ThreadOrder::LastActivity;
    if (word == QLatin1StringView("newest"))
        return ThreadOrder::Newest;
    if (word == QLatin1StringView("replies"))
        return ThreadOrder::MostReplies;
    if (word == QLatin1StringView("title"))
        return ThreadOrder::Title;
    return std::nullopt;
}

ThreadFilter filterOf(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("unread")))
        return ThreadFilter::Unread;
    if (parser.isSet(QStringLiteral("followed")))
        return ThreadFilter::Followed;
    return parser.isSet(QStringLiteral("mine")) ? ThreadFilter::Mine : ThreadFilter::All;
}

} // namespace

void ThreadListCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("unread"), QStringLiteral("only with something unread")});
    parser.addOption({QStringLiteral("followed"), QStringLiteral("only those that are followed")});
    parser.addOption({QStringLiteral("mine"), QStringLiteral("only those of this account")});
    parser.addOption({QStringLiteral("sort"), QStringLiteral("activity, newest, replies or title"),
                      QStringLiteral("ORDER"), QStringLiteral("activity")});
    parser.addOption(
        {QStringLiteral("search"), QStringLiteral("only with these words, in replies too"), QStringLiteral("WORDS")});
    parser.addOption({QStringLiteral("limit"), QStringLiteral("how many at most"), QStringLiteral("N"),
                      QString::number(kDefaultLimit)});
    parser.addPositionalArgument(QStringLiteral("group"), QStringLiteral("the chat's id or name"),
                                 QStringLiteral("GROUP"));
}

QString ThreadListCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.positionalArguments().size() != 1)
        return QStringLiteral("thread list needs one GROUP");
    const int filters = int(parser.isSet(QStringLiteral("unread"))) + int(parser.isSet(QStringLiteral("followed"))) +
                        int(parser.isSet(QStringLiteral("mine")));
    if (filters > 1)
        return QStringLiteral("--unread, --followed and --mine exclude each other");
    if (!orderOf(parser.value(QStringLiteral("sort"))))
        return QStringLiteral("--sort needs activity, newest, replies or title");
    bool isNumber = false;
    if (parser.value(QStringLiteral("limit")).toInt(&isNumber) < 1 || !isNumber)
        return QStringLiteral("--limit needs a number of 1 or more");
    return {};
}

QCoro::Task<int> ThreadListCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    const auto chat = co_await findGroup(**session, parser.positionalArguments().constFirst());
    if (!chat)
        co_return context.output().failure(chat.error());
    const ThreadQuery query{.chat = chat->id,
                            .order = orderOf(parser.value(QStringLiteral("sort"))).value_or(ThreadOrder::LastActivity),
                            .filter = filterOf(parser),
                            .words = parser.value(QStringLiteral("search")),
                            .limit = parser.value(QStringLiteral("limit")).toInt()};
    const auto page = co_await answerOf((*session)->threads().list(query));
    if (!page)
        co_return context.output().failure(page.error());
    for (const Thread &thread : page->threads)
        context.output().result(lineOf(thread), documentOf(thread));
    co_return 0;
}

} // namespace tacet::ctl
