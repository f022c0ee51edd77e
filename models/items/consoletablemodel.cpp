#include "models/items/consoletablemodel.h"

#include "models/items/consolewords.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr int kPage = 200;
constexpr int kLargestPage = 500;

Qt::Alignment alignmentOf(ConsoleKind kind)
{
    const bool isNumber = kind == ConsoleKind::Count || kind == ConsoleKind::Bytes;
    return (isNumber ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter;
}

} // namespace

ConsoleTableModel::ConsoleTableModel(ConsoleTable table, QObject *parent)
    : QAbstractTableModel(parent)
    , m_table(std::move(table))
    , m_key(columnOf(m_table.key))
    , m_query{.view = m_table.view, .order = m_table.order, .isDescending = m_table.isDescending}
{
    Q_ASSERT(m_key >= 0);
}

int ConsoleTableModel::columnOf(const QString &name) const
{
    const auto found = std::ranges::find(m_table.columns, name, &ConsoleColumn::name);
    return found == m_table.columns.end() ? -1 : static_cast<int>(found - m_table.columns.begin());
}

QVariant ConsoleTableModel::value(int row, const QString &column) const
{
    const int at = columnOf(column);
    return at < 0 ? QVariant() : m_rows.at(row).at(at);
}

int ConsoleTableModel::rowOf(const QVariant &key) const
{
    const QString wanted = key.toString();
    const auto found = std::ranges::find_if(m_rows, [&](const QVariantList &row) { return keyOf(row) == wanted; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void ConsoleTableModel::start(const ConsoleQuery &query)
{
    clear();
    m_query = query;
    m_query.view = m_table.view;
    m_query.after = {};
    if (m_query.order.isEmpty()) {
        m_query.order = m_table.order;
        m_query.isDescending = m_table.isDescending;
    }
    ask(State::Loading, {}, kPage);
}

void ConsoleTableModel::setFilters(const QList<ConsoleFilter> &filters)
{
    ConsoleQuery query = m_query;
    query.filters = filters;
    start(query);
}

void ConsoleTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= m_table.columns.size() || !m_table.columns.at(column).isSortable)
        return;
    ConsoleQuery query = m_query;
    query.order = m_table.columns.at(column).name;
    query.isDescending = order == Qt::DescendingOrder;
    if (query.order != m_query.order || query.isDescending != m_query.isDescending)
        start(query);
}

void ConsoleTableModel::refresh()
{
    if (m_rows.isEmpty()) {
        start(m_query);
        return;
    }
    m_fresh.clear();
    ask(State::Refreshing, {}, static_cast<int>(std::clamp<qsizetype>(m_rows.size(), kPage, kLargestPage)));
}

void ConsoleTableModel::clear()
{
    ++m_token;
    m_fresh.clear();
    m_end = {};
    if (!m_rows.isEmpty()) {
        beginResetModel();
        m_rows.clear();
        m_keys.clear();
        endResetModel();
    }
    setState(State::Idle);
}

void ConsoleTableModel::ask(State state, const std::optional<ConsolePosition> &after, int limit)
{
    ConsoleQuery query = m_query;
    query.after = after;
    query.limit = limit;
    const quint64 token = ++m_token;
    setState(state);
    Q_EMIT pageWanted(token, query);
}

void ConsoleTableModel::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void ConsoleTableModel::takePage(quint64 token, const ConsolePage &page)
{
    if (token != m_token || (m_state != State::Loading && m_state != State::Refreshing))
        return;
    if (m_state == State::Refreshing) {
        takeRefreshed(page);
        return;
    }
    m_end = page.end;
    append(page.rows);
    setState(State::Ready);
}

void ConsoleTableModel::takeFailure(quint64 token, ErrorCode code)
{
    if (token != m_token || (m_state != State::Loading && m_state != State::Refreshing))
        return;
    m_fresh.clear();
    m_failure = code;
    setState(State::Failed);
}

/// A row whose sorting value changed between two pages comes twice; the first one stands until a refresh.
void ConsoleTableModel::append(const QList<QVariantList> &rows)
{
    QList<QVariantList> added;
    added.reserve(rows.size());
    for (const QVariantList &row : rows) {
        Q_ASSERT(row.size() == m_table.columns.size());
        if (const QString key = keyOf(row); !m_keys.contains(key)) {
            m_keys.insert(key);
            added.append(row);
        }
    }
    if (added.isEmpty())
        return;
    beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(m_rows.size() + added.size() - 1));
    m_rows.append(added);
    endInsertRows();
}

