#include "app/ctl/sendcommand.h"

#include "models/domain/limits.h"

#include <QCoro/QCoroTimer>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

namespace tacet::ctl {

namespace {

constexpr std::chrono::seconds kSendTimeout{20};
constexpr std::chrono::milliseconds kSendPoll{5};

Result<QString> textOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("file")))
        return parser.positionalArguments().join(u' ');
    const QString name = parser.value(QStringLiteral("file"));
    QFile file(name);
    const bool opened =
        name == QLatin1StringView("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fail(ErrorCode::Io, QStringLiteral("the file cannot be read"));
    const QByteArray bytes = file.read(limits::kMessageBytesMax);
    QString text = QString::fromUtf8(bytes);
    if (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

QString wordFor(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Queued: return QStringLiteral("queued");
    case DeliveryState::Sent: return QStringLiteral("sent");
    case DeliveryState::Delivered: return QStringLiteral("delivered");
    case DeliveryState::Read: return QStringLiteral("read");
    case DeliveryState::Failed: return QStringLiteral("failed");
    case DeliveryState::Received: break;
    }
    return QStringLiteral("received");
}

} // namespace

void SendCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("to"), QStringLiteral("the recipient's user name"), QStringLiteral("USER")});
    parser.addOption({QStringLiteral("file"), QStringLiteral("read the text from FILE, - for standard input"),
                      QStringLiteral("FILE")});
    parser.addPositionalArgument(QStringLiteral("text"), QStringLiteral("the message"), QStringLiteral("[TEXT…]"));
}

QString SendCommand::complaint(const QCommandLineParser &parser) const
{
    if (!parser.isSet(QStringLiteral("to")))
        return QStringLiteral("send needs --to USER");
    if (parser.isSet(QStringLiteral("file")) == !parser.positionalArguments().isEmpty())
        return QStringLiteral("send needs either TEXT or --file FILE");
    return {};
}

/// The outbox takes it even if the database cannot be reached; only the first message to a person
/// needs the database, for the person's keys.
Task<Message> SendCommand::queue(Context &context, const QCommandLineParser &parser)
{
    TACET_CO_TRY_ASSIGN(const QString text, textOf(parser));
    const auto connected = co_await context.connect();
    AccountSession *session = connected ? *connected : context.profile().session();
    if (!session)
        co_return std::unexpected(connected.error());
    auto person = co_await answerOf(session->people().findByUsername(parser.value(QStringLiteral("to"))));
    if (!person)
        co_return std::unexpected(person.error());
    TACET_CO_TRY_ASSIGN(const Chat chat, co_await answerOf(session->chats().startDirect(person->id)));
    co_return co_await answerOf(session->messages().send(chat.id, text));
}

/// Waits until the message left the outbox, one way or the other.
QCoro::Task<Message> SendCommand::settled(AccountSession &session, Message message)
{
    QObject scope;
    Message latest = message;
    QObject::connect(&session.messages(), &MessageService::messageChanged, &scope, [&latest](const Message &changed) {
        if (changed.id == latest.id)
            latest = changed;
    });
    QElapsedTimer waited;
    waited.start();
    while (latest.state == DeliveryState::Queued && waited.durationElapsed() < kSendTimeout &&
           session.connection().state().kind == ConnectionState::Kind::Online)
        co_await QCoro::sleepFor(kSendPoll);
    co_return latest;
}

QCoro::Task<int> SendCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto queued = co_await queue(context, parser);
    if (!queued)
        co_return context.output().failure(queued.error());
    const Message message = co_await settled(*context.profile().session(), *queued);
    const QString word = wordFor(message.state);
    context.output().result(word, {{QStringLiteral("id"), message.id.toString()},
                                   {QStringLiteral("chat"), message.chat.toString()},
                                   {QStringLiteral("state"), word}});
    if (message.state == DeliveryState::Failed)
        co_return context.output().failure(Error(message.failure.value_or(ErrorCode::Internal)));
    if (message.state == DeliveryState::Queued) {
        context.output().failure(
            ErrorCode::Offline,
            QStringLiteral(
                "The message waits in the outbox and leaves with the next command that reaches the database."));
        co_return kExitQueued;
    }
    co_return 0;
}

} // namespace tacet::ctl
