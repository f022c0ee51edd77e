#pragma once
#include "models/backend/connectparameters.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

struct pg_conn;
struct pg_result;

namespace tacet {

/// Everything that the server answered to a piece of SQL.
struct Outcome {
    QByteArray state = "00000"; ///< SQLSTATE of the first error
    QByteArray message;         ///< its primary message
    QByteArray told;            ///< rows, COPY data, every field of errors and notices, one per line
    qint64 rows = 0;            ///< of results and COPY
    bool alive = true;          ///< whether the connection outlived it

    bool failed() const { return state != "00000"; }
};

/// A connection without any of the product's care, as a hostile member has with psql. Any one thread.
class RawSession
{
public:
    /// isOpen() is false and refusal() tells why if the server does not let the login in.
    RawSession(const WorkspaceAddress &address, const DatabaseLogin &login);
    ~RawSession();
    Q_DISABLE_COPY_MOVE(RawSession)

    bool isOpen() const;
    QByteArray refusal() const { return m_refusal; }
    Outcome run(const QByteArray &sql);
    /// run(), and a ROLLBACK if a transaction was left open.
    Outcome runAlone(const QByteArray &sql);
    /// First column of the rows; throws std::runtime_error if the statement fails.
    QByteArrayList list(const QByteArray &sql);
    QByteArray one(const QByteArray &sql) { return list(sql).value(0); }
    /// All columns of the rows; throws likewise.
    QList<QByteArrayList> table(const QByteArray &sql);
    pg_conn *handle() const { return m_connection; }

private:
    void note(Outcome &outcome, const pg_result *result) const;
    void drainCopy(Outcome &outcome);
    static void noticeArrived(void *self, const pg_result *notice);

    pg_conn *m_connection = nullptr;
    QByteArray m_refusal;
    QByteArray m_notices;
};

/// As an SQL literal, whatever the value.
QByteArray quoted(const QByteArray &value);

} // namespace tacet
