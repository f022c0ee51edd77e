#pragma once
#include "models/backend/connectparameters.h"
#include "tests/support/postgresfixture.h"

#include <libpq-fe.h>

namespace tacet {

/// A login with libpq and nothing else: says what it likes and reads only when asked. Tests also look with it, as the
/// superuser.
class HostileSession
{
public:
    HostileSession(const WorkspaceAddress &address, const DatabaseLogin &login)
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
        m_connection.reset(PQconnectdbParams(names.data(), values.data(), 0));
        PQsetNoticeProcessor(m_connection.get(), [](void *, const char *) {}, nullptr);
    }

    bool isOpen() const { return PQstatus(m_connection.get()) == CONNECTION_OK; }
    QString words() const { return QString::fromUtf8(PQerrorMessage(m_connection.get())); }
    int pid() const { return PQbackendPID(m_connection.get()); }
    pg_conn *handle() const { return m_connection.get(); }

    /// The last SQLSTATE, "done" if nothing was refused, "gone" if the connection broke.
    QByteArray run(const QByteArray &sql)
    {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(m_connection.get(), sql.constData()),
                                                                   &PQclear);
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            return "done";
        const char *state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        return state ? QByteArray(state) : QByteArray("gone");
    }
    /// The first field, or empty.
    QByteArray value(const QByteArray &sql)
    {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(m_connection.get(), sql.constData()),
                                                                   &PQclear);
        return PQntuples(result.get()) > 0 ? QByteArray(PQgetvalue(result.get(), 0, 0)) : QByteArray();
    }
    qint64 number(const QByteArray &sql) { return value(sql).toLongLong(); }
    /// Sends and does not wait for the answer.
    bool send(const QByteArray &sql) { return PQsendQuery(m_connection.get(), sql.constData()) == 1; }

private:
    struct Finish {
        void operator()(pg_conn *connection) const { PQfinish(connection); }
    };
    std::unique_ptr<pg_conn, Finish> m_connection;
};

/// A statement that computes and would not end for hours.
inline constexpr auto kEndlessSql = "WITH RECURSIVE n(i) AS (SELECT 1::int8 UNION ALL SELECT i + 1 FROM n) "
                                    "SELECT max(i) FROM n WHERE i < 0";

} // namespace tacet
