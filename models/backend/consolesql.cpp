#include "models/backend/consolesql.h"

#include "models/domain/consoletables.h"

#include <QDateTime>
#include <QUuid>

namespace tacet {

namespace {

using namespace Qt::StringLiterals;

constexpr int kLimitMax = 500;
constexpr qint64 kCountMax = 1'000'000;
constexpr qsizetype kValueMax = 1000;

QLatin1StringView typeOf(ConsoleKind kind)
{
    switch (kind) {
    case ConsoleKind::Id: return "uuid"_L1;
    case ConsoleKind::Count:
    case ConsoleKind::Bytes: return "bigint"_L1;
    case ConsoleKind::Time: return "timestamptz"_L1;
    case ConsoleKind::Share: return "double precision"_L1;
    case ConsoleKind::Flag: return "boolean"_L1;
    case ConsoleKind::Text:
    case ConsoleKind::State:
    case ConsoleKind::Json: break;
    }
    return "text"_L1;
}

QString quoted(const QString &name)
{
    return u'"' + name + u'"';
}

QString placeFor(ConsoleKind kind)
{
    return u"CAST(? AS "_s + typeOf(kind) + u')';
}

std::unexpected<Error> misfit(const QString &column)
{
    return fail(ErrorCode::InvalidInput, u"a value of column "_s + column);
}

// As PostgreSQL reads the type; nothing if the value is not of the kind.
std::optional<QString> textOf(ConsoleKind kind, const QVariant &value)
{
    bool fits = true;
    QString text;
    switch (kind) {
    case ConsoleKind::Id: {
        const QUuid id = value.toUuid();
        fits = !id.isNull();
        text = id.toString(QUuid::WithoutBraces);
        break;
    }
    case ConsoleKind::Count:
    case ConsoleKind::Bytes: text = QString::number(value.toLongLong(&fits)); break;
    case ConsoleKind::Time: {
        const QDateTime time = value.toDateTime().toUTC();
        fits = time.isValid();
        text = time.toString(Qt::ISODateWithMs);
        break;
    }
    case ConsoleKind::Share: text = QString::number(value.toDouble(&fits), 'g', 17); break;
    case ConsoleKind::Flag:
        fits = value.typeId() == QMetaType::Bool || value == u"true"_s || value == u"false"_s;
        text = value.toBool() ? u"true"_s : u"false"_s;
        break;
    case ConsoleKind::Text:
    case ConsoleKind::State:
    case ConsoleKind::Json:
        fits = value.canConvert<QString>();
        text = value.toString();
        break;
    }
    if (!fits || text.size() > kValueMax || text.contains(QChar::Null))
        return std::nullopt;
    return text;
}

// Names are sorted without case, as the index over them has it; keys and states as they are.
bool isSortedFolded(const ConsoleTable &table, const ConsoleColumn &column)
{
    return column.kind == ConsoleKind::Text && column.name != table.key;
}

QString folded(const QString &expression)
{
    return u"lower("_s + expression + u") COLLATE \"C\""_s;
}

bool isComparable(ConsoleKind kind)
{
    return kind == ConsoleKind::Count || kind == ConsoleKind::Bytes || kind == ConsoleKind::Time ||
           kind == ConsoleKind::Share || kind == ConsoleKind::Text;
}

bool isSearchable(ConsoleKind kind)
{
    return kind == ConsoleKind::Text || kind == ConsoleKind::Json || kind == ConsoleKind::Id;
}

class Composer
{
public:
    explicit Composer(const ConsoleTable &table)
        : m_table(table)
    {
    }

    Result<> addFilter(const ConsoleFilter &filter)
    {
        const ConsoleColumn *column = consoleColumn(m_table, filter.column);
        if (!column)
            return fail(ErrorCode::InvalidInput, u"no such column"_s);
        const QString name = quoted(column->name);
        switch (filter.match) {
        case ConsoleMatch::IsEmpty: m_conditions += name + u" IS NULL"_s; return {};
        case ConsoleMatch::IsNotEmpty: m_conditions += name + u" IS NOT NULL"_s; return {};
        case ConsoleMatch::Is: return compare(*column, name, u"="_s, filter.value);
        case ConsoleMatch::IsNot: return compare(*column, name, u"IS DISTINCT FROM"_s, filter.value);
        case ConsoleMatch::AtLeast:
        case ConsoleMatch::AtMost:
            if (!isComparable(column->kind))
                return misfit(column->name);
            return compare(*column, name, filter.match == ConsoleMatch::AtLeast ? u">="_s : u"<="_s, filter.value);
        case ConsoleMatch::Contains:
        case ConsoleMatch::StartsWith: return search(*column, name, filter);
        }
        return misfit(column->name);
    }

