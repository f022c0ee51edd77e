#include "ui/admin/overviewfigures.h"

#include <QCoreApplication>

namespace tacet {

namespace {

constexpr int kLateDays = 7;
constexpr int kBackupDays = 2;
constexpr qint64 kFewKeys = 10;

struct OverviewFigures {
    Q_DECLARE_TR_FUNCTIONS(tacet::OverviewFigures)
};

const QString kState = QStringLiteral("state");

ConsoleQuery queryFor(const QString &view, const QList<ConsoleFilter> &filters)
{
    return {.view = view, .filters = filters};
}

ConsoleFilter isState(const char *state)
{
    return {.column = kState, .match = ConsoleMatch::Is, .value = QString::fromLatin1(state)};
}

QList<OverviewFigure> amounts()
{
    return {{.id = QStringLiteral("people"),
             .title = OverviewFigures::tr("People"),
             .query = queryFor(QStringLiteral("people"), {isState("active")}),
             .well = OverviewFigures::tr("Active accounts."),
             .trouble = {},
             .action = {}},
            {.id = QStringLiteral("devices"),
             .title = OverviewFigures::tr("Devices"),
             .query = queryFor(QStringLiteral("devices"), {isState("active")}),
             .well = OverviewFigures::tr("Devices in use."),
             .trouble = {},
             .action = {}},
            {.id = QStringLiteral("chats"),
             .title = OverviewFigures::tr("Groups and channels"),
             .query = queryFor(QStringLiteral("chats"), {isState("open")}),
             .well = OverviewFigures::tr("Open groups and channels."),
             .trouble = {},
             .action = {}},
            {.id = QStringLiteral("tokens"),
             .title = OverviewFigures::tr("Open invitations"),
             .query = queryFor(QStringLiteral("enrolment_tokens"), {isState("open")}),
             .well = OverviewFigures::tr("Links that can still let somebody in."),
             .trouble = {},
             .action = {}}};
}

QList<OverviewFigure> dangers(const QDateTime &now)
{
    return {{.id = QStringLiteral("events"),
             .title = OverviewFigures::tr("Security events"),
             .query = queryFor(QStringLiteral("security_events"), {isState("open")}),
             .meaning = ConsoleTone::Danger,
             .well = OverviewFigures::tr("Nothing is unresolved."),
             .trouble = OverviewFigures::tr("Nobody looks after these yet."),
             .action = OverviewFigures::tr("Look at them")},
            {.id = QStringLiteral("sign-ins"),
             .title = OverviewFigures::tr("Failed sign-ins, one day"),
             .query =
                 queryFor(QStringLiteral("sign_ins"),
                          {isState("failed"),
                           {.column = QStringLiteral("at"), .match = ConsoleMatch::AtLeast, .value = now.addDays(-1)}}),
             .meaning = ConsoleTone::Warning,
             .well = OverviewFigures::tr("Nobody was locked out."),
             .trouble = OverviewFigures::tr("Ask these people whether it was they."),
             .action = OverviewFigures::tr("See whose")},
            {.id = QStringLiteral("backups"),
             .title = OverviewFigures::tr("Backups, two days"),
             .query = queryFor(QStringLiteral("backups"), {isState("completed"),
                                                           {.column = QStringLiteral("created_at"),
                                                            .match = ConsoleMatch::AtLeast,
                                                            .value = now.addDays(-kBackupDays)}}),
             .meaning = ConsoleTone::Good,
             .well = OverviewFigures::tr("There is a fresh backup."),
             .trouble = OverviewFigures::tr("There is no fresh backup: what is new would be lost with the disk."),
             .action = OverviewFigures::tr("See backups")}};
}

QList<OverviewFigure> troubles(const QDateTime &now)
{
    return {
        {.id = QStringLiteral("sync"),
         .title = OverviewFigures::tr("Devices with errors"),
         .query = queryFor(QStringLiteral("sync"), {isState("error")}),
         .meaning = ConsoleTone::Warning,
         .well = OverviewFigures::tr("Every device synchronises."),
         .trouble = OverviewFigures::tr("They do not get on. Their people should open Tacet and look at what it says."),
         .action = OverviewFigures::tr("See which")},
        {.id = QStringLiteral("late"),
         .title = OverviewFigures::tr("Waiting for over a week"),
         .query = queryFor(QStringLiteral("sync"), {{.column = QStringLiteral("oldest_waiting"),
                                                     .match = ConsoleMatch::AtMost,
                                                     .value = now.addDays(-kLateDays)}}),
         .meaning = ConsoleTone::Warning,
         .well = OverviewFigures::tr("Messages are fetched in time."),
         .trouble =
             OverviewFigures::tr("Devices that have not fetched their messages. Remove those that are not used."),
         .action = OverviewFigures::tr("See which")},
        {.id = QStringLiteral("keys"),
         .title = OverviewFigures::tr("Devices short of keys"),
         .query = queryFor(QStringLiteral("devices"),
                           {isState("active"),
                            {.column = QStringLiteral("kem_keys"), .match = ConsoleMatch::AtMost, .value = kFewKeys}}),
         .meaning = ConsoleTone::Warning,
         .well = OverviewFigures::tr("Every device has keys in stock."),
         .trouble = OverviewFigures::tr("They make new keys when they connect next."),
         .action = OverviewFigures::tr("See which")},
        {.id = QStringLiteral("quotas"),
         .title = OverviewFigures::tr("Nearly full"),
         .query =
             queryFor(QStringLiteral("quotas"),
                      {{.column = QStringLiteral("share"), .match = ConsoleMatch::AtLeast, .value = kWarningShare}}),
         .meaning = ConsoleTone::Warning,
         .well = OverviewFigures::tr("There is room everywhere."),
         .trouble = OverviewFigures::tr("Give them more space, or let their members clear up."),
         .action = OverviewFigures::tr("Change limits")}};
}

} // namespace

QList<OverviewFigure> overviewFigures(const QDateTime &now)
{
    return amounts() + dangers(now) + troubles(now);
}

ConsoleTone toneOf(const OverviewFigure &figure, qint64 found)
{
    switch (figure.meaning) {
    case ConsoleTone::Plain: return ConsoleTone::Plain;
    case ConsoleTone::Good: return found > 0 ? ConsoleTone::Good : ConsoleTone::Warning;
    default: return found > 0 ? figure.meaning : ConsoleTone::Good;
    }
}

} // namespace tacet
