#include "app/ctl/sendcommand.h"

#include "app/ctl/deliverywatch.h"
#include "app/ctl/describe.h"
#include "app/ctl/waiting.h"
#include "models/domain/limits.h"
#include "models/domain/mentions.h"

#include <QFile>
#include <QStringDecoder>

#include <cstdio>

namespace tacet::ctl {

namespace {

constexpr std::chrono::seconds kSendTimeout{20};
constexpr std::chrono::seconds kWakeTimeout{2};

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
    const QByteArray bytes = file.read(limits::kMessageBytesMax + 1);
    if (bytes.size() > limits::kMessageBytesMax)
        return fail(ErrorCode::InvalidInput, QStringLiteral("the text is too long for one message"));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return fail(ErrorCode::InvalidInput, QStringLiteral("the text is not UTF-8"));
    if (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace

void SendCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("to"), QStringLiteral("the recipient's user name"), QStringLiteral("USER")});
    parser.addOption({QStringLiteral("chat"), QStringLiteral("instead: the chat's id"), QStringLiteral("ID")});
    parser.addOption({QStringLiteral("reply-to"), QStringLiteral("the id of the message that this one answers"),
                      QStringLiteral("MESSAGE")});
    parser.addOption({QStringLiteral("file"), QStringLiteral("read the text from FILE, - for standard input"),
                      QStringLiteral("FILE")});
    parser.addPositionalArgument(QStringLiteral("text"), QStringLiteral("the message"), QStringLiteral("[TEXT…]"));
}

QString SendCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.isSet(QStringLiteral("to")) == parser.isSet(QStringLiteral("chat")))
        return QStringLiteral("send needs either --to USER or --chat ID");
    if (parser.isSet(QStringLiteral("chat")) && ChatId::fromString(parser.value(QStringLiteral("chat"))).isNull())
        return QStringLiteral("--chat needs the id of a chat");
    if (parser.isSet(QStringLiteral("reply-to")) &&
        MessageId::fromString(parser.value(QStringLiteral("reply-to"))).isNull())
        return QStringLiteral("--reply-to needs the id of a message");
    if (parser.isSet(QStringLiteral("file")) == !parser.positionalArguments().isEmpty())
        return QStringLiteral("send needs either TEXT or --file FILE");
    return {};
}

Task<Message> SendCommand::queue(AccountSession &session, const QCommandLineParser &parser, QString text)
{
    ChatId chat = ChatId::fromString(parser.value(QStringLiteral("chat")));
    if (chat.isNull()) {
        TACET_CO_TRY_ASSIGN(const Person person,
                            co_await answerOf(session.people().findByUsername(parser.value(QStringLiteral("to")))));
        TACET_CO_TRY_ASSIGN(const Chat direct, co_await answerOf(session.chats().startDirect(person.id)));
        chat = direct.id;
    }
    TACET_CO_TRY_ASSIGN(const auto mentionables, co_await answerOf(session.messages().mentionables(chat)));
    std::optional<MessageId> replyTo;
    if (parser.isSet(QStringLiteral("reply-to")))
        replyTo = MessageId::fromString(parser.value(QStringLiteral("reply-to")));
    co_return co_await answerOf(session.messages().send(chat, text, mentionsIn(text, mentionables), replyTo));
}

/// Waits until the message left the outbox, one way or the other.
QCoro::Task<Message> SendCommand::settled(DeliveryWatch &watch, Message message)
{
    const QDeadlineTimer deadline(kSendTimeout);
    while (watch.latest(message).state == DeliveryState::Queued && watch.isOnline() && !deadline.hasExpired())
        co_await signalOrDeadline(&watch, &DeliveryWatch::changed, deadline);
    // The recipient is woken after the message is stored; ending before that would let her wait for the poll.
    const QDeadlineTimer wakeDeadline(kWakeTimeout);
    while (watch.latest(message).state == DeliveryState::Sent && !watch.isDrained() && watch.isOnline() &&
           !wakeDeadline.hasExpired())
        co_await signalOrDeadline(&watch, &DeliveryWatch::changed, wakeDeadline);
    co_return watch.latest(message);
}

QCoro::Task<int> SendCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto text = textOf(parser);
    if (!text)
        co_return context.output().failure(text.error());
    const auto connected = co_await context.connect();
    // Without the database the message waits in the outbox; only the first one to a person needs it, for
    // the person's keys.
    AccountSession *const session = context.profile().session();
    if (!session)
        co_return context.output().failure(connected.error());
    DeliveryWatch watch(*session);
    const auto queued = co_await queue(*session, parser, *text);
    if (!queued)
        co_return context.output().failure(queued.error());
    const Message message = co_await settled(watch, *queued);
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
