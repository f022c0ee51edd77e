#pragma once
#include "models/domain/person.h"
#include "models/domain/safetynumber.h"
#include "models/services/awaiting.h"

#include <QList>
#include <QObject>

#include <functional>

namespace tacet {

class AccountCore;
class VaultSession;

/// Other accounts: finding, contacts, blocks, and whether their keys were compared.
class PeopleService final : public QObject
{
    Q_OBJECT
public:
    explicit PeopleService(AccountCore &core);

    /// Members of the workspace whose user name or display name begins with `text`; without oneself.
    AsyncResult<QList<Person>> search(const QString &text, int limit = 30);
    AsyncResult<Person> find(UserId user);
    AsyncResult<Person> findByUsername(const QString &username);
    /// Contacts known to the vault, by shown name.
    AsyncResult<QList<Person>> contacts();

    /// Takes up the account's contacts as the database has them, on a device that was linked.
    Task<> fetchContacts();
    AsyncResult<> addContact(UserId user);
    AsyncResult<> removeContact(UserId user);
    AsyncResult<> block(UserId user);
    AsyncResult<> unblock(UserId user);

    /// Computed from both master keys as this vault has pinned them.
    AsyncResult<SafetyNumber> safetyNumber(UserId user);
    AsyncResult<> setVerified(UserId user, bool verified);
    /// Takes the peer's new master key after a change (Trust::Changed) and lets sending go on.
    AsyncResult<> acceptChangedKey(UserId user);

Q_SIGNALS:
    /// A person's names, relation or trust changed.
    void personChanged(const tacet::Person &person);

private:
    Task<QList<Person>> searchDirectory(QString text, int limit);
    Task<Person> lookUp(QString username);
    Task<> relate(UserId user, Relation relation);
    Task<> change(UserId user, std::function<Result<>(VaultSession &)> work);
    Task<SafetyNumber> computeSafetyNumber(UserId user);
    Task<> takeChangedKey(UserId user);

    AccountCore &m_core;
};

} // namespace tacet
