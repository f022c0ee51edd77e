#pragma once
#include <QDateTime>
#include <QList>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace tacet {

/// What the values of a column are: how they are shown, aligned, filtered and exported.
enum class ConsoleKind {
    Text,  ///< QString, plain
    Id,    ///< QUuid; shown shortened, exported whole
    Count, ///< qint64
    Bytes, ///< qint64
    Time,  ///< QDateTime, UTC; not valid: never
    Share, ///< double from 0 (nothing) to 1 (full); shown as a bar, above 1 is over the limit
    State, ///< QString from a fixed list; shown translated, with a mark and a colour
    Flag,  ///< bool
    Json,  ///< QString, a JSON document
};

struct ConsoleColumn {
    QString name; ///< the view's, stable: files and saved views name it
    ConsoleKind kind = ConsoleKind::Text;
    bool isShown = true;     ///< until the person chooses
    bool isSortable = false; ///< an index carries the order
    QStringList states = {}; ///< of State
};

/// A view of schema `console`, read page by page.
struct ConsoleTable {
    QString view;                 ///< "people"
    QList<ConsoleColumn> columns; ///< in the order in which they stand in a new window
    QString key;                  ///< the column that is unique; one of `columns`
    QString order;                ///< the column that sorts until the person chooses
    bool isDescending = false;
};

enum class ConsoleMatch { Is, IsNot, Contains, StartsWith, AtLeast, AtMost, IsEmpty, IsNotEmpty };

struct ConsoleFilter {
    QString column;
    ConsoleMatch match = ConsoleMatch::Is;
    QVariant value = {}; ///< of the column's kind; nothing for IsEmpty and IsNotEmpty
};

/// Where a page ends: the last row's values of the sorting column and of the key. Empty sorting values stand last.
struct ConsolePosition {
    QVariant order;
    QVariant key;
};

struct ConsoleQuery {
    QString view;
    QList<ConsoleFilter> filters = {}; ///< all of them hold
    QString order = {};                ///< a sortable column; empty: the table's own
    bool isDescending = false;
    std::optional<ConsolePosition> after = {};
    int limit = 200; ///< 1-500
};

struct ConsolePage {
    QList<QVariantList> rows;           ///< one value per column of the table, in their order; invalid is NULL
    std::optional<ConsolePosition> end; ///< of the last row; nothing: there is no more
};

} // namespace tacet
