#include "app/ctl/contactscommand.h"

#include "app/ctl/describe.h"

namespace tacet::ctl {

QCoro::Task<int> ContactsCommand::run(Context &context, const QCommandLineParser &)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    const auto contacts = co_await answerOf((*session)->people().contacts());
    if (!contacts)
        co_return context.output().failure(contacts.error());
    for (const Person &person : *contacts)
        context.output().result(QStringLiteral("%1  %2").arg(shownNameOf(person), wordFor(person.trust)),
                                documentOf(person));
    co_return 0;
}

} // namespace tacet::ctl
