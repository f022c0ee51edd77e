#include "app/ctl/invocation.h"

#include <QDir>
#include <QStandardPaths>

namespace tacet::ctl {

namespace {

/// Takes the value of `--name VALUE` or `--name=VALUE`; moves `at` behind it.
std::expected<QString, QString> valueAt(const QStringList &arguments, qsizetype &at, const QString &name)
{
    const QString &argument = arguments[at];
    ++at;
    QString value;
    if (argument.startsWith(name + u'='))
        value = argument.sliced(name.size() + 1);
    else if (at < arguments.size())
        value = arguments[at++];
    if (value.isEmpty())
        return std::unexpected(name + QStringLiteral(" needs a value."));
    return value;
}

bool isOption(const QString &argument, const QString &name)
{
    return argument == name || argument.startsWith(name + u'=');
}

} // namespace

QString Invocation::defaultProfile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tacet");
}

std::expected<Invocation, QString> Invocation::parse(const QStringList &arguments)
{
    Invocation invocation{.profile = defaultProfile()};
    qsizetype at = 0;
    while (at < arguments.size() && arguments[at].startsWith(u'-')) {
        const QString &argument = arguments[at];
        if (isOption(argument, QStringLiteral("--profile"))) {
            const auto value = valueAt(arguments, at, QStringLiteral("--profile"));
            if (!value)
                return std::unexpected(value.error());
            invocation.profile = QDir::cleanPath(QDir::current().absoluteFilePath(*value));
        } else if (isOption(argument, QStringLiteral("--passphrase-file"))) {
            const auto value = valueAt(arguments, at, QStringLiteral("--passphrase-file"));
            if (!value)
                return std::unexpected(value.error());
            invocation.passphraseFile = *value;
        } else if (argument == QLatin1StringView("--json")) {
            invocation.json = true;
            ++at;
        } else if (argument == QLatin1StringView("--help") || argument == QLatin1StringView("-h")) {
            invocation.help = true;
            ++at;
        } else if (argument == QLatin1StringView("--version") || argument == QLatin1StringView("-v")) {
            invocation.version = true;
            ++at;
        } else {
            return std::unexpected(QStringLiteral("There is no option %1 before the command.").arg(argument));
        }
    }
    invocation.rest = arguments.sliced(at);
    return invocation;
}

} // namespace tacet::ctl
