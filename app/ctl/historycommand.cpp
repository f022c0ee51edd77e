#include "app/ctl/historycommand.h"

#include "app/ctl/describe.h"
#include "app/ctl/usernames.h"

#include <algorithm>

namespace tacet::ctl {

namespace {

constexpr int kDefaultLimit = 50;
constexpr int kPageSize = 200;

} // namespace

void HistoryCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("with"), QStringLiteral("the other person's user name"), QStringLiteral("USER")});
    parser.addOption({QStringLiteral("chat"), QStringLiteral("instead: the chat's id"), QStringLiteral("ID")});
    parser.addOption({QStringLiteral("limit"), QStringLiteral("how many messages at most, the newest ones"),
                      QStringLiteral("N"), QString::number(kDefaultLimit)});
}

QString HistoryCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.isSet(QStringLiteral("with")) == parser.isSet(QStringLiteral("chat")))
        return QStringLiteral("history needs either --with USER or --chat ID.");
    bool isNumber = false;
    if (parser.value(QStringLiteral("limit")).toInt(&isNumber) < 1 || !isNumber)
        return QStringLiteral("--limit needs a number of 1 or more.");
    return Command::complaint(parser);
}

Task<Chat> HistoryCommand::chatFor(AccountSession &session, const QCommandLineParser &parser)
{
    const ChatId id = ChatId::fromString(parser.value(QStringLiteral("chat")));
    const QString username = parser.value(QStringLiteral("with"));
    TACET_CO_TRY_ASSIGN(const QList<Chat> chats, co_await answerOf(session.chats().list()));
    const auto chat = std::ranges::find_if(chats, [&](const Chat &each) {
        return id.isNull()
                   ? each.type == ChatType::Direct && each.peer.username.compare(username, Qt::CaseInsensitive) == 0
                   : each.id == id;
    });
    if (chat == chats.end())
        co_return fail(ErrorCode::NotFound, QStringLiteral("no such chat"));
    co_return *chat;
}

Task<QList<Message>> HistoryCommand::read(AccountSession &session, ChatId chat, int limit)
{
    QList<Message> newestFirst;
    qint64 before = std::numeric_limits<qint64>::max();
    bool reachedOldest = false;
    while (!reachedOldest && newestFirst.size() < limit) {
        const int size = std::min(kPageSize, static_cast<int>(limit - newestFirst.size()));
        TACET_CO_TRY_ASSIGN(const MessagePage page, co_await answerOf(session.messages().page(chat, before, size)));
        newestFirst += page.messages;
        reachedOldest = page.reachedOldest || page.messages.isEmpty();
        if (!newestFirst.isEmpty())
            before = newestFirst.constLast().position;
    }
    std::ranges::reverse(newestFirst);
    co_return newestFirst;
}

QCoro::Task<int> HistoryCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    const auto chat = co_await chatFor(**session, parser);
    if (!chat)
        co_return context.output().failure(chat.error());
    const auto messages = co_await read(**session, chat->id, parser.value(QStringLiteral("limit")).toInt());
    if (!messages)
        co_return context.output().failure(messages.error());
    Usernames names(**session);
    for (const Message &message : *messages) {
        const auto from = co_await names.of(message.author);
        if (!from)
            co_return context.output().failure(from.error());
        QJsonObject document = contentOf(message, *from);
        document.insert(QStringLiteral("state"), wordFor(message.state));
        context.output().result(lineOf(message, *from), document);
    }
    co_return 0;
}

} // namespace tacet::ctl
