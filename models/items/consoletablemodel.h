#pragma once
#include "models/domain/consoletable.h"
#include "models/domain/error.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

namespace tacet {

/// The rows of one view of the console, loaded page by page as somebody scrolls. Asks for pages by signal and is
/// given them; an answer to a question that is not asked any more is dropped. GUI thread.
class ConsoleTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        ValueRole = Qt::UserRole, ///< the value as the page carried it; invalid: NULL
        KindRole,                 ///< int of ConsoleKind
        ToneRole,                 ///< int of ConsoleTone
    };
    enum class State {
        Idle,       ///< nothing was asked for
        Loading,    ///< a page is under way
        Refreshing, ///< the rows that are here are read again
        Ready,
        Failed, ///< the last page did not come; what was here stays
    };

    explicit ConsoleTableModel(ConsoleTable table, QObject *parent = nullptr);

    const ConsoleTable &table() const { return m_table; }
    State state() const { return m_state; }
    /// Why the last page did not come.
    ErrorCode failure() const { return m_failure; }
    /// There are no more rows than these.
    bool isComplete() const { return m_state != State::Idle && !m_end; }
    /// Filters and order; without a position.
    const ConsoleQuery &query() const { return m_query; }
    /// -1: the view has no such column.
    int columnOf(const QString &name) const;
    /// `row` must exist.
    QVariant value(int row, const QString &column) const;
    QVariant keyAt(int row) const { return m_rows.at(row).at(m_key); }
    /// -1: not here.
    int rowOf(const QVariant &key) const;

    /// Asks for the first page. Rows are thrown away, and what is under way is dropped.
    void start(const ConsoleQuery &query);
    void setFilters(const QList<ConsoleFilter> &filters);
    /// A column that no index sorts changes nothing.
    void sort(int column, Qt::SortOrder order) override;
    /// Reads as many rows as are here again, and changes only what differs: selection and place stay.
    void refresh();
    /// Nothing is here any more, and no answer is awaited.
    void clear();

    void takePage(quint64 token, const ConsolePage &page);
    void takeFailure(quint64 token, ErrorCode code);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// To be answered with takePage or takeFailure, and the same token.
    void pageWanted(quint64 token, const tacet::ConsoleQuery &query);
    void stateChanged();
    /// Around the changes of a refresh: a view may hold on to the row at its top.
    void mergeStarting();
    void mergeEnded();

private:
    void ask(State state, const std::optional<ConsolePosition> &after, int limit);
    void setState(State state);
    QString keyOf(const QVariantList &row) const { return row.at(m_key).toString(); }
    void append(const QList<QVariantList> &rows);
    void takeRefreshed(const ConsolePage &page);
    void merge(const QList<QVariantList> &fresh);
    void removeVanished(const QHash<QString, int> &places);
    void reorder(const QHash<QString, int> &places);
    void insertAndUpdate(const QList<QVariantList> &fresh);

    ConsoleTable m_table;
    qsizetype m_key;
    ConsoleQuery m_query;
    QList<QVariantList> m_rows;
    QSet<QString> m_keys;
    std::optional<ConsolePosition> m_end; ///< nothing: no more rows
    QList<QVariantList> m_fresh;          ///< of a refresh that is under way
    State m_state = State::Idle;
    ErrorCode m_failure = ErrorCode::Cancelled;
    quint64 m_token = 0;
};

} // namespace tacet
