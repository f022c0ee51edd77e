#include "app/ctl/usernames.h"

namespace tacet::ctl {

Task<QString> Usernames::of(UserId user)
{
    if (user == m_session.account().user)
        co_return m_session.account().username;
    if (user.isNull() || m_names.contains(user))
        co_return m_names.value(user);
    const Result<Person> person = co_await answerOf(m_session.people().find(user));
    if (!person && person.error().code() != ErrorCode::NotFound)
        co_return std::unexpected(person.error());
    m_names.insert(user, person ? person->username : QString());
    co_return m_names.value(user);
}

} // namespace tacet::ctl
