#include "app/ctl/receivecommand.h"

#include "app/ctl/describe.h"
#include "app/ctl/terminationsignals.h"
#include "app/ctl/threadtalk.h"
#include "app/ctl/waiting.h"

namespace tacet::ctl {

namespace {

constexpr std::chrono::milliseconds kQuiet{1000};
constexpr std::chrono::seconds kConnectTimeout{30};
constexpr int kTimeoutMax = 24 * 60 * 60;

QString wordFor(ReceivedEvent::Kind kind)
{
    switch (kind) {
    case ReceivedEvent::Kind::Message: break;
    case ReceivedEvent::Kind::Delivered: return QStringLiteral("delivered");
    case ReceivedEvent::Kind::Read: return QStringLiteral("read");
    case ReceivedEvent::Kind::Chat: return QStringLiteral("chat");
    case ReceivedEvent::Kind::KeyChanged: return QStringLiteral("key-changed");
    case ReceivedEvent::Kind::Thread: return QStringLiteral("thread");
    case ReceivedEvent::Kind::Reply: return QStringLiteral("reply");
    }
    return QStringLiteral("message");
}

QJsonObject documentOf(const ReceivedEvent &event, const Person &from)
{
    QJsonObject document;
    switch (event.kind) {
    case ReceivedEvent::Kind::Message: return contentOf(event.message, from.username);
    case ReceivedEvent::Kind::Delivered:
    case ReceivedEvent::Kind::Read: document = ctl::documentOf(event.message, from.username); break;
    case ReceivedEvent::Kind::Thread: document = ctl::documentOf(event.thread); break;
    case ReceivedEvent::Kind::Reply: document = ctl::documentOf(event.reply); break;
    case ReceivedEvent::Kind::Chat:
    case ReceivedEvent::Kind::KeyChanged:
        document = {{QStringLiteral("id"),
                     event.kind == ReceivedEvent::Kind::Chat ? event.chat.id.toString() : event.person.id.toString()},
                    {QStringLiteral("chat"), event.chat.id.isNull() ? QString() : event.chat.id.toString()},
                    {QStringLiteral("from"), from.username},
                    {QStringLiteral("sent_at"), timeText(QDateTime::currentDateTimeUtc())}};
        break;
    }
    document.insert(QStringLiteral("kind"), wordFor(event.kind));
    return document;
}

QString lineOf(const ReceivedEvent &event, const Person &from)
{
    switch (event.kind) {
    case ReceivedEvent::Kind::Message: return ctl::lineOf(event.message, from.username);
    case ReceivedEvent::Kind::Delivered:
    case ReceivedEvent::Kind::Read:
        return QStringLiteral("%1 by %2: %3")
            .arg(wordFor(event.kind), printableName(from.username), event.message.id.toString());
    case ReceivedEvent::Kind::Chat:
        return event.chat.type == ChatType::Direct
                   ? QStringLiteral("new chat with %1").arg(shownNameOf(from))
                   : QStringLiteral("new %1 %2").arg(ctl::wordFor(event.chat.type), printableName(event.chat.title));
    case ReceivedEvent::Kind::Thread: return QStringLiteral("new thread: ") + ctl::lineOf(event.thread);
    case ReceivedEvent::Kind::Reply: return ctl::lineOf(event.reply, 0);
    case ReceivedEvent::Kind::KeyChanged: break;
    }
    return QStringLiteral("The key of %1 has changed. Compare the safety number before you go on: tacetctl "
                          "safety-number %2")
        .arg(shownNameOf(from), printableName(from.username));
}

} // namespace

void ReceiveCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("follow"), QStringLiteral("go on until SIGINT or SIGTERM")});
    parser.addOption({QStringLiteral("timeout"), QStringLiteral("seconds to wait for the first event"),
                      QStringLiteral("S"), QStringLiteral("1")});
    parser.addOption({QStringLiteral("mark-read"), QStringLiteral("tell the senders that their messages were read")});
}

QString ReceiveCommand::complaint(const QCommandLineParser &parser) const
{
    bool isNumber = false;
    const double seconds = parser.value(QStringLiteral("timeout")).toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0 && seconds <= kTimeoutMax))
        return QStringLiteral("--timeout needs a number of seconds.");
    return Command::complaint(parser);
}

bool ReceiveCommand::endsItself(const QCommandLineParser &parser) const
{
    return parser.isSet(QStringLiteral("follow"));
}

ReceiveCommand::Wish ReceiveCommand::wishFrom(const QCommandLineParser &parser)
{
    const double seconds = parser.value(QStringLiteral("timeout")).toDouble();
    return {.follow = parser.isSet(QStringLiteral("follow")),
            .markRead = parser.isSet(QStringLiteral("mark-read")),
            .first = std::chrono::milliseconds(qRound64(seconds * 1000))};
}

