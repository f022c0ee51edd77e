#include "app/ctl/linkcommand.h"

#include "app/ctl/accountprogress.h"
#include "app/ctl/describe.h"
#include "app/ctl/phraseinput.h"

namespace tacet::ctl {

namespace {

/// Where linking means something else than the general sentence.
QString explainLink(const Error &error)
{
    switch (error.code()) {
    case ErrorCode::LoginRefused:
        return QStringLiteral("User name or password is wrong, or the account has no password. Set one with tacetctl "
                              "account password set on a computer that has the account.");
    case ErrorCode::QuotaExceeded:
        return QStringLiteral("The account has as many devices as the workspace lets one have. Ask an administrator to "
                              "remove one that is not used any more.");
    case ErrorCode::CryptoFailed:
        return QStringLiteral("What the workspace shows of the account does not verify, so this computer was not "
                              "linked. Tell your administrator. (%1)")
            .arg(error.detail());
    default: return explain(error);
    }
}

} // namespace

void LinkCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("address"),
                                 QStringLiteral("what tacetctl workspace address shows on a computer that has the "
                                                "account, or any invitation to the workspace"),
                                 QStringLiteral("ADDRESS"));
    parser.addOption({QStringLiteral("username"), QStringLiteral("the account's user name"), QStringLiteral("USER")});
    const QString standardInput = QStringLiteral("-");
    const QString path = QStringLiteral("PATH");
    parser.addOption({QStringLiteral("password-file"),
                      QStringLiteral("whose first line is the account's password; else the next of standard input"),
                      path, standardInput});
    parser.addOption({QStringLiteral("code-file"),
                      QStringLiteral("likewise the authenticator's code or a recovery code; an empty line if the "
                                     "account has no second factor"),
                      path, standardInput});
    parser.addOption({QStringLiteral("phrase-file"), QStringLiteral("likewise the 24 words of the recovery phrase"),
                      path, standardInput});
}

QString LinkCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.positionalArguments().size() != 1)
        return QStringLiteral("link needs the workspace's address. Put it in quotes: a shell takes # for a comment.");
    return parser.isSet(QStringLiteral("username")) ? QString() : QStringLiteral("link needs --username USER.");
}

QCoro::Task<int> LinkCommand::run(Context &context, const QCommandLineParser &parser)
{
    LinkRequest request;
    request.username = parser.value(QStringLiteral("username"));
    const auto workspace = WorkspaceLink::fromString(parser.positionalArguments().constFirst());
    const auto passphrase = context.passphrase();
    if (!workspace || !passphrase)
        co_return context.output().failure(workspace ? passphrase.error() : workspace.error());
    request.workspace = *workspace;
    request.passphrase = *passphrase;
    const SecretInput input(context.output());
    const auto password =
        input.line(parser.value(QStringLiteral("password-file")), QStringLiteral("The account's password"));
    const auto code = input.line(parser.value(QStringLiteral("code-file")),
                                 QStringLiteral("Code of the authenticator, or a recovery code"));
    if (!password || !code)
        co_return context.output().failure(password ? code.error() : password.error());
    request.password = *password;
    request.code = *code;
    const auto phrase = readPhrase(context.output(), input, parser.value(QStringLiteral("phrase-file")));
    if (!phrase)
        co_return phrase.error();
    request.phrase = *phrase;
    const AccountProgress progress(context.profile(), context.output());
    if (const auto linked = co_await answerOf(context.profile().link(request)); !linked)
        co_return context.output().failure(linked.error().code(), explainLink(linked.error()));
    const Account &account = context.profile().session()->account();
    context.output().result(QStringLiteral("This computer is a device of %1 in %2 now.")
                                .arg(account.username, printableName(account.workspace.name)),
                            documentOf(account));
    co_return 0;
}

} // namespace tacet::ctl
