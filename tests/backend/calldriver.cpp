#include "tests/backend/calldriver.h"

#include <stdexcept>

namespace tacet {

CallDriver::CallDriver(const WorkspaceAddress &address, const DatabaseLogin &superuser)
    : m_session(address, superuser)
{
    if (!m_session.isOpen())
        throw std::runtime_error(m_session.refusal().toStdString());
    m_session.list("SET statement_timeout = '10min'; SET client_min_messages = error");
}

QList<CallDriver::Answer> CallDriver::drive(const QByteArray &role, const QByteArrayList &calls, Keep keep)
{
    QByteArrayList literals;
    for (const QByteArray &call : calls)
        literals += quoted(call);
    const QByteArray sql = "CALL watch.drive(" + quoted(role) + ", ARRAY[" + literals.join(", ") + "]::text[], " +
                           (keep == Keep::Yes ? "true" : "false") + ", NULL)";
    const QByteArray all = m_session.one(sql);
    QList<Answer> answers;
    // No call makes a record separator appear in what it is told.
    for (const QByteArray &one : all.split('\x1e'))
        answers += Answer{.state = one.first(5), .told = one.sliced(6)};
    if (answers.size() != calls.size())
        throw std::runtime_error("the driver lost answers");
    return answers;
}

bool isDocumentedState(const QByteArray &state)
{
    return state == "00000" || state.startsWith("SR0");
}

} // namespace tacet