QCoro::Task<int> ReceiveCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    co_return co_await receive(context, **session, wishFrom(parser));
}

QDeadlineTimer ReceiveCommand::patience(const ReceivedEvents &events, const ConnectionState &state, const Wish &wish)
{
    if (wish.follow)
        return QDeadlineTimer(QDeadlineTimer::Forever);
    if (state.kind == ConnectionState::Kind::Syncing)
        return QDeadlineTimer(kConnectTimeout);
    if (events.hasAny())
        return QDeadlineTimer(kQuiet);
    if (state.kind != ConnectionState::Kind::Online)
        return isSettled(state) ? m_retry : m_connect;
    if (!m_wasOnline) {
        m_wasOnline = true;
        m_firstEvent = QDeadlineTimer(wish.first);
    }
    return m_firstEvent;
}

/// The ones that the vault has, page by page.
Task<QSet<ThreadId>> ReceiveCommand::threadsOf(AccountSession &session, QList<Chat> chats)
{
    QSet<ThreadId> known;
    for (const Chat &chat : chats) {
        if (chat.type == ChatType::Direct)
            continue;
        ThreadQuery query;
        query.chat = chat.id;
        ThreadPage page;
        do {
            TACET_CO_TRY_ASSIGN(page, co_await answerOf(session.threads().list(query)));
            for (const Thread &thread : std::as_const(page.threads))
                known.insert(thread.id);
            query.offset += static_cast<int>(page.threads.size());
        } while (!page.threads.isEmpty() && query.offset < page.total);
    }
    co_return known;
}

QCoro::Task<int> ReceiveCommand::receive(Context &context, AccountSession &session, Wish wish)
{
    const auto known = co_await answerOf(session.chats().list());
    if (!known)
        co_return context.output().failure(known.error());
    auto threads = co_await threadsOf(session, *known);
    if (!threads)
        co_return context.output().failure(threads.error());
    ReceivedEvents events(session, *known, *std::move(threads));
    QObject::connect(&context.signals(), &TerminationSignals::terminated, &events, &ReceivedEvents::changed);
    session.connection().start();
    m_connect = QDeadlineTimer(std::max<std::chrono::milliseconds>(wish.first, kConnectTimeout));
    m_retry = QDeadlineTimer(wish.first);
    while (!context.signals().received()) {
        while (!events.isEmpty()) {
            if (const auto shown = co_await show(context.output(), session, events.take(), wish.markRead); !shown)
                co_return context.output().failure(shown.error());
        }
        const ConnectionState state = session.connection().state();
        if (state.kind == ConnectionState::Kind::Refused)
            co_return context.output().failure(Error(state.reason.value_or(ErrorCode::LoginRefused)));
        const QDeadlineTimer end = patience(events, state, wish);
        if (end.hasExpired())
            break;
        co_await signalOrDeadline(&events, &ReceivedEvents::changed, end);
        if (events.isEmpty() && end.hasExpired())
            break;
    }
    if (!wish.follow && !m_wasOnline && !events.hasAny())
        co_return context.output().failure(Error(session.connection().state().reason.value_or(ErrorCode::Offline)));
    co_return 0;
}

Task<Person> ReceiveCommand::senderOf(AccountSession &session, const ReceivedEvent &event)
{
    if (event.kind == ReceivedEvent::Kind::Thread || event.kind == ReceivedEvent::Kind::Reply)
        co_return Person();
    if (event.message.id.isNull())
        co_return event.kind == ReceivedEvent::Kind::KeyChanged ? event.person : event.chat.peer;
    TACET_CO_TRY_ASSIGN(const Chat chat, co_await answerOf(session.chats().find(event.message.chat)));
    if (chat.type == ChatType::Direct)
        co_return chat.peer;
    const auto author = co_await answerOf(session.people().find(event.message.author));
    // Nobody says what the chat's log says, and an author's account may be gone.
    co_return author.value_or(Person());
}

Task<> ReceiveCommand::show(const Output &output, AccountSession &session, ReceivedEvent event, bool markRead)
{
    TACET_CO_TRY_ASSIGN(const Person from, co_await senderOf(session, event));
    output.result(lineOf(event, from), documentOf(event, from));
    if (markRead && event.kind == ReceivedEvent::Kind::Message)
        TACET_CO_TRY(co_await answerOf(session.chats().markRead(event.message.chat, event.message.position)));
    co_return {};
}

} // namespace tacet::ctl
