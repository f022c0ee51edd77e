#include "app/ctl/contactssearchcommand.h"

#include "app/ctl/describe.h"

namespace tacet::ctl {

void ContactsSearchCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("text"), QStringLiteral("how the user name or display name begins"),
                                 QStringLiteral("TEXT"));
}

QString ContactsSearchCommand::complaint(const QCommandLineParser &parser) const
{
    return parser.positionalArguments().size() == 1 ? QString() : name() + QStringLiteral(" needs one text.");
}

QCoro::Task<int> ContactsSearchCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    const auto found = co_await answerOf((*session)->people().search(parser.positionalArguments().constFirst()));
    if (!found)
        co_return context.output().failure(found.error());
    for (const Person &person : *found)
        context.output().result(QStringLiteral("%1  %2").arg(shownNameOf(person), wordFor(person.relation)),
                                documentOf(person));
    co_return 0;
}

} // namespace tacet::ctl
