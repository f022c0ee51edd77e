#pragma once
#include "tests/backend/rawsession.h"

namespace tacet {

/// Calls functions as any role, many in one round trip, over a superuser's session: what SESSION_USER says is
/// the role. Each call is a transaction of its own. Throws if the driver itself fails or the server dies.
class CallDriver
{
public:
    enum class Keep { Yes, No }; ///< whether calls are committed

    struct Answer {
        QByteArray state; ///< SQLSTATE, 00000 if it was no refusal
        QByteArray told;  ///< rows, or every field of the error
        QByteArray message() const { return told.first(std::max<qsizetype>(0, told.indexOf('\n'))); }
        friend bool operator==(const Answer &, const Answer &) = default;
    };

    /// The watch schema must hold driver.sql.
    CallDriver(const WorkspaceAddress &address, const DatabaseLogin &superuser);

    QList<Answer> drive(const QByteArray &role, const QByteArrayList &calls, Keep keep);
    RawSession &session() { return m_session; }

private:
    RawSession m_session;
};

/// Whether a call may be answered that: done, or a documented refusal.
bool isDocumentedState(const QByteArray &state);

} // namespace tacet
