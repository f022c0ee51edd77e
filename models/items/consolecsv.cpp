#include "models/items/consolecsv.h"

#include <QLocale>
#include <QUuid>

namespace tacet {

namespace {

/// What a spreadsheet program runs, or takes off and then runs.
bool startsFormula(const QString &text)
{
    return !text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front());
}

QString guarded(const QString &text)
{
    return startsFormula(text) ? u'\'' + text : text;
}

QString plain(ConsoleKind kind, const QVariant &value)
{
    if (!value.isValid() || value.isNull())
        return {};
    switch (kind) {
    case ConsoleKind::Id: return value.toUuid().toString(QUuid::WithoutBraces);
    case ConsoleKind::Count:
    case ConsoleKind::Bytes: return QString::number(value.toLongLong());
    case ConsoleKind::Share: return QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case ConsoleKind::Time: return value.toDateTime().toUTC().toString(Qt::ISODateWithMs);
    case ConsoleKind::Flag: return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case ConsoleKind::Text:
    case ConsoleKind::State:
    case ConsoleKind::Json: return guarded(value.toString());
    }
    return {};
}

QByteArray quoted(const QString &text)
{
    const auto isSpecial = [](QChar character) { return QStringLiteral(",\"\r\n").contains(character); };
    if (std::none_of(text.begin(), text.end(), isSpecial))
        return text.toUtf8();
    return '"' + QString(text).replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
}

} // namespace

ConsoleCsv::ConsoleCsv(QList<ConsoleColumn> columns, QList<int> chosen)
    : m_columns(std::move(columns))
    , m_chosen(std::move(chosen))
{
}

QByteArray ConsoleCsv::head() const
{
    QByteArrayList cells;
    for (const int place : m_chosen)
        cells.append(quoted(m_columns.at(place).name));
    return cells.join(',') + "\r\n";
}

QByteArray ConsoleCsv::line(const QVariantList &row) const
{
    QByteArrayList cells;
    for (const int place : m_chosen)
        cells.append(quoted(plain(m_columns.at(place).kind, row.at(place))));
    return cells.join(',') + "\r\n";
}

} // namespace tacet
