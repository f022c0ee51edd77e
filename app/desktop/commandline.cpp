#include "app/desktop/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace tacet {

QString CommandLine::defaultProfile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tacet");
}

std::expected<CommandLine, CommandLine::Stop> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption profile(QStringLiteral("profile"),
                                     QCoreApplication::translate("tacet::CommandLine", "Folder of the account's data."),
                                     QStringLiteral("DIR"), defaultProfile());
    const QCommandLineOption language(
        QStringLiteral("language"),
        QCoreApplication::translate("tacet::CommandLine", "Language of the windows: en, de or ar."),
        QStringLiteral("CODE"), qEnvironmentVariable("TACET_LANGUAGE"));
    parser.addOptions({profile, language});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("link"),
        QCoreApplication::translate("tacet::CommandLine", "A tacet:// link into a workspace, a group or a channel."),
        QStringLiteral("[link]"));
    if (!parser.parse(QStringList{QStringLiteral("tacet")} + arguments))
        return std::unexpected(Stop{parser.errorText() + u'\n', 2});
    if (parser.isSet(help))
        return std::unexpected(Stop{parser.helpText(), 0});
    if (parser.isSet(version))
        return std::unexpected(Stop{QStringLiteral("tacet %1\n").arg(QCoreApplication::applicationVersion()), 0});
    const QStringList links = parser.positionalArguments();
    if (links.size() > 1 || (links.size() == 1 && !links.first().startsWith(u"tacet:")))
        return std::unexpected(
            Stop{QCoreApplication::translate("tacet::CommandLine", "Expected at most one tacet:// link.") + u'\n', 2});
    return CommandLine{.profile = QDir(parser.value(profile)).absolutePath(),
                       .language = parser.value(language),
                       .link = links.value(0)};
}

} // namespace tacet
