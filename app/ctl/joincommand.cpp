#include "app/ctl/joincommand.h"

#include "app/ctl/accountprogress.h"
#include "app/ctl/describe.h"
#include "models/domain/invitelink.h"

#include <QFile>

#include <cstdio>

namespace tacet::ctl {

namespace {

constexpr qint64 kLinkBytesMax = 16 * 1024;

QString linkText(const QString &argument)
{
    if (argument != QLatin1StringView("-"))
        return argument;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readLine(kLinkBytesMax)).trimmed();
}

} // namespace

void JoinCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("username"), QStringLiteral("your user name: 3 to 50 letters, digits or _"),
                      QStringLiteral("USER")});
    parser.addOption(
        {QStringLiteral("display-name"), QStringLiteral("the name that others see"), QStringLiteral("NAME")});
    parser.addPositionalArgument(QStringLiteral("link"),
                                 QStringLiteral("the tacet:// link, - to read it from standard input"),
                                 QStringLiteral("LINK"));
}

QString JoinCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.positionalArguments().size() != 1)
        return QStringLiteral("join needs one link. Put it in quotes: a shell takes # for a comment.");
    return parser.isSet(QStringLiteral("username")) ? QString() : QStringLiteral("join needs --username USER.");
}

QCoro::Task<int> JoinCommand::run(Context &context, const QCommandLineParser &parser)
{
    const QString text = linkText(parser.positionalArguments().constFirst());
    if (InviteLink::fromString(text))
        co_return context.output().failure(
            ErrorCode::InvalidInput,
            QStringLiteral("This link leads into a group of a workspace. With an account there, use it with: tacetctl "
                           "group join LINK. For an account, ask somebody there for a link of tacetctl enrol create."));
    const auto link = EnrolmentLink::fromString(text);
    if (!link)
        co_return context.output().failure(link.error());
    const auto passphrase = context.passphrase();
    if (!passphrase)
        co_return context.output().failure(passphrase.error());
    const AccountProgress progress(context.profile(), context.output());
    const NewMember choice{.link = *link,
                           .username = parser.value(QStringLiteral("username")),
                           .displayName = parser.value(QStringLiteral("display-name")),
                           .passphrase = *passphrase};
    if (const auto joined = co_await answerOf(context.profile().join(choice)); !joined)
        co_return context.output().failure(joined.error());
    const Account &account = context.profile().session()->account();
    context.output().result(
        QStringLiteral("%1 is a member of %2 now.").arg(account.username, printableName(account.workspace.name)),
        documentOf(account));
    co_return 0;
}

} // namespace tacet::ctl
