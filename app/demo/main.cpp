#include "app/demo/demo.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QTextStream>

namespace {

int failed(const tacet::Error &error)
{
    QTextStream(stderr) << "tacet-demo: " << tacet::errorName(error.code()) << ": " << error.detail() << Qt::endl;
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A throw-away workspace with a conversation between two people."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("output"), QStringLiteral("where the pictures go"), QStringLiteral("DIR"),
                      QStringLiteral("demo")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("end by itself; the last line is one JSON object")});
    parser.process(application);

    const bool isJson = parser.isSet(QStringLiteral("json"));
    using tacet::demo::Demo;
    Demo demo(QCoreApplication::applicationDirPath(), parser.value(QStringLiteral("output")),
              isJson ? Demo::Speech::Json : Demo::Speech::Text);
    if (const auto prepared = demo.prepare(); !prepared)
        return failed(prepared.error());
    const auto outcome = demo.run();
    if (!outcome)
        return failed(outcome.error());
    QTextStream out(stdout);
    if (isJson)
        out << QJsonDocument(outcome->toDocument()).toJson(QJsonDocument::Compact) << Qt::endl;
    else
        out << outcome->toText() << Qt::flush;
    return outcome->isGood() ? EXIT_SUCCESS : EXIT_FAILURE;
}
