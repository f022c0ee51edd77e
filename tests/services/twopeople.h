#pragma once
#include "tests/services/conversationfixture.h"
#include "tests/services/databaseoperator.h"

namespace tacet::tests {

/// A workspace with alice, who owns it, and bob, who have written to each other; and its operator.
class TwoPeople
{
public:
    /// Both are online afterwards.
    Result<> meet();

    Person alice{QStringLiteral("alice")};
    Person bob{QStringLiteral("bob")};
    std::unique_ptr<DatabaseOperator> database;

    /// Goes offline, lets `work` (`Result<>(VaultSession &)`) change the vault, and comes back, online.
    template <class Work>
    static Result<> alter(Person &person, Work work)
    {
        TACET_TRY(person.lock());
        {
            TACET_TRY_ASSIGN(const auto vault, person.openVault());
            TACET_TRY(work(*vault));
        }
        return comeBack(person);
    }
    static Result<> comeBack(Person &person);

    /// What waits for the devices of that account.
    int waitingFor(const QString &username);
};

} // namespace tacet::tests
