#include "app/ctl/accountpasswordcommand.h"

#include "app/ctl/describe.h"

#include <QFile>

namespace tacet::ctl {

namespace {

constexpr qint64 kLineMax = 1024;

/// The first line of a file, or of standard input.
Result<QString> lineOf(const QString &path)
{
    QFile file(path);
    const bool opened = path == u'-' ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fail(ErrorCode::Io, QStringLiteral("the password file cannot be read"));
    QByteArray line = file.readLine(kLineMax);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    const QString text = QString::fromUtf8(line);
    if (text.toUtf8() != line)
        return fail(ErrorCode::InvalidInput, QStringLiteral("the password is not UTF-8"));
    return text;
}

} // namespace

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
        const auto line = lineOf(parser.value(QStringLiteral("file")));
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
