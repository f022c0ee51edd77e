#include "tests/backend/rawsession.h"

#include "tests/support/postgresfixture.h"

#include <libpq-fe.h>

namespace tacet {

namespace {

constexpr std::array kErrorFields{PG_DIAG_SQLSTATE,        PG_DIAG_MESSAGE_PRIMARY, PG_DIAG_MESSAGE_DETAIL,
                                  PG_DIAG_MESSAGE_HINT,    PG_DIAG_CONTEXT,         PG_DIAG_INTERNAL_QUERY,
                                  PG_DIAG_SCHEMA_NAME,     PG_DIAG_TABLE_NAME,      PG_DIAG_COLUMN_NAME,
                                  PG_DIAG_CONSTRAINT_NAME, PG_DIAG_DATATYPE_NAME};

QByteArray errorText(const PGresult *result)
{
    QByteArray text;
    for (const int field : kErrorFields) {
        if (const char *value = PQresultErrorField(result, field))
            text += QByteArray(value) + '\n';
    }
    return text;
}

using ResultPointer = std::unique_ptr<PGresult, decltype(&PQclear)>;

} // namespace

RawSession::RawSession(const WorkspaceAddress &address, const DatabaseLogin &login)
{
    const ConnectParameters parameters = orThrow(ConnectParameters::make(address, login));
    const auto all = parameters.all();
    std::vector<const char *> names;
    std::vector<const char *> values;
    for (const auto &[name, value] : all) {
        names.push_back(name.constData());
        values.push_back(value.constData());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    m_connection = PQconnectdbParams(names.data(), values.data(), 0);
    if (PQstatus(m_connection) != CONNECTION_OK)
        m_refusal = PQerrorMessage(m_connection);
    PQsetNoticeReceiver(m_connection, &RawSession::noticeArrived, this);
}

RawSession::~RawSession()
{
    PQfinish(m_connection);
}

bool RawSession::isOpen() const
{
    return PQstatus(m_connection) == CONNECTION_OK;
}

void RawSession::noticeArrived(void *self, const pg_result *notice)
{
    static_cast<RawSession *>(self)->m_notices += errorText(notice);
}

void RawSession::note(Outcome &outcome, const pg_result *result) const
{
    switch (PQresultStatus(result)) {
    case PGRES_TUPLES_OK:
        outcome.rows += PQntuples(result);
        for (int row = 0; row < PQntuples(result); ++row) {
            for (int column = 0; column < PQnfields(result); ++column)
                outcome.told += QByteArray(PQgetvalue(result, row, column)) + '\n';
        }
        return;
    case PGRES_FATAL_ERROR:
    case PGRES_BAD_RESPONSE:
        if (!outcome.failed()) {
            const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
            outcome.state = state ? QByteArray(state) : QByteArray("-----");
            outcome.message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
        }
        outcome.told += errorText(result);
        return;
    default: return;
    }
}

void RawSession::drainCopy(Outcome &outcome)
{
    char *line = nullptr;
    while (PQgetCopyData(m_connection, &line, 0) > 0) {
        ++outcome.rows;
        outcome.told += QByteArray(line);
        PQfreemem(line);
    }
}

Outcome RawSession::run(const QByteArray &sql)
{
    Outcome outcome;
    m_notices.clear();
    if (PQsendQuery(m_connection, sql.constData()) == 0)
        return {.state = "-----", .message = PQerrorMessage(m_connection), .told = {}, .alive = false};
    while (true) {
        const ResultPointer result(PQgetResult(m_connection), &PQclear);
        if (!result)
            break;
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COPY_OUT)
            drainCopy(outcome);
        else if (status == PGRES_COPY_IN)
            PQputCopyEnd(m_connection, nullptr);
        note(outcome, result.get());
    }
    outcome.told += m_notices;
    outcome.alive = isOpen();
    return outcome;
}

Outcome RawSession::runAlone(const QByteArray &sql)
{
    Outcome outcome = run(sql);
    if (outcome.alive && PQtransactionStatus(m_connection) != PQTRANS_IDLE)
        std::ignore = run("ROLLBACK");
    return outcome;
}

QByteArrayList RawSession::list(const QByteArray &sql)
{
    QByteArrayList first;
    for (const QByteArrayList &row : table(sql))
        first += row.value(0);
    return first;
}

QList<QByteArrayList> RawSession::table(const QByteArray &sql)
{
    const ResultPointer result(PQexec(m_connection, sql.constData()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        throw std::runtime_error(
            (errorText(result.get()) + PQerrorMessage(m_connection) + sql.left(500)).toStdString());
    QList<QByteArrayList> rows;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        QByteArrayList columns;
        for (int column = 0; column < PQnfields(result.get()); ++column)
            columns += QByteArray(PQgetvalue(result.get(), row, column), PQgetlength(result.get(), row, column));
        rows += columns;
    }
    return rows;
}

QByteArray quoted(const QByteArray &value)
{
    QByteArray literal = value;
    literal.replace('\\', "\\\\").replace('\'', "''");
    return "E'" + literal + '\'';
}

} // namespace tacet
