#include "app/ctl/workspacecreatecommand.h"

#include "app/ctl/accountprogress.h"
#include "app/ctl/describe.h"
#include "app/ctl/serveroption.h"

namespace tacet::ctl {

void WorkspaceCreateCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("name"), QStringLiteral("the workspace's name"), QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("username"), QStringLiteral("your user name: 3 to 50 letters, digits or _"),
                      QStringLiteral("USER")});
    parser.addOption(
        {QStringLiteral("display-name"), QStringLiteral("the name that others see"), QStringLiteral("NAME")});
    addServerOptions(parser);
}

QString WorkspaceCreateCommand::complaint(const QCommandLineParser &parser) const
{
    if (!parser.isSet(QStringLiteral("name")) || !parser.isSet(QStringLiteral("username")))
        return QStringLiteral("workspace create needs --name NAME and --username USER.");
    return Command::complaint(parser);
}

QCoro::Task<int> WorkspaceCreateCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto passphrase = context.passphrase();
    if (!passphrase)
        co_return context.output().failure(passphrase.error());
    const auto server = serverFrom(parser);
    if (!server)
        co_return context.output().failure(server.error());
    const AccountProgress progress(context.profile(), context.output());
    const NewWorkspace choice{.name = parser.value(QStringLiteral("name")),
                              .username = parser.value(QStringLiteral("username")),
                              .displayName = parser.value(QStringLiteral("display-name")),
                              .passphrase = *passphrase,
                              .server = *server};
    if (const auto created = co_await answerOf(context.profile().createWorkspace(choice)); !created)
        co_return context.output().failure(created.error());
    const Account &account = context.profile().session()->account();
    context.output().result(
        QStringLiteral("The workspace %1 is ready; %2 owns it. Let others in: tacetctl enrol create")
            .arg(printableName(account.workspace.name), account.username),
        documentOf(account));
    co_return 0;
}

} // namespace tacet::ctl
