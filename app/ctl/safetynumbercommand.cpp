#include "app/ctl/safetynumbercommand.h"

#include "app/ctl/describe.h"

namespace tacet::ctl {

namespace {

constexpr qsizetype kGroup = 5;
constexpr qsizetype kGroupsPerLine = 4;

QString inGroups(const QString &digits)
{
    QString shown;
    for (qsizetype at = 0; at < digits.size(); at += kGroup) {
        if (at > 0)
            shown += at / kGroup % kGroupsPerLine == 0 ? u'\n' : u' ';
        shown += QStringView(digits).sliced(at, std::min(kGroup, digits.size() - at));
    }
    return shown;
}

} // namespace

void SafetyNumberCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("verified"),
                      QStringLiteral("remember that the numbers are equal (yes) or not (no)"),
                      QStringLiteral("yes|no")});
    parser.addPositionalArgument(QStringLiteral("user"), QStringLiteral("the other person's user name"),
                                 QStringLiteral("USER"));
}

QString SafetyNumberCommand::complaint(const QCommandLineParser &parser) const
{
    const QString verified = parser.value(QStringLiteral("verified"));
    if (parser.isSet(QStringLiteral("verified")) && verified != QLatin1StringView("yes") &&
        verified != QLatin1StringView("no"))
        return QStringLiteral("--verified needs yes or no.");
    return parser.positionalArguments().size() == 1 ? QString() : QStringLiteral("safety-number needs one user name.");
}

QCoro::Task<int> SafetyNumberCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    PeopleService &people = (*session)->people();
    const auto person = co_await answerOf(people.findByUsername(parser.positionalArguments().constFirst()));
    if (!person)
        co_return context.output().failure(person.error());
    const auto number = co_await answerOf(people.safetyNumber(person->id));
    if (!number)
        co_return context.output().failure(number.error());
    if (parser.isSet(QStringLiteral("verified"))) {
        const bool equal = parser.value(QStringLiteral("verified")) == QLatin1StringView("yes");
        if (const auto marked = co_await answerOf(people.setVerified(person->id, equal)); !marked)
            co_return context.output().failure(marked.error());
    }
    const auto now = co_await answerOf(people.find(person->id));
    if (!now)
        co_return context.output().failure(now.error());
    QJsonObject document = documentOf(*now);
    document.insert(QStringLiteral("safety_number"), number->digits);
    context.output().result(
        QStringLiteral("%1, %2\n%3").arg(shownNameOf(*now), wordFor(now->trust), inGroups(number->digits)), document);
    co_return 0;
}

} // namespace tacet::ctl
