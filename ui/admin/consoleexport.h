#pragma once
#include "models/items/consolecsv.h"
#include "ui/admin/consolesource.h"

#include <QObject>
#include <QSaveFile>

namespace tacet {

/// Writes every row that a query finds to a CSV file, page by page. The file appears when it is whole; after a
/// failure or cancel() what stood there before is untouched. Deletes itself after its last signal.
class ConsoleExport final : public QObject
{
    Q_OBJECT
public:
    ConsoleExport(ConsoleSource &source, const ConsoleQuery &query, const ConsoleCsv &csv, const QString &path,
                  QObject *parent = nullptr);

    void start();
    void cancel();

Q_SIGNALS:
    void progressed(qint64 rows);
    void finished(qint64 rows);
    void failed(tacet::ErrorCode code);

private:
    void askNext();
    void take(const ConsolePage &page);
    void fail(ErrorCode code);

    ConsoleSource &m_source;
    ConsoleQuery m_query;
    ConsoleCsv m_csv;
    QSaveFile m_file;
    qint64 m_rows = 0;
    bool m_isOver = false;
};

} // namespace tacet
