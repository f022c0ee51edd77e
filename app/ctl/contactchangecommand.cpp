#include "app/ctl/contactchangecommand.h"

#include "app/ctl/describe.h"

namespace tacet::ctl {

QString ContactChangeCommand::name() const
{
    switch (m_change) {
    case Change::Add: return QStringLiteral("contacts add");
    case Change::Remove: return QStringLiteral("contacts remove");
    case Change::Block: return QStringLiteral("contacts block");
    case Change::Unblock: return QStringLiteral("contacts unblock");
    case Change::AcceptKey: break;
    }
    return QStringLiteral("contacts accept-key");
}

QString ContactChangeCommand::summary() const
{
    switch (m_change) {
    case Change::Add: return QStringLiteral("make a member a contact");
    case Change::Remove: return QStringLiteral("a contact becomes an ordinary member again");
    case Change::Block: return QStringLiteral("neither write to a member nor hear from the member");
    case Change::Unblock: return QStringLiteral("end a block");
    case Change::AcceptKey: break;
    }
    return QStringLiteral("go on with a person whose key has changed, after comparing the safety number");
}

void ContactChangeCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("user"), QStringLiteral("the member's user name"),
                                 QStringLiteral("USER"));
}

QString ContactChangeCommand::complaint(const QCommandLineParser &parser) const
{
    return parser.positionalArguments().size() == 1 ? QString() : name() + QStringLiteral(" needs one user name.");
}

AsyncResult<> ContactChangeCommand::apply(PeopleService &people, UserId user) const
{
    switch (m_change) {
    case Change::Add: return people.addContact(user);
    case Change::Remove: return people.removeContact(user);
    case Change::Block: return people.block(user);
    case Change::Unblock: return people.unblock(user);
    case Change::AcceptKey: break;
    }
    return people.acceptChangedKey(user);
}

QCoro::Task<int> ContactChangeCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    PeopleService &people = (*session)->people();
    const auto person = co_await answerOf(people.findByUsername(parser.positionalArguments().constFirst()));
    if (!person)
        co_return context.output().failure(person.error());
    if (const auto done = co_await answerOf(apply(people, person->id)); !done)
        co_return context.output().failure(done.error());
    const auto now = co_await answerOf(people.find(person->id));
    if (!now)
        co_return context.output().failure(now.error());
    context.output().result(QStringLiteral("%1: %2").arg(shownNameOf(*now), wordFor(now->relation)), documentOf(*now));
    co_return 0;
}

} // namespace tacet::ctl