void ConsoleTableModel::takeRefreshed(const ConsolePage &page)
{
    m_fresh.append(page.rows);
    const qsizetype missing = m_rows.size() - m_fresh.size();
    if (page.end && missing > 0) {
        ask(State::Refreshing, page.end, static_cast<int>(std::clamp<qsizetype>(missing, kPage, kLargestPage)));
        return;
    }
    m_end = page.end;
    merge(std::exchange(m_fresh, {}));
    setState(State::Ready);
}

void ConsoleTableModel::merge(const QList<QVariantList> &fresh)
{
    QList<QVariantList> unique;
    unique.reserve(fresh.size());
    QHash<QString, int> places;
    for (const QVariantList &row : fresh) {
        if (const QString key = keyOf(row); !places.contains(key)) {
            places.insert(key, static_cast<int>(unique.size()));
            unique.append(row);
        }
    }
    Q_EMIT mergeStarting();
    removeVanished(places);
    reorder(places);
    insertAndUpdate(unique);
    Q_EMIT mergeEnded();
}

void ConsoleTableModel::removeVanished(const QHash<QString, int> &places)
{
    for (auto last = static_cast<int>(m_rows.size()) - 1; last >= 0; --last) {
        if (places.contains(keyOf(m_rows.at(last))))
            continue;
        int first = last;
        while (first > 0 && !places.contains(keyOf(m_rows.at(first - 1))))
            --first;
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_keys.remove(keyOf(m_rows.at(row)));
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

void ConsoleTableModel::reorder(const QHash<QString, int> &places)
{
    const auto placeOf = [&](const QVariantList &row) { return places.value(keyOf(row)); };
    if (std::ranges::is_sorted(m_rows, {}, placeOf))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QStringList keys;
    for (const QModelIndex &index : before)
        keys.append(keyOf(m_rows.at(index.row())));
    std::ranges::sort(m_rows, {}, placeOf);
    QHash<QString, int> rows;
    for (int row = 0; row < m_rows.size(); ++row)
        rows.insert(keyOf(m_rows.at(row)), row);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(rows.value(keys.at(i)), before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void ConsoleTableModel::insertAndUpdate(const QList<QVariantList> &fresh)
{
    const int count = static_cast<int>(fresh.size());
    for (int row = 0; row < count;) {
        int last = row;
        if (m_keys.contains(keyOf(fresh.at(row)))) {
            if (m_rows.at(row) != fresh.at(row)) {
                while (last + 1 < std::min(count, static_cast<int>(m_rows.size())) &&
                       keyOf(m_rows.at(last + 1)) == keyOf(fresh.at(last + 1)) &&
                       m_rows.at(last + 1) != fresh.at(last + 1))
                    ++last;
                std::ranges::copy(fresh.sliced(row, last - row + 1), m_rows.begin() + row);
                Q_EMIT dataChanged(index(row, 0), index(last, columnCount() - 1));
            }
        } else {
            while (last + 1 < count && !m_keys.contains(keyOf(fresh.at(last + 1))))
                ++last;
            beginInsertRows({}, row, last);
            m_rows.insert(row, last - row + 1, {});
            std::ranges::copy(fresh.sliced(row, last - row + 1), m_rows.begin() + row);
            for (int added = row; added <= last; ++added)
                m_keys.insert(keyOf(fresh.at(added)));
            endInsertRows();
        }
        row = last + 1;
    }
}

int ConsoleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConsoleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant ConsoleTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConsoleColumn &column = m_table.columns.at(index.column());
    const QVariant &value = m_rows.at(index.row()).at(index.column());
    switch (role) {
    case Qt::DisplayRole: return consoleWords(column, value);
    case Qt::ToolTipRole: return consoleDetail(column, value);
    case Qt::AccessibleTextRole: return consoleSpoken(column, value);
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(column.kind));
    case ValueRole: return value;
    case KindRole: return static_cast<int>(column.kind);
    case ToneRole: return static_cast<int>(consoleTone(column, value));
    default: return {};
    }
}

QVariant ConsoleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_table.columns.size())
        return {};
    const ConsoleColumn &column = m_table.columns.at(section);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return consoleTitle(column.name);
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(column.kind));
    default: return {};
    }
}

bool ConsoleTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_state == State::Ready && m_end;
}

void ConsoleTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(State::Loading, m_end, kPage);
}

} // namespace tacet
