#include "ui/admin/administrationplaces.h"

#include "models/items/consolewords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tacet {

namespace {

struct AdministrationPlaces {
    Q_DECLARE_TR_FUNCTIONS(tacet::AdministrationPlaces)
};

struct PlaceOfView {
    const char *view;
    const char *icon;
};

constexpr std::array kOrder{
    PlaceOfView{"people", "person"},
    PlaceOfView{"devices", "computer"},
    PlaceOfView{"chats", "group"},
    PlaceOfView{"quotas", "sort"},
    PlaceOfView{"enrolment_tokens", "link"},
    PlaceOfView{"audit", "eye"},
    PlaceOfView{"security_events", "warning"},
    PlaceOfView{"policies", "settings"},
    PlaceOfView{"media", "picture"},
    PlaceOfView{"sync", "retry"},
    PlaceOfView{"sign_ins", "lock"},
    PlaceOfView{"grants", "key"},
    PlaceOfView{"chat_members", "person"},
    PlaceOfView{"chat_roles", "shield"},
    PlaceOfView{"join_requests", "person-add"},
    PlaceOfView{"retention", "clock"},
    PlaceOfView{"retention_runs", "clock"},
    PlaceOfView{"backups", "down"},
    PlaceOfView{"backup_contents", "down"},
    PlaceOfView{"usage", "up"},
    PlaceOfView{"metrics", "up"},
    PlaceOfView{"table_sizes", "sort"},
    PlaceOfView{"partitions", "sort"},
};

} // namespace

QList<WindowPlace> administrationPlaces(const QList<ConsoleTable> &tables)
{
    QList<WindowPlace> places{
        {.id = kOverviewPlace, .title = AdministrationPlaces::tr("Overview"), .icon = QStringLiteral("info")}};
    for (const PlaceOfView &each : kOrder) {
        const QString view = QString::fromLatin1(each.view);
        if (std::ranges::contains(tables, view, &ConsoleTable::view))
            places.append({.id = view, .title = consoleViewTitle(view), .icon = QString::fromLatin1(each.icon)});
    }
    return places;
}

} // namespace tacet
