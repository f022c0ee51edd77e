#include "app/ctl/accountpasswordcommand.h"

#include "app/ctl/secretinput.h"

namespace tacet::ctl {

void AccountPasswordCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("what"), QStringLiteral("set or clear"), QStringLiteral("set|clear"));
    parser.addOption({QStringLiteral("file"), QStringLiteral("whose first line is the password; - is standard input"),
                      QStringLiteral("PATH")});
}

QString AccountPasswordCommand::complaint(const QCommandLineParser &parser) const
{
    const QStringList words = parser.positionalArguments();
    if (words == QStringList{QStringLiteral("clear")})
        return parser.isSet(QStringLiteral("file")) ? QStringLiteral("clear takes no --file.") : QString();
    if (words != QStringList{QStringLiteral("set")})
        return QStringLiteral("account password needs set or clear.");
    return parser.isSet(QStringLiteral("file")) ? QString() : QStringLiteral("set needs --file.");
}

QCoro::Task<int> AccountPasswordCommand::run(Context &context, const QCommandLineParser &parser)
{
    const bool isSet = parser.positionalArguments().constFirst() == u"set";
    QString password;
    if (isSet) {
        const auto line =
            SecretInput(context.output()).line(parser.value(QStringLiteral("file")), QStringLiteral("New password"));
        if (!line)
            co_return context.output().failure(line.error());
        password = *line;
    }
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    SignInService &signIn = (*session)->signIn();
    if (const auto done = co_await answerOf(isSet ? signIn.setPassword(password) : signIn.clearPassword()); !done)
        co_return context.output().failure(done.error());
    const auto state = co_await answerOf(signIn.state());
    if (!state)
        co_return context.output().failure(state.error());
    context.output().result(
        isSet ? QStringLiteral("The account has a password.") : QStringLiteral("The account has no password."),
        {{QStringLiteral("password"), state->hasPassword}, {QStringLiteral("totp"), state->hasTotp}});
    co_return 0;
}

} // namespace tacet::ctl
