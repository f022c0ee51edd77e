#include "app/ctl/recoverycommand.h"

#include "app/ctl/phraseinput.h"

namespace tacet::ctl {

namespace {

constexpr qsizetype kWordsInLine = 6;

/// "1 abandon  2 ability …", six to a line.
QString numbered(const QStringList &words)
{
    QString text;
    for (qsizetype i = 0; i < words.size(); ++i) {
        text += QStringLiteral("%1 %2").arg(i + 1, 2).arg(words[i], -10);
        text += i % kWordsInLine == kWordsInLine - 1 ? u'\n' : u' ';
    }
    return text.trimmed();
}

} // namespace

QString RecoveryCommand::name() const
{
    return m_action == Action::Create ? QStringLiteral("recovery create") : QStringLiteral("recovery check");
}

QString RecoveryCommand::summary() const
{
    return m_action == Action::Create
               ? QStringLiteral("make the phrase with which another computer gets the account's keys")
               : QStringLiteral("look whether a phrase is the account's");
}

void RecoveryCommand::configure(QCommandLineParser &parser) const
{
    if (m_action == Action::Create)
        parser.addOption({QStringLiteral("replace"), QStringLiteral("the phrase before opens nothing any more")});
    else
        parser.addOption({QStringLiteral("phrase-file"),
                          QStringLiteral("whose first line is the phrase; standard input without it"),
                          QStringLiteral("PATH"), QStringLiteral("-")});
}

QCoro::Task<int> RecoveryCommand::run(Context &context, const QCommandLineParser &parser)
{
    if (m_action == Action::Create)
        co_return co_await create(context, parser.isSet(QStringLiteral("replace")));
    co_return co_await check(context, parser.value(QStringLiteral("phrase-file")));
}

QCoro::Task<int> RecoveryCommand::create(Context &context, bool replace)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    using Existing = RecoveryService::Existing;
    const auto words =
        co_await answerOf((*session)->recovery().createPhrase(replace ? Existing::Replace : Existing::Keep));
    if (!words && words.error().code() == ErrorCode::AlreadyExists)
        co_return context.output().failure(
            ErrorCode::AlreadyExists,
            QStringLiteral("The account has a recovery phrase, and it is kept nowhere but with you. If it is lost, "
                           "--replace makes another one."));
    if (!words)
        co_return context.output().failure(words.error());
    context.output().progress(QStringLiteral(
        "Write these words down and keep them where nobody finds them. They are not shown again. Whoever "
        "has them and the account's password and second factor can read and write as you."));
    context.output().result(numbered(*words), {{QStringLiteral("phrase"), words->join(u' ')}});
    co_return 0;
}

QCoro::Task<int> RecoveryCommand::check(Context &context, QString phraseFile)
{
    const auto phrase = readPhrase(context.output(), SecretInput(context.output()), phraseFile);
    if (!phrase)
        co_return phrase.error();
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    if (const auto checked = co_await answerOf((*session)->recovery().check(*phrase)); !checked)
        co_return context.output().failure(checked.error());
    context.output().result(QStringLiteral("This is the account's recovery phrase."),
                            {{QStringLiteral("right"), true}});
    co_return 0;
}

} // namespace tacet::ctl
