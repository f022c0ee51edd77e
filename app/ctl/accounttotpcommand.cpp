#include "app/ctl/accounttotpcommand.h"

#include "app/ctl/describe.h"
#include "app/ctl/qrtext.h"

#include <QJsonArray>

namespace tacet::ctl {

void AccountTotpCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("what"), QStringLiteral("enable, disable, or new recovery codes"),
                                 QStringLiteral("enable|disable|codes"));
    parser.addOption(
        {QStringLiteral("code"), QStringLiteral("of the authenticator, or a recovery code"), QStringLiteral("CODE")});
}

QString AccountTotpCommand::complaint(const QCommandLineParser &parser) const
{
    static const QStringList known{QStringLiteral("enable"), QStringLiteral("disable"), QStringLiteral("codes")};
    const QStringList words = parser.positionalArguments();
    if (words.size() != 1 || !known.contains(words.constFirst()))
        return QStringLiteral("account totp needs enable, disable or codes.");
    if (words.constFirst() != u"enable" && !parser.isSet(QStringLiteral("code")))
        return words.constFirst() + QStringLiteral(" needs --code.");
    return {};
}

int AccountTotpCommand::show(const Context &context, const Result<TotpSetup> &setup)
{
    if (!setup)
        return context.output().failure(setup.error());
    context.output().progress(
        QStringLiteral("Scan this with an authenticator that knows SHA-256, then run account totp "
                       "enable --code with the code it shows."));
    context.output().result(qrText(setup->uri) + setup->uri,
                            {{QStringLiteral("uri"), setup->uri}, {QStringLiteral("secret"), setup->secretText}});
    return 0;
}

int AccountTotpCommand::show(const Context &context, const Result<QStringList> &codes)
{
    if (!codes)
        return context.output().failure(codes.error());
    context.output().progress(QStringLiteral("Each of these works once, instead of a code. They are not shown again."));
    context.output().result(codes->join(u'\n'),
                            {{QStringLiteral("recovery_codes"), QJsonArray::fromStringList(*codes)}});
    return 0;
}

QCoro::Task<int> AccountTotpCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    SignInService &signIn = (*session)->signIn();
    const QString what = parser.positionalArguments().constFirst();
    const QString code = parser.value(QStringLiteral("code"));
    if (what == u"enable" && code.isEmpty())
        co_return show(context, co_await answerOf(signIn.beginTotp()));
    if (what == u"enable")
        co_return show(context, co_await answerOf(signIn.confirmTotp(code)));
    if (what == u"codes")
        co_return show(context, co_await answerOf(signIn.replaceRecoveryCodes(code)));
    if (const auto done = co_await answerOf(signIn.disableTotp(code)); !done)
        co_return context.output().failure(done.error());
    context.output().result(QStringLiteral("Signing in needs the password only."), {{QStringLiteral("totp"), false}});
    co_return 0;
}

} // namespace tacet::ctl
