#pragma once
#include "tests/backend/attackcatalog.h"
#include "tests/backend/canaries.h"
#include "tests/backend/rawsession.h"
#include "tests/backend/tenantworld.h"

namespace tacet {

/// A tenant in which Alice, Bob and Carol talk and every table holds a row of theirs, and those who attack it.
/// Throws like PostgresFixture.
class HostileWorld
{
public:
    /// A row in tables that no function has filled: by a superuser, or not at all where the world has to be
    /// one that the functions could have made.
    enum class Filling { EveryTable, FunctionsOnly };

    struct Attacker {
        QByteArray who;
        DatabaseLogin login;
        QByteArrayList ownWords; ///< of rows that are the attacker's own
        bool mayEnter = true;    ///< whether the server lets the login into Alice's database
    };

    HostileWorld(PostgresFixture &fixture, Filling filling);
    ~HostileWorld();

    TenantWorld &tenant() { return *m_world; }
    const WorkspaceAddress &address() const { return m_world->tenant().address; }
    RawSession &superuser() { return *m_superuser; }
    std::unique_ptr<RawSession> enter(const DatabaseLogin &login) const;

    Member &alice() { return m_alice; }
    Member &bob() { return m_bob; }
    Member &carol() { return m_carol; }
    Member &dave() { return m_dave; }
    Member &eve() { return m_eve; }
    /// Another member, a former member, a login without a device, one whose device was removed, the
    /// enrolment role, and a member of another tenant of the same cluster.
    const QList<Attacker> &attackers() const { return m_attackers; }
    const Attacker &attacker(const QByteArray &who) const;
    const AttackCatalog &catalog() const { return m_catalog; }
    /// What nobody of the attackers may read.
    const Canaries &canaries() const { return m_canaries; }
    /// Again, after more has happened.
    void gatherCanaries();
    /// Without what stands in rows of the attacker's own, and in the attackers' profiles.
    Canaries canariesFor(const Attacker &attacker);
    const QByteArrayList &filled() const { return m_filled; }

    /// Ids in rows that name one of these words.
    QSet<QByteArray> idsBeside(const QByteArrayList &words);
    void remember() { m_superuser->list("SELECT watch.remember()"); }
    /// Rows of others that are not as remembered; `open`: LIKE patterns of tables left out.
    QByteArrayList changes(const QByteArrayList &mine, const QByteArrayList &open = {});
    /// The database of the stranger.
    const WorkspaceAddress &foreign() const { return m_foreign; }

private:
    void talk();
    void talkInGroup();
    /// Calls of functions with literals.
    void as(const Member &member, const QByteArrayList &calls);
    void fillTheRest();
    void inviteAttackers(PostgresFixture &fixture);
    void addStranger(PostgresFixture &fixture);

    std::unique_ptr<TenantWorld> m_world;
    std::unique_ptr<RawSession> m_superuser;
    Member m_alice;
    Member m_bob;
    Member m_carol;
    Member m_dave;
    Member m_eve;
    Member m_frank; ///< whose account has a password
    Member m_removed;
    ChatId m_chat;
    MessageId m_message;
    QList<Attacker> m_attackers;
    AttackCatalog m_catalog;
    Canaries m_canaries;
    QByteArrayList m_filled;
    WorkspaceAddress m_foreign;
};

/// A script of tests/data/attack.
QByteArray attackScript(const QString &name);

} // namespace tacet
