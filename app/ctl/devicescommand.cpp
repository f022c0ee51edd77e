#include "app/ctl/devicescommand.h"

#include "app/ctl/describe.h"

namespace tacet::ctl {

QCoro::Task<int> DevicesCommand::run(Context &context, const QCommandLineParser &)
{
    const auto session = co_await context.connect();
    if (!session)
        co_return context.output().failure(session.error());
    const auto devices = co_await answerOf((*session)->devices().list());
    if (!devices)
        co_return context.output().failure(devices.error());
    for (const OwnDevice &device : *devices) {
        QString line = QStringLiteral("%1  %2  since %3")
                           .arg(device.id.toString(), printableName(device.label),
                                device.createdAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")));
        if (device.isThisOne)
            line += QStringLiteral("  (this one)");
        context.output().result(line, {{QStringLiteral("id"), device.id.toString()},
                                       {QStringLiteral("label"), device.label},
                                       {QStringLiteral("created_at"), timeText(device.createdAt)},
                                       {QStringLiteral("this"), device.isThisOne}});
    }
    co_return 0;
}

} // namespace tacet::ctl
