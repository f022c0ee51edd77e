#include "app/ctl/program.h"

#include "app/ctl/commands.h"
#include "app/ctl/terminationsignals.h"

#include <QCoreApplication>
#include <QCoro/QCoroTimer>

#include <cstdio>

namespace tacet::ctl {

namespace {

constexpr qsizetype kNameColumn = 22;

QString overview(const std::vector<std::unique_ptr<Command>> &commands)
{
    QString text = QStringLiteral("Usage: tacetctl [--profile DIR] [--passphrase-file FILE] [--json] COMMAND …\n\n"
                                  "  --profile DIR           the folder of one account (%1)\n"
                                  "  --passphrase-file FILE  its first line is the passphrase; else TACET_PASSPHRASE\n"
                                  "  --json                  one JSON document a line instead of text\n\n"
                                  "Commands (tacetctl COMMAND --help says more):\n")
                       .arg(Invocation::defaultProfile());
    for (const auto &command : commands)
        text += QStringLiteral("  %1%2\n").arg(command->name().leftJustified(kNameColumn), command->summary());
    text += QStringLiteral("\nExit code 0 only if it did what it was asked; 75 if a message waits in the outbox.\n");
    return text;
}

int say(const QString &text)
{
    // A text longer than the buffer fails here, and leaves the flush nothing to fail with.
    const bool isPut = std::fputs(text.toUtf8().constData(), stdout) >= 0;
    return isPut && std::fflush(stdout) == 0 ? 0 : 1;
}

int usageError(const Output &output, const QString &complaint)
{
    output.failure(ErrorCode::InvalidInput, complaint + QStringLiteral(" See tacetctl --help."));
    return kExitUsage;
}

} // namespace

int Program::run(const QStringList &arguments)
{
    const auto invocation = Invocation::parse(arguments);
    if (!invocation)
        return usageError(Output(arguments.contains(QLatin1StringView("--json"))), invocation.error());
    if (invocation->version)
        return say(QStringLiteral("tacetctl %1\n").arg(QCoreApplication::applicationVersion()));
    const auto commands = allCommands();
    if (invocation->help)
        return say(overview(commands));
    const Output output(invocation->json);
    QStringList words = invocation->rest;
    if (words.isEmpty())
        return usageError(output, QStringLiteral("A command is missing."));
    Command *command = takeCommand(commands, words);
    if (!command)
        return usageError(output, QStringLiteral("There is no command %1.").arg(words.constFirst()));
    return runCommand(*invocation, *command, words);
}

int Program::runCommand(const Invocation &invocation, Command &command, const QStringList &words)
{
    const Output output(invocation.json);
    QCommandLineParser parser;
    parser.setApplicationDescription(command.summary());
    const QCommandLineOption help = parser.addHelpOption();
    command.configure(parser);
    if (!parser.parse(QStringList{QStringLiteral("tacetctl ") + command.name()} + words))
        return usageError(output, parser.errorText());
    if (parser.isSet(help))
        return say(parser.helpText());
    if (const QString complaint = command.complaint(parser); !complaint.isEmpty())
        return usageError(output, complaint);

    m_passphrase.setFile(invocation.passphraseFile);
    const TerminationSignals signals;
    Context context(invocation.profile, output, m_passphrase, signals);
    if (!command.endsItself(parser))
        QObject::connect(&signals, &TerminationSignals::terminated, qApp,
                         []() { QCoreApplication::exit(kExitInterrupted); });
    execute(context, command, parser).then([](int code) { QCoreApplication::exit(code); });
    return QCoreApplication::exec();
}

QCoro::Task<int> Program::execute(Context &context, Command &command, const QCommandLineParser &parser)
{
    // exit() counts only once the event loop runs.
    co_await QCoro::sleepFor(std::chrono::milliseconds(0));
    int code = co_await command.run(context, parser);
    if (context.profile().state() == ProfileService::State::Unlocked)
        co_await answerOf(context.profile().lock());
    if (code == 0 && !context.output().isWritten())
        code = context.output().failure(ErrorCode::Io, QStringLiteral("The output could not be written completely."));
    co_return code;
}

} // namespace tacet::ctl
