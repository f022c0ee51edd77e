#pragma once
#include "models/domain/consoletable.h"

#include <QByteArray>

namespace tacet {

/// Rows of the console as CSV after RFC 4180: UTF-8, comma, CRLF, a head with the columns' stable names. Values
/// are written for programs: times as ISO 8601 in UTC, bytes as numbers, ids whole. Text that a spreadsheet
/// would take for a formula starts with an apostrophe.
class ConsoleCsv final
{
public:
    /// `chosen`: places in `columns`, in the order of the file.
    ConsoleCsv(QList<ConsoleColumn> columns, QList<int> chosen);

    QByteArray head() const;
    QByteArray line(const QVariantList &row) const;

private:
    QList<ConsoleColumn> m_columns;
    QList<int> m_chosen;
};

} // namespace tacet
