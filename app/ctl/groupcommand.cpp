#include "app/ctl/groupcommand.h"

#include "app/ctl/groupadmission.h"

#include <array>

namespace tacet::ctl {

/// What an action is called and takes.
struct GroupCommand::Words {
    Action action;
    const char *name;
    const char *summary;
    const char *arguments; ///< "GROUP USER"; every word is one
};

namespace {

const std::array kOptions{
    QStringLiteral("visibility"), QStringLiteral("description"), QStringLiteral("name"),     QStringLiteral("history"),
    QStringLiteral("slow"),       QStringLiteral("timer"),       QStringLiteral("max"),      QStringLiteral("uses"),
    QStringLiteral("lifetime"),   QStringLiteral("kind"),        QStringLiteral("approval"), QStringLiteral("renew"),
};

const QString kWithdraw = QStringLiteral("withdraw");

} // namespace

const GroupCommand::Words &GroupCommand::words() const
{
    static constexpr std::array kWords{
        Words{Action::Create, "create", "make one; --visibility private|secret|public, --description TEXT", "NAME"},
        Words{Action::List, "list", "list those that this account is in", ""},
        Words{Action::Find, "find", "search the public ones by name", "WORDS"},
        Words{Action::Members, "members", "list who is in it, with roles", "GROUP"},
        Words{Action::Add, "add", "add a member of the workspace", "GROUP USER"},
        Words{Action::Remove, "remove", "remove somebody; what is written afterwards they cannot read", "GROUP USER"},
        Words{Action::Role, "role", "give somebody a role: admin, member, or a name", "GROUP USER ROLE"},
        Words{Action::Invite, "invite",
              "make an invite; --kind link|code, --uses N, --lifetime SECONDS, --approval yes", "GROUP"},
        Words{Action::Join, "join",
              "join by a code or a link, or a public one by its id; --withdraw takes back what was asked for",
              "CODE_OR_LINK"},
        Words{Action::Requests, "requests", "list who asks to be let in", "GROUP"},
        Words{Action::Admit, "admit", "let in somebody who asked", "GROUP USER"},
        Words{Action::Decline, "decline", "refuse somebody who asked", "GROUP USER"},
        Words{Action::Leave, "leave", "leave it", "GROUP"},
        Words{Action::Transfer, "transfer", "make somebody else the owner", "GROUP USER"},
        Words{Action::Dissolve, "dissolve", "end it for everybody", "GROUP"},
        Words{Action::Keys, "keys", "show where its keys stand; --renew yes makes new ones", "GROUP"},
        Words{Action::Settings, "settings",
              "show or change them: --name, --description, --visibility, --history DAYS, --slow and --timer SECONDS, "
              "--max MEMBERS",
              "GROUP"},
    };
    return *std::ranges::find(kWords, m_action, &Words::action);
}

QString GroupCommand::name() const
{
    const QString first = m_type == ChatType::Group ? QStringLiteral("group ") : QStringLiteral("channel ");
    return first + QLatin1StringView(words().name);
}

QString GroupCommand::summary() const
{
    return QString::fromLatin1(words().summary);
}

void GroupCommand::configure(QCommandLineParser &parser) const
{
    const QStringList arguments = QString::fromLatin1(words().arguments).split(u' ', Qt::SkipEmptyParts);
    for (const QString &argument : arguments)
        parser.addPositionalArgument(argument.toLower(), argument.toLower(), argument);
    for (const QString &option : kOptions)
        parser.addOption({option, QStringLiteral("see the command's summary"), QStringLiteral("VALUE")});
    if (m_action == Action::Join)
        parser.addOption({kWithdraw, QStringLiteral("take back what was asked for")});
}

QString GroupCommand::complaint(const QCommandLineParser &parser) const
{
    const QString wanted = QString::fromLatin1(words().arguments);
    if (parser.positionalArguments().size() == wanted.split(u' ', Qt::SkipEmptyParts).size())
        return {};
    return wanted.isEmpty() ? name() + QStringLiteral(" takes no argument.")
                            : name() + QStringLiteral(" needs ") + wanted + u'.';
}

QCoro::Task<int> GroupCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    QHash<QString, QString> options;
    for (const QString &option : kOptions) {
        if (parser.isSet(option))
            options.insert(option, parser.value(option));
    }
    if (m_action == Action::Join && parser.isSet(kWithdraw))
        options.insert(kWithdraw, {});
    const auto answers = co_await actOnGroup(**session, m_type, m_action, parser.positionalArguments(), options);
    if (!answers && m_action == Action::Join)
        co_return context.output().failure(answers.error().code(),
                                           explainEntry(parser.positionalArguments().constFirst(), answers.error()));
    if (!answers)
        co_return context.output().failure(answers.error());
    for (const GroupAnswer &answer : *answers)
        context.output().result(answer.text, answer.document);
    co_return 0;
}

std::vector<std::unique_ptr<Command>> groupCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    for (const ChatType type : {ChatType::Group, ChatType::Channel}) {
        for (int action = 0; action <= static_cast<int>(GroupCommand::Action::Settings); ++action)
            commands.push_back(std::make_unique<GroupCommand>(type, static_cast<GroupCommand::Action>(action)));
    }
    return commands;
}

} // namespace tacet::ctl
