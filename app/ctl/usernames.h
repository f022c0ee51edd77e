#pragma once
#include "models/services/accountsession.h"

#include <QHash>

namespace tacet::ctl {

/// The user names of accounts, each asked for once.
class Usernames
{
public:
    /// `session` outlives it.
    explicit Usernames(AccountSession &session)
        : m_session(session)
    {
    }

    /// Empty for nobody, and for an account that this vault does not know.
    Task<QString> of(UserId user);

private:
    AccountSession &m_session;
    QHash<UserId, QString> m_names;
};

} // namespace tacet::ctl
