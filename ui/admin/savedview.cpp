#include "ui/admin/savedview.h"

#include "models/items/consolefilterwords.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <algorithm>
#include <optional>

namespace tacet {

namespace {

enum Key { Name, Filters, Order, Descending, Columns };

QCborArray encoded(const ConsoleFilter &filter)
{
    return {filter.column, static_cast<int>(filter.match), QCborValue::fromVariant(filter.value)};
}

bool hasColumn(const ConsoleTable &table, const QString &name)
{
    return std::ranges::contains(table.columns, name, &ConsoleColumn::name);
}

std::optional<ConsoleFilter> decodedFilter(const QCborArray &parts, const ConsoleTable &table)
{
    const QString name = parts.at(0).toString();
    const auto column = std::ranges::find(table.columns, name, &ConsoleColumn::name);
    const auto match = static_cast<ConsoleMatch>(parts.at(1).toInteger(-1));
    if (column == table.columns.end() || !consoleMatches(column->kind).contains(match))
        return {};
    return ConsoleFilter{.column = name, .match = match, .value = parts.at(2).toVariant()};
}

std::optional<SavedView> decodedView(const QCborMap &map, const ConsoleTable &table)
{
    SavedView view{.name = map.value(Name).toString(),
                   .filters = {},
                   .order = map.value(Order).toString(),
                   .isDescending = map.value(Descending).toBool(),
                   .columns = {}};
    for (const QCborValue &each : map.value(Filters).toArray()) {
        const std::optional<ConsoleFilter> filter = decodedFilter(each.toArray(), table);
        if (!filter)
            return {};
        view.filters.append(*filter);
    }
    for (const QCborValue &each : map.value(Columns).toArray()) {
        if (hasColumn(table, each.toString()))
            view.columns.append(each.toString());
    }
    if (view.name.isEmpty() || view.columns.isEmpty() || !hasColumn(table, view.order))
        return {};
    return view;
}

} // namespace

QByteArray encodedViews(const QList<SavedView> &views)
{
    QCborArray list;
    for (const SavedView &view : views) {
        QCborArray filters;
        for (const ConsoleFilter &filter : view.filters)
            filters.append(encoded(filter));
        QCborMap map;
        map.insert(Name, view.name);
        map.insert(Filters, filters);
        map.insert(Order, view.order);
        map.insert(Descending, view.isDescending);
        map.insert(Columns, QCborArray::fromStringList(view.columns));
        list.append(map);
    }
    return list.toCborValue().toCbor();
}

QList<SavedView> decodedViews(const QByteArray &encoded, const ConsoleTable &table)
{
    QList<SavedView> views;
    for (const QCborValue &each : QCborValue::fromCbor(encoded).toArray()) {
        if (const std::optional<SavedView> view = decodedView(each.toMap(), table))
            views.append(*view);
    }
    return views;
}

} // namespace tacet
