#include "models/services/peopleservice.h"

#include "crypto/fingerprint/safetynumber.h"
#include "models/backend/directorystore.h"
#include "models/services/accountcore.h"
#include "models/services/awaiting.h"
#include "models/services/bytes.h"
#include "models/vault/peerstore.h"

namespace tacet {

namespace {

constexpr int kContactsAtOnce = 500;

SafetyNumber safetyNumberBetween(const Account &account, UserId peer, const QByteArray &peerKey)
{
    crypto::SafetyNumberSide own{.account = idBytes(account.user), .masterKey = {}};
    crypto::SafetyNumberSide other{.account = idBytes(peer), .masterKey = {}};
    std::ranges::copy(viewOf(account.masterKey).first(own.masterKey.size()), own.masterKey.begin());
    std::ranges::copy(viewOf(peerKey).first(other.masterKey.size()), other.masterKey.begin());
    const crypto::SafetyNumberPair pair = crypto::safetyNumber(own, other);
    return {.digits = QString::fromStdString(pair.digits), .code = toByteArray(pair.code)};
}

} // namespace

PeopleService::PeopleService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<QList<Person>> PeopleService::search(const QString &text, int limit)
{
    return asFuture(searchDirectory(text, limit));
}

Task<QList<Person>> PeopleService::searchDirectory(QString text, int limit)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto entries, co_await answerOf(core->backend().run([text, limit](BackendSession &db) {
                            return db.directory().search(text, {}, limit);
                        })));
    // What the database says of keys is compared with what is pinned, for known people only: a search
    // pins nothing.
    co_return co_await answerOf(core->vault().run([entries](VaultSession &vault) -> Result<QList<Person>> {
        QList<Person> people;
        for (const DirectoryEntry &entry : entries) {
            TACET_TRY_ASSIGN(const auto known, vault.peers().find(entry.id));
            Person person = known.value_or(Person());
            person.id = entry.id;
            if (!known)
                person.masterKey = entry.masterKey;
            person.username = entry.username;
            person.displayName = entry.displayName;
            person.relation = entry.relation;
            people += person;
        }
        return people;
    }));
}

AsyncResult<Person> PeopleService::find(UserId user)
{
    return m_core.vault().run([user](VaultSession &vault) -> Result<Person> {
        TACET_TRY_ASSIGN(const auto person, vault.peers().find(user));
        if (!person)
            return fail(ErrorCode::NotFound, QStringLiteral("person"));
        return *person;
    });
}

AsyncResult<Person> PeopleService::findByUsername(const QString &username)
{
    return asFuture(lookUp(username));
}

Task<Person> PeopleService::lookUp(QString username)
{
    const auto core = m_core.shared_from_this();
    auto known = co_await answerOf(
        core->vault().run([username](VaultSession &vault) { return vault.peers().findByUsername(username); }));
    if (known && *known)
        co_return **known;
    TACET_CO_TRY_ASSIGN(const DirectoryEntry entry,
                        co_await answerOf(core->backend().run(
                            [username](BackendSession &db) { return db.directory().userByName(username); })));
    co_return co_await core->directory().learn(entry.id);
}

AsyncResult<QList<Person>> PeopleService::contacts()
{
    return m_core.vault().run([](VaultSession &vault) { return vault.peers().withRelation(Relation::Contact); });
}

Task<> PeopleService::fetchContacts()
{
    const auto core = m_core.shared_from_this();
    QString after;
    QList<DirectoryEntry> page;
    do {
        TACET_CO_TRY_ASSIGN(page, co_await answerOf(core->backend().run([after](BackendSession &db) {
                                return db.directory().contacts(after, kContactsAtOnce);
                            })));
        for (const DirectoryEntry &entry : std::as_const(page)) {
            after = entry.username;
            TACET_CO_TRY(co_await core->directory().learn(entry.id));
        }
    } while (page.size() == kContactsAtOnce);
    co_return {};
}

AsyncResult<> PeopleService::addContact(UserId user)
{
    return asFuture(relate(user, Relation::Contact));
}

AsyncResult<> PeopleService::removeContact(UserId user)
{
    return asFuture(relate(user, Relation::None));
}

AsyncResult<> PeopleService::block(UserId user)
{
    return asFuture(relate(user, Relation::Blocked));
}

AsyncResult<> PeopleService::unblock(UserId user)
{
    return asFuture(relate(user, Relation::None));
}

/// The database first, because it decides; the vault repeats what it said.
Task<> PeopleService::relate(UserId user, Relation relation)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Person before, co_await core->directory().learn(user));
    TACET_CO_TRY(co_await answerOf(core->backend().run([user, relation, before](BackendSession &db) -> Result<> {
        switch (relation) {
        case Relation::Contact: return db.directory().addContact(user);
        case Relation::Blocked: return db.directory().block(user);
        case Relation::None: break;
        }
        TACET_TRY(db.directory().unblock(user));
        return db.directory().removeContact(user);
    })));
    co_return co_await change(
        user, [user, relation](VaultSession &vault) { return vault.peers().setRelation(user, relation); });
}

/// Runs `work` in the vault and tells everyone what the person looks like now.
Task<> PeopleService::change(UserId user, std::function<Result<>(VaultSession &)> work)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto person, co_await answerOf(core->vault().run([work, user](VaultSession &vault) {
                            return vault.transact([&]() -> Result<std::optional<Person>> {
                                TACET_TRY(work(vault));
                                return vault.peers().find(user);
                            });
                        })));
    if (person)
        Q_EMIT personChanged(*person);
    co_return {};
}

AsyncResult<SafetyNumber> PeopleService::safetyNumber(UserId user)
{
    return asFuture(computeSafetyNumber(user));
}

Task<SafetyNumber> PeopleService::computeSafetyNumber(UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->directory().learn(user));
    co_return co_await answerOf(core->vault().run([core, user](VaultSession &vault) -> Result<SafetyNumber> {
        TACET_TRY_ASSIGN(const auto person, vault.peers().find(user));
        if (!person)
            return fail(ErrorCode::NotFound, QStringLiteral("person"));
        // While a change waits for a decision, the new key is the one to compare.
        TACET_TRY_ASSIGN(const auto changed, vault.peers().changedKey(user));
        return safetyNumberBetween(core->account(), user, changed.value_or(person->masterKey));
    }));
}

AsyncResult<> PeopleService::setVerified(UserId user, bool verified)
{
    return asFuture(
        change(user, [user, verified](VaultSession &vault) { return vault.peers().setVerified(user, verified); }));
}

AsyncResult<> PeopleService::acceptChangedKey(UserId user)
{
    return asFuture(takeChangedKey(user));
}

Task<> PeopleService::takeChangedKey(UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await change(user, [user](VaultSession &vault) -> Result<> {
        TACET_TRY_ASSIGN(const auto key, vault.peers().changedKey(user));
        if (!key)
            return fail(ErrorCode::NotFound, QStringLiteral("no changed key"));
        return vault.peers().acceptChangedKey(user, *key);
    }));
    core->outbox().wakeAndDrain();
    co_return {};
}

} // namespace tacet