    Result<> addPosition(const ConsoleColumn &order, const ConsoleColumn &key, const ConsolePosition &after,
                         bool isDescending)
    {
        const QString comparison = isDescending ? u" < "_s : u" > "_s;
        TACET_TRY(takeExact(order, after.order));
        if (order.name == key.name) {
            m_conditions += quoted(key.name) + comparison + placeFor(key.kind);
            return {};
        }
        TACET_TRY(takeExact(key, after.key));
        m_conditions += u'(' + sorting(order, quoted(order.name)) + u", "_s + quoted(key.name) + u')' + comparison +
                        u'(' + sorting(order, placeFor(order.kind)) + u", "_s + placeFor(key.kind) + u')';
        return {};
    }

    QString sorting(const ConsoleColumn &column, const QString &expression) const
    {
        return isSortedFolded(m_table, column) ? folded(expression) : expression;
    }

    QString source() const
    {
        const QString where = m_conditions.isEmpty() ? QString() : u" WHERE "_s + m_conditions.join(u" AND "_s);
        return u" FROM console."_s + quoted(m_table.view) + where;
    }

    const QStringList &values() const { return m_values; }

private:
    Result<> compare(const ConsoleColumn &column, const QString &name, const QString &comparison, const QVariant &value)
    {
        const auto text = textOf(column.kind, value);
        if (!text)
            return misfit(column.name);
        m_values += *text;
        m_conditions += name + u' ' + comparison + u' ' + placeFor(column.kind);
        return {};
    }

    Result<> search(const ConsoleColumn &column, const QString &name, const ConsoleFilter &filter)
    {
        const auto text = textOf(ConsoleKind::Text, filter.value);
        if (!text || !isSearchable(column.kind))
            return misfit(column.name);
        m_values += *text;
        const QString haystack = folded(u"CAST("_s + name + u" AS text)"_s);
        const QString needle = folded(placeFor(ConsoleKind::Text));
        m_conditions += filter.match == ConsoleMatch::StartsWith
                            ? u"starts_with("_s + haystack + u", "_s + needle + u')'
                            : u"strpos("_s + haystack + u", "_s + needle + u") > 0"_s;
        return {};
    }

    // What page() gave out: more exact than the values of a row, which have milliseconds.
    Result<> takeExact(const ConsoleColumn &column, const QVariant &value)
    {
        const auto text = textOf(ConsoleKind::Text, value);
        if (!text)
            return misfit(column.name);
        m_values += *text;
        return {};
    }

    const ConsoleTable &m_table;
    QStringList m_conditions;
    QStringList m_values;
};

} // namespace

Result<ConsoleStatement> ConsoleStatement::page(const ConsoleTable &table, const ConsoleQuery &query)
{
    const ConsoleColumn *order = consoleColumn(table, query.order.isEmpty() ? table.order : query.order);
    const ConsoleColumn *key = consoleColumn(table, table.key);
    if (!order || !key || !order->isSortable || query.limit < 1 || query.limit > kLimitMax)
        return fail(ErrorCode::InvalidInput, u"no such order, or a page of another size"_s);
    const bool isDescending = query.order.isEmpty() ? table.isDescending : query.isDescending;
    Composer composer(table);
    for (const ConsoleFilter &filter : query.filters)
        TACET_TRY(composer.addFilter(filter));
    if (query.after)
        TACET_TRY(composer.addPosition(*order, *key, *query.after, isDescending));
    QStringList columns;
    for (const ConsoleColumn &column : table.columns)
        columns += quoted(column.name);
    columns += u"CAST("_s + quoted(order->name) + u" AS text) AS exact_order"_s;
    columns += u"CAST("_s + quoted(key->name) + u" AS text) AS exact_key"_s;
    const QString direction = isDescending ? u" DESC"_s : QString();
    QString sorting = composer.sorting(*order, quoted(order->name)) + direction;
    if (order->name != key->name)
        sorting += u", "_s + quoted(key->name) + direction;
    return ConsoleStatement{.sql = u"SELECT "_s + columns.join(u", "_s) + composer.source() + u" ORDER BY "_s +
                                   sorting + u" LIMIT "_s + QString::number(query.limit + 1),
                            .values = composer.values()};
}

Result<ConsoleStatement> ConsoleStatement::count(const ConsoleTable &table, const ConsoleQuery &query, qint64 most)
{
    if (most < 1 || most > kCountMax)
        return fail(ErrorCode::InvalidInput, u"counted to another number"_s);
    Composer composer(table);
    for (const ConsoleFilter &filter : query.filters)
        TACET_TRY(composer.addFilter(filter));
    return ConsoleStatement{.sql = u"SELECT count(*) FROM (SELECT 1"_s + composer.source() + u" LIMIT "_s +
                                   QString::number(most) + u") counted"_s,
                            .values = composer.values()};
}

} // namespace tacet
