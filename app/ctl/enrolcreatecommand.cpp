#include "app/ctl/enrolcreatecommand.h"

#include "app/ctl/describe.h"
#include "app/ctl/lifetime.h"
#include "app/ctl/qrtext.h"

namespace tacet::ctl {

void EnrolCreateCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("expires"), QStringLiteral("how long the link works: 30m, 1h, 7d"),
                      QStringLiteral("TIME"), QStringLiteral("1h")});
}

QString EnrolCreateCommand::complaint(const QCommandLineParser &parser) const
{
    if (!parsedLifetime(parser.value(QStringLiteral("expires"))))
        return QStringLiteral("--expires needs a number and s, m, h or d, for example 1h.");
    return Command::complaint(parser);
}

QCoro::Task<int> EnrolCreateCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    const auto lifetime = parsedLifetime(parser.value(QStringLiteral("expires")));
    const auto link =
        co_await answerOf((*session)->enrolment().createLink(lifetime.value_or(limits::kEnrolmentLifetime)));
    if (!link)
        co_return context.output().failure(link.error());
    const QString address = link->toString();
    const QString expires = link->expires.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    context.output().progress(
        QStringLiteral("Works once, until %1. Whoever has it can join; send it on a way you trust.").arg(expires));
    context.output().result(qrText(address) + address, {{QStringLiteral("link"), address},
                                                        {QStringLiteral("expires_at"), timeText(link->expires)}});
    co_return 0;
}

} // namespace tacet::ctl
