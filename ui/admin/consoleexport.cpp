#include "ui/admin/consoleexport.h"

namespace tacet {

namespace {

constexpr int kPage = 500;

} // namespace

ConsoleExport::ConsoleExport(ConsoleSource &source, const ConsoleQuery &query, const ConsoleCsv &csv,
                             const QString &path, QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_query(query)
    , m_csv(csv)
    , m_file(path)
{
    m_query.after = {};
    m_query.limit = kPage;
}

void ConsoleExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly) || m_file.write(m_csv.head()) < 0) {
        fail(ErrorCode::Io);
        return;
    }
    askNext();
}

void ConsoleExport::cancel()
{
    fail(ErrorCode::Cancelled);
}

void ConsoleExport::askNext()
{
    m_source.fetchPage(m_query, this, [this](const Result<ConsolePage> &page) {
        if (m_isOver)
            return;
        if (page)
            take(*page);
        else
            fail(page.error().code());
    });
}

void ConsoleExport::take(const ConsolePage &page)
{
    for (const QVariantList &row : page.rows) {
        if (m_file.write(m_csv.line(row)) < 0) {
            fail(ErrorCode::DiskFull);
            return;
        }
    }
    m_rows += page.rows.size();
    Q_EMIT progressed(m_rows);
    // Whoever heard it may have cancelled.
    if (m_isOver)
        return;
    if (page.end) {
        m_query.after = page.end;
        askNext();
        return;
    }
    if (!m_file.commit()) {
        fail(ErrorCode::DiskFull);
        return;
    }
    m_isOver = true;
    Q_EMIT finished(m_rows);
    deleteLater();
}

void ConsoleExport::fail(ErrorCode code)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_file.cancelWriting();
    Q_EMIT failed(code);
    deleteLater();
}

} // namespace tacet
